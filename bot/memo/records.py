"""The memo as records: what is said, the numbers it is said with, and what each number stands for.

One numbering runs through the whole memo. A `Said` is the text of a verified claim and the numbers
of its references; every figure of a memo stands in one. Knows no format.
"""

from dataclasses import dataclass
from typing import Literal

from bot.answer import Citation, Missing, Role, Status
from bot.memo.bars import Bars
from bot.whatif.projection import Projection
from knowledge import ConflictKind, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim of a finding with its place in the note; `disputes` are those it is part of."""

    said: Said
    role: Role
    disputes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    question: str
    status: Status
    claims: tuple[Told, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    topic: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRow:
    """An input of a metric: where it is recorded, or that it is assumed."""

    name: str
    display: str
    mark: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    n: int
    id: str
    name: str
    said: Said
    formula: str
    inputs: tuple[InputRow, ...]
    bars: Bars | None
    assumes: str
    would_change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    said: Said
    as_of: str | None
    published: str | None
    publisher: str
    tier: int
    standing: Literal["current", "superseded", "wrong"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Statements that disagree; `reading` is None where no claim of it stood."""

    n: int
    id: str
    topic: str
    kind: ConflictKind
    reading: Said | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """What is not known; `marks` cite what its figures are taken from."""

    topic: str
    what: str
    marks: tuple[int, ...]
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The cash model on the inputs of the sources, as a picture and as what it says."""

    projection: Projection
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """`references[i]` is number i + 1. `made` is the day, `thread_id` names the audit entries."""

    language: Language
    company: str
    as_of: str | None
    made: str
    writer: str
    sources: int
    thread_id: str
    summary: tuple[tuple[str, Said], ...]
    sections: tuple[Section, ...]
    cards: tuple[Card, ...]
    in_years: Bars | None
    outlook: Outlook | None
    disputes: tuple[Dispute, ...]
    open_points: tuple[OpenPoint, ...]
    references: tuple[Citation, ...]
