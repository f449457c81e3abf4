"""In which order the Cells of a page are read: a page set in columns, column by column.

A column of prose is told from a column of a table by its lines, which fill it and hold few figures.
What crosses the gutter (a title, a wide table) parts what stands above from what stands below.
Does not know tables or paragraphs.
"""

from collections import Counter
from collections.abc import Sequence
from statistics import median

from knowledge.readers.pdf.lines import Cell, is_figure, lines

_LEAST_LINES = 6
_FILL = 0.55  # of a column's width is what the median line of prose covers
_MOST_FIGURES = 0.25
_MOST_CROSSING = 0.5


def in_columns(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Groups of cells, each to be read from top to bottom, in reading order."""
    gutter = _gutter(cells)
    if gutter is None:
        return [list(cells)]
    groups: list[list[Cell]] = []
    left: list[Cell] = []
    right: list[Cell] = []
    for cell in sorted(cells, key=lambda c: c.top):
        if cell.x1 <= gutter:
            left.append(cell)
        elif cell.x0 >= gutter:
            right.append(cell)
        else:
            groups += [left, right, [cell]]
            left, right = [], []
    groups += [left, right]
    return [part for group in _rejoined(groups) for part in in_columns(group)]


def _rejoined(groups: Sequence[list[Cell]]) -> list[list[Cell]]:
    """Without the empty groups; neighbours that both cross the gutter stay together."""
    kept: list[list[Cell]] = []
    for at, group in enumerate(groups):
        crosses = at % 3 == 2
        if not group:
            continue
        if crosses and kept and not any(groups[at - 2 : at]):
            kept[-1] += group
        else:
            kept.append(list(group))
    return kept


def _gutter(cells: Sequence[Cell]) -> float | None:
    """The x where a second column of prose begins, if there is one."""
    if len(cells) < 2 * _LEAST_LINES:
        return None
    start, end = min(c.x0 for c in cells), max(c.x1 for c in cells)
    starts = Counter(
        round(c.x0) for c in cells if 0.2 < (c.x0 - start) / max(end - start, 1) < 0.75
    )
    for x, _ in starts.most_common(4):
        gutter = x - 1.5
        if _is_gutter(cells, gutter, start, end):
            return gutter
    return None


def _is_gutter(cells: Sequence[Cell], gutter: float, start: float, end: float) -> bool:
    left = [c for c in cells if c.x1 <= gutter]
    right = [c for c in cells if c.x0 >= gutter]
    if len(cells) - len(left) - len(right) > _MOST_CROSSING * len(cells):
        return False
    edge = max((c.x1 for c in left), default=start)
    return _is_prose(left, edge - start) and _is_prose(right, end - gutter)


def _is_prose(column: Sequence[Cell], width: float) -> bool:
    if len(column) < _LEAST_LINES:
        return False
    rows = lines(column)
    filled = median(row.x1 - row.x0 for row in rows) >= _FILL * width
    figures = sum(is_figure(c.text) for c in column) / len(column)
    return filled and figures <= _MOST_FIGURES and len(column) <= 1.5 * len(rows)
