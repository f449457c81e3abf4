"""What is asked beside the main thing, each by itself: the net loss of "revenue and net loss".

In: the note so far, the facts for each further concept. Out: one claim for each, right behind the
first. Says no dispute and no calculation. Also chooses the figure that a concept is told by.
"""

from collections.abc import Sequence

from bot.answer import Role
from bot.matching.fit import Ranked
from bot.writers.note import Note
from knowledge import Concept, Fact, lexicon

ALSO = 25  # words kept for each


def also(note: Note) -> None:
    told = note.found.retrieved.also
    note.words_left += ALSO * len(told)
    before = len(note.claims)
    for concept, ranked in told:
        _one(note, lexicon().concepts[concept], [r for r in ranked if note.stands(r.fact)])
    further = note.claims[before:]
    if before and further:
        note.claims[:] = [note.claims[0], *further, *note.claims[1:before]]


def _one(note: Note, concept: Concept, standing: Sequence[Ranked]) -> None:
    role: Role = "support" if note.claims else "conclusion"
    figure = best_figure(concept, standing) if concept.unit != "text" else None
    if figure and figure.id not in note.used:
        note.headline(figure, role)
    elif standing and figure is None:
        note.statements(standing, most=1)


def best_figure(concept: Concept, ranked: Sequence[Ranked]) -> Fact | None:
    """The first with a figure; one of another concept only where there is none of this: a run rate
    is no revenue, a score at launch no day of it.
    """
    of_it = [r for r in ranked if r.fact.attribute in concept.attributes]
    figures = [r.fact for r in of_it or ranked if r.fact.range]
    kin = lexicon().of_attribute
    own = [f for f in figures if kin(f.attribute) in (concept.id, None)]
    main = [f for f in own if f.attribute == concept.attributes[0]] if concept.attributes else []
    return next(iter((own if main else []) or figures), None)
