"""The times a question is asked from: "as known in March 2026", "what changed since May 2026".

In: a question. Out: the question without that clause, the last day whose publications count, and
the stretch whose news is asked for. The date that a figure is asked for is not its business.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.errors import FutureDay, NoDay
from knowledge import Ledger, Period, dated, first_day, last_day, periods

_KNOWN_EN = re.compile(
    r"[,(]?\s*(?<![A-Za-z])(?:(?:as (?:(?:it|things|that) )?(?:was |were )?)?(?:publicly )?known"
    r"|(?:with|on|from|given|using|going by|by) (?:only )?what (?:was|had been) "
    r"(?:publicly )?(?:known|public|published|out|reported|disclosed)"
    r"|(?:with|on|given|using) (?:only )?the (?:information|knowledge|sources) "
    r"(?:available|known|published)|from the standpoint|knowing only what was (?:known|published)"
    r"|as (?:publicly )?(?:documented|published|disclosed|reported|recorded|stated))"
    r"\s+(?P<how>in|by|on|at|of|as of|until|up to|through|before|back in)?"
    r"\s*(?:the (?:(?:end|start) of\s+)?)?$",
    re.IGNORECASE,
)
_KNOWN_ZH = re.compile(
    r"(?:(?:时|当时|为止|之前|以前|(?P<how>之前))?(?:已知|所知|已公开|公开|已公布|公布|已披露|披露|掌握|可得"
    r"|可?能?(?:够|以)?(?:查|看|找|搜|了解)得?到|有据可查)"
    r"的?(?:信息|资料|消息|情况)?|(?:时|当时)?的(?:公开)?(?:信息|资料|消息|视角|角度))"
    r"(?:来?看|判断|来说)?[，,]?"
)
_BEFORE_ZH = re.compile(r"(?:以|按照?|根据|依据?|据|截至|截止到?|站在|用)\s*$")
# "on then-available info": what was published by the day that the question names is what counts
_THEN = re.compile(
    r"[,(]?\s*(?<![A-Za-z])(?:on|with|given|using|from|by|going by) (?:only )?(?:the )?"
    r"(?:then[- ](?:available|known|public)|(?:info(?:rmation)?|sources) (?:available|known) then"
    r"|what was (?:known|public) then)(?: (?:info(?:rmation)?|knowledge|sources|data))?\)?"
    r"|[，,]?(?:以|按照?|根据|凭)?(?:当时|那时)的?(?:已知|公开|可得|可查)?的?"
    r"(?:信息|资料|消息|报道)(?:来?看)?",
    re.IGNORECASE,
)
# "as of April 2026", "截至4月底": the figure of that day, else what was known by then
_BY_EN = re.compile(
    r"(?:^|[\s,(])(?:as (?:of|at)|by|until|up to)\s+(?:the )?(?:end of\s+)?$", re.IGNORECASE
)
_BY_ZH = re.compile(r"(?:截至|截止到?|直?到)\s*$")
_UP_TO_ZH = re.compile(r"\s*(?:为止|止|时(?=[的，,]))")
_STAND_ZH = re.compile(r"(?:的时点)?(?:来?看[，,]?|[，,])")
_NEWS = re.compile(
    r"(?<![A-Za-z])(?:chang\w+|new|news|updates?|updated|happened|different|developments?|moved)"
    r"(?![A-Za-z])|变化|变动|变了|更新|新增|新消息|进展|不同|发生了什么|新情况|改变",
    re.IGNORECASE,
)
_WHY = re.compile(r"(?<![A-Za-z])why(?![A-Za-z])|为什么|为何", re.IGNORECASE)
_SINCE_EN = re.compile(
    r"\s*(?<![A-Za-z])(?P<how>since|after|from|between)\s+(?:the (?:end|start|beginning) of\s+)?$",
    re.IGNORECASE,
)
_TO_EN = re.compile(r"\s*(?:and|to|until|till|through)\s*", re.IGNORECASE)
_SINCE_ZH = re.compile(r"\s*(?P<how>以来|之后|以后|后|起|至今|到现在|之间|期间)(?:至今|到现在)?")
_FROM_ZH = re.compile(r"(?:自从?|从|在)\s*$")
_RANGE = re.compile(r"\b(?:to|and|through)\b|[至到–]|\s-\s")
_TO_ZH = re.compile(r"\s*(?:至|到|和|与)\s*")

_OPEN_EN = re.compile(
    r"(?<![A-Za-z])since\s+(?:the (?:end|start|beginning) of\s+)?$", re.IGNORECASE
)
_OPEN_ZH = re.compile(r"\s*(?:以来|至今|到现在)")
_AFTER_EN = re.compile(r"(?<![A-Za-z])after\s+(?:the (?:end of\s+)?)?$", re.IGNORECASE)
_AFTER_ZH = re.compile(r"[^，。,？?]{0,4}(?:之后|以后)")
_UNTIL_EN = re.compile(r"(?<![A-Za-z])(?:before|prior to)\s+$", re.IGNORECASE)
_UNTIL_ZH = re.compile(r"\s*(?:之前|以前)")
_BEFORE_MONTH = re.compile(r"前(?![后轮期])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """`as_of` an ISO day; `since` first and last day, the last None for "until now"; `by` the last
    day of a time as of which something is asked, which may be of that day or only known by it.
    """

    question: str
    as_of: str | None = None
    since: tuple[str, str | None] | None = None
    by: str | None = None


def read(question: str) -> Times:
    """The question without what it says of the time it is asked from."""
    known = _known(question)
    left = known.question
    if known.as_of is None:
        known = _by(left)
    found = periods.find(left) if _NEWS.search(left) and not _WHY.search(left) else []
    for i, first in enumerate(found):
        last = found[i + 1] if i + 1 < len(found) else None
        news = _since(left, first, last)
        if news:
            return Times(question=news.question, as_of=known.as_of, since=news.since)
    return known


def asked_for(question: str, period: Period) -> tuple[str, str]:
    """First and last day of what is asked for: "since 2024" and "after 2024" have no end,
    "before 2025" no start.
    """
    before, after = question[: period.begin], question[period.stop :]
    start, end = period.start.isoformat(), period.end.isoformat()
    if _OPEN_EN.search(before) or _OPEN_ZH.match(after):
        return start, date.max.isoformat()
    if _AFTER_EN.search(before) or _AFTER_ZH.match(after):
        return (period.end + timedelta(days=1)).isoformat(), date.max.isoformat()
    whole = period.text[-1:] in ("年", "月")  # 9月30日前 is by that day
    if _UNTIL_EN.search(before) or _UNTIL_ZH.match(after) or (whole and _BEFORE_MONTH.match(after)):
        return date.min.isoformat(), (period.start - timedelta(days=1)).isoformat()
    return start, end


def falls_in(day: str, period: tuple[str, str]) -> bool:
    """It begins in the period; a month also ends in it: "end of March" is told of March."""
    whole = (first_day(day), last_day(day)) if len(day) == len("2026-03") else (first_day(day),)
    return any(period[0] <= each <= period[1] for each in whole)


def tells_another(text: str, told: str, asked: Sequence[tuple[str, str]]) -> bool:
    """The text dates one of the times asked about that `told` does not: "slid from 64% in 2025"."""
    days = {p.start.isoformat() for p in dated(text)} - {p.start.isoformat() for p in dated(told)}
    return any(start <= day <= end for start, end in asked for day in days)


def valid_day(text: str) -> str:
    """An ISO day as given beside a question; NoDay for anything else."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise NoDay(f"{text!r} is not a date.", help="Give a day such as 2026-03-01.") from error


