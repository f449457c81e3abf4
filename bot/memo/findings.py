"""Answers → findings by topic, each claim with its numbers in the memo, nothing told twice.

In: answers in the order of the checklist, and the groups of facts that disagree. Out: sections.
A claim that is the reading of such a group is told among the disputes, and pointed to from here.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.answer import READING, Answer
from bot.memo.records import Finding, Said, Section, Told
from bot.memo.room import Room
from knowledge import Conflict


def sections(
    room: Room, answers: Sequence[tuple[str, Answer]], groups: Sequence[Conflict]
) -> tuple[Section, ...]:
    told: set[str] = set()
    made: dict[str, list[Finding]] = {}
    for topic, answer in answers:
        made.setdefault(topic, []).append(_finding(room, answer, groups, told))
    return tuple(
        Section(topic=room.topic(topic), findings=tuple(found)) for topic, found in made.items()
    )


def lead(room: Room, answers: Sequence[tuple[str, Answer]]) -> None:
    """Numbers the first conclusion of each topic: the summary stands before the findings."""
    topics: set[str] = set()
    for topic, answer in answers:
        for raw in answer.claims:
            if raw["role"] == "conclusion" and topic not in topics:
                topics.add(topic)
                _marks(room, answer, raw)


def _finding(room: Room, answer: Answer, groups: Sequence[Conflict], told: set[str]) -> Finding:
    """Conclusions may come again, so that no finding is without one; the rest may not."""
    claims = []
    for raw in answer.claims:
        if raw["role"] == "conclusion" or not any(said in raw["text"] for said in told):
            claims.append(_told(room, answer, raw, groups))
        told.add(raw["text"])
    return Finding(
        question=answer.question,
        status=answer.status,
        claims=tuple(claims),
        missing=tuple(answer.missing),
    )


def _told(room: Room, answer: Answer, raw: Mapping[str, Any], groups: Sequence[Conflict]) -> Told:
    pointed = [
        n
        for n, group in enumerate(groups, start=1)
        if raw["role"] == "contested" and group.read(room.language) in raw["text"]
    ]
    marks = () if pointed else _marks(room, answer, raw)  # else numbered where it is told
    reading = any(c["kind"] == "reading" and c["ok"] for c in raw["checks"])
    text = f"{raw['text']} {READING[room.language]}" if reading else raw["text"]
    said = Said(text=text, marks=marks)
    return Told(said=said, role=raw["role"], disputes=tuple(pointed))


def _marks(room: Room, answer: Answer, raw: Mapping[str, Any]) -> tuple[int, ...]:
    cited = {c.n: c for c in answer.citations}
    return tuple(sorted(room.numbering.mark(cited[n]) for n in raw["citations"]))
