"""Rows of a statement that have no label and are the sum of those above → what they are called.

    | Revenues |                        the row that opens the part
    | Rooms | 830 |
    | Food | 696 |
    |  | 1,526 |             →   | Revenues | 1,526 |

A piece of a table goes on where the piece before it ended. A row that is no such sum has no name.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

_FIGURE = re.compile(r"[$€£¥\s]*(?P<minus>[(−–-])?[$€£¥\s]*(?P<digits>\d[\d,]*(?:\.\d+)?)\)?\s*")
_NIL = re.compile(r"[$€£¥\s]*[-–—−][$€£¥\s]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What has been read of a part of a table: its headings, its name, its columns' sums."""

    above: tuple[str, ...] = ()
    name: str = ""
    sums: tuple[Decimal, ...] = ()


@lru_cache(maxsize=64)
def named(passages: tuple[str, ...]) -> tuple[str, ...]:
    """Each passage, in their order, with such totals called by the row that opens their part."""
    made, part = list[str](), Part()
    for text in passages:
        rows = text.splitlines()
        barred = [n for n, row in enumerate(rows) if row.lstrip().startswith("|")]
        above = tuple(rows[: barred[0] + 1]) if barred else ()
        if above != part.above:
            part = Part(above=above)
        for n in barred[1:]:
            rows[n], part = _read(rows[n], part)
        made.append("\n".join(rows))
    return tuple(made)


def _read(row: str, part: Part) -> tuple[str, Part]:
    label, *cells = (cell.strip() for cell in row.strip().strip("|").split("|"))
    if not any(cells):
        return row, replace(part, name=label, sums=())
    values = tuple(map(_value, cells))
    if label:
        return row, replace(part, sums=_added(part.sums, values))
    is_total = bool(part.sums) and values == part.sums
    return (row.replace("|", f"| {part.name or 'Total'}", 1) if is_total else row), part


def _added(sums: tuple[Decimal, ...], values: Sequence[Decimal | None]) -> tuple[Decimal, ...]:
    """A row with a cell that is no figure is none of those that are added."""
    known = tuple(v for v in values if v is not None)
    if len(known) < len(values) or (sums and len(sums) != len(known)):
        return sums
    return tuple(a + b for a, b in zip(sums, known, strict=True)) if sums else known


def _value(cell: str) -> Decimal | None:
    if _NIL.fullmatch(cell):
        return Decimal(0)
    found = _FIGURE.fullmatch(cell)
    if not found:
        return None
    value = Decimal(found["digits"].replace(",", ""))
    return -value if found["minus"] else value
