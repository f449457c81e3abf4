"""Passages → the rows of tables that answer, said with their headings and scale.

A row counts only if its label is a line that the question needs (`knowledge.finance`) or is called
in the question, its columns cover the year asked for, and its document is of the company asked
about. One row a line, of the best ranked page that has it. Computes nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answer import Evidence
from bot.scope import Scope
from knowledge import Source, TableRow, finance, orders, table_rows, words

MOST = 6
_NOTE = re.compile(r"\(.*?\)|\*|,? net\b.*$|[—–:].*$", re.IGNORECASE)  # "(Note 10)", ", net of …"
_GENERIC = frozenset(words.tokens("total net other amount number year end date 合计 总计 其他"))
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
    return [chosen for _, _, chosen in ordered][:MOST]


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
