"""Conflicts and supersession: are both sides shown, and is what stands told as what stands.

In: a record. Out: `conflicts`, the share of the case's conflict groups that the answer shows with
at least two statements, or with one and in words what is held against it; `supersession`, whether
the answer leads with what stands rather than with what a later statement replaced. Asked as of a
day, or about the past, an older figure may lead.
"""

from evals.record import Record
from evals.scorers.citations import marks
from evals.scorers.score import Score, share, whether
from evals.scorers.stating import carries

LEADING = ("superseded", "conflict", "fact", "unit-trap", "false-premise")


def conflicts(record: Record) -> Score | None:
    if record.answer is None:
        return None
    told = record.answer.answer
    shown = {
        c["id"]
        for c in record.answer.conflicts
        if len(c["statements"]) > 1 or (c["statements"] and c["reading"] in told)
    }
    faults = [f"does not show {group}" for group in record.case.conflict if group not in shown]
    return share(len(record.case.conflict), faults)


def supersession(record: Record) -> Score | None:
    """A lead that rests on replaced statements only, and holds no nugget, is a fault."""
    case, answer = record.case, record.answer
    if answer is None or not answer.claims or case.must_decline or case.kind not in LEADING:
        return None
    lead = answer.claims[0]
    standings = {c.standing for c in marks(lead, answer)}
    if standings != {"superseded"}:
        return whether([])
    right = any(carries(lead["text"], n) for n in case.nuggets)
    return whether([] if right else [f"leads with what was replaced: {lead['text'][:80]!r}"])
