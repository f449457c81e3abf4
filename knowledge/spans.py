"""The stretch that a recorded figure is of: a year's revenue, half a year's, a balance of a day.

In: a fact. Out: how many months its figure covers, None for a figure of a day. Knows no formula.
"""

import re
from datetime import date, timedelta

from knowledge import amounts, periods
from knowledge.records import Fact

RATES = frozenset({"arr", "burn_annual"})  # of a year, as of a day
_YEARLY = RATES | {"electricity_cost_annual"}
_YEAR = re.compile(
    r"\byear (?:to|ended|ending)\b|\bFY ?\d|\b(?:fiscal|financial|full) year\b"
    r"|财年|全年|年度",
    re.IGNORECASE,
)
_A_YEAR = re.compile(r"\s*(?:a|per|each|every) year\b|\s*annually\b", re.IGNORECASE)
_A_YEAR_ZH = re.compile(r"每年|年薪|年租|/年")
_LEAST_DAYS = 27
_ONLY_TIME = re.compile(
    r"\b(?:year|months?|quarter|half|first|second|third|fourth|last|full|fiscal|financial|ended|ending|"
    r"to|of|in|the|and|H[12]|Q[1-4]|FY ?\d*)\b|[\W\d_]",
    re.IGNORECASE,
)


def months(fact: Fact) -> int | None:
    """Of the stretch that its subject names; of a year where the attribute is a rate of one."""
    if fact.attribute in _YEARLY:
        return 12
    subject = fact.subject or ""
    if _YEAR.search(subject):
        return 12
    told = periods.find(subject)
    if not told or (told[0].end - told[0].start).days < _LEAST_DAYS:
        return None
    return between(told[0].start.isoformat(), told[0].end.isoformat())


def is_of_year(text: str) -> bool:
    """It speaks of a whole year: "in the year to March 2026"."""
    return bool(_YEAR.search(text))


def term(fact: Fact) -> int | None:
    """How many months the sum of a contract or grant is for, as both languages of its statement
    tell it: "£9.6 million over five years"; a sum "a year" is one of twelve.
    """
    told = [_lengths(text) for text in (fact.statement, fact.statement_zh)]
    if all(len(each) == 1 for each in told) and told[0] == told[1]:
        return told[0].pop()
    yearly = any(_A_YEAR.match(fact.statement, a.end) for a in amounts.find(fact.statement))
    return 12 if yearly and _A_YEAR_ZH.search(fact.statement_zh) and not any(told) else None


def _lengths(text: str) -> set[int]:
    spans = [a for a in amounts.find(text) if a.unit in ("years", "months") and a.low == a.high]
    lengths = {a.low * (12 if a.unit == "years" else 1) for a in spans}
    return {int(n) for n in lengths if n == int(n)}


def is_of_whole(fact: Fact) -> bool:
    """Its subject names no part of the company's: revenue "in the first half", not "of the API"."""
    return is_of_time(fact.subject or "")


def is_of_time(text: str) -> bool:
    """The words tell nothing but a stretch of time."""
    for period in reversed(periods.find(text)):
        text = text[: period.begin] + text[period.stop :]
    return not _ONLY_TIME.sub("", text)


def between(start: str, end: str) -> int | None:
    """Whole months from the first day to the last; None where it is no whole number, or no end."""
    if end >= date.max.isoformat():
        return None
    first, after = date.fromisoformat(start), date.fromisoformat(end) + timedelta(days=1)
    whole = (after.year - first.year) * 12 + after.month - first.month
    return whole if first.day == after.day else None
