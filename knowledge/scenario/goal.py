"""What it would take for the cash to last so long: growth, a raise, revenue, runs or burn."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from knowledge import periods
from knowledge.metrics.base import output
from knowledge.records import Language
from knowledge.scenario import wording
from knowledge.scenario.card import LANGUAGES, Finding
from knowledge.scenario.cash import goal_seek
from knowledge.scenario.inputs import Change, End, Input, Inputs, Vary

_FOUND: Mapping[Vary, tuple[str, str]] = {
    "revenue_growth": ("revenue would have to grow about {} a month", "收入需每月增长约{}"),
    "raise": ("they would have to raise about {}", "需融资约{}"),
    "revenue": ("revenue would have to be about {} a month", "每月收入需约{}"),
    "runs": ("they could afford about {} training runs a year", "每年可训练约{}次"),
    "burn": ("they could burn about {} a year", "每年可消耗约{}"),
}
_NONE: Mapping[Vary, tuple[str, str]] = {
    "revenue_growth": ("no growth up to doubling every month is enough", "月增速即使翻番也不够"),
    "raise": ("no raise on that day is enough", "该日期的融资再多也不够"),
    "revenue": ("no revenue is enough", "收入再多也不够"),
    "runs": ("not even without any training run", "即使不训练也不够"),
    "burn": ("no burn is low enough", "消耗再低也不够"),
}
_ENOUGH = ("nothing more is needed", "无需更多，现金已够")
_NONE_AT_LOW = (
    " at the high end of the costs and nothing at the low end",
    "（成本取上限时；取下限时无需）",
)
_PARTLY = (" (only at the low end of the costs)", "（仅在成本取下限时）")


def finding(inputs: Inputs, asked: Change) -> Finding:
    """At the end asked for, else at both ends of the ranges."""
    assert asked.vary and asked.target_years
    ends: tuple[End, ...] = (asked.end,) if asked.end else ("low", "high")
    sought = [goal_seek(inputs, asked.vary, asked.target_years, e, asked.raise_day) for e in ends]
    found = sorted(value for value in sought if value is not None)
    unit = {"revenue_growth": "percent", "runs": "count"}.get(asked.vary, inputs.currency)
    partly = 0 < len(found) < len(sought)
    figures = [output(asked.target_years, asked.target_years, "years")]
    if found:
        pairs = ((found[0], found[-1]), (found[0], found[0]), (found[-1], found[-1]))
        figures = [*(output(low, high, unit) for low, high in pairs), *figures]
    return Finding(
        says={
            language: _sentence(inputs, asked, _result(asked.vary, found, unit, language)
            + (_PARTLY[language == "zh"] if partly else ""), language)
            for language in LANGUAGES
        },
        low=found[0] if found else None,
        high=found[-1] if found else None,
        unit=unit,
        figures=tuple(figures),
    )  # fmt: skip


def _result(vary: Vary, found: Sequence[Decimal], unit: str, language: Language) -> str:
    zh = language == "zh"
    if not found:
        return _NONE[vary][zh]
    if found[-1] == 0 and vary not in ("runs", "burn"):
        return _ENOUGH[zh]
    none_at_low = found[0] == 0 and vary not in ("runs", "burn")
    low = found[-1] if none_at_low else found[0]
    shown = Input(name=vary, low=low, high=found[-1], unit=unit)
    told = _FOUND[vary][zh].format(wording.sized(shown, None, language))
    return told + _NONE_AT_LOW[zh] if none_at_low else told


def _sentence(inputs: Inputs, asked: Change, result: str, language: Language) -> str:
    assert asked.target_years
    years = wording.years(asked.target_years, asked.target_years, language)
    balance = periods.say(inputs.as_of, language)
    rest = wording.formula(_without(inputs, asked.vary), inputs.raises, asked.end, language)
    if language == "zh":
        return f"要从{balance}的余额起撑{years}，{result}；其余为{rest}。"
    return (
        f"For the cash to last {years} from the balance of {balance}, {result}; the rest: {rest}."
    )


def _without(inputs: Inputs, vary: Vary | None) -> Inputs:
    """The inputs as the formula shows them: what is sought has no number in it."""
    sought = Input(name="sought", low=Decimal(0), high=Decimal(0), unit="sought")
    match vary:
        case "runs":
            return replace(inputs, runs=sought)
        case "burn":
            return replace(inputs, burn=sought)
        case "revenue":
            return replace(inputs, revenue=None)
        case _:
            return inputs
