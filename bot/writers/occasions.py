"""The plans of a note on the cash model, two figures put together, a case, and on what changed.

In: a note to fill. Out: its claims. Computes nothing.
"""

from dataclasses import replace

from bot.answer import Role
from bot.matching import cases
from bot.matching.fit import Ranked
from bot.writers.note import Note
from bot.writers.varied import varied
from knowledge import Changes, Fact

_MOST_REPLACED = 4  # positions told of one stretch
_MEASURED, _SAID = 3, 4  # metrics and statements for a case


def told(note: Note) -> bool:
    """Whether the question was one of these, and is written."""
    found = note.found
    if found.change:
        supposed(note)
    elif found.changes:
        changed(note, found.changes)
    elif found.paired:
        paired(note)
    elif found.retrieved.faced:
        faced(note)
    elif found.retrieved.cased:
        for side in found.retrieved.cased:
            cased(note, side, alone=len(found.retrieved.cased) == 1)
    else:
        return False
    return True


def supposed(note: Note) -> None:
    """What the cash model makes of a what-if, and what is disputed about its inputs."""
    for metric in note.found.metrics:
        note.metric(metric, "support" if note.claims else "conclusion")
    ledger = note.found.ledger
    inputs = [i.fact_id for m in note.found.metrics[:1] for i in m.inputs]
    facts = [ledger.by_id[i] for i in dict.fromkeys(inputs) if i in ledger.by_id]
    for group in [g for g in note.groups(facts, None) if g.kind != "superseded"][:2]:
        note.reading(group)


def paired(note: Note) -> None:
    """Two figures put together, and what is disputed about either."""
    for metric in note.found.metrics:
        note.metric(metric, "conclusion")
    facts = [r.fact for r in note.found.retrieved.facts]
    for group in [g for g in note.groups(facts, None) if g.kind != "superseded"][:2]:
        note.reading(group)


def faced(note: Note) -> None:
    """What is recorded of each of two things set side by side."""
    for each in note.found.retrieved.facts:
        note.state(each.fact, "support" if note.claims else "conclusion")
    facts = [r.fact for r in note.found.retrieved.facts]
    for group in [g for g in note.groups(facts, None) if g.kind not in ("superseded", "error")][:1]:
        note.reading(group)


def cased(note: Note, side: str, *, alone: bool) -> None:
    """What speaks for the company, its growth first; or against it, the widest dispute first, then
    what is paid for it and what fell. Of two sides each stands under a heading of its own.
    """
    before = len(note.claims)
    measures = [m for m in note.found.metrics if cases.speaks(m, side)]
    facts = [r for r in note.found.retrieved.facts if cases.of_side(r.fact, side)]
    open_ = [g for g in note.groups([r.fact for r in facts], None) if g.kind == "unresolved"]
    widest = max(open_, key=lambda g: (g.topic == "risk", len(g.facts)), default=None)
    if widest and side == cases.AGAINST:
        note.reading(widest, "support" if note.claims else "conclusion")
    for metric in [m for m in measures if m.id not in cases.LAST][:_MEASURED]:
        note.metric(metric, "support" if note.claims else "conclusion")
    note.statements(facts, most=_SAID)
    for metric in measures:
        note.metric(metric, "support" if note.claims else "conclusion")
    if not alone:
        role: Role = "for" if side == cases.FOR else "against"
        own = note.claims[max(1, before) :]  # the first of all leads the answer
        note.claims[max(1, before) :] = [replace(c, role=role) for c in own]


def changed(note: Note, changes: Changes) -> None:
    """What stands now in the place of what, then new disputes, then what was added."""
    told_of: set[str] = set()
    for newer, older in changes.replaced:
        if newer.id in told_of or len(told_of) == _MOST_REPLACED:
            continue
        told_of.add(newer.id)
        role: Role = "support" if note.claims else "conclusion"
        if newer.range and older.range and _kin(newer) == _kin(older):
            note.headline(newer, role)
            note.replaced(older, "support")
        else:
            note.statement(newer, role)
    for group in changes.contested[:2]:
        note.reading(group)
    added = [Ranked(fact=f, score=1.0, strength="strong") for f in changes.added]
    note.statements(varied(added)[:4], most=4)


def _kin(fact: Fact) -> tuple[str, str | None]:
    """A price asked for and a price paid are kin: valuation_target, valuation_post."""
    return fact.attribute.partition("_")[0], fact.unit
