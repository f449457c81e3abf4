"""The rows of tables that a sentence names, over their columns: how they moved, what follows.

In: a sentence, the question, lines. Out: rows with their figures in order of time; whether they
all rose or fell; changes and shares that follow from them. Only rows that are named, since any two
figures of a page would make nearly any ratio.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations, permutations

from bot.statements import formulas
from bot.statements.lines import Line, all_words, years_in
from knowledge import dated, finance, words

_SIGNED = re.compile(r"\b(?:income|profit|earnings|loss|cash|equity|margin)\b", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:change|growth|variance|increase|decrease|better|worse)(?!\w)|增减|变动|同比",
    re.IGNORECASE,
)
_CHANGE_WORDS = frozenset(words.tokens("change growth variance"))
TOTAL = re.compile(r"\btotal\b|eliminations?|consolidated|合计|总计", re.IGNORECASE)
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
    rows = [Row(label=key[1], cells=_in_order(r)) for key, r in by_row.items()]
    return [r for r in _joined(rows) if len(r.cells) <= _MOST_COLUMNS][:_MOST_ROWS]


def _in_order(cells: Mapping[date, Line]) -> tuple[tuple[date, Line], ...]:
    return tuple(sorted(cells.items(), key=lambda each: each[0]))


def _joined(rows: Sequence[Row]) -> list[Row]:
    """Rows of one label, each in a table of one column of its own day, are one."""
    lone: dict[str, list[Row]] = {}
    for row in rows:
        lone.setdefault(row.label, []).append(row)
    made = []
    for label, parts in lone.items():
        cells = dict(r.cells[0] for r in parts)
        apart = len(parts) > 1 and all(len(r.cells) == 1 for r in parts)
        if apart and len(cells) == len(parts) and len({x.scale for x in cells.values()}) == 1:
            made.append(Row(label=label, cells=_in_order(cells)))
        else:
            made += parts
    return made


def moved(rows: Sequence[Row], when: frozenset[int], days: Set[date]) -> int | None:
    """1 or -1 where all rows rose or fell over the days or else the years spoken of; None where
    they differ.
    """
    ends = [pair for row in rows for pair in _ends(row, when, days)]
    pairs = [_sizes(first.label, first, last) for first, last in ends]
    signs = {(last > first) - (last < first) for first, last in pairs}
    if len(signs) > 1 and _are_one(rows) and len(pairs) == len(rows) and when:
        before, after = (sum(side, Decimal(0)) for side in zip(*pairs, strict=True))
        signs = {(after > before) - (after < before)}
    return signs.pop() if len(signs) == 1 else None


def _ends(row: Row, when: frozenset[int], days: Set[date]) -> list[tuple[Line, Line]]:
    """Its first and last cell of the days, else of the years (of one: from the one before). Where
    none are named all counts: from the first to the last, and from the one before the last.
    """
    spoken = when | {year - 1 for year in when} if len(when) == 1 else when
    cells = [x for day, x in row.cells if day in days]
    if len(cells) < 2:
        cells = [x for _, x in row.cells if x.years & spoken]
    if not cells:
        cells = [x for _, x in row.cells]
        return [(cells[0], cells[-1]), (cells[-2], cells[-1])] if len(cells) > 1 else []
    return [(cells[0], cells[-1])] if len(cells) > 1 else []


def _are_one(rows: Sequence[Row]) -> bool:
    """Whether all are rows of one item: short-term and long-term debt."""
    items = finance.vocabulary().items.values()
    if any("share" in row.cells[0][1].words for row in rows):
        return False
    return any(all(is_of(row.cells[0][1], i) for row in rows) for i in items)


def _sizes(label: str, *cells: Line) -> list[Decimal]:
    """A cost in brackets rose where its figure did; a loss is a lower income."""
    if all(x.value < 0 for x in cells) and not _SIGNED.search(label):
        return [abs(x.value) for x in cells]
    return [x.value for x in cells]


def sums(text: str, held: Sequence[Line]) -> Iterator[tuple[Decimal, str]]:
    """Of all rows that it names, and of those of one item, in each column that has them all."""
    rows = named(text, "", held)
    items = [i for i in finance.vocabulary().items.values() if i.asked.search(text)]
    groups = [rows, *([r for r in rows if is_of(r.cells[0][1], i)] for i in items)]
    for group in (g for g in groups if len(g) > 1):
        for day in {day for row in group for day, _ in row.cells}:
            cells = [x for row in group for when, x in row.cells if when == day and not x.percent]
            if len(cells) == len(group):
                total = sum((abs(x.value) for x in cells), Decimal(0))
                yield total, f"{' + '.join(x.label for x in cells)} ({cells[0].heading})"


def of_whole(text: str, held: Sequence[Line]) -> Iterator[tuple[Decimal, str]]:
    """The share of a row that it names in all rows beside it, where their total is printed."""
    for row in named(text, "", held):
        for _, x in row.cells:
            beside = [y for y in held if (y.table, y.heading) == (x.table, x.heading)]
            parts = [y.value for y in beside if not TOTAL.search(y.label)]
            whole = sum(parts, Decimal(0))
            printed = any(TOTAL.search(y.label) and y.value == whole for y in beside)
            if whole and printed and not x.percent:
                yield x.value / whole * 100, f"{x.label} / all of its column ({x.heading})"


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
    """An item that a row's own words call is that row: "long-term debt" beside debt."""
    own = frozenset(words.tokens(said))
    by_label = [x for x in held if x.words and x.words <= own]
    found = list(by_label)
    for item in finance.vocabulary().items.values():
        for m in item.asked.finditer(said):
            if not _is_in(m.group(), by_label):
                of_item = [x for x in held if x.words and is_of(x, item)]
                told = frozenset(words.tokens(m.group()))
                found += [x for x in of_item if told <= all_words(x.label)] or of_item
    longest = {x.words for x in found if not any(x.words < y.words <= own for y in found)}
    chosen = list(dict.fromkeys(x for x in found if x.words in longest))
    whole = {x.words for x in chosen if TOTAL.search(x.label)}
    return [x for x in chosen if x.words not in whole or TOTAL.search(x.label)]


def _is_in(called: str, lines: Sequence[Line]) -> bool:
    """Whether the words that call an item are those of a row, or some of them."""
    said = frozenset(words.tokens(called))
    return any(said <= x.words for x in lines)


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
