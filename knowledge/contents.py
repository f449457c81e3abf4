"""What the catalog holds, looked up: sources, texts, originals, passages, records, proposals.

Sources whose state is not `visible` are stored but not listed. Changes nothing, ranks nothing.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import lru_cache

from knowledge import copies
from knowledge.copies import Copy
from knowledge.database import Database, from_json
from knowledge.proposed import Proposal
from knowledge.records import Original, Passage, Source, Text
from knowledge.stored import RECORDS, Bundle, Kept, Origin, Record, RecordKind

NAMES = tuple(field.name for field in fields(Passage))
_KEPT = 2048  # sources that are kept as they were read
COLUMNS = ", ".join(f'passages."{name}"' for name in NAMES)


class Contents(Database):
    """Safe for many threads."""

    def versions(self, bundle: Bundle) -> list[str]:
        """Stored sources that the bundle replaces: the same id, or read from the same path."""
        query = "SELECT id FROM sources WHERE id = ? OR path = ?"
        return firsts(self.rows(query, bundle.source.id, bundle.path))

    def path_of(self, source_id: str) -> str:
        """Where a user's document was read first; KeyError where there is none."""
        rows = self.rows("SELECT path FROM sources WHERE id = ? AND path NOT NULL", source_id)
        if not rows:
            raise KeyError(source_id)
        return str(rows[0][0])

    def copies(self, source_id: str) -> list[Copy]:
        """Where the source was read: first the place it is named after."""
        with self.reading() as db:
            return copies.of_source(db, source_id)

    def copy_at(self, path: str) -> tuple[Copy, str] | None:
        """What was read at a path last, and the id of its source, if that is complete."""
        with self.reading() as db:
            return copies.at(db, path)

    def source_saying(self, said: str) -> tuple[str, str] | None:
        """The complete source whose text has that hash (`said_in`), and where it was read first."""
        with self.reading() as db:
            return copies.saying(db, said)

    def digests(self, origin: Origin) -> dict[str, str]:
        """Digest by id of the complete sources of that origin."""
        query = "SELECT id, digest FROM sources WHERE origin = ? AND state = 'visible'"
        return dict(self.rows(query, origin))

    def is_complete(self, source_id: str) -> bool:
        query = "SELECT 1 FROM sources WHERE id = ? AND state = 'visible'"
        return bool(self.rows(query, source_id))

    def unfinished(self) -> list[str]:
        return firsts(self.rows("SELECT id FROM sources WHERE state != 'visible' ORDER BY id"))

    def sources(self) -> list[Source]:
        rows = self.rows("SELECT json FROM sources WHERE state = 'visible' ORDER BY id")
        return [_source(each) for each in firsts(rows)]

    def source(self, source_id: str) -> Source:
        """KeyError where there is none."""
        rows = self.rows("SELECT json FROM sources WHERE id = ?", source_id)
        if not rows:
            raise KeyError(source_id)
        return _source(rows[0][0])

    def text(self, source_id: str, name: str) -> Text:
        """KeyError where there is none."""
        query = "SELECT source_id, name, text FROM texts WHERE source_id = ? AND name = ?"
        rows = self.rows(query, source_id, name)
        if not rows:
            raise KeyError(f"{source_id}/{name}")
        return Text(source_id=rows[0][0], name=rows[0][1], text=rows[0][2])

    def original(self, source_id: str) -> Original:
        """KeyError where none is kept; StoreCorrupt if it is not what was stored."""
        query = "SELECT name, kind, sha256, content FROM originals WHERE source_id = ?"
        rows = self.rows(query, source_id)
        if not rows:
            raise KeyError(source_id)
        name, kind, digest, content = rows[0]
        if hashlib.sha256(content).hexdigest() != digest:
            raise self.corrupt(f"the original of {source_id!r} has changed")
        return Original(name=name, kind=kind, content=content)

    def originals(self) -> dict[str, Kept]:
        """By source."""
        query = "SELECT source_id, name, kind, length(content), sha256 FROM originals"
        return {
            key: Kept(name=name, kind=kind, size=size, sha256=digest)
            for key, name, kind, size, digest in self.rows(query)
        }

    def ids(self) -> set[str]:
        return set(firsts(self.rows("SELECT id FROM passages")))

    def passage_count(self) -> int:
        return self.count("SELECT count(*) FROM passages")

    def passage_count_of(self, source_id: str) -> int:
        [(count,)] = self.rows("SELECT count(*) FROM passages WHERE source_id = ?", source_id)
        return int(count)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """In the order of `ids`; an id that is not known is left out."""
        query = f"SELECT {COLUMNS} FROM passages WHERE id IN (SELECT value FROM json_each(?))"
        found = {row[0]: passage_of(row) for row in self.rows(query, json.dumps(list(ids)))}
        return [found[each] for each in ids if each in found]

    def passage_counts(self) -> dict[str, int]:
        """By source."""
        return dict(self.rows("SELECT source_id, count(*) FROM passages GROUP BY source_id"))

    def sources_of(self, ids: Iterable[str]) -> set[str]:
        """Ids of the sources that the passages belong to."""
        query = (
            "SELECT DISTINCT source_id FROM passages WHERE id IN (SELECT value FROM json_each(?))"
        )
        return set(firsts(self.rows(query, json.dumps(list(ids)))))

    def passages_of(self, source_id: str) -> list[Passage]:
        query = f"SELECT {COLUMNS} FROM passages WHERE source_id = ? ORDER BY rowid"
        return [passage_of(row) for row in self.rows(query, source_id)]

    def visible(self, ids: Iterable[str]) -> set[str]:
        """Those of the passage ids whose source is complete."""
        query = (
            "SELECT passages.id FROM passages JOIN sources ON sources.id = source_id "
            "WHERE state = 'visible' AND passages.id IN (SELECT value FROM json_each(?))"
        )
        return set(firsts(self.rows(query, json.dumps(list(ids)))))

    def records(self, kind: RecordKind) -> list[Record]:
        rows = self.rows("SELECT json FROM records WHERE kind = ? ORDER BY position", kind)
        return [from_json(RECORDS[kind], each) for each in firsts(rows)]

    def proposals(self) -> list[Proposal]:
        """Facts read by rule from the texts of complete sources, in the order of the texts."""
        query = (
            "SELECT proposals.json FROM proposals JOIN sources ON sources.id = source_id "
            "WHERE state = 'visible' ORDER BY source_id, ordinal"
        )
        return [from_json(Proposal, each) for each in firsts(self.rows(query))]


def firsts(rows: Sequence[tuple[str, ...]]) -> list[str]:
    return [row[0] for row in rows]


@lru_cache(maxsize=_KEPT)
def _source(stored: str) -> Source:
    return from_json(Source, stored)


def passage_of(row: tuple[object, ...]) -> Passage:
    """A row of `COLUMNS`."""
    return Passage(**dict(zip(NAMES, row, strict=True)))  # type: ignore[arg-type]  # our own rows
