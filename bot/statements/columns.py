"""The rows of tables that a sentence names, over their columns: how they moved, what follows.

In: a sentence, the question, lines. Out: rows with their figures in order of time; whether they
all rose or fell; changes and shares that follow from them. Only rows that are named, since any two
figures of a page would make nearly any ratio.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations, permutations

from bot.statements import formulas
from bot.statements.lines import Line, all_words, years_in
from knowledge import dated, finance, words

_SIGNED = re.compile(r"\b(?:income|profit|earnings|loss|cash|equity|margin)\b", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:change|growth|variance)\b", re.IGNORECASE)
_CHANGE_WORDS = frozenset(words.tokens("change growth variance"))
_MOST_ROWS, _MOST_COLUMNS = 6, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`cells` by the day their column ends on."""

    label: str
    cells: tuple[tuple[date, Line], ...]


def named(text: str, question: str, held: Sequence[Line]) -> list[Row]:
    """By the sentence in the words of a label or as an item, else by the question."""
    chosen = _called(text, held) or _called(question, held)
    by_row: dict[tuple[str, str], dict[date, Line]] = {}
    for line in chosen:
        if day := _day(line):
            by_row.setdefault((line.table, line.label), {}).setdefault(day, line)
    rows = [Row(label=key[1], cells=tuple(sorted(r.items()))) for key, r in by_row.items()]
    return [r for r in rows if len(r.cells) <= _MOST_COLUMNS][:_MOST_ROWS]


def moved(rows: Sequence[Row], when: frozenset[int], days: Set[date]) -> int | None:
    """1 or -1 where all rows rose or fell over the days or else the years spoken of; None where
    they differ.
    """
    signs = set()
    for row in rows:
        cells = [x for day, x in row.cells if day in days]
        if len(cells) < 2:
            cells = [x for _, x in row.cells if not when or x.years & when]
        cells = cells if len(cells) > 1 else [x for _, x in row.cells]
        if len(cells) > 1:
            first, last = _sizes(row.label, cells[0], cells[-1])
            signs.add((last > first) - (last < first))
    return signs.pop() if len(signs) == 1 else None


def _sizes(label: str, *cells: Line) -> list[Decimal]:
    """A cost in brackets rose where its figure did; a loss is a lower income."""
    if all(x.value < 0 for x in cells) and not _SIGNED.search(label):
        return [abs(x.value) for x in cells]
    return [x.value for x in cells]


def sums(rows: Sequence[Row]) -> Iterator[tuple[Decimal, str]]:
    """Of all of them, in each column that has them all."""
    for day in {day for row in rows for day, _ in row.cells} if len(rows) > 1 else ():
        cells = [x for row in rows for when, x in row.cells if when == day and not x.percent]
        if len(cells) == len(rows):
            total = sum((abs(x.value) for x in cells), Decimal(0))
            yield total, f"{' + '.join(x.label for x in cells)} ({cells[0].heading})"


def follows(rows: Sequence[Row], *, percent: bool) -> Iterator[tuple[Decimal, str]]:
    """Changes of one row between two columns, shares of one row in another of the same column."""
    for row in rows:
        for (_, a), (_, b) in combinations(row.cells, 2):
            if a.percent == percent:
                yield b.value - a.value, f"{row.label} {b.heading} − {a.heading}"
            if percent and a.value and not a.percent:
                yield (b.value / a.value - 1) * 100, f"{row.label} {b.heading} / {a.heading} − 1"
    for one, other in permutations(rows, 2):
        for (day, a), (same, b) in ((x, y) for x in one.cells for y in other.cells):
            if day == same and b.value and not a.percent and not b.percent:
                share = a.value / b.value * (100 if percent else 1)
                yield share, f"{one.label} / {other.label} ({b.heading})"


def changed(text: str, held: Sequence[Line], when: frozenset[int]) -> set[int]:
    """The signs of cells that give the change of what the sentence names: under "% change", in a
    row "Comparable growth". Nothing for a sentence about the growth itself.
    """
    own = frozenset(words.tokens(text))
    if own & _CHANGE_WORDS:
        return set()
    found = {
        x: x.words - _CHANGE_WORDS
        for x in held
        if (x.words & _CHANGE_WORDS or _CHANGE.search(x.heading))
        and (not x.years or not when or x.years & when)
    }
    said = {x: core for x, core in found.items() if core and core <= own}
    longest = [x for x, core in said.items() if not any(core < other for other in said.values())]
    return {(x.value > 0) - (x.value < 0) for x in longest}


def _called(said: str, held: Sequence[Line]) -> list[Line]:
    own = frozenset(words.tokens(said))
    items = [i for i in finance.vocabulary().items.values() if i.asked.search(said)]
    found = [x for x in held if x.words and (x.words <= own or any(is_of(x, i) for i in items))]
    longest = {x.words for x in found if not any(x.words < y.words <= own for y in found)}
    return [x for x in found if x.words in longest]


def is_of(line: Line, item: finance.Item) -> bool:
    label = all_words(line.label)
    return any(w <= label for w in formulas.wordings(item))


def _day(line: Line) -> date | None:
    """The last day that its heading names, else of its last year."""
    days = [d.end for d in dated(line.heading)]
    if days:
        return max(days)
    found = years_in(line.heading) or line.years
    return date(max(found), 12, 31) if found else None
