"""What a scenario rests on: each input that counts, with its source or marked as assumed.

In: the model's inputs and the ledger they came from. Out: one `Used` each, in the order of the
formula. Computes nothing.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.whatif.levers import label
from knowledge import Language, Ledger, Rate, periods
from knowledge.scenario import Input, Inputs, Level, wording

# an input of the model → the lever that moves it
_MOVED_BY = {
    "cash": "opening", "burn per year": "burn", "training runs per year": "runs",
    "cost of one run": "run_cost", "electricity per year": "electricity",
    "people and other spending per year": "people", "revenue per month": "revenue",
    "revenue growth per month": "growth", "raise": "raise", "one-off cost": "outlay",
}  # fmt: skip
_POWER_CHANGE = ("Change in electricity per year", "每年电费的变化")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    statement: str
    source: str
    source_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """An input that counts. `cited` is what it rests on, also where a question scaled it."""

    name: str
    display: str
    low: Decimal
    high: Decimal
    unit: str
    sourced: bool
    note: str = ""
    cited: tuple[Cited, ...] = ()


def used(ledger: Ledger, inputs: Inputs, language: Language) -> tuple[Used, ...]:
    days = {id(r.size): r.day for r in inputs.raises}
    return tuple(
        Used(
            name=_name(each, days.get(id(each)), language),
            display=wording.sized(each, None, language),
            low=each.low,
            high=each.high,
            unit=each.unit,
            sourced=each.fact_id is not None and each.times is None,
            note=_note(inputs, each, language),
            cited=_cited(ledger, each, language),
        )
        for each in inputs.used
    )


def _name(each: Input, day: date | None, language: Language) -> str:
    moved = _MOVED_BY.get(each.name)
    name = label(moved, language) if moved else _POWER_CHANGE[language == "zh"]
    if day is None:
        return name
    said = periods.say(day.isoformat(), language)
    return f"{said}{name}" if language == "zh" else f"{name} on {said}"


def _note(inputs: Inputs, each: Input, language: Language) -> str:
    """How the figure came from what is cited: scaled, converted, or implied."""
    zh, notes = language == "zh", []
    if each.times:
        factor = wording.number(each.times.low, each.times.high)
        notes.append(f"所载数值的{factor}倍" if zh else f"{factor}× as recorded")
    if each is inputs.burn and inputs.stated_years and each.fact_id:
        years = wording.years(inputs.stated_years.low, inputs.stated_years.high, language)
        notes.append(f"现金÷公开估计的{years}" if zh else f"cash ÷ the published {years}")
    if each.given and each.rate:
        notes.append(_conversion(each.given, each.rate, language))
    return ("；" if zh else "; ").join(notes)


def _conversion(given: Level, rate: Rate, language: Language) -> str:
    money, day = wording.money(given.low, given.high, given.unit, language), rate.date
    if language == "zh":
        return f"{money}，按{periods.say(day, 'zh')}汇率{rate.rate} {rate.quote}/{rate.base}折算"
    return f"{money} at {rate.rate} {rate.quote} per {rate.base} of {periods.say(day, 'en')}"


def _cited(ledger: Ledger, each: Input, language: Language) -> tuple[Cited, ...]:
    """The fact, and the source of the exchange rate that converted it."""
    found = []
    if fact := ledger.by_id.get(each.fact_id or ""):
        found.append((fact.said(language), fact.source))
    if each.rate:
        rate, head = each.rate, "汇率：" if language == "zh" else "Exchange rate: "
        said = rate.derivation or f"{rate.rate} {rate.quote}/{rate.base}"
        found.append((head + said, rate.source))
    return tuple(
        Cited(statement=said, source=ledger.source_of[source].title, source_id=source)
        for said, source in found
        if source in ledger.source_of
    )
