"""An amount with its input → the level it sets: to it, by it, times it, per year or per month.

In: a `Pair`. Out: a `Level` in the unit of its input, or None where its period or direction is not
said. Knows no other pair.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from bot.whatif.clauses import Pair, gap, nearest
from knowledge.scenario import Level

_PERIODS = frozenset({"per_month", "per_year"})
_MOVED = frozenset({"burn", "electricity", "people", "run_cost", "revenue", "opening", "runs"})


def level(pair: Pair) -> Level | None:
    """The amount in the unit of its input; None where its period or direction is not said."""
    value: Level = pair.amount.value
    if pair.amount.tag == "money":
        told = _per_period(pair, signed(pair, value))
        return _moved(pair, told) if told else None
    if pair.name == "growth":
        return _growth(pair, value)
    if pair.name == "runs":
        return _moved(pair, value)
    return _times(pair, value)


def signed(pair: Pair, value: Level) -> Level:
    return scaled(value, Decimal(-1)) if _near(pair, "minus") else value


def _per_period(pair: Pair, value: Level) -> Level | None:
    """Costs per year, revenue per month."""
    period = _period(pair)
    match pair.name:
        case "burn" | "electricity" | "people":
            return scaled(value, Decimal(12)) if period == "per_month" else value
        case "revenue":
            if period is None:
                return None
            return value if period == "per_month" else scaled(value, 1 / Decimal(12))
        case "run_cost" if period == "per_year" and not _prices_a_run(pair):
            return None  # a year's training budget, not the price of a run
    return value


def _moved(pair: Pair, value: Level) -> Level:
    """As it is, or what is added or saved: "burn rises by 9 million", "one more run", "少花6亿"."""
    down = _near(pair, "down")
    moves = down or _near(pair, "up") or _near(pair, "more")
    if pair.name not in _MOVED or not moves or _near(pair, "to_level"):
        return value
    return replace(scaled(value, Decimal(-1)) if down else value, by=True)


def _prices_a_run(pair: Pair) -> bool:
    return any(t.tag in ("per_run", "number", "times") for t in pair.clause)


def _period(pair: Pair) -> str | None:
    if pair.topic.tag == "revenue_month" or pair.topic.tag == "growth_month":
        return "per_month"
    if pair.topic.tag in ("growth_year", "revenue_year"):
        return "per_year"
    named = nearest(pair.clause, pair.amount, _PERIODS)
    monthly = any(t.tag == "growth_month" for t in pair.clause) and pair.name == "growth"
    return "per_month" if monthly else named.tag if named else None


def _growth(pair: Pair, value: Level) -> Level | None:
    """Percent a month; a yearly growth is the twelfth root of it."""
    period = _period(pair)
    if period is None:
        return None
    sign = Decimal(-1) if _near(pair, "down") or _near(pair, "minus") else Decimal(1)
    value = scaled(value, sign)
    if period == "per_month":
        return value
    low, high = ((1 + end / 100).ln() / 12 for end in (value.low, value.high))
    return Level(low=100 * (low.exp() - 1), high=100 * (high.exp() - 1), unit="percent")


def _times(pair: Pair, value: Level) -> Level | None:
    """Such as "rises by 50%" → 1.5 times; "doubles", "涨一倍" and "涨到两倍" → 2 times."""
    up = _near(pair, "up") or _near(pair, "more")
    to_level, down = _near(pair, "to_level"), _near(pair, "down")
    if pair.amount.tag == "percent":
        share = value.low / 100
        if to_level:
            return _factor(share)
        if down or value.low < 0:
            return _factor(1 - abs(share))
        if up or pair.amount.signed:
            return _factor(1 + share)
        return _factor(share) if pair.amount.part else None  # "half as much"
    if down and value.low >= 1:
        return None  # "falls three times" can be read in two ways; "cut by half" cannot
    adds = up and not to_level and pair.amount.added
    return _factor(value.low + 1 if adds else value.low)


def _factor(times: Decimal) -> Level:
    return Level(low=times, high=times, unit="multiple")


def _near(pair: Pair, tag: str) -> bool:
    """Whether a word of the tag stands closer to this amount than to another one."""
    found = nearest(pair.clause, pair.amount, frozenset({tag}))
    if found is None:
        return False
    if tag == "minus":
        return found.end <= pair.amount.start and gap(pair.clause, found, pair.amount) == 0
    kinds = {"money", "percent", "multiple", pair.amount.tag}
    closest = nearest(pair.clause, found, frozenset(kinds))
    return closest is pair.amount


def scaled(level: Level, factor: Decimal) -> Level:
    ends: Iterator[Decimal] = iter(sorted((level.low * factor, level.high * factor)))
    return replace(level, low=next(ends), high=next(ends))
