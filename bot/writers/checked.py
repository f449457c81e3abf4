"""Whether something is so: the statement that speaks of just that leads, with its dispute.

In: the note so far, the facts that fit. Out: one claim, or none where nothing speaks of it closely
enough. Chooses no figure.
"""

from collections.abc import Sequence
from decimal import Decimal

from bot.matching.fit import Ranked
from bot.matching.kindred import says
from bot.matching.wording import text_of
from bot.matching.worth import carries, speaks
from bot.question.times import falls_in
from bot.question.understanding import Understanding
from bot.writers.note import Note
from knowledge import Conflict, Fact, stated


def check(note: Note, ranked: Sequence[Ranked]) -> None:
    u = note.u
    if note.found.retrieved.doubted:
        note.reading(note.found.retrieved.doubted, "conclusion")
        _standing(note, note.found.retrieved.doubted)
        return
    if not (u.terms or u.figures):
        return
    closest = max(ranked, key=lambda r: (speaks(r.fact, u), r.score), default=None)
    figures = 1 if "either" in u.wants else len(u.figures)
    if closest is None or speaks(closest.fact, u) * 2 < len(u.terms) + figures:
        return
    if u.tight and not any(says(t, text_of(closest.fact)) for t in u.tight):
        return  # whether it is audited is not told by what else is said of it
    groups = [g for g in note.groups([closest.fact], None) if g.kind != "superseded"]
    if not note.wants("whether"):
        groups = [g for g in groups if _is_about(note, g)]
    if groups:
        note.reading(groups[0], "conclusion")
        _standing(note, groups[0])
    elif note.wants("whether"):
        note.statement(closest.fact, "conclusion")
        _since(note, closest.fact)


def _since(note: Note, fact: Fact) -> None:
    """What took its place, where no other time is asked about: "112 people, right?"."""
    told = next((g for g in note.groups([fact], None) if g.kind == "superseded"), None)
    for later in note.found.ledger.replaced_by(fact.id)[:1]:
        if note.u.period and not (
            falls_in(later.as_of or "", note.u.period) or _of_one_time(later, fact)
        ):
            continue
        if told:
            note.reading(told)
        else:
            note.headline(later, "support")


def _of_one_time(a: Fact, b: Fact) -> bool:
    """Both are of the same stretch or thing: a draft's revenue and the one that was booked."""
    return a.subject is not None and a.subject == b.subject


def _standing(note: Note, group: Conflict) -> None:
    """The figure of a dispute that stands, where its reading does not tell it; each that does and
    that the question offers to choose from.
    """
    ledger = note.found.ledger
    members = [ledger.by_id[i] for i in group.facts if i in ledger.by_id]
    held = [f for f in members if f.range and not f.attribute.endswith("_target")]
    standing = sorted((f for f in held if ledger.standing(f) == "current"), key=ledger.rank)
    if note.wants("either"):
        chosen = [f for f in standing if any(carries(f.statement, a) for a in note.u.figures)]
    else:
        chosen = [] if any(f.range in numbers(group.reading) for f in standing) else standing[:1]
    for fact in chosen[:2]:
        note.headline(fact, "support")


def _is_about(note: Note, group: Conflict) -> bool:
    """The reading speaks of the figures asked about, or more than one of its facts does."""
    texts = [note.found.ledger.by_id[i].statement for i in group.facts]
    told = [text for text in texts if _carries(text, note.u)]
    return _carries(group.reading, note.u) or len(told) > 1


def _carries(text: str, u: Understanding) -> bool:
    return all(carries(text, figure) for figure in u.figures)


def numbers(text: str) -> set[tuple[Decimal, Decimal]]:
    """Without units: a reading may be about whether it was characters or tokens."""
    return {(a.low, a.high) for a in stated(text)}
