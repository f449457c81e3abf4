"""Figures of a stretch of time that follow from recorded ones of other stretches → computed.

"H1 growth year on year" from the figure of the same months a year before, also where one
statement tells both; "revenue of the second half" from the year's and the first half's. In: the
understanding, the ledger. Out: the metric with its facts, or None where one is missing. Formulas
are knowledge's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot import times
from bot.derived import Paired
from bot.quantities import alone
from bot.understand import Understanding
from bot.worth import company_of
from knowledge import Fact, Ledger, asides, last_day, lexicon, metrics, spans

_YEAR_ON_YEAR = re.compile(
    r"\byoy\b|\by/y\b|\byear[- ](?:on|over)[- ]year\b|\b(?:a|one) year (?:earlier|before|ago)\b"
    r"|\bsame (?:\w+ ){0,2}(?:half|quarter|period|months?|stretch|time) (?:of |the |a )*"
    r"(?:last|previous|prior|year|before)|\bvs\.? (?:the )?same\b|\bprior[- ]year\b"
    r"|同比|去年同期|上年同期|上一年同期|较上年|比上年",
    re.IGNORECASE,
)
_A_YEAR_EARLIER = re.compile(
    r"\b(?:a|one) year (?:earlier|before|ago)\b|\bsame (?:half|quarter|period|months)\b"
    r"|\bin the (?:previous|prior) year\b|\bup from\b|\bagainst\b",
    re.IGNORECASE,
)
_HALF = re.compile(r"\bhalf\b|\bH[12]\b|\b[12]H\b|半年|半财年", re.IGNORECASE)
_EARNED = "revenue"
_GENERAL = frozenset({"traction", "growth_rate"})  # growth of nothing in particular: of revenue


def of_stretch(u: Understanding, ledger: Ledger) -> Paired | None:
    if {"why", "supposed"}.intersection(u.wants) or u.unknown or u.names or u.per:
        return None
    return _year_on_year(u, ledger) or _the_rest(u, ledger)


def _year_on_year(u: Understanding, ledger: Ledger) -> Paired | None:
    if not _YEAR_ON_YEAR.search(u.standalone):
        return None
    for newer in _held(u, ledger):
        older = _of_year_before(newer, ledger)
        if older and (made := metrics.path(ledger, (older, newer), unit=u.currency)):
            return Paired(metric=made, facts=(older, newer), whole=True)
    return None


def _held(u: Understanding, ledger: Ledger) -> Iterator[Fact]:
    """Figures of the quantity in the stretch asked about, else the newest of one."""
    concept = _quantity(u)
    if concept is None or (set(u.focus) | set(u.others)) - {company_of(ledger)}:
        return
    attributes = lexicon().concepts[concept].attributes[:1]
    own = [
        f
        for f in ledger.facts
        if f.attribute in attributes and f.entity == company_of(ledger) and _is_usable(f, ledger)
    ]
    length = spans.between(*u.period) if u.period else None
    half = _HALF.search(u.standalone)
    for fact in sorted(own, key=lambda f: (f.as_of or "", [-x for x in _rank(f, ledger)]))[::-1]:
        months = spans.months(fact)
        timed = u.period is None or times.falls_in(fact.as_of or "", u.period)
        fills = months == 6 if half else length in (None, months) or not (length or 0) < 12
        if timed and fills and (u.period is None or months == length or length == 12):
            yield fact


def _rank(fact: Fact, ledger: Ledger) -> tuple[int, ...]:
    return (ledger.tier(fact), int(ledger.standing(fact) != "current"))


def _quantity(u: Understanding) -> str | None:
    known = lexicon().concepts
    named = [c for c in u.concepts if c not in _GENERAL and known[c].unit not in ("text", "time")]
    if named:
        return named[0]
    return _EARNED if not u.concepts or _GENERAL.issuperset(u.concepts) else None


def _is_usable(fact: Fact, ledger: Ledger) -> bool:
    whole = spans.is_of_whole(fact) and fact.attribute not in spans.RATES
    figure = fact.range is not None and fact.range[0] > 0 and fact.as_of is not None
    return whole and figure and bool(spans.months(fact)) and ledger.standing(fact) != "wrong"


def _of_year_before(newer: Fact, ledger: Ledger) -> Fact | None:
    """Recorded by itself, else told by the same statement."""
    length = spans.months(newer) or 12
    end = last_day(asides.a_year_before(newer, length).as_of or "")
    for fact in ledger.of(newer.entity, newer.attribute):
        same = last_day(fact.as_of or "") == end and spans.months(fact) == length
        if same and fact.unit == newer.unit and _is_usable(fact, ledger):
            return fact
    told = [f for f in asides.beside(newer) if f.unit == newer.unit]
    if len(told) == 1 and _A_YEAR_EARLIER.search(newer.statement):
        return asides.a_year_before(told[0], length)
    return None


def _the_rest(u: Understanding, ledger: Ledger) -> Paired | None:
    """A stretch that no figure is of: a longer one less what is recorded of the rest of it."""
    concept = _quantity(u) if u.concepts else None
    if u.period is None or concept is None or lexicon().concepts[concept].unit != "money":
        return None
    if {"compare", "ratio", "share", "growth"}.intersection(u.wants) or u.others:
        return None
    asked = replace(alone(u, concept), period=None)
    if (set(asked.focus)) - {company_of(ledger)}:
        return None
    kin = list(_flows(concept, ledger))
    start, end = u.period
    if any(_stretch(f) == u.period for f in kin):
        return None
    for whole in kin:
        first, last = _stretch(whole)
        if not (first <= start and end <= last) or (first, last) == (start, end):
            continue
        missing = _missing((first, last), (start, end))
        part = next((f for f in kin if _stretch(f) == missing and f.unit == whole.unit), None)
        if part and (made := metrics.rest(ledger, whole, (part,))):
            return Paired(metric=made, facts=(whole, part), whole=True)
    return None


def _flows(concept: str, ledger: Ledger) -> Iterator[Fact]:
    """Of the company as a whole, what is told of a year before included, best first."""
    attributes: Sequence[str] = lexicon().concepts[concept].attributes[:1]
    held = [
        f
        for f in ledger.facts
        if f.attribute in attributes and f.entity == company_of(ledger) and _is_usable(f, ledger)
    ]
    for fact in sorted(held, key=ledger.rank):
        yield fact
        if older := _of_year_before(fact, ledger):
            yield older


def _stretch(fact: Fact) -> tuple[str, str]:
    end = date.fromisoformat(last_day(fact.as_of or ""))
    first = end.year * 12 + end.month - (spans.months(fact) or 12)
    return date(first // 12, first % 12 + 1, 1).isoformat(), end.isoformat()


def _missing(whole: tuple[str, str], asked: tuple[str, str]) -> tuple[str, str] | None:
    """What the whole has beside the stretch asked about, where that opens or closes it."""
    if whole[0] == asked[0]:
        return (date.fromisoformat(asked[1]) + timedelta(days=1)).isoformat(), whole[1]
    if whole[1] == asked[1]:
        return whole[0], (date.fromisoformat(asked[0]) - timedelta(days=1)).isoformat()
    return None
