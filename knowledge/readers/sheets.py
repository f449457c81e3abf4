"""Rows of a sheet into Pages whose section names their cells: "P&L!A5:F9".

Rows that touch are a table; a single line of text above one is its caption. Used for Excel and CSV;
does not know files.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge.readers.documents import LocatedPage
from knowledge.readers.grid import headings
from knowledge.readers.parts import written_in
from knowledge.readers.tables import SCALE, Table, blocks

_MOST_CAPTIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row with at least one value: column (from 1) → text."""

    number: int
    cells: dict[int, str]


def pages_of(sheet: str, rows: Sequence[Row]) -> list[LocatedPage]:
    made: list[LocatedPage] = []
    captions: list[Row] = []
    for run in _runs(rows):
        titles, body = _titles(run)
        if not body:
            captions = titles  # a title, an empty row, then the table
            continue
        made += _pages(sheet, [*captions, *titles], body)
        captions = [row for row in titles if SCALE.search(_said(row))]
    if captions and not made:
        made += _pages(sheet, [], captions)
    return made


def _runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows whose numbers follow one another."""
    numbered = enumerate(rows)
    for _, run in groupby(numbered, key=lambda pair: pair[1].number - pair[0]):
        yield [row for _, row in run]


def _titles(run: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Rows of one text at the top of a run, and the rest; a run of such rows only is a list."""
    at = 0
    while at < len(run) and at < _MOST_CAPTIONS and len(run[at].cells) == 1:
        at += 1
    only_text = at == len(run) and at < _MOST_CAPTIONS
    return (list(run), []) if only_text else (list(run[:at]), list(run[at:]))


def _said(row: Row) -> str:
    return " ".join(row.cells[column] for column in sorted(row.cells))


def _pages(sheet: str, captions: Sequence[Row], body: Sequence[Row]) -> Iterator[LocatedPage]:
    columns = sorted({column for row in body for column in row.cells})
    texts = [tuple(row.cells.get(column, "") for column in columns) for row in body]
    heads = headings(texts)
    caption = " — ".join(filter(None, [sheet, *map(_said, captions)]))
    table = Table(caption=caption, header=tuple(texts[:heads]), rows=tuple(texts[heads:]))
    language = written_in("".join(cell for row in texts[:200] for cell in row))
    for block in blocks(table, language=language):
        first, last = (body[heads + at].number for at in block.rows)
        left, right = (columns[min(at, len(columns) - 1)] for at in block.columns)
        cells = f"{letters(left)}{first}:{letters(right)}{last}"
        yield LocatedPage(text=block.text, section=f"{sheet}!{cells}" if sheet else cells)


def letters(column: int) -> str:
    """1 → "A", 27 → "AA"."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
