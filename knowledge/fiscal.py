"""A document and its file's name in, the fiscal period it reports on out: "FY2023", "FY2023-Q2".

Years are numbered as the document numbers them: one that ends in January is called by either year.
What reports a day's event has that day ("2022-07-01"). Does not know companies.
"""

import re
from collections import Counter
from typing import Literal

from knowledge.periods import find as dated

Reports = Literal["year", "quarter", "day"]

COVER = 8_000  # characters of a document in which it says what it is
BODY = 400_000  # characters read for how it calls itself

_ENDED = re.compile(
    r"(?P<what>fiscal year|year|quarterly period|quarter|period|months|weeks)"
    r"\s+end(?:ed|ing)\s*:?\s*(?P<day>[^\n]{6,30})"
    r"|(?:截至|截止)\s*(?P<zh>\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"date of report[^\n]*?:?\s*\n?\s*(?P<day>[A-Z][a-z]+ \d{1,2},? \d{4})", re.IGNORECASE
)
_FISCAL = re.compile(r"\b(?:fiscal(?: year)?|FY)\s?(20\d\d)\b", re.IGNORECASE)
_EQUATED = re.compile(
    r"\b(?:fiscal|FY)\s?(?P<called>20\d\d)\b[^.\n\d]{0,25}?\bend(?:ed|ing)\b[^.\n]{0,16}?(?P<end>20\d\d)"
    r"|\bended\s[A-Z][a-z]+ \d{1,2}, (?P<end2>20\d\d)\W{1,4}(?:the )?\W?(?:fiscal|FY)"
    r"\s?(?P<called2>20\d\d)",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\b(?P<word>first|second|third|fourth)[ -]quarter|\bQ(?P<number>[1-4])\b"
    r"|第(?P<zh>[一二三四1-4])季度|(?P<half>半年度|中期报告|half-year)",
    re.IGNORECASE,
)
_SO_FAR = re.compile(
    r"\b(?P<many>six|nine) months ended|\b(?P<weeks>twenty-six|thirty-nine|26|39) weeks ended",
    re.IGNORECASE,
)
_IN_NAME = re.compile(r"(?<!\d)(?P<year>20\d\d)(?!\d)[\s_-]*(?:[Qq](?P<quarter>[1-4]))?")
_NUMBER = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "six": 2,
    "nine": 3,
    "twenty-six": 2,
    "thirty-nine": 3,
    "26": 2,
    "39": 3,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
}


def period(reports: Reports, text: str, name: str) -> str | None:
    cover = text[:COVER]
    if reports == "day":
        found = _REPORTED.search(cover)
        days = dated(found["day"]) if found else []
        return days[0].start.isoformat() if days else _date_in(name)
    year = _fiscal_year(text, name)
    if year is None:
        return None
    quarter = _quarter(text, name) if reports == "quarter" else None
    return f"FY{year}-Q{quarter}" if quarter else f"FY{year}"


def _fiscal_year(text: str, name: str) -> int | None:
    """As the document numbers it: a year that ends in January is called by either year."""
    end = _end_year(text[:COVER])
    in_name = _IN_NAME.search(name)
    if in_name and (end is None or abs(int(in_name["year"]) - end) <= 1):
        return int(in_name["year"])
    pairs = [
        (int(m["end"] or m["end2"]), int(m["called"] or m["called2"]))
        for m in _EQUATED.finditer(text[:BODY])
    ]
    called = Counter(year for ended, year in pairs if ended == end and abs(year - ended) <= 1)
    said = Counter(map(int, _FISCAL.findall(text[: 2 * COVER])))
    near = Counter({y: n for y, n in said.items() if end is None or abs(y - end) <= 1})
    best = (called or near).most_common(1)
    return best[0][0] if best else end


def _end_year(cover: str) -> int | None:
    for found in _ENDED.finditer(cover):
        days = dated(found["day"] or found["zh"])
        if days:
            return days[0].end.year
    years = re.findall(r"(20\d\d)\s*年", cover)
    return int(Counter(years).most_common(1)[0][0]) if years else None


def _quarter(text: str, name: str) -> int | None:
    """The quarter the file's name gives, else the one the first pages speak of most."""
    in_name = _IN_NAME.search(name)
    if in_name and in_name["quarter"]:
        return int(in_name["quarter"])
    so_far = Counter((m["many"] or m["weeks"]).lower() for m in _SO_FAR.finditer(text[:BODY]))
    if so_far:
        return _NUMBER[so_far.most_common(1)[0][0]]
    counts: Counter[int] = Counter()
    for found in _QUARTER.finditer(text[: 2 * COVER]):
        key = found["word"] or found["number"] or found["zh"] or "six"
        counts[_NUMBER[key.lower()]] += 1
    return counts.most_common(1)[0][0] if counts else None


def _date_in(name: str) -> str | None:
    found = re.search(r"(20\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)", name)
    return "-".join(found.groups()) if found else None
