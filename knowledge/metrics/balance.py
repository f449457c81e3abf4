"""What the balance is made of: the money used before it, and the part that may be credits.

Inputs are facts of the company with attributes cash, raised_total, cloud_credit and
investment_amount. A percentage of credits is taken of the same holder's investment.
"""

from knowledge import amounts, periods
from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.base import Figure
from knowledge.metrics.formula import Formula, Need, Wording
from knowledge.records import Fact, Metric, MetricInput


def balances(ledger: Ledger) -> list[Fact]:
    """Every balance of the company that is not wrong, replaced since or not."""
    own = ledger.subject.id if ledger.subject else ""
    return [
        f
        for f in ledger.facts
        if (f.entity, f.attribute) == (own, "cash")
        and base.usable(f)
        and ledger.standing(f) != "wrong"
    ]


def funding_less_cash(ledger: Ledger) -> Metric | None:
    """Currency: all money raised by the date of a balance, less that balance."""
    found = _funding_and_balance(ledger)
    if found is None:
        return None
    raised, cash = found
    stated = base.in_unit(ledger, "raised in total", raised, cash.unit)
    if stated is None:
        return None
    used = stated.figure - base.figure(cash)
    if used.low <= 0:
        return None
    day_en, day_zh = periods.say(cash.as_of, "en"), periods.say(cash.as_of, "zh")
    return base.metric(
        FUNDING_LESS_CASH.words,
        inputs=(*stated.inputs, base.taken("cash", cash)),
        result=used,
        figures=stated.figures,
        as_of=cash.as_of,
        says=f"{base.sentence(stated.en)} raised by {day_en}, less cash of "
        f"{base.said(cash, 'en')}, leaves "
        f"{base.say(used.low, used.high, used.unit, 'en', 'about')} used by then.",
        says_zh=f"截至{day_zh}累计融资{stated.zh}，减去现金{base.said(cash, 'zh')}，"
        f"已消耗{base.say(used.low, used.high, used.unit, 'zh', 'about')}。",
        caveat="A larger balance than the one stated means less was used; revenue and money raised "
        "that nobody disclosed mean more.",
        caveat_zh="若实际余额更高，则消耗更少；若另有收入或未披露的融资，则消耗更多。",
    )


def credits_in_cash(ledger: Ledger) -> Metric | None:
    """Percent: credits received from investors ÷ balance, as if none of them had been used."""
    cash = base.first(ledger, "cash")
    found = _credits(ledger) if cash else None
    if cash is None or found is None:
        return None
    amount, inputs, newest = found
    made = base.converted(ledger, amount, cash.unit or "", newest.as_of)
    if made is None:
        return None
    money, rate, (clause_en, clause_zh) = made
    share = (money / base.figure(cash)).percent()
    bound = base.leaning([newest.bound], [cash.bound])
    first = {
        lang: base.say(amount.low, amount.high, amount.unit, lang, newest.bound or "exact")
        for lang in ("en", "zh")
    }
    second = {
        lang: base.say(money.low, money.high, money.unit, lang, "about") for lang in ("en", "zh")
    }
    converted_en = f" ({second['en']} {clause_en})" if rate else ""
    converted_zh = f"（{clause_zh}为{second['zh']}）" if rate else ""
    return base.metric(
        CREDITS_IN_CASH.words,
        inputs=(*inputs, *rate, base.taken("cash", cash)),
        result=share,
        figures=(
            base.output(amount.low, amount.high, amount.unit),
            base.output(money.low, money.high, money.unit),
        ),
        as_of=cash.as_of,
        says=f"{base.sentence(first['en'])}{converted_en} came as computing credits "
        f"({periods.say(newest.as_of, 'en')}); if none were used and the balance counts them, they "
        f"are {base.say(share.low, share.high, 'percent', 'en', bound)} of the "
        f"cash of {base.said(cash, 'en')} ({periods.say(cash.as_of, 'en')}).",
        says_zh=f"{first['zh']}{converted_zh}以云积分形式投入"
        f"（{periods.say(newest.as_of, 'zh')}）；若均未使用且计入余额，则占"
        f"{periods.say(cash.as_of, 'zh')}现金{base.said(cash, 'zh')}的"
        f"{base.say(share.low, share.high, 'percent', 'zh', bound)}。",
        caveat="Whether the balance counts credits at all is not stated, nor how many are left; a "
        "larger balance means a smaller share.",
        caveat_zh="余额是否计入云积分、尚余多少，均未说明；余额越大，占比越小。",
    )


