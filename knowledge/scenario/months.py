"""Days ↔ months after the first day of the model, with fractions; and the middle of a period."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal


def months_after(start: date, day: date) -> Decimal:
    """Whole months and the share of the month that has passed: 16 June is 5.5 after 1 January."""
    whole = (day.year - start.year) * 12 + day.month - start.month
    return whole + Decimal(day.day - start.day) / monthrange(day.year, day.month)[1]


def day_of(start: date, months: Decimal) -> date:
    """The day on which a stretch of so many months ends: 12 from 1 January is 31 December."""
    whole = int(months)
    year, month = divmod(start.month - 1 + whole, 12)
    first = date(start.year + year, month + 1, 1)
    length = monthrange(first.year, first.month)[1]
    days = round((months - whole) * length + start.day - 1, 6).to_integral_value(ROUND_CEILING)
    return first + timedelta(days=int(days) - 1)


def middle(start: date, end: date) -> date:
    """Halfway in months: 1 July for a year, 16 June for June 2027; a day is itself."""
    after = end + timedelta(days=1)
    if start.day != 1 or after.day != 1:
        return start + (end - start) / 2
    half = Decimal((after.year - start.year) * 12 + after.month - start.month) / 2
    year, month = divmod(start.month - 1 + int(half), 12)
    return date(start.year + year, month + 1, 1 if half == int(half) else 16)
