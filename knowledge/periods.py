"""Dates in text → calendar periods, and ISO dates → words; English and Chinese.

In: a text, or an ISO date of a record ("2026-07-29", "2026-07", "2026"). Out: `Period`s with first
and last day and the span they were read from. It does not know today's date, so relative wording
("last year", "去年") is not a period, and it takes a fiscal year for the calendar year.
"""

import re
from bisect import bisect_right
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache

from knowledge.records import Language

_CALENDAR = "January February March April May June July August September October November December"
_MONTH_NAMES = _CALENDAR.split()
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:[a-z]{2,6})?\.?"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO = r"\s?(?:-|–|—|~|至|到|或|\bto\b|\band\b|\bor\b|\bthrough\b)\s?"
_PART = r"(?:(?:early|mid|late|end|end of|year[- ]end)[- ])"
_MID = "中(?![国东小型心文期央西欧亚美])"  # not 2025年中国…
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4}

# What may follow four digits that are a quantity and not a year: "2000 GPUs", "2000万", "2000人".
_NOT_A_QUANTITY = (
    r"(?![\dA-Za-z%×]|[.,:/]\d|-\d|\s?[一-龥]|\s?(?:(?:[a-z]+ )?(?:people|users|employees|tokens?|"
    r"yuan|dollars|parameters|characters|percent|times|years|months|days|hours|cards|downloads|"
    r"million|billion|trillion)|[A-Z]?\w*\s?GPUs?)\b)"
)
_STARTS_FRESH = r"(?<![\w.,$€£¥/-])(?<!\d )"

_ABSOLUTE = (
    # 2026-02-17, 2026/02/17, 2026-02
    rf"(?<![\w-])(?P<iso>{_YEAR}[-/](?:0[1-9]|1[0-2])(?:[-/](?:0[1-9]|[12]\d|3[01]))?)"
    r"(?![\w-])",
    # 2025年12月8日至14日, 2025年9月至11月, 2024年9月至2025年3月, 2026年4月初, 2026年年中
    rf"(?P<zy>{_YEAR})\s?年\s?(?P<zm>\d{{1,2}})\s?月(?:份|\s?(?P<zd>\d{{1,2}})\s?[日号])?"
    rf"(?:{_TO}(?:(?:(?P<zy2>{_YEAR})\s?年\s?)?(?P<zm2>\d{{1,2}})\s?月)?"
    rf"(?:(?<=[月至到~–—-])(?P<zd2>\d{{1,2}})\s?日)?(?<=[月日]))?"
    rf"(?P<zpart>[上中下]旬|[初底末]|{_MID})?",
    # 2026年2到7月
    rf"(?P<zry>{_YEAR})\s?年\s?(?P<zrm>1[0-2]|[1-9]){_TO}(?P<zrm2>1[0-2]|[1-9])\s?月(?!\s?\d)",
    rf"(?P<zfmy>{_YEAR})\s?年[前头](?P<zfm>三|六|九|3|6|9)个月",
    rf"(?P<zqy>{_YEAR})\s?(?:财?年)?\s?第?(?P<zq>[一二三四1-4])\s?季度?",
    rf"(?P<zhy>{_YEAR})\s?年?\s?(?P<zh>[上下])半年",
    rf"(?P<zyy>{_YEAR})\s?(?:财年|财政年度|年(?!代))(?:年?(?P<zypart>[初底末]|{_MID}))?",
    # Q3 2025, 2025Q3, third quarter of 2025, H1 2026, first half of 2026, FY2025
    rf"\bQ(?P<q>[1-4])(?:[ -]?(?:FY\s?)?| (?:of )?(?i:fiscal )(?i:year )?| of )(?P<qy>{_YEAR})\b"
    rf"|\b(?P<qy2>{_YEAR})\s?Q(?P<q2>[1-4])\b",
    r"\b(?P<qw>(?i:first|second|third|fourth))[- ]quarter(?: of|,)?(?: the year)? "
    rf"(?:(?i:fiscal) (?i:year )?)?(?P<qwy>{_YEAR})\b",
    rf"\b(?:H(?P<h>[12])|(?P<h1>[12])H)[ -]?(?P<hy>{_YEAR})\b"
    rf"|\b(?P<hy2>{_YEAR})\s?H(?P<h2>[12])\b",
    # 1H26, H1'26, 3Q25, Q3 '25
    r"\b(?:(?:H(?P<sh>[12])|Q(?P<sq>[1-4]))\s?['’]|(?:(?P<sh2>[12])H|(?P<sq2>[1-4])Q)['’]?)"
    r"(?P<sy>\d\d)\b",  # not "H100", a chip
    rf"\b(?P<hw>(?i:first|second))[- ]half(?: of| in)? (?P<hwy>{_YEAR})\b",
    # first six months of 2026
    rf"\b(?i:first) (?P<fm>(?i:three|six|nine)) months (?:of|in) (?P<fmy>{_YEAR})\b",
    rf"\bFY\s?(?P<fy>{_YEAR}|\d\d)\b",
    # September to November 2025, between September and November 2025
    rf"\b(?P<rm>{_MONTH})(?: (?P<ry>{_YEAR}))?{_TO}(?P<rm2>{_MONTH}),? (?P<ry2>{_YEAR})\b",
    # 17 February 2026, 8-14 December 2025, mid-June 2026, Feb 2026
    rf"(?<![\w.])(?:(?P<d>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?(?: of)? )?(?P<part>{_PART})?"
    rf"\b(?P<m>{_MONTH}),? (?P<y>{_YEAR})\b",
    # February 17, 2026
    rf"\b(?P<am>{_MONTH}) (?P<ad>{_DAY})(?:{_TO}(?P<ad2>{_DAY}))?,? (?P<ay>{_YEAR})\b",
    rf"{_STARTS_FRESH}(?P<bpart>{_PART})?(?P<by>{_YEAR}){_NOT_A_QUANTITY}",
)
_YEARLESS = re.compile(
    rf"(?<![\w.])(?:{_DAY}(?:{_TO}{_DAY})?(?: of)? {_MONTH}(?![a-z])"
    rf"|{_MONTH} {_DAY}(?![\w.,]*\d|[ -](?:million|billion))|Q[1-4]\b|H[12]\b|\d{{4}}s\b"
    r"|\d{1,2}\s?[ap]\.?m\b)"
    r"|(?<![\d.])\d{1,2}\s?(?:月(?!活)(?:\s?\d{1,2}\s?[日号])?|[日号](?![元圆]))"
    r"|(?<!\d)\d{2,4}\s?年代|第[一二三四1-4]季度",
    re.ASCII,
)


