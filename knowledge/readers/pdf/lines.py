"""Words into Cells (what stands together on a line) and Cells into Lines, by geometry alone.

    Total revenue            1,234      1,100     →  three Cells of one Line

Does not know columns of prose, tables or paragraphs.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.readers.pdf.words import Word

NUMBER = re.compile(
    r"[(\[+±~≈<>-]{0,2}(?:US|HK|RMB|CNY|NT)?[$€£¥￥−–—-]?\(?\d[\d,.]*"
    r"(?:%|x|bps|bn|m|k|亿|万|億|萬)?[)\]]{0,2}[%*]?"
)
_FIGURE_PART = re.compile(r"[-–—−()%$€£¥￥]+|n/?[am]\.?|N/?[AM]\.?|nm|\*+")
_OPENS = re.compile(r"(?:US|HK|RMB|CNY|NT)?[$€£¥￥(]+")
_CLOSES = re.compile(r"[)%*]+|pts?\.?|bps")
_BULLET = re.compile(
    r"[•●▪■◦‣·o–*➢✓-]|\(?[a-z\d]{1,3}[.)]|\(?[ivx]{1,4}\)|[一二三四五六七八九十]、"
)
_WIDE, _NARROW = 0.95, 0.5  # gaps between cells in heights; the narrow one between two figures
_SPACE, _CHANGE = 0.02, 0.12  # the least gap that parts words, in heights, with a space or without
_RAISED, _SMALL = 0.15, 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    words: tuple[Word, ...]
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    height: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Cells from left to right; never empty."""

    cells: tuple[Cell, ...]
    top: float
    bottom: float
    height: float

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)

    @property
    def x0(self) -> float:
        return self.cells[0].x0

    @property
    def x1(self) -> float:
        return self.cells[-1].x1

    @property
    def bold(self) -> bool:
        return all(cell.bold for cell in self.cells)


def cell_of(words: Sequence[Word]) -> Cell:
    return Cell(
        words=tuple(words),
        text=_text(words),
        x0=words[0].x0,
        x1=max(word.x1 for word in words),
        top=min(word.top for word in words),
        bottom=max(word.bottom for word in words),
        height=max(word.height for word in words),
    )


def _line_of(cells: tuple[Cell, ...]) -> Line:
    return Line(
        cells=cells,
        top=min(cell.top for cell in cells),
        bottom=max(cell.bottom for cell in cells),
        height=max(cell.height for cell in cells),
    )


def joined(parts: Iterable[str]) -> str:
    """With spaces, but none between two Chinese characters: a PDF puts them where it likes."""
    text = ""
    for part in parts:
        apart = text and not (_is_wide(text[-1]) and _is_wide(part[0]))
        text += f" {part}" if apart else part
    return text


def _text(words: Sequence[Word]) -> str:
    """Words of a line; a change of font inside a word is no space, nor is a space without width."""
    pieces = [words[0].text]
    for word, after in pairwise(words):
        least = (_SPACE if after.spaced else _CHANGE) * after.height
        if after.x0 - word.x1 < least and abs(after.middle - word.middle) < 0.5 * word.height:
            pieces[-1] += after.text
        else:
            pieces.append(after.text)
    return joined(pieces)


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure or what stands in a table where one is missing."""
    return all(NUMBER.fullmatch(p) or _FIGURE_PART.fullmatch(p) for p in text.split())


def cells(words: Sequence[Word]) -> list[Cell]:
    """Neighbours in the order of the file that stand together; marks of footnotes are left out."""
    runs: list[list[Word]] = []
    for word in words:
        if runs and _is_footnote_mark(runs[-1][-1], word):
            continue
        if runs and _stands_with(runs[-1][-1], word):
            runs[-1].append(word)
        else:
            runs.append([word])
    return [cell_of(run) for run in runs]


def lines(found: Iterable[Cell]) -> list[Line]:
    """Cells on one height, from left to right; what a gap does not really part is put together."""
    rows: list[list[Cell]] = []
    for cell in sorted(found, key=lambda c: (c.middle, c.x0)):
        row = rows[-1] if rows else []
        if row and abs(cell.middle - _middle(row)) < 0.5 * min(cell.height, row[0].height):
            row.append(cell)
        else:
            rows.append([cell])
    return [_line_of(_put_together(sorted(row, key=lambda c: c.x0))) for row in rows]


def _middle(row: Sequence[Cell]) -> float:
    return sum(cell.middle for cell in row) / len(row)


def _put_together(row: Sequence[Cell]) -> tuple[Cell, ...]:
    made: list[Cell] = []
    for cell in row:
        if made and _belongs(made[-1], cell, is_first=len(made) == 1):
            made[-1] = cell_of((*made[-1].words, *cell.words))
        else:
            made.append(cell)
    return tuple(made)


def _belongs(left: Cell, right: Cell, *, is_first: bool) -> bool:
    """A "$" and its figure, a figure and its ")" or "%", a bullet and its text, or neighbours."""
    if _OPENS.fullmatch(left.text) and is_figure(right.text):
        return True
    if _CLOSES.fullmatch(right.text) and right.x0 - left.x1 < 2 * left.height:
        return True
    if is_first and _BULLET.fullmatch(left.text) and right.x0 - left.x1 < 5 * left.height:
        return not is_figure(right.text)
    return _is_near(left.words[-1], right.words[0])


def _stands_with(word: Word, after: Word) -> bool:
    same_line = abs(after.middle - word.middle) < 0.5 * min(word.height, after.height)
    return same_line and _is_near(word, after)


def _is_near(word: Word, after: Word) -> bool:
    figures = is_figure(word.text) and is_figure(after.text)
    gap = after.x0 - word.x1
    return -word.height < gap < (_NARROW if figures else _WIDE) * max(word.height, after.height)


def _is_footnote_mark(word: Word, mark: Word) -> bool:
    """A small raised "1" or "(a)" after a word: read on, "1,234 1" would be another figure."""
    return (
        re.fullmatch(r"\(?(?:\d{1,2}|[a-z*†‡]{1,2})\)?(?:,\d)?", mark.text) is not None
        and mark.height < _SMALL * word.height
        and word.bottom - mark.bottom > _RAISED * word.height
        and -0.5 * word.height < mark.x0 - word.x1 < word.height
    )


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"
