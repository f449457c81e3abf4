"""Metrics as bars on one axis: which of a memo's metrics can stand beside each other.

In: the registry's metrics. Out: `Bars` of those measured in years, and one for each metric that
compares a row of figures of one unit. Positions only; computes no figure.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.whatif.shapes import Box, Drawing, Line, Shape, Text
from knowledge import Amount, Language, Ledger, Metric, amounts, periods

_LEAST, _MOST = 3, 14  # figures that make a picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    name: str
    low: float
    high: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """`top` is where the axis ends: every bar lies between 0 and it."""

    bars: tuple[Bar, ...]

    @property
    def top(self) -> float:
        return max(bar.high for bar in self.bars)


def in_years(metrics: Sequence[Metric], language: Language) -> Bars | None:
    """The metrics that tell how long."""
    made = [
        Bar(
            name=m.name_zh if language == "zh" else m.name,
            low=float(m.low),
            high=float(m.high),
            label=amounts.format(Amount(low=m.low, high=m.high, unit=m.unit), language),
        )
        for m in metrics
        if m.unit == "years" and m.low is not None and m.high is not None and m.low >= 0
    ]
    return Bars(bars=tuple(made)) if len(made) > 1 else None


def over_time(metric: Metric, ledger: Ledger, language: Language) -> Bars | None:
    """Its inputs by date, where they measure one thing of one party on different days."""
    facts = [ledger.by_id[i.fact_id] for i in metric.inputs if i.fact_id in ledger.by_id]
    # "valuation" and "valuation_post" are one line of prices; ARR beside a price is not
    lines = {(f.entity, f.attribute.split("_")[0], f.unit) for f in facts}
    days = {f.as_of for f in facts if f.as_of}
    if not (_LEAST <= len(days) == len(metric.inputs) <= _MOST) or len(lines) != 1:
        return None
    dated = [(f.as_of, i) for f, i in zip(facts, metric.inputs, strict=True)]
    rows = sorted(dated, key=lambda row: row[0] or "")
    return Bars(
        bars=tuple(
            Bar(
                name=periods.say(day or "", language),
                low=0.0,
                high=float(i.high),
                label=amounts.format(Amount(low=i.low, high=i.high, unit=i.unit), language),
            )
            for day, i in rows
        )
    )


_WIDE, _ROW, _NAMES, _LABELS = 860, 28, 270, 150  # of the drawing, in its own units


def drawing(shown: Bars, about: str) -> Drawing:
    """Names to the left, bars from one base line, the figure behind each bar."""
    height = _ROW * len(shown.bars) + 16
    per = (_WIDE - _NAMES - _LABELS) / (shown.top or 1)
    shapes: list[Shape] = [Box(style="fan-sheet", width=_WIDE, height=height)]
    for i, bar in enumerate(shown.bars):
        y = 8 + _ROW * i
        start, end = _NAMES + bar.low * per, _NAMES + max(bar.high * per, 2)
        if end - start < 4:  # one figure: a bar from the base line would claim a range
            start = _NAMES if bar.low == 0 else end - 4
        shapes += [
            Text(style="", x=_NAMES - 10, y=y + 18, text=bar.name, anchor="end"),
            Box(style="bar", x=start, y=y + 5, width=end - start, height=_ROW - 10),
            Text(style="fan-strong", x=end + 8, y=y + 18, text=bar.label),
        ]
    shapes.append(Line(style="fan-tick", x1=_NAMES, y1=4, x2=_NAMES, y2=height - 4))
    return Drawing(style="bars", width=_WIDE, height=height, about=about, shapes=tuple(shapes))
