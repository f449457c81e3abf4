"""How the time of a recorded fact fits the time that is asked about.

In: a fact, a period or a length in months. Out: whether it is of it, and how fresh it is. Knows no
question.
"""

from datetime import date

from bot.question import times
from knowledge import Fact, dated, first_day, spans

_QUARTER = 3  # months
_EARNED = "revenue"


def in_period(fact: Fact, period: tuple[str, str], *, of: str = "") -> bool:
    """The fact describes a day in the period, or its statement names an overlapping one; `of` is
    the attribute that is asked for first.
    """
    start, end = period
    named = dated(f"{fact.subject or ''}\n{fact.statement}")
    if _outlasts(fact, period, of):  # a year's figure is none of its second half
        return any((p.start.isoformat(), p.end.isoformat()) == period for p in named)
    if fact.as_of and times.falls_in(fact.as_of, period):
        return True
    longest = (date.fromisoformat(end) - date.fromisoformat(start)) * 2
    # "July 2026" says nothing about the 22nd
    near = [p for p in named if p.end - p.start <= longest]
    return any(p.start.isoformat() <= end and start <= p.end.isoformat() for p in near)


def _outlasts(fact: Fact, period: tuple[str, str], of: str) -> bool:
    """It is of a longer stretch than the quarter or half year that is asked about: a run rate, too,
    where what was earned in it is asked for.
    """
    asked = spans.between(*period) or 0
    if asked < _QUARTER or (fact.attribute in spans.RATES and of != _EARNED):
        return False
    share = fact.unit == "percent" and spans.is_of_year(fact.statement)
    return (spans.months(fact) or 12 * share) > asked


def freshness(fact: Fact, newest: str) -> float:
    """Up to 1 for the newest, falling by half a point a year."""
    if not fact.as_of or not newest:
        return 0.0
    return max(0.0, 1.0 - (months(newest) - months(fact.as_of)) / 24)


def months(iso: str) -> int:
    """Since the year 0, of a day that may be told by its month or year alone."""
    day = first_day(iso)
    return int(day[:4]) * 12 + int(day[5:7])


def fills(fact: Fact, length: int) -> bool:
    """Its figure is of a whole stretch of so many months."""
    of_day = fact.attribute in spans.RATES
    return not of_day and spans.months(fact) == length and spans.is_of_whole(fact)
