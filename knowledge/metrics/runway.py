"""How long the cash lasts: runway, and the burn it implies.

Inputs are facts of the company with attributes cash, runway_years and burn_annual.
Does not know revenue: none of these is a forecast.
"""

from knowledge import periods
from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.balance import balances
from knowledge.metrics.base import Figure
from knowledge.metrics.formula import Formula, Need, Wording
from knowledge.records import Amount, Fact, Language, Metric

_BOTH: tuple[Language, Language] = ("en", "zh")
_LONG = 2  # years from which nobody counts in months
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
        months = _in_months(years)
        figures += [base.output(years.low, years.high, "years"), *burn.figures]
        figures += [base.output(m.low, m.high, "months") for m in months]
        said = {x: base.say(years.low, years.high, "years", x, "about") for x in _BOTH}
        for m in months:
            said["en"] += f" ({base.say(m.low, m.high, 'months', 'en')})"
            said["zh"] += f"（{base.say(m.low, m.high, 'months', 'zh')}）"
        en.append(f"{said['en']} at a burn of {burn.en} a year")
        zh.append(f"按每年消耗{burn.zh}计算，{said['zh']}")
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


def _in_months(years: Figure) -> list[Figure]:
    """The same in months where it is less than two years."""
    if years.high >= _LONG:
        return []
    return [Figure(low=years.low * 12, high=years.high * 12, unit="months")]


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
