"""A CSV file, as text, into Pages: each block of rows under its headings, with its row numbers.

    year;revenue  →  | year | revenue |
    2031;1,234       | 2031 | 1,234 |     section "A2:B2"

Runs in the child process.
"""

import csv

from knowledge.readers.child import Refused
from knowledge.readers.documents import Document
from knowledge.readers.encodings import decoded
from knowledge.readers.kinds import delimiter
from knowledge.readers.sheets import Row, pages_of

MOST_CELLS = 400_000
_FIELD_CHARS = 1_000_000


def parse(raw: bytes) -> Document:
    content = decoded(raw)
    csv.field_size_limit(_FIELD_CHARS)
    rows: list[Row] = []
    seen = 0
    for number, cells in enumerate(
        csv.reader(content.splitlines(), delimiter=delimiter(content) or ","), 1
    ):
        found = {at: " ".join(cell.split()) for at, cell in enumerate(cells, 1) if cell.strip()}
        seen += len(found)
        if seen > MOST_CELLS:
            raise Refused(f"it has more than {MOST_CELLS:,} filled cells")
        if found:
            rows.append(Row(number=number, cells=found))
    return Document(pages=tuple(pages_of("", rows)), kind="csv")
