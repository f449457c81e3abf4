"""Round by round: the months between rounds, and the share of the company that each one sold.

Inputs are facts of the company with round_amount, valuation_post, valuation_pre and valuation whose
`subject` names the round. Letters are not counted with: outlets letter the same round differently.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from knowledge import periods
from knowledge.ledger import Ledger, first_day
from knowledge.metrics import base
from knowledge.metrics.base import Figure
from knowledge.metrics.formula import Formula, Need, Wording
from knowledge.records import Amount, Bound, Fact, Language, Metric, MetricInput

_PRICES = ("valuation_post", "valuation_pre", "valuation")
_BOTH: tuple[Language, Language] = ("en", "zh")
_DAYS_A_MONTH = Decimal("30.44")
_TOO_FAR_APART = 2  # amounts of one round that differ by more say nothing about its size


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """What one round sold, in percent, with the facts it rests on."""

    day: str
    share: Figure
    bound: Bound
    inputs: tuple[MetricInput, ...]


def months_between_rounds(ledger: Ledger) -> Metric | None:
    """Months from each round to the next, by the day reported or the first day of its month."""
    events = _events(ledger)
    gaps = [months(a, b) for a, b in zip(events, events[1:], strict=False)]
    if not gaps:
        return None
    whole = Decimal(_days(events[0], events[-1])) / _DAYS_A_MONTH / len(gaps)
    whole = whole.quantize(Decimal("0.1"))
    mean = {lang: base.say(whole, whole, "months", lang, "about") for lang in _BOTH}
    return base.metric(
        MONTHS_BETWEEN_ROUNDS.words,
        inputs=tuple(base.taken(f.subject or "round", f) for f in events),
        result=Figure(low=min(gaps), high=max(gaps), unit="months"),
        figures=(
            *(Amount(low=g, high=g, unit="months") for g in gaps),
            base.output(whole, whole, "months"),
        ),
        as_of=events[-1].as_of,
        says=f"From round to round: {_path(events, gaps, 'en')}"
        + (f"; {mean['en']} on average." if len(gaps) > 1 else "."),
        says_zh=f"各轮之间：{_path(events, gaps, 'zh')}"
        + (f"；平均{mean['zh']}。" if len(gaps) > 1 else "。"),
        caveat="Dates are those reported; a round without a recorded amount is not counted.",
        caveat_zh="日期为报道日期；未记录金额的轮次未计入。",
    )


def dilution_per_round(ledger: Ledger) -> Metric | None:
    """Percent: amount ÷ price after the money, for each round whose amount and price are known."""
    rounds = [(subject, _sold(ledger, subject)) for subject in _subjects(ledger)]
    sold = sorted((s for _, s in rounds if s), key=lambda s: s.day)
    if not sold:
        return None
    left = sorted(_day_of(ledger, subject) for subject, s in rounds if s is None)
    left_en = ", ".join(periods.say(day[:7], "en") for day in left)
    left_zh = "、".join(periods.say(day[:7], "zh") for day in left)
    return base.metric(
        DILUTION_PER_ROUND.words,
        inputs=tuple(i for s in sold for i in s.inputs),
        result=Figure(
            low=min(s.share.low for s in sold),
            high=max(s.share.high for s in sold),
            unit="percent",
        ),
        figures=tuple(base.output(s.share.low, s.share.high, "percent") for s in sold),
        as_of=sold[-1].day,
        says="Share of the company that each round sold: "
        + "; ".join(_share(s, "en") for s in sold)
        + ".",
        says_zh="各轮出让的股权比例：" + "；".join(_share(s, "zh") for s in sold) + "。",
        caveat="New money only: option pools and sales of old shares are not in it."
        + (f" Left out, amount or price open: {left_en}." if left else ""),
        caveat_zh="仅计新资金，不含期权池与老股转让。"
        + (f"金额或估值未定而未计入：{left_zh}。" if left else ""),
    )


def months(a: Fact, b: Fact) -> Decimal:
    """Whole months between the dates of two facts, each taken from its first day."""
    return (Decimal(_days(a, b)) / _DAYS_A_MONTH).quantize(Decimal(1))


def _days(a: Fact, b: Fact) -> int:
    first, second = (date.fromisoformat(first_day(f.as_of or "")) for f in (a, b))
    return (second - first).days


def _path(events: list[Fact], gaps: list[Decimal], language: Language) -> str:
    """Such as "March 2029 → September 2030 (18 months)"."""
    days = [periods.say((f.as_of or "")[:7], language) for f in events]
    said = [base.say(g, g, "months", language) for g in gaps]
    steps = [
        f"{day}（{gap}）" if language == "zh" else f"{day} ({gap})"
        for day, gap in zip(days[1:], said, strict=True)
    ]
    return " → ".join([days[0], *steps])


def _share(sold: Sold, language: Language) -> str:
    low, high = sold.share.low, sold.share.high
    said = base.say(low, high, "percent", language, sold.bound if low == high else "about")
    return f"{periods.say(sold.day[:7], language)}{'：' if language == 'zh' else ': '}{said}"


def _sold(ledger: Ledger, subject: str) -> Sold | None:
    """None where the amount or the price is not known well enough."""
    amounts = _of_round(ledger, subject, "round_amount")
    price = next((f for a in _PRICES for f in _of_round(ledger, subject, a)), None)
    if price is None or any(g.kind == "unresolved" for g in ledger.groups(price.id)):
        return None
    paid = [base.in_unit(ledger, f"{subject}, amount", f, price.unit) for f in amounts]
    known = [p for p in paid if p is not None]
    if not known:
        return None
    money = Figure(
        low=min(p.figure.low for p in known), high=max(p.figure.high for p in known), unit=""
    )
    if money.high > money.low * _TOO_FAR_APART:
        return None
    inputs = {i.fact_id: i for p in known for i in p.inputs}
    return Sold(
        day=_day_of(ledger, subject),
        share=_of_price(money, price),
        bound=base.leaning([p.fact.bound for p in known], [price.bound]),
        inputs=(*inputs.values(), base.taken(f"{subject}, price", price)),
    )


def _of_price(money: Figure, price: Fact) -> Figure:
    """Of the price after the money; a price of unstated basis may be before or after it."""
    after = base.figure(price)
    if price.attribute == "valuation_pre":
        ends = money.low / (after.high + money.low), money.high / (after.low + money.high)
    elif price.attribute == "valuation":
        ends = money.low / (after.high + money.low), money.high / after.low
    else:
        ends = money.low / after.high, money.high / after.low
    return Figure(low=ends[0], high=ends[1], unit="").percent()


def _events(ledger: Ledger) -> list[Fact]:
    """The first report of each round, oldest first: a later retelling is no newer round."""
    dated = [_of_round(ledger, s, "round_amount") for s in _subjects(ledger)]
    first = [min(facts, key=lambda f: first_day(f.as_of or "")) for facts in dated]
    return sorted(first, key=lambda f: first_day(f.as_of or ""))


def _subjects(ledger: Ledger) -> list[str]:
    own = ledger.subject.id if ledger.subject else ""
    named = {f.subject for f in ledger.of(own, "round_amount") if f.subject}
    return sorted(s for s in named if _of_round(ledger, s, "round_amount"))


def _of_round(ledger: Ledger, subject: str, attribute: str) -> list[Fact]:
    """What is recorded of the round and not wrong, best first; known to the month or better."""
    own = ledger.subject.id if ledger.subject else ""
    held = [
        f
        for f in ledger.facts
        if (f.entity, f.attribute, f.subject) == (own, attribute, subject)
        and base.usable(f)
        and len(f.as_of or "") > len("2026")
        and ledger.standing(f) != "wrong"
    ]
    return sorted(held, key=ledger.rank)


def _day_of(ledger: Ledger, subject: str) -> str:
    return min(f.as_of or "" for f in _of_round(ledger, subject, "round_amount"))


MONTHS_BETWEEN_ROUNDS = Formula(
    words=Wording(
        id="months-between-rounds",
        name="Months between rounds",
        name_zh="各轮间隔月数",
        topic="funding",
        attributes=("round_interval",),
        formula="date of each round − date of the one before it",
        formula_zh="每轮日期−前一轮日期",
        would_change="closing dates from registrations, or a round that was not reported",
        would_change_zh="登记载明的交割日期，或未见报道的轮次",
    ),
    needs=(Need(attributes=("round_amount",), dates=2),),
    fits="two named rounds dated to the month",
    fits_zh="两个日期精确到月且有名称的轮次",
    make=months_between_rounds,
)
DILUTION_PER_ROUND = Formula(
    words=Wording(
        id="dilution-per-round",
        name="Dilution per round",
        name_zh="各轮稀释比例",
        topic="valuation",
        attributes=("dilution",),
        formula="amount of the round ÷ price after the money",
        formula_zh="融资额÷投后估值",
        would_change="the register of shares after each round, or a settled amount or price",
        would_change_zh="每轮之后的股东名册，或确定的金额与估值",
    ),
    needs=(Need(attributes=("round_amount",)), Need(attributes=_PRICES)),
    fits="the amount and the price of one and the same round",
    fits_zh="同一轮的金额与估值",
    make=dilution_per_round,
)
