"""Why was asked: only statements that give a reason answer, or a figure's own calculation.

In: the note so far and the facts that answer. Out: their statements, and what is disputed about
them; where the question rests on something wrong, the correction.
"""

from collections.abc import Sequence

from bot.matching.fit import Ranked
from bot.writers.note import Note
from knowledge import Fact, gives_circumstance, lexicon, tells_why

SAYS = 0.62  # of what a question says: enough to be on it


def reasons(note: Note, strong: Sequence[Ranked]) -> None:
    most = max((r.share for r in strong), default=0.0)
    near = [r for r in strong if r.share >= SAYS * most]  # a reason for something else is none
    told = [r for r in near if tells_why(r.fact) or _is_reason(r.fact)]
    told = told or [r for r in strong if _explains(r)]
    if strong and not any(note.stands(r.fact) for r in strong):
        note.statements(_past(note, told))
        corrected(note, strong)
        return
    note.statements(told, most=3)
    if not told:
        _inputs(note)
    for group in note.groups([r.fact for r in (told or strong)[:3]], None)[:1]:
        if note.claims:
            note.reading(group)
        elif note.u.figures:
            note.reading(group, "conclusion")  # what is doubtful about the very figure


def corrected(note: Note, replaced: Sequence[Ranked]) -> None:
    """Only what is wrong or no longer holds fits: say why, never the figure by itself."""
    for group in note.groups([r.fact for r in replaced[:3]], None)[:1]:
        note.reading(group, "conclusion")


def _past(note: Note, told: Sequence[Ranked]) -> list[Ranked]:
    """Reasons of what has been given up since; not of what never was so."""
    return [r for r in told if note.found.ledger.standing(r.fact) == "superseded"]


def _explains(ranked: Ranked) -> bool:
    """It says most of what was asked, and what went with it: "after R1 appeared"."""
    return ranked.share >= SAYS and gives_circumstance(ranked.fact.statement)


def _is_reason(fact: Fact) -> bool:
    """It is of a kind that is a reason: what the moat is said to be."""
    return fact.attribute in lexicon().explains


def _inputs(note: Note) -> None:
    """A computed figure is explained by its formula and the statements that went into it."""
    by_id = note.found.ledger.by_id
    leading = note.concept.attributes[:1] if note.concept else ()
    for each in [m for m in note.found.metrics if m.attributes[:1] == leading][:1]:
        note.metric(each, "conclusion")
        for fact_id in [i.fact_id for i in each.inputs if i.fact_id in by_id]:
            note.stated_again(by_id[fact_id])
