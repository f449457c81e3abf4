"""One owner per data folder: an OS lock on `owner.lock`, with the holder's pid and command in it.

The kernel drops a flock when its process ends, also by kill -9, so nothing is ever left to clean
up; a pid file would be. Knows nothing of what the folder holds.
"""

import fcntl
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from knowledge.errors import StoreLocked


class OwnerLock:
    """Held from construction until `close`; a second one on the same folder is StoreLocked."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / "owner.lock"
        self._file = path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = path.read_text(encoding="utf-8").strip() or "an unknown process"
            self._file.close()
            raise StoreLocked(
                f"the data folder {str(folder)!r} is in use by {holder}",
                help="Stop that process, or ask through the page or API it serves.",
            ) from None
        self._file.truncate(0)
        self._file.write(f"process {os.getpid()} ({_command()})\n")
        self._file.flush()

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _command() -> str:
    # only program and subcommand: further arguments may hold a token
    return " ".join([Path(sys.argv[0]).name or "python", *sys.argv[1:2]])
