"""Where sources disagree: every statement with its dates, and how the record reads them together.

In: the answers' conflicts, by id. Out: disputes, most open first within each topic; statements and
readings that verification does not pass are left out. Decides no dispute.
"""

from collections.abc import Sequence

from bot.answer import Answer, Claim, Evidence
from bot.memo.records import Dispute, Statement
from bot.memo.room import Room
from knowledge import Conflict, carriers


def groups(room: Room, answers: Sequence[Answer]) -> list[Conflict]:
    """The groups that the answers touch, in the order in which they do."""
    ids = dict.fromkeys(c["id"] for a in answers for c in a.conflicts)
    known = {g.id: g for g in room.whole.conflicts}
    return [known[i] for i in ids if i in known]


def of(room: Room, found: Sequence[Conflict]) -> tuple[Dispute, ...]:
    return tuple(_dispute(room, group, n) for n, group in enumerate(found, start=1))


def _dispute(room: Room, group: Conflict, n: int) -> Dispute:
    cited = room.of_facts(room.whole.by_id[i] for i in group.facts)
    statements = [s for e in cited if (s := _statement(room, e))]
    # a reading also rests on the newest figures of what it speaks of
    beyond = room.of_facts(room.whole.by_id[i] for i in carriers(room.whole, group))
    held = {e.id: e for e in (*cited, *beyond)}
    claim = Claim(text=group.read(room.language), evidence=tuple(held))
    return Dispute(
        n=n,
        id=group.id,
        topic=room.topic(group.topic),
        kind=group.kind,
        reading=room.stands(claim, held.values()),
        statements=tuple(statements),
    )


def _statement(room: Room, e: Evidence) -> Statement | None:
    said = room.stands(Claim(text=e.passage, evidence=(e.id,)), [e])
    if said is None:
        return None
    return Statement(
        said=said,
        as_of=e.as_of,
        published=e.published,
        publisher=e.publisher,
        tier=e.tier,
        standing=e.standing,
    )
