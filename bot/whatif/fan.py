"""The balance by month as a fan chart: a projection in, shapes for a desk and for a phone out.

The band runs from P10 to P90, the line is P50, the dashes are every input mid-range; a tick below
the axis is a raise. Styles are names; the page (SVG) and a memo (a picture) give them colours.
Computes nothing but positions.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.whatif.levers import shown_in
from bot.whatif.projection import Month, Projection
from bot.whatif.shapes import Area, Box, Curve, Dot, Drawing, Line, Shape, Text
from knowledge import periods
from knowledge.scenario import months as calendar
from knowledge.scenario import wording

Words = Mapping[str, str]
_APART = (3, 6, 12, 24, 60, 120)  # months between the dates on the axis
_LINES, _LETTER = 4, 7.5  # lines for the amounts of raises, and the width of a letter in them


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Where things stand, in the SVG's own units; `dates` is how many fit on the axis."""

    css: str
    width: int
    height: int
    left: int
    below: int
    dates: int
    legend: tuple[float, float, float, float]  # the three places and the line they stand on
    months: float
    most: float  # money at the top
    unit: tuple[Decimal, str, str]  # of what the money is counted in, and the words around it

    top = 30
    right = 14

    @property
    def floor(self) -> int:
        return self.height - self.below

    def x(self, month: float) -> float:
        return self.left + (self.width - self.left - self.right) * month / self.months

    def y(self, money: float) -> float:
        return self.floor - (self.floor - self.top) * money / self.most

    def number(self, money: float) -> str:
        counted = Decimal(round(money)) / self.unit[0]
        return wording.number(counted, counted)

    def money(self, money: float) -> str:
        return self.unit[1] + self.number(money) + self.unit[2]

    def points(self, ends: Sequence[tuple[int, float]]) -> tuple[tuple[float, float], ...]:
        return tuple((self.x(month), self.y(money)) for month, money in ends)


def fan(shown: Projection, words: Words) -> tuple[Drawing, Drawing]:
    """The wide drawing and the narrow one."""
    highest = max(m.p90 for m in shown.months)
    step = _step(highest)
    most = step * math.ceil(highest / step * 1.02)
    rest: dict[str, Any] = {
        "months": shown.months[-1].month,
        "most": most,
        "unit": shown_in(Decimal(most), shown.currency, shown.language),
    }
    wide = _Frame(
        css="wide", width=860, height=380, left=52, below=52, dates=9,
        legend=(430, 540, 650, 16), **rest,
    )  # fmt: skip
    narrow = _Frame(
        css="narrow", width=370, height=310, left=40, below=72, dates=5,
        legend=(8, 110, 200, 302), **rest,
    )  # fmt: skip
    return _drawing(wide, shown, step, words), _drawing(narrow, shown, step, words)


def _drawing(frame: _Frame, shown: Projection, step: float, words: Words) -> Drawing:
    band = [(m.month, m.p90) for m in shown.months]
    band += [(m.month, m.p10) for m in reversed(shown.months)]
    median = frame.points([(m.month, m.p50) for m in shown.months])
    middle = frame.points([(m.month, m.middle) for m in shown.months])
    said = shown.said[0].text if shown.said else ""
    shapes: list[Shape] = [
        Box(style="fan-sheet", width=frame.width, height=frame.height),
        *_money_axis(frame, step, words),
        *_dates(frame, shown),
        Area(style="fan-band", points=frame.points(band)),
        Curve(style="fan-median", points=median),
        Curve(style="fan-middle", points=middle),
        _zero(frame),
        *_raises(frame, shown),
        *_before(frame, shown),
        *_balance(frame, shown, words),
        *_legend(frame, words),
        *_tips(frame, shown),
    ]
    return Drawing(
        style=frame.css,
        width=frame.width,
        height=frame.height,
        about=f"{words['fan_alt']} {said}",
        shapes=tuple(shapes),
    )


def _text(x: float, y: float, text: str, css: str = "", anchor: str = "start") -> Text:
    return Text(style=css, x=x, y=y, text=text, anchor=anchor)


def _line(css: str, x1: float, y1: float, x2: float, y2: float) -> Line:
    return Line(style=css, x1=x1, y1=y1, x2=x2, y2=y2)


def _step(highest: float) -> float:
    """A round distance between grid lines (1, 2 or 5 × a power of ten) for about five of them."""
    rough = max(highest, 1) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough)


