"""Blocks of a Markdown file that commands write, between `<!-- NAME:begin -->` and `:end -->`.

In: a file, a block's name, its new body. Out: the file with that block replaced and every other
byte as it was. Does not know what the blocks say.
"""

from pathlib import Path


class BlockError(ValueError):
    """The file cannot be written into; the message says what to add."""


def require(path: Path, name: str) -> None:
    """Raises BlockError unless `path` has the block: to be asked before an hour of measuring."""
    _inside(_read(path), name)


def write(path: Path, name: str, body: str) -> None:
    text = _read(path)
    path.write_text(replace(text, name, body), encoding="utf-8", newline="")


def replace(text: str, name: str, body: str) -> str:
    """`text` with `body` as the block's only content, on lines of its own."""
    start, end = _inside(text, name)
    return f"{text[:start]}\n{body.strip()}\n{text[end:]}"


def _inside(text: str, name: str) -> tuple[int, int]:
    """From after the opening mark to before the closing one."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    start, stop = text.find(begin) + len(begin), text.find(end)
    # twice the same block: the second would go stale without anyone noticing
    if text.count(begin) != 1 or text.count(end) != 1 or stop < start:
        raise BlockError(f"{begin!r} and, below it, {end!r} must each stand in the text once")
    return start, stop


def _read(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except OSError as error:
        raise BlockError(f"{str(path)!r} cannot be read: {error.strerror}") from error
