"""A sum and the time it is for: what it comes to a month or a year, how long it pays a yearly rate.

In: facts of a question's choosing. Out: a metric that names each with its date, or None where a
figure is of no stretch. An even pace is assumed, and said to be.
"""

from decimal import Decimal
from typing import get_args

from knowledge import spans
from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.base import Figure
from knowledge.metrics.pair import named, term
from knowledge.metrics.several import worded
from knowledge.records import Amount, Fact, Language, Metric

_BOTH: tuple[Language, ...] = get_args(Language)
_LENGTHS: dict[int, tuple[str, str]] = {
    1: ("month", "月"), 3: ("quarter", "季度"), 12: ("year", "年"),
}  # fmt: skip


def average(ledger: Ledger, fact: Fact, months: int) -> Metric | None:
    """What a figure of a stretch comes to a month (1), a quarter (3) or a year (12); that of a
    contract or grant, over the term that its statement tells.
    """
    told = None if spans.months(fact) else spans.term(fact)
    length = spans.months(fact) or told
    if length is None or length <= months or not base.usable(fact) or months not in _LENGTHS:
        return None
    parts = Decimal(length) / months
    made = _over(base.figure(fact), parts)
    bound = "about" if fact.bound in (None, "exact") else fact.bound
    said = {x: base.say(made.low, made.high, made.unit, x, bound) for x in _BOTH}
    of = {x: term(fact, ledger, x, base.said(fact, x)) for x in _BOTH}
    over, spread = _term(told)
    by, (unit, unit_zh) = f"{base.nice(parts):f}", _LENGTHS[months]
    return base.metric(
        worded(
            (fact,), f"a-{unit}", (f"Average a {unit}", f"{unit_zh}均"),
            (f"figure ÷ {by}", f"数字÷{by}"),
        ),
        inputs=(base.taken(named(fact, ledger, "en"), fact),),
        result=made,
        figures=(base.output(parts, parts, "multiple"), *spread),
        as_of=fact.as_of,
        says=base.sentence(f"{of['en']}, spread evenly{over['en']}, is {said['en']} a {unit}."),
        says_zh=f"{of['zh']}，{over['zh']}平均每{unit_zh}{said['zh']}。",
        caveat="An average: what was spent or earned in any one of them is not said.",
        caveat_zh="仅为平均数，未载明其中任一期的实际数。",
    )  # fmt: skip


def lasting(ledger: Ledger, sum_: Fact, rate: Fact) -> Metric | None:
    """How many months a sum pays for what is used in a year, at that pace."""
    into = base.in_unit(ledger, named(sum_, ledger, "en"), sum_, rate.unit)
    if spans.months(rate) != 12 or not base.usable(rate) or into is None or sum_.id == rate.id:
        return None
    yearly = base.figure(rate)
    made = (into.figure / _over(yearly, Decimal(12))).named("months")
    bound = base.leaning([sum_.bound], [rate.bound])
    bound = "about" if bound == "exact" else bound
    said = {x: base.say(made.low, made.high, "months", x, bound) for x in _BOTH}
    stated: dict[Language, str] = {"en": into.en, "zh": into.zh}
    of = {x: term(sum_, ledger, x, stated[x]) for x in _BOTH}
    at = {x: term(rate, ledger, x, base.said(rate, x)) for x in _BOTH}
    return base.metric(
        worded((sum_, rate), "months", ("Months paid for", "可支撑月数"),
               ("sum ÷ (yearly rate ÷ 12)", "金额÷（年额÷12）")),
        inputs=(*into.inputs, base.taken(named(rate, ledger, "en"), rate)),
        result=made,
        figures=into.figures,
        as_of=max(f.as_of or "" for f in (sum_, rate)),
        says=base.sentence(f"{of['en']} ÷ a twelfth of {at['en']}: {said['en']}."),
        says_zh=f"{of['zh']}÷{at['zh']}的十二分之一：{said['zh']}。",
        caveat="At an even pace, with nothing coming in.",
        caveat_zh="按均匀支出计算，且无新增资金。",
    )  # fmt: skip


def _over(whole: Figure, parts: Decimal) -> Figure:
    return Figure(low=whole.low / parts, high=whole.high / parts, unit=whole.unit)


def _term(months: int | None) -> tuple[dict[Language, str], tuple[Amount, ...]]:
    """How the term of a contract is said, with its figure: " over 5 years"."""
    if months is None or months == 12:
        return {"en": "", "zh": ""}, ()
    length, unit = (Decimal(months) / 12, "years") if months % 12 == 0 else (months, "months")
    length = Decimal(length)
    said = {x: base.say(length, length, unit, x) for x in _BOTH}
    return {"en": f" over {said['en']}", "zh": f"按{said['zh']}"}, (
        base.output(length, length, unit),
    )
