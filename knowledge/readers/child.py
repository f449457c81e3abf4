"""Runs a parser where it can do no harm: in a child process with limits and without network.

A document can be built to exhaust memory or time: the worst it then does is one `Stopped`. Python
code and bytes go in, what the code wrote to its output comes out. Does not know formats.
"""

import os
import subprocess
import sys
from pathlib import Path

MEMORY_BYTES = 2 * 1024**3
CPU_S = 20
_OPENS = frozenset(
    ("socket.connect", "socket.getaddrinfo", "subprocess.Popen")
    + ("os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty")
)


class Stopped(Exception):
    """The child gave no result; says why, in words that follow "could not be read: "."""


class Refused(Exception):
    """Raised in the child by a reader that will not read on; becomes the reason of a Stopped."""


def run(code: str, given: bytes, *, cpu_s: int = CPU_S, wall_s: float | None = None) -> bytes:
    """What `code` prints when it finds `given` on its standard input."""
    limit_s = 1.5 * cpu_s if wall_s is None else wall_s
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", f"from knowledge.readers import child\n{code}"],
            input=given,
            capture_output=True,
            timeout=limit_s,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Stopped(f"it took longer than {limit_s:g} s") from None
    if done.returncode < 0:
        raise Stopped(f"it took more than {cpu_s} s of work or {MEMORY_BYTES >> 30} GiB")
    if done.returncode:
        raise Stopped(_last_words(done.stderr) or f"exit code {done.returncode}")
    return done.stdout


def limit(*, cpu_s: int = CPU_S) -> None:
    """Called by the code in the child before it touches the document."""
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    sys.addaudithook(_refuse)


def _refuse(event: str, _: tuple[object, ...]) -> None:
    if event in _OPENS:
        raise PermissionError("a document reader uses neither the network nor other programs")


def _last_words(stderr: bytes) -> str:
    """The last line of a traceback; of a `Refused`, which is worded for people, the words alone."""
    lines = stderr.decode(errors="replace").strip().splitlines()
    if not lines:
        return ""
    said = lines[-1].removeprefix(f"{Refused.__module__}.{Refused.__qualname__}: ")
    return "it needs more than 2 GiB (MemoryError)" if said == "MemoryError" else said[:200]


def _environment() -> dict[str, str]:
    """Only the way to this package: no key of ours reaches a process that reads documents."""
    return {
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PATH": os.defpath,
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",  # its buffers per core count as memory
    }
