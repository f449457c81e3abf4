"""Somebody is named and nothing is asked of them: "tell me about Acme" → their main figures.

In: an understanding and the ledger. Out: the understanding that asks for what an investor looks at
first, as far as it is on record for them; any other as it is. Knows no wording.
"""

from dataclasses import replace

from bot.quantities import alone, candidates
from bot.understand import Understanding
from knowledge import Ledger

_FIRST = ("valuation", "arr", "revenue", "cash", "burn", "headcount")
_MOST = 5


def profiled(u: Understanding, ledger: Ledger) -> Understanding:
    """Asks for at most five figures, where two are on record."""
    if not _is_bare(u):
        return u
    held = [c for c in _FIRST if candidates(alone(u, c), ledger)][:_MOST]
    return replace(u, concepts=(held[0],), also=tuple(held[1:])) if len(held) > 1 else u


def _is_bare(u: Understanding) -> bool:
    """One party and no word more."""
    said = (u.concepts, u.others, u.names, u.unknown, u.terms, u.figures, u.period, u.per, u.since)
    asks = set(u.wants) - {"list"}  # "who is Acme?"
    return len(u.focus) == 1 and not (any(said) or asks or u.currency)
