"""Two quantities of one party that a question sets against each other → their recorded figures.

"EV/ARR at the Series D", "R&D as a share of sales": in the understanding and the ledger, out the
two facts, what is divided by last; None where one is missing or the two are of unlike stretches.
Puts nothing together.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.computing.quantities import alone, candidates, newest_by, recorded
from bot.matching.wording import text_of
from bot.understand import Understanding
from knowledge import Fact, Ledger, Mention, lexicon, periods, spans, worded

_PRICED = {"multiple", "valuation", "funding", "token_price", "arr", "revenue"}  # a price, earned
_RUN_RATE = ("arr", "run-rate", "run rate", "年化", "经常性")
# what the one that is divided by stands after, and in Chinese before
_AFTER = re.compile(
    r"(?:\b(?:of|to|over|by|against|with|than|times)(?: (?:its|their|the|all|total|last|FY ?\d+|"
    r"20\d\d|annual|yearly|full[- ]year|what))*|占|除以|相对于?)\s*"
    r"(?:FY ?\d+|20\d\d年?(?:的)?)?\s*$",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\b(?:share|part|portion|proportion|percentage|percent|fraction|slice) of"
    r"(?: (?:its|their|the|all|total|latest|last|current|FY ?\d+|20\d\d|annual|yearly"
    r"|Series [A-H]\+?|[A-H] round))*\s*$",
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
    dated = _dated(u, concepts)
    newest = _latest(u, concepts)
    if newest or "latest" in u.wants or (is_multiple(u) and dated and not _of_a_round(u)):
        i = concepts.index(newest) if newest else 1 - (concepts.index(dated) if dated else 1)
        asked[i] = now[i]
    first, second = (next(iter(candidates(v, ledger)), None) for v in asked)
    if first and (not second or _lengths_differ(first, second)):
        second = newest_by(candidates(now[1], ledger, ever=True), first)
    elif second and not first:
        first = newest_by(candidates(now[0], ledger, ever=True), second)
    if not (first and second) or first.id == second.id or _lengths_differ(first, second):
        return None
    if is_multiple(u) and not _is_of_price(u, first, second):
        return None  # "the backlog is how many times revenue"
    if "difference" in u.wants and spans.months(first) != spans.months(second):
        return None  # a year's electricity is not taken off the cost of one run
    return first, second


def _is_of_price(u: Understanding, price: Fact, over: Fact) -> bool:
    """It speaks of a price, or of nothing that neither figure is told of."""
    priced = {"valuation", "funding", "token_price"}.intersection(all_named(u))
    said = worded(f"{text_of(price)}\n{text_of(over)}")
    return bool(priced or u.names) or all(worded(term) <= said for term in u.terms)


def _dated(u: Understanding, concepts: Sequence[str]) -> str | None:
    """Which of the two stands nearer to the one time that is told: "price on 2025 revenue", "the
    July 2026 raise next to the last cash balance".
    """
    dates = periods.find(u.standalone)
    if len(dates) != 1:
        return None
    at, after = dates[0].begin, dates[0].stop
    found = [m for m in _told(u) if m.concept in concepts]
    near = min(found, key=lambda m: m.start - after if m.start >= at else at - m.end, default=None)
    return near.concept if near else None


def _latest(u: Understanding, concepts: Sequence[str]) -> str | None:
    """The one that "latest" stands right before: "the latest ARR", 最新ARR."""
    ends = [m.end for m in lexicon().wanted(u.standalone) if m.concept == "latest"]
    near = [m for m in _told(u) for end in ends if m.start - 1 <= end < m.end]
    return next((m.concept for m in near if m.concept in concepts), None)


def _of_a_round(u: Understanding) -> bool:
    return any(n.startswith(_ROUND) for n in u.names)


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
    if rounds and len(named) > 2:  # 最近一轮 only says whose price
        named = [c for c in named if c != "funding"]
    whole = _divided_by(u, named)
    return [*(c for c in named if c != whole), *([whole] if whole else [])]


def earned(u: Understanding) -> str:
    said = u.standalone.lower()
    return "arr" if any(word in said for word in _RUN_RATE) else "revenue"


def all_named(u: Understanding) -> list[str]:
    return list(dict.fromkeys((*u.concepts, *u.asides)))


def _divided_by(u: Understanding, named: Sequence[str]) -> str | None:
    """Which of the concepts the other is set against: "times revenue", the last one that is said to
    be so, or the last.
    """
    text, mentions = u.standalone, [m for m in _told(u) if m.concept in named]
    whole = ("multiple", "revenue_mix")  # "share of 2025 revenue" is one term, of the revenue
    if any(m.concept in whole for m in lexicon().mentions(text)) and earned(u) in named:
        return earned(u)
    if parts := [m for m in mentions if _PART_OF.search(text[: m.start])]:
        return parts[0].concept  # "what part of revenue is eaten up by electricity"
    marked = [m for m in mentions if _AFTER.search(text[: m.start]) or _BEFORE.match(text, m.end)]
    return (marked or mentions)[-1].concept if mentions else None


def _told(u: Understanding) -> list[Mention]:
    """The concepts it names; a multiple and a share of revenue name what is earned."""
    over = earned(u)
    return [
        replace(m, concept=over) if m.concept in ("multiple", "revenue_mix") else m
        for m in lexicon().mentions(u.standalone)
    ]


def is_multiple(u: Understanding) -> bool:
    """A price over what is earned: "EV/ARR"; of one party."""
    if len({*u.focus, *u.others}) > 1:
        return False
    return "multiple" in u.concepts and _PRICED.issuperset((*u.concepts, *u.asides))
