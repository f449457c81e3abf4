"""When a figure of a sentence holds: the date beside it, one without a year completed, or none.

In: a sentence, the place of an amount in it and the day its document was published. Out: first and
last day, and how sure that is. Knows no attribute and no entity.
"""

import re
from calendar import month_name, monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from knowledge import periods
from knowledge.proposed import Dated
from knowledge.records import Amount
from knowledge.stated import dated

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_YEARLESS = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}}) (?P<m>{_MONTH})|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?!\d|,? ?\d{{4}})"
    rf"|(?:(?:in|by|since|of|until|during|mid-|early|late|end of)[ -]?)(?:mid-|early "
    rf"|late )?(?P<m3>{_MONTH})"
    r"|(?P<q>first|second|third|fourth)[- ]quarter|(?P<h>first|second) half)\b(?! (?:of )?(?:19"
    r"|20)\d\d)"
    r"|(?<![A-Za-z])Q(?P<qn>[1-4])(?![A-Za-z0-9])(?! (?:19|20)\d\d)|(?<!年)(?P<zhalf>[上下])半年"
    r"|(?<![\d年])(?P<zm>\d{1,2})月(?:(?P<zd>\d{1,2})[日号])?(?!活)|(?<!年)(?:第?(?P<zq>[一二三四])季度)"
)
_RELATIVE = re.compile(
    r"\b(?:months?|years?|weeks?|days?) (?:earlier|before|ago|after|later)\b|\b(?:a"
    r"|one) (?:month|year)"
    r" (?:after|before)\b|\bpreviously\b|\bonce\b|\bat (?:its|the) peak\b|\bformerly\b"
    r"|\b(?:this|the) quarter\b|本季度|当季|本期|当期|同期"
    r"|个?[月年周天]前|[月年周天]后|此前|曾经|曾(?!经)|上一轮|前一轮",
    re.IGNORECASE,
)
# Times that are given once for a list of figures: which is whose is not worked out here.
_SHARED_TIME = re.compile(
    r"\bsame (?:years|periods|months|quarters)\b|\brespectively\b|同年|分别", re.IGNORECASE
)
_YEAR_WORDS = re.compile(
    r"\b(?P<last>last year|the year before)\b|\b(?P<this>this year)\b|(?P<zlast>去年|上年)"
    r"|(?P<zthis>今年)"
)
_NOT_AS_OF = re.compile(
    r"(?:\bsince|\bdue (?:in|by)?|\bfounded in|\bborn in|\buntil|\breport(?:ed)? (?:of|on)|\bbefore"
    r"|\bafter|\bdated|\bpublished(?: on)?|\bwrote (?:in|on)|成立于|创立于|生于|自|到期)\s*$",
    re.IGNORECASE,
)
_NOT_AS_OF_BEHIND = re.compile(
    r"\s*(?:成立|创立|创办|出生|到期|发文|报道|[^，。；]{0,4}(?:之后|之前|以来|以后|后(?![续期])))"
)
_JOINT = re.compile(
    r"[^,;，；。]{0,24}?[ （(](?:in|on|by|at|for|during|as of|at the end of|to)?\s?(?:the )?",
    re.IGNORECASE,
)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True)
class When:
    since: date | None
    until: date | None
    dated: Dated


UNDATED = When(None, None, "undated")
_Span = tuple[int, int, When]


def when(
    sentence: str, amount: Amount, others: Sequence[Amount], published: str | None, year: int | None
) -> When:
    """The time of `amount` among the `others`; `year` is the last one the text named before."""
    found = _dates(sentence, published, year)
    if _SHARED_TIME.search(_clause(sentence, amount, ";；。")):
        return UNDATED
    reached = _in_reach(sentence, amount, others, found)
    near = _nearest(sentence, amount, others, reached)
    if near:
        return near
    if reached or _RELATIVE.search(_clause(sentence, amount)):
        return UNDATED
    if published is None:
        return UNDATED
    printed = periods.parse(published)
    return When(printed.start, printed.end, "published")


def year_in(sentence: str) -> int | None:
    """The last year that the sentence names in full."""
    found = dated(sentence)
    return found[-1].end.year if found else None


def _in_reach(
    sentence: str, amount: Amount, others: Sequence[Amount], found: Sequence[_Span]
) -> list[_Span]:
    """Dates of the stretch between semicolons, else one that leads the whole sentence in."""
    edges = [m.start() for m in re.finditer(r"[;；]", sentence)]
    low = max((e for e in edges if e < amount.start), default=-1)
    high = min((e for e in edges if e >= amount.end), default=len(sentence))
    first = min((a.start for a in others), default=0)
    near = [d for d in found if low < d[0] and d[1] <= high]
    return near or [d for d in found if d[1] <= first][:1]


