"""A number of things of which one is on record, and what is left of a sum once they are paid.

In: the fact that tells what one costs, how many, and the balance they are paid from. Out: a metric
that names each with its date, or None where no rate is recorded. Whether there will be so many is
the question's supposition.
"""

from decimal import Decimal

from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.base import Figure
from knowledge.metrics.pair import named, term
from knowledge.metrics.several import worded
from knowledge.records import Fact, Language, Metric, MetricInput

_BOTH: tuple[Language, Language] = ("en", "zh")


def repeated(ledger: Ledger, one: Fact, count: Decimal, balance: Fact | None) -> Metric | None:
    """`count` times the cost of one; taken off the balance, in its currency, where one is given."""
    into = base.in_unit(ledger, named(one, ledger, "en"), one, (balance or one).unit)
    if into is None or (balance and not base.usable(balance)):
        return None
    cost = Figure(low=into.figure.low * count, high=into.figure.high * count, unit=into.figure.unit)
    made = base.figure(balance) - cost if balance else cost
    if made.low <= 0:
        return None
    facts = (balance, one) if balance else (one,)
    bound = base.leaning([balance.bound], [one.bound]) if balance else one.bound or "exact"
    said = {x: base.say(made.low, made.high, made.unit, x, bound) for x in _BOTH}
    times = f"{base.nice(count):f}"
    of = {
        "en": f"{times} × {term(one, ledger, 'en', into.en)}",
        "zh": f"{times}×{term(one, ledger, 'zh', into.zh)}",
    }
    if balance:
        held = {x: term(balance, ledger, x, base.said(balance, x)) for x in _BOTH}
        of = {"en": f"{held['en']} − {of['en']}", "zh": f"{held['zh']}−{of['zh']}"}
    taken = (base.taken(named(balance, ledger, "en"), balance),) if balance else ()
    formula = ("balance − number × cost of one", "余额−次数×单次成本")
    return base.metric(
        worded(
            facts,
            f"{times}-times",
            ("What is left", "余额") if balance else ("Cost of several", "多次成本"),
            formula if balance else ("number × cost of one", "次数×单次成本"),
        ),
        inputs=(
            *taken,
            MetricInput(name="number", low=count, high=count, unit="count"),
            *into.inputs,
        ),
        result=made,
        figures=into.figures,
        as_of=max(f.as_of or "" for f in facts),
        says=base.sentence(f"{of['en']}: {said['en']}."),
        says_zh=f"{of['zh']}：{said['zh']}。",
        caveat="Nothing else is paid from it here, and nothing comes in." if balance else "",
        caveat_zh="未计其他支出与流入。" if balance else "",
        assumes=f"{times} of them, as asked",
        assumes_zh=f"共{times}次，按所问",
    )
