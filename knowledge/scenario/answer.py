"""The path of one scenario: ledger + change → inputs → model → metrics in words."""

from dataclasses import replace

from knowledge.ledger import Ledger
from knowledge.records import Metric
from knowledge.scenario import card, goal, lasting, odds
from knowledge.scenario.build import aimed, apply
from knowledge.scenario.cash import Outcome, run
from knowledge.scenario.inputs import Change, Inputs
from knowledge.scenario.recorded import from_ledger


def answer(ledger: Ledger, asked: Change) -> tuple[Metric, ...]:
    """What the question asks of the model; ScenarioError where that is impossible.

    Beside "raise nothing" stands the same with the rounds reported since the balance.
    """
    known = from_ledger(ledger)
    asked = aimed(known, asked)
    inputs = apply(known, asked)
    if asked.vary and asked.target_years:
        found = goal.finding(inputs, asked)
        held = replace(inputs, runs=None) if asked.vary == "runs" else inputs
        return (card.metric(ledger, held, asked, found),)
    if asked.out_before:
        return (card.metric(ledger, inputs, asked, odds.finding(inputs, asked)),)
    made = _lasting(ledger, inputs, asked)
    if asked.raises != () or asked.with_rounds or not inputs.rounds:
        return (made,)
    more = replace(asked, raises=None, with_rounds=True)
    beside = _lasting(ledger, apply(known, more), more)
    said = beside.says[:1].lower() + beside.says[1:]
    return made, replace(
        beside,
        id="scenario-with-rounds",
        says=f"With the rounds reported since the balance: {said}",
        says_zh=f"计入余额日之后据报道的融资：{beside.says_zh}",
    )


def scenario_metric(ledger: Ledger, inputs: Inputs, outcome: Outcome, asked: Change) -> Metric:
    """Years the cash lasts: at the end of the ranges that was asked for, else over all of them."""
    outcomes = [outcome] if asked.end else [run(inputs, "high"), run(inputs, "low")]
    known = from_ledger(ledger)
    if not (known.burn and _changes(asked)):
        return card.metric(ledger, inputs, asked, lasting.finding(inputs, outcomes, asked))
    recorded = [run(known, "high"), run(known, "low")]
    found = lasting.finding(inputs, outcomes, asked, recorded)
    return card.resting_on(card.metric(ledger, inputs, asked, found), known)


def _changes(asked: Change) -> bool:
    """More than how far to look ahead or which end of the ranges to take."""
    kept = Change(end=asked.end, horizon_months=asked.horizon_months, unread=asked.unread,
                  target_years=asked.target_years, until=asked.until)  # fmt: skip
    return asked != kept


def _lasting(ledger: Ledger, inputs: Inputs, asked: Change) -> Metric:
    return scenario_metric(ledger, inputs, run(inputs, asked.end or "mid"), asked)
