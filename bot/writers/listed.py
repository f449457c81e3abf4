"""Every figure of a kind, one a line: "list the rounds with their amounts", "holders by size".

In: the note so far, the concept asked for, the facts that answer. Out: a headline for each, then
what is disputed about them; or the one that is largest or smallest. Oldest first where no other
order was asked for. What was replaced in time stays in the list, what is wrong does not.
"""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from bot.matching.fit import Ranked
from bot.writers.note import Note
from knowledge import Concept, Fact, Ledger, exchange

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


def extreme(note: Note, concept: Concept, strong: Sequence[Ranked]) -> Fact | None:
    """The largest or smallest of several, or the one behind it, where that was asked for."""
    if not (note.wants("most") or note.wants("least")):
        return None
    facts = _each(note, concept, strong)
    place = 2 if note.wants("third") else 1 if note.wants("second") else 0
    return facts[place] if len(facts) > max(1, place) else None


def _each(note: Note, concept: Concept, strong: Sequence[Ranked]) -> list[Fact]:
    """One for each thing it is a figure of; of several, the best."""
    ledger = note.found.ledger
    told = [r.fact for r in strong if r.fact.range and ledger.standing(r.fact) != "wrong"]
    kind = _kind(concept, told)
    best: dict[tuple[str, str, str], Fact] = {}
    for fact in sorted((f for f in told if _is_of(f, kind)), key=lambda f: ledger.rank(f)[1:]):
        best.setdefault((fact.entity, fact.attribute, fact.subject or fact.as_of or ""), fact)
    return _ordered(note, list(best.values()))


def _ordered(note: Note, facts: Sequence[Fact]) -> list[Fact]:
    """By size in one unit, without what no recorded rate brings to it; else by day."""
    dated = sorted(facts, key=lambda f: (f.as_of or "", f.subject or "", f.attribute))
    if not (note.wants("most") or note.wants("least")):
        return dated[::-1] if note.wants("newest_first") else dated
    (unit, _), *_ = Counter(f.unit for f in facts).most_common(1) or [(None, 0)]
    sized = [(size, f) for f in dated if (size := _size(f, unit, note.found.ledger)) is not None]
    ordered = sorted(sized, key=lambda s: s[0], reverse=note.wants("most"))
    return [fact for _, fact in ordered]


def _size(fact: Fact, unit: str | None, ledger: Ledger) -> Decimal | None:
    assert fact.range
    if fact.unit == unit:
        return fact.range[1]
    rate = exchange(ledger, fact.unit, unit, fact.as_of) if fact.unit and unit else None
    return fact.range[1] * rate[1] if rate else None


def _kind(concept: Concept, told: Sequence[Fact]) -> str:
    """The family of the concept's first attribute that is told of."""
    families = [a.split("_")[0] for a in concept.attributes]
    held = {f.attribute.split("_")[0] for f in told}
    return next((family for family in families if family in held), "")


def _is_of(fact: Fact, kind: str) -> bool:
    """price_input and price_output are prices; a price that is only sought is none yet."""
    return fact.attribute.split("_")[0] == kind and not fact.attribute.endswith("_target")