def _money_axis(frame: _Frame, step: float, words: Words) -> Iterator[Shape]:
    unit = f"{frame.unit[1].strip()} {frame.unit[2].strip()}".strip()
    for i in range(round(frame.most / step) + 1):
        y = frame.y(i * step)
        yield _line("fan-grid", frame.left, y, frame.width - frame.right, y)
        yield _text(frame.left - 8, y + 4, frame.number(i * step), anchor="end")
    yield _text(8, 16, words["fan_cash"].format(unit=unit), "fan-title")


def _dates(frame: _Frame, shown: Projection) -> Iterator[Shape]:
    for month, label in _calendar(shown.months, frame.dates):
        x = frame.x(month)
        yield _line("fan-tick", x, frame.floor, x, frame.floor + 5)
        yield _text(x, frame.floor + 19, label, anchor="middle")


def _calendar(months: Sequence[Month], most: int) -> Iterator[tuple[float, str]]:
    """The first days of years, or of months where years are too far apart, that fit in."""
    first, last = months[0].day + timedelta(days=1), months[-1].day
    apart = next((step for step in _APART if (len(months) - 1) / step <= most), _APART[-1])
    for whole in range(first.year * 12 + first.month - 1, last.year * 12 + last.month + 1):
        day = date(whole // 12, whole % 12 + 1, 1)
        if whole % apart == 0 and first <= day <= last:
            label = str(day.year) if apart >= 12 else f"{day:%Y-%m}"
            yield float(calendar.months_after(first, day)), label


def _zero(frame: _Frame) -> Line:
    return _line("fan-zero", frame.left, frame.floor, frame.width - frame.right, frame.floor)


def _balance(frame: _Frame, shown: Projection, words: Words) -> Iterator[Shape]:
    """Where it starts: the day of the balance, below the axis."""
    day = periods.say(shown.as_of, shown.language)
    yield Dot(style="fan-dot", x=frame.left, y=frame.y(shown.months[0].p50), radius=4)
    yield _text(frame.left, frame.floor + 38, words["fan_balance"].format(day=day))


def _raises(frame: _Frame, shown: Projection) -> Iterator[Shape]:
    """Each with its amount on the highest line that has room; without it where none has."""
    taken = [0.0] * _LINES
    within = [each for each in shown.raises if each.month <= frame.months]
    for each in sorted(within, key=lambda one: one.month):
        x, label = frame.x(each.month), f"+{frame.number(each.amount)}"
        yield _line("fan-raise", x, frame.top, x, frame.floor)
        line = next((i for i, end in enumerate(taken) if x >= end), None)
        if line is not None:
            yield _text(x + 4, frame.top + 12 + 15 * line, label, "fan-strong")
            taken[line] = x + 8 + _LETTER * len(label)


def _before(frame: _Frame, shown: Projection) -> Iterator[Shape]:
    """The day before which the chance of running out is given, with that chance."""
    chance = shown.chance
    if chance is None:
        return
    month = float(calendar.months_after(shown.months[0].day + timedelta(days=1), chance.before))
    if not 0 <= month <= frame.months:
        return
    x, late = frame.x(month), month > frame.months * 0.8
    day = periods.say(chance.before.isoformat(), shown.language)
    label = f"{day} · {percent(chance.share)}"
    anchor, aside = ("end", -6) if late else ("start", 6)
    yield _line("fan-before", x, frame.top, x, frame.floor)
    yield _text(x + aside, frame.top + 60, label, "fan-strong", anchor)


def percent(share: float) -> str:
    """A chance in whole percent, half up, as the sentence says it."""
    return f"{math.floor(100 * share + 0.5)}%"


def _legend(frame: _Frame, words: Words) -> Iterator[Shape]:
    """In the line of the title; below the axis where there is no room."""
    *spots, y = frame.legend
    for css, x in zip(("fan-band", "fan-median", "fan-middle"), spots, strict=True):
        if css == "fan-band":
            yield Box(style=css, x=x, y=y - 9, width=18, height=10)
        else:
            yield _line(css, x, y - 4, x + 18, y - 4)
        yield _text(x + 24, y, words[css.replace("-", "_")])


def _tips(frame: _Frame, shown: Projection) -> Iterator[Shape]:
    """What the pointer reads in a month; a phone has no pointer."""
    if frame.css == "narrow":
        return
    width = frame.x(1) - frame.x(0)
    for m in shown.months:
        ends = (("P10", m.p10), ("P50", m.p50), ("P90", m.p90))
        day = periods.say(m.day.isoformat(), shown.language)
        said = f"{day}: " + " · ".join(f"{name} {frame.money(money)}" for name, money in ends)
        yield Box(
            style="fan-tip",
            x=frame.x(m.month) - width / 2,
            y=frame.top,
            width=width,
            height=frame.floor - frame.top,
            tip=said,
        )
