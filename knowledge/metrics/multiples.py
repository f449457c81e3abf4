"""The newest price over what the company earns: run-rate revenue, revenue of a year, and earlier.

Inputs are facts of the company with valuation_post, valuation, arr and revenue. A year's revenue
is one whose `subject` names a year; half-years are not doubled. What is earned is converted at
the rate of the price's day, so that one multiple holds one rate.
"""

from datetime import date

from knowledge import periods, spans, subjects
from knowledge.ledger import Ledger, first_day
from knowledge.metrics import base
from knowledge.metrics.formula import Formula, Need, Wording
from knowledge.metrics.valuation import latest, prices
from knowledge.records import Fact, Language, Metric

_NEAR_DAYS = 183  # an older run-rate says nothing about a price of a growing company
_YEAR = 12  # months
_CLOSED = ("valuation_post", "valuation")
_BOTH: tuple[Language, Language] = ("en", "zh")


def to_recurring_revenue(ledger: Ledger) -> Metric | None:
    """Times: newest price ÷ newest annual recurring revenue."""
    price = latest(ledger)
    if price is None:
        return None
    arr = base.in_unit(ledger, "ARR", base.run_rate(ledger), price.unit, day=price.as_of)
    if arr is None:
        return None
    times = (base.figure(price) / arr.figure).named("multiple")
    early = (arr.fact.as_of or "") < (price.as_of or "")
    return base.metric(
        VALUATION_TO_ARR.words,
        inputs=(base.taken("valuation", price), *arr.inputs),
        result=times,
        figures=arr.figures,
        as_of=price.as_of,
        says=f"{base.said(price, 'en')} ({periods.say(price.as_of, 'en')}) over ARR of "
        f"{arr.en} ({periods.say(arr.fact.as_of, 'en')}) is "
        f"{base.say(times.low, times.high, 'multiple', 'en', 'about')}.",
        says_zh=f"{base.said(price, 'zh')}（{periods.say(price.as_of, 'zh')}）÷年化收入"
        f"{arr.zh}（{periods.say(arr.fact.as_of, 'zh')}），"
        f"{base.say(times.low, times.high, 'multiple', 'zh', 'about')}。",
        caveat="The revenue is older than the price." if early else "",
        caveat_zh="收入日期早于估值日期。" if early else "",
    )


def to_revenue(ledger: Ledger) -> Metric | None:
    """Times: newest price ÷ revenue of the newest full year."""
    price = latest(ledger)
    year = yearly(ledger, "revenue")
    if price is None or not year:
        return None
    earned = base.in_unit(ledger, "revenue", year[-1], price.unit, day=price.as_of)
    if earned is None:
        return None
    times = (base.figure(price) / earned.figure).named("multiple")
    named = earned.fact.subject or ""
    return base.metric(
        VALUATION_TO_REVENUE.words,
        inputs=(base.taken("valuation", price), *earned.inputs),
        result=times,
        figures=earned.figures,
        as_of=price.as_of,
        says=f"{base.said(price, 'en')} ({periods.say(price.as_of, 'en')}) over revenue of "
        f"{earned.en} in {subjects.stretch(named, 'en')} is "
        f"{base.say(times.low, times.high, 'multiple', 'en', 'about')}.",
        says_zh=f"{base.said(price, 'zh')}（{periods.say(price.as_of, 'zh')}）÷"
        f"{subjects.stretch(named, 'zh')}收入{earned.zh}，"
        f"{base.say(times.low, times.high, 'multiple', 'zh', 'about')}。",
        caveat="The revenue is of a year that had ended; the price looks ahead.",
        caveat_zh="收入为已结束年度的数字，而估值着眼于未来。",
    )


def over_time(ledger: Ledger) -> Metric | None:
    """Times: each closed price ÷ the newest run-rate known on its day."""
    rows = [(p, a) for p in prices(ledger) if (a := _arr_then(ledger, p)) is not None]
    if len(rows) < 2:
        return None
    times = [(base.figure(p) / base.figure(a)).named("multiple") for p, a in rows]
    inputs = [i for p, a in rows for i in (base.taken("valuation", p), base.taken("ARR", a))]
    said = {
        lang: [
            _row(p, a, base.say(t.low, t.high, "multiple", lang, "about"), lang)
            for (p, a), t in zip(rows, times, strict=True)
        ]
        for lang in _BOTH
    }
    last = times[-1]
    return base.metric(
        VALUATION_TO_ARR_OVER_TIME.words,
        inputs=tuple({(i.fact_id, i.name): i for i in inputs}.values()),
        result=last,
        figures=tuple(base.output(t.low, t.high, "multiple") for t in times),
        as_of=rows[-1][0].as_of,
        says="Price over the run-rate of its day: " + "; ".join(said["en"]) + ".",
        says_zh="估值÷当时的年化收入：" + "；".join(said["zh"]) + "。",
        caveat="A run-rate may be months older than the price it is set against, and where both "
        "are floors the multiple is no bound.",
        caveat_zh="年化收入可能比所对照的估值早数月；两者均为下限时，倍数并非界限。",
    )


