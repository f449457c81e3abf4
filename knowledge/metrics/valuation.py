"""What the price means: cash against price, step-ups between rounds, price over run-rate revenue.

Inputs are facts of the company with valuation_post, valuation, arr, revenue, cash and round_amount.
Prices sought (valuation_target) and prices before the money are not mixed with prices after it.
"""

from knowledge import amounts, periods
from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.base import Figure
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
    steps = _prices(ledger)
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
        id="step-ups",
        name="Valuation step-ups",
        name_zh="估值台阶",
        topic="valuation",
        attributes=("valuation_post", "valuation"),
        formula="each price ÷ the one before it",
        formula_zh="每次估值÷前一次估值",
        inputs=tuple(base.taken(f.subject or "price", f) for f in steps),
        result=total,
        figures=tuple(base.output(s.low, s.high, "multiple") for s in neighbours),
        as_of=steps[-1].as_of,
        says=f"{path_en}: steps of {ups_en}.",
        says_zh=f"{path_zh}：各步为{ups_zh}。",
        caveat="Some prices state no basis, so neighbouring steps are not all like for like.",
        caveat_zh="部分价格未说明口径，相邻两步未必可比。",
    )


def to_recurring_revenue(ledger: Ledger) -> Metric | None:
    """Times: newest price ÷ newest annual recurring revenue."""
    price, arr = latest(ledger), base.first(ledger, "arr")
    if price is None or arr is None or price.unit != arr.unit:
        return None
    times = (base.figure(price) / base.figure(arr)).named("multiple")
    early = (arr.as_of or "") < (price.as_of or "")
    return base.metric(
        id="valuation-to-arr",
        name="Valuation ÷ ARR",
        name_zh="估值÷年化收入",
        topic="valuation",
        attributes=("revenue_multiple", "valuation_post"),
        formula="newest valuation ÷ newest annual recurring revenue",
        formula_zh="最新估值÷最新年化收入",
        inputs=(base.taken("valuation", price), base.taken("ARR", arr)),
        result=times,
        as_of=price.as_of,
        says=f"{base.said(price, 'en')} ({periods.say(price.as_of, 'en')}) over ARR of "
        f"{base.said(arr, 'en')} ({periods.say(arr.as_of, 'en')}) is "
        f"{base.say(times.low, times.high, 'multiple', 'en', 'about')}.",
        says_zh=f"{base.said(price, 'zh')}（{periods.say(price.as_of, 'zh')}）÷年化收入"
        f"{base.said(arr, 'zh')}（{periods.say(arr.as_of, 'zh')}），"
        f"{base.say(times.low, times.high, 'multiple', 'zh', 'about')}。",
        caveat="The revenue is older than the price." if early else "",
        caveat_zh="收入日期早于估值日期。" if early else "",
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
    share = _percent(money / base.figure(price))
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
        part = _percent(money / base.figure(newest))
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
        id="cash-against-price",
        name="Cash against price and newest round",
        name_zh="现金与估值、最近一轮之比",
        topic="runway",
        attributes=("cash",),
        formula="cash ÷ exchange rate; ÷ newest valuation; ÷ newest round",
        formula_zh="现金按汇率折算；÷最新估值；÷最近一轮",
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


def _prices(ledger: Ledger) -> list[Fact]:
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


def _percent(share: Figure) -> Figure:
    return Figure(low=share.low * 100, high=share.high * 100, unit="percent")


def _stop(fact: Fact, lang: Language) -> str:
    got = base.figure(fact)
    plain = Amount(low=got.low, high=got.high, unit=got.unit)
    day = periods.say((fact.as_of or "")[:7], lang)
    money = amounts.format(plain, lang)
    return f"{money}（{day}）" if lang == "zh" else f"{money} ({day})"
