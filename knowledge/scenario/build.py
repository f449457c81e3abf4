"""Ledger → `Inputs`, and `Inputs` with a question's `Change` applied.

Everything impossible is refused here, before anything is computed. Without runs or a burn in the
question, spending is the burn that the published runway implies. Knows no words.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from knowledge import periods
from knowledge.ledger import Ledger, exchange
from knowledge.metrics import base
from knowledge.metrics.runway import balance_before, raised_since
from knowledge.records import Fact
from knowledge.scenario.inputs import (
    MAX_MONTHS,
    Arrival,
    Change,
    Input,
    Inputs,
    Level,
    Raise,
)
from knowledge.scenario.months import middle, months_after
from knowledge.scenario.problems import ScenarioError


def from_ledger(ledger: Ledger) -> Inputs:
    """The newest standing facts. Revenue and people are not in it: nothing is assumed."""
    cash = base.first(ledger, "cash")
    if cash is None or cash.as_of is None:
        raise ScenarioError("no_cash")
    rates = ledger.rates
    opening = _sourced("cash", cash)
    inputs = Inputs(
        cash=opening,
        as_of=cash.as_of,
        start=periods.parse(cash.as_of).end + timedelta(days=1),
        rates=rates,
        rounds=_rounds(ledger),
    )
    return replace(
        _with_burn(ledger, inputs),
        run_cost=_converted(inputs, _fact(ledger, "cost of one run", "training_run_cost")),
        electricity=_converted(
            inputs, _fact(ledger, "electricity per year", "electricity_cost_annual")
        ),
        known_revenue=_monthly(inputs, _fact(ledger, "revenue per month", "arr", "revenue")),
    )


def apply(inputs: Inputs, change: Change) -> Inputs:
    """The inputs with what the question changes; ScenarioError for what cannot be."""
    _check(change)
    opening = _level(inputs, "cash", change.opening, inputs.cash, "opening cash")
    if opening is not None:
        inputs = replace(inputs, cash=opening)
    horizon = change.horizon_months or inputs.horizon_months
    if change.target_years:
        horizon = max(horizon, -int(-change.target_years * 12 // 1))
    inputs = _raised(
        _earning(_spending(replace(inputs, horizon_months=horizon), change), change), change
    )
    if inputs.cash.low <= 0:
        raise ScenarioError("negative", "opening cash")
    return inputs


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
    if burn is None and people is None and change.vary != "burn":
        raise ScenarioError("no_costs_known")
    if change.burn and change.burn.unit != "multiple" and not change.burn.by:
        inputs = replace(inputs, stated_years=None, stated_on=None)
    return replace(inputs, burn=burn, extra_electricity=extra)


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
    return _exchanged(inputs, own, day)


def _exchanged(inputs: Inputs, own: Input, day: str) -> Input:
    """In the balance's currency, at the recorded rate nearest to `day`."""
    if own.unit == inputs.currency:
        return own
    found = exchange(Ledger(rates=inputs.rates), own.unit, inputs.currency, day)
    if found is None:
        raise ScenarioError("currency", own.unit)
    rate, buys = found
    return replace(
        own, low=own.low * buys, high=own.high * buys, unit=inputs.currency, rate=rate,
        given=Level(low=own.low, high=own.high, unit=own.unit),
    )  # fmt: skip


def _sourced(name: str, fact: Fact) -> Input:
    got = base.figure(fact)
    return Input(name=name, low=got.low, high=got.high, unit=got.unit, fact_id=fact.id)


def _fact(ledger: Ledger, name: str, *attributes: str) -> tuple[Input, Fact] | None:
    fact = base.first(ledger, *attributes)
    return (_sourced(name, fact), fact) if fact else None


def _converted(inputs: Inputs, got: tuple[Input, Fact] | None) -> Input | None:
    """None also where the sources give no rate for it."""
    if got is None:
        return None
    try:
        return _exchanged(inputs, got[0], got[1].as_of or inputs.as_of)
    except ScenarioError:
        return None


def _monthly(inputs: Inputs, got: tuple[Input, Fact] | None) -> Input | None:
    """A yearly revenue spread over twelve months."""
    year = _converted(inputs, got)
    if year is None:
        return None
    given = year.given and replace(year.given, low=year.given.low / 12, high=year.given.high / 12)
    return replace(year, low=year.low / 12, high=year.high / 12, given=given)


def _with_burn(ledger: Ledger, inputs: Inputs) -> Inputs:
    """The newer of the recorded burn and the published runway, which implies a burn for the balance
    it was made on, as in the metric implied-burn.
    """
    got = _fact(ledger, "stated runway", "runway_years")
    recorded = _fact(ledger, "burn per year", "burn_annual")
    newer = got and recorded and (recorded[1].as_of or "") > (got[1].as_of or "")
    if got is None or got[0].unit != "years" or newer:
        return replace(inputs, burn=_converted(inputs, recorded))
    stated, balance = got[0], balance_before(ledger, got[1])
    on = _converted(inputs, (_sourced("cash then", balance), balance)) if balance else None
    cash = on or inputs.cash
    implied = replace(
        cash,
        name="burn per year",
        low=cash.low / stated.high,
        high=cash.high / stated.low,
        fact_id=stated.fact_id,
    )
    older = on if on and on.fact_id != inputs.cash.fact_id else None
    return replace(inputs, burn=implied, stated_years=stated, stated_on=older)


def _rounds(ledger: Ledger) -> tuple[Raise, ...]:
    """Rounds reported since the balance, as the metric raised-since-balance counts them."""
    since = raised_since(ledger)
    made = []
    for each in since.inputs if since else ():
        fact = ledger.by_id[each.fact_id] if each.fact_id else None
        amount = Level(low=each.low, high=each.high, unit=each.unit)
        when = periods.parse(fact.as_of) if fact and fact.as_of else None
        day = middle(when.start, when.end) if when else None
        made.append(Raise(amount=amount, day=day, fact_id=each.fact_id))
    return tuple(made)
