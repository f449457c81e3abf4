"""A fact's money in another currency, at the recorded rate nearest to the fact's date."""

from knowledge import periods
from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.formula import Wording
from knowledge.records import Fact, Metric


def convert(ledger: Ledger, fact: Fact, unit: str) -> Metric | None:
    """`fact` in `unit` (ISO code); None where it carries no money or no rate is recorded."""
    if not base.usable(fact) or not fact.unit or fact.unit == unit:
        return None
    made = base.converted(ledger, base.figure(fact), unit, fact.as_of)
    if made is None:
        return None
    money, rate, (clause_en, clause_zh) = made
    day_en, day_zh = periods.say(fact.as_of, "en"), periods.say(fact.as_of, "zh")
    bound = fact.bound if fact.bound in ("at_least", "at_most") else "about"
    words = Wording(
        id=f"{fact.id}-in-{unit.lower()}",
        name=f"{fact.attribute.replace('_', ' ').capitalize()} in {unit}",
        name_zh=f"折合{unit}",
        topic=fact.topic,
        attributes=(fact.attribute,),
        formula="amount × exchange rate",
        formula_zh="金额×汇率",
        would_change="a rate recorded nearer to the date of the figure",
        would_change_zh="记录更接近该数字日期的汇率",
    )
    return base.metric(
        words,
        inputs=(base.taken(fact.attribute, fact), *rate),
        result=money,
        as_of=fact.as_of,
        says=f"{base.sentence(base.said(fact, 'en'))} ({day_en}) is "
        f"{base.say(money.low, money.high, unit, 'en', bound)} {clause_en}.",
        says_zh=f"{base.said(fact, 'zh')}（{day_zh}）{clause_zh}为"
        f"{base.say(money.low, money.high, unit, 'zh', bound)}。",
        caveat="The rate is implied by one source and carries its rounding.",
        caveat_zh="汇率由单一来源推算，含其四舍五入。",
    )
