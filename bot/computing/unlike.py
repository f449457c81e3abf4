"""Figures that a sum, difference or ratio is not made of, though each part of a question found one.

In: the facts, what each part of the question says, how they are to be put together. Out: yes or no.
Finds no figure.
"""

from collections.abc import Sequence

from bot.computing.operand import Named, is_bare
from bot.computing.splits import Reading
from bot.question.understanding import Understanding
from knowledge import Fact


def are_unlike(
    facts: Sequence[Fact],
    reading: Reading,
    parts: Sequence[Understanding],
    held: Sequence[list[Named]],
) -> bool:
    other = _are_alike(facts, held) or _is_other_score(facts, parts)
    return other or _are_no_two(facts, reading, parts)


def _are_alike(facts: Sequence[Fact], held: Sequence[list[Named]]) -> bool:
    """Each part names either of two things as well: "the company's and the tester's score"."""
    if len(facts) != 2 or facts[0].subject == facts[1].subject:
        return False
    ids = [{n.fact.id for n in each} for each in held]
    return facts[0].id in ids[1] and facts[1].id in ids[0]


def _are_no_two(facts: Sequence[Fact], reading: Reading, parts: Sequence[Understanding]) -> bool:
    """Of "K3 than K2", which says no quantity, two different ones; and a balance with what is
    burned, though not with what is left of it.
    """
    kinds = {f.attribute for f in facts}
    burned = "cash" in kinds and any(k.startswith("burn_") for k in kinds)
    unsaid = not any("cash" in p.concepts for p in parts)
    compared = reading.kind in ("difference", "ratio") and len(kinds) > 1
    return compared and (all(map(is_bare, parts)) or (burned and unsaid))


def _is_other_score(facts: Sequence[Fact], parts: Sequence[Understanding]) -> bool:
    """Of "the company against what the trial measured" both scores are of one kind."""
    scores = {f.subject for f in facts if f.attribute == "benchmark_score"}
    one = len({f.entity for f in facts}) == 1 and len({p.concepts for p in parts}) > 1
    return one and len(scores) > 1
