"""The path of a memo: standard questions → answers → findings, metrics, disputes, open points.

In: a room in which questions are answered and claims checked. Out: a `Memo` in which every sentence
with a figure is a verified claim and carries its numbers. Asks what the checklist asks, of whatever
company is examined; knows no format.
"""

from collections.abc import Sequence
from datetime import date

from bot import checklist
from bot.answer import Answer
from bot.memo import bars, cash, disputes, findings, measures, points
from bot.memo.records import Memo, Said, Section
from bot.memo.room import Room
from knowledge import metrics


def build(room: Room, *, as_of: str | None, made: date, thread_id: str) -> Memo:
    """The memo of everything published by `as_of`; with None, of everything held."""
    answers = _answers(room)
    groups = disputes.groups(room, [a for _, a in answers])
    findings.lead(room, answers)
    sections = findings.sections(room, answers, groups)  # from here on in reading order
    computed = metrics.compute(room.ledger)
    cards = measures.cards(room, computed)
    shown = [m for m in computed if m.id in {c.id for c in cards}]
    outlook = cash.outlook(room)
    found = disputes.of(room, groups)
    company = room.ledger.subject.called(room.language) if room.ledger.subject else ""
    return Memo(
        language=room.language,
        company=company,
        as_of=as_of,
        made=made.isoformat(),
        writer=answers[0][1].writer,
        sources=_sources(room, as_of),
        thread_id=thread_id,
        summary=_summary(sections),
        sections=sections,
        cards=cards,
        in_years=bars.in_years(shown, room.language),
        outlook=outlook,
        disputes=found,
        open_points=points.of(room, answers),
        references=room.numbering.references,
    )


def _answers(room: Room) -> list[tuple[str, Answer]]:
    return [
        (topic, room.ask(row[room.language]))
        for topic, rows in checklist.questions().items()
        for row in rows
    ]


def _summary(sections: Sequence[Section]) -> tuple[tuple[str, Said], ...]:
    """The first conclusion of each topic."""
    told: list[tuple[str, Said]] = []
    for section in sections:
        led = [c.said for f in section.findings for c in f.claims if c.role == "conclusion"]
        told += [(section.topic, said) for said in led[:1] if said not in [s for _, s in told]]
    return tuple(told)


def _sources(room: Room, as_of: str | None) -> int:
    """How many publications were drawn on: those of the record, and the user's documents."""
    recorded = {s.id for s in room.ledger.sources}
    return len(recorded | {s.id for s in room.whole.sources} | set(room.kb.digests("user")))
