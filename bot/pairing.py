"""Which two recorded figures a question puts together, and how → the computed figure.

In: the understanding and the ledger. Out: the metric with the facts it rests on, or None where the
question asks for no such thing or the record lacks one of the two. Each figure is found as if it
were asked for alone: its party, quantity, round or model, and time. Formulas are knowledge's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Literal

from bot.derived import Paired as Paired
from bot.derived import derived, worth
from bot.portions import portioned
from bot.quantities import ALIKE, alone, candidates, go_together
from bot.two_quantities import all_named, earned, is_multiple, of_two
from bot.understand import Understanding, mentions_name
from bot.wording import text_of
from bot.worth import carries, company_of
from knowledge import Fact, Ledger, Metric, first_day, last_day, lexicon, metrics, spans

Operation = Literal["ratio", "share", "difference", "sum", "months", "path"]
# what the question wants, the plainest last: "by what factor did it change over time" is a factor
_WANTED: tuple[tuple[str, Operation], ...] = (
    ("between", "months"), ("together", "sum"), ("difference", "difference"), ("share", "share"),
    ("ratio", "ratio"), ("timeline", "path"), ("growth", "path"), ("compare", "ratio"),
)  # fmt: skip
# a model by its number: GPT-5.4, v2; a quarter and a round are none
_MODEL = re.compile(r"(?<![A-Za-z0-9])(?!(?:FY|[QH])\d)[A-Za-z]+[- ]?\d[A-Za-z0-9.]*(?<!\.)")
# "how much did it fall from … to …": how much it changed, in whichever direction
_CHANGED = re.compile(
    r"\bhow (?:much|many|far)\b.*\b(?:rise|rose|fall|fell|drop|dropped|decline[ds]?|increase[ds]?|"
    r"decrease[ds]?|go up|went up|go down|went down|gain(?:ed)?|los[et])\b"
    r"|(?:增加|减少|下降|上升|掉|降低|提高)了?多少",
    re.IGNORECASE,
)
_TOTALS = {"total_raised", "raised_since_balance"}
_COMPOUND = re.compile(r"\bcompound|\bcagr\b|\ba month\b|\bmonthly\b|复合|每月|月均", re.IGNORECASE)
_EVE_DAYS = 45
_IMPLIED = {"implied_price", "peer_implied"}
_ROUND = "Series "


def paired(u: Understanding, ledger: Ledger, offered: Sequence[Metric]) -> Paired | None:
    """The computed figure; a metric that the record offers of the same two goes first."""
    if u.unknown or "why" in u.wants or u.per:
        return None
    if part := portioned(u, ledger):
        return Paired(metric=part[0], facts=part[1])
    if stake := worth(u, ledger):
        return stake
    if _IMPLIED.intersection((*u.concepts, *u.asides)):
        return None  # a price that follows from figures is a metric of its own
    operation = operation_of(u)
    if u.currency:
        return _put_together(u, ledger, (), operation) if operation == "difference" else None
    rest = _of_its_figure(u, ledger, offered)
    return rest or derived(u, ledger) or _put_together(u, ledger, offered, operation)


def _of_its_figure(u: Understanding, ledger: Ledger, offered: Sequence[Metric]) -> Paired | None:
    """What the record itself derives from the figure that the question names: "of the 4.5bn that
    the two raised, how much was X's?".
    """
    own = {d.id for d in ledger.derivations}
    parties = {*u.focus, *u.others} - {company_of(ledger)}
    if not (u.figures and parties and "figure" in u.wants) or "whether" in u.wants:
        return None
    for metric in (m for m in offered if m.id in own):
        facts = tuple(ledger.by_id[i.fact_id] for i in metric.inputs if i.fact_id in ledger.by_id)
        told = any(all(carries(f.statement, a) for a in u.figures) for f in facts)
        names = [ledger.entity_of[p].names for p in parties if p in ledger.entity_of]
        if told and all(any(n in metric.says + metric.name for n in each) for each in names):
            return Paired(metric=metric, facts=facts)
    return None


def _put_together(
    u: Understanding, ledger: Ledger, offered: Sequence[Metric], operation: Operation | None
) -> Paired | None:
    facts = _facts(u, ledger, operation) if operation else None
    if operation is None or facts is None:
        return None
    if operation == "path" or _moved(facts, operation, u):
        stops = _between(*facts, ledger)
        made = metrics.path(ledger, stops)
        return Paired(metric=made, facts=tuple(stops)) if made else None
    plain = "compare" in u.wants and "ratio" not in u.wants  # a growth rate will do, too
    made_so = [m for m in offered if _is_made(m, operation) or (plain and _is_made(m, "share"))]
    known = next((m for m in made_so if _rests_on(m, facts)), None)
    first, second = _ordered(u, operation, facts)
    made = known or metrics.pair(ledger, first, second, operation, unit=u.currency)
    if made is None and operation == "difference":  # of two currencies the larger number is no more
        made = metrics.pair(ledger, second, first, operation, unit=u.currency)
    return Paired(metric=made, facts=facts) if made else None


def operation_of(u: Understanding) -> Operation | None:
    if is_multiple(u):
        return "ratio"
    wanted = next((op for want, op in _WANTED if want in u.wants), None)
    if wanted is None and u.period and _CHANGED.search(u.standalone):
        return "path"
    if wanted == "ratio" and "ratio" not in u.wants and len({*u.focus, *u.others}) > 1:
        return None  # two parties are shown side by side
    return "path" if wanted == "share" and "growth" in u.wants else wanted  # 涨了百分之几


def _facts(u: Understanding, ledger: Ledger, operation: Operation) -> tuple[Fact, Fact] | None:
    alike = _variants(u, ledger, operation)
    if len(alike) == 2:
        first, second = (candidates(v, ledger) for v in alike)
        fitting = [p for p in product(first, second) if go_together(*p) and _all_said(p, u)]
        return min(fitting, key=lambda p: first.index(p[0]) + second.index(p[1]), default=None)
    if operation == "path":
        return _first_and_last(u, ledger)
    if operation not in ("ratio", "share", "difference"):
        return None
    two = of_two(u, ledger)
    return _first_and_last(u, ledger) if two is None and operation == "difference" else two


def _moved(facts: tuple[Fact, Fact], operation: Operation, u: Understanding) -> bool:
    """One quantity at two times, and how much it changed is asked: the stations tell it all."""
    a, b = facts
    alike = (a.entity, a.attribute, a.subject) == (b.entity, b.attribute, b.subject)
    return operation == "difference" and alike and a.as_of != b.as_of and len(u.periods) < 2


def _all_said(facts: Sequence[Fact], u: Understanding) -> bool:
    """Every model that the question names by its number is what one of the two is of."""
    return all(
        any(mentions_name(text_of(f), name) for f in facts) for name in _MODEL.findall(u.standalone)
    )


def _variants(u: Understanding, ledger: Ledger, operation: Operation) -> list[Understanding]:
    """The question asked of each of two rounds or models, figures, times or parties."""
    told = list(dict.fromkeys((*u.names, *u.beside)))
    named = [n for n in told if _is_subject(n, ledger)]
    if any(n.startswith(_ROUND) and n not in named for n in told):
        return []  # one of the rounds is not on record
    rounds = all(n.startswith(_ROUND) for n in named)
    assumed = ("funding",) if named and rounds else ("valuation",) if len(u.figures) == 2 else ()
    timed = operation == "months" and "round_interval" in u.concepts
    concepts = assumed if timed or not u.concepts else u.concepts
    parties = tuple(dict.fromkeys((*u.focus, *u.others)))
    if len(parties) == 2 and concepts[:1] == ("multiple",):
        held = lexicon().holds(u.standalone)  # "A的收入是B的几倍", "A的市值是B估值的几倍"
        priced = "valuation" in held and earned(u) not in held
        concepts = ("valuation",) if priced else (earned(u),)
    if rounds and len(named) == 2 and _TOTALS.intersection((*u.concepts, *u.asides)):
        concepts = ("funding",)  # "C轮和D轮一共融了多少"
    if not concepts or lexicon().concepts[concepts[0]].unit in ("text", "time"):
        return []
    one = replace(alone(u, concepts[0]), names=(), beside=())
    if len(named) == 2:
        return [replace(one, names=(n,), focus=(), others=(), period=None) for n in named]
    if len(u.figures) == 2 and operation in ("months", "ratio", "difference"):
        return [replace(one, figures=(f,), period=None) for f in u.figures]
    if len(u.periods) == 2:
        return [replace(one, names=u.names, period=p) for p in u.periods]
    if len(parties) == 2 and operation in ("ratio", "share", "difference", "sum"):
        return [replace(one, focus=(p,), others=()) for p in parties]
    return []


def _first_and_last(u: Understanding, ledger: Ledger) -> tuple[Fact, Fact] | None:
    """Of the quantity in the one stretch that the question names; where that holds one figure, of a
    stretch itself, that and the one before.
    """
    concept = next(
        (c for c in all_named(u) if lexicon().concepts[c].unit not in ("text", "time")), ""
    )
    if not concept or len({*u.focus, *u.others}) > 1:
        return None
    asked = alone(u, concept)
    held = candidates(asked, ledger)
    if (
        held
        and "growth" in u.wants
        and spans.months(held[0])
        and held[0].attribute not in spans.RATES
    ):
        return _with_the_one_before(held[0], asked, ledger)
    if not u.period:
        return None
    alike = sorted(
        (f for f in held if go_together(f, held[0]) or f == held[0]), key=lambda f: f.as_of or ""
    )
    if len(alike) > 1 and alike[0].as_of != alike[-1].as_of:
        return alike[0], alike[-1]
    return _from_the_eve(alike[0], asked, ledger) if alike else None


def _from_the_eve(last: Fact, asked: Understanding, ledger: Ledger) -> tuple[Fact, Fact] | None:
    """What was there when the stretch began: "grew in the first half" starts from December."""
    if asked.period is None or _COMPOUND.search(asked.standalone):
        return None  # a rate a month is a metric of its own
    began = date.fromisoformat(asked.period[0])
    for first in candidates(replace(asked, period=None), ledger, ever=True):
        days = (began - date.fromisoformat(last_day(first.as_of or ""))).days
        of_a_day = last.attribute in spans.RATES or not spans.months(last)
        if go_together(first, last) and 0 < days <= _EVE_DAYS and of_a_day:
            return first, last
    return None


def _with_the_one_before(
    last: Fact, asked: Understanding, ledger: Ledger
) -> tuple[Fact, Fact] | None:
    """A year's figure and that of the year before; none where the growth itself is on record."""
    day, length = date.fromisoformat(last_day(last.as_of or "")), spans.months(last) or 0
    stated = ledger.of(last.entity, f"{last.attribute}_growth")
    if any(last_day(f.as_of or "") == last_day(last.as_of or "") for f in stated):
        return None
    for first in candidates(replace(asked, period=None), ledger, ever=True):
        then = date.fromisoformat(last_day(first.as_of or ""))
        apart = (day.year - then.year) * 12 + day.month - then.month
        if go_together(first, last) and spans.months(first) == length == apart:
            return first, last
    return None


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
    if a.attribute != b.attribute and {a.attribute, b.attribute} not in ALIKE:
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