def refuse_future(day: str | None, ledger: Ledger, today: date | None = None) -> None:
    """FutureDay for a day after today that no source reaches either."""
    if day and day > max((today or date.today()).isoformat(), ledger.newest):
        raise FutureDay


def _known(question: str) -> Times:
    for period in periods.find(question):
        before, after = question[: period.begin], question[period.stop :]
        said = _KNOWN_EN.search(before)
        if said:
            start, end, how = said.start(), period.stop, (said["how"] or "").lower()
        else:
            lead, tail = _BEFORE_ZH.search(before), _KNOWN_ZH.match(after)
            tail = tail or (_STAND_ZH.match(after) if lead and "站在" in lead[0] else None)
            if tail is None:
                continue
            start, end = lead.start() if lead else period.begin, period.stop + tail.end()
            how = "before" if "之前" in tail[0] or "以前" in tail[0] else ""
        day = period.start - timedelta(days=1) if how == "before" else period.end
        return Times(question=_without(question, start, end), as_of=day.isoformat())
    return Times(question=question)


def _by(question: str) -> Times:
    """The one time that the question names, where it asks how things stood as of then."""
    left = _THEN.sub("", question)
    found = periods.find(left)
    if len(found) != 1:
        return Times(question=question)
    before, after = left[: found[0].begin], left[found[0].stop :]
    day = found[0].end.isoformat()
    if left != question:
        lead = _BY_EN.search(before) or _BY_ZH.search(before)
        start = lead.start() if lead else found[0].begin
        return Times(question=_without(left, start, found[0].stop), as_of=day)
    asks = _BY_EN.search(before) or _BY_ZH.search(before) or _UP_TO_ZH.match(after)
    return Times(question=question, by=day if asks else None)


def _since(question: str, first: Period, last: Period | None) -> Times | None:
    before, after = question[: first.begin], question[first.stop :]
    said = _SINCE_EN.search(before)
    tail = None if said else _SINCE_ZH.match(after)
    is_range = bool(_RANGE.search(first.text))
    if last and not tail and _joined(question, first, last):
        lead = said or _FROM_ZH.search(before)
        ending = _SINCE_ZH.match(question[last.stop :])
        end = last.stop + (ending.end() if ending else 0)
        left = _without(question, lead.start() if lead else first.begin, end)
        return Times(question=left, since=(first.start.isoformat(), last.end.isoformat()))
    if said:
        how, start, end = said["how"].lower(), said.start(), first.stop
    elif tail:
        lead = _FROM_ZH.search(before)
        how, start = tail["how"], lead.start() if lead else first.begin
        end = first.stop + tail.end()
    elif is_range and (lead := _FROM_ZH.search(before)):
        how, start, end = "之间", lead.start(), first.stop
    else:
        return None
    if is_range or how in ("between", "from", "之间", "期间"):
        reach = first.end.isoformat() if is_range or how != "from" else None
        return Times(question=_without(question, start, end), since=(_day(first.start), reach))
    later = first.end + timedelta(days=1) if how in ("after", "之后", "以后", "后") else first.start
    return Times(question=_without(question, start, end), since=(_day(later), None))


def _joined(question: str, first: Period, last: Period) -> bool:
    between = question[first.stop : last.begin]
    return bool(_TO_EN.fullmatch(between) or _TO_ZH.fullmatch(between))


def _without(question: str, start: int, end: int) -> str:
    left = f"{question[:start]} {question[end:]}".strip(" ,，")
    return re.sub(r"\s+([?？,，.])", r"\1", left)


def _day(day: date) -> str:
    return day.isoformat()
