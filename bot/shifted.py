"""A time told from the one before it: "and the quarter before?", 半年后呢？ → the period it means.

In: the text and the period of the turn before. Out: the shifted period, or None where the text
tells none. Knows no calendar of fiscal years.
"""

import re
from calendar import monthrange
from datetime import date

from bot.question import year_before

_UNITS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "月": 1, "季": 3, "半": 6, "年": 12}
_NUMBERS = {"two": 2, "three": 3, "six": 6, "nine": 9, "twelve": 12, "eighteen": 18,
            "两": 2, "三": 3, "六": 6, "九": 9, "十二": 12, "十八": 18}  # fmt: skip
_UNIT = r"(?P<unit{n}>half(?:[ -]?a)?[ -]?year|half|quarter|month|year)"
_EN = re.compile(
    rf"\b(?:(?:the|a|one|an|(?P<n1>{'|'.join(_NUMBERS)}|\d+)) )?" + _UNIT.format(n=1) + r"s? "
    r"(?P<way1>before|earlier|prior|previously|later|after|afterwards|on)\b"
    r"|\b(?P<way2>previous|prior|preceding|last|next|following|subsequent) " + _UNIT.format(n=2),
    re.IGNORECASE,
)
_ZH = re.compile(
    r"(?P<way1>上|前|下|次|后)一?个?(?P<unit1>季|半年|年|月)(?!底)"
    r"|(?P<unit2>半年|一年|一个月|一个?季)度?(?P<way2>前|之前|以前|后|之后|以后)"
    rf"|(?P<n3>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|\d+)个?(?P<unit3>年|月|季)度?"
    r"(?P<way3>前|之前|以前|后|之后|以后)"
)
_YEAR_END = re.compile(
    r"\b(?:end|close) of the (?:calendar |previous |prior |preceding )*year(?: before| earlier)?\b"
    r"|\byear[- ]end before\b",
    re.IGNORECASE,
)
_BACK = re.compile(r"before|earlier|prior|previous|preceding|last|上|前", re.IGNORECASE)


def shifted(text: str, period: tuple[str, str] | None) -> tuple[str, str] | None:
    found = _EN.search(text) or _ZH.search(text)
    if period and (close := _YEAR_END.search(text)) and _BACK.search(close.group()):
        year = int(period[1][:4]) - 1
        return f"{year}-12-01", f"{year}-12-31"
    if period and year_before.said(text):
        return year_before.before(period)
    if not (found and period):
        return None
    told = found.groupdict()
    unit = next(told[k] for k in ("unit1", "unit2", "unit3") if told.get(k)).lower()
    way = next(told[k] for k in ("way1", "way2", "way3") if told.get(k))
    many = next((told[k] for k in ("n1", "n3") if told.get(k)), "")
    months = next(n for word, n in _UNITS.items() if unit.startswith(word) or f"一{word}" in unit
                  or f"个{word}" in unit)  # fmt: skip
    months *= _NUMBERS.get(many.lower(), 0) or int(many or 1)
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
