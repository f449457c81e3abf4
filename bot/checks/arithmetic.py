"""A figure that a claim works out from other figures it shows: ratio, change, share, difference.

In: the figure and the amounts of the same claim that are quoted themselves, and the dates of the
evidence for a span of time. Out: the working, or None. Any two figures of the evidence would
make nearly any percentage, so the operands have to be shown.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations, permutations

from knowledge import Amount

_RATIOS = ("multiple", "percent")
_CLOSE = Decimal("0.06")
_TOGETHER = re.compile(
    r"\b(?:together|in all|in total|combined|altogether|sum)\b|合计|共计|总计|之和"
)
_APART = re.compile(
    r"\b(?:more|less|fewer|higher|lower|difference|gap|rise|rose|increase|drop|fell|fall|added|by)\b"
    r"|差|多出|增加|减少|高出|缩|[升降涨跌]"
)
_MOVED = re.compile(
    r"\b(?:up|down|growth|grew|rose|fell|rise|fall|increased?|decreased?|dropp?(?:ed)?|more|less|"
    r"higher|lower|shrank|declined?|climbed)\b|[升降增减涨跌高低]"
)
_OF = re.compile(r"\s+of\b")
_SHARE = re.compile(r"(?:占|相当于|share of)[^，；。,;.]{0,40}$")
_NEAR = 30  # characters around a figure in which the word stands that says how it was made
_ELAPSED = re.compile(r"\b(?:earlier|later|before|after|apart|since)\b|[之以]?[前后]|以来|间隔")
_DAYS = {"years": 365.25, "months": 30.44, "weeks": 7.0, "days": 1.0}


def how(figure: Amount, shown: Sequence[Amount], days: Sequence[date], text: str) -> str | None:
    """How the figure is worked out from the shown ones or from the days; None if it is not."""
    if figure.low != figure.high:
        return None
    others = [a for a in shown if a.low == a.high and a.low > 0]
    results = _results(figure, others, text)
    working = next((w for value, w in results if _meets(figure, value)), None)
    working = working or _elapsed(figure, sorted(set(days)), text)
    return f"{figure.text}: computed, {working}" if working else None


def behind(figure: Amount, held: Sequence[Amount], days: Sequence[date]) -> str | None:
    """The same for an editor's own words, which may leave the operands unsaid: a value "about ten
    times too high", a step that "took about 27 months".
    """
    if figure.low != figure.high:
        return None
    singles = [a for a in held if a.low == a.high > 0 and a.unit not in ("count", *_RATIOS)]
    if figure.unit == "multiple":
        pairs = ((a, b) for a, b in permutations(singles, 2) if a.unit == b.unit)
        fits = (f"{a.low:f} ÷ {b.low:f}" for a, b in pairs if _meets(figure, a.low / b.low))
        working = next(fits, None)
    else:
        working = _between(figure, sorted(set(days)))
    return f"{figure.text}: computed, {working}" if working else None


def _elapsed(figure: Amount, days: Sequence[date], text: str) -> str | None:
    """The time between two dates of the evidence: "two years earlier"."""
    return _between(figure, days) if _ELAPSED.search(text) else None


def _between(figure: Amount, days: Sequence[date]) -> str | None:
    length = _DAYS.get(figure.unit)
    if length is None:
        return None
    for first, last in combinations(days, 2):
        if last > first and round((last - first).days / length) == figure.low:
            return f"{last.isoformat()} − {first.isoformat()}"
    return None


def _results(figure: Amount, others: Sequence[Amount], text: str) -> Iterator[tuple[Decimal, str]]:
    around = text[max(0, figure.start - _NEAR) : figure.end + _NEAR]
    moved, apart = bool(_MOVED.search(around)), bool(_APART.search(around))
    shared = bool(_OF.match(text, figure.end) or _SHARE.search(text[: figure.start]))
    for a, b in permutations(others, 2):
        if a.unit != b.unit or a.unit == "multiple":
            continue
        if figure.unit == "multiple":
            yield a.low / b.low, f"{a.low:f} ÷ {b.low:f}"
        elif figure.unit == "percent" and a.unit != "percent":
            if moved:
                yield abs(a.low / b.low - 1) * 100, f"|{a.low:f} ÷ {b.low:f} − 1|"
            if shared:
                yield a.low / b.low * 100, f"{a.low:f} ÷ {b.low:f}"
        if figure.unit == a.unit and apart:
            yield a.low - b.low, f"{a.low:f} − {b.low:f}"
    if _TOGETHER.search(text):
        same = [a for a in others if a.unit == figure.unit and figure.unit not in _RATIOS]
        if len(same) > 1:
            yield sum((a.low for a in same), Decimal(0)), " + ".join(f"{a.low:f}" for a in same)


def _meets(figure: Amount, value: Decimal) -> bool:
    """To the claim's last digit; a bound holds on its side, no further off than a rounding."""
    off = figure.low - value
    if figure.bound == "at_least":
        return value > 0 and 0 <= -off < figure.step
    if figure.bound == "at_most":
        return value > 0 and 0 <= off < figure.step
    return value > 0 and abs(off) <= min(figure.step / 2, value * _CLOSE)
