"""How fast it grows: compound rates between two dated figures, and growth stated without a base.

Inputs are facts of the company: levels (arr, revenue of whole years, users …) at two dates, and the
attributes of stated growth. A month that is no day spans the rate; two ways of counting are not
mixed where one way has two dates.
"""

import re
from decimal import Decimal
from functools import partial

from knowledge import periods
from knowledge.ledger import Ledger, one_per_subject
from knowledge.lexicon import lexicon
from knowledge.metrics import base
from knowledge.metrics.base import Figure
from knowledge.metrics.formula import Formula, Need, Wording
from knowledge.metrics.multiples import yearly
from knowledge.records import Amount, Fact, Language, Metric
from knowledge.stated import stated

_LEVELS = {
    "arr": ("ARR", "年化收入"),
    "revenue": ("Revenue", "收入"),
    "mau": ("Monthly active users", "月活用户"),
    "wau": ("Weekly active users", "周活用户"),
    "customers": ("Customers", "客户数"),
    "headcount": ("Employees", "员工数"),
}
# An overview of traction opens with the run-rate and has no room for its growth as well.
_ASKED = {"arr": ("arr_growth", "growth_rate")}
_STATED = ("revenue_growth", "paid_user_growth", "user_growth", "order_growth")
# which stretch of time a stated rate is about
_SPANS: tuple[tuple[re.Pattern[str], dict[Language, str]], ...] = tuple(
    (re.compile(words, re.IGNORECASE), {"en": en, "zh": zh})
    for words, en, zh in (
        (r"month[- ]o(?:n|ver)[- ]month|per month|\ba month|monthly", "month over month", "按月"),
        (r"week[- ]o(?:n|ver)[- ]week|per week|\ba week", "week over week", "按周"),
        (r"year[- ]o(?:n|ver)[- ]year|per year|\ba year|\byoy\b", "year over year", "同比"),
    )
)
_PEOPLE = ("users", "people")
_SHORTEST_DAYS = 28
_DAYS_A_MONTH, _DAYS_A_YEAR = Decimal("30.44"), Decimal("365.25")
_MOST = 4  # stated growths in one sentence, newest first


def growth(ledger: Ledger, attribute: str) -> Metric | None:
    """Percent a month, or a year where the figures are that far apart, compounded."""
    series = _series(ledger, attribute)
    if len(series) < 2:
        return None
    first, last = series[0], series[-1]
    shortest, longest = _days(first, last)
    if shortest < _SHORTEST_DAYS or first.unit != last.unit:
        return None
    yearly_rate = longest >= _DAYS_A_YEAR - 1
    rate = _compound(first, last, (shortest, longest), _DAYS_A_YEAR if yearly_rate else None)
    mixed = first.certainty != last.certainty
    return base.metric(
        _of(attribute).words,
        inputs=(base.taken("base", first), base.taken("latest", last)),
        result=rate,
        figures=(_amount(rate),),
        as_of=last.as_of,
        says=_told(first, last, rate, yearly_rate, "en"),
        says_zh=_told(first, last, rate, yearly_rate, "zh"),
        caveat="Base and latest figure come from different kinds of source, so part of the change "
        "may lie in the counting."
        if mixed
        else "",
        caveat_zh="基数与最新值来源性质不同，部分变化可能出于统计口径。" if mixed else "",
    )


def without_base(ledger: Ledger) -> Metric | None:
    """Growth that a source states with no figure it starts from or arrives at, newest first."""
    own = ledger.subject.id if ledger.subject else ""
    held = one_per_subject(ledger, ledger.of(own, *_STATED))
    bare = {(f.attribute, f.range): f for f in held if base.usable(f) and not _has_level(f)}
    shown = sorted(bare.values(), key=lambda f: (f.as_of or "", f.id), reverse=True)[:_MOST]
    if not shown:
        return None
    return base.metric(
        WITHOUT_BASE.words,
        inputs=tuple(base.taken(f.subject or f.attribute, f) for f in shown),
        result=base.figure(shown[0]),
        as_of=shown[0].as_of,
        says="Growth stated without its base, so that no level follows: "
        + "; ".join(_bare(f, "en") for f in shown)
        + ".",
        says_zh="仅给出增幅、未说明基数，因而推不出绝对水平："
        + "；".join(_bare(f, "zh") for f in shown)
        + "。",
        caveat="A rate from a small base says little, and rates of different periods do not "
        "compare.",
        caveat_zh="小基数上的增幅说明有限，不同期间的增幅不可比。",
    )


def _series(ledger: Ledger, attribute: str) -> list[Fact]:
    """One figure per date, oldest first, ending in one that stands; like counted with like."""
    if attribute == "revenue":
        return yearly(ledger, attribute)
    own = ledger.subject.id if ledger.subject else ""
    newest = base.first(ledger, attribute)
    if newest is None or not _plain(newest):
        newest = next((f for f in ledger.of(own, attribute) if _plain(f)), None)
    if newest is None:
        return []
    same = [
        f
        for f in ledger.facts
        if (f.entity, f.attribute, f.subject, f.unit)
        == (own, attribute, newest.subject, newest.unit)
        and _plain(f)
        and ledger.standing(f) != "wrong"
        and (f.as_of or "") <= (newest.as_of or "")
    ]
    alike = [f for f in same if f.certainty == newest.certainty]
    chosen = alike if len({f.as_of for f in alike}) > 1 else same
    best: dict[str, Fact] = {}
    for fact in sorted(chosen, key=lambda f: ledger.rank(f)[1:]):
        best.setdefault(fact.as_of or "", fact)
    return [best[day] for day in sorted(best)]


