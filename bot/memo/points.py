"""What is not known: open points by topic with the document to ask for, figures in them cited.

In: the answers' missing points and the record's gaps. Out: open points, each once. A point whose
figures no verified statement of the record carries is left out: a memo says no uncited figure.
"""

from collections.abc import Iterator, Sequence

from bot.answer import Answer, Claim
from bot.checks.figures import alike
from bot.memo.records import OpenPoint
from bot.memo.room import Room
from knowledge import Amount, Fact, stated

_SPANS = ("days", "months", "years")  # "retention after twelve months" asserts nothing


def of(room: Room, answers: Sequence[tuple[str, Answer]]) -> tuple[OpenPoint, ...]:
    made: dict[str, OpenPoint] = {}
    for topic, what, document in _raised(room, answers):
        if what in made:
            continue
        marks = _carried(room, topic, what)
        if marks is not None:
            made[what] = OpenPoint(
                topic=room.topic(topic), what=what, marks=marks, document=document
            )
    order = list(dict.fromkeys(p.topic for p in made.values()))
    return tuple(sorted(made.values(), key=lambda p: order.index(p.topic)))


def _raised(room: Room, answers: Sequence[tuple[str, Answer]]) -> Iterator[tuple[str, str, str]]:
    """The record's own gaps first: they name the topic they belong to."""
    zh = room.language == "zh"
    for gap in room.ledger.gaps:
        document = gap.document_zh if zh and gap.document_zh else gap.document
        yield gap.topic, gap.ask(room.language), document
    for topic, answer in answers:
        for missing in answer.missing:
            yield topic, missing.what, missing.document


def _carried(room: Room, topic: str, what: str) -> tuple[int, ...] | None:
    """The numbers of statements that carry its figures; None where one is carried by none."""
    marks: list[int] = []
    for figure in (f for f in stated(what) if f.unit not in _SPANS):
        home = next((s for f in _near(room, topic, figure) if (s := _stands(room, f))), None)
        if home is None:
            return None
        marks += home
    return tuple(sorted(set(marks)))


def _near(room: Room, topic: str, figure: Amount) -> list[Fact]:
    """Facts that state the figure, those of the topic first, then those that rank best."""
    facts = [
        f for f in room.ledger.facts if any(alike(figure, a) for a in stated(f.said(room.language)))
    ]
    return sorted(facts, key=lambda f: (f.topic != topic, room.ledger.rank(f)))


def _stands(room: Room, fact: Fact) -> tuple[int, ...]:
    cited = room.of_facts([fact])
    claim = Claim(text=fact.said(room.language), evidence=tuple(e.id for e in cited))
    said = room.stands(claim, cited)
    return said.marks if said else ()
