"""Who the facts are about, and every spelling of their names.

A dossier may list names in `entities.yaml`. For the rest they are inferred: a word that stands in
most facts of one entity and hardly in any other's is one of its names. Knows no particular name.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from knowledge.records import Entity, Fact

_LATIN = re.compile(r"[A-Z][A-Za-z0-9]*(?:[-&][A-Za-z0-9]+)*")
_CJK_RUN = re.compile(r"[㐀-鿿]{2,}")
_MIN_SHARE = 0.6  # of the entity's facts that carry the name
_MIN_OWN = 0.8  # of the facts carrying the name that are the entity's


def complete(named: Sequence[Entity], facts: Sequence[Fact]) -> tuple[Entity, ...]:
    """All entities of the facts; exactly one is the subject where there is any fact."""
    known = {e.id: e for e in named}
    counts = Counter(f.entity for f in facts)
    for entity_id, count in counts.items():
        if entity_id not in known:
            known[entity_id] = _inferred(entity_id, facts, count)
    if known and not any(e.is_subject for e in known.values()):
        main = max(known.values(), key=lambda e: counts[e.id])
        known[main.id] = Entity(
            id=main.id, name=main.name, name_zh=main.name_zh, names=main.names, is_subject=True
        )
    return tuple(known.values())


def _inferred(entity_id: str, facts: Sequence[Fact], count: int) -> Entity:
    spelled = entity_id.replace("-", " ").replace("_", " ")
    english = _own_words(entity_id, facts, count, _latin)
    chinese = _own_words(entity_id, facts, count, _chinese)
    same = [w for w in english if w.lower() == spelled.lower()]
    name = same[0] if same else spelled.title()
    names = tuple(dict.fromkeys((name, *english[:3], *chinese[:2])))
    return Entity(id=entity_id, name=name, name_zh=chinese[0] if chinese else name, names=names)


def _own_words(
    entity_id: str, facts: Sequence[Fact], count: int, words: Callable[[Fact], set[str]]
) -> list[str]:
    """Words that stand in most facts of the entity and hardly elsewhere, longest first."""
    inside: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    for fact in facts:
        found = words(fact)
        everywhere.update(found)
        if fact.entity == entity_id:
            inside.update(found)
    own = [
        word
        for word, n in inside.items()
        if n >= max(2, _MIN_SHARE * count) and n >= _MIN_OWN * everywhere[word]
    ]
    return sorted(own, key=lambda w: (-inside[w], -len(w), w))


def _latin(fact: Fact) -> set[str]:
    return set(_LATIN.findall(fact.statement))


def _chinese(fact: Fact) -> set[str]:
    runs = _CJK_RUN.findall(fact.statement_zh)
    return {run[i : i + n] for run in runs for n in (2, 3, 4) for i in range(len(run) - n + 1)}
