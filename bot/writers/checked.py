"""Whether something is so: the statement that speaks of just that leads, with its dispute.

In: the note so far, the facts that fit. Out: one claim, or none where nothing speaks of it closely
enough. Chooses no figure.
"""

from collections.abc import Sequence
from decimal import Decimal

from bot.fit import Ranked
from bot.worth import speaks
from bot.writers.note import Note
from knowledge import Conflict, stated


def check(note: Note, ranked: Sequence[Ranked]) -> None:
    u = note.u
    if note.found.retrieved.doubted:
        note.reading(note.found.retrieved.doubted, "conclusion")
        return
    if not (u.terms or u.figures):
        return
    closest = max(ranked, key=lambda r: (speaks(r.fact, u), r.score), default=None)
    figures = 1 if "either" in u.wants else len(u.figures)
    if closest is None or speaks(closest.fact, u) * 2 < len(u.terms) + figures:
        return
    groups = [g for g in note.groups([closest.fact], None) if g.kind != "superseded"]
    if not note.wants("whether"):
        groups = [g for g in groups if _is_about(note, g, numbers(" ".join(u.figures)))]
    if groups:
        note.reading(groups[0], "conclusion")
    elif note.wants("whether"):
        note.statement(closest.fact, "conclusion")


def _is_about(note: Note, group: Conflict, asked: set[tuple[Decimal, Decimal]]) -> bool:
    """The reading speaks of the numbers, or more than one of its facts does."""
    by_id = note.found.ledger.by_id
    carrying = [i for i in group.facts if asked <= numbers(by_id[i].statement)]
    return asked <= numbers(group.reading) or len(carrying) > 1


def numbers(text: str) -> set[tuple[Decimal, Decimal]]:
    """Without units: a reading may be about whether it was characters or tokens."""
    return {(a.low, a.high) for a in stated(text)}
