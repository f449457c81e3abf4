"""Files that came in a request → files in a folder of the desk's own, named by their content.

The same file sent twice gets the same place, so that the desk knows it again. A name is only ever a
name: what it says of folders is dropped. Nothing stays once `emptied`. Does not read documents.
"""

import hashlib
import re
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_NAME_BYTES = 180  # file systems take 255, and the reader adds nothing
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """`name` as the sender gave it, folders included."""

    name: str
    file: IO[bytes]


@contextmanager
def received(folder: Path, uploads: Iterable[Upload]) -> Iterator[dict[Path, str]]:
    """Where each file lies and what its sender calls it; gone when the block ends."""
    kept: dict[Path, str] = {}
    batch = folder / uuid.uuid4().hex
    batch.mkdir(parents=True)
    try:
        for upload in uploads:
            kept.setdefault(_kept(upload, folder, batch), upload.name)
        yield kept
    finally:
        for path in kept:
            shutil.rmtree(path.parent, ignore_errors=True)
        shutil.rmtree(batch, ignore_errors=True)


def emptied(folder: Path) -> None:
    """Takes out what a process that was killed has left."""
    shutil.rmtree(folder, ignore_errors=True)


def plain_name(given: str) -> str:
    """The last part of a name, without what a file system or a terminal could take amiss."""
    last = re.split(r"[/\\]", given)[-1]
    kept = "".join(c for c in last if c.isprintable() and c not in ':*?"<>|').strip(" .")
    stem, dot, ending = kept.rpartition(".")
    room = _NAME_BYTES - len((dot + ending).encode())
    if dot and room > 0:
        return _cut(stem, room) + dot + ending
    return _cut(kept, _NAME_BYTES) or "document"


def _cut(text: str, most: int) -> str:
    return text.encode("utf-8", "ignore")[:most].decode("utf-8", "ignore")


def _kept(upload: Upload, folder: Path, batch: Path) -> Path:
    digest = hashlib.sha256()
    moving = batch / "moving"
    with moving.open("wb") as out:
        while block := upload.file.read(_BLOCK):
            digest.update(block)
            out.write(block)
    place = folder / digest.hexdigest()[:24]
    place.mkdir(exist_ok=True)
    return moving.rename(place / plain_name(upload.name))
