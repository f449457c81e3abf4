"""A question → what it changes in the cash model of the company under examination, if anything.

In: the question as understood, the record, the change of the turn before. Out: a `Change` or None;
ScenarioError where it supposes something of another company. Runs no model.
"""

from datetime import date
from typing import Any

from bot import scenario
from bot.understand import Understanding, speaks_of_company
from knowledge import Ledger
from knowledge.scenario import Change, ScenarioError


def supposed(
    u: Understanding, ledger: Ledger, before: dict[str, Any] | None, as_of: str | None
) -> Change | None:
    """What the question changes in the company's cash model, told from the day of the answer."""
    names = {n for e in ledger.entities for n in e.names} | {*u.names, *u.beside}
    today = date.fromisoformat(as_of) if as_of else date.today()
    known = Change.from_dict(before) if before else None
    change = scenario.read(u.question, u.language, known, today=today, names=names)
    company = ledger.subject.id if ledger.subject else None
    named = (*u.focus, *u.others)
    elsewhere = named and company not in named and not speaks_of_company(u.question)
    if change and elsewhere and not change.only_raises:
        raise ScenarioError("other_company", ledger.entity_of[named[0]].called(u.language))
    return change
