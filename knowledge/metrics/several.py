"""Figures of one quantity: the total of several, a part of a sum, what a stake is worth.

In: facts of a question's choosing. Out: a metric that names each with its date, or None where units
do not go together or no rate is recorded. Which facts belong together is not decided here.
"""

from collections.abc import Sequence
from functools import reduce
from operator import add

from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.base import Figure, Stated
from knowledge.metrics.formula import Wording
from knowledge.metrics.pair import named, term
from knowledge.records import Amount, Fact, Language, Metric, MetricInput

_BOTH: tuple[Language, Language] = ("en", "zh")


def total(ledger: Ledger, facts: Sequence[Fact], unit: str | None = None) -> Metric | None:
    """The sum of more than two, each in `unit` or that of the first."""
    into = unit or facts[0].unit
    stated = [base.in_unit(ledger, named(f, ledger, "en"), f, into) for f in facts]
    held = [s for s in stated if s is not None]
    if len(facts) < 2 or len(held) < len(facts):
        return None
    made = reduce(add, (s.figure for s in held))
    bound = base.leaning([f.bound for f in facts])
    bound = "about" if bound == "exact" and any(s.rate[0] for s in held) else bound
    parts = {
        "en": " + ".join(term(s.fact, ledger, "en", s.en) for s in held),
        "zh": "+".join(term(s.fact, ledger, "zh", s.zh) for s in held),
    }
    sums = {x: base.say(made.low, made.high, made.unit, x, bound) for x in _BOTH}
    return base.metric(
        worded(facts, "total", ("Total", "合计"), ("the sum of the figures", "各数之和")),
        inputs=tuple(i for s in held for i in s.inputs),
        result=made,
        figures=tuple(a for s in held for a in s.figures),
        as_of=max(f.as_of or "" for f in facts),
        says=base.sentence(f"{parts['en']}: {sums['en']}."),
        says_zh=f"{parts['zh']}：{sums['zh']}。",
    )


def worth(ledger: Ledger, stake: Fact, price: Fact) -> Metric | None:
    """A stake in percent at a price of the whole company."""
    words = worded((stake, price), "worth", ("Worth", "价值"), ("stake × price", "持股×估值"))
    apart = stake.as_of != price.as_of
    caveat = ("The stake may have changed since its day.", "该持股比例此后可能已有变化。")
    whole = base.in_unit(ledger, named(price, ledger, "en"), price, price.unit)
    return _product(ledger, stake, whole, words, caveat if apart else ("", ""))


def portion(ledger: Ledger, share: Fact, whole: Fact, unit: str | None = None) -> Metric | None:
    """A recorded share of a sum, in money of `unit` or its own: gross profit of a margin, revenue
    from one customer.
    """
    label, formula = ("Part in money", "金额"), ("share × whole", "占比×总额")
    words = worded((share, whole), "portion", label, formula)
    into = base.in_unit(ledger, named(whole, ledger, "en"), whole, unit or whole.unit)
    return _product(ledger, share, into, words, ("", ""))


def _product(
    ledger: Ledger, share: Fact, whole: Stated | None, words: Wording, caveat: tuple[str, str]
) -> Metric | None:
    if whole is None or share.unit != "percent":
        return None
    if not (base.usable(share) and base.usable(whole.fact)):
        return None
    made = (base.figure(share) * whole.figure).named(whole.figure.unit)
    made = Figure(low=made.low / 100, high=made.high / 100, unit=made.unit)
    bound = base.leaning([share.bound, whole.fact.bound])
    bound = "about" if bound == "exact" else bound
    said = {x: base.say(made.low, made.high, made.unit, x, bound) for x in _BOTH}
    of = {x: term(share, ledger, x, base.said(share, x)) for x in _BOTH}
    stated: dict[Language, str] = {"en": whole.en, "zh": whole.zh}
    all_ = {x: term(whole.fact, ledger, x, stated[x]) for x in _BOTH}
    return base.metric(
        words,
        inputs=(base.taken(named(share, ledger, "en"), share), *whole.inputs),
        result=made,
        figures=whole.figures,
        as_of=max(f.as_of or "" for f in (share, whole.fact)),
        says=base.sentence(f"{of['en']} × {all_['en']}: {said['en']}."),
        says_zh=f"{of['zh']}×{all_['zh']}：{said['zh']}。",
        caveat=caveat[0],
        caveat_zh=caveat[1],
    )


def supposed(ledger: Ledger, share: Amount, price: Fact) -> Metric | None:
    """Any stake in percent, which nobody is recorded to hold, at a price of the whole company."""
    if not base.usable(price) or share.unit != "percent" or share.low != share.high:
        return None
    whole = base.figure(price)
    made = Figure(
        low=whole.low * share.low / 100, high=whole.high * share.low / 100, unit=whole.unit
    )
    bound = "about" if price.bound in (None, "exact") else price.bound
    of = {x: base.say(share.low, share.low, "percent", x) for x in _BOTH}
    told = {x: term(price, ledger, x, base.said(price, x)) for x in _BOTH}
    said = {x: base.say(made.low, made.high, made.unit, x, bound) for x in _BOTH}
    return base.metric(
        worded((price,), "part", ("Worth", "价值"), ("stake × price", "持股×估值")),
        inputs=(
            MetricInput(name="stake", low=share.low, high=share.low, unit="percent"),
            base.taken(named(price, ledger, "en"), price),
        ),
        result=made,
        as_of=price.as_of,
        says=base.sentence(f"{of['en']} × {told['en']}: {said['en']}."),
        says_zh=f"{of['zh']}×{told['zh']}：{said['zh']}。",
        caveat="Before preferences and dilution: what such a stake would fetch is not recorded.",
        caveat_zh="未计优先权与稀释；该持股实际可售价格未载明。",
        assumes=f"a stake of {of['en']}, as asked",
        assumes_zh=f"持股{of['zh']}，按所问",
    )


def worded(
    facts: Sequence[Fact], kind: str, label: tuple[str, str], formula: tuple[str, str]
) -> Wording:
    """What every figure put together from recorded ones says of itself."""
    return Wording(
        id=f"{kind}-of-{'-and-'.join(f.id for f in facts)}",
        name=label[0],
        name_zh=label[1],
        topic=facts[0].topic,
        attributes=tuple(dict.fromkeys(f.attribute for f in facts)),
        formula=formula[0],
        formula_zh=formula[1],
        would_change="a later or better source for any of the figures",
        would_change_zh="任一数字有更新或更可靠的来源",
    )
