"""Runs a parser where it can do no harm: in a child process with limits and without network.

A document can be built to exhaust memory or time: the worst it then does is one `Stopped`. Python
code and bytes go in, what the code wrote to its output comes out. Does not know formats.
"""

import contextlib
import os
import re
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path

MEMORY_BYTES = 2 * 1024**3
CPU_S = 20
MOST_BYTES = 200_000_000  # of what a child gives back
_OPENS = frozenset(
    ("socket.connect", "socket.getaddrinfo", "subprocess.Popen")
    + ("os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty")
)
# The packages as bare folders: importing all of `knowledge` takes ten times what a reader needs.
_PACKAGES = """
import sys, types
for name, folder in {packages!r}:
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = [folder]
from knowledge.readers import child
"""
_STEP = 1 << 20
_limited = False  # whether this process is a child that reads a document
_LOOK_S = 0.2

# Set by whoever wants to give up: the children of that context are then ended.
stop: ContextVar[threading.Event | None] = ContextVar("stop", default=None)
# Set by whoever wants to hear how many of all pages the child has read.
told: ContextVar[Callable[[int, int], None] | None] = ContextVar("told", default=None)
_MARK = "\x1e"  # begins a line of the child's complaints that counts pages
_COUNT = re.compile(rb"\x1e(\d{1,7})/(\d{1,7})\n")


class Stopped(Exception):
    """The child gave no result; says why, in words that follow "could not be read: "."""


class Refused(Exception):
    """Raised in the child by a reader that will not read on; becomes the reason of a Stopped."""


def run(code: str, given: bytes, *, cpu_s: int = CPU_S, wall_s: float | None = None) -> bytes:
    """What `code` prints when it finds `given` on its standard input."""
    limit_s = 1.5 * cpu_s if wall_s is None else wall_s
    with tempfile.TemporaryFile() as file:
        file.write(given)
        file.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-P", "-c", _PACKAGES.format(packages=_packages()) + code],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            process_group=0,  # Ctrl-C in a terminal is for us, not for what we run
        )
        with process:
            try:
                said, complaint = _collected(process, limit_s)
            finally:
                _end(process)
    if process.returncode < 0:
        raise Stopped(f"it took more than {cpu_s} s of work or {MEMORY_BYTES >> 30} GiB")
    if process.returncode:
        raise Stopped(_last_words(complaint) or f"exit code {process.returncode}")
    return said


def limit(*, cpu_s: int = CPU_S) -> None:
    """Called by the code in the child before it touches the document."""
    import resource

    global _limited  # noqa: PLW0603  # of the process
    _limited = True
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    signal.alarm(2 * cpu_s)  # the kernel ends it, also when nobody waits for it any more
    sys.addaudithook(_refuse)


def tell(done: int, total: int) -> None:
    """Called by the code in the child; outside of one nobody listens."""
    if _limited:
        sys.stderr.write(f"{_MARK}{done}/{total}\n")
        sys.stderr.flush()


def _refuse(event: str, _: tuple[object, ...]) -> None:
    if event in _OPENS:
        raise PermissionError("a document reader uses neither the network nor other programs")


def _collected(process: "subprocess.Popen[bytes]", limit_s: float) -> tuple[bytes, bytes]:
    """What it wrote until it ended; Stopped if that takes too long, is too much or unwanted."""
    deadline = time.monotonic() + limit_s
    given_up, hear = stop.get(), told.get()
    assert process.stdout and process.stderr
    taken = {process.stdout.fileno(): bytearray(), process.stderr.fileno(): bytearray()}
    with selectors.DefaultSelector() as waiting:
        for pipe in taken:
            waiting.register(pipe, selectors.EVENT_READ)
        while waiting.get_map():
            left_s = deadline - time.monotonic()
            if left_s <= 0:
                raise Stopped(f"it took longer than {limit_s:g} s")
            if given_up and given_up.is_set():
                raise Stopped("reading was stopped")
            for key, _ in waiting.select(min(left_s, _LOOK_S)):
                piece = os.read(key.fd, _STEP)
                taken[key.fd] += piece
                if hear and key.fd == process.stderr.fileno():
                    for done, total in _COUNT.findall(piece)[-1:]:
                        hear(int(done), int(total))
                if not piece:
                    waiting.unregister(key.fd)
                if len(taken[key.fd]) > MOST_BYTES:
                    raise Stopped("its text is too long")
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(max(deadline - time.monotonic(), 0))
    said, complaint = taken.values()
    return bytes(said), bytes(complaint)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Ends its group; one that has ended is left alone: its number may be another's by now."""
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _last_words(stderr: bytes) -> str:
    """The last line of a traceback; of a `Refused`, which is worded for people, the words alone."""
    text = _COUNT.sub(b"", stderr).decode(errors="replace")
    lines = text.strip().splitlines()
    if not lines:
        return ""
    said = lines[-1].removeprefix(f"{Refused.__module__}.{Refused.__qualname__}: ")
    return "it needs more than 2 GiB (MemoryError)" if said == "MemoryError" else said[:200]


def _packages() -> list[tuple[str, str]]:
    here = Path(__file__).parent
    return [("knowledge", str(here.parent)), ("knowledge.readers", str(here))]


def _environment() -> dict[str, str]:
    """Only the way to the libraries: no key of ours reaches a process that reads documents."""
    return {
        "PATH": os.defpath,
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",  # its buffers per core count as memory
    }
