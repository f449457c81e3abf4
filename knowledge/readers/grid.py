"""Rows of cells as documents give them into a Table: which rows are headings, which give the scale.

    Income statement | |          caption "Income statement — USD m"
    USD m | FY2030 | FY2031   →   header  | USD m | FY2030 | FY2031 |
    Revenue | 1,100 | 1,234       row     | Revenue | 1,100 | 1,234 |

For formats that know their cells (sheets, Word, slides). Does not know formats.
"""

import re
from collections.abc import Sequence

from knowledge.readers.tables import Row, Table

_MOST_HEADINGS = 4
_LABEL_CHARS = 80
_YEAR = re.compile(
    r"(?:FY|CY|Q[1-4][\s/-]?|H[12][\s/-]?)?(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?[AEFB]?年?(?:度)?"
)
_FIGURE = re.compile(r"[(\s$€£¥￥+−–-]*\d[\d,.\s]*(?:%|x|[a-zA-Z]{1,3})?\)?")


def table_of(rows: Sequence[Row]) -> Table | None:
    """None if no row says anything."""
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    if not kept:
        return None
    captions = _captions(kept)
    kept = kept[captions:] or kept
    heads = headings(kept)
    return Table(
        caption=" — ".join(
            cell for row in [r for r in rows if any(r)][:captions] for cell in row if cell.strip()
        ),
        header=tuple(kept[:heads]),
        rows=tuple(kept[heads:]),
    )


def _captions(rows: Sequence[Row]) -> int:
    """How many rows at the top have one cell only: titles and scales."""
    count = 0
    for row in rows[:_MOST_HEADINGS]:
        said = [cell for cell in row if cell.strip()]
        if len(said) > 1 or len(row) == 1 or count + 1 >= len(rows) or not row[0].strip():
            break
        count += 1
    return count


def headings(rows: Sequence[Row]) -> int:
    """How many rows at the top name columns: up to the first that holds an amount."""
    for at, row in enumerate(rows[: _MOST_HEADINGS + 1]):
        if any(is_amount(cell) for cell in row[1:]):
            return at
    return 1 if len(rows) > 1 else 0


def is_label(cell: str) -> bool:
    """Something to say again in each cell it spans; a figure said twice would count twice."""
    return 0 < len(cell.strip()) <= _LABEL_CHARS and not is_amount(cell)


def names_columns(cells: Sequence[str]) -> bool:
    """Headings: no amount, and not one text alone at the left, which is a title."""
    said = [cell for cell in cells if cell.strip()]
    return not any(map(is_amount, said)) and bool(said) and (len(said) > 1 or not cells[0].strip())


def is_amount(cell: str) -> bool:
    text = cell.strip()
    return bool(_FIGURE.fullmatch(text)) and not _YEAR.fullmatch(text)
