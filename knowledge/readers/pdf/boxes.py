"""Where a passage stands on its PDF page, for highlighting: read on demand from the original.

The passage is found again by its letters and digits, line by line, since the reader has joined
hyphens, left out page numbers and put bars between cells. A line that the reader put together from
several places (the headings of a table) is not marked. Parsing happens in the child process.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import DocumentError
from knowledge.readers import child
from knowledge.readers.pdf.columns import in_columns
from knowledge.readers.pdf.frame import Box, Frame
from knowledge.readers.pdf.lines import cells, lines
from knowledge.readers.pdf.words import Word, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Boxes on a page of `width` × `height` points as it is displayed, from its top left corner."""

    width: float
    height: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """A letter or digit, and the index of the character that shows it."""

    text: str
    index: int


def boxes(path: Path, page: int, passage: str, start: int = 0, end: int | None = None) -> Marked:
    """Where `passage[start:end]` stands on page `page` (from 1) of the PDF at `path`.

    No boxes if it is not found there; DocumentError if the file cannot be read.
    """
    asked = json.dumps([page, passage, start, len(passage) if end is None else end])
    code = f"from knowledge.readers.pdf import boxes; boxes.serve({asked!r})"
    try:
        found = json.loads(child.run(code, path.read_bytes()))
    except (OSError, child.Stopped) as problem:
        raise DocumentError(
            f"{str(path)!r} cannot be shown: {problem}",
            help="Check that the original is still in place and ingest it again.",
        ) from problem
    return Marked(
        width=found["width"],
        height=found["height"],
        boxes=tuple(Box(**box) for box in found["boxes"]),
    )


def serve(asked: str) -> None:
    """Runs in the child process."""
    from knowledge.readers.pdf import opened

    child.limit()
    page, passage, start, end = json.loads(asked)
    pdf = opened(sys.stdin.buffer.read())
    if not 1 <= page <= len(pdf):
        raise child.Refused(f"it has no page {page}")
    sys.stdout.write(json.dumps(asdict(marked(pdf[page - 1], passage, start, end))))


def marked(page: Any, passage: str, start: int, end: int) -> Marked:
    text_page = page.get_textpage()
    signs = [
        sign
        for group in in_columns(cells(words(page, text_page).words))
        for line in lines(group)
        for cell in line.cells
        for word in cell.words
        for sign in _signs(word)
    ]
    left, bottom, right, top = page.get_cropbox()
    frame = Frame(
        left=left, bottom=bottom, right=right, top=top, quarters=page.get_rotation() // 90
    )
    found = [_place(text_page, frame, index) for index in _indices(signs, passage, start, end)]
    width, height = frame.size
    return Marked(width=width, height=height, boxes=tuple(_merged(found)))


def _signs(word: Word) -> Iterator[_Sign]:
    """A ligature shows several letters: the word's characters are then counted from its end."""
    extra = len(word.text) - (word.last - word.first + 1)
    for at, character in enumerate(word.text):
        if character.isalnum():
            yield _Sign(text=character, index=max(word.first, word.first + at - max(extra, 0)))


def _indices(signs: Sequence[_Sign], passage: str, start: int, end: int) -> Iterator[int]:
    """The characters that show what of the passage lies between start and end."""
    stream = "".join(sign.text for sign in signs)
    after = offset = 0
    for line in passage.splitlines(keepends=True):
        kept = [offset + at for at, c in enumerate(line) if c.isalnum()]
        key = "".join(passage[at] for at in kept)
        at = stream.find(key, after)
        if at < 0:
            at = stream.find(key)
        if key and at >= 0:
            after = at + len(key)
            yield from (signs[at + i].index for i, place in enumerate(kept) if start <= place < end)
        offset += len(line)


def _place(text_page: Any, frame: Frame, index: int) -> Box:
    import pypdfium2.raw as pdfium

    rect = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text_page.raw, index, rect)
    return frame.placed(rect.left, rect.bottom, rect.right, rect.top)


def _merged(found: Iterable[Box]) -> list[Box]:
    """One box for neighbours on a line, gaps as wide as a word's included."""
    made: list[Box] = []
    for box in found:
        last = made[-1] if made else None
        height = box.bottom - box.top
        if last and abs(last.top - box.top) < 0.3 * height and -1 < box.x0 - last.x1 < height:
            made[-1] = Box(
                x0=last.x0,
                top=min(last.top, box.top),
                x1=max(last.x1, box.x1),
                bottom=max(last.bottom, box.bottom),
            )
        else:
            made.append(box)
    return made
