"""A passage that is a piece of a table → its rows, each with the headings its figures stand under.

    | | 2031 | 2030 |             →  Total assets: $ 59 (2031), $ 55 (2030); in millions
    | Total assets | $ 59 | $ 55 |

Readers repeat caption and headings in every piece, so a row never loses its years and scale.
Figures are said as printed: nothing is scaled here. Knows no question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.readers.grid import headings
from knowledge.readers.tables import SCALE

_TOTAL = re.compile(r"total \w|合计|总计|.{2,12}(?:合计|总计)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """`cells` are (heading, figure as printed); `text` is the row as it stands in the passage,
    `caption` what stands above the table there, `corner` what stands above the labels, `whole`
    what the total below is called that it is a part of.
    """

    label: str
    cells: tuple[tuple[str, str], ...]
    scale: str
    text: str
    caption: str = ""
    corner: str = ""
    whole: str = ""

    @property
    def said(self) -> str:
        figures = ", ".join(f"{cell} ({head})" if head else cell for head, cell in self.cells)
        return f"{self.label}: {figures}" + (f"; {self.scale}" if self.scale else "")


def rows(text: str) -> Iterator[TableRow]:
    """Those that have a label and at least one figure, in order."""
    lines = text.splitlines()
    barred = [line for line in lines if line.lstrip().startswith("|")]
    split = [_cells(line) for line in barred]
    heads = headings(split)
    above = " ".join(line for line in lines if line not in barred)
    scale = SCALE.search(" ".join([above, *barred[:heads]]))
    for at, (line, row) in enumerate(zip(barred[heads:], split[heads:], strict=True), heads):
        cells = tuple(
            (_heading(split[:heads], column), cell)
            for column, cell in enumerate(row)
            if column and cell
        )
        if row[0] and any(any(c.isdigit() for c in cell) for _, cell in cells):
            yield TableRow(
                label=row[0], cells=cells, scale=scale.group().strip() if scale else "", text=line,
                caption=above, corner=_heading(split[:heads], 0),
                whole=_whole(split[at + 1 :]),
            )  # fmt: skip


def _whole(below: list[tuple[str, ...]]) -> str:
    """The label of the next total; none where another part of the table begins before it."""
    for row in below:
        if not any(row[1:]):
            return ""
        if _TOTAL.match(row[0]):
            return row[0]
    return ""


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _heading(heads: list[tuple[str, ...]], at: int) -> str:
    """What stands above a column, from the top down."""
    said = dict.fromkeys(row[at] for row in heads if at < len(row) and row[at])
    return " ".join(said).strip(" —-:")