def _plain(fact: Fact) -> bool:
    """One figure, dated to the month or better: a range of users has no rate."""
    ends = fact.range
    dated = len(fact.as_of or "") > len("2026")
    return dated and ends is not None and ends[0] == ends[1] > 0


def _days(first: Fact, last: Fact) -> tuple[Decimal, Decimal]:
    """The fewest and the most days there can be between the two dates."""
    a, b = periods.parse(first.as_of or ""), periods.parse(last.as_of or "")
    return Decimal((b.start - a.end).days), Decimal((b.end - a.start).days)


def _compound(
    first: Fact, last: Fact, days: tuple[Decimal, Decimal], span: Decimal | None
) -> Figure:
    """(last ÷ first) to the power of (span ÷ days), less one, for both ends of the days."""
    times = base.figure(last).high / base.figure(first).high
    rates = [(times ** ((span or _DAYS_A_MONTH) / d) - 1) * 100 for d in days]
    return Figure(low=min(rates), high=max(rates), unit="percent")


def _amount(rate: Figure) -> Amount:
    """As the sentence states it: a fall has no minus sign there."""
    low, high = sorted((abs(rate.low), abs(rate.high)))
    return base.output(low, high, "percent")


def _told(first: Fact, last: Fact, rate: Figure, per_year: bool, language: Language) -> str:
    label = _LEVELS[first.attribute][language == "zh"]
    shown = _amount(rate)
    said = base.say(shown.low, shown.high, "percent", language, "about")
    fell = rate.high < 0
    a, b = base.said(first, language), base.said(last, language)
    on, by = periods.say(first.as_of, language), periods.say(last.as_of, language)
    if language == "zh":
        verb = "降" if fell else "升"
        each = "每年" if per_year else "每月"
        return f"{label}由{on}的{a}{verb}至{by}的{b}，{each}复合{verb}幅{said}。"
    verb = "fell" if fell else "rose"
    each = "a year" if per_year else "a month"
    return f"{label} {verb} from {a} ({on}) to {b} ({by}): {said} {each}, compounded."


def _bare(fact: Fact, language: Language) -> str:
    """Such as "growth of paying users 170% (month over month, 17 February 2026)"."""
    text = f"{fact.subject or ''}\n{fact.statement}"
    span = next((said[language] for words, said in _SPANS if words.search(text)), "")
    setting = [s for s in (span, periods.say(fact.as_of, language)) if s]
    label, said = _label(fact.attribute, language), base.said(fact, language)
    if language == "zh":
        return f"{label}{said}（{'，'.join(setting)}）"
    return f"{label[0].lower()}{label[1:]} {said} ({', '.join(setting)})"


def _has_level(fact: Fact) -> bool:
    """The statement gives a level beside the rate: users, money, or a count from and to."""
    found = [a for a in stated(fact.statement) if a.unit != fact.unit]
    is_level = any(a.unit in _PEOPLE or (len(a.unit) == 3 and a.unit.isupper()) for a in found)
    counts = [a for a in found if a.unit == "count"]
    return is_level or len(counts) > 1


def _label(attribute: str, language: Language) -> str:
    known = lexicon().attributes.get(attribute)
    return known[language] if known else attribute.replace("_", " ").capitalize()


def _of(attribute: str) -> Formula:
    return next(f for f in GROWTH if f.words.id == f"growth-{attribute}")


def _formula(attribute: str) -> Formula:
    en, zh = _LEVELS[attribute]
    return Formula(
        words=Wording(
            id=f"growth-{attribute}",
            name=f"{en}: compound growth",
            name_zh=f"{zh}复合增速",
            topic="traction",
            attributes=_ASKED.get(attribute, ("growth_rate", attribute)),
            formula="(latest ÷ base) ^ (1 ÷ periods between) − 1",
            formula_zh="（最新值÷基数）^（1÷期数）−1",
            would_change="figures of the same date every month, counted in one way",
            would_change_zh="口径一致、逐月同日的数字",
        ),
        needs=(Need(attributes=(attribute,), dates=2),),
        fits="two figures four weeks apart, counted in the same way",
        fits_zh="相隔四周以上且口径相同的两个数字",
        make=partial(growth, attribute=attribute),
    )


GROWTH = tuple(_formula(attribute) for attribute in _LEVELS)
WITHOUT_BASE = Formula(
    words=Wording(
        id="growth-without-base",
        name="Growth stated without its base",
        name_zh="未说明基数的增幅",
        topic="traction",
        attributes=("growth_base", "growth_rate"),
        formula="as stated; the base is not stated",
        formula_zh="按原文；基数未说明",
        would_change="the figure each rate starts from, with its date",
        would_change_zh="各增幅所依据的基数及其日期",
    ),
    needs=(Need(attributes=_STATED),),
    fits="a stated growth whose base is missing",
    fits_zh="未说明基数的增幅",
    make=without_base,
)
