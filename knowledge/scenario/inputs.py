"""The records of a scenario: what goes into the model, and what a question changes in it.

Money is in base units of the balance's currency; costs are per year, revenue per month, growth in
percent per month. Knows no ledger and computes nothing beyond an end of a range.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from knowledge.records import Rate

# Where in each cost's range: "low" is the cheapest (longest), "high" the dearest (shortest).
End = Literal["low", "mid", "high"]
Vary = Literal["revenue_growth", "raise", "runs", "revenue", "burn"]
HORIZON_MONTHS = 120
MAX_MONTHS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """An amount as asked. `unit`: a currency, "" for the balance's own, "multiple" for times what
    the sources say, "percent", "count". `by`: it comes on top of what they say, or off it.
    """

    low: Decimal
    high: Decimal
    unit: str = ""
    by: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Raise:
    """Money that comes in on a day, or goes out once; None: counted as done with the balance."""

    amount: Level
    day: date | None = None
    fact_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A range in the model: sourced where it has a fact, else assumed.

    `given` is the amount before a conversion and `rate` what converted it; `times` is what a
    question multiplied a sourced amount by, `more` what it added to one or took off.
    """

    name: str
    low: Decimal
    high: Decimal
    unit: str
    fact_id: str | None = None
    given: Level | None = None
    rate: Rate | None = None
    times: Level | None = None
    more: Level | None = None

    def at(self, end: End) -> Decimal:
        if end == "mid":
            return (self.low + self.high) / 2
        return self.low if end == "low" else self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A raise in the balance's currency and when it comes in, in months after the balance; one that
    is negative goes out.
    """

    amount: Input
    month: Decimal
    day: date | None

    @property
    def goes_out(self) -> bool:
        return self.amount.high < 0

    @property
    def size(self) -> Input:
        """The amount without the sign of what goes out."""
        if not self.goes_out:
            return self.amount
        return replace(self.amount, low=-self.amount.high, high=-self.amount.low)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """`burn` replaces the cost items where it is set; `extra_electricity` is then what electricity
    costs beyond the electricity that the burn contains, and `runs` are those that come on top.
    `known_revenue` and `rounds` are recorded but count only where a question asks for them.
    """

    cash: Input
    as_of: str
    start: date  # the first day after the balance
    runs: Input | None = None
    run_cost: Input | None = None
    electricity: Input | None = None
    extra_electricity: Input | None = None
    people: Input | None = None
    burn: Input | None = None
    revenue: Input | None = None
    growth: Input | None = None
    raises: tuple[Arrival, ...] = ()
    horizon_months: int = HORIZON_MONTHS
    known_revenue: Input | None = None
    rounds: tuple[Raise, ...] = ()
    rates: tuple[Rate, ...] = field(default=(), repr=False)
    floor: Input | None = None  # what must be left: the cash above it is what lasts
    burn_before: Input | None = None  # the burn until `burn_month`, where a question dates it
    burn_month: Decimal = Decimal(0)
    burn_day: date | None = None
    share: Input | None = (
        None  # of a year's revenue, in percent: more to be burned where it is lost
    )
    earned: Input | None = None  # that revenue; it counts only with a share
    stated_years: Input | None = None  # the published runway that `burn` was implied from
    stated_on: Input | None = None  # the balance it was published of, where that is an older one

    @property
    def currency(self) -> str:
        return self.cash.unit

    @property
    def costs(self) -> tuple[tuple[Input | None, Input], ...]:
        """What is spent in a year: (times, amount) for each item that counts."""
        items: tuple[tuple[Input | None, Input | None], ...] = (
            (self.runs, self.run_cost),
            (None, self.electricity),
            (None, self.people),
        )
        if self.burn:
            items = (
                (None, self.burn), (None, self.extra_electricity), (None, self.people),
                (self.runs, self.run_cost if self.runs else None),
            )  # fmt: skip
        if self.share and self.earned:
            items = (*items, (self.share, self.earned))
        return tuple((times, amount) for times, amount in items if amount is not None)

    @property
    def used(self) -> tuple[Input, ...]:
        """Every input that counts, in the order of the formula."""
        costs = [each for pair in self.costs for each in pair]
        before = self.burn_before if self.burn_month > 0 else None
        every = (
            self.cash, self.floor, before, *costs, self.revenue, self.growth,
            *(r.size for r in self.raises),
        )  # fmt: skip
        return tuple(each for each in every if each is not None)

    @property
    def ranged(self) -> tuple[Input, ...]:
        return tuple(each for each in self.used if each.low != each.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a question changes; None leaves an input as it is. `unread` are verbatim pieces of the
    question that no input was found for. `raises` of () means: raise nothing. `outlays` are paid
    once, beside the yearly spending; `floor` is what must be left, `burn_from` the day from which
    the burn that is asked about counts.
    """

    runs: Level | None = None
    run_cost: Level | None = None
    electricity: Level | None = None
    people: Level | None = None
    burn: Level | None = None
    revenue: Level | None = None
    growth: Level | None = None
    opening: Level | None = None
    raises: tuple[Raise, ...] | None = None
    outlays: tuple[Raise, ...] | None = None
    floor: Raise | None = None
    burn_from: date | None = None
    share: Raise | None = None  # of revenue that is lost, in percent; less than nothing: gained
    with_rounds: bool | None = None
    end: End | None = None
    horizon_months: int | None = None
    target_years: Decimal | None = None
    until: date | None = None  # the target as a day, when the balance is not known yet
    vary: Vary | None = None
    raise_day: date | None = None
    out_before: date | None = None
    unread: tuple[str, ...] = ()

    @property
    def only_raises(self) -> bool:
        """It brings money in or loses revenue, and says nothing else of spending or earnings."""
        rest = (self.runs, self.run_cost, self.electricity, self.people, self.burn, self.revenue)
        other = any((*rest, self.growth, self.opening, self.outlays))
        return bool(self.raises or self.share) and not other

    @property
    def only_pays(self) -> bool:
        return replace(self, outlays=None, unread=()) == Change() and bool(self.outlays)

    def to_dict(self) -> dict[str, Any]:
        """Only strings, numbers and lists, so that a thread can keep it."""
        return {k: _plain(getattr(self, k)) for k in self.__slots__ if getattr(self, k) is not None}

    @classmethod
    def from_dict(cls, raw: dict[str, Any]) -> "Change":
        made: dict[str, Any] = dict(raw)
        for name in _LEVELS & raw.keys():
            made[name] = _level(raw[name])
        for name in {"raise_day", "out_before", "until", "burn_from"} & raw.keys():
            made[name] = date.fromisoformat(raw[name])
        for name in {"floor", "share"} & raw.keys():
            made[name] = _raise(raw[name])
        if "target_years" in raw:
            made["target_years"] = Decimal(raw["target_years"])
        for name in {"raises", "outlays"} & raw.keys():
            made[name] = tuple(_raise(r) for r in raw[name])
        return cls(**made | {"unread": tuple(raw.get("unread", ()))})


_LEVELS = {"runs", "run_cost", "electricity", "people", "burn", "revenue", "growth", "opening"}


def _plain(value: Any) -> Any:
    match value:
        case Level():
            plain = {"low": str(value.low), "high": str(value.high), "unit": value.unit}
            return plain | ({"by": True} if value.by else {})
        case Raise():
            return {
                "amount": _plain(value.amount),
                "day": value.day and value.day.isoformat(),
                "fact_id": value.fact_id,
            }
        case tuple():
            return [_plain(v) for v in value]
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
    return value


def _level(raw: dict[str, Any]) -> Level:
    ends = {end: Decimal(raw[end]) for end in ("low", "high")}
    return Level(**ends, unit=raw["unit"], by=raw.get("by", False))


def _raise(raw: dict[str, Any]) -> Raise:
    day = date.fromisoformat(raw["day"]) if raw["day"] else None
    return Raise(amount=_level(raw["amount"]), day=day, fact_id=raw["fact_id"])
