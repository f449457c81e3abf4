"""How long the cash lasts: runway, the burn it implies, and the money raised since the balance.

Inputs are facts of the company with attributes cash, runway_years, burn_annual and round_amount.
Does not know revenue: none of these is a forecast.
"""

from knowledge import periods
from knowledge.ledger import Ledger, one_per_subject
from knowledge.metrics import base
from knowledge.metrics.balance import balances
from knowledge.metrics.base import Figure
from knowledge.metrics.formula import Formula, Need, Wording
from knowledge.records import Amount, Fact, Metric

_LOOSE = "An input is a bound, so the division is an illustration and no bound itself."
_LOOSE_ZH = "输入含界限值，相除结果仅作示意，并非界限。"


def runway(ledger: Ledger) -> Metric | None:
    """Years: the published estimate beside balance ÷ burn per year; the range spans both."""
    cash = base.first(ledger, "cash")
    stated = base.first(ledger, "runway_years")
    if stated and cash and (stated.as_of or "") < (cash.as_of or ""):
        stated = None  # an estimate made before the balance is about an older one
    held = base.first(ledger, "burn_annual")
    burn = base.in_unit(ledger, "burn per year", held, cash.unit if cash else None)
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
        years = (base.figure(cash) / burn.figure).named("years")
        ends.append(years)
        inputs += burn.inputs
        figures += [base.output(years.low, years.high, "years"), *burn.figures]
        en.append(
            f"{base.say(years.low, years.high, 'years', 'en', 'about')} at a burn of "
            f"{burn.en} a year"
        )
        zh.append(
            f"按每年消耗{burn.zh}计算，{base.say(years.low, years.high, 'years', 'zh', 'about')}"
        )
    limits = ("at_least", "at_most")
    loose = burn is not None and (cash.bound in limits or burn.fact.bound in limits)
    result = Figure(low=min(e.low for e in ends), high=max(e.high for e in ends), unit="years")
    return base.metric(
        RUNWAY.words,
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
        caveat=_LOOSE if loose else "",
        caveat_zh=_LOOSE_ZH if loose else "",
    )


def implied_burn(ledger: Ledger) -> Metric | None:
    """Currency per year: balance ÷ the stated runway, both ends."""
    stated = base.first(ledger, "runway_years")
    cash = balance_before(ledger, stated) if stated else None
    if cash is None or stated is None:
        return None
    burn = (base.figure(cash) / base.figure(stated)).named(cash.unit or "count")
    return base.metric(
        IMPLIED_BURN.words,
        inputs=(base.taken("cash", cash), base.taken("stated runway", stated)),
        result=burn,
        as_of=cash.as_of,
        says=f"{base.sentence(base.said(cash, 'en'))} over {base.said(stated, 'en')} implies a "
        f"burn of {base.say(burn.low, burn.high, burn.unit, 'en')} a year.",
        says_zh=f"{base.said(cash, 'zh')}维持{base.said(stated, 'zh')}，"
        f"对应每年消耗{base.say(burn.low, burn.high, burn.unit, 'zh')}。",
    )


