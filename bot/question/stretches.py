"""Several months that a question tells in short → the period it means: "feb-jul this year", H1 26,
"aug 25 - jan 26", 今年2到7月, 两个财年.

In: the question, the day of the newest source. Out: periods as `knowledge.periods` gives them, with
the span they were told in; without a year the latest such months that the record reaches. Knows no
ledger.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge import Period, periods

_MONTHS = "January February March April May June July August September October November December"
_NAMES = _MONTHS.split()
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{2,6})?\.?"
_YEAR = r"['’]?(?:20)?(?P<{}>[2-4]\d)(?![\d.,%])"
_RANGE = re.compile(  # "from March to June" may mean its ends alone: only a dash needs no year
    rf"(?<![a-z])(?P<m1>{_MONTH}) ?(?:{_YEAR.format('y1')})?"
    rf"\s?(?:(?P<dash>[-–—~])|to|thru|through)\s?(?P<m2>{_MONTH})(?![a-z])"
    rf"(?: (?:of )?(?P<told>this|last) (?:year|yr)| ?{_YEAR.format('y2')})?(?! ?\d)",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"(?<![a-z])(?:H(?P<h>[12])|(?P<h2>[12])H|(?P<hw>first|second)[- ]half)"
    rf"(?: ?{_YEAR.format('y')}|(?: of)? (?P<told>this|last) (?:year|yr)|(?! of)(?! ?['’]?\d))"
    r"(?![a-z])",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(rf"(?<![a-z])(?P<m>{_MONTH}) ?['’](?P<y>[2-4]\d)(?!\d)", re.IGNORECASE)
_RANGE_ZH = re.compile(
    r"(?:(?P<told>今年|去年|前年)|(?<![\d年月.]))(?P<m1>1[0-2]|[1-9])(?P<whole>月)?[到至~–—-]"
    r"(?P<m2>1[0-2]|[1-9])月(?!\d)"
)
_BACK = {"今年": 0, "去年": 1, "前年": 2, "this": 0, "last": 1}


def stretches(question: str, newest: str) -> list[Period]:
    """In reading order; none where the record has no time of its own."""
    if not newest:
        return []
    told = [*_ranges(question, newest), *_halves(question, newest), *_ranges_zh(question, newest)]
    told += [(m, f"{_named(m['m'])} 20{m['y']}") for m in _OF_YEAR.finditer(question)]
    found: list[Period] = []
    for match, text in told:
        free = not any(p.begin < match.end() and match.start() < p.stop for p in found)
        for period in periods.find(text)[:1] if free else ():
            start, stop = match.span()
            found.append(replace(period, begin=start, stop=stop, text=match.group()))
    return sorted(found, key=lambda p: p.begin)


def _ranges(question: str, newest: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _RANGE.finditer(question):
        first, last = _named(match["m1"]), _named(match["m2"])
        if not (match["dash"] or match["told"] or match["y2"]):
            continue
        end = 2000 + int(match["y2"]) if match["y2"] else _year(match, _at(last), newest)
        start = 2000 + int(match["y1"]) if match["y1"] else end - (_at(first) > _at(last))
        yield match, f"{first} {start} to {last} {end}"


def _halves(question: str, newest: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _HALF.finditer(question):
        half = 1 if (match["h"] or match["h2"] or match["hw"].lower()) in ("1", "first") else 2
        year = 2000 + int(match["y"]) if match["y"] else _year(match, half * 6 - 5, newest)
        yield match, f"H{half} {year}"


def _ranges_zh(question: str, newest: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in _RANGE_ZH.finditer(question):
        first, last = int(match["m1"]), int(match["m2"])
        if match["told"] or not match["whole"]:
            year = _year(match, last, newest)
            yield match, f"{year - (first > last)}年{first}月至{year}年{last}月"


def _year(match: re.Match[str], month: int, newest: str) -> int:
    told = (match["told"] or "").lower()
    return int(newest[:4]) - _BACK.get(told, month > int(newest[5:7]))


def _named(short: str) -> str:
    return next(name for name in _NAMES if name[:3].lower() == short[:3].lower())


def _at(name: str) -> int:
    return _NAMES.index(name) + 1
