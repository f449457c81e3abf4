"""A time told from the one before it: "and the quarter before?", 半年后呢？ → the period it means.

In: the text and the period of the turn before. Out: the shifted period, or None where the text
tells none. Knows no calendar of fiscal years.
"""

import re
from calendar import monthrange
from datetime import date

_UNITS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "月": 1, "季": 3, "半": 6, "年": 12}
_UNIT = r"(?P<unit{n}>half(?:[ -]?a)?[ -]?year|half|quarter|month|year)"
_EN = re.compile(
    r"\b(?:(?:the|a|one|an) )?" + _UNIT.format(n=1) + r"s? "
    r"(?P<way1>before|earlier|prior|previously|later|after|afterwards|on)\b"
    r"|\b(?P<way2>previous|prior|preceding|last|next|following|subsequent) " + _UNIT.format(n=2),
    re.IGNORECASE,
)
_ZH = re.compile(
    r"(?P<way1>上|前|下|次|后)一?个?(?P<unit1>季|半年|年|月)(?!底)"
    r"|(?P<unit2>半年|一年|一个月|一个?季)度?(?P<way2>前|之前|以前|后|之后|以后)"
)
_BACK = re.compile(r"before|earlier|prior|previous|preceding|last|上|前", re.IGNORECASE)


def shifted(text: str, period: tuple[str, str] | None) -> tuple[str, str] | None:
    found = _EN.search(text) or _ZH.search(text)
    if not (found and period):
        return None
    unit = (found["unit1"] or found["unit2"]).lower()
    way = found["way1"] or found["way2"]
    months = next(n for word, n in _UNITS.items() if unit.startswith(word) or f"一{word}" in unit
                  or f"个{word}" in unit)  # fmt: skip
    step = -months if _BACK.search(way) else months
    start, end = map(date.fromisoformat, period)
    return _moved(start, step).isoformat(), _moved(end, step, last=_is_last(end)).isoformat()


def _is_last(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _moved(day: date, months: int, *, last: bool = False) -> date:
    """The same day so many months on; the last of a month stays the last."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    days = monthrange(years, month + 1)[1]
    return date(years, month + 1, days if last else min(day.day, days))
