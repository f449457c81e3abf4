"""Passages → the rows of tables that answer, said with their headings and scale.

A row counts only if its label is a line that the question needs (`knowledge.finance`) or is called
in the question, its columns cover the year asked for, and its document is of the company asked
about. One row a line, of the best ranked page that has it. Computes nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answer import Evidence
from bot.find import asking
from bot.scope import Scope, without
from knowledge import Source, TableRow, finance, orders, table_rows, words

MOST = 6
_NOTE = re.compile(r"\(.*?\)|\*|,? net\b.*$|[—–:].*$", re.IGNORECASE)  # "(Note 10)", ", net of …"
_GENERIC = frozenset(
    words.tokens(
        "total net other amount number year end date fiscal fy value usd million billion company"
        " business based data statement sheet 合计 总计 其他 金额 截至 年末 是 公司"
    )
)
_SPARE = 1  # words of a question that no row needs to have
_LEAST_COVERED = 0.5
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    row: TableRow
    evidence: Evidence


def choose(
    question: str, named: Scope, held: Iterable[tuple[Evidence, Source]], *, alone: bool
) -> list[Chosen]:
    """`held` best ranked first; `alone`: the desk holds documents of one company at most, so that
    a question that names none can only mean it.
    """
    needs = [_wordings(item) for item in finance.needed(question).items]
    asked = frozenset(words.tokens(question))
    found: dict[object, tuple[int, int, Chosen]] = {}
    for place, (evidence, source) in enumerate(held):
        if not _is_of(source, named, alone=alone):
            continue
        for row in table_rows(evidence.passage):
            start = evidence.passage.find(row.text)
            if orders.inside(evidence.passage, start) or not _in_year(row, named):
                continue
            line, strength = _line(row, needs, asked)
            best = found.get(line)
            if strength and (best is None or (-strength, place) < (best[0], best[1])):
                found[line] = (-strength, place, Chosen(row=row, evidence=evidence))
    ordered = sorted(found.values(), key=lambda each: each[:2])
    chosen = [each for _, _, each in ordered][:MOST]
    return [] if _asks_more(question, named, chosen) else chosen


def _asks_more(question: str, named: Scope, chosen: Sequence[Chosen]) -> bool:
    """Whether much of what is asked is neither a line nor in the rows: "which region had the worst
    top line?" is not answered by the top line.
    """
    if finance.measured(question):
        return False  # the lines of a ratio are shown as such
    said = [*finance.mentioned(question), *(c.row.label for c in chosen)]
    said += [head for c in chosen for head, _ in c.row.cells]
    covered = _GENERIC.union(*(words.tokens(text) for text in said))
    asked = words.telling(words.tokens(without(asking(question), named)))
    told = [t for t in asked if not t.isdigit()]
    rest = [t for t in told if t not in covered]
    return len(rest) > _SPARE and len(rest) > _LEAST_COVERED * len(told)


def _wordings(item: finance.Item) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words.tokens(line)) for line in item.lines)


def _line(
    row: TableRow, needs: Sequence[Sequence[frozenset[str]]], asked: frozenset[str]
) -> tuple[object, int]:
    """Which of the needed lines a row is, and how surely: 3 in its very words, 0 not at all."""
    label = frozenset(words.tokens(_NOTE.sub("", row.label)))
    for at, wordings in enumerate(needs):
        if label in wordings:
            return at, 3
    for at, wordings in enumerate(needs):
        if any(wording <= label and len(label - wording) < 3 for wording in wordings):
            return at, 2
    if not needs and label - _GENERIC and label <= asked:
        return row.label, 1
    return None, 0


def _in_year(row: TableRow, named: Scope) -> bool:
    """A table whose columns are years has to have the year that was asked for."""
    years = {int(y) for head, _ in row.cells for y in _YEAR.findall(head)}
    return named.year is None or not years or named.year in years


def _is_of(source: Source, named: Scope, *, alone: bool) -> bool:
    if named.companies:
        return source.company in named.companies
    return alone
