"""The stretch that a recorded figure is of: a year's revenue, half a year's, a balance of a day.

In: a fact. Out: how many months its figure covers, None for a figure of a day. Knows no formula.
"""

import re
from datetime import date, timedelta

from knowledge import periods
from knowledge.records import Fact

RATES = frozenset({"arr", "burn_annual"})  # of a year, as of a day
_YEARLY = RATES | {"electricity_cost_annual"}
_YEAR = re.compile(
    r"\byear (?:to|ended|ending)\b|\bFY ?\d|\b(?:fiscal|financial|full) year\b"
    r"|财年|全年|年度",
    re.IGNORECASE,
)
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
