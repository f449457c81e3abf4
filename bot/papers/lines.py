"""A company's filing → the lines of its statements with their figures by year.

For each line the row that words it best, in the statement it belongs to, whose columns have the
years that are needed. Nothing is scaled without words in the filing that say so. Knows no formula.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from bot import evidence
from bot.answer import Evidence
from bot.papers import tabled, timed
from knowledge import (
    KnowledgeBase,
    Passage,
    Period,
    Source,
    TableRow,
    cells,
    finance,
    orders,
    scales,
    table_rows,
    words,
)
from knowledge.cells import Cell

_BACK = 12  # passages before a table in which it may be said what it counts in
_SEVERAL = 3  # lines that make a table a statement
_SURE = 0.85  # how well a label words a line that a formula may take
_CAPTION = 120  # characters of a line that may be a table's caption
_SMALL = 300  # passages of a document that is read whole
_IS_NOW = re.compile(r"期末|年末|本期|本年|\b(?:current|this) (?:year|period)\b", re.IGNORECASE)
_FIRST = {"balance sheet": "total assets", "income statement": "revenue",
          "cash flow statement": "operating cash flow"}  # fmt: skip
_STATEMENTS = tuple(_FIRST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A cell with its row's passage, and the passages that say what its table counts in."""

    cell: Cell
    year: int
    evidence: Evidence
    framed_by: tuple[Evidence, ...] = ()


