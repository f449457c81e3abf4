"""What a user named into the documents to read: files, folders and addresses, each once.

    room/  →  room/a.pdf, room/deep/b.xlsx; skipped: room/.git, room/out → /etc

Links inside a folder are not followed: they lead to what is read anyway, or out of what the user
chose. Does not open files.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

# What programs leave beside documents: lock files of Office, thumbnails, folder settings.
_LITTER_STARTS = (".", "~$", "__MACOSX")
_LITTER = frozenset(("thumbs.db", "desktop.ini"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document of `size` bytes (0 if reading must tell), or why it is `skipped` or `failed`."""

    path: Path | str
    size: int = 0
    skipped: str = ""
    failed: str = ""


def documents(given: Sequence[Path | str]) -> list[Found]:
    """In the order given, folders by name."""
    seen: dict[tuple[int, int] | str, Path | str] = {}
    return [_once(each, seen) for name in given for each in _under(name)]


def _once(found: Found, seen: dict[tuple[int, int] | str, Path | str]) -> Found:
    """The same file by two names, or named twice, is read once."""
    if found.skipped or found.failed:
        return found
    key = _identity(found.path)
    if key in seen:
        return Found(path=found.path, skipped=f"it is the same file as {str(seen[key])!r}")
    seen[key] = found.path
    return found


def _identity(path: Path | str) -> tuple[int, int] | str:
    try:
        state = os.stat(path)
    except (OSError, ValueError):
        return str(path)
    return state.st_dev, state.st_ino


def _under(given: Path | str) -> Iterator[Found]:
    if urlsplit(str(given)).scheme in ("http", "https"):
        yield Found(path=given)
        return
    path = Path(given)
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):
        is_folder = False
    if is_folder:
        yield from _inside(path, path.resolve())
    else:
        yield Found(path=path, size=_size(path))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _inside(folder: Path, root: Path) -> Iterator[Found]:
    """Files of a folder before those of its folders, each by name."""
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError as problem:
        yield Found(path=folder, failed=f"cannot be listed: {problem.strerror or problem}")
        return
    folders = []
    for entry in entries:
        if entry.is_dir(follow_symlinks=False) and not _is_litter(entry.name):
            folders.append(folder / entry.name)
        else:
            yield _entry(entry, folder / entry.name, root)
    for each in folders:
        yield from _inside(each, root)


def _entry(entry: "os.DirEntry[str]", path: Path, root: Path) -> Found:
    if _is_litter(entry.name):
        return Found(path=path, skipped="it is hidden")
    if entry.is_symlink():
        return Found(path=path, skipped=_link(path, root))
    try:
        state = entry.stat(follow_symlinks=False)
    except OSError as problem:
        return Found(path=path, failed=f"cannot be opened: {problem.strerror or problem}")
    if not stat.S_ISREG(state.st_mode):
        return Found(path=path, skipped="it is no file but a pipe, a socket or a device")
    return Found(path=path, size=state.st_size)


def _link(path: Path, root: Path) -> str:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a link to itself
        return "it is a link that leads nowhere"
    if target.is_relative_to(root):
        return "it is a link to something in the same folder"
    return "it is a link that leads out of the folder"


def _is_litter(name: str) -> bool:
    return name.startswith(_LITTER_STARTS) or name.lower() in _LITTER