def yearly(ledger: Ledger, attribute: str) -> list[Fact]:
    """The company's figures for whole years, one per year, oldest first; wrong ones left out."""
    own = ledger.subject.id if ledger.subject else ""
    held = [
        f
        for f in ledger.facts
        if (f.entity, f.attribute) == (own, attribute)
        and base.usable(f)
        and ledger.standing(f) != "wrong"
        and spans.months(f) == _YEAR
        and spans.is_of_whole(f)
    ]
    best: dict[str, Fact] = {}
    for fact in sorted(held, key=ledger.rank):
        best.setdefault(fact.subject or "", fact)
    return sorted(best.values(), key=lambda f: periods.find(f.subject or "")[0].end)


def _arr_then(ledger: Ledger, price: Fact) -> Fact | None:
    """The newest run-rate dated no later than the price, in its currency, replaced since or not."""
    day = date.fromisoformat(first_day(price.as_of or ""))
    held = [
        f
        for f in ledger.facts
        if (f.entity, f.attribute, f.unit) == (price.entity, "arr", price.unit)
        and base.usable(f)
        and spans.is_of_whole(f)
        and f.as_of
        and ledger.standing(f) != "wrong"
        and 0 <= (day - date.fromisoformat(first_day(f.as_of))).days <= _NEAR_DAYS
    ]
    return min(held, key=lambda f: ledger.rank(f)[1:], default=None)


def _row(price: Fact, arr: Fact, times: str, language: Language) -> str:
    day = periods.say(price.as_of, language)
    money, rate = base.said(price, language), base.said(arr, language)
    if language == "zh":
        return f"{day}，{money}÷{rate}，{times}"
    return f"{day}, {money} over {rate}, {times}"


VALUATION_TO_ARR = Formula(
    words=Wording(
        id="valuation-to-arr",
        name="Valuation ÷ ARR",
        name_zh="估值÷年化收入",
        topic="valuation",
        attributes=("revenue_multiple", "valuation_post"),
        formula="newest valuation ÷ newest annual recurring revenue",
        formula_zh="最新估值÷最新年化收入",
        would_change="recurring revenue of the date of the price, reconciled to revenue",
        would_change_zh="与估值同期、且与确认收入相调节的年化收入",
    ),
    needs=(Need(attributes=_CLOSED), Need(attributes=("arr",))),
    fits="an exchange rate from the recurring revenue to the price",
    fits_zh="年化收入与估值之间的汇率",
    make=to_recurring_revenue,
)
VALUATION_TO_REVENUE = Formula(
    words=Wording(
        id="valuation-to-revenue",
        name="Valuation ÷ revenue",
        name_zh="估值÷收入",
        topic="valuation",
        attributes=("revenue_multiple", "valuation_post"),
        formula="newest valuation ÷ revenue of the newest full year",
        formula_zh="最新估值÷最近完整年度收入",
        would_change="revenue of a newer year, or of the last twelve months",
        would_change_zh="更新年度或最近十二个月的收入",
    ),
    needs=(Need(attributes=_CLOSED), Need(attributes=("revenue",))),
    fits="revenue of a whole year, and an exchange rate where currencies differ",
    fits_zh="完整年度的收入；币种不同时还需汇率",
    make=to_revenue,
)
VALUATION_TO_ARR_OVER_TIME = Formula(
    words=Wording(
        id="valuation-to-arr-over-time",
        name="Valuation ÷ ARR over time",
        name_zh="历次估值÷年化收入",
        topic="valuation",
        attributes=("multiple_history",),
        formula="each closed price ÷ the newest annual recurring revenue of that day",
        formula_zh="每次成交估值÷当日最新年化收入",
        would_change="run-rates measured on the day of each price",
        would_change_zh="与每次估值同日的年化收入",
    ),
    needs=(Need(attributes=_CLOSED, dates=2), Need(attributes=("arr",), dates=2)),
    fits="two prices that each have a run-rate of the half year before",
    fits_zh="两次估值，且各有此前半年内的年化收入",
    make=over_time,
)