@dataclass(slots=True)
class Filing:
    """One document; what was read of it is kept for the question."""

    kb: KnowledgeBase
    source: Source
    found: Sequence[Evidence] = ()  # what the search brought of it
    _passages: list[Passage] | None = None
    _rows: list[tuple[TableRow, Passage, str | None]] | None = None
    _main: dict[str, frozenset[int]] | None = None
    _read: dict[str, dict[int, Read]] = field(default_factory=dict)

    def line(self, item: finance.Item, year: int) -> Read | None:
        if item.name not in self._read:
            self._read[item.name] = self._years(item)
        return self._read[item.name].get(year)

    def framed(
        self, cell: Cell, passage_id: str, heading: str
    ) -> tuple[Cell, tuple[Evidence, ...]]:
        """The cell again, counted as the text before its table says; and by which passages."""
        at = next((i for i, p in enumerate(self.passages) if p.id == passage_id), 0)
        near = list(reversed(self.passages[max(0, at - _BACK) : at + 1]))
        around, by = scales.framed([*near, *(p for p in self.passages[:3] if p not in near)])
        again = next(
            c
            for c in cells.cells(cell.row, around)
            if c.heading == heading and c.printed == cell.printed
        )
        if again == cell:
            return cell, ()
        shown = [evidence.of_passage(p, self.source) for p in by if p.id != passage_id]
        return again, tuple(shown)

    def before(self, passage_id: str) -> str:
        """The last words before the table that the passage is a piece of."""
        at = next((i for i, p in enumerate(self.passages) if p.id == passage_id), 0)
        for passage in reversed(self.passages[max(0, at - _BACK) : at]):
            plain = [x for x in passage.text.splitlines() if x.strip() and not x.startswith("|")]
            if plain:
                return plain[-1][-_CAPTION:]
        return ""

    @property
    def passages(self) -> list[Passage]:
        if self._passages is None:
            self._passages = self.kb.passages_of(self.source.id)
        return self._passages

    @property
    def rows(self) -> list[tuple[TableRow, Passage, str | None]]:
        if self._rows is None:
            self._rows = list(self._all_rows())
        return self._rows

    def _all_rows(self) -> Iterator[tuple[TableRow, Passage, str | None]]:
        home = {
            hit.passage_id: name
            for name in _STATEMENTS
            for hit in self.kb.in_statements((name,), [self.source.id])
        }
        few = len(self.passages) <= _SMALL
        wanted = {e.id for e in self.found} | home.keys()
        for passage in self.passages:
            if not (few or passage.id in wanted):
                continue
            for row in table_rows(passage.text):
                if not orders.inside(passage.text, passage.text.find(row.text)):
                    yield row, passage, home.get(passage.id)

    @property
    def main(self) -> dict[str, frozenset[int]]:
        """Of each statement the run of passages that has several of its lines and is the largest:
        those of guarantors, segments and quarters are smaller than the whole's.
        """
        if self._main is None:
            self._main = {name: self._run(name) for name in _STATEMENTS}
        return self._main

    def _run(self, statement: str) -> frozenset[int]:
        runs: list[list[int]] = []
        for at in sorted({p.ordinal for _, p, found in self.rows if found == statement}):
            if runs and at - runs[-1][-1] <= 2:
                runs[-1].append(at)
            else:
                runs.append([at])
        held = self._held(statement)
        lines = {tuple(run): [h for at in run for h in held.get(at, ())] for run in runs}
        whole = [run for run, found in lines.items() if len({n for n, _ in found}) >= _SEVERAL]
        first = _FIRST[statement]
        best = sorted(whole, key=lambda run: _size(lines[run], first))[-1:]
        return frozenset(*best)

    def _held(self, statement: str) -> dict[int, list[tuple[str, Decimal]]]:
        """By passage the lines of a statement in it, each with its largest figure."""
        items = [i for i in finance.vocabulary().items.values() if i.statement == statement]
        held: dict[int, list[tuple[str, Decimal]]] = {}
        for row, passage, found in self.rows:
            if found != statement:
                continue
            figures = [abs(c.amount.low) for c in cells.cells(row) if c.amount]
            for item in items if figures else ():
                if tabled.line(item, row.label) >= _SURE:
                    held.setdefault(passage.ordinal, []).append((item.name, max(figures)))
        return held

    def _years(self, item: finance.Item) -> dict[int, Read]:
        """The best row for each year: worded best, in its own statement, nearest to the front."""
        best: dict[int, tuple[tuple[float, int], TableRow, Passage, Cell]] = {}
        for row, passage, statement in self.rows:
            strength = tabled.line(item, row.label)
            if strength < _SURE:
                continue
            main = self.main.get(item.statement or "")
            if main and passage.ordinal not in main:
                continue
            columns = list(cells.cells(row))
            times = [c.period for c in columns if c.period]
            for cell in columns:
                year = self._year(cell, times)
                if year is None or cell.amount is None or cell.amount.unit == "percent":
                    continue
                rank = (strength + 0.5 * (statement == item.statement), -passage.ordinal)
                if year not in best or rank > best[year][0]:
                    best[year] = (rank, row, passage, cell)
        made = {}
        for year, (_, _, passage, cell) in best.items():
            framed, by = self.framed(cell, passage.id, cell.heading)
            made[year] = Read(
                cell=self._signed(framed, item, year), year=year, framed_by=by,
                evidence=evidence.of_passage(passage, self.source),
            )  # fmt: skip
        return made

    def _signed(self, cell: Cell, item: finance.Item, year: int) -> Cell:
        """A tax in brackets is a cost where the statement's costs stand in brackets, too."""
        amount = cell.amount
        if amount is None or amount.low >= 0 or not item.with_costs:
            return cell
        costs = [i for i in finance.vocabulary().items.values()
                 if i.outflow and i.statement == item.statement]  # fmt: skip
        printed = [r.cell.amount.low for i in costs if (r := self.line(i, year)) and r.cell.amount]
        if not any(low < 0 for low in printed):
            return cell
        return replace(cell, amount=replace(amount, low=-amount.low, high=-amount.high))

    def _year(self, cell: Cell, times: Sequence[Period]) -> int | None:
        """The year of a column that is of the whole company and of a whole year or its end."""
        if timed.is_part_of_year(cell.heading):
            return None
        extra = cells.beyond_period(cell.heading)
        if tabled.telling(extra) - frozenset(words.tokens(self.source.company or "")):
            return None
        if not (cell.period or cells.is_earlier(cell.heading) or _IS_NOW.search(cell.heading)):
            return None
        held = next(iter(timed.column(cell, times, None, self.source)), None)
        return held.end.year if held and timed.days(held) in (1, 365, 366) else None


def _size(held: Sequence[tuple[str, Decimal]], first: str) -> tuple[Decimal, Decimal]:
    """By the line that tells a statement's size, else by any: what guarantors owe one another is
    more than the whole has.
    """
    sizes = [figure for name, figure in held if name == first]
    return max(sizes, default=Decimal(0)), max(figure for _, figure in held)
