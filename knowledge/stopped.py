"""Was the store closed in order, and has nobody touched its files since?

`close` of a whole store leaves `stopped.json` with the size and time of each file. A start that
finds them so need not look through everything; after kill -9, a crash or a copied file it does.
Knows nothing of what the files hold.
"""

import json
import os
from pathlib import Path
from types import TracebackType
from typing import Self

_FILES = ("catalog.sqlite", "catalog.sqlite-wal", "chroma/chroma.sqlite3")


class Stopped:
    """`in_order` is what was found; entered after the lock, left before it: then it is written.

    Nothing is written unless `whole` was set: a store that did not open is not one that was closed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "stopped.json"
        self.whole = False
        self.in_order = self._found() == self._seen()
        self._path.unlink(missing_ok=True)  # from here on a kill leaves no word of order

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.whole and kind is None:
            partial = self._path.with_suffix(".partial")
            with partial.open("w", encoding="utf-8") as file:
                json.dump(self._seen(), file)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(self._path)

    def _found(self) -> object:
        try:
            return json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None

    def _seen(self) -> object:
        """Size and time of last change by file; nothing of one that is not there."""
        found = {name: self._folder / name for name in _FILES}
        return {
            name: [path.stat().st_size, path.stat().st_mtime_ns]
            for name, path in found.items()
            if path.exists()
        }
