"""The heading lines of a table into one heading per column.

      Twelve months ended June 30,                Twelve months   Twelve months
                                      →           ended June 30,  ended June 30,
        2031        2030     Change               2031            2030            Change

A heading over several columns is given to each. Where its place leaves doubt, the lines stay as
they stand: a year over the wrong figure is worse than a heading one has to think about.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from knowledge.readers.pdf.bands import Band, overlap, placed
from knowledge.readers.pdf.lines import Cell, Line, cell_of
from knowledge.readers.tables import Row

YEAR = re.compile(r"(?:FY|Q[1-4]\s?)?(?:19|20)\d\d[EAF]?年?(?:度)?")
_STARTS_WITH_YEAR = re.compile(rf"\(?{YEAR.pattern}")

_PERIOD = re.compile(r"\b(?:ended|ending|as of|as at|at|fiscal|years?)\b|截至|年度", re.I)
_CLEAR = 0.25  # how far, in widths, a heading may stand off the middle of the columns it spans
_GAP = 0.6  # in heights: headings of neighbouring columns stand as close as this

Range = tuple[int, int]


def header(lines: Sequence[Line], columns: Sequence[Band]) -> tuple[Row, ...]:
    """From the lowest line up: what stands below says how wide a column is and if it has a year."""
    label: list[str] = []
    over: list[list[str]] = [[] for _ in columns]
    wide = list(columns)
    for line in reversed(lines):
        mark, cells = _split(line, wide)
        ranges = _ranges(cells, wide, [" ".join(column) for column in over])
        if ranges is None:
            return tuple(_as_it_stands(each, columns) for each in lines)
        label.insert(0, mark)
        for cell, (first, last) in zip(cells, ranges, strict=True):
            for column in range(first, last + 1):
                over[column].insert(0, cell.text)
            if first == last:
                wide = _widened(wide, first, cell)
    if not lines:
        return ()
    return ((_together(label), *map(_together, over)),)


def is_heading(line: Line, columns: Sequence[Band]) -> bool:
    """Whether a line of words stands over figures, and not only in a column of words."""
    figures = [band for band in columns if band.has_figures]
    cells = line.cells[1:] if len(line.cells) > 1 else line.cells
    return any(overlap(cell, band) for cell in cells for band in figures)


def needs_year(text: str) -> bool:
    """Whether it is like "Years ended June 30,", not complete without the year below it."""
    return bool(_PERIOD.search(text)) and not YEAR.search(text)


def _together(texts: Sequence[str]) -> str:
    return " ".join(text for text in texts if text)


def _as_it_stands(line: Line, columns: Sequence[Band]) -> Row:
    return placed(line.cells, columns) or ("", *(cell.text for cell in line.cells))


def _split(line: Line, columns: Sequence[Band]) -> tuple[str, list[Cell]]:
    """What stands over the labels, and the headings over the figures."""
    cells = [part for cell in line.cells for part in _parted(cell)]
    at = 0
    while at < len(cells) and _is_over_labels(cells[at], columns):
        at += 1
    return " ".join(cell.text for cell in cells[:at]), cells[at:]


def _is_over_labels(cell: Cell, columns: Sequence[Band]) -> bool:
    if cell.x1 < columns[0].x0 - cell.height:
        # a narrow figure may stand far right in its column, its heading over the middle
        return cell.x0 < columns[0].x0 - 8 * cell.height or len(columns) == 1
    return cell.x0 < columns[0].x0 - 8 * cell.height and cell.x1 < columns[0].middle


def _parted(cell: Cell) -> list[Cell]:
    """A run of headings whose gaps are small, cut where they are wider than between words."""
    runs = [[cell.words[0]]]
    for word, after in pairwise(cell.words):
        if after.x0 - word.x1 > _GAP * word.height:
            runs.append([])
        runs[-1].append(after)
    return [cell_of(run) for run in runs]


def _widened(columns: Sequence[Band], at: int, cell: Cell) -> list[Band]:
    """The column with its heading, as far as the neighbours leave room."""
    low = columns[at - 1].x1 if at else cell.x0
    high = columns[at + 1].x0 if at + 1 < len(columns) else cell.x1
    band = columns[at]
    wider = replace(band, x0=min(band.x0, max(cell.x0, low)), x1=max(band.x1, min(cell.x1, high)))
    return [*columns[:at], wider, *columns[at + 1 :]]


def _ranges(
    cells: Sequence[Cell], columns: Sequence[Band], below: Sequence[str]
) -> list[Range] | None:
    """First and last column of each heading; None where one of them is in doubt."""
    if len(cells) > len(columns):
        return None
    if len(cells) == len(columns):
        return [(i, i) for i in range(len(columns))]
    ranges: list[Range] = []
    free = 0
    for at, cell in enumerate(cells):
        ahead = cells[at + 1] if at + 1 < len(cells) else None
        end = _first_touched(ahead, columns, free) if ahead else len(columns)
        found = _range(cell, columns, (free, max(end, free + 1)), below)
        if found is None:
            return None
        ranges.append(found)
        free = found[1] + 1
    return ranges


def _first_touched(cell: Cell, columns: Sequence[Band], free: int) -> int:
    for i in range(free, len(columns)):
        if overlap(cell, columns[i]):
            return i
    return _nearest(cell, columns, free, len(columns))


def _nearest(cell: Cell, columns: Sequence[Band], start: int, end: int) -> int:
    middle = (cell.x0 + cell.x1) / 2
    return min(range(start, end), key=lambda i: abs(columns[i].middle - middle))


def _range(cell: Cell, columns: Sequence[Band], free: Range, below: Sequence[str]) -> Range | None:
    start, end = free
    if start >= len(columns):
        return None
    touched = [i for i in range(start, end) if overlap(cell, columns[i])]
    touched = touched or [_nearest(cell, columns, start, end)]
    if needs_year(cell.text):
        return _over_years(touched, free, below) or _by_place(cell, columns, touched, free)
    return _by_place(cell, columns, touched, free)


def _over_years(touched: Sequence[int], free: Range, below: Sequence[str]) -> Range | None:
    """What ends in "ended June 30," is said of all neighbouring columns with a year below it."""
    has_year = [bool(_STARTS_WITH_YEAR.match(text)) for text in below]
    if not all(has_year[i] for i in touched):
        return None
    first, last = touched[0], touched[-1]
    while first > free[0] and has_year[first - 1]:
        first -= 1
    while last + 1 < free[1] and has_year[last + 1]:
        last += 1
    return first, last


def _by_place(
    cell: Cell, columns: Sequence[Band], touched: Sequence[int], free: Range
) -> Range | None:
    """The columns whose middle the heading shares; one alone if it stands on that one."""
    middle = (cell.x0 + cell.x1) / 2

    def off(r: Range) -> float:
        return abs((columns[r[0]].x0 + columns[r[1]].x1) / 2 - middle)

    alone = (touched[0], touched[0])
    if len(touched) == 1 and off(alone) <= 1.2 * cell.height:
        return alone
    choices = [
        (first, last)
        for first in range(free[0], touched[0] + 1)
        for last in range(touched[-1], max(free[1], touched[-1] + 1))
    ]
    best = min(choices, key=off)
    width = columns[best[1]].x1 - columns[best[0]].x0
    return best if best[0] == best[1] or off(best) <= _CLEAR * width else None
