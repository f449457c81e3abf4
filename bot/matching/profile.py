"""Somebody is named and nothing is asked of them: "tell me about Acme" → their main figures.

In: an understanding and the ledger. Out: the understanding that asks for what an investor looks at
first, as far as it is on record for them; any other as it is.
"""

import re
from dataclasses import replace

from bot.computing.quantities import alone, candidates
from bot.understand import Understanding
from knowledge import Ledger

_FIRST = ("valuation", "arr", "revenue", "cash", "burn", "headcount")
_MOST = 5
# without one of these a bare name goes on about what was asked before: "and Acme?"
_ANEW = re.compile(
    r"\btell me (?:more )?about\b|\bwho (?:is|are)\b|\bwhat does\b.+\bdo\b|\b(?:introduc|profil)\w+"
    r"|介绍|是做什么|做什么的|是谁|是什么公司|简介|概况",
    re.IGNORECASE,
)


def profiled(u: Understanding, ledger: Ledger) -> Understanding:
    """Asks for at most five figures, where two are on record."""
    if not _is_bare(u):
        return u
    held = [c for c in _FIRST if candidates(alone(u, c), ledger)][:_MOST]
    return replace(u, concepts=(held[0],), also=tuple(held[1:])) if len(held) > 1 else u


def introduces(u: Understanding) -> bool:
    """It asks who somebody is, whatever the turn before was about."""
    return _is_bare(u) and bool(_ANEW.search(u.question))


def _is_bare(u: Understanding) -> bool:
    """One party and no word more."""
    said = (u.concepts, u.others, u.names, u.unknown, u.terms, u.figures, u.period, u.per, u.since)
    asks = set(u.wants) - {"list"}  # "who is Acme?"
    return len(u.focus) == 1 and not (any(said) or asks or u.currency)
