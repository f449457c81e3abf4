"""How long the cash lasts and what it buys: runway, implied burn, training runs, money since.

Inputs are facts of the company with attributes cash, runway_years, burn_annual, training_run_cost
and round_amount. Does not know revenue: none of these is a forecast.
"""

from decimal import Decimal

from knowledge import periods
from knowledge.ledger import Ledger, one_per_subject
from knowledge.metrics import base
from knowledge.metrics.base import Figure
from knowledge.records import Amount, Fact, Metric


def runway(ledger: Ledger) -> Metric | None:
    """Years: the published estimate beside balance ÷ burn per year; the range spans both."""
    cash = base.first(ledger, "cash")
    stated = base.first(ledger, "runway_years")
    if stated and cash and (stated.as_of or "") < (cash.as_of or ""):
        stated = None  # an estimate made before the balance is about an older one
    burn = _same_currency(base.first(ledger, "burn_annual"), cash)
    if cash is None or (stated is None and burn is None):
        return None
    ends: list[Figure] = []
    en, zh = [], []
    inputs = [base.taken("cash", cash)]
    figures: list[Amount] = []
    if stated:
        ends.append(base.figure(stated))
        inputs.append(base.taken("stated runway", stated))
        en.append(f"{base.said(stated, 'en')} by the published estimate")
        zh.append(f"公开估计为{base.said(stated, 'zh')}")
    if burn:
        years = (base.figure(cash) / base.figure(burn)).named("years")
        ends.append(years)
        inputs.append(base.taken("burn per year", burn))
        figures.append(base.output(years.low, years.high, "years"))
        en.append(
            f"{base.say(years.low, years.high, 'years', 'en', 'about')} at a burn of "
            f"{base.said(burn, 'en')} a year"
        )
        zh.append(
            f"按每年消耗{base.said(burn, 'zh')}计算，"
            f"{base.say(years.low, years.high, 'years', 'zh', 'about')}"
        )
    limits = ("at_least", "at_most")
    loose = burn is not None and (cash.bound in limits or burn.bound in limits)
    result = Figure(low=min(e.low for e in ends), high=max(e.high for e in ends), unit="years")
    return base.metric(
        id="runway",
        name="Cash runway",
        name_zh="现金跑道",
        topic="runway",
        attributes=("runway_years", "cash", "burn_annual"),
        formula="cash ÷ burn per year, beside the stated runway",
        formula_zh="现金÷年消耗，与公开估计并列",
        inputs=tuple(inputs),
        result=result,
        figures=tuple(figures),
        as_of=cash.as_of,
        says=f"On the balance of {periods.say(cash.as_of, 'en')} ({base.said(cash, 'en')}): "
        + "; ".join(en)
        + ".",
        says_zh=f"按{periods.say(cash.as_of, 'zh')}的余额（{base.said(cash, 'zh')}）："
        + "；".join(zh)
        + "。",
        caveat="An input is a bound, so the division is an illustration and no bound itself."
        if loose
        else "",
        caveat_zh="输入含界限值，相除结果仅作示意，并非界限。" if loose else "",
    )


def implied_burn(ledger: Ledger) -> Metric | None:
    """Currency per year: balance ÷ the stated runway, both ends."""
    stated = base.first(ledger, "runway_years")
    cash = _balance_before(ledger, stated) if stated else None
    if cash is None or stated is None:
        return None
    burn = (base.figure(cash) / base.figure(stated)).named(cash.unit or "count")
    return base.metric(
        id="implied-burn",
        name="Burn implied by the stated runway",
        name_zh="公开跑道所对应的年消耗",
        topic="runway",
        attributes=("burn_annual", "runway_years"),
        formula="cash ÷ stated runway",
        formula_zh="现金÷公开估计年限",
        inputs=(base.taken("cash", cash), base.taken("stated runway", stated)),
        result=burn,
        as_of=cash.as_of,
        says=f"{base.sentence(base.said(cash, 'en'))} over {base.said(stated, 'en')} implies a "
        f"burn of {base.say(burn.low, burn.high, burn.unit, 'en')} a year.",
        says_zh=f"{base.said(cash, 'zh')}维持{base.said(stated, 'zh')}，"
        f"对应每年消耗{base.say(burn.low, burn.high, burn.unit, 'zh')}。",
    )


