"""The columns of a table as Bands of x, and which cell or heading belongs to which of them.

Does not know captions, rows or pages.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.readers.pdf.lines import Cell, Line, is_figure
from knowledge.readers.tables import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    x0: float
    x1: float
    has_figures: bool = True

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def bands(lines: Sequence[Line]) -> list[Band]:
    """The columns right of the labels, from where the figures of the lines stand."""
    values = [cell for line in lines for cell in line.cells[1:]]
    figures = _merged([cell for cell in values if is_figure(cell.text)])
    if not figures:
        return []
    # a column of words ("Maturity") shows where no figure overlaps it, in more than one line
    loose = [c for c in values if not any(overlap(c, band) for band in figures)]
    words = [
        Band(x0=b.x0, x1=b.x1, has_figures=False)
        for b in _merged(loose)
        if sum(overlap(c, b) > 0 for c in loose) > 1
    ]
    return sorted([*figures, *words], key=lambda band: band.x0)


def _merged(cells: Sequence[Cell]) -> list[Band]:
    made: list[Band] = []
    for cell in sorted(cells, key=lambda c: c.x0):
        if made and cell.x0 < made[-1].x1:
            made[-1] = Band(x0=made[-1].x0, x1=max(made[-1].x1, cell.x1))
        else:
            made.append(Band(x0=cell.x0, x1=cell.x1))
    return made


def overlap(cell: Cell, band: Band) -> float:
    return max(0.0, min(cell.x1, band.x1) - max(cell.x0, band.x0))


def placed(cells: Sequence[Cell], columns: Sequence[Band]) -> Row | None:
    """The label and one text per column; None where two cells claim the same column."""
    row = [""] * (len(columns) + 1)
    for at, cell in enumerate(cells):
        column = _column(cell, columns, is_first=at == 0)
        if row[column]:
            return None
        row[column] = cell.text
    return tuple(row)


def _column(cell: Cell, columns: Sequence[Band], *, is_first: bool) -> int:
    """0 for the label, else 1 + the column that the cell overlaps most, or the nearest one."""
    best = max(range(len(columns)), key=lambda i: overlap(cell, columns[i]))
    starts_left = cell.x0 < columns[0].x0 - 0.5 * cell.height
    if is_first and starts_left and not (is_figure(cell.text) and overlap(cell, columns[0])):
        return 0
    if overlap(cell, columns[best]):
        return best + 1
    middle = (cell.x0 + cell.x1) / 2
    return 1 + min(range(len(columns)), key=lambda i: abs(columns[i].middle - middle))