def raised_since(ledger: Ledger) -> Metric | None:
    """Currency: rounds dated after the balance, one amount per round, summed where currencies
    agree; beside it the sum without rounds that sources do not agree on.
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
    total = _sum(rounds)
    agreed = [f for f in rounds if not _disputed(ledger, f)]
    firm = _sum(agreed) if 0 < len(agreed) < len(rounds) else None
    bound = base.leaning([f.bound for f in rounds])
    parts_en = ", ".join(f"{base.said(f, 'en')} ({periods.say(f.as_of, 'en')})" for f in rounds)
    parts_zh = "、".join(f"{base.said(f, 'zh')}（{periods.say(f.as_of, 'zh')}）" for f in rounds)
    say_en = base.say(total.low, total.high, total.unit, "en", bound)
    say_zh = base.say(total.low, total.high, total.unit, "zh", bound)
    firm_en = firm_zh = ""
    if firm:
        leans = base.leaning([f.bound for f in agreed])
        firm_en = (
            f", {base.say(firm.low, firm.high, firm.unit, 'en', leans)} of it in rounds that no "
            "source disputes"
        )
        firm_zh = f"，其中各来源无争议的为{base.say(firm.low, firm.high, firm.unit, 'zh', leans)}"
    return base.metric(
        RAISED_SINCE.words,
        inputs=tuple(base.taken(f.subject or "round", f) for f in rounds),
        result=total,
        figures=(base.output(firm.low, firm.high, firm.unit),) if firm else (),
        as_of=rounds[-1].as_of,
        says=f"Since that balance of {periods.say(cash.as_of, 'en')}, rounds of {parts_en} were "
        f"reported, {say_en} together{firm_en}; they are not in it.",
        says_zh=f"在{periods.say(cash.as_of, 'zh')}的余额之后，据报道又融资{parts_zh}，"
        f"合计{say_zh}{firm_zh}，未计入该余额。",
        caveat="Rounds without a recorded amount are left out.",
        caveat_zh="未记录金额的轮次未计入。",
    )


def _disputed(ledger: Ledger, round_: Fact) -> bool:
    """Whether the sources disagree about the round and nothing recorded settles it."""
    same = [f for f in ledger.of(round_.entity, round_.attribute) if f.subject == round_.subject]
    return any(g.kind == "unresolved" for f in same for g in ledger.groups(f.id))


def _sum(facts: list[Fact]) -> Figure:
    total = base.figure(facts[0])
    for fact in facts[1:]:
        total = total + base.figure(fact)
    return total


def balance_before(ledger: Ledger, stated: Fact) -> Fact | None:
    """The balance that an estimate was made on: its own source's, else the newest not after it."""
    before = [f for f in balances(ledger) if (f.as_of or "") <= (stated.as_of or "")]
    own = [f for f in before if f.source == stated.source]
    newest = max((f.as_of or "" for f in own or before), default="")
    return min((f for f in own or before if f.as_of == newest), key=ledger.rank, default=None)


RUNWAY = Formula(
    words=Wording(
        id="runway",
        name="Cash runway",
        name_zh="现金跑道",
        topic="runway",
        attributes=("runway_years", "cash", "burn_annual"),
        formula="cash ÷ burn per year, beside the stated runway",
        formula_zh="现金÷年消耗，与公开估计并列",
        would_change="a newer balance, audited burn, or money raised since the balance",
        would_change_zh="更新的余额、经审计的消耗，或余额日之后的融资",
    ),
    needs=(Need(attributes=("cash",)), Need(attributes=("burn_annual", "runway_years"))),
    fits="a burn in the currency of the balance, or an exchange rate",
    fits_zh="与余额同币种的消耗，或汇率",
    make=runway,
)
IMPLIED_BURN = Formula(
    words=Wording(
        id="implied-burn",
        name="Burn implied by the stated runway",
        name_zh="公开跑道所对应的年消耗",
        topic="runway",
        attributes=("burn_annual", "runway_years"),
        formula="cash ÷ stated runway",
        formula_zh="现金÷公开估计年限",
        would_change="the estimate's own workings, or a disclosed burn",
        would_change_zh="该估计的计算过程，或披露的消耗",
    ),
    needs=(Need(attributes=("cash",)), Need(attributes=("runway_years",))),
    fits="a balance that is no newer than the estimate",
    fits_zh="不晚于该估计的余额",
    make=implied_burn,
)
RAISED_SINCE = Formula(
    words=Wording(
        id="raised-since-balance",
        name="Money raised since the balance",
        name_zh="余额日之后的融资",
        topic="runway",
        attributes=("runway_years", "cash", "raised_total"),
        formula="sum of rounds dated after the cash balance",
        formula_zh="余额日之后各轮融资之和",
        would_change="closing notices that settle each amount, or a newer balance",
        would_change_zh="确认各轮金额的交割公告，或更新的余额",
    ),
    needs=(Need(attributes=("cash",)), Need(attributes=("round_amount",))),
    fits="a round dated after the balance",
    fits_zh="余额日之后的轮次",
    make=raised_since,
)
