"""Every figure of a kind, one a line, oldest first: "list the rounds with their amounts".

In: the note so far, the concept asked for, the facts that answer. Out: a headline for each, then
what is disputed about them. What was replaced in time stays in the list, what is wrong does not.
"""

from collections.abc import Sequence

from bot.fit import Ranked
from bot.writers.note import Note
from knowledge import Concept, Fact

_MOST_DISPUTES = 2


def listed(note: Note, concept: Concept, strong: Sequence[Ranked]) -> bool:
    """Whether a list was asked for and there is more than one figure to list."""
    facts = _each(note, concept, strong) if note.wants("each") else []
    if len(facts) < 2:
        return False
    for fact in facts:
        note.headline(fact, "support" if note.claims else "conclusion")
    for group in note.groups(facts, concept.topic)[:_MOST_DISPUTES]:
        if group.kind != "superseded":
            note.reading(group)
    return True


def _each(note: Note, concept: Concept, strong: Sequence[Ranked]) -> list[Fact]:
    """One for each thing it is a figure of; of several, the best."""
    ledger = note.found.ledger
    kind = concept.attributes[0].split("_")[0] if concept.attributes else ""
    told = [r.fact for r in strong if _is_of(r.fact, kind) and ledger.standing(r.fact) != "wrong"]
    best: dict[tuple[str, str, str], Fact] = {}
    for fact in sorted(told, key=lambda f: ledger.rank(f)[1:]):
        best.setdefault((fact.entity, fact.attribute, fact.subject or fact.as_of or ""), fact)
    return sorted(best.values(), key=lambda f: (f.as_of or "", f.subject or "", f.attribute))


def _is_of(fact: Fact, kind: str) -> bool:
    """price_input and price_output are prices; a price that is only sought is none yet."""
    family = fact.attribute.split("_")[0]
    return family == kind and bool(fact.range) and not fact.attribute.endswith("_target")
