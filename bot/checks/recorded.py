"""Claims in recorded words: a statement, a headline, a card, a reading, a quoted sentence.

In: the claim's text and what it cites. Out: whether those very words were made from what is cited,
and a check of each figure and date; they need no reading between the lines. Knows no free wording.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from bot import phrases
from bot.answer import Check, Evidence
from bot.checks import arithmetic
from bot.checks.figures import alike, mismatch
from bot.checks.proofs import recorded
from bot.checks.spans import Span, covers, span
from knowledge import (
    Amount,
    Fact,
    Language,
    Ledger,
    Metric,
    cells,
    dated,
    orders,
    scales,
    sentences,
    stated,
    table_rows,
)
from knowledge.cells import Cell
from knowledge.scales import Scale

_BOTH: tuple[Language, Language] = ("en", "zh")
_QUOTED = re.compile(r"^[“\"「『](.*)[”\"」』]$", re.DOTALL)
_MARKS = re.compile(r"\s*\[\d+(?:[-–,]\s?\d+)*\]|\*\*")
_EDGES = " \t\n-–—•*#>"
_MOST_CELLS = 4  # of a row that are said at once


def is_recorded(
    text: str, cited: Sequence[Evidence], ledger: Ledger, metrics: Mapping[str, Metric]
) -> bool:
    return any(text == said for said in _sayings(cited, ledger, metrics)) or any(
        _is_quoted(text, e.passage) for e in cited
    )


def checks(
    text: str, cited: Sequence[Evidence], ledger: Ledger, metrics: Mapping[str, Metric]
) -> list[Check]:
    """Each figure and date of recorded words is of some cited evidence, or worked out from it.

    A date may be finer than the evidence: the editor says up to which day nothing was found.
    """
    held = [(e.id, a) for e in cited for a in _amounts(e, ledger, metrics)]
    held += [("a table", a) for row in _framed(cited) for c in row for a in c.amounts]
    spans = [s for e in cited for s in _spans(e, ledger)]
    days = [s[0] for s in spans]
    quoted = [f for f in stated(text) if any(alike(f, a) for _, a in held)]
    made = [_figure(f, quoted, held, days, text) for f in stated(text)]
    for day in dated(text):
        within = any(first <= day.start and day.end <= last for first, last in spans)
        ok = within or covers((day.start, day.end), spans)
        detail = f"{day.text} is{'' if ok else ' not'} a date of the evidence"
        made.append(Check(kind="date", ok=ok, detail=detail))
    return made


def _figure(
    figure: Amount,
    shown: Sequence[Amount],
    held: Sequence[tuple[str, Amount]],
    days: Sequence[date],
    text: str,
) -> Check:
    for home, each in held:
        # the editor may leave the unit out: "100亿" beside "100亿元"
        bare = figure.unit == "count" and (figure.low, figure.high) == (each.low, each.high)
        if like := alike(figure, each) or ("equal" if bare else None):
            detail = f"{figure.text}: quoted, {like} in {home}"
            return Check(kind="figure", ok=True, detail=detail)
    how = arithmetic.how(figure, shown, days, text)
    how = how or arithmetic.behind(figure, [a for _, a in held], days)
    detail = how or mismatch(figure, [a for _, a in held], "what is cited")
    return Check(kind="figure", ok=how is not None, detail=detail)


def _amounts(e: Evidence, ledger: Ledger, metrics: Mapping[str, Metric]) -> Iterator[Amount]:
    fact, metric = _fact(e, ledger), metrics.get(e.ref or "") if e.kind == "metric" else None
    yield from stated(e.passage)
    if fact:
        for text in (fact.statement, fact.statement_zh, fact.subject or ""):
            yield from stated(text)
        yield from recorded(fact)
    if metric:
        yield from metric.figures
        yield from (Amount(low=i.low, high=i.high, unit=i.unit) for i in metric.inputs)


def _spans(e: Evidence, ledger: Ledger) -> Iterator[Span]:
    fact = _fact(e, ledger)
    texts = [e.passage, *((fact.statement, fact.subject or "") if fact else ())]
    yield from ((d.start, d.end) for text in texts for d in dated(text))
    yield from (*span(e.as_of), *span(e.published))


def _fact(e: Evidence, ledger: Ledger) -> Fact | None:
    return ledger.by_id.get(e.ref or "") if e.kind == "fact" else None


def _sayings(
    cited: Sequence[Evidence], ledger: Ledger, metrics: Mapping[str, Metric]
) -> Iterator[str]:
    """Every sentence that is built from what is cited, cheapest first."""
    refs = {e.ref or "": e for e in cited}
    facts = [f for e in cited if (f := _fact(e, ledger))]
    yield from (row.said for e in cited if e.kind == "passage" for row in table_rows(e.passage))
    yield from _rows(cited)
    for fact in facts:
        yield from (fact.statement, fact.statement_zh)
    for metric in [metrics[r] for r, e in refs.items() if e.kind == "metric" and r in metrics]:
        yield from (metric.says, metric.says_zh, metric.caveat, metric.caveat_zh)
        yield from (f"{metric.says} {metric.caveat}", f"{metric.says_zh}{metric.caveat_zh}")
    groups = {g.id: g for f in facts for g in ledger.groups(f.id) if set(g.facts) <= refs.keys()}
    for group in groups.values():
        for language in _BOTH:
            yield group.read(language)
            yield phrases.reading(group, ledger, language)
            yield phrases.reading(group, ledger, language, group.facts)
    if len(facts) > 1 and all(f.entity in ledger.entity_of for f in facts):
        yield from (phrases.beside(facts, ledger, language) for language in _BOTH)
    for fact in [f for f in facts if f.range]:
        for language in _BOTH:
            yield phrases.headline(fact, ledger, language)
            yield phrases.replaces(fact, language)


def _rows(cited: Sequence[Evidence]) -> Iterator[str]:
    """Cells of one row, counted as the cited passages say."""
    for held in _framed(cited):
        for language in _BOTH:
            said = [c.said(language) for c in held]
            yield from (
                "; ".join(p) for n in range(1, _MOST_CELLS + 1) for p in combinations(said, n)
            )


def _framed(cited: Sequence[Evidence]) -> Iterator[list[Cell]]:
    """The cells of each row of each passage, as it counts them and as all that is cited does."""
    passages = [e.passage for e in cited if e.kind == "passage"]
    for own in passages:
        around = scales.told([own, *(p for p in passages if p != own)])
        for row in table_rows(own):
            yield from (list(cells.cells(row, frame)) for frame in (Scale(), around))


def _is_quoted(text: str, passage: str) -> bool:
    """Whole sentences, word for word; part of one only between quotation marks."""
    quoted = _QUOTED.match(text.strip())
    words = _bare(quoted[1] if quoted else text)
    if not words or words not in _bare(passage):
        return False
    said = [(s, e) for s, e in sentences(passage) if not orders.inside(passage, s)]
    parts = [_bare(passage[s:e]) for s, e in said]
    return any(part.endswith(words) if quoted else part == words for part in parts) or (
        words == _bare(passage) and not orders.spans(passage)
    )


def _bare(text: str) -> str:
    """Without list marks, emphasis and the source's own reference numbers."""
    return _MARKS.sub("", text).strip(_EDGES)
