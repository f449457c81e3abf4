"""Cited passages of tables → lines: one figure each, with its label, its years and its scale.

    | Accounts payable | $ 302,578 |  under "December 31, 2031", "In thousands"
    →  Line("Accounts payable", years {2031}, value 302,578,000)

A figure under another label, in another column or at another scale is another line. Knows no claim.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import chain, groupby

from bot.answer import Evidence
from bot.statements import loose, totals
from knowledge import TableRow, finance, orders, table_rows, words

_CELL = re.compile(r"[^\d(−–-]*(?P<minus>[(−–-])?[^\d]{0,3}(?P<digits>\d[\d,]*(?:\.\d+)?)[^\d]*")
_NIL = re.compile(r"\s*[-–—−]\s*%?\s*")  # printed for no change
_YEAR = re.compile(r"(?<!\d)(?:FY\s?)?((?:19|20)\d\d)(?!\d)")
_TWO_DIGITS = re.compile(r"\b(?:FY|fiscal )\s?['’]?(\d\d)\b", re.IGNORECASE)
_TURN_OF_YEAR = re.compile(r"\b(?:January|Jan\.?) \d+|\bFebruary (?:[1-7]),")
_SCALES = (
    (re.compile(r"thousand|'000|’000|000s|千(?!万|萬)", re.IGNORECASE), 3),
    (re.compile(r"million|\bmn?\b|百[万萬]", re.IGNORECASE), 6),
    (re.compile(r"billion|\bbn\b|十[亿億]", re.IGNORECASE), 9),
    (re.compile(r"(?<![百千])[万萬]"), 4),
    (re.compile(r"(?<!十)[亿億]"), 8),
)
_UNSCALED = re.compile(
    r"per (?:\w+ )?share|\bshares\b|number of|\bratio\b|headcount|employees|stores|每股|股数|人数",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|per ?cent|百分", re.IGNORECASE)
_NOTE = re.compile(r"\(.*?\)|\*|,? (?:net of|less)\b.*$|[—–:].*$", re.IGNORECASE)
_GENERIC = frozenset(words.tokens("total net other and of the for in on from to by"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`value` is in base units with its sign; `step` what one of its last digit is worth.

    No `years`: the table does not say. `scale` 1 is none. `table` is the same for the rows under
    the same headings.
    """

    label: str
    heading: str
    years: frozenset[int]
    value: Decimal
    step: Decimal
    scale: Decimal
    percent: bool
    statement: str | None
    table: str
    evidence_id: str

    @property
    def words(self) -> frozenset[str]:
        return label_words(self.label)

    @property
    def said(self) -> str:
        return f"{self.label} ({self.heading})" if self.heading else self.label


def lines(cited: Iterable[Evidence]) -> tuple[Line, ...]:
    """Of all table rows of the cited documents, in their order."""
    passages = sorted(
        (e for e in cited if e.kind == "passage"), key=lambda e: (e.source_id, e.locator.start)
    )
    texts = (
        loose.barred(tuple(e.passage for e in of_one))
        for _, of_one in groupby(passages, lambda e: e.source_id)
    )
    told = totals.named(tuple(chain.from_iterable(texts)))
    each = zip(passages, told, strict=True)
    return tuple(line for e, text in each for line in _of(text, e.id))


@lru_cache(maxsize=4096)
def _of(passage: str, evidence_id: str) -> tuple[Line, ...]:
    if "|" not in passage or orders.spans(passage):
        return ()
    statement = finance.statement(passage[:400])
    return tuple(
        line
        for row in table_rows(passage)
        for heading, cell in row.cells
        if (line := _line(row, heading, cell, statement, evidence_id))
    )


def _line(
    row: TableRow, heading: str, cell: str, statement: str | None, evidence_id: str
) -> Line | None:
    """None for a cell that is no single figure ("0.75 - 5.82", "Level 1")."""
    percent = bool(_PERCENT.search(cell) or _PERCENT.search(f"{row.label} {heading}"))
    found = _CELL.fullmatch("0" if percent and _NIL.fullmatch(cell) else cell.strip())
    if not found or re.search("[A-Za-z]", cell.replace("US", "")):
        return None
    plain = percent or bool(_UNSCALED.search(f"{row.label} {heading}"))
    scale = Decimal(1) if plain else scale_of(row.scale)
    digits = found["digits"].replace(",", "")
    value = Decimal(digits) * scale
    return Line(
        label=row.label,
        heading=heading,
        years=years_in(row.label) or years_in(heading),
        value=-value if found["minus"] else value,
        step=scale.scaleb(-len(digits.partition(".")[2])),
        scale=scale,
        percent=percent,
        statement=statement,
        table=" | ".join([row.scale, *(head for head, _ in row.cells)]),
        evidence_id=evidence_id,
    )


def scale_of(said: str) -> Decimal:
    for pattern, power in _SCALES:
        if pattern.search(said):
            return Decimal(10) ** power
    return Decimal(1)


def years_in(text: str) -> frozenset[int]:
    """A year that ends in January or early February is called by either number."""
    found = {int(y) for y in _YEAR.findall(text)}
    found |= {2000 + int(y) for y in _TWO_DIGITS.findall(text)}
    return frozenset(found | {y - 1 for y in found} if _TURN_OF_YEAR.search(text) else found)


@lru_cache(maxsize=4096)
def all_words(label: str) -> frozenset[str]:
    return frozenset(words.tokens(label))


@lru_cache(maxsize=4096)
def label_words(label: str) -> frozenset[str]:
    """The words that tell a line from others, without notes."""
    found = frozenset(words.tokens(_NOTE.sub(" ", label))) or all_words(label)
    return found - _GENERIC or found
