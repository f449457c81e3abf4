"""`Inputs` with a question's `Change` applied.

Everything impossible is refused here, before anything is computed. Without runs or a burn in the
question, spending is the burn that the published runway implies. Knows no words.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from knowledge.scenario.inputs import (
    MAX_MONTHS,
    Arrival,
    Change,
    Input,
    Inputs,
    Level,
    Raise,
)
from knowledge.scenario.months import months_after
from knowledge.scenario.problems import ScenarioError
from knowledge.scenario.recorded import exchanged


def apply(inputs: Inputs, change: Change) -> Inputs:
    """The inputs with what the question changes; ScenarioError for what cannot be."""
    _check(change)
    opening = _level(inputs, "cash", change.opening, inputs.cash, "opening cash")
    if opening is not None:
        inputs = replace(inputs, cash=opening)
    inputs = replace(inputs, floor=_least(inputs, change))
    horizon = change.horizon_months or inputs.horizon_months
    if change.target_years:
        horizon = max(horizon, -int(-change.target_years * 12 // 1))
    inputs = _raised(
        _earning(_spending(replace(inputs, horizon_months=horizon), change), change), change
    )
    if inputs.cash.low <= 0:
        raise ScenarioError("negative", "opening cash")
    return inputs


def _least(inputs: Inputs, change: Change) -> Input | None:
    """What must be left; ScenarioError where the cash is not above it."""
    if change.floor is None:
        return None
    least = _money(inputs, "least cash", change.floor.amount, inputs.as_of)
    if least.high >= inputs.cash.low:
        raise ScenarioError("at_floor")
    return replace(least, fact_id=change.floor.fact_id)


def aimed(inputs: Inputs, change: Change) -> Change:
    """With the target in years after the balance, where a day was named."""
    if change.until is None:
        return change
    months = months_after(inputs.start, change.until)
    if months < 1:
        raise ScenarioError("horizon")
    return replace(change, target_years=months / 12, until=None)


def _check(change: Change) -> None:
    named = {
        "opening cash": change.opening, "training runs": change.runs, "burn": change.burn,
        "cost of a run": change.run_cost, "electricity": change.electricity,
        "people and other spending": change.people, "revenue": change.revenue,
    }  # fmt: skip
    for what, level in named.items():
        if level and level.low < 0 and not level.by:
            raise ScenarioError("negative", what)
    for what, paid in (("raise", change.raises), ("one-off cost", change.outlays)):
        if any(r.amount.low < 0 for r in paid or ()):
            raise ScenarioError("negative", what)
    if change.growth and not -100 < change.growth.low <= change.growth.high <= 100:
        raise ScenarioError("growth")
    counted = None if change.runs and change.runs.by else change.runs
    items = (counted, change.run_cost, change.people)
    stated = change.electricity and change.electricity.unit != "multiple"
    if change.burn and (any(items) or stated or change.vary == "runs"):
        raise ScenarioError("contradiction", "spending")
    for months in (change.horizon_months, change.target_years and change.target_years * 12):
        if months is not None and not 1 <= months <= MAX_MONTHS:
            raise ScenarioError("horizon")


def _spending(inputs: Inputs, change: Change) -> Inputs:
    electricity = _level(
        inputs, "electricity per year", change.electricity, inputs.electricity, "electricity"
    )
    more = change.people and change.people.by and change.people.low > 0
    people = _level(  # none is recorded: more of it is more than the burn
        inputs, "people and other spending per year",
        replace(change.people, by=False) if change.people and more else change.people, None,
        "people and other spending",
    )  # fmt: skip
    extra = _extra(inputs.electricity, electricity)
    if people is not None and people.high == 0:
        people = None
    inputs = replace(inputs, people=people, electricity=electricity or inputs.electricity)
    on_top = change.runs is not None and change.runs.by
    if (change.runs is not None and not on_top) or change.vary == "runs":
        return _by_items(inputs, change)
    if on_top:
        inputs = _with_runs(inputs, change)
    elif change.run_cost:
        raise ScenarioError("no_runs")
    burn = _level(inputs, "burn per year", change.burn, inputs.burn, "burn") or inputs.burn
    if change.burn and change.burn_from:
        inputs = _from_a_day(inputs, change.burn_from)
    if burn is None and people is None and change.vary != "burn":
        raise ScenarioError("no_costs_known")
    if change.burn and change.burn.unit != "multiple" and not change.burn.by:
        inputs = replace(inputs, stated_years=None, stated_on=None)
    return _with_share(replace(inputs, burn=burn, extra_electricity=extra), change)


def _with_share(inputs: Inputs, change: Change) -> Inputs:
    """A part of the year's revenue that no longer comes in, on top of the burn."""
    if change.share is None:
        return inputs
    if inputs.earned is None or inputs.burn is None:
        raise ScenarioError("unread")
    level = change.share.amount
    share = Input(
        name="share of revenue", low=level.low, high=level.high, unit="percent",
        fact_id=change.share.fact_id,
    )  # fmt: skip
    return replace(inputs, share=share)


