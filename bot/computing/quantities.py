"""A quantity that a question asks for beside another → the recorded figures of it, best first.

In: the understanding of the quantity as if it were asked for alone, the ledger. Out: facts of one
definition: where a party's revenue is recorded, its run rate is none. Puts nothing together.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot import phrases
from bot.matching.fit import rank
from bot.matching.worth import carries
from bot.question import times
from bot.understand import Understanding
from knowledge import Fact, Ledger, first_day, last_day, lexicon, named_in, spans, worded

ALIKE = (
    {"valuation", "valuation_post"}, {"valuation", "market_cap"}, {"valuation_post", "market_cap"},
)  # fmt: skip  # attributes that may stand beside each other
_DEPTH = 6  # candidates looked at for either figure
_NEAR_DAYS = 183  # of a figure that is set against another of an earlier day


def alone(u: Understanding, concept: str) -> Understanding:
    """The question as if it asked for the one quantity only."""
    return replace(u, concepts=(concept,), asides=(), terms=(), tight=(), wants=(), figures=())


def candidates(u: Understanding, ledger: Ledger, *, ever: bool = False) -> list[Fact]:
    """The figure as asked for, best first; `ever`, also what was replaced since."""
    concept = u.concepts[0]
    unnamed = not lexicon().concepts[concept].attributes  # then the fact's own name has to say it
    ranked = [
        r.fact
        for r in rank(u, ledger)
        if r.fact.as_of and (r.strength == "strong" or (unnamed and _is_called(r.fact, concept)))
    ]
    figures = [f for f in ranked if f.range and f.range[0] > 0 and ledger.standing(f) != "wrong"]
    if not (ever or u.names or u.period or u.figures):
        figures = [f for f in figures if ledger.standing(f) == "current"]
    fitting = [f for f in figures if _is_asked(f, u, ledger) and _is_of_time(f, u)]
    whole = [f for f in fitting if _fills(f, u)]
    held = [f for f in whole or fitting if not u.focus or f.entity in u.focus]
    return sorted(held, key=lambda f: _lesser(f, u))[:_DEPTH]


def newest_by(held: Sequence[Fact], other: Fact) -> Fact | None:
    """The newest that was so on the day of the other, else the next one soon after; of as long a
    stretch as the other, where that is of one.
    """
    length = spans.months(other)
    alike = [f for f in held if length is not None and spans.months(f) == length]
    day = first_day(other.as_of or "")
    before = [f for f in alike or held if first_day(f.as_of or "") <= last_day(other.as_of or "")]
    if before:
        return max(before, key=lambda f: f.as_of or "")
    after = min(held, key=lambda f: f.as_of or "", default=None)
    if after is None:
        return None
    days = date.fromisoformat(first_day(after.as_of or "")) - date.fromisoformat(day)
    return after if days.days <= _NEAR_DAYS else None


def go_together(a: Fact, b: Fact) -> bool:
    """Of one definition and length, in one unit: a margin is none of a length, and money of two
    parties may be of two currencies.
    """
    money = all(len(f.unit or "") == 3 and (f.unit or "").isupper() for f in (a, b))
    if a.id == b.id or not (a.unit == b.unit or (money and a.entity != b.entity)):
        return False
    lengths = set() if a.unit == "percent" else {spans.months(f) for f in (a, b)} - {None}
    return len(lengths) < 2 and (a.attribute == b.attribute or {a.attribute, b.attribute} in ALIKE)


def recorded(concept: str, ledger: Ledger) -> bool:
    """Some figure of it is on record, under an attribute of its own or by its name."""
    known = lexicon().concepts[concept]
    kinds = (*known.attributes, concept)
    return any(f.range and (f.attribute in kinds or _is_called(f, concept)) for f in ledger.facts)


def _is_asked(fact: Fact, u: Understanding, ledger: Ledger) -> bool:
    """Of the quantity itself and as it is defined first, or the side of it that is named: neither
    sought nor its growth.
    """
    concept = lexicon().concepts[u.concepts[0]]
    if not concept.attributes:
        return fact.attribute == concept.id or _is_called(fact, concept.id)
    first = concept.attributes[0]
    sought = fact.attribute.endswith(("_target", "_growth")) and first != fact.attribute
    side = next((a for a in concept.attributes if _is_side(a, concept.attributes, u)), "")
    if fact.attribute == "statement" and not any(
        ledger.of(fact.entity, a) for a in concept.attributes
    ):
        return _is_called(fact, concept.id)  # "Langur-3, purchase price"
    if fact.attribute not in concept.attributes or sought or side not in ("", fact.attribute):
        return False
    dated = u.period is not None and fact.attribute == first  # a round of July, no total
    defined = _defined(fact.entity, concept.attributes, ledger)
    alike = fact.attribute == defined or {fact.attribute, defined} in ALIKE
    return alike or dated or bool(u.names)


def _defined(entity: str, attributes: Sequence[str], ledger: Ledger) -> str | None:
    """The first attribute that is recorded of the party as a whole, else of a part."""
    held = {a: [f for f in ledger.of(entity, a) if f.range] for a in attributes}
    whole = (a for a in attributes if any(map(spans.is_of_whole, held[a])))
    return next(whole, None) or next((a for a in attributes if held[a]), None)


def _is_side(attribute: str, attributes: Sequence[str], u: Understanding) -> bool:
    """The question names this one of several sides of a thing, and no other: "on output", 输出."""
    known = lexicon().attributes
    labels = {a: known[a] for a in attributes if a in known and " of " not in known[a]["en"]}
    if attribute not in labels:
        return False
    head = labels[attribute]["en"].split()[-1].lower()
    rest = [r for a, r in labels.items() if a != attribute and r["en"].lower().endswith(head)]
    own = worded(labels[attribute]["en"]).difference(*(worded(r["en"]) for r in rest))
    short = labels[attribute]["zh"][:2]
    told = short in u.standalone and not any(short in r["zh"] for r in rest)
    return bool(rest) and (told or bool(own & worded(u.standalone)))


def _is_called(fact: Fact, concept: str) -> bool:
    """A figure that is recorded under the concept's name: "order book"."""
    return bool(fact.subject) and concept in named_in(fact.subject or "")


def _is_of_time(fact: Fact, u: Understanding) -> bool:
    """Its own figure and day, not one that its statement only mentions."""
    own = f"{phrases.figure(fact, 'en')}"
    stated = not u.figures or all(carries(own, figure) for figure in u.figures)
    return stated and (u.period is None or times.falls_in(fact.as_of or "", u.period))


def _lesser(fact: Fact, u: Understanding) -> tuple[bool, bool]:
    """A part goes after the whole; of no time in particular, half a year after a year."""
    part = not u.names and not spans.is_of_whole(fact)
    return part, not u.period and spans.months(fact) not in (None, 12)


def _fills(fact: Fact, u: Understanding) -> bool:
    """Of the whole stretch that is asked for: half a year's revenue is none of a year."""
    length = spans.months(fact)
    return u.period is None or length is None or length == spans.between(*u.period)
