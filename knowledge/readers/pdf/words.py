"""The characters of one PDF page, by pdfium, into words with their place as they are read.

A word keeps the indices of its characters, so that it can be found again and marked. Text that runs
across the page's reading direction (a stamp in the margin, the label of an axis) is left out. Does
not know lines, tables or files.
"""

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Any

from knowledge.readers.pdf.frame import Frame

HYPHEN = "\u0002"  # pdfium's sign for a hyphen at the end of a line
_SPACES = frozenset((0, 9, 10, 13, 32, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000))
_IGNORED = frozenset((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_GAP = 0.9  # in heights: a wider gap inside a run of characters parts two words
_SAME = 0.12  # by how much the heights of characters of one word may differ
_SAMPLES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """`first` and `last` are the indices of its characters in the PDF page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    first: int
    last: int
    bold: bool = False
    spaced: bool = True  # whether the file has a space before it

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """In the order the file draws them. `unreadable`: the share of characters without meaning."""

    words: tuple[Word, ...]
    width: float
    height: float
    unreadable: float


def words(page: Any, text_page: Any) -> PageWords:
    frame = Frame(
        **dict(zip(("left", "bottom", "right", "top"), page.get_mediabox(), strict=True)),
        quarters=_quarters(text_page),
    )
    runs = _runs(text_page, frame)
    codes = [code for run in runs for code in run.codes]
    width, height = frame.size
    return PageWords(
        words=tuple(w for run in runs if (w := _word(text_page, run, frame))),
        width=width,
        height=height,
        unreadable=sum(map(_is_meaningless, codes)) / max(len(codes), 1),
    )


@dataclass(slots=True)
class _Run:
    """Characters that touch, a word in the making; its box is in the PDF's own coordinates."""

    codes: list[int]
    left: float
    low: float
    right: float
    high: float
    first: int
    last: int
    spaced: bool

    def goes_on(self, left: float, low: float, right: float, high: float, across: bool) -> bool:
        """Whether the next character stands on the same line and near."""
        if across:  # text that runs up or down the page
            size, gap = self.right - self.left, max(low - self.high, self.low - high)
            size_of_next = right - left
            off = left + right - self.left - self.right
        else:
            size, gap = self.high - self.low, max(left - self.right, self.left - right)
            size_of_next = high - low
            off = low + high - self.low - self.high
        # a smaller raised figure is the mark of a footnote, not a further digit
        same_size = abs(size_of_next - size) <= _SAME * size
        return same_size and gap <= _GAP * size and abs(off) <= 0.5 * size


def _runs(text_page: Any, frame: Frame) -> list[_Run]:
    import pypdfium2.raw as pdfium

    handle, rect = text_page.raw, pdfium.FS_RECTF()
    code_at, box_at = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    across = frame.quarters % 2 == 1
    runs: list[_Run] = []
    run: _Run | None = None
    spaced = True
    for index in range(text_page.count_chars()):
        code = code_at(handle, index)
        if code in _SPACES:
            run, spaced = None, True
        elif code not in _IGNORED:
            box_at(handle, index, rect)
            left, low, right, high = rect.left, rect.bottom, rect.right, rect.top
            if run and run.goes_on(left, low, right, high, across):
                run.codes.append(code)
                run.left, run.right = min(run.left, left), max(run.right, right)
                if across:
                    run.low, run.high = min(run.low, low), max(run.high, high)
                run.last = index
            else:
                run = _Run([code], left, low, right, high, index, index, spaced)
                spaced = False
                runs.append(run)
    return runs


def _quarters(text_page: Any) -> int:
    """By how many quarter turns to the left most of the text is turned."""
    import pypdfium2.raw as pdfium

    count = text_page.count_chars()
    seen = Counter(
        _turn(pdfium.FPDFText_GetCharAngle(text_page.raw, index))
        for index in range(0, count, max(count // _SAMPLES, 1))
    )
    return seen.most_common(1)[0][0] if seen else 0


def _turn(angle: float) -> int:
    """As pdfium counts angles: to the right."""
    return round(-angle / (math.pi / 2)) % 4


def _word(text_page: Any, run: _Run, frame: Frame) -> Word | None:
    import pypdfium2.raw as pdfium

    if _turn(pdfium.FPDFText_GetCharAngle(text_page.raw, run.first)) != frame.quarters:
        return None
    box = frame.placed(run.left, run.low, run.right, run.high)
    name = ctypes.create_string_buffer(96)
    pdfium.FPDFText_GetFontInfo(text_page.raw, run.first, name, 96, ctypes.c_int())
    font = name.value.lower()
    return Word(
        text=_text(run.codes),
        x0=box.x0,
        x1=box.x1,
        top=box.top,
        bottom=box.bottom,
        first=run.first,
        last=run.last,
        spaced=run.spaced,
        bold=any(weight in font for weight in (b"bold", b"black", b"heavy")),
    )


def _is_meaningless(code: int) -> bool:
    return code == 0xFFFD or 0xE000 <= code <= 0xF8FF or (code < 32 and code != 2)


def _text(codes: list[int]) -> str:
    """Ligatures and radicals become the letters they stand for; full-width forms stay."""
    text = "".join(map(chr, codes)).replace("\ufffe", HYPHEN)
    if any(0xD800 <= code <= 0xDFFF for code in codes):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFKC", c) if _stands_for(c) else c for c in text)


def _stands_for(character: str) -> bool:
    return "\ufb00" <= character <= "\ufb06" or "\u2e80" <= character <= "\u2fdf"
