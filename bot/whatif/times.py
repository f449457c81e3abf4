"""Times told from today → times of the calendar: "明年底" → "2027年底", "next month" likewise.

In: a question and today's date. Out: the question with absolute times, and where each of its
characters stood.
"""

import re
from datetime import date
from functools import cache

from bot.whatif.terms import terms
from knowledge import is_cjk

_CALENDAR = "January February March April May June July August September October November December"
_MONTHS = _CALENDAR.split()


def absolute(question: str, today: date) -> tuple[str, tuple[int, ...]]:
    """The question, and for each of its characters its place in the original."""
    text, at, position = "", list[int](), 0
    for match in _relative().finditer(question):
        text += question[position : match.start()]
        at += range(position, match.start())
        made = _resolved(match[0].lower(), today)
        text, position = text + made, match.end()
        at += [match.start()] * len(made)
    at += range(position, len(question) + 1)
    return text + question[position:], tuple(at)


def _resolved(words: str, today: date) -> str:
    years, months = terms()["relative"]["years"], terms()["relative"]["months"]
    if named := re.fullmatch(r"(?:this |next )?(\w+) \((\d{4})\)", words):
        return f"{named[1].title()} {named[2]}"
    if words in years:
        return f"{today.year + years[words]}{'年' if is_cjk(words) else ''}"
    if words in months:
        year, month = divmod(today.year * 12 + today.month - 1 + months[words], 12)
    else:  # "next June", "this December"
        which, name = words.split()
        month = [m.lower() for m in _MONTHS].index(name)
        year = today.year + (which == "next" and month < today.month)
    return f"{year}年{month + 1}月" if is_cjk(words) else f"{_MONTHS[month]} {year}"


@cache
def _relative() -> re.Pattern[str]:
    relative = terms()["relative"]
    words = sorted({**relative["years"], **relative["months"]}, key=len, reverse=True)
    named = "|".join(_MONTHS)
    which = rf"\b(?:this |next )?(?:{named}) \(\d{{4}}\)|\b(?:this|next) (?:{named})\b"
    return re.compile(rf"{'|'.join(words)}|{which}", re.IGNORECASE)
