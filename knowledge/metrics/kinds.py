"""The formulas that an entry of a dossier's `metrics.yaml` may name, over ranges with units.

In: terms in the order of the entry. Out: a range in the unit that the kind makes of theirs. Knows
no fact's meaning: which figures go in is the dossier's choice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce

from knowledge.derivation import DerivationKind
from knowledge.ledger import first_day
from knowledge.metrics.base import Figure
from knowledge.records import Bound, Fact

_HOURS_A_YEAR = Decimal(8760)
_KW_A_MW = Decimal(1000)
_DAYS_A_MONTH = Decimal("30.44")
_MANY = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """An input with its figure; `fact` None where it is assumed."""

    role: str
    figure: Figure
    bound: Bound
    fact: Fact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A formula: how many inputs, their units, its result, and how it is written.

    `falls` are the places of the inputs that lower the result; `beside` is a second figure that a
    sentence may say by {sum}.
    """

    least: int
    most: int
    unit: Callable[[Sequence[str]], str | None]
    result: Callable[[Sequence[Term]], Figure]
    written: Callable[[Sequence[str]], str]
    falls: Callable[[int], bool] = lambda place: False
    beside: Callable[[Sequence[Term]], Figure] | None = None
    leans: Callable[[Sequence[Term]], Bound] | None = None


def _same(units: Sequence[str]) -> str | None:
    return units[0] if len(set(units)) == 1 else None


def _quotient(units: Sequence[str]) -> str | None:
    """Like by like is a multiple; money or a count by a percentage is the whole it is part of."""
    first, second = units
    if first == second:
        return "multiple"
    return first if second == "percent" else None


def _priced(units: Sequence[str]) -> str | None:
    """Energy by a tariff is money."""
    energy, tariff = units
    return tariff.removesuffix("/kWh") if energy == "kWh" and tariff.endswith("/kWh") else None


def _loaded(units: Sequence[str]) -> str | None:
    """Money by a tariff in its currency is energy, and over the hours of a year power."""
    return "MW" if units[1] == f"{units[0]}/kWh" else None


def _ratio(terms: Sequence[Term]) -> Figure:
    a, b = (t.figure for t in terms)
    unit = _quotient((a.unit, b.unit)) or ""
    made = (a / b).named(unit)
    if unit == "multiple":
        return made
    return Figure(low=made.low * 100, high=made.high * 100, unit=unit)


def _total(terms: Sequence[Term]) -> Figure:
    return reduce(Figure.__add__, (t.figure for t in terms))


def _difference(terms: Sequence[Term]) -> Figure:
    return terms[0].figure - terms[1].figure


def _to_sum(terms: Sequence[Term]) -> Figure:
    return (terms[0].figure / _total(terms[1:])).named("multiple")


def _months(terms: Sequence[Term]) -> Figure:
    first, second = (date.fromisoformat(first_day(t.fact.as_of or "")) for t in terms if t.fact)
    count = (Decimal((second - first).days) / _DAYS_A_MONTH).quantize(Decimal(1))
    return Figure(low=count, high=count, unit="months")


def _energy_cost(terms: Sequence[Term]) -> Figure:
    energy, tariff = (t.figure for t in terms)
    return (energy * tariff).named(_priced((energy.unit, tariff.unit)) or "")


def _load(terms: Sequence[Term]) -> Figure:
    bill, tariff = (t.figure for t in terms)
    year = bill / tariff
    per = _HOURS_A_YEAR * _KW_A_MW
    return Figure(low=year.low / per, high=year.high / per, unit="MW")


def _dated(terms: Sequence[Term]) -> Bound:
    """About, unless both dates are days."""
    days = [t.fact.as_of or "" for t in terms if t.fact]
    return "exact" if all(len(day) == len("2026-01-01") for day in days) else "about"


def _second(place: int) -> bool:
    return place > 0


KINDS: Mapping[DerivationKind, Kind] = {
    "ratio": Kind(
        least=2, most=2, unit=_quotient, result=_ratio, written=" ÷ ".join, falls=_second
    ),
    "difference": Kind(
        least=2, most=2, unit=_same, result=_difference, written=" − ".join, falls=_second
    ),
    "sum": Kind(least=2, most=_MANY, unit=_same, result=_total, written=" + ".join),
    "ratio_to_sum": Kind(
        least=3,
        most=_MANY,
        unit=_same,
        result=_to_sum,
        written=lambda names: f"{names[0]} ÷ ({' + '.join(names[1:])})",
        falls=_second,
        beside=lambda terms: _total(terms[1:]),
    ),
    "months_between": Kind(
        least=2,
        most=2,
        unit=lambda units: "months",
        result=_months,
        written=" → ".join,
        leans=_dated,
    ),
    "energy_cost": Kind(least=2, most=2, unit=_priced, result=_energy_cost, written=" × ".join),
    "load": Kind(
        least=2,
        most=2,
        unit=_loaded,
        result=_load,
        written=lambda names: f"{' ÷ '.join(names)} ÷ 8,760 h",
        falls=_second,
    ),
}
