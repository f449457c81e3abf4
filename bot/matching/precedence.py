"""Whether the record speaks of just what is asked, or leaves it to documents that were brought.

    revenue of 2026: a run rate of June and the revenue of half a year do not speak of it

In: the question as understood and the facts that fit it. Out: yes or no. Knows no document.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.matching.fit import Ranked
from bot.matching.kinds import carries_kind
from bot.matching.wording import text_of
from bot.papers import timed
from bot.papers.said import said, share
from bot.papers.units import Unit
from bot.understand import Understanding
from knowledge import Fact, Period, dated, finance, lexicon, tells_why

_SAYS = 0.62  # of what the question says: a fact that says so much of it answers by its words


def speaks(u: Understanding, facts: Iterable[Ranked], things: Sequence[Unit]) -> bool:
    """One of the facts is of the measure, the time and the things (`Answered.things`) asked for."""
    strong = [r for r in facts if r.strength == "strong"]
    return any(_answers(r, u) and _says(r.fact, things) for r in strong)


def _says(fact: Fact, things: Iterable[Unit]) -> bool:
    text = said(text_of(fact))
    return all(share(thing, text) for thing in things)


def _answers(ranked: Ranked, u: Understanding) -> bool:
    fact = ranked.fact
    if "why" in u.wants and not tells_why(fact):
        return False
    if "count" in u.wants and not carries_kind(fact.statement, u):
        return False  # a suit over a patent does not say how many there are
    return _is_of_it(ranked, u) and _is_of_time(fact, u)


def _is_of_it(ranked: Ranked, u: Understanding) -> bool:
    """Its attribute is the one that is asked for; of a year or a day no kin of it will do."""
    fact = ranked.fact
    concept = lexicon().concepts[u.concepts[0]] if u.concepts else None
    if concept is None or concept.unit == "text" or not concept.attributes:
        return ranked.share >= _SAYS and _has_lines(fact, u)
    exact = (concept.id, *(concept.attributes[:1] if u.period else concept.attributes))
    return fact.attribute in exact


def _has_lines(fact: Fact, u: Understanding) -> bool:
    """A line of statements or a ratio that is asked for is spoken of: "current ratio"."""
    known = finance.vocabulary()
    ways = [*(i.asked for i in known.items.values()), *(m.asked for m in known.measures)]
    asked = [way for way in ways if way.search(u.standalone)]
    text = text_of(fact)
    return not asked or any(pattern.search(text) for pattern in asked)


def _is_of_time(fact: Fact, u: Understanding) -> bool:
    if u.period is None:
        return True
    start, end = map(date.fromisoformat, u.period)
    asked = Period(start, end, 0, 0, "")
    told = dated(fact.subject or "") or dated(fact.as_of or "")
    return any(timed.fits(asked, each) for each in told)
