"""A sum typed without its scale → with the one that the record tells it in: "500 pre", "90 or 60 in
the C" are 500, 90 and 60 million.

In: an English question and the ledger. Out: the question with the scale written out, where it asks
of a round or a price, and just one scale makes the number one of the company's recorded sums.
"""

import re
from decimal import Decimal

from bot.question import rounds
from knowledge import Ledger, is_cjk, stated

_BARE = re.compile(
    r"(?<![\w.,$€£¥'’%/])(?<![A-Za-z] [A-Z]-)(?P<n>[1-9]\d{1,2}(?:\.\d)?)"
    r"(?:(?P<to> ?[-–] ?)(?P<end>[1-9]\d{1,2}(?:\.\d)?))?(?![\w%'’–-]|[.,]\d)"
    r"(?! ?(?:million|billion|thousand|bn|mn|[mk]\b|%|percent|x\b|years?|yrs?|months?|days?|weeks?"
    r"|people|staff|employees|customers|seats|times|hours|[A-Z]))(?! [a-z]+s\b)"
)
_OF_PRICE = re.compile(r"\b(?:pre|post|valuations?|valued|worth|raised?|cap)\b", re.IGNORECASE)
_SCALES = {"million": Decimal(10**6), "billion": Decimal(10**9)}


def written_out(question: str, ledger: Ledger) -> str:
    if is_cjk(question) or not (rounds.find(question) or _OF_PRICE.search(question)):
        return question
    held = _sums(ledger)

    def scaled(match: re.Match[str]) -> str:
        ends = [Decimal(n) for n in (match["n"], match["end"]) if n]
        told = [s for s, by in _SCALES.items() if held.issuperset(n * by for n in ends)]
        return f"{match.group()} {told[0]}" if len(told) == 1 else match.group()

    return _BARE.sub(scaled, question)


def _sums(ledger: Ledger) -> frozenset[Decimal]:
    """What the company's statements tell in some money."""
    company = ledger.subject.id if ledger.subject else ""
    told = [a for f in ledger.facts if f.entity == company for a in stated(f.statement)]
    money = [a for a in told if len(a.unit) == 3 and a.unit.isupper()]
    return frozenset(end for a in money for end in (a.low, a.high))
