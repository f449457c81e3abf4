"""Of the facts that fit a question, those that it prefers come first, whatever each is worth alone.

In: ranked facts, what was asked. Out: the same facts with other scores and strengths. Knows no
fact's own worth: that is `fit`'s and `worth`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.matching import kinds, timing, worth
from bot.understand import Understanding
from knowledge import Fact, lexicon, spans, stated

_OWN = 0.6  # what the question's own word for what is asked counts
_NO_FIGURE = 2.0  # less for a statement without one, where one is asked for
_STRETCH_MONTHS = 3
_NOT_OF_STRETCH = 2.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """`strength` strong: the fact's attribute is what was asked, or it says most of what the
    question says; weak: it only speaks of it. `share` is how much of the question it says.
    """

    fact: Fact
    score: float
    strength: Literal["strong", "weak"]
    share: float = 0.0


def preferred(fitted: Sequence[Ranked], u: Understanding) -> list[Ranked]:
    found = _of_own_word(fitted, u)
    return _with_figure(_but_figures(found, u), u) if kinds.wants_text(u) else found


def of_stretch(scored: Sequence[Ranked], u: Understanding) -> list[Ranked]:
    """Where a figure is of the whole stretch that is asked for, a rate at a day of it and a part of
    it go behind: a year's revenue before the run rate.
    """
    length = spans.between(*u.period) if u.period else None
    strong = [r.fact for r in scored if r.strength == "strong" and r.fact.range]
    if not length or length < _STRETCH_MONTHS or not any(timing.fills(f, length) for f in strong):
        return list(scored)
    return [
        r if timing.fills(r.fact, length) or spans.months(r.fact) is None
        else replace(r, score=r.score - _NOT_OF_STRETCH)
        for r in scored
    ]  # fmt: skip


def _of_own_word(fitted: Sequence[Ranked], u: Understanding) -> list[Ranked]:
    """Of a concept that is many things, those that the question names come first; why a recall was
    made is not answered by an injury, though both are incidents.
    """
    if not u.concepts or lexicon().concepts[u.concepts[0]].attributes:
        return list(fitted)
    own = {r.fact.id for r in fitted if r.strength == "strong" and worth.says_own_word(r.fact, u)}
    if "why" in u.wants and own:
        return [r if r.fact.id in own else replace(r, strength="weak") for r in fitted]
    return [replace(r, score=r.score + _OWN * (r.fact.id in own)) for r in fitted]


def _but_figures(fitted: Sequence[Ranked], u: Understanding) -> list[Ranked]:
    """Who joined a round that is named by its size is told by those who did, not by the size."""
    told = lexicon().concepts[u.concepts[0]].attributes
    if not any(r.strength == "strong" and r.fact.attribute in told for r in fitted):
        return list(fitted)
    return [
        replace(r, strength="weak")
        if u.figures and r.fact.attribute not in told and worth.is_figure_of_another(r.fact)
        else r
        for r in fitted
    ]  # fmt: skip


def _with_figure(fitted: Sequence[Ranked], u: Understanding) -> list[Ranked]:
    """How much is claimed is told by the claim that has a sum before its denial."""
    bare = {r.fact.id for r in fitted if not stated(r.fact.statement)}
    if "figure" not in u.wants:
        return list(fitted)
    return [replace(r, score=r.score - _NO_FIGURE * (r.fact.id in bare)) for r in fitted]
