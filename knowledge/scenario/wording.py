"""Amounts, days and the formula of a scenario in words, in both languages from the same numbers.

Three significant digits everywhere. Computes nothing.
"""

from datetime import date
from decimal import Decimal

from knowledge import amounts, periods
from knowledge.metrics.base import nice
from knowledge.records import Amount, Language
from knowledge.scenario.inputs import Arrival, End, Input, Inputs

_BILLION = Decimal(10**9)
# A hundred million and more is told in billions, so that the terms of a formula read alike.
_IN_BILLIONS = Decimal(10**8)


def money(low: Decimal, high: Decimal, unit: str, language: Language) -> str:
    """Such as "CNY 0.5 billion", "5亿元"."""
    low, high = nice(low), nice(high)
    if language == "zh":
        return amounts.format(Amount(low=low, high=high, unit=unit), "zh").replace("人民币", "")
    if low == high and _IN_BILLIONS <= abs(low) < _BILLION:
        one = amounts.format(Amount(low=_BILLION, high=_BILLION, unit=unit), "en")
        sign = "-" if low < 0 else ""
        return sign + one.replace("1 billion", f"{abs(low) / _BILLION:f} billion")
    return amounts.format(Amount(low=low, high=high, unit=unit), "en")


def sized(given: Input, end: End | None, language: Language) -> str:
    """The input's amount: its range, or its figure at one end."""
    low, high = (given.low, given.high) if end is None else (given.at(end), given.at(end))
    match given.unit:
        case "count":
            return number(low, high)
        case "percent":
            return number(low, high) + "%"
        case "sought":
            return "n"
    return money(low, high, given.unit, language)


def number(low: Decimal, high: Decimal) -> str:
    low, high = nice(low), nice(high)
    return f"{low:f}" if low == high else f"{low:f}–{high:f}"


def years(low: Decimal, high: Decimal, language: Language) -> str:
    return amounts.format(Amount(low=nice(low), high=nice(high), unit="years"), language)


def months(low: Decimal, high: Decimal, language: Language) -> str:
    return amounts.format(Amount(low=nice(low), high=nice(high), unit="months"), language)


def third(day: date, language: Language) -> str:
    """The ten days it falls in: a model of months knows no day."""
    part = min((day.day - 1) // 10, 2)
    if language == "zh":
        return f"{day.year}年{day.month}月{'上中下'[part]}旬"
    return ("early ", "mid-", "late ")[part] + periods.say(f"{day:%Y-%m}", "en")


def between(first: date, last: date, language: Language) -> str:
    one, other = third(first, language), third(last, language)
    if one == other:
        return f"in {one}" if language == "en" else one
    return f"between {one} and {other}" if language == "en" else f"{one}至{other}之间"


def formula(inputs: Inputs, came: tuple[Arrival, ...], end: End | None, language: Language) -> str:
    """Cash and raises ÷ a year's spending; with revenue no division holds, so it is listed."""
    cash, spent = _held(inputs, came, end, language), _spent(inputs, end, language)
    if not spent:
        return cash + _earned(inputs, language)
    if before := _until(inputs, end, language):
        less = f"{cash}，减支出{before}" if language == "zh" else f"{cash} less {before}"
        then = f"，此后{spent}" if language == "zh" else f", then {spent}"
        return less + then + _earned(inputs, language)
    if inputs.revenue is None:
        return f"{cash}÷{spent}" if language == "zh" else f"{cash} ÷ {spent}"
    less = f"{cash}，减支出{spent}" if language == "zh" else f"{cash} less {spent}"
    return less + _earned(inputs, language)


def _held(inputs: Inputs, came: tuple[Arrival, ...], end: End | None, language: Language) -> str:
    """Cash with its currency in full, and what came in and was paid before it ran out."""
    cash = Amount(low=nice(inputs.cash.low), high=nice(inputs.cash.high), unit=inputs.currency)
    held = amounts.format(cash, language)
    plus, minus = ("+", "减去") if language == "zh" else (" + ", " − ")
    for each in came:
        told = sized(each.size, end if each.goes_out else None, language)
        held += (minus if each.goes_out else plus) + told
    if inputs.floor:
        held += minus + sized(inputs.floor, end, language)
    if not (came or inputs.floor):
        return held
    return f"（{held}）" if language == "zh" else f"({held})"


def _spent(inputs: Inputs, end: End | None, language: Language) -> str:
    """Such as "(3 × CNY 2 billion + CNY 0.5 billion a year)", "每年（3×20亿元+5亿元）"."""
    sign, plus = ("×", "+") if language == "zh" else (" × ", " + ")
    terms = [
        (f"{sized(times, end, language)}{sign}" if times else "") + sized(amount, end, language)
        for times, amount in inputs.costs
    ]
    total = plus.join(terms).replace(plus + "-", plus.replace("+", "−"))
    alone = len(terms) < 2 and "×" not in total
    if language == "zh":
        return f"每年{total if alone else f'（{total}）'}" if total else ""
    return (f"{total} a year" if alone else f"({total} a year)") if total else ""


def _until(inputs: Inputs, end: End | None, language: Language) -> str:
    """The burn until the day from which another counts, "" where none does."""
    if inputs.burn_before is None or inputs.burn_month <= 0:
        return ""
    told = sized(inputs.burn_before, end, language)
    day = periods.say(inputs.burn_day.isoformat() if inputs.burn_day else None, language)
    return f"每年{told}至{day}" if language == "zh" else f"{told} a year until {day}"


def _earned(inputs: Inputs, language: Language) -> str:
    if inputs.revenue is None:
        return ""
    level = sized(inputs.revenue, None, language)
    growth = sized(inputs.growth, None, language) if inputs.growth else ""
    if language == "zh":
        return f"，加每月收入{level}" + (f"（月增{growth}）" if growth else "")
    return f", plus revenue of {level} a month" + (f" growing {growth} a month" if growth else "")
