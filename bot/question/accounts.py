"""The year of the accounts that a question means: "last year's sales", 上一财年, 去年收入.

In: a question, the ledger. Out: the last year that ended, as the company's own accounts count it,
with the span it was told in. A year that is told without its accounts is left to the calendar.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.question import year_before
from knowledge import Ledger, Period, last_day, spans

_ACCOUNTED = r"(?:sales|revenues?|turnover|profits?|loss(?:es)?|spending|expenses|R&D)"
_LAST = re.compile(
    r"\b(?:last|latest|most recent|past) (?:full |completed )?"
    r"(?:(?:fiscal|financial) (?:year|yr)|fy)\b"
    r"(?! ?['’]?\d)"
    rf"|\blast (?:full )?year(?=['’]?s? {_ACCOUNTED}\b)"
    r"|(?:上一?|最近一?|最近一个|上个)(?:完整)?(?:财政年度|财年)|去年(?=的?(?:全年)?(?:收入|营收|销售|亏损|利润|支出|费用|研发))",
    re.IGNORECASE,
)
_TWO = re.compile(
    r"\b(?:the )?(?:last|latest|past|most recent|both) (?:two |2 )?(?:fiscal|financial) years\b"
    r"|\b(?:last|past) (?:two|2) (?:years|fys?|yrs)\b|\b(?:two|2) (?:fiscal|financial) years\b"
    r"|(?:最近|过去|近|前后|这)?(?:两|二)个?(?:财政年度|财年|会计年度)|(?:最近|过去|近)(?:两|二)年",
    re.IGNORECASE,
)
_YEAR = 12
# "H2 FY2026", "second half of the January 2026 year", 2026财年下半年, 截至2026年1月财年的下半年
_FISCAL = r"(?:FY|fiscal(?: year)?|financial year)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_HALF = re.compile(
    rf"\b(?:H(?P<h1>[12])|(?P<h2>[12])H|(?P<w1>first|second)[- ]half)(?: of)?(?: the)? {_FISCAL} ?"
    r"['’]?(?:20)?(?P<y1>\d\d)\b"
    r"|\b(?:H(?P<h3>[12])|(?P<w2>first|second)[- ]half) of the "
    rf"(?:(?:year|{_FISCAL}) (?:to|ended|ending) {_MONTH} 20(?P<y2>\d\d)"
    rf"|{_MONTH} 20(?P<y3>\d\d) (?:year|{_FISCAL}))"
    r"|(?:截至)?20(?P<y4>\d\d)年?(?:\d{1,2}月)?(?:的|之)?财年(?:的|之)?(?P<w3>[上下])半(?:年|财年)?",
    re.IGNORECASE,
)
_FIRST = ("1", "first", "上")


def find(question: str, ledger: Ledger) -> list[Period]:
    """None where the record has no accounts of whole years."""
    if halves := list(_halves(question, ledger)):
        return halves
    two = _TWO.search(question)
    match, end = two or _LAST.search(question), _last_end(ledger)
    if match is None or end is None:
        return []
    start = (date(end.year - 1, end.month, 1) + timedelta(days=31)).replace(day=1)
    last = Period(text=match.group(), begin=match.start(), stop=match.end(), start=start, end=end)
    return [last, year_before.of(last)] if two else [last]


def _halves(question: str, ledger: Ledger) -> Iterator[Period]:
    """Of a year of the accounts, which may end in any month."""
    end = _last_end(ledger)
    if end is None or end.month == _YEAR:  # the calendar's own halves
        return
    for match in _HALF.finditer(question):
        told = {k[0]: v.lower() for k, v in match.groupdict().items() if v}
        half = told.get("h") or told.get("w")
        months = (2000 + int(told["y"])) * _YEAR + end.month - (6 if half in _FIRST else 0)
        last, after = _first_of(months - 6), _first_of(months)
        yield Period(text=match.group(), begin=match.start(), stop=match.end(), start=last,
                     end=after - timedelta(days=1))  # fmt: skip


def _first_of(months: int) -> date:
    """The first day of the month that follows so many months of the calendar."""
    return date(months // _YEAR, months % _YEAR + 1, 1)


def _last_end(ledger: Ledger) -> date | None:
    company = ledger.subject.id if ledger.subject else ""
    years = [f for f in ledger.of(company, "revenue") if spans.months(f) == _YEAR and f.as_of]
    ends = [last_day(f.as_of or "") for f in years if spans.is_of_whole(f)]
    return date.fromisoformat(max(ends)) if ends else None
