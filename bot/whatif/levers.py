"""What of the cash model a reader can move: each input's slider, where it stands, and its source.

In: a ledger and a language. Out: `Levers`; the bounds of every slider follow from what the sources
state, so that nothing here knows a company. Knows no page and computes no scenario but the one
that says how far the chart should reach.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal

from knowledge import Amount, Language, Ledger, amounts, periods, scenario
from knowledge.scenario import (
    Change,
    End,
    Input,
    Inputs,
    Level,
    Raise,
    ScenarioError,
    months,
    wording,
)

_ENDS: tuple[End, End] = ("high", "low")
_TIMES = 3  # a slider reaches three times what is stated
_NOTCHES = 150  # about so many positions on a slider
_NONE = (Decimal(0), Decimal(0))
# low, high and step of what no source sets a scale for
_GROWTH = (Decimal(-10), Decimal(20), Decimal("0.5"))  # percent a month
_MONTHS = (Decimal(12), Decimal(120), Decimal(6))
# what a slider moves → its name; an input of the model goes by the name of its slider
_LABELS: dict[str, tuple[str, str]] = {
    "opening": ("Opening cash", "期初现金"),
    "burn": ("Burn per year", "每年消耗"),
    "runs": ("Training runs per year", "每年训练次数"),
    "run_cost": ("Cost of one run", "单次训练成本"),
    "electricity": ("Electricity per year", "每年电费"),
    "people": ("People and other spending per year", "每年人员及其他支出"),
    "revenue": ("Revenue per month", "每月收入"),
    "growth": ("Revenue growth per month", "收入月增速"),
    "raise": ("Raise", "融资"),
    "outlay": ("One-off cost", "一次性支出"),
    "horizon_months": ("Months to look ahead", "测算月数"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """A slider in base units. `value` None: the sources do not state it and nothing is assumed.

    A figure is shown as `before` + figure ÷ `size` + `after`: "CNY " + 3.5 + " billion".
    """

    name: str  # the field of `Change` that it moves
    label: str
    low: Decimal
    high: Decimal
    step: Decimal
    unit: str
    size: Decimal
    before: str
    after: str
    value: tuple[Decimal, Decimal] | None = None
    fact_id: str | None = None
    statement: str = ""
    source: str = ""

    @property
    def sourced(self) -> bool:
        return self.fact_id is not None

    def shown(self, low: Decimal, high: Decimal) -> str:
        return self.before + wording.number(low / self.size, high / self.size) + self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Levers:
    """All of them. `problem` says in one sentence why there are none."""

    problem: str = ""
    currency: str = ""
    as_of: str = ""
    first_day: date | None = None  # the first day after the balance
    levers: tuple[Lever, ...] = ()
    rounds: tuple[str, ...] = ()  # those reported since the balance, in words
    start: Change = Change()  # what the page shows before anything is moved

    def __getitem__(self, name: str) -> Lever:
        return next(lever for lever in self.levers if lever.name == name)


def label(name: str, language: Language) -> str:
    return _LABELS[name][language == "zh"]


def levers(ledger: Ledger, language: Language) -> Levers:
    try:
        known = scenario.from_ledger(ledger)
    except ScenarioError as error:
        return Levers(problem=error.told(language))
    made = _Maker(ledger, known, language)
    return Levers(
        currency=known.currency,
        as_of=known.as_of,
        first_day=known.start,
        levers=made.all(),
        rounds=tuple(_round(ledger, each, language) for each in known.rounds),
        start=_start(known),
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    ledger: Ledger
    known: Inputs
    language: Language

    def all(self) -> tuple[Lever, ...]:
        known, cash = self.known, self.known.cash.high
        spent = known.burn.high if known.burn else cash
        runs = _runs(known)
        notches = (Decimal(0), max(Decimal(4), _TIMES * runs), Decimal("0.5"))
        return (
            self.opening(),
            self.money("burn", known.burn, spent),
            self.lever("runs", "count", notches, (runs, runs)),
            self.money("run_cost", known.run_cost, cash / _TIMES),
            self.money("electricity", known.electricity, spent / _TIMES),
            self.money("people", None, spent / _TIMES),
            self.money("revenue", known.known_revenue, spent / 12),
            self.lever("growth", "percent", _GROWTH, _NONE),
            self.money("raise", None, cash),
            self.lever("horizon_months", "months", _MONTHS, (_horizon(known),) * 2),
        )

    def opening(self) -> Lever:
        """Without cash at all there is no scenario."""
        made = self.money("opening", self.known.cash, self.known.cash.high)
        return replace(made, low=made.step)

    def money(self, name: str, stated: Input | None, reference: Decimal) -> Lever:
        """From nothing to three times what is stated, or else three times `reference`."""
        most = _TIMES * (stated.high if stated else reference)
        step = _notch(most / _NOTCHES)
        top = (most / step).to_integral_value(ROUND_CEILING) * step
        value = (stated.low, stated.high) if stated else None
        made = self.lever(name, self.known.currency, (Decimal(0), top, step), value)
        fact = self.ledger.by_id.get(stated.fact_id or "") if stated else None
        if fact is None:
            return made
        title = self.ledger.source_of[fact.source].title
        said = fact.said(self.language)
        return replace(made, fact_id=fact.id, statement=said, source=title)

    def lever(
        self,
        name: str,
        unit: str,
        slide: tuple[Decimal, Decimal, Decimal],
        value: tuple[Decimal, Decimal] | None,
    ) -> Lever:
        low, high, step = slide
        size, before, after = shown_in(high, unit, self.language)
        return Lever(
            name=name, label=label(name, self.language), low=low, high=high, step=step,
            unit=unit, size=size, before=before, after=after, value=value,
        )  # fmt: skip


def shown_in(top: Decimal, unit: str, language: Language) -> tuple[Decimal, str, str]:
    """The largest unit of counting up to `top`, and the words around a number of it.

    15,000,000,000 CNY: (10⁹, "CNY ", " billion"), (10⁸, "", "亿元").
    """
    for power in range(12, -1, -1):
        size = Decimal(10) ** power
        two = Amount(low=2 * size, high=2 * size, unit=unit)  # two, for the plural
        said = amounts.format(two, language).replace("人民币", "")
        around = re.fullmatch(r"(\D*)2(\D*)", said)
        if around and (size <= top or power == 0):
            return size, around[1], around[2]
    raise AssertionError("every unit can be counted one by one")


def _notch(rough: Decimal) -> Decimal:
    """The round number (1, 2 or 5 × a power of ten) next above `rough`."""
    power = Decimal(10) ** rough.adjusted()
    return next(power * nice for nice in (1, 2, 5, 10) if power * nice >= rough)


def _runs(known: Inputs) -> Decimal:
    """As many as the burn would pay for beside the electricity, to start from; none unpriced."""
    if known.run_cost is None:
        return Decimal(0)
    if known.burn is None:
        return Decimal(1)
    power = known.electricity.at("mid") if known.electricity else Decimal(0)
    paid = (known.burn.at("mid") - power) / known.run_cost.at("mid")
    return max(Decimal(1), Decimal(round(paid)))


def _start(known: Inputs) -> Change:
    """By items where the sources price a run and give no burn."""
    runs = _runs(known)
    by_items = known.burn is None and known.run_cost is not None
    return Change(
        runs=Level(low=runs, high=runs) if by_items else None,
        horizon_months=int(_horizon(known)),
        out_before=months.day_of(known.start, _middle(known)),
    )


def _lasts(known: Inputs) -> tuple[Decimal, Decimal] | None:
    """Months that the cash lasts at the dear and at the cheap end of the stated burn."""
    if known.burn is None:
        return None
    dear, cheap = (scenario.run(known, end).months for end in _ENDS)
    return dear or _MONTHS[1], cheap or _MONTHS[1]


def _horizon(known: Inputs) -> Decimal:
    """A year beyond the longest that the stated burn lasts, in whole years; else five years."""
    lasts = _lasts(known)
    years = (lasts[1] / 12).to_integral_value(ROUND_CEILING) + 1 if lasts else Decimal(5)
    return min(12 * years, _MONTHS[1])


def _middle(known: Inputs) -> Decimal:
    """A month for the first question about chances: between the two ends, or halfway."""
    lasts = _lasts(known)
    return Decimal(round((lasts[0] + lasts[1]) / 2)) if lasts else _horizon(known) / 2


def _round(ledger: Ledger, each: Raise, language: Language) -> str:
    """Such as "17 February 2026: $0.7 billion", the date as exact as it is recorded."""
    amount = wording.money(each.amount.low, each.amount.high, each.amount.unit, language)
    fact = ledger.by_id.get(each.fact_id or "")
    said = periods.say(fact.as_of if fact else None, language)
    return f"{said}：{amount}" if language == "zh" else f"{said}: {amount}"
