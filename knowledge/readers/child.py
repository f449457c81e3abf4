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
WALL_S = 30.0


class Stopped(Exception):
    """The child gave no result; says why, in words that follow "could not be read: "."""


def run(code: str, given: bytes, *, wall_s: float = WALL_S) -> bytes:
    """What `code` prints when it finds `given` on its standard input."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", f"from knowledge.readers import child\n{code}"],
            input=given,
            capture_output=True,
            timeout=wall_s,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Stopped(f"it took longer than {wall_s:g} s") from None
    if done.returncode < 0:
        raise Stopped(f"it took more than {CPU_S} s of work or {MEMORY_BYTES >> 30} GiB")
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise Stopped(lines[-1][:200] if lines else f"exit code {done.returncode}")
    return done.stdout


def limit() -> None:
    """Called by the code in the child before it touches the document."""
    import resource

    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    sys.addaudithook(_refuse_network)


def _refuse_network(event: str, _: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise PermissionError("a document reader does not use the network")


def _environment() -> dict[str, str]:
    """Only the way to this package: no key of ours reaches a process that reads documents."""
    return {
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PATH": os.defpath,
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",  # its buffers per core count as memory
    }