_MANY = {"three": 3, "six": 6, "nine": 9, "三": 3, "六": 6, "九": 9, "3": 3, "6": 6, "9": 9}


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included; `text` stood at `begin`:`stop` of what was searched."""

    start: date
    end: date
    begin: int
    stop: int
    text: str


def parse(iso: str) -> Period:
    """The period of an ISO day, month or year; ValueError for anything else."""
    if not re.fullmatch(r"\d{4}(?:-\d\d){0,2}", iso, re.ASCII):
        raise ValueError(f"not an ISO date: {iso!r}")
    numbers = [int(part) for part in iso.split("-")]
    if 0 in numbers:
        raise ValueError(f"no such date: {iso!r}")
    start, end = _span(*numbers)
    return Period(start, end, 0, len(iso), iso)


def find(text: str) -> list[Period]:
    """Every absolute period, in reading order; impossible dates ("31 June 2026") are left out."""
    found = []
    for match in _absolute().finditer(text):
        try:
            start, end = _read({k: v for k, v in match.groupdict().items() if v is not None})
        except ValueError:
            continue
        if start <= end:
            found.append(Period(start, end, match.start(), match.end(), match[0]))
    return found


def spans(text: str) -> list[tuple[int, int]]:
    """Where any date wording stands, also without a year ("30 September", "7月", "Q3")."""
    taken = [match.span() for match in _absolute().finditer(text)]
    starts = [begin for begin, _ in taken]
    for match in _YEARLESS.finditer(text):
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or taken[before][1] <= match.start():
            taken.append(match.span())
    return sorted(taken)


def say(iso: str | None, language: Language) -> str:
    """The date in words, exactly as coarse as it is known."""
    if iso is None:
        return "undated" if language == "en" else "日期不详"
    parse(iso)
    year, month, day = ([int(part) for part in iso.split("-")] + [0, 0])[:3]
    if language == "zh":
        return f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")
    words = [str(day) if day else "", _MONTH_NAMES[month - 1] if month else "", str(year)]
    return " ".join(word for word in words if word)


def _span(year: int, month: int = 0, day: int = 0) -> tuple[date, date]:
    if day:
        return date(year, month, day), date(year, month, day)
    if month:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def _read(got: dict[str, str]) -> tuple[date, date]:
    if "iso" in got:
        return _span(*(int(part) for part in re.split("[-/]", got["iso"])))
    for read in (_read_months, _read_chinese, _read_part_of_year):
        if (result := read(got)) is not None:
            return result
    raise ValueError(f"unread date {got!r}")


def _read_chinese(got: dict[str, str]) -> tuple[date, date] | None:
    if "zyy" in got:
        return _third_of_year(int(got["zyy"]), got.get("zypart"))
    if "zry" in got:
        first = _span(int(got["zry"]), int(got["zrm"]))[0]
        return first, _span(int(got["zry"]), int(got["zrm2"]))[1]
    if "zy" not in got:
        return None
    year, month, day = int(got["zy"]), int(got["zm"]), int(got.get("zd", 0))
    start, end = _span(year, month, day)
    if "zm2" in got or "zd2" in got:
        last = int(got.get("zy2", year)), int(got.get("zm2", month)), int(got.get("zd2", 0))
        return start, _span(*last)[1]
    return _third_of_month(start, end, got.get("zpart")) if not day else (start, end)


def _read_months(got: dict[str, str]) -> tuple[date, date] | None:
    if "rm" in got:
        first = _span(int(got.get("ry", got["ry2"])), _month(got["rm"]))[0]
        return first, _span(int(got["ry2"]), _month(got["rm2"]))[1]
    for m, d, d2, y in (("m", "d", "d2", "y"), ("am", "ad", "ad2", "ay")):
        if m not in got:
            continue
        start, end = _span(int(got[y]), _month(got[m]), _day(got.get(d)))
        if d2 in got:
            end = date(start.year, start.month, _day(got[d2]))
        return (start, end) if d in got else _third_of_month(start, end, got.get("part"))
    return None


def _read_part_of_year(got: dict[str, str]) -> tuple[date, date] | None:
    if "sy" in got:
        length = 3 if got.keys() & {"sq", "sq2"} else 6
        last = length * int(next(got[k] for k in ("sh", "sh2", "sq", "sq2") if k in got))
        year_told = 2000 + int(got["sy"])
        return _span(year_told, last - length + 1)[0], _span(year_told, last)[1]
    for quarter, year in (("q", "qy"), ("q2", "qy2"), ("qw", "qwy"), ("zq", "zqy")):
        if quarter in got:
            last = 3 * _ordinal(got[quarter])
            return _span(int(got[year]), last - 2)[0], _span(int(got[year]), last)[1]
    for half, year in (("h", "hy"), ("h1", "hy"), ("h2", "hy2"), ("hw", "hwy"), ("zh", "zhy")):
        if half in got:
            last = 6 * {"上": 1, "下": 2}.get(got[half], 0) or 6 * _ordinal(got[half])
            return _span(int(got[year]), last - 5)[0], _span(int(got[year]), last)[1]
    for months, year in (("fm", "fmy"), ("zfm", "zfmy")):
        if months in got:
            return _span(int(got[year]))[0], _span(int(got[year]), _MANY[got[months].lower()])[1]
    if "fy" in got:
        return _span(int(got["fy"]) if len(got["fy"]) == 4 else 2000 + int(got["fy"]))
    return _third_of_year(int(got["by"]), got.get("bpart"))


def _month(name: str) -> int:
    return [month[:3] for month in _MONTH_NAMES].index(name[:3]) + 1


def _day(text: str | None) -> int:
    return int(re.sub("[a-z]", "", text)) if text else 0


def _ordinal(text: str) -> int:
    return int(text) if text.isdigit() else _ORDINALS[text.lower()]


def _third(part: str | None) -> int | None:
    """0 early, 1 middle, 2 late."""
    if part is None:
        return None
    return 0 if part[0] in "上初" or part.startswith("early") else 1 if part[0] in "中m" else 2


def _third_of_month(start: date, end: date, part: str | None) -> tuple[date, date]:
    third = _third(part)
    if third is None:
        return start, end
    first, last = ((1, 10), (11, 20), (21, end.day))[third]
    return start.replace(day=first), end.replace(day=last)


def _third_of_year(year: int, part: str | None) -> tuple[date, date]:
    third = _third(part)
    if third is None:
        return _span(year)
    return _span(year, third * 4 + 1)[0], _span(year, third * 4 + 4)[1]


@cache
def _absolute() -> re.Pattern[str]:
    return re.compile("|".join(_ABSOLUTE), re.ASCII)
