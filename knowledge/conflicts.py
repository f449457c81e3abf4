"""What a group of disagreeing facts leans on, and how its reading can be proved.

In: a ledger and one of its conflict groups. Out: the facts outside the group that carry figures its
reading brings in ("and the company raised about $1.5 billion in all"). Conflicts that nobody
recorded are `candidates`' business, who stands behind a figure that of `relays`.
"""

from collections.abc import Sequence
from datetime import date

from knowledge import amounts
from knowledge.ledger import Ledger, first_day
from knowledge.periods import Period
from knowledge.records import Amount, Conflict, Fact
from knowledge.stated import dated, stated


def carriers(ledger: Ledger, group: Conflict) -> tuple[str, ...]:
    """Ids of standing facts of the same entities or topic that carry the reading's other figures.

    Kept in the ledger: they depend on nothing else.
    """
    if group.id not in ledger.carriers:
        ledger.carriers[group.id] = _carriers(ledger, group)
    return ledger.carriers[group.id]


def _carriers(ledger: Ledger, group: Conflict) -> tuple[str, ...]:
    members = [ledger.by_id[i] for i in group.facts]
    about = {f.entity for f in members}
    extra: list[str] = []
    for figure in stated(group.reading):
        if figure.unit == "count" or any(carries(f, figure) for f in members):
            continue
        near = (f for f in ledger.facts if f.entity in about or f.topic == group.topic)
        standing = [f for f in near if carries(f, figure) and ledger.standing(f) == "current"]
        standing.sort(key=lambda f: (f.entity not in about, ledger.rank(f)))
        extra += [f.id for f in standing[:1]]
    extra += _dated(ledger, group, members)
    return tuple(dict.fromkeys(extra))


def _dated(ledger: Ledger, group: Conflict, members: Sequence[Fact]) -> list[str]:
    """A fact of the same kind for each date the reading names and no member is of."""
    extra: list[str] = []
    kinds = {(f.entity, f.attribute) for f in members}
    alike = [f for f in ledger.facts if (f.entity, f.attribute) in kinds]
    for period in dated(group.reading):
        if not any(_within(f, period) for f in members):
            extra += [f.id for f in sorted(alike, key=ledger.rank) if _within(f, period)][:1]
    return extra


def _within(fact: Fact, period: Period) -> bool:
    if fact.as_of and period.start <= date.fromisoformat(first_day(fact.as_of)) <= period.end:
        return True
    return any(p.start <= period.end and period.start <= p.end for p in dated(fact.statement))


def carries(fact: Fact, figure: Amount) -> bool:
    """Whether the fact's recorded figure, or one in its statement, is `figure`."""
    ends = fact.range
    if ends and fact.unit:
        own = Amount(low=ends[0], high=ends[1], unit=fact.unit)
        if amounts.compare(figure, own) in ("equal", "rounded"):
            return True
    return any(amounts.compare(figure, a) in ("equal", "rounded") for a in stated(fact.statement))