def _credits(ledger: Ledger) -> tuple[Figure, tuple[MetricInput, ...], Fact] | None:
    """Credits as a sum of money: recorded as one, else a percentage of the holder's investment."""
    assert ledger.subject is not None
    held = [f for f in ledger.of(ledger.subject.id, "cloud_credit") if base.usable(f)]
    for fact in held:
        if fact.unit not in ("percent", None):
            return base.figure(fact), (base.taken("credits", fact),), fact
    for fact in held:
        put_in = _investment(ledger, fact)
        if fact.unit == "percent" and put_in:
            got = base.figure(put_in) * base.figure(fact)
            money = Figure(low=got.low / 100, high=got.high / 100, unit=put_in.unit or "count")
            inputs = (base.taken("share paid in credits", fact), base.taken("investment", put_in))
            return money, inputs, fact
    return None


def _investment(ledger: Ledger, credit: Fact) -> Fact | None:
    """What the same holder put in at about the same time."""
    held = ledger.of(credit.entity, "investment_amount")
    same = [f for f in held if f.subject == credit.subject and base.usable(f)]
    return next((f for f in same if (f.as_of or "")[:4] == (credit.as_of or "")[:4]), None)


def _funding_and_balance(ledger: Ledger) -> tuple[Fact, Fact] | None:
    """The newest total that has a balance of its own month."""
    if ledger.subject is None:
        return None
    for raised in ledger.of(ledger.subject.id, "raised_total"):
        if not base.usable(raised) or _is_window(raised) or raised.as_of is None:
            continue
        same = [f for f in balances(ledger) if _same_month(f, raised)]
        cash = min(same, key=ledger.rank, default=None)
        if cash:
            return raised, cash
    return None


def _is_window(raised: Fact) -> bool:
    """Money of some months only: "six months to May 2026", "December 2025 to February 2026"."""
    subject = raised.subject or ""
    lasting = any(a.unit in ("years", "months", "weeks", "days") for a in amounts.find(subject))
    said = periods.find(subject)
    named = said[0].text if said else ""
    return lasting or len(said) > 1 or bool(named and subject.strip() == named)


def _same_month(a: Fact, b: Fact) -> bool:
    return len(a.as_of or "") > 4 and (a.as_of or "")[:7] == (b.as_of or "")[:7]


FUNDING_LESS_CASH = Formula(
    words=Wording(
        id="funding-less-cash",
        name="Money used so far",
        name_zh="迄今消耗的资金",
        topic="runway",
        attributes=("burn_cumulative",),
        formula="money raised in total − cash on the same date",
        formula_zh="累计融资−同日现金",
        would_change="the exact balance, revenue, undisclosed rounds, or the part paid in credits",
        would_change_zh="确切余额、收入、未披露的轮次，或以云积分支付的部分",
    ),
    needs=(Need(attributes=("raised_total",)), Need(attributes=("cash",))),
    fits="a total raised and a smaller balance of the same month",
    fits_zh="同一月份的累计融资与较小的余额",
    make=funding_less_cash,
)
CREDITS_IN_CASH = Formula(
    words=Wording(
        id="credits-in-cash",
        name="Cloud credits against the cash",
        name_zh="云积分与现金之比",
        topic="ecosystem",
        attributes=("cloud_credit",),
        formula="computing credits received ÷ cash",
        formula_zh="收到的云积分÷现金",
        would_change="the cloud agreement, usage statements, or the notes to the balance",
        would_change_zh="云服务协议、用量账单或余额附注",
    ),
    needs=(Need(attributes=("cash",)), Need(attributes=("cloud_credit",))),
    fits="credits as a sum of money, or the investment they are a share of",
    fits_zh="以金额表示的云积分，或其所占比例对应的投资额",
    make=credits_in_cash,
)
