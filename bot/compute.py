"""Which metrics a question needs → computed figures.

In: the understanding, the ledger and the facts that fit. Out: metrics, most fitting first. Formulas
are knowledge's; this only chooses. A question about another company gets none of this company's.
"""

from collections.abc import Sequence

from bot.computing.quantities import alone, candidates
from bot.matching import timing
from bot.matching.fit import Ranked
from bot.question import times
from bot.understand import Understanding, mentions_name
from knowledge import Fact, Ledger, Metric, first_day, last_day, lexicon, metrics

MOST = 2
_NAMED = 3.0  # of a metric that is asked for itself
_RATES = ("percent", "multiple")  # of nobody's part
_FITS = 0.5  # of `_worth`: the metric's and the question's leading attributes meet


def compute(
    u: Understanding, ledger: Ledger, offered: Sequence[Metric], ranked: Sequence[Ranked]
) -> tuple[Metric, ...]:
    """At most two metrics; where a conversion or a share was asked for, that alone."""
    if u.per:
        return _each(u, ledger, ranked)
    converted = _conversion(u, ledger, ranked)
    if converted or not u.concepts:
        return converted
    named = {m.id for m in offered if _is_named(m, u, ledger)}
    if not _about_subject(u, ledger):
        held = [m for m in offered if m.id in named and _is_of_holder(m, u, ledger)]
        offered = held or [m for m in offered if _is_only_computed(m, u, ledger)]
    worth = {m.id: _NAMED if m.id in named else _fits(m, u) for m in offered}
    fitting = [m for m in offered if worth[m.id] >= _FITS and _asked(m, u, ledger)]
    fitting = [m for m in fitting if u.currency in (None, m.unit)]
    fitting = [m for m in fitting if m.id in named or _is_of_time(m, u, ledger)]
    fitting.sort(key=lambda m: worth[m.id], reverse=True)
    return tuple(fitting[:MOST])


def _fits(metric: Metric, u: Understanding) -> float:
    """Its worth for what is mainly asked, and more where it joins that to what else is named."""
    concepts = [lexicon().concepts[c].attributes for c in (*u.concepts, *u.asides)]
    main = _worth(metric, concepts[0])
    also = [w for attributes in concepts[1:] if (w := _worth(metric, attributes)) >= _FITS]
    return main + 0.5 * len(also) if main or len(also) > 1 else 0.0


def _is_named(metric: Metric, u: Understanding, ledger: Ledger) -> bool:
    """The question asks for the metric itself, which no fact states, or for the price that the
    stake of the holder it names implies.
    """
    asked = (*u.concepts, *u.asides)
    itself = [c for c in asked if c in lexicon().concepts[c].attributes[:1]]
    if metric.id in {c.replace("_", "-") for c in itself}:
        return True
    implied = "implied_price" in asked and "implied_price" in metric.attributes[:1]
    return implied and _is_of_holder(metric, u, ledger)


def _is_only_computed(metric: Metric, u: Understanding, ledger: Ledger) -> bool:
    """It is of the parties named, and of what no fact tells: a price at a peer's multiple."""
    told = lexicon().concepts[u.concepts[0]].attributes
    entities = {ledger.by_id[i.fact_id].entity for i in metric.inputs if i.fact_id in ledger.by_id}
    recorded = any(f.attribute in told for f in ledger.facts)
    return metric.attributes[:1] == told[:1] and not recorded and entities.issuperset(u.focus)


def _is_of_time(metric: Metric, u: Understanding, ledger: Ledger) -> bool:
    if u.period is None:
        return True
    if lexicon().concepts[u.concepts[0]].unit == "time":  # how long a balance lasts is of its day
        return metric.as_of is not None and times.falls_in(metric.as_of, u.period)
    return _of_period(metric, u.period, ledger)


def _of_period(metric: Metric, period: tuple[str, str], ledger: Ledger) -> bool:
    """It is of a day in the period, or rests on a figure that is."""
    facts = [ledger.by_id[i.fact_id] for i in metric.inputs if i.fact_id in ledger.by_id]
    if facts:
        return any(timing.in_period(f, period) for f in facts)
    day = metric.as_of
    return day is not None and period[0] <= last_day(day) and first_day(day) <= period[1]


def _conversion(u: Understanding, ledger: Ledger, ranked: Sequence[Ranked]) -> tuple[Metric, ...]:
    if u.currency is None:
        return ()
    standing = [r.fact for r in ranked if r.strength == "strong"]
    for fact in (*_as_defined(u, ledger), *(f for f in standing if not _is_replaced(f, ledger))):
        if made := metrics.convert(ledger, fact, u.currency):
            return (made,)
    return ()


def _is_replaced(fact: Fact, ledger: Ledger) -> bool:
    return ledger.standing(fact) != "current"


def _as_defined(u: Understanding, ledger: Ledger) -> list[Fact]:
    """The figures of the first quantity that is asked for: revenue before its run rate."""
    named = [c for c in u.concepts if lexicon().concepts[c].unit in ("money", "count")]
    return candidates(alone(u, named[0]), ledger) if named else []


def _each(u: Understanding, ledger: Ledger, ranked: Sequence[Ranked]) -> tuple[Metric, ...]:
    """What was asked "per employee", of the best current figure that can be divided so."""
    attributes = lexicon().counts[u.per or ""]
    fitting = [r.fact for r in ranked if r.strength == "strong"]
    standing = [f for f in fitting if not _is_replaced(f, ledger)]
    for fact in (*_as_defined(u, ledger), *standing):
        priced = fact.unit in _RATES or "/" in (fact.unit or "")
        some = fact.unit == "people"  # of whom there are so many, and not for each of them
        made = None if priced or some else metrics.per(ledger, fact, attributes)
        if made and fact.attribute not in attributes:
            return (made,)
    return ()


def _about_subject(u: Understanding, ledger: Ledger) -> bool:
    return ledger.subject is not None and (not u.focus or ledger.subject.id in u.focus)


def _is_of_holder(metric: Metric, u: Understanding, ledger: Ledger) -> bool:
    """Its inputs are of the one party asked about: what it paid, for how much of the company."""
    facts = [ledger.by_id[i.fact_id] for i in metric.inputs if i.fact_id in ledger.by_id]
    named = [ledger.entity_of[e].names for e in u.focus if e in ledger.entity_of]
    return bool(named and facts) and all(
        any(mentions_name(f.subject or "", n) for n in names) for names in named for f in facts
    )


def _worth(metric: Metric, attributes: Sequence[str]) -> float:
    """More for a metric made for the question's first attribute; 0 for none of them."""
    shared = [
        1 / (1 + i) / (1 + attributes.index(a))
        for i, a in enumerate(metric.attributes)
        if a in attributes and a != "statement"  # of that kind is anything
    ]
    return max(shared, default=0.0)


def _asked(metric: Metric, u: Understanding, ledger: Ledger) -> bool:
    """A history is shown when a history is asked for, others' figures when others are."""
    if metric.id == "step-ups":
        return "timeline" in u.wants
    inputs = [ledger.by_id[i.fact_id] for i in metric.inputs if i.fact_id in ledger.by_id]
    if (
        lexicon().concepts[u.concepts[0]].own
        and not u.others
        and len({f.entity for f in inputs}) > 1
    ):
        return False
    texts = [f"{f.subject}\n{f.statement}\n{f.statement_zh}" for f in inputs]
    return all(any(mentions_name(text, name) for text in texts) for name in u.names)
