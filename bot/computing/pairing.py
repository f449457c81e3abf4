"""Which two recorded figures a question puts together, and how → the computed figure.

In: the understanding and the ledger. Out: the metric with the facts it rests on, or None where the
question asks for no such thing or the record lacks one of the two. Each figure is found as if it
were asked for alone: its party, quantity, round or model, and time. Formulas are knowledge's.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

from bot.computing.by_words import by_words
from bot.computing.derived import Paired as Paired
from bot.computing.derived import bought, derived, sought, worth
from bot.computing.flows import of_stretch
from bot.computing.operations import Operation, is_by_percent, is_change, is_now_and_then, is_part
from bot.computing.operations import operation_of as operation_of
from bot.computing.portions import portioned
from bot.computing.quantities import ALIKE, alone, candidates, go_together
from bot.computing.raised import raised
from bot.computing.remainders import remaining
from bot.computing.several import several
from bot.computing.shared_out import shared_out
from bot.computing.stations import between, first_and_last
from bot.computing.sums import asked_for, summed
from bot.computing.thresholds import short_of
from bot.computing.two_quantities import earned, of_two
from bot.matching.wording import text_of
from bot.matching.worth import carries, company_of
from bot.readings import Understand
from bot.understand import Understanding, mentions_name
from knowledge import Fact, Ledger, Metric, first_day, lexicon, metrics

# a model by its number: GPT-5.4, v2; a quarter, a round and "revenue 2025" are none
_MODEL = re.compile(
    r"(?<![A-Za-z0-9])(?!(?:FY|[QH])\d)(?:[A-Za-z]+-?|[A-Z][A-Za-z]* )(?!(?:19|20)\d\d(?!\d))"
    r"\d[A-Za-z0-9.]*(?<!\.)"
)
_TOTALS = {"total_raised", "raised_since_balance"}
_IMPLIED = {"implied_price", "peer_implied"}
_ROUND = "Series "


def paired(
    u: Understanding, ledger: Ledger, offered: Sequence[Metric], understood: Understand
) -> Paired | None:
    """The computed figure: of what the question names in the record's own words; else of the
    quantities that any company has, where a metric that the record offers of the same two goes
    first; else of words that the question has in any order.
    """
    if counted := several(u, ledger):
        return counted
    ways = (raised, remaining, shared_out, of_stretch, short_of, bought)
    if own := next((made for way in ways if (made := way(u, ledger))), None):
        return replace(own, whole=True)
    told = summed(u, ledger, understood)
    if told and told.sure:
        return told
    usual = _of_usual(u, ledger, offered)
    if (
        usual
        and usual.metric.id.startswith(("sum-of", "total-of"))
        and len(usual.facts) < asked_for(u)
    ):
        return None  # a total without one of them is another total
    if usual and told and {f.id for f in usual.facts} == {f.id for f in told.facts}:
        return replace(usual, whole=True)
    return usual or told or _by_words(u, ledger)


def _by_words(u: Understanding, ledger: Ledger) -> Paired | None:
    if u.per or u.currency or "why" in u.wants or _IMPLIED.intersection((*u.concepts, *u.asides)):
        return None
    return by_words(u, ledger, operation_of(u))


def _of_usual(u: Understanding, ledger: Ledger, offered: Sequence[Metric]) -> Paired | None:
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
        moves = operation in ("difference", "path")
        return _put_together(u, ledger, (), operation) if moves else None
    own = _of_its_figure(u, ledger, offered) or _of_its_parties(u, ledger, offered)
    return own or derived(u, ledger) or _put_together(u, ledger, offered, operation)


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


def _of_its_parties(u: Understanding, ledger: Ledger, offered: Sequence[Metric]) -> Paired | None:
    """What the record itself derives of one quantity of just the parties that are named: "X's cash
    against that of Y and Z together".
    """
    own = {d.id for d in ledger.derivations}
    parties = {*u.focus, *u.others, company_of(ledger)}
    if len(parties) < 3 or not {"ratio", "together", "share"}.intersection(u.wants):
        return None
    kinds = {a for c in u.concepts for a in lexicon().concepts[c].attributes}
    for metric in (m for m in offered if m.id in own):
        facts = tuple(ledger.by_id[i.fact_id] for i in metric.inputs if i.fact_id in ledger.by_id)
        if {f.entity for f in facts} == parties and kinds.issuperset(f.attribute for f in facts):
            return Paired(metric=metric, facts=facts)
    return None


def _put_together(
    u: Understanding, ledger: Ledger, offered: Sequence[Metric], operation: Operation | None
) -> Paired | None:
    facts = _facts(u, ledger, operation) if operation else None
    if operation is None or facts is None:
        return None
    moved = is_change(facts, operation, u)
    by_percent = operation == "share" and is_by_percent(facts, u) and not moved
    if operation == "path" or by_percent or moved:
        stops = [facts[1], facts[0]] if by_percent else between(*facts, ledger)
        made = metrics.path(ledger, stops, unit=u.currency)
        return Paired(metric=made, facts=tuple(stops)) if made else None
    if operation == "share" and facts[0].unit == facts[1].unit == "percent":
        return None  # of the users here and of those there: no share of one another
    # a growth rate will do, too
    plain = operation == "ratio" and "compare" in u.wants and "ratio" not in u.wants
    made_so = [m for m in offered if _is_made(m, operation) or (plain and _is_made(m, "share"))]
    known = next((m for m in made_so if _rests_on(m, facts)), None)
    first, second = _ordered(u, operation, facts)
    made = known or metrics.pair(ledger, first, second, operation, unit=u.currency)
    if made is None and operation == "difference":  # of two currencies the larger number is no more
        made = metrics.pair(ledger, second, first, operation, unit=u.currency)
    return Paired(metric=made, facts=facts) if made else None


def _facts(u: Understanding, ledger: Ledger, operation: Operation) -> tuple[Fact, Fact] | None:
    priced = {"valuation", "multiple"}.intersection((*u.concepts, *u.asides))
    if priced and (wanted := sought(u, ledger)):
        return _beside_sought(wanted[0], u, ledger)
    if operation == "months" and u.concepts[:1] == ("release",):
        return _released(u, ledger)
    alike = _variants(u, ledger, operation)
    if len(alike) == 2:
        first, second = (candidates(v, ledger) for v in alike)
        fitting = [p for p in product(first, second) if go_together(*p) and _all_said(p, u)]
        return min(fitting, key=lambda p: first.index(p[0]) + second.index(p[1]), default=None)
    if operation == "path":
        return first_and_last(u, ledger)
    if operation not in ("ratio", "share", "difference"):
        return None
    two = of_two(u, ledger)
    return first_and_last(u, ledger) if two is None and operation == "difference" else two


def _released(u: Understanding, ledger: Ledger) -> tuple[Fact, Fact] | None:
    """The releases of the two that are named, each by the plainest name that has it: of "K2", not
    of "K2 Thinking".
    """
    released = [f for f in ledger.facts if f.attribute == "release" and f.as_of and f.subject]
    standing = [f for f in released if ledger.standing(f) != "wrong"]
    told = dict.fromkeys((*u.names, *u.beside))
    held = [[f for f in standing if mentions_name(f.subject or "", n)] for n in told]
    if len(held) != 2 or not all(held):
        return None
    first, second = (min(h, key=lambda f: (len(f.subject or ""), ledger.rank(f))) for h in held)
    return (first, second) if first.subject != second.subject else None


def _all_said(facts: Sequence[Fact], u: Understanding) -> bool:
    """Every model that the question names by its number is what one of the two is of."""
    return all(
        any(mentions_name(text_of(f), name) for f in facts) for name in _MODEL.findall(u.standalone)
    )


def _beside_sought(target: Fact, u: Understanding, ledger: Ledger) -> tuple[Fact, Fact] | None:
    """A price that is only sought against that of the round named, or over what is earned."""
    named = dict.fromkeys((*u.names, *u.beside))
    rounds = [n for n in named if n.startswith(_ROUND) and n != target.subject]
    if len(rounds) == 1:
        other = replace(alone(u, "valuation"), names=(rounds[0],), period=None)
    elif not rounds and {"multiple", "arr", "revenue"}.intersection((*u.concepts, *u.asides)):
        other = alone(u, earned(u))
    else:
        return None
    found = [f for f in candidates(other, ledger) if f.id != target.id]
    return (target, found[0]) if found else None


def _variants(u: Understanding, ledger: Ledger, operation: Operation) -> list[Understanding]:
    """The question asked of each of two rounds or models, figures, times or parties."""
    told = list(dict.fromkeys((*u.names, *u.beside)))
    named = [n for n in told if _is_subject(n, ledger)]
    if any(n.startswith(_ROUND) and n not in named for n in told):
        return []  # one of the rounds is not on record
    rounds = all(n.startswith(_ROUND) for n in named)
    assumed = ("funding",) if named and rounds else ("valuation",) if len(u.figures) == 2 else ()
    timed = operation == "months" and "round_interval" in u.concepts
    if timed and "valuation" in (*u.concepts, *u.asides):
        assumed = ("valuation",)  # A轮到D轮估值隔了多少个月
    concepts = assumed if timed or not u.concepts else u.concepts
    parties = tuple(dict.fromkeys((*u.focus, *u.others)))
    if 2 in (len(parties), len(named)) and concepts[:1] == ("multiple",):
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
    if times := _two_times(u):
        return [replace(one, names=u.names, period=p) for p in times]
    if len(parties) == 2 and operation in ("ratio", "share", "difference", "sum"):
        return [replace(one, focus=(p,), others=()) for p in parties]
    return []


def _two_times(u: Understanding) -> tuple[tuple[str, str] | None, ...]:
    if len(u.periods) == 2:
        return u.periods
    return (u.period, None) if is_now_and_then(u) else ()


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
    if operation == "share" and a.entity != b.entity and is_part(u):
        return (a, b) if _size(a) < _size(b) else (b, a)
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
    """Something is recorded of it; of a round, of the company's own: no rival's Series E."""
    own = company_of(ledger) if name.startswith(_ROUND) else None
    held = (ids for subject, ids in ledger.by_subject.items() if name in subject)
    return any(own in (None, ledger.by_id[i].entity) for ids in held for i in ids)
