"""What is stored for one source, and what a search brings: the words between store and catalog.

Nothing here reads or writes.
"""

from dataclasses import dataclass
from typing import Literal

from knowledge.copies import Copy
from knowledge.proposed import Proposal
from knowledge.records import Conflict, Entity, Fact, Gap, Original, Passage, Rate, Source, Text

# Before it is embedded nothing of a source is stored; when it is indexed, it is visible.
State = Literal["embedded", "visible"]
Origin = Literal["dossier", "user"]
Record = Fact | Conflict | Gap | Rate | Entity
RecordKind = Literal["fact", "conflict", "gap", "rate", "entity"]

RECORDS: dict[RecordKind, type[Record]] = {
    "fact": Fact,
    "conflict": Conflict,
    "gap": Gap,
    "rate": Rate,
    "entity": Entity,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """All that is stored for one source. Equal `digest`, equal bundle.

    `path` is where a user's document was read from: a new version of the file replaces the older.
    `proposals` are facts read from its text by rule, `original` is the file itself; both come and
    go with the source. `copy` is what was read at `path`.
    """

    source: Source
    texts: tuple[Text, ...]
    passages: tuple[Passage, ...]
    origin: Origin
    digest: str
    path: str | None = None
    proposals: tuple[Proposal, ...] = ()
    original: Original | None = None
    copy: Copy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is known of a stored original without its content; `size` in bytes."""

    name: str
    kind: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found by a search; a higher score is better, on the scale of that search."""

    passage_id: str
    score: float
