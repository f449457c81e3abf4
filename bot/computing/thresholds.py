"""How far a recorded figure is from the mark that a statement sets it → the computed difference.

"How far is ARR from what unlocks the second tranche", "headroom of cash above the covenant": the
mark is an amount in a statement that speaks of the quantity and says what else is asked. In: the
understanding, the ledger. Out: the metric with both facts, or None. Formulas are knowledge's.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.computing.derived import Paired
from bot.computing.quantities import alone, candidates
from bot.matching.wording import things
from bot.matching.worth import company_of
from bot.understand import Understanding
from knowledge import Fact, Ledger, asides, lexicon, metrics, stated

_FAR = re.compile(
    r"\bhow (?:far|short|close|near|much (?:more|room|headroom|above|below|short))\b|\bshort of\b"
    r"|\b(?:headroom|cushion|distance|shortfall|gap)\b"
    r"|还差|差多远|差多少|距离?.{0,16}(?:多少|多远|差)|余量|缓冲|高出|安全垫|空间",
    re.IGNORECASE,
)
# what makes an amount a mark of the quantity before it
_JOINS = re.compile(
    r"\b(?:reach\w*|pass\w*|exceed\w*|fall\w*|drop\w*|below|under|above|over|at least|hits?|to)\b"
)
_MARK = re.compile(
    r"\b(?:unlock\w*|trigger\w*|release\w*|condition|covenant|floor|minimum|threshold|mark|"
    r"required|tranche|target)\b|触发|解锁|门槛|条件|下限|要求|约定|目标|第[二三]笔",
    re.IGNORECASE,
)
_OF = len(" of ")
_SAYS = 0.5  # of what is asked beside the quantity


def short_of(u: Understanding, ledger: Ledger) -> Paired | None:
    if not _FAR.search(u.standalone) or u.unknown or u.others or u.period:
        return None
    if {"why", "supposed", "growth"}.intersection(u.wants) or set(u.focus) - _own(u, ledger):
        return None
    for concept in (*u.concepts, *u.asides):
        if lexicon().concepts[concept].unit in ("money", "count"):
            held = candidates(replace(alone(u, concept), focus=()), ledger)[:1]
            for mark in _marks(concept, held[0], u, ledger) if held else ():
                ways = ((held[0], mark), (mark, held[0]))
                made = [metrics.pair(ledger, *way, "difference") for way in ways]
                if metric := next((m for m in made if m), None):
                    return Paired(metric=metric, facts=(held[0], mark))
    return None


def _own(u: Understanding, ledger: Ledger) -> set[str]:
    """The company, and whoever sets a mark: a lender is no party whose cash is asked for."""
    kin = {e for e in u.focus if not any(f.entity == e for f in ledger.facts)}
    return {company_of(ledger) or "", *kin}


def _marks(concept: str, now: Fact, u: Understanding, ledger: Ledger) -> Iterator[Fact]:
    """Amounts that a statement sets the quantity, those that say most of what else is asked first;
    the only such mark also where the question calls it otherwise.
    """
    quantity = lexicon().concepts[concept]
    asked = [t for t in things(u, ledger) if t.kind not in ("day", "own")]
    rest = [t for t in asked if t.attributes != quantity.attributes]
    whole = sum(t.weight for t in rest)
    found: list[tuple[float, Fact]] = []
    for fact in ledger.facts:
        if fact.attribute in quantity.attributes or ledger.standing(fact) != "current":
            continue
        said = sum(t.weight for t in rest if fact.id in t.facts)
        found += [(said, f) for f in _set_to(concept, fact) if f.unit == now.unit]
    sure = [each for each in found if whole and each[0] >= _SAYS * whole]
    if not sure and len(found) == 1 and _MARK.search(u.standalone):
        sure = found
    yield from (fact for _, fact in sorted(sure, key=lambda each: -each[0]))


def _set_to(concept: str, fact: Fact) -> Iterator[Fact]:
    """The amount right behind the quantity's name: "recurring revenue reaches 40 million"."""
    said = lexicon().mentions(fact.statement)
    for each in (fact, *asides.beside(fact)) if fact.range else ():
        told = [a for a in stated(fact.statement) if (a.low, a.high) == each.range]
        before = [m for m in said if told and m.end <= told[0].start and _is_sum(m.concept)]
        apart = told and before and _JOINS.search(fact.statement[before[-1].end : told[0].start])
        behind = [m for m in said if told and 0 <= m.start - told[0].end <= _OF]
        held = bool(behind) and behind[0].concept == concept and "at least" in fact.statement
        if held or (before and before[-1].concept == concept and apart):
            yield each


def _is_sum(concept: str) -> bool:
    return lexicon().concepts[concept].unit in ("money", "count")
