"""Two quantities of one party that a question sets against each other → their recorded figures.

"EV/ARR at the Series D", "R&D as a share of sales": in the understanding and the ledger, out the
two facts, what is divided by last; None where one is missing or the two are of unlike stretches.
Puts nothing together.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.quantities import alone, candidates, newest_by, recorded
from bot.understand import Understanding
from knowledge import Fact, Ledger, lexicon, periods, spans

_PRICED = {"multiple", "valuation", "funding", "token_price", "arr", "revenue"}  # a price, earned
_RUN_RATE = ("arr", "run-rate", "run rate", "年化", "经常性")
# what the one that is divided by stands after, and in Chinese before
_AFTER = re.compile(
    r"(?:\b(?:of|to|over|by|against|with|than)(?: (?:its|their|the|all|total|last|FY ?\d+|20\d\d|"
    r"annual|yearly|full[- ]year|what))*|占|除以|相对于?)\s*(?:FY ?\d+|20\d\d年?(?:的)?)?\s*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:当|之)?[里中]")
_ROUND = "Series "


def of_two(u: Understanding, ledger: Ledger) -> tuple[Fact, Fact] | None:
    """Two quantities of one party: what the question says of round and time holds for the one that
    is recorded so, and the other is the newest of that day.
    """
    concepts = _quantities(u, ledger)
    if len({*u.focus, *u.others}) > 1:
        return None  # whose is which is not read
    if is_multiple(u) and not (u.period or u.names):
        return None  # of today: the record's own metrics
    if len(concepts) != 2:
        return None
    asked = [alone(u, c) for c in concepts]
    now = [replace(v, names=(), period=None) for v in asked]
    if "latest" in u.wants or _dates_what_is_earned(u):
        asked[0] = now[0]
    first, second = (next(iter(candidates(v, ledger)), None) for v in asked)
    if first and (not second or _lengths_differ(first, second)):
        second = newest_by(candidates(now[1], ledger, ever=True), first)
    elif second and not first:
        first = newest_by(candidates(now[0], ledger, ever=True), second)
    if not (first and second) or first.id == second.id or _lengths_differ(first, second):
        return None
    return first, second


def _dates_what_is_earned(u: Understanding) -> bool:
    """The time stands nearer to what is earned than to the price, which then is the newest: "price
    to sales on 2025 revenue".
    """
    dates = periods.find(u.standalone)
    if not is_multiple(u) or len(dates) != 1 or any(n.startswith(_ROUND) for n in u.names):
        return False
    at = dates[0].begin
    found = [m for m in lexicon().mentions(u.standalone) if m.concept != "multiple"]
    near = min(found, key=lambda m: min(abs(m.start - at), abs(m.end - at)), default=None)
    return near is not None and near.concept == earned(u)


def _lengths_differ(a: Fact, b: Fact) -> bool:
    """A year's spending and half a year's revenue; a balance goes with either."""
    return len({spans.months(a), spans.months(b)} - {None}) > 1


def _quantities(u: Understanding, ledger: Ledger) -> list[str]:
    """Concepts of the two, what is divided by last; "as a multiple of revenue" and "share of
    revenue" name one more.
    """
    known, over = lexicon().concepts, earned(u)
    if is_multiple(u):
        return ["valuation", over]
    named = all_named(u)
    rounds = [n for n in u.names if n.startswith(_ROUND)]
    if named == ["total_raised"] and len(rounds) == 1:
        named = ["funding", "total_raised"]  # "the Series D as a share of all that was raised"
    if len(named) > 1:
        named = [over if c in ("multiple", "revenue_mix") else c for c in named]
    named = [c for c in named if known[c].unit in ("money", "count") and recorded(c, ledger)]
    whole = _divided_by(u, named)
    return [*(c for c in named if c != whole), *([whole] if whole else [])]


def earned(u: Understanding) -> str:
    said = u.standalone.lower()
    return "arr" if any(word in said for word in _RUN_RATE) else "revenue"


def all_named(u: Understanding) -> list[str]:
    return list(dict.fromkeys((*u.concepts, *u.asides)))


def _divided_by(u: Understanding, named: Sequence[str]) -> str | None:
    """Which of the concepts the other is set against: the last one that is said so, or the last."""
    told = [
        replace(m, concept=earned(u)) if m.concept in ("multiple", "revenue_mix") else m
        for m in lexicon().mentions(u.standalone)
    ]
    text, mentions = u.standalone, [m for m in told if m.concept in named]
    marked = [m for m in mentions if _AFTER.search(text[: m.start]) or _BEFORE.match(text, m.end)]
    return (marked or mentions)[-1].concept if mentions else None


def is_multiple(u: Understanding) -> bool:
    """A price over what is earned: "EV/ARR"; of one party."""
    if len({*u.focus, *u.others}) > 1:
        return False
    return "multiple" in u.concepts and _PRICED.issuperset((*u.concepts, *u.asides))
