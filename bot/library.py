"""What the desk holds, document by document, for those who look after it: a store in, rows out.

Each source with its passages, its file, in how many places its text was read, and whether a newer
version of the same document is here. Changes nothing.
"""

from dataclasses import dataclass
from typing import Literal, Protocol

from bot.passages.editions import newer_versions
from knowledge import Copy, Kept, Source


class Shelf(Protocol):
    """What is needed of the store."""

    def sources(self) -> list[Source]: ...
    def originals(self) -> dict[str, Kept]: ...
    def passage_counts(self) -> dict[str, int]: ...
    def copies(self, source_id: str) -> list[Copy]: ...
    def digests(self, origin: Literal["dossier", "user"]) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """`own`: the user brought it, so the user may correct and delete it.

    `copies` are the places where its text was read; `newer` is the id of the source that is a newer
    version of the same document, if there is one.
    """

    source: Source
    passages: int
    own: bool
    original: Kept | None = None
    newer: str | None = None
    copies: int = 1


def held(shelf: Shelf) -> list[Held]:
    """The user's own first; of these and of the others the latest printed first, undated last."""
    sources, originals = shelf.sources(), shelf.originals()
    counts, own = shelf.passage_counts(), shelf.digests("user")
    newer = newer_versions([source for source in sources if source.id in own])
    rows = [
        Held(
            source=source,
            passages=counts.get(source.id, 0),
            own=source.id in own,
            original=originals.get(source.id),
            newer=newer.get(source.id),
            copies=max(len(shelf.copies(source.id)), 1),
        )
        for source in sources
    ]
    return sorted(rows, key=lambda row: (row.own, row.source.published or ""), reverse=True)
