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

from bot.computing.derived import Paired
from bot.computing.quantities import alone, candidates, go_together
from bot.matching.wording import Thing, share_of, things
from bot.matching.worth import company_of, involves
from bot.question import times
from bot.understand import Understanding
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
_SINCE = re.compile(r"\bsince\b|比[^，。]{0,12}(?:年底|年末|月底|月末|初|时)|自[^，。]{0,12}以来")
_HOW_MUCH = re.compile(
    r"\bpercent\w*\b|%|\bhow (?:much|many|far)\b|百分之|多少|几成", re.IGNORECASE
)
_EVERY_YEAR = re.compile(
    r"\b(?:per|a|each|every) (?:year|yr|annum)\b|\bp\.a\.|\bannuali[sz]ed\b|\bannually\b"
    r"|每年|一年(?:合|多少|是)|合一?年|年均",
    re.IGNORECASE,
)
EACH_OF = re.compile(
    r"\b(?:each|every|per)\s+(?!year|yr|annum|month)(?:[A-Z]\w+ )?[a-z]{3,}"
    r"|每一?(?!年|个?月|季|天|小时)[㐀-鿿]",
)
_PACE = re.compile(
    r"\b(?:value|worth|spread|average|deal|contract|agreement)\b|摊|平均|折合|合同|协议",
    re.IGNORECASE,
)
_SAYS = 0.6  # of what else is asked: what the contract has to say
_EARNED = "revenue"
_GENERAL = frozenset({"traction", "growth_rate"})  # growth of nothing in particular: of revenue


def of_stretch(u: Understanding, ledger: Ledger) -> Paired | None:
    if {"why", "supposed"}.intersection(u.wants) or u.unknown or u.names or u.per:
        return None
    ways = (_year_on_year, _the_rest, _since, _a_year)
    return next((made for way in ways if (made := way(u, ledger))), None)


def _year_on_year(u: Understanding, ledger: Ledger) -> Paired | None:
    if not _YEAR_ON_YEAR.search(u.standalone):
        return None
    for newer in _held(u, ledger):
        older = _of_year_before(newer, ledger)
        if older and (made := metrics.path(ledger, (older, newer), unit=u.currency)):
            return Paired(metric=made, facts=(older, newer), whole=True)
    return None


def _held(u: Understanding, ledger: Ledger) -> Iterator[Fact]:
    """Figures of the quantity in the stretch asked about, of just that length first; else the
    newest of one.
    """
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
    own.sort(key=lambda f: (f.as_of or "", [-x for x in _rank(f, ledger)]), reverse=True)
    for fact in sorted(own, key=lambda f: length != spans.months(f)):
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


def _since(u: Understanding, ledger: Ledger) -> Paired | None:
    """How much it changed since the one day that is told: from its figure to the newest."""
    concept = _quantity(u) if u.concepts else None
    asks = _SINCE.search(u.standalone) and _HOW_MUCH.search(u.standalone)
    if not asks or concept is None or u.period is None or len(u.periods) > 1 or u.others:
        return None
    then = candidates(alone(u, concept), ledger, ever=True)[:1]
    now = candidates(replace(alone(u, concept), period=None), ledger)[:1]
    for first, last in zip(then, now, strict=False):
        later = last_day(first.as_of or "") < last_day(last.as_of or "")
        of_day = first.attribute in spans.RATES or not spans.months(first)
        if later and of_day and go_together(first, last):
            made = metrics.path(ledger, (first, last), unit=u.currency)
            return Paired(metric=made, facts=(first, last)) if made else None
    return None


def _a_year(u: Understanding, ledger: Ledger) -> Paired | None:
    """What the one sum that is told with its term comes to a year, of the party that is named."""
    company = company_of(ledger)
    parties = [p for p in dict.fromkeys((*u.focus, *u.others)) if p != company]
    rates = any(lexicon().concepts[c].unit == "percent" for c in u.concepts)
    each = EACH_OF.search(u.standalone)  # a year's sum for each seat is another
    if not _EVERY_YEAR.search(u.standalone) or each or len(parties) != 1 or rates or u.period:
        return None
    told = [
        f
        for f in ledger.facts
        if f.range and len(f.unit or "") == 3 and spans.term(f) and involves(f, parties[0], ledger)
    ]
    standing = [f for f in told if ledger.standing(f) == "current"]
    asked = [t for t in things(u, ledger) if t.kind != "day" and not _is_of_pace(t)]
    if len(standing) != 1 or share_of(standing[0], asked) < _SAYS:
        return None
    made = metrics.average(ledger, standing[0], 12)
    return Paired(metric=made, facts=(standing[0],)) if made else None


def _is_of_pace(thing: Thing) -> bool:
    return any(_EVERY_YEAR.search(said) or _PACE.search(said) for said in thing.said)


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