@lru_cache(maxsize=64)  # asked again for each amount of a sentence
def _dates(sentence: str, published: str | None, year: int | None) -> tuple[_Span, ...]:
    full = [
        (p.begin, p.stop, When(p.start, p.end, "stated"))
        for p in dated(sentence)
        if _is_as_of(sentence, p.begin, p.stop)
    ]
    part = [
        (m.start(), m.end(), completed)
        for m in _YEARLESS.finditer(sentence)
        if all(m.end() <= b or e <= m.start() for b, e, _ in full)
        and _is_as_of(sentence, m.start(), m.end())
        and (completed := _completed(m, published, year_in(sentence[: m.start()]) or year))
    ]
    found = [*full, *part, *_years(sentence, published)]
    return tuple(sorted(found, key=lambda d: d[0]))


def _is_as_of(sentence: str, begin: int, stop: int) -> bool:
    return not _NOT_AS_OF.search(sentence[:begin]) and not _NOT_AS_OF_BEHIND.match(sentence, stop)


def _years(sentence: str, published: str | None) -> Iterator[_Span]:
    for match in _YEAR_WORDS.finditer(sentence) if published else ():
        year = int((published or "")[:4]) - (1 if match["last"] or match["zlast"] else 0)
        yield match.start(), match.end(), When(date(year, 1, 1), date(year, 12, 31), "inferred")


def _completed(match: re.Match[str], published: str | None, year: int | None) -> When | None:
    """With the year named before, else the last time it was that date when printed."""
    got = match.groupdict()
    try:
        if got["q"] or got["qn"] or got["zq"]:
            quarter = int(got["qn"] or 0) or _QUARTERS[got["q"] or got["zq"]]
            first, last = 3 * quarter - 2, 3 * quarter
            day = 0
        elif got["h"] or got["zhalf"]:
            first = 1 if got["h"] == "first" or got["zhalf"] == "上" else 7
            last, day = first + 5, 0
        else:
            word = got["m"] or got["m2"] or got["m3"]
            first = last = list(month_name).index(word) if word else int(got["zm"])
            day = int(got["d"] or got["d2"] or got["zd"] or 0)
        latest = periods.parse(published).end if published else None
        if year is None and latest is None:
            return None
        chosen = year if year is not None else (latest.year if latest else 0)
        start = date(chosen, first, day or 1)
        if latest and start > latest:  # a year named before may lie ahead: "a listing in 2027"
            late = date(latest.year, first, day or 1) > latest
            start = date(latest.year - late, first, day or 1)
    except ValueError:
        return None
    end = start if day else date(start.year, last, monthrange(start.year, last)[1])
    return When(start, end, "inferred")


def _nearest(
    sentence: str, amount: Amount, others: Sequence[Amount], found: Sequence[_Span]
) -> When | None:
    """The date behind the amount and before the next, else the last one before it."""
    if not found:
        return None
    following = min((a.start for a in others if a.start >= amount.end), default=len(sentence))
    previous = max((a.end for a in others if a.end <= amount.start), default=0)
    behind = [d for d in found if amount.end <= d[0] and d[1] <= following]
    if behind and _JOINT.fullmatch(sentence, amount.end, behind[0][0]):
        return behind[0][2]
    between = [d for d in found if previous <= d[0] and d[1] <= amount.start]
    if between and not re.search(r"[;；。]", sentence[between[-1][1] : amount.start]):
        return between[-1][2]
    if behind and not re.search(r"[,;，；。]", sentence[amount.end : behind[0][0]]):
        return behind[0][2]
    before = [d for d in found if d[1] <= amount.start]
    leads = [d for d in before if d[0] < min((a.start for a in others), default=0)]
    if before and (len(before) == 1 or before == leads):
        return before[-1][2]
    return found[0][2] if len(found) == 1 and amount.end <= found[0][0] else None


def _clause(sentence: str, amount: Amount, stops: str = ",;，；。") -> str:
    edges = [m.start() for m in re.finditer(f"[{stops}]", sentence)]
    start = max((e for e in edges if e < amount.start), default=0)
    stop = min((e for e in edges if e >= amount.end), default=len(sentence))
    return sentence[start:stop]
