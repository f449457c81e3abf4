"""What a unit cost where one statement tells both the sum and how much it was for.

In: a fact whose statement names an amount of electricity beside its own sum. Out: the price of a
kilowatt-hour, or None where it names none, or several.
"""

from typing import get_args

from knowledge import amounts
from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.base import Figure
from knowledge.metrics.formula import Wording
from knowledge.metrics.pair import named, term
from knowledge.records import Fact, Language, Metric, MetricInput

_UNIT = "kWh"


def unit_price(ledger: Ledger, bill: Fact) -> Metric | None:
    """Money a kilowatt-hour: the bill ÷ the electricity that its statement names."""
    told = [a for a in amounts.find(bill.statement) if a.unit == _UNIT and a.low > 0]
    if len(told) != 1 or not base.usable(bill):
        return None
    sum_, used = base.figure(bill), Figure(low=told[0].low, high=told[0].high, unit=_UNIT)
    made = (sum_ / used).named(f"{sum_.unit}/{_UNIT}")
    both: tuple[Language, ...] = get_args(Language)
    said = {x: base.say(made.low, made.high, made.unit, x, "about") for x in both}
    of = {x: base.say(used.low, used.high, _UNIT, x) for x in both}
    paid = {x: term(bill, ledger, x, base.said(bill, x)) for x in both}
    return base.metric(
        Wording(
            id=f"unit-price-of-{bill.id}", name="Price of a kWh", name_zh="每千瓦时电价",
            topic=bill.topic, attributes=(bill.attribute,), formula="bill ÷ electricity used",
            formula_zh="电费÷用电量", would_change="the tariff in the power contract",
            would_change_zh="供电合同所载电价",
        ),
        inputs=(
            base.taken(named(bill, ledger, "en"), bill),
            MetricInput(
                name="electricity used", low=used.low, high=used.high, unit=_UNIT, fact_id=bill.id
            ),
        ),
        result=made,
        as_of=bill.as_of,
        says=base.sentence(f"{paid['en']} ÷ {of['en']}: {said['en']}."),
        says_zh=f"{paid['zh']}÷{of['zh']}：{said['zh']}。",
        caveat="An average of all that was billed, fixed charges included.",
        caveat_zh="为全部账单的平均数，含固定费用。",
    )  # fmt: skip
