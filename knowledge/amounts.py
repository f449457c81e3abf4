"""Figures in English or Chinese text → `Amount`s in base units; and whether two of them agree.

In: any text. Out: amounts with spans into that text, words of bound included ("超过100亿元" is one
span). Dates, versions and names with digits are not amounts. A bare number is a "count": this
module does not know which currency a table is in, nor what a figure describes.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from knowledge import figures
from knowledge.figures import Figure
from knowledge.names import completes_name, hide
from knowledge.records import Amount
from knowledge.units import CURRENCIES
from knowledge.wording import format as format

Agreement = Literal["equal", "rounded", "within", "different", "incomparable"]

_WRAP = re.compile(r"(?<=\d)\n(?=[a-z])", re.ASCII)  # a line that ends inside a figure
_TO = re.compile(r"[-–—~]|\s?[至到]\s?| to | [–-] (?=[$€£¥\d])", re.ASCII)
_AND = re.compile(r" and |\s?[和与]\s?", re.ASCII)
_FROM = re.compile(r"(?:(?<!ge )(?<!ges )(?<!ging )\bfrom |From |从|由)$", re.ASCII)
_LIST = re.compile(r"(?: in \0+)?\s?(?:,|，|、|和|与|及|或|(?:, )?\band\b|\bor\b)\s?", re.ASCII)
_CHANGE = re.compile(r"\s?(?:[升降增涨跌扩减回提]{1,2}(?:高|加|长|少)?[至到]| to )\s?", re.ASCII)
_BECAME = ("成了", "变成", "成为")
_COUNTED = re.compile(
    r" (?:[a-z-]+ )?(?!was |has |its |this |is |as |previous|across|towards |versus )[a-z]{3,}s\b",
    re.ASCII,
)
_TOPIC = re.compile(
    r"(?P<users>[月周日]活|用户|MAUs?\b|\busers\b|subscribers)|(?P<params>参数|激活|\bparameters)"
    r"|(?P<tokens>上下文|窗口|\bcontext|\bwindow)"
    r"|(?P<none>收入|营收|利润|现金|估值|融资|亏损|市值|成本|revenue|cash|valu|price|raise|下载|[。；;!?\n])",
    re.ASCII,
)
_CONTEXT_BEHIND = re.compile(r"[- ]?(?:context|window)|\s?的?(?:上下文|窗口)", re.ASCII)
_TOPIC_CHARS = 90
# A loss as statements write it: "(340)" alone in a cell, or with its currency, scale or per cent.
# In a sentence a bare number in brackets restates or numbers something.
_NEGATIVE = re.compile(
    r"^\s*\([\d,]+(?:\.\d+)?\)\s*$|(?<=[$€£¥])\s?\([\d,]+(?:\.\d+)?\)"
    r"|\([\d,]+(?:\.\d+)?\)(?=\s?(?:%|million|billion|thousand|[万亿]))",
    re.ASCII,
)


def find(text: str) -> list[Amount]:
    """Every amount with its span in `text`, in reading order, never overlapping."""
    seen = hide(_NEGATIVE.sub(_signed, _WRAP.sub(" ", text)))
    read = _share(seen, list(_apart([*_ranges(seen), *figures.fixed(seen)])))
    named = _restate(seen, [_with_topic(seen, figure) for figure in read])
    priced = (figures.priced(seen, figure) for figure in named if not _is_name(seen, figure))
    return [_amount(text, figure) for figure in priced]


def parse(text: str) -> Amount:
    """The one amount that `text` states from end to end; ValueError for anything else."""
    found = find(text)
    if len(found) != 1:
        raise ValueError(f"{text!r} states {len(found)} amounts, not one")
    rest = text[: found[0].start] + text[found[0].end :]
    if rest.strip(" .,;，。；()（）"):
        raise ValueError(f"{text!r} says more than an amount: {rest.strip()!r}")
    return found[0]


def compare(a: Amount, b: Amount) -> Agreement:
    """Whether two amounts agree; bounds ("about", "at least") are left to the caller."""
    if a.unit != b.unit:
        return "incomparable"
    if (a.low, a.high) == (b.low, b.high):
        return "equal"
    nearest = max(a.step, b.step) / 2
    alike = (a.low == a.high) == (b.low == b.high)
    if alike and abs(a.low - b.low) <= nearest and abs(a.high - b.high) <= nearest:
        return "rounded"
    if a.low <= b.low <= b.high <= a.high or b.low <= a.low <= a.high <= b.high:
        return "within"
    return "different"


def _signed(match: re.Match[str]) -> str:
    """Such as "(340)" → " -340", as long as before so that spans stay right."""
    return match[0].replace("(", " -").replace(")", "")


def _ranges(seen: str) -> Iterator[Figure]:
    """Figures with "10 to 20" put together; what is spelled out needs a unit by now."""
    stop = 0
    for first in figures.scan(seen):
        if first.start < stop:
            continue
        parts = _range(seen, first)
        stop = parts[-1].end
        yield from (part for part in parts if part.unit or not part.spelled)


def _range(seen: str, first: Figure) -> list[Figure]:
    """One figure for a range; two for "from 10 to 20", which says how something changed."""
    joint = (_AND if first.between else _TO).match(seen, first.end)
    second = figures.at(seen, joint.end()) if joint else None
    if second is None or not _belong_together(first, second):
        return [first]
    open_scale = first.scale == 1 and (not first.unit or first.fronted)
    low = _scaled(first, second.unit or first.unit, second.scale if open_scale else Decimal(1))
    high = replace(second, unit=low.unit)
    if _FROM.search(seen[max(0, first.start - 14) : first.start]):
        return [low, high]
    if low.low > high.high:
        return [first]
    bound = low.bound if low.bound != "exact" else high.bound
    return [
        replace(
            low, high=high.high, bound=bound, step=max(low.step, high.step), end=high.end,
            scale=high.scale,
        )
    ]  # fmt: skip


def _belong_together(first: Figure, second: Figure) -> bool:
    """Not "fell by 30% to 9.926 million", nor "$2 billion to above $20 billion"."""
    if second.bound == "at_least" and first.bound == "exact":
        return False
    if not second.unit:
        return not first.unit or first.fronted
    return first.unit in ("", second.unit)


def _apart(found: list[Figure]) -> Iterator[Figure]:
    stop = 0
    for figure in sorted(found, key=lambda one: (one.start, -one.end)):
        if figure.start >= stop:
            stop = figure.end
            yield figure


def _share(seen: str, found: list[Figure]) -> list[Figure]:
    """Lists say unit and scale once: "$500, 700 and 700 million", "5亿、7亿和7亿美元"."""
    shared: list[Figure] = []
    for run in _runs(seen, found):
        head, last = run[0], run[-1]
        money = head.unit in CURRENCIES and (head.fronted or head.scale > 1)
        if len(run) > 1 and money and last.scale > 1 and not _COUNTED.match(seen, last.end):
            run = [_scaled(figure, head.unit, last.scale) for figure in run]
        shared += run
    for i in reversed(range(len(shared) - 1)):
        shared[i] = _like_next(seen, shared[i], shared[i + 1])
    return shared


def _runs(seen: str, found: list[Figure]) -> Iterator[list[Figure]]:
    """Stretches of a list in which only the first figure may have a unit."""
    run: list[Figure] = []
    for figure in found:
        if run and not figure.unit and _LIST.fullmatch(seen, run[-1].end, figure.start):
            run.append(figure)
            continue
        if run:
            yield run
        run = [figure]
    if run:
        yield run


def _scaled(figure: Figure, unit: str, scale: Decimal) -> Figure:
    factor = scale if figure.scale == 1 else Decimal(1)
    return replace(
        figure, unit=unit, low=figure.low * factor, high=figure.high * factor,
        step=figure.step * factor, scale=figure.scale * factor,
    )  # fmt: skip


def _like_next(seen: str, this: Figure, following: Figure) -> Figure:
    """A figure without unit that is listed before, or changes into, one with a unit."""
    if this.unit or not following.unit or following.fronted or _COUNTED.match(seen, this.end):
        return this
    if seen[: this.start].endswith(_BECAME):
        return this  # "5亿美元成了50亿，100亿元…": its unit is the one before
    if _is_scaled_by(this, following) and _LIST.fullmatch(seen, this.end, following.start):
        return _scaled(this, following.unit, following.scale)
    alike = (this.scale > 1) == (following.scale > 1)
    if not alike or (this.scale == 1 and following.unit not in ("percent", "multiple")):
        return this
    joined = any(joint.fullmatch(seen, this.end, following.start) for joint in (_LIST, _CHANGE))
    return replace(this, unit=following.unit) if joined else this


def _is_scaled_by(this: Figure, following: Figure) -> bool:
    """A decimal before a scaled sum of money shares its scale: "2.55 and 7.3 billion yuan"."""
    return (
        this.scale == 1 and this.step < 1 and following.scale > 1 and following.unit in CURRENCIES
    )


def _with_topic(seen: str, figure: Figure) -> Figure:
    """A large figure without unit counts what its sentence is about: "月活降至992.6万" → users."""
    if figure.unit or figure.scale < 1000 or _COUNTED.match(seen, figure.end):
        return figure
    if _CONTEXT_BEHIND.match(seen, figure.end):
        return replace(figure, unit="tokens")
    before = seen[max(0, figure.start - _TOPIC_CHARS) : figure.start]
    topic = next(reversed([match.lastgroup for match in _TOPIC.finditer(before)]), None)
    return figure if topic in (None, "none") else replace(figure, unit=topic)


def _restate(seen: str, found: list[Figure]) -> list[Figure]:
    """A bare number in parentheses repeats the one before: "1 million tokens (1,048,576)"."""
    restated = list(found)
    for i in range(1, len(found)):
        before, this = restated[i - 1], found[i]
        between = seen[before.end : this.start].strip(" ")
        if this.unit or between != "(" or seen[this.end : this.end + 1] != ")":
            continue
        if abs(this.low - before.low) <= abs(before.low) / 10:
            restated[i] = replace(this, unit=before.unit)
    return restated


def _is_name(seen: str, figure: Figure) -> bool:
    bare = not figure.unit and figure.scale == 1 and figure.bound == "exact"
    return bare and completes_name(seen, figure.start, figure.end)


def _amount(text: str, figure: Figure) -> Amount:
    return Amount(
        low=_plain(figure.low), high=_plain(figure.high), unit=figure.unit or "count",
        bound=figure.bound, step=_plain(figure.step), start=figure.start, end=figure.end,
        text=text[figure.start : figure.end],
    )  # fmt: skip


def _plain(value: Decimal) -> Decimal:
    """Without trailing zeros or an exponent: 1200000000.0 → 1200000000."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()
