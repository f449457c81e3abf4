"""Metrics measured in years as horizontal bars on one axis: HTML out, positions in percent.

A bar runs from `low` to `high`, a dot marks `value`; a metric with one figure is a dot. Plain
elements rather than SVG, so that names keep their size on a phone. Computes no metric.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.surfaces.markup import esc
from bot.surfaces.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    name: str
    low: float
    high: float
    value: float | None
    label: str


def runway(metrics: Iterable[Mapping[str, Any]], words: Words) -> str:
    """The chart, or "" when no metric is measured in years."""
    bars = [bar for row in metrics if row["unit"] == "years" and (bar := _bar(row))]
    if not bars:
        return ""
    step = _step(max(bar.high for bar in bars))
    top = step * math.ceil(max(bar.high for bar in bars) / step + 0.25)  # room for the last label
    ticks = "".join(_tick(i * step, top) for i in range(round(top / step) + 1))
    rows = "".join(_row(bar, top) for bar in bars)
    return (
        f'<figure class="chart" aria-label="{esc(words["runway_alt"])}">'
        f"<figcaption>{esc(words['runway_title'])}</figcaption>"
        f'<div class="bars">{rows}<div class="bar-row axis" aria-hidden="true"><span></span>'
        f'<div class="track">{ticks}</div></div></div></figure>'
    )


def _bar(row: Mapping[str, Any]) -> Bar | None:
    value = _number(row.get("value"))
    ends = [_number(row.get("low")), _number(row.get("high")), value]
    found = [end for end in ends if end is not None]
    if not found:
        return None
    label = str(row["display"])
    return Bar(name=row["name"], low=min(found), high=max(found), value=value, label=label)


def _number(raw: object) -> float | None:
    try:
        number = float(Decimal(str(raw)))
    except (InvalidOperation, ValueError):
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _step(highest: float) -> float:
    """A round distance between grid lines (1, 2 or 5 × a power of ten) for about six of them."""
    rough = max(highest, 0.1) / 6
    power = 10 ** math.floor(math.log10(rough))
    return float(next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough))


def _tick(years: float, top: float) -> str:
    return f'<span class="tick" style="left:{_percent(years, top)}">{years:g}</span>'


def _percent(years: float, top: float) -> str:
    return f"{100 * years / top:.2f}%"


def _row(bar: Bar, top: float) -> str:
    low, width = _percent(bar.low, top), _percent(bar.high - bar.low, top)
    dot = bar.low if bar.low == bar.high else bar.value
    point = "" if dot is None else f'<i class="dot" style="left:{_percent(dot, top)}"></i>'
    span = f"{bar.low:.3g}" if bar.low == bar.high else f"{bar.low:.3g}–{bar.high:.3g}"
    return (
        f'<div class="bar-row" title="{esc(bar.name)}: {esc(bar.label)}">'
        f"<span>{esc(bar.name)}</span>"
        f'<div class="track"><i class="range" style="left:{low};width:{width}"></i>{point}'
        f'<b style="left:{_percent(bar.high, top)}">{span}</b></div></div>'
    )