def _from_a_day(inputs: Inputs, day: date) -> Inputs:
    """The recorded burn until the day that the question gives for another."""
    if inputs.burn is None:
        raise ScenarioError("no_base", "burn")
    before = replace(inputs.burn, name="burn until then")
    month = max(Decimal(0), months_after(inputs.start, day)) if day > inputs.start else Decimal(0)
    return replace(inputs, burn_before=before, burn_month=month, burn_day=day)


def _with_runs(inputs: Inputs, change: Change) -> Inputs:
    """More runs than there are: what they cost comes on top of the burn. How many there are is not
    recorded, so none can be taken off.
    """
    assert change.runs is not None
    if change.runs.low < 0 or inputs.burn is None:
        raise ScenarioError("no_base", "training runs")
    made = _by_items(inputs, change)
    return replace(inputs, runs=made.runs, run_cost=made.run_cost)


def _by_items(inputs: Inputs, change: Change) -> Inputs:
    """Runs × cost, electricity and people take the place of the burn."""
    name = "cost of one run"
    run_cost = _level(inputs, name, change.run_cost, inputs.run_cost, "cost of a run")
    run_cost = run_cost or inputs.run_cost
    if run_cost is None:
        raise ScenarioError("no_run_cost")
    level = change.runs or Level(low=Decimal(0), high=Decimal(0))
    runs = Input(name="training runs per year", low=level.low, high=level.high, unit="count")
    return replace(
        inputs, runs=runs, run_cost=run_cost, burn=None, stated_years=None, stated_on=None
    )


def _extra(before: Input | None, after: Input | None) -> Input | None:
    """What electricity costs beyond what a burn already contains; None without a change."""
    if after is None:
        return None
    known = (before.low, before.high) if before else (Decimal(0), Decimal(0))
    low, high = sorted((after.low - known[0], after.high - known[1]))
    return replace(after, name="change in electricity per year", low=low, high=high)


def _earning(inputs: Inputs, change: Change) -> Inputs:
    growing = change.growth is not None or change.vary == "revenue_growth"
    revenue = _level(inputs, "revenue per month", change.revenue, inputs.known_revenue, "revenue")
    if revenue is None and growing:
        revenue = inputs.known_revenue
        if revenue is None:
            raise ScenarioError("no_revenue")
    if growing and revenue is not None and revenue.low <= 0:
        raise ScenarioError("no_revenue")
    growth = change.growth and Input(
        name="revenue growth per month", low=change.growth.low, high=change.growth.high,
        unit="percent",
    )  # fmt: skip
    if revenue is not None and revenue.high == 0:
        revenue = None
    return replace(inputs, revenue=revenue, growth=growth or None)


def _raised(inputs: Inputs, change: Change) -> Inputs:
    asked = (*(change.raises or ()), *(inputs.rounds if change.with_rounds else ()))
    coming = [_arrival(inputs, each) for each in asked]
    going = [_paid(_arrival(inputs, each)) for each in change.outlays or ()]
    return replace(inputs, raises=(*coming, *going))


def _paid(each: Arrival) -> Arrival:
    """An outlay: the same money going out."""
    amount = each.amount
    out = replace(amount, name="one-off cost", low=-amount.high, high=-amount.low)
    return replace(each, amount=out)


def arrival_month(inputs: Inputs, day: date | None) -> Decimal:
    """Months after the balance, 0 for an undated raise; ScenarioError outside the model."""
    if day is None:
        return Decimal(0)
    if day < inputs.start:
        raise ScenarioError("raise_too_early")
    month = months_after(inputs.start, day)
    if month >= inputs.horizon_months:
        raise ScenarioError("raise_too_late")
    return month


def _arrival(inputs: Inputs, each: Raise) -> Arrival:
    month = arrival_month(inputs, each.day)
    day = each.day.isoformat() if each.day else inputs.as_of
    amount = _money(inputs, "raise", each.amount, day)
    return Arrival(amount=replace(amount, fact_id=each.fact_id), month=month, day=each.day)


def _level(
    inputs: Inputs, name: str, level: Level | None, known: Input | None, what: str
) -> Input | None:
    """The asked amount as an input; times what is known where it is a multiple, and more or less
    than that where it is a difference.
    """
    if level is None:
        return None
    if level.unit != "multiple" and not level.by:
        return _money(inputs, name, level, inputs.as_of)
    if known is None:
        raise ScenarioError("no_base", what)
    if level.by:
        more = _money(inputs, name, level, inputs.as_of)
        low, high = known.low + more.low, known.high + more.high
        if low < 0:
            raise ScenarioError("negative", what)
        return replace(known, name=name, low=low, high=high, more=level, rate=more.rate)
    low, high = known.low * level.low, known.high * level.high
    return replace(known, name=name, low=low, high=high, times=level)


def _money(inputs: Inputs, name: str, level: Level, day: str) -> Input:
    own = Input(name=name, low=level.low, high=level.high, unit=level.unit or inputs.currency)
    return exchanged(inputs, own, day)
