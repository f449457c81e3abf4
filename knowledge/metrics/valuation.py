"""What the price means: cash against price, and the step-ups from price to price.

Inputs are facts of the company with valuation_post, valuation, cash and round_amount. Prices sought
(valuation_target) and prices before the money are not mixed with prices after it.
"""

from knowledge import amounts, periods
from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.formula import Formula, Need, Wording
from knowledge.records import Amount, Fact, Language, Metric

_CLOSED = ("valuation_post", "valuation")


def latest(ledger: Ledger) -> Fact | None:
    """The newest price of a round that is not merely sought."""
    if ledger.subject is None:
        return None
    held = [f for f in ledger.of(ledger.subject.id, *_CLOSED) if base.usable(f)]
    return max(held, key=lambda f: f.as_of or "", default=None)


def step_ups(ledger: Ledger) -> Metric | None:
    """Multiples between neighbouring prices by date, from first to last."""
    steps = prices(ledger)
    if len(steps) < 2:
        return None
    total = (base.figure(steps[-1]) / base.figure(steps[0])).named("multiple")
    neighbours = [
        (base.figure(b) / base.figure(a)).named("multiple")
        for a, b in zip(steps, steps[1:], strict=False)
    ]
    path_en = " → ".join(_stop(f, "en") for f in steps)
    path_zh = " → ".join(_stop(f, "zh") for f in steps)
    ups_en = ", ".join(base.say(s.low, s.high, "multiple", "en") for s in neighbours)
    ups_zh = "、".join(base.say(s.low, s.high, "multiple", "zh") for s in neighbours)
    return base.metric(
        STEP_UPS.words,
        inputs=tuple(base.taken(f.subject or "price", f) for f in steps),
        result=total,
        figures=tuple(base.output(s.low, s.high, "multiple") for s in neighbours),
        as_of=steps[-1].as_of,
        says=f"{path_en}: steps of {ups_en}.",
        says_zh=f"{path_zh}：各步为{ups_zh}。",
        caveat="Some prices state no basis, so neighbouring steps are not all like for like.",
        caveat_zh="部分价格未说明口径，相邻两步未必可比。",
    )


def cash_in_price_currency(ledger: Ledger) -> Metric | None:
    """Cash in the valuation's currency, against the newest price and the newest round."""
    cash, price = base.first(ledger, "cash"), latest(ledger)
    if cash is None or price is None:
        return None
    made = base.converted(ledger, base.figure(cash), price.unit or "", cash.as_of)
    if made is None:
        return None
    money, rate, (clause_en, clause_zh) = made
    share = (money / base.figure(price)).percent()
    older = (cash.as_of or "") < (price.as_of or "")
    figures = [base.output(money.low, money.high, money.unit)]
    inputs = [base.taken("cash", cash), *rate, base.taken("valuation", price)]
    en = [
        f"{base.say(share.low, share.high, 'percent', 'en')} of the {base.said(price, 'en')} "
        f"valuation of {periods.say(price.as_of, 'en')}"
    ]
    zh = [
        f"相当于{periods.say(price.as_of, 'zh')}估值{base.said(price, 'zh')}的"
        f"{base.say(share.low, share.high, 'percent', 'zh')}"
    ]
    newest = _newest_round(ledger)
    if newest and newest.unit == price.unit:
        part = (money / base.figure(newest)).percent()
        figures.append(base.output(part.low, part.high, "percent"))
        inputs.append(base.taken("newest round", newest))
        en.append(
            f"{base.say(part.low, part.high, 'percent', 'en')} of the newest round "
            f"({base.said(newest, 'en')})"
        )
        zh.append(
            f"最近一轮（{base.said(newest, 'zh')}）的"
            f"{base.say(part.low, part.high, 'percent', 'zh')}"
        )
    return base.metric(
        CASH_AGAINST_PRICE.words,
        inputs=tuple(inputs),
        result=share,
        figures=tuple(figures),
        as_of=cash.as_of,
        says=f"The cash of {periods.say(cash.as_of, 'en')} ({base.said(cash, 'en')}) "
        + (
            f"{clause_en} is {base.say(money.low, money.high, money.unit, 'en', 'about')}, "
            if rate
            else "is "
        )
        + " and ".join(en)
        + ".",
        says_zh=f"{periods.say(cash.as_of, 'zh')}的现金（{base.said(cash, 'zh')}）"
        + (
            f"{clause_zh}为{base.say(money.low, money.high, money.unit, 'zh', 'about')}，"
            if rate
            else ""
        )
        + "，".join(zh)
        + "。",
        caveat="The balance is older than the price it is set against." if older else "",
        caveat_zh="余额日期早于所对照的估值。" if older else "",
    )


