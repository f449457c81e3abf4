"""The same months of the year before: "the same half last year", "a year ago", 去年同期.

In: a question, and the times that it tells otherwise. Out: where it says so, and the period that it
means. Knows no ledger.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from knowledge import Period

_SAID = re.compile(
    r"\b(?:the )?(?:same|corresponding|comparable|matching) (?:(?:six|three|nine|\d+) )?"
    r"(?:period|half|quarter|months?|time|stretch)(?: (?:of|in|a|the))*"
    r"(?: (?:last|previous|prior|preceding) (?:year|yr)"
    r"| (?:year|yr) (?:ago|before|earlier|prior))\b"
    r"|(?<!half )\b(?:a|one) (?:year|yr) (?:ago|earlier|before|prior)\b"
    r"|\b(?:year|yr)[- ]ago(?: period)?\b"
    r"|\b(?:the )?year[- ]earlier (?:period|half|quarter|figure)\b"
    r"|(?:去年|上年|上一年|前一年)的?(?:同期|同一时期|同样时间)",
    re.IGNORECASE,
)


def said(question: str) -> list[tuple[int, int]]:
    return [m.span() for m in _SAID.finditer(question)]


def year_before(question: str, told: Sequence[Period]) -> list[Period]:
    """A year before the first time that the question tells; none where it tells no other."""
    spans = said(question)
    first = next((p for p in told if all(p.stop <= s or e <= p.begin for s, e in spans)), None)
    if first is None:
        return []
    return [replace(of(first), begin=s, stop=e, text=question[s:e]) for s, e in spans[:1]]


def of(period: Period) -> Period:
    return replace(period, start=_earlier(period.start), end=_end(period.end))


def before(period: tuple[str, str]) -> tuple[str, str]:
    """The same days a year before, ISO."""
    start, end = map(date.fromisoformat, period)
    return _earlier(start).isoformat(), _end(end).isoformat()


def _earlier(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def _end(day: date) -> date:
    """The last day of a month stays the last."""
    return _earlier(day + timedelta(days=1)) - timedelta(days=1)
