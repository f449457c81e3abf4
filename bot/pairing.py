"""Which two recorded figures a question puts together, and how → the computed figure.

In: the understanding and the ledger. Out: the metric with the facts it rests on, or None where the
question asks for no such thing or the record lacks one of the two. Each figure is found as if it
were asked for alone: its party, quantity, round or model, and time. Formulas are knowledge's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Literal

from bot import phrases, times
from bot.fit import rank
from bot.understand import Understanding
from bot.worth import carries
from knowledge import Fact, Ledger, Metric, first_day, last_day, lexicon, metrics

Operation = Literal["ratio", "share", "difference", "sum", "months", "path"]
# what the question wants, the plainest last: "by what factor did it change over time" is a factor
_WANTED: tuple[tuple[str, Operation], ...] = (
    ("between", "months"), ("together", "sum"), ("difference", "difference"), ("share", "share"),
    ("ratio", "ratio"), ("timeline", "path"), ("growth", "path"), ("compare", "ratio"),
)  # fmt: skip
_DEPTH = 6  # candidates looked at for either figure
_NEAR_DAYS = 183  # of a figure that is set against another of an earlier day
_PRICED = {"multiple", "valuation", "funding", "token_price", "arr", "revenue"}  # a price, earned
_IMPLIED = {"implied_price", "peer_implied"}
_RUN_RATE = ("arr", "run-rate", "run rate", "年化", "经常性")
_ALIKE = ({"valuation", "valuation_post"},)  # attributes that may stand beside each other
_ROUND = "Series "


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    metric: Metric
    facts: tuple[Fact, ...]


def paired(u: Understanding, ledger: Ledger, offered: Sequence[Metric]) -> Paired | None:
    """The computed figure; a metric that the record offers of the same two goes first."""
    operation = next((op for want, op in _WANTED if want in u.wants), None)
    if _is_multiple(u):
        operation = "ratio"
    if _IMPLIED.intersection((*u.concepts, *u.asides)):
        return None  # a price that follows from figures is a metric of its own
    if operation is None or u.unknown or "why" in u.wants or u.per or u.currency:
        return None
    facts = _facts(u, ledger, operation)
    if facts is None:
        return None
    if operation == "path":
        made = metrics.path(ledger, _between(*facts, ledger))
        held = _between(*facts, ledger) if made else ()
        return Paired(metric=made, facts=tuple(held)) if made else None
    plain = "compare" in u.wants and "ratio" not in u.wants  # a growth rate will do, too
    made_so = [m for m in offered if _is_made(m, operation) or (plain and _is_made(m, "share"))]
    known = next((m for m in made_so if _rests_on(m, facts)), None)
    made = known or metrics.pair(ledger, *_ordered(u, operation, facts), operation)
    return Paired(metric=made, facts=facts) if made else None


def _facts(u: Understanding, ledger: Ledger, operation: Operation) -> tuple[Fact, Fact] | None:
    alike = _variants(u, ledger, operation)
    if len(alike) == 2:
        first, second = (_candidates(v, ledger) for v in alike)
        fitting = [p for p in product(first, second) if _go_together(*p)]
        return min(fitting, key=lambda p: first.index(p[0]) + second.index(p[1]), default=None)
    if operation == "path":
        return _first_and_last(u, ledger)
    return _of_two_quantities(u, ledger) if operation in ("ratio", "share", "difference") else None


def _variants(u: Understanding, ledger: Ledger, operation: Operation) -> list[Understanding]:
    """The question asked of each of two rounds or models, figures, times or parties."""
    named = [n for n in dict.fromkeys((*u.names, *u.beside)) if _is_subject(n, ledger)]
    rounds = all(n.startswith(_ROUND) for n in named)
    assumed = ("funding",) if named and rounds else ("valuation",) if len(u.figures) == 2 else ()
    timed = operation == "months" and "round_interval" in u.concepts
    concepts = assumed if timed or not u.concepts else u.concepts
    if not concepts or lexicon().concepts[concepts[0]].unit in ("text", "time"):
        return []
    alone = replace(
        u, concepts=concepts[:1], asides=(), names=(), beside=(), terms=(), tight=(), wants=(),
        figures=(),
    )  # fmt: skip
    if len(named) == 2:
        return [replace(alone, names=(n,), focus=(), others=(), period=None) for n in named]
    if len(u.figures) == 2 and operation in ("months", "ratio", "difference"):
        return [replace(alone, figures=(f,), period=None) for f in u.figures]
    if len(u.periods) == 2:
        return [replace(alone, names=u.names, period=p) for p in u.periods]
    parties = tuple(dict.fromkeys((*u.focus, *u.others)))
    if len(parties) == 2 and "compare" not in u.wants and operation not in ("months", "path"):
        return [replace(alone, focus=(p,), others=()) for p in parties]
    return []


def _first_and_last(u: Understanding, ledger: Ledger) -> tuple[Fact, Fact] | None:
    """Of the quantity in the one stretch that the question names."""
    if not (u.period and u.concepts) or lexicon().concepts[u.concepts[0]].unit in ("text", "time"):
        return None
    alone = replace(u, concepts=u.concepts[:1], asides=(), terms=(), tight=(), wants=(), figures=())
    held = _candidates(alone, ledger)
    alike = sorted(
        (f for f in held if _go_together(f, held[0]) or f == held[0]), key=lambda f: f.as_of or ""
    )
    apart = len(alike) > 1 and alike[0].as_of != alike[-1].as_of
    return (alike[0], alike[-1]) if apart else None


def _of_two_quantities(u: Understanding, ledger: Ledger) -> tuple[Fact, Fact] | None:
    """Two quantities of one party: what the question says of round and time holds for the one that
    is recorded so, and the other is the newest of that day.
    """
    concepts = _quantities(u)
    if len({*u.focus, *u.others}) > 1:
        return None  # whose is which is not read
    if _is_multiple(u) and not (u.period or u.names):
        return None  # of today: the record's own metrics
    if len(concepts) != 2:
        return None
    alone = [
        replace(u, concepts=(c,), asides=(), terms=(), tight=(), wants=(), figures=())
        for c in concepts
    ]
    now = [replace(v, names=(), period=None) for v in alone]
    if "latest" in u.wants:
        alone[0] = now[0]
    first, second = (next(iter(_candidates(v, ledger)), None) for v in alone)
    if first and not second:
        second = _newest_by(_candidates(now[1], ledger, ever=True), first)
    elif second and not first:
        first = _newest_by(_candidates(now[0], ledger, ever=True), second)
    return (first, second) if first and second and first.id != second.id else None


def _quantities(u: Understanding) -> list[str]:
    """Concepts of the two; "as a multiple of revenue" and "share of revenue" name one more."""
    known, said = lexicon().concepts, u.standalone.lower()
    earned = "arr" if any(word in said for word in _RUN_RATE) else "revenue"
    if _is_multiple(u):
        return ["valuation", earned]
    named = list(dict.fromkeys((*u.concepts, *u.asides)))
    if len(named) > 1:
        named = [earned if c in ("multiple", "revenue_mix") else c for c in named]
    return [c for c in named if known[c].attributes and known[c].unit in ("money", "count")]


def _is_multiple(u: Understanding) -> bool:
    """A price over what is earned: "EV/ARR"."""
    return "multiple" in u.concepts and _PRICED.issuperset((*u.concepts, *u.asides))


def _newest_by(candidates: Sequence[Fact], other: Fact) -> Fact | None:
    """The newest that was so on the day of the other, else the next one soon after."""
    day = first_day(other.as_of or "")
    before = [f for f in candidates if first_day(f.as_of or "") <= last_day(other.as_of or "")]
    if before:
        return max(before, key=lambda f: f.as_of or "")
    after = min(candidates, key=lambda f: f.as_of or "", default=None)
    if after is None:
        return None
    days = date.fromisoformat(first_day(after.as_of or "")) - date.fromisoformat(day)
    return after if days.days <= _NEAR_DAYS else None


def _candidates(u: Understanding, ledger: Ledger, *, ever: bool = False) -> list[Fact]:
    """The figure as asked for, best first; `ever`, also what was replaced since."""
    held = [r.fact for r in rank(u, ledger) if r.strength == "strong" and r.fact.as_of]
    figures = [f for f in held if f.range and f.range[0] > 0 and ledger.standing(f) != "wrong"]
    if not (ever or u.names or u.period or u.figures):
        figures = [f for f in figures if ledger.standing(f) == "current"]
    fitting = [f for f in figures if _is_asked(f, u) and _is_of_time(f, u)]
    return [f for f in fitting if not u.focus or f.entity in u.focus][:_DEPTH]


def _is_asked(fact: Fact, u: Understanding) -> bool:
    """Of the quantity itself: neither sought nor its growth."""
    concept = lexicon().concepts[u.concepts[0]]
    sought = fact.attribute.endswith(("_target", "_growth")) and concept.attributes[0] != (
        fact.attribute
    )
    return fact.attribute in concept.attributes and not sought


def _is_of_time(fact: Fact, u: Understanding) -> bool:
    """Its own figure and day, not one that its statement only mentions."""
    own = f"{phrases.figure(fact, 'en')}"
    stated = not u.figures or all(carries(own, figure) for figure in u.figures)
    return stated and (u.period is None or times.falls_in(fact.as_of or "", u.period))


def _go_together(a: Fact, b: Fact) -> bool:
    if a.id == b.id or a.unit != b.unit:
        return False
    return a.attribute == b.attribute or {a.attribute, b.attribute} in _ALIKE


def _between(a: Fact, b: Fact, ledger: Ledger) -> list[Fact]:
    """What is recorded of the quantity from the one day to the other, one figure a day."""
    start, end = sorted((first_day(a.as_of or ""), first_day(b.as_of or "")))
    kin = [
        f
        for f in ledger.facts
        if (f.entity, f.attribute, f.unit) == (a.entity, a.attribute, a.unit) and f.as_of
    ]
    held = [
        f
        for f in kin
        if f.range and ledger.standing(f) != "wrong" and start <= first_day(f.as_of or "") <= end
    ]
    best = {first_day(f.as_of or ""): f for f in sorted(held, key=ledger.rank, reverse=True)}
    best |= {first_day(f.as_of or ""): f for f in (a, b)}
    return [best[day] for day in sorted(best)]


def _ordered(u: Understanding, operation: Operation, facts: tuple[Fact, Fact]) -> tuple[Fact, Fact]:
    """In the order of the formula: the earlier first for months, the later first for a rise, the
    larger first for a factor or a difference of two alike.
    """
    a, b = facts
    by_day = sorted(facts, key=lambda f: first_day(f.as_of or ""))
    if operation == "months":
        return by_day[0], by_day[1]
    if a.attribute != b.attribute and {a.attribute, b.attribute} not in _ALIKE:
        return a, b
    if operation in ("ratio", "difference") and a.entity == b.entity and _rises(u):
        return by_day[1], by_day[0]
    if operation in ("ratio", "difference") and _size(b) > _size(a):
        return b, a
    return a, b


def _rises(u: Understanding) -> bool:
    return "growth" in u.wants or "timeline" in u.wants


def _size(fact: Fact) -> Decimal:
    return fact.range[1] if fact.range else Decimal(0)


def _is_made(metric: Metric, operation: Operation) -> bool:
    """It gives what the operation gives: a share of 5% is no factor."""
    money = len(metric.unit) == len("USD") and metric.unit.isupper()
    given = {"multiple": "ratio", "percent": "share", "months": "months"}.get(metric.unit)
    return given == operation or (money and operation in ("sum", "difference"))


def _rests_on(metric: Metric, facts: Sequence[Fact]) -> bool:
    """A metric of just these two figures, whatever rate it needs."""
    held = {i.fact_id for i in metric.inputs if i.fact_id and not i.fact_id.startswith("rate:")}
    return held == {f.id for f in facts}


def _is_subject(name: str, ledger: Ledger) -> bool:
    return any(name in subject for subject in _subjects(ledger))


def _subjects(ledger: Ledger) -> Iterator[str]:
    yield from ledger.by_subject
