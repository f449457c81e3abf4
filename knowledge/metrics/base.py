"""What every metric is made with: cited inputs, conversion, formatting, and the finished record.

A metric is a function `Ledger → Metric | None`; None when an input is not in the ledger. Nothing
here knows a formula, a company or a currency that must be used.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from knowledge import amounts, periods, spans
from knowledge.ledger import Ledger, exchange, first_day
from knowledge.metrics.formula import Wording
from knowledge.records import Amount, Bound, Fact, Language, Metric, MetricInput

_OLD_RATE_DAYS = 180  # further from the figure's date, the sentence says so


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A range with its unit on the way through a formula."""

    low: Decimal
    high: Decimal
    unit: str

    def __truediv__(self, other: "Figure") -> "Figure":
        """Interval division of positive ranges; units are the caller's to name."""
        return Figure(low=self.low / other.high, high=self.high / other.low, unit="")

    def __mul__(self, other: "Figure") -> "Figure":
        """Interval product of positive ranges; units are the caller's to name."""
        return Figure(low=self.low * other.low, high=self.high * other.high, unit="")

    def __add__(self, other: "Figure") -> "Figure":
        return Figure(low=self.low + other.low, high=self.high + other.high, unit=self.unit)

    def __sub__(self, other: "Figure") -> "Figure":
        return Figure(low=self.low - other.high, high=self.high - other.low, unit=self.unit)

    def named(self, unit: str) -> "Figure":
        return Figure(low=self.low, high=self.high, unit=unit)

    def percent(self) -> "Figure":
        return Figure(low=self.low * 100, high=self.high * 100, unit="percent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A fact's figure in the unit a formula needs, with what to cite and how to say it.

    `en` and `zh` say the figure as recorded, and the converted one with its rate where one was
    used; `figures` are those that the conversion made, `rate` its clause in en and zh.
    """

    fact: Fact
    figure: Figure
    inputs: tuple[MetricInput, ...]
    figures: tuple[Amount, ...]
    en: str
    zh: str
    rate: tuple[str, str] = ("", "")


def figure(fact: Fact) -> Figure:
    """The fact's figure; only for facts that carry a positive one."""
    ends = fact.range
    assert ends is not None
    return Figure(low=ends[0], high=ends[1], unit=fact.unit or "count")


def usable(fact: Fact) -> bool:
    """Whether the fact carries a positive figure to compute with."""
    return fact.range is not None and fact.range[0] > 0


def first(ledger: Ledger, *attributes: str, entity: str | None = None) -> Fact | None:
    """The best standing fact of the entity (default the company) for the first attribute held."""
    owner = entity or (ledger.subject.id if ledger.subject else "")
    for attribute in attributes:
        for fact in ledger.of(owner, attribute):
            if usable(fact):
                return fact
    return None


def run_rate(ledger: Ledger) -> Fact | None:
    """The company's best recurring revenue; that of one product is not the company's."""
    held = ledger.of(ledger.subject.id, "arr") if ledger.subject else ()
    return next((f for f in held if usable(f) and spans.is_of_whole(f)), None)


def taken(name: str, fact: Fact) -> MetricInput:
    got = figure(fact)
    return MetricInput(name=name, low=got.low, high=got.high, unit=got.unit, fact_id=fact.id)


def in_unit(
    ledger: Ledger, name: str, fact: Fact | None, unit: str | None, *, day: str | None = None
) -> Stated | None:
    """The fact's figure in `unit`, its input called `name`, at the rate nearest to `day` (of its
    own where none is given); None without fact or rate.
    """
    if fact is None or unit is None:
        return None
    made = converted(ledger, figure(fact), unit, day or fact.as_of)
    if made is None:
        return None
    got, rate, (clause_en, clause_zh) = made
    en, zh = said(fact, "en"), said(fact, "zh")
    if rate:
        en += f" ({say(got.low, got.high, unit, 'en', 'about')} {clause_en})"
        zh += f"（{clause_zh}为{say(got.low, got.high, unit, 'zh', 'about')}）"
    figures = (output(got.low, got.high, unit),) if rate else ()
    return Stated(
        fact=fact,
        figure=got,
        inputs=(taken(name, fact), *rate),
        figures=figures,
        en=en,
        zh=zh,
        rate=(clause_en, clause_zh),
    )


def converted(
    ledger: Ledger, amount: Figure, unit: str, day: str | None
) -> tuple[Figure, list[MetricInput], tuple[str, str]] | None:
    """`amount` in `unit`: the figure, the rate as an input, and a clause naming it in en and zh.

    None without a recorded rate. The rate's source is its citation, so the input has no fact.
    """
    if amount.unit == unit:
        return amount, [], ("", "")
    found = exchange(ledger, amount.unit, unit, day)
    if found is None:
        return None
    rate, buys = found
    made = Figure(low=amount.low * buys, high=amount.high * buys, unit=unit)
    name = f"{rate.quote} per {rate.base}, {rate.date} ({rate.source})"
    source = MetricInput(
        name=name, low=rate.rate, high=rate.rate, unit="count", fact_id=f"rate:{rate.source}"
    )
    far = day is not None and _days_apart(rate.date, day) > _OLD_RATE_DAYS
    near_en, near_zh = ("the nearest rate recorded, ", "所记录最近的") if far else ("", "")
    on_en, on_zh = periods.say(rate.date, "en"), periods.say(rate.date, "zh")
    en = f"at {near_en}{rate.rate} {rate.quote} per {rate.base} of {on_en}"
    zh = f"按{near_zh}{on_zh}汇率{rate.rate} {rate.quote}/{rate.base}折算"
    return made, [source], (en, zh)


def say(low: Decimal, high: Decimal, unit: str, language: Language, bound: Bound = "exact") -> str:
    """The figure in words, rounded to three significant digits where it is not a whole input."""
    made = Amount(low=nice(low), high=nice(high), unit=unit, bound=bound)
    return amounts.format(made, language)


def said(fact: Fact, language: Language) -> str:
    got = figure(fact)
    made = Amount(low=got.low, high=got.high, unit=got.unit, bound=fact.bound or "exact")
    return amounts.format(made, language)


def leaning(ups: Iterable[Bound | None], downs: Iterable[Bound | None] = ()) -> Bound:
    """The bound of a result that grows with `ups` and falls with `downs`.

    A floor together with a ceiling, or with a rough figure, bounds nothing: the result is "about".
    """
    up, down = list(ups), list(downs)
    floor = "at_least" in up or "at_most" in down
    ceiling = "at_most" in up or "at_least" in down
    if "about" in (*up, *down) or (floor and ceiling):
        return "about"
    return "at_least" if floor else "at_most" if ceiling else "exact"


def sentence(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def nice(value: Decimal) -> Decimal:
    """Three significant digits, half up; exact values of three digits or fewer stay as they are."""
    if value == 0:
        return value
    exponent = value.adjusted() - 2
    rounded = (value.scaleb(-exponent)).quantize(Decimal(1), ROUND_HALF_UP).scaleb(exponent)
    return Decimal(format(rounded.normalize(), "f"))


def output(low: Decimal, high: Decimal, unit: str) -> Amount:
    """An output as the sentence states it, so that verification can find it."""
    return Amount(low=nice(low), high=nice(high), unit=unit)


def metric(words: Wording, *, result: Figure, **fields: Any) -> Metric:
    """The finished record; `value` is set where the result is no range."""
    given = {end for i in fields["inputs"] for end in (i.low, i.high)}
    low, high = (end if end in given else nice(end) for end in (result.low, result.high))
    own = Amount(low=low, high=high, unit=result.unit)
    fixed = {key: getattr(words, key) for key in words.__slots__}
    return Metric(
        value=low if low == high else None,
        low=low,
        high=high,
        unit=result.unit,
        figures=(own, *fields.pop("figures", ())),
        **fixed,
        **fields,
    )


def _days_apart(a: str, b: str) -> int:
    return abs((date.fromisoformat(first_day(a)) - date.fromisoformat(first_day(b))).days)
