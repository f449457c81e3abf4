"""Of facts that all fit, those that say different things.

In: ranked facts. Out: a few of them, best first. Knows no wording and no question.
"""

from collections.abc import Sequence

from bot.matching.fit import Ranked
from knowledge import Fact


def varied(strong: Sequence[Ranked]) -> list[Ranked]:
    """Best first, but each further fact on an attribute, subject or source already heard counts
    less.
    """
    left = list(strong[:40])
    chosen: list[Ranked] = []
    while left and len(chosen) < 8:
        best = max(left, key=lambda r: _weight(r) - _heard(r.fact, [c.fact for c in chosen]))
        chosen.append(best)
        left.remove(best)
    return chosen


def _weight(ranked: Ranked) -> float:
    """A filing weighs more than a report, and a billion more than a million."""
    fact, weight = ranked.fact, ranked.score
    weight += 0.6 * (fact.certainty == "filing")
    if fact.range and fact.unit in ("USD", "CNY", "HKD", "EUR", "GBP", "JPY"):
        weight += 0.2 * (min(11, max(7, fact.range[1].adjusted())) - 7)
    return weight


def _heard(fact: Fact, said: Sequence[Fact]) -> float:
    return sum(
        0.8 * (fact.attribute == other.attribute)
        + 0.8 * (fact.subject is not None and fact.subject == other.subject)
        + 0.4 * (fact.entity == other.entity)
        + 0.3 * (fact.source == other.source)
        for other in said
    )
