"""The monthly cash model, one path: balance, spending, revenue and raises → when it runs out.

Spending is even over the year; revenue is even within a month and grows from month to month; a
raise comes in on its day. The instant within a month is linear, so without growth and raises
months = 12 × balance ÷ yearly spending, exactly. Knows no ledger and no words.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from knowledge.scenario.build import arrival_month
from knowledge.scenario.inputs import Arrival, End, Input, Inputs, Vary
from knowledge.scenario.months import day_of
from knowledge.scenario.problems import ScenarioError

_CENT = Decimal("0.01")
_STEPS = 60  # halvings; leaves the answer exact to far more digits than are said
_CAUTIOUS: dict[End, End] = {"low": "high", "mid": "mid", "high": "low"}
_MOST_RUNS = Decimal(1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """All None where the cash outlasts the model's horizon."""

    end: End
    months: Decimal | None
    years: Decimal | None
    runs_out: date | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A month, or the part of one between two raises, in months after the balance."""

    begin: Decimal
    end: Decimal
    month: int
    arriving: tuple[Input, ...]

    @property
    def length(self) -> Decimal:
        return self.end - self.begin


def run(inputs: Inputs, end: End = "mid") -> Outcome:
    """When the cash runs out at one end of the ranges: "high" takes the highest costs and the
    lowest cash, raises and revenue, "low" the reverse.
    """
    if spending(inputs, end) <= 0:
        raise ScenarioError("no_cost")
    months = _months(inputs, end)
    if months is None:
        return Outcome(end=end, months=None, years=None, runs_out=None)
    out = day_of(inputs.start, months)
    return Outcome(end=end, months=months, years=months / 12, runs_out=out)


def goal_seek(
    inputs: Inputs, vary: Vary, target_years: Decimal, end: End = "mid", day: date | None = None
) -> Decimal | None:
    """What `vary` must be for the cash to last so long, by bisection; None where nothing does it.

    The least growth (percent a month), raise, or revenue a month that is enough, or the most runs
    or burn a year that can be afforded. `day` is when the raise comes in.
    """
    inputs = replace(inputs, horizon_months=max(inputs.horizon_months, int(target_years * 12) + 1))
    vary_to = _varied(inputs, vary, day)

    def lasts(value: Decimal) -> bool:
        months = _months(vary_to(value), end)
        return months is None or months >= target_years * 12 - _CENT / 10**6

    yearly = spending(inputs, end)
    most = {
        "revenue_growth": Decimal(100), "raise": yearly * (target_years + 1),
        "revenue": yearly / 12, "runs": _MOST_RUNS, "burn": sum(
            (a.amount.high for a in inputs.raises), inputs.cash.high) * 12 + yearly,
    }[vary]  # fmt: skip
    if vary in ("runs", "burn"):
        return _edge(lasts, Decimal(0), most)
    return Decimal(0) if lasts(Decimal(0)) else _edge(lasts, most, Decimal(0))


def spending(inputs: Inputs, end: End) -> Decimal:
    """Per year, at one end of the ranges."""
    return sum((amount.at(end) * _times(times, end) for times, amount in inputs.costs), Decimal(0))


def _times(times: Input | None, end: End) -> Decimal:
    if times is None:
        return Decimal(1)
    return times.at(end) / 100 if times.unit == "percent" else times.at(end)


def stretches(inputs: Inputs) -> Iterator[Stretch]:
    """The horizon month by month, cut where a raise comes in."""
    return _cut(inputs, range(inputs.horizon_months + 1))


def _cut(inputs: Inputs, months: Iterable[int]) -> Iterator[Stretch]:
    """The horizon cut at the months and where a raise comes in."""
    raised: dict[Decimal, list[Input]] = {}
    for each in inputs.raises:
        raised.setdefault(each.month, []).append(each.amount)
    changes = {inputs.burn_month} if is_dated(inputs) else set()
    cuts = sorted({*map(Decimal, months), *raised, *changes})
    for begin, stop in zip(cuts, cuts[1:], strict=False):
        yield Stretch(begin, stop, int(begin), tuple(raised.get(begin, ())))


def _months(inputs: Inputs, end: End) -> Decimal | None:
    """Months until the balance first falls below zero; None beyond the horizon."""
    money = _CAUTIOUS[end]
    least = inputs.floor.at(end) if inputs.floor else Decimal(0)
    balance, monthly = inputs.cash.at(money) - least, spending(inputs, end) / 12
    extra = _extra(inputs, end)
    revenue = inputs.revenue.at(money) if inputs.revenue else Decimal(0)
    factor = 1 + inputs.growth.at(money) / 100 if inputs.growth else Decimal(1)
    # without growth every month between two raises is like the next
    parts = stretches(inputs) if inputs.growth else _cut(inputs, (0, inputs.horizon_months))
    for part in parts:
        balance += sum((a.at(money) for a in part.arriving), Decimal(0))
        spent = monthly + (extra if part.begin < inputs.burn_month else 0)
        net = (revenue * factor**part.month - spent) * part.length
        if net < 0 and balance + net < -_CENT:
            share = max(balance, Decimal(0)) / -net
            return round(part.begin + share * part.length, 9)
        balance += net
    return None


def is_dated(inputs: Inputs) -> bool:
    """The burn changes on a day within the horizon."""
    within = 0 < inputs.burn_month < inputs.horizon_months
    return inputs.burn_before is not None and inputs.burn is not None and within


def _extra(inputs: Inputs, end: End) -> Decimal:
    """What is spent a month until the day from which another burn counts, beyond that one."""
    if inputs.burn_before is None or inputs.burn is None or not is_dated(inputs):
        return Decimal(0)
    return (inputs.burn_before.at(end) - inputs.burn.at(end)) / 12


def _varied(inputs: Inputs, vary: Vary, day: date | None) -> Callable[[Decimal], Inputs]:
    """A function from a value to the inputs with that value."""
    month = arrival_month(inputs, day)

    def to(value: Decimal) -> Inputs:
        made = Input(name=vary, low=value, high=value, unit=inputs.currency)
        match vary:
            case "revenue_growth":
                return replace(inputs, growth=made)
            case "revenue":
                return replace(inputs, revenue=made)
            case "runs":
                return replace(inputs, runs=made)
            case "burn":
                return replace(inputs, burn=made)
            case "raise":
                extra = Arrival(amount=made, month=month, day=day)
                return replace(inputs, raises=(*inputs.raises, extra))

    return to


def _edge(lasts: Callable[[Decimal], bool], good: Decimal, bad: Decimal) -> Decimal | None:
    """The last value that lasts on the way from `good` to `bad`; None if `good` does not."""
    if not lasts(good) or lasts(bad):
        return None
    for _ in range(_STEPS):
        half = (good + bad) / 2
        good, bad = (half, bad) if lasts(half) else (good, half)
    return good
