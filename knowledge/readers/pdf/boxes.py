"""Where stretches of passages stand on their PDF page: boxes around the characters that show them.

`matching` finds the characters again; a page that is turned or cropped is seen as it is displayed,
a picture is recognised once more.
Runs in the child process of `view`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.readers.pdf import recognise
from knowledge.readers.pdf.columns import in_columns
from knowledge.readers.pdf.frame import Box, Frame
from knowledge.readers.pdf.lines import cells, lines
from knowledge.readers.pdf.matching import Sign, shown
from knowledge.readers.pdf.reader import is_picture
from knowledge.readers.pdf.words import PageWords, Word, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Boxes on a page of `width` × `height` points as it is displayed, from its top left corner.

    Not `exact`: they show the whole passages, as what was asked for is not on the page as such.
    """

    width: float
    height: float
    boxes: tuple[Box, ...]
    exact: bool = True


def marked(page: Any, stretches: Sequence[tuple[str, int, int]]) -> Marked:
    """Each stretch is a passage, and from where to where of it."""
    letters = _letters(page) if stretches else _Letters()
    signs = letters.signs
    left, bottom, right, top = page.get_cropbox()
    frame = Frame(
        left=left, bottom=bottom, right=right, top=top, quarters=page.get_rotation() // 90
    )
    indices = dict.fromkeys(index for stretch in stretches for index in shown(signs, *stretch))
    exact = bool(indices) or not stretches
    if not exact:  # headings put together from several places: their rows show where it is
        whole = [(passage, 0, len(passage)) for passage, *_ in stretches]
        indices = dict.fromkeys(index for stretch in whole for index in shown(signs, *stretch))
    width, height = frame.size
    found = (letters.place(frame, index) for index in indices)
    boxes = tuple(_merged(found))
    return Marked(width=width, height=height, boxes=boxes, exact=exact)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letters:
    """What a page shows in reading order; `places` of its characters where it is a picture."""

    signs: Sequence[Sign] = ()
    text_page: Any = None
    places: Sequence[Box] = ()

    def place(self, frame: Frame, index: int) -> Box:
        return self.places[index] if self.places else _place(self.text_page, frame, index)


def _letters(page: Any) -> _Letters:
    text_page = page.get_textpage()
    found = words(page, text_page)
    if is_picture(page, found) and recognise.installed():
        seen = recognise.letters(page)
        return _Letters(signs=signs_of(seen.words), places=seen.places)
    return _Letters(signs=signs_of(found), text_page=text_page)


def signs_of(page: PageWords) -> list[Sign]:
    """The page's letters and digits in reading order."""
    found = (
        word
        for group in in_columns(cells(page.words))
        for line in lines(group)
        for cell in line.cells
        for word in cell.words
    )
    return [sign for number, word in enumerate(found) for sign in _signs(word, number)]


def _signs(word: Word, number: int) -> Iterator[Sign]:
    """A ligature shows several letters: the word's characters are then counted from its end."""
    extra = len(word.text) - (word.last - word.first + 1)
    for at, character in enumerate(word.text):
        if character.isalnum():
            index = max(word.first, word.first + at - max(extra, 0))
            yield Sign(text=character, index=index, word=number)


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
