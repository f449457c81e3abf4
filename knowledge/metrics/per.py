"""A figure per employee, user or customer: two recorded figures of one company, divided."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from knowledge import periods, titles
from knowledge.ledger import Ledger, first_day
from knowledge.metrics import base
from knowledge.metrics.base import Figure
from knowledge.metrics.formula import Wording
from knowledge.records import Fact, Language, Metric

_BOTH: tuple[Language, Language] = ("en", "zh")
_EACH_ZH = {"people": "每人", "users": "每名用户"}
_FAR_DAYS = 366  # figures further apart are not of the same company any more


def per(ledger: Ledger, fact: Fact, attributes: Sequence[str]) -> Metric | None:
    """`fact` over the count nearest to its day among `attributes`; None without one near."""
    count = _nearest(ledger, fact, attributes)
    return each(ledger, fact, count) if count else None


def each(ledger: Ledger, fact: Fact, count: Fact, months: int = 12) -> Metric | None:
    """`fact` over the `count`, a year's part of it where it is for more `months`; None where one is
    no figure or they are of days far apart.
    """
    if not (base.usable(fact) and base.usable(count)) or fact.unit is None or _apart(fact, count):
        return None
    each_ = (base.figure(fact) / base.figure(count)).named(fact.unit)
    years = Decimal(months) / 12
    made = Figure(low=each_.low / years, high=each_.high / years, unit=each_.unit)
    term, term_zh = (_said(years, x) for x in _BOTH)
    bound = base.leaning([fact.bound], [count.bound])
    bound = "about" if bound == "exact" else bound
    name, name_zh = (titles.title(fact, ledger, x) for x in ("en", "zh"))
    of, of_zh = (titles.title(count, ledger, x) for x in ("en", "zh"))
    of = (count.subject or of) if count.id == fact.id else of  # what else the statement counts
    words = Wording(
        id=f"{fact.id}-per-{count.id}",
        name=f"{name} over {of.lower()}",
        name_zh=f"{name_zh}÷{of_zh}",
        topic=fact.topic,
        attributes=(fact.attribute, count.attribute),
        formula=f"{name.lower()} ÷ {of.lower()}",
        formula_zh=f"{name_zh}÷{of_zh}",
        would_change="both figures of the same day",
        would_change_zh="同一日的两个数字",
    )
    same = fact.as_of == count.as_of
    return base.metric(
        words,
        inputs=(base.taken(name, fact), base.taken(of, count)),
        result=made,
        figures=(
            base.output(made.low, made.high, fact.unit),
            *([base.output(years, years, "years")] if term else []),
        ),
        as_of=fact.as_of,
        says=f"{name}, {base.said(fact, 'en')} ({periods.say(fact.as_of, 'en')}), over "
        f"{of.lower()}, {base.said(count, 'en')} ({periods.say(count.as_of, 'en')}), is "
        f"{base.say(made.low, made.high, fact.unit, 'en', bound)} each{term}.",
        says_zh=f"{name_zh}{base.said(fact, 'zh')}（{periods.say(fact.as_of, 'zh')}）÷{of_zh}"
        f"{base.said(count, 'zh')}（{periods.say(count.as_of, 'zh')}），即{term_zh}"
        f"{_EACH_ZH.get(count.unit or '', '每单位')}"
        f"{base.say(made.low, made.high, fact.unit, 'zh', bound)}。",
        caveat="" if same else "The two figures are of different days.",
        caveat_zh="" if same else "两个数字不是同一日的。",
    )


def _said(years: Decimal, language: Language) -> str:
    """The years of a contract of which each is meant; of one year nothing."""
    if years == 1:
        return ""
    long = base.say(years, years, "years", language)
    return f"按{long}计每年" if language == "zh" else f" and year, over {long}"


def _nearest(ledger: Ledger, fact: Fact, attributes: Sequence[str]) -> Fact | None:
    """Of the attribute held first, replaced ones too: the employees at the end of that year."""
    held = [f for f in ledger.facts if f.entity == fact.entity and base.usable(f) and f.as_of]
    right = [f for f in held if ledger.standing(f) != "wrong"]
    for attribute in attributes:
        kin = sorted((f for f in right if f.attribute == attribute), key=ledger.rank)
        if kin and fact.as_of:
            return min(kin, key=lambda f: _distance(f, fact))
    return None


def _distance(a: Fact, b: Fact) -> int:
    days = date.fromisoformat(first_day(a.as_of or "")) - date.fromisoformat(
        first_day(b.as_of or "")
    )
    return abs(days.days)


def _apart(a: Fact, b: Fact) -> bool:
    if not (a.as_of and b.as_of):
        return True
    return _distance(a, b) > _FAR_DAYS