def training_runs(ledger: Ledger) -> Metric | None:
    """Runs: balance ÷ cost of one run; spending on anything else is left out."""
    cash = base.first(ledger, "cash")
    cost = _same_currency(base.first(ledger, "training_run_cost"), cash)
    if cash is None or cost is None:
        return None
    runs = (base.figure(cash) / base.figure(cost)).named("count")
    return base.metric(
        id="training-runs",
        name="Training runs the cash pays for",
        name_zh="现金可支付的训练次数",
        topic="runway",
        attributes=("training_run_cost",),
        formula="cash ÷ cost of one training run",
        formula_zh="现金÷单次训练成本",
        inputs=(base.taken("cash", cash), base.taken("cost of one run", cost)),
        result=runs,
        as_of=cash.as_of,
        says=f"{base.sentence(base.said(cash, 'en'))} would pay for {_count(runs, 'to')} training "
        f"runs at {base.said(cost, 'en')} each, if nothing else cost money.",
        says_zh=f"若不计其他支出，{base.said(cash, 'zh')}可支付{_count(runs, '至')}次训练"
        f"（每次{base.said(cost, 'zh')}）。",
    )


def raised_since(ledger: Ledger) -> Metric | None:
    """Currency: rounds dated after the balance, one amount per round, summed where currencies
    agree.
    """
    cash = base.first(ledger, "cash")
    if cash is None or ledger.subject is None or cash.as_of is None:
        return None
    rounds = [
        f
        for f in one_per_subject(ledger, ledger.of(ledger.subject.id, "round_amount"))
        if base.usable(f) and f.as_of and f.as_of > cash.as_of
    ]
    rounds = sorted((f for f in rounds if f.unit == rounds[0].unit), key=lambda f: f.as_of or "")
    if not rounds:
        return None
    total = Figure(
        low=sum((base.figure(f).low for f in rounds), Decimal(0)),
        high=sum((base.figure(f).high for f in rounds), Decimal(0)),
        unit=rounds[0].unit or "count",
    )
    parts_en = ", ".join(f"{base.said(f, 'en')} ({periods.say(f.as_of, 'en')})" for f in rounds)
    parts_zh = "、".join(f"{base.said(f, 'zh')}（{periods.say(f.as_of, 'zh')}）" for f in rounds)
    say_en = base.say(total.low, total.high, total.unit, "en", "about")
    say_zh = base.say(total.low, total.high, total.unit, "zh", "about")
    return base.metric(
        id="raised-since-balance",
        name="Money raised since the balance",
        name_zh="余额日之后的融资",
        topic="runway",
        attributes=("runway_years", "cash", "raised_total"),
        formula="sum of rounds dated after the cash balance",
        formula_zh="余额日之后各轮融资之和",
        inputs=tuple(base.taken(f.subject or "round", f) for f in rounds),
        result=total,
        as_of=rounds[-1].as_of,
        says=f"Since that balance of {periods.say(cash.as_of, 'en')}, rounds of {parts_en} were "
        f"reported, {say_en} together; they are not in it.",
        says_zh=f"在{periods.say(cash.as_of, 'zh')}的余额之后，据报道又融资{parts_zh}，"
        f"合计{say_zh}，未计入该余额。",
        caveat="Rounds with disputed or unknown amounts are left out.",
        caveat_zh="金额有争议或未知的轮次未计入。",
    )


def _balance_before(ledger: Ledger, stated: Fact) -> Fact | None:
    """The balance that an estimate was made on: the newest one not after it, replaced since or
    not.
    """
    held = [
        f
        for f in ledger.facts
        if (f.entity, f.attribute) == (stated.entity, "cash")
        and base.usable(f)
        and ledger.standing(f) != "wrong"
        and (f.as_of or "") <= (stated.as_of or "")
    ]
    newest = max((f.as_of or "" for f in held), default="")
    return min((f for f in held if f.as_of == newest), key=ledger.rank, default=None)


def _same_currency(fact: Fact | None, other: Fact | None) -> Fact | None:
    return fact if fact and other and fact.unit == other.unit else None


def _count(runs: Figure, to: str) -> str:
    low, high = base.nice(runs.low), base.nice(runs.high)
    return f"{low:f}" if low == high else f"{low:f}{'–' if to == '至' else ' to '}{high:f}"
