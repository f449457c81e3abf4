"""How likely the cash is to run out before a day, in words, from the Monte Carlo paths."""

from decimal import ROUND_HALF_UP, Decimal

from knowledge import periods
from knowledge.metrics.base import nice, output
from knowledge.records import Amount, Language
from knowledge.scenario import wording
from knowledge.scenario.card import LANGUAGES, Finding
from knowledge.scenario.chance import Spread, spread
from knowledge.scenario.inputs import Change, Inputs


def finding(inputs: Inputs, asked: Change) -> Finding:
    assert asked.out_before
    got = spread(inputs)
    chance = Decimal(str(100 * got.chance_out_before(asked.out_before)))
    share = chance.quantize(Decimal(1), ROUND_HALF_UP)
    day = asked.out_before.isoformat()
    marks = [Decimal(str(m)) for m in (got.p10, got.p50, got.p90) if m is not None]
    return Finding(
        says={language: _sentence(inputs, got, share, day, language) for language in LANGUAGES},
        low=share,
        high=share,
        unit="percent",
        figures=(
            Amount(low=share, high=share, unit="percent"),
            *(output(m, m, "years") for m in marks),
            Amount(low=Decimal(got.paths), high=Decimal(got.paths), unit="count"),
        ),
    )


def _sentence(inputs: Inputs, got: Spread, share: Decimal, day: str, language: Language) -> str:
    before, balance = periods.say(day, language), periods.say(inputs.as_of, language)
    p10, p50, p90 = (_within(got, mark, language) for mark in (got.p10, got.p50, got.p90))
    if language == "zh":
        return (
            f"各项输入在其区间内均匀取值，{got.paths:,}条路径中有{share:f}%在{before}之前用完现金；"
            f"自{balance}的余额起，第10百分位为{p10}，中位数为{p50}，第90百分位为{p90}。"
        )
    return (
        f"In {share:f}% of {got.paths:,} paths, each input drawn evenly from its range, the cash "
        f"runs out before {before}; from the balance of {balance}, P10 is {p10}, the median {p50} "
        f"and P90 {p90}."
    )


def _within(got: Spread, mark: float | None, language: Language) -> str:
    if mark is not None:
        years = nice(Decimal(str(mark)))
        return wording.years(years, years, language)
    reach = Decimal(got.horizon_months) / 12
    told = wording.years(reach, reach, language)
    return f"more than {told}" if language == "en" else f"超过{told}"
