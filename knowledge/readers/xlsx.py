"""An Excel file into Pages: each block of rows under its headings, with its sheet and cells.

    sheet "P&L", rows 5 to 9  →  section "P&L!A5:F9"

Values, not formulas. Rows that empty rows part are tables of their own; a heading or label of
merged cells is in each of them. Sheets are read as a stream and only up to a limit of cells. The
door to openpyxl; runs in the child process.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from knowledge.readers.child import Refused
from knowledge.readers.documents import Document, LocatedPage
from knowledge.readers.numbers import shown
from knowledge.readers.sheets import Row, pages_of
from knowledge.readers.spans import Span, Spread, span

MOST_CELLS = 400_000
MOST_SPANS = 20_000  # of a sheet; further ones stay as the file has them
_STEP = 1 << 20
_NO_VALUE = re.compile(rb"(?:</f>|<f(?:\s[^>]*)?/>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")
_MERGED = re.compile(rb"<mergeCell\s[^>]*?ref=\"([A-Z0-9:]+)\"")


@dataclass(slots=True, kw_only=True)
class _Survey:
    """`missing`: formulas that no program has computed yet; `spans`: merged cells by sheet part."""

    missing: int = 0
    spans: dict[str, list[Span]] = field(default_factory=dict)


def parse(raw: bytes) -> Document:
    import openpyxl

    survey = _survey(raw)
    try:
        book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    except (KeyError, ValueError, TypeError) as problem:
        raise Refused("it is damaged or no Excel file") from problem
    made: list[LocatedPage] = []
    warnings: list[str] = []
    left = MOST_CELLS
    for sheet in book.worksheets:
        spread = Spread(survey.spans.get(sheet._worksheet_path, []))
        rows = list(_rows(sheet, spread, left))
        left -= sum(len(row.cells) for row in rows)
        made += pages_of(sheet.title, rows)
        if sheet.sheet_state != "visible" and rows:
            warnings.append(f"Sheet {sheet.title!r} is hidden in the file; it was read.")
    if survey.missing:
        warnings.append(
            f"Formulas without a stored value were not read ({survey.missing} cells): "
            "open the file in a spreadsheet program and save it."
        )
    return Document(pages=tuple(made), kind="xlsx", warnings=tuple(warnings))


def _rows(sheet: Any, spread: Spread, most: int) -> Iterator[Row]:
    """The rows that have values, with column → text. The size a sheet states is not believed."""
    sheet.reset_dimensions()
    seen = 0
    for cells in sheet.iter_rows():
        found = {
            cell.column: text
            for cell in cells
            if cell.value is not None and (text := shown(cell.value, cell.number_format))
        }
        if not found:
            continue
        filled = spread.filled(cells[-1].row, found)
        seen += len(filled)
        _refuse_more(MOST_CELLS - most + seen)
        yield Row(number=cells[-1].row, cells=filled)


def _survey(raw: bytes) -> _Survey:
    """What is seen in the bytes before cells are read; `Refused` if the cells are too many.

    Counting in the bytes takes a tenth of the time that reading the cells takes.
    """
    values, found = 0, _Survey()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for name in [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]:
            spans = found.spans[name] = []
            for piece in _whole_cells(archive, name):
                values += piece.count(b"<v>") + piece.count(b"<is>")
                found.missing += len(_NO_VALUE.findall(piece))
                _refuse_more(values)
                refs = (ref.decode() for ref in _MERGED.findall(piece))
                spans += filter(None, map(span, islice(refs, MOST_SPANS - len(spans))))
    return found


def _whole_cells(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """A sheet's XML in pieces that end where a cell ends; merged cells stand after the last one."""
    held = b""
    with archive.open(name) as part:
        while piece := part.read(_STEP):
            whole, end, held = (held + piece).rpartition(b"</c>")
            yield whole + end
    yield held


def _refuse_more(cells: int) -> None:
    if cells > MOST_CELLS:
        raise Refused(f"it has more than {MOST_CELLS:,} filled cells")
