"""Ledger → `Inputs`: the newest standing facts, in the currency of the balance.

Spending is the recorded burn or the one that a newer published runway implies. Nothing is assumed,
and what no rate converts is left out. Knows no question.
"""

from dataclasses import replace
from datetime import timedelta

from knowledge import periods, spans
from knowledge.ledger import Ledger, exchange
from knowledge.metrics import base
from knowledge.metrics.raised import raised_since
from knowledge.metrics.runway import balance_before
from knowledge.records import Fact
from knowledge.scenario.inputs import Input, Inputs, Level, Raise
from knowledge.scenario.months import middle
from knowledge.scenario.problems import ScenarioError

_YEAR = 12


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
        known_revenue=_monthly(inputs, _earned(ledger)),
        earned=_converted(inputs, _earned_in_a_year(ledger)),
    )


def exchanged(inputs: Inputs, own: Input, day: str) -> Input:
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
        return exchanged(inputs, got[0], got[1].as_of or inputs.as_of)
    except ScenarioError:
        return None


def _earned(ledger: Ledger) -> tuple[Input, Fact] | None:
    """The run-rate of the whole company, else its newest revenue of a known stretch."""
    company = ledger.subject.id if ledger.subject else ""
    told = [f for f in ledger.of(company, "revenue") if base.usable(f) and spans.is_of_whole(f)]
    timed = [f for f in told if spans.months(f)]
    newest = max(timed, key=lambda f: f.as_of or "", default=next(iter(told), None))
    fact = base.run_rate(ledger) or newest
    return (_sourced("revenue per month", fact), fact) if fact else None


def _earned_in_a_year(ledger: Ledger) -> tuple[Input, Fact] | None:
    """The company's revenue of its newest full year, else its run rate."""
    company = ledger.subject.id if ledger.subject else ""
    told = [f for f in ledger.of(company, "revenue") if base.usable(f) and spans.is_of_whole(f)]
    years = [f for f in told if spans.months(f) == _YEAR]
    if fact := max(years, key=lambda f: f.as_of or "", default=None):
        return _sourced("revenue of a year", fact), fact
    rate = base.run_rate(ledger)
    return (_sourced("run-rate revenue", rate), rate) if rate else None


def _monthly(inputs: Inputs, got: tuple[Input, Fact] | None) -> Input | None:
    """Revenue spread over the months it is of; over twelve where none are told."""
    whole = _converted(inputs, got)
    if whole is None or got is None:
        return None
    months = spans.months(got[1]) or 12
    given = whole.given and _over(whole.given, months)
    return replace(whole, low=whole.low / months, high=whole.high / months, given=given)


def _over(level: Level, months: int) -> Level:
    return replace(level, low=level.low / months, high=level.high / months)


def _with_burn(ledger: Ledger, inputs: Inputs) -> Inputs:
    """The recorded burn or the published runway, which implies a burn for the balance it was made
    on, as in the metric implied-burn: the company's own word before another's reckoning, else the
    newer.
    """
    got = _fact(ledger, "stated runway", "runway_years")
    recorded = _fact(ledger, "burn per year", "burn_annual")
    if got is None or got[0].unit != "years" or (recorded and _holds(recorded[1], got[1])):
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


def _holds(burn: Fact, runway: Fact) -> bool:
    """The burn is to be taken rather than what the runway implies."""
    owns = [f.certainty in ("filing", "company_statement") for f in (burn, runway)]
    return owns[0] > owns[1] or (owns[0] == owns[1] and (burn.as_of or "") > (runway.as_of or ""))


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
