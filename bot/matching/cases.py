"""The case for the company and the case against it → what of the whole record speaks either way.

"What is the bull case?", 看空的理由. What grew speaks for it, what fell against it; what the
company says of its own lead for, what others say of that against; money that came in for; losses,
accusations, suits and sanctions against. In: the understanding, the ledger, computed metrics. Out:
facts and metrics, weightiest first. Takes no word of a statement for good or bad.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from bot.matching.fit import Ranked
from bot.matching.worth import company_of
from bot.understand import Understanding
from knowledge import Fact, Ledger, Metric

FOR, AGAINST, _BOTH = "bull", "bear", "both_cases"
_ABOUT = frozenset({"risks", "investors"})
_GOOD = ("usage_rank", "moat_claim", "efficiency", "customers", "gross_margin")
_BAD = (
    "allegation", "moat_claim", "legal_step", "sanction_step", "net_loss", "regulation", "capacity",
    "burn_annual",
)  # fmt: skip
_PRICED = ("valuation-to-arr", "valuation-to-revenue", "peer-multiples")
LAST = ("growth-without-base", "raised-since-balance")
_ONE_SIDED = "moat_claim"  # counts for the company where it says so itself, else against
_OWN = ("company_statement", "filing")
_EACH = {FOR: 1, AGAINST: 2}  # facts of one attribute


def asked(u: Understanding) -> tuple[str, ...]:
    """The sides that are asked for, of the company as a whole."""
    told = tuple(s for s in (FOR, AGAINST) if {s, _BOTH}.intersection(u.wants))
    other = {*u.names, *u.others, *u.unknown, *u.terms} or not _ABOUT.issuperset(u.concepts)
    return () if other else told


def facts(sides: Sequence[str], u: Understanding, ledger: Ledger) -> tuple[Ranked, ...]:
    """Of each side, an attribute in turn; of no other party."""
    if {*u.focus} - {company_of(ledger)}:
        return ()
    found = [list(_speaking(side, ledger)) for side in sides]
    rows = [f for row in zip_longest(*found) for f in row if f]
    return tuple(Ranked(fact=f, score=1, strength="strong", share=1) for f in rows)


def metrics(sides: Sequence[str], offered: Sequence[Metric]) -> tuple[Metric, ...]:
    """Growth with its levels before growth without, and before what was raised."""
    told = [m for side in sides for m in offered if speaks(m, side)]
    return tuple(sorted(told, key=lambda m: m.id in LAST))


def speaks(metric: Metric, side: str) -> bool:
    """What grew for, what fell against; a price over what is earned shows what is paid for it."""
    if metric.id.startswith("growth-") and metric.id != "growth-headcount":
        return metric.low is not None and (metric.low > 0) == (side == FOR)
    return metric.id in _PRICED if side == AGAINST else metric.id == "raised-since-balance"


def of_side(fact: Fact, side: str) -> bool:
    if fact.attribute == _ONE_SIDED:
        return (fact.certainty in _OWN) == (side == FOR)
    return fact.attribute in (_GOOD if side == FOR else _BAD)


def _speaking(side: str, ledger: Ledger) -> Iterator[Fact]:
    company = company_of(ledger) or ""
    kinds = _GOOD if side == FOR else _BAD
    held = [[f for f in _newest(ledger, company, a) if of_side(f, side)] for a in kinds]
    for row in zip_longest(*(each[: _EACH[side]] for each in held)):
        yield from (f for f in row if f)


def _newest(ledger: Ledger, company: str, attribute: str) -> list[Fact]:
    """What stands, newest first, one of a subject."""
    standing = [f for f in ledger.of(company, attribute) if ledger.standing(f) == "current"]
    best: dict[str | None, Fact] = {}
    for fact in sorted(standing, key=lambda f: f.as_of or "", reverse=True):
        best.setdefault(fact.subject, fact)
    return list(best.values())