def prices(ledger: Ledger) -> list[Fact]:
    """The recorded chain of prices, else the standing ones; dated, one currency, oldest first."""
    if ledger.subject is None:
        return []
    chains = [
        [ledger.by_id[i] for i in c.facts if i in ledger.by_id]
        for c in ledger.conflicts
        if c.kind == "superseded"
    ]
    owned = [[f for f in chain if _is_price(ledger, f)] for chain in chains]
    chain = max(owned, key=len, default=[])
    held = chain if len(chain) > 1 else [f for f in ledger.facts if _is_price(ledger, f)]
    held = [f for f in held if f.unit == held[0].unit]
    dated = {f.as_of: f for f in sorted(held, key=ledger.rank, reverse=True)}
    return sorted(dated.values(), key=lambda f: f.as_of or "")


def _is_price(ledger: Ledger, fact: Fact) -> bool:
    assert ledger.subject is not None
    return (
        fact.entity == ledger.subject.id
        and fact.attribute in _CLOSED
        and fact.as_of is not None
        and base.usable(fact)
        and ledger.standing(fact) != "wrong"
    )


def _newest_round(ledger: Ledger) -> Fact | None:
    assert ledger.subject is not None
    rounds = [f for f in ledger.of(ledger.subject.id, "round_amount") if base.usable(f)]
    return max(rounds, key=lambda f: f.as_of or "", default=None)


def _stop(fact: Fact, lang: Language) -> str:
    got = base.figure(fact)
    plain = Amount(low=got.low, high=got.high, unit=got.unit)
    day = periods.say((fact.as_of or "")[:7], lang)
    money = amounts.format(plain, lang)
    return f"{money}（{day}）" if lang == "zh" else f"{money} ({day})"


STEP_UPS = Formula(
    words=Wording(
        id="step-ups",
        name="Valuation step-ups",
        name_zh="估值台阶",
        topic="valuation",
        attributes=("valuation_post", "valuation"),
        formula="each price ÷ the one before it",
        formula_zh="每次估值÷前一次估值",
        would_change="closing papers that say which prices are before and which after the money",
        would_change_zh="能分清投前与投后口径的交割文件",
    ),
    needs=(Need(attributes=_CLOSED, dates=2),),
    fits="two dated prices in one currency",
    fits_zh="同一币种、注明日期的两个估值",
    make=step_ups,
)
CASH_AGAINST_PRICE = Formula(
    words=Wording(
        id="cash-against-price",
        name="Cash against price and newest round",
        name_zh="现金与估值、最近一轮之比",
        topic="runway",
        attributes=("cash",),
        formula="cash ÷ exchange rate; ÷ newest valuation; ÷ newest round",
        formula_zh="现金按汇率折算；÷最新估值；÷最近一轮",
        would_change="a balance of the date of the price, or a market exchange rate",
        would_change_zh="与估值同日的余额，或市场汇率",
    ),
    needs=(Need(attributes=("cash",)), Need(attributes=_CLOSED)),
    fits="an exchange rate from the cash to the price",
    fits_zh="现金与估值之间的汇率",
    make=cash_in_price_currency,
)
