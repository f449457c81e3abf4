"""The truth on disk: one SQLite file with sources, texts, passages, records and the word index.

A source is replaced completely or not at all, in one transaction with its rows in the word index.
Sources whose state is not `visible` are stored but found by no search. Does not know vectors.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from typing import Literal

from knowledge import alike, bm25, copies, wordindex, words
from knowledge.copies import Copy
from knowledge.database import Database, from_json, to_json
from knowledge.proposed import Proposal
from knowledge.records import Conflict, Entity, Fact, Gap, Original, Passage, Rate, Source, Text

SCHEMA = "3"

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

_TABLES = f"""
CREATE TABLE sources (id TEXT PRIMARY KEY, json TEXT NOT NULL, digest TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('dossier', 'user')), path TEXT UNIQUE,
  state TEXT NOT NULL CHECK (state IN ('embedded', 'visible')));
CREATE TABLE texts (source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
  name TEXT NOT NULL, text TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (source_id, name));
CREATE TABLE passages (rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
  source_id TEXT NOT NULL REFERENCES sources (id) ON DELETE CASCADE, text_name TEXT NOT NULL,
  ordinal INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL,
  language TEXT NOT NULL, sha256 TEXT NOT NULL, section TEXT, page INTEGER, ref TEXT,
  context TEXT NOT NULL, statement TEXT);
CREATE INDEX passages_of_source ON passages (source_id);
CREATE INDEX passages_of_statement ON passages (statement, source_id) WHERE statement IS NOT NULL;
CREATE TABLE records (kind TEXT NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL,
  source_id TEXT, json TEXT NOT NULL, PRIMARY KEY (kind, position)) WITHOUT ROWID;
{wordindex.TABLES}"""
# Apart from the rest: a store filled before there were these gets the tables when it is opened.
_ADDED = f"""
CREATE TABLE IF NOT EXISTS proposals (source_id TEXT NOT NULL REFERENCES sources (id)
  ON DELETE CASCADE, ordinal INTEGER NOT NULL, id TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL CHECK (status IN ('proposed')), json TEXT NOT NULL,
  PRIMARY KEY (source_id, ordinal)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sources_unfinished ON sources (id) WHERE state != 'visible';
{copies.TABLES}{alike.TABLES}"""
# The files themselves: large, so the check at every opening leaves them out; `original` checks one.
_ORIGINALS = """
CREATE TABLE IF NOT EXISTS originals (source_id TEXT PRIMARY KEY REFERENCES sources (id)
  ON DELETE CASCADE, name TEXT NOT NULL, kind TEXT NOT NULL, sha256 TEXT NOT NULL,
  content BLOB NOT NULL)
"""
_RESCORED = 200  # of the passages that match, the best by SQLite's own bm25
_COLUMNS = ", ".join(f'passages."{field.name}"' for field in fields(Passage))
_NAMES = tuple(field.name for field in fields(Passage))
_values = attrgetter(*_NAMES)


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


class Catalog(Database):
    """Safe for many threads."""

    def __init__(self, path: Path, *, look_through: bool = True) -> None:
        meta = {"schema": SCHEMA, "words": words.WORDS, "alike": alike.RULES}
        unchecked = ("originals",) if look_through else None
        super().__init__(path, tables=_TABLES, meta=meta, unchecked=unchecked)
        with self.writing() as db:
            for statement in filter(str.strip, _ADDED.split(";\n")):
                db.execute(statement)
            db.execute(_ORIGINALS)

    def put_source(self, bundle: Bundle, *, state: State) -> list[str]:
        """Replaces the source, or the one read from the same path; returns passage ids now gone."""
        found = [
            (_tokens(p.text), _tokens(p.context)) for p in bundle.passages
        ]  # outside the transaction: slow
        source = bundle.source
        said = [_keys(passage, source) for passage in bundle.passages]
        with self.writing() as db:
            kept = copies.of_source(db, source.id)
            older = self._replaced(db, bundle)
            gone = {i for old in older for i in self._removed(db, old, "replaced")}
            row = (source.id, to_json(source), bundle.digest, bundle.origin, bundle.path, state)
            db.execute("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?)", row)
            texts = [(source.id, t.name, t.text, sha256(t.text)) for t in bundle.texts]
            db.executemany("INSERT INTO texts VALUES (?, ?, ?, ?)", texts)
            stored = [_insert(db, p, t) for p, t in zip(bundle.passages, found, strict=True)]
            alike.put(db, zip(stored, said, strict=True))
            rows = [
                (source.id, i, p.id, p.status, to_json(p)) for i, p in enumerate(bundle.proposals)
            ]
            db.executemany("INSERT INTO proposals VALUES (?, ?, ?, ?, ?)", rows)
            _keep(db, source.id, bundle.original)
            for copy in filter(None, [*kept, bundle.copy]):
                copies.put(db, copy, source.id)
            self.note("stored", source.id, f"{len(found)} passages, digest {bundle.digest[:12]}")
        return sorted(gone - {passage.id for passage in bundle.passages})

    def versions(self, bundle: Bundle) -> list[str]:
        """Stored sources that the bundle replaces: the same id, or read from the same path."""
        query = "SELECT id FROM sources WHERE id = ? OR path = ?"
        return _firsts(self.rows(query, bundle.source.id, bundle.path))

    def _replaced(self, db: sqlite3.Connection, bundle: Bundle) -> list[str]:
        """The stored versions, without a source that was read elsewhere, too: that one stays."""
        return [
            each
            for each in self.versions(bundle)
            if each == bundle.source.id
            or not bundle.path
            or not copies.handed_on(db, each, bundle.path)
        ]

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

    def put_copy(self, copy: Copy, source_id: str) -> list[str]:
        """One more place of a stored text; ids of passages that are gone with what stood there."""
        with self.writing() as db:
            left = copies.put(db, copy, source_id)
            self.note("copy", source_id, copy.path)
            return self._removed(db, left, "replaced") if left else []

    def remove_source(self, source_id: str) -> list[str]:
        """Ids of the passages that went with it."""
        with self.writing() as db:
            return self._removed(db, source_id, "removed")

    def set_state(self, source_id: str, state: State) -> None:
        with self.writing() as db:
            db.execute("UPDATE sources SET state = ? WHERE id = ?", (state, source_id))
            self.note(state, source_id)

    def digests(self, origin: Origin) -> dict[str, str]:
        """Digest by id of the complete sources of that origin."""
        query = "SELECT id, digest FROM sources WHERE origin = ? AND state = 'visible'"
        return dict(self.rows(query, origin))

    def is_complete(self, source_id: str) -> bool:
        query = "SELECT 1 FROM sources WHERE id = ? AND state = 'visible'"
        return bool(self.rows(query, source_id))

    def unfinished(self) -> list[str]:
        return _firsts(self.rows("SELECT id FROM sources WHERE state != 'visible' ORDER BY id"))

    def sources(self) -> list[Source]:
        rows = self.rows("SELECT json FROM sources WHERE state = 'visible' ORDER BY id")
        return [from_json(Source, each) for each in _firsts(rows)]

    def source(self, source_id: str) -> Source:
        """KeyError where there is none."""
        rows = self.rows("SELECT json FROM sources WHERE id = ?", source_id)
        if not rows:
            raise KeyError(source_id)
        return from_json(Source, rows[0][0])

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
        return set(_firsts(self.rows("SELECT id FROM passages")))

    def passage_count(self) -> int:
        return self.count("SELECT count(*) FROM passages")

    def passage_count_of(self, source_id: str) -> int:
        [(count,)] = self.rows("SELECT count(*) FROM passages WHERE source_id = ?", source_id)
        return int(count)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """In the order of `ids`; an id that is not known is left out."""
        query = f"SELECT {_COLUMNS} FROM passages WHERE id IN (SELECT value FROM json_each(?))"
        found = {row[0]: _passage(row) for row in self.rows(query, json.dumps(list(ids)))}
        return [found[each] for each in ids if each in found]

    def passage_counts(self) -> dict[str, int]:
        """By source."""
        return dict(self.rows("SELECT source_id, count(*) FROM passages GROUP BY source_id"))

    def sources_of(self, ids: Iterable[str]) -> set[str]:
        """Ids of the sources that the passages belong to."""
        query = (
            "SELECT DISTINCT source_id FROM passages WHERE id IN (SELECT value FROM json_each(?))"
        )
        return set(_firsts(self.rows(query, json.dumps(list(ids)))))

    def passages_of(self, source_id: str) -> list[Passage]:
        query = f"SELECT {_COLUMNS} FROM passages WHERE source_id = ? ORDER BY rowid"
        return [_passage(row) for row in self.rows(query, source_id)]

    def visible(self, ids: Iterable[str]) -> set[str]:
        """Those of the passage ids whose source is complete."""
        query = (
            "SELECT passages.id FROM passages JOIN sources ON sources.id = source_id "
            "WHERE state = 'visible' AND passages.id IN (SELECT value FROM json_each(?))"
        )
        return set(_firsts(self.rows(query, json.dumps(list(ids)))))

    def records(self, kind: RecordKind) -> list[Record]:
        rows = self.rows("SELECT json FROM records WHERE kind = ? ORDER BY position", kind)
        return [from_json(RECORDS[kind], each) for each in _firsts(rows)]

    def replace_records(self, kind: RecordKind, items: Iterable[Record]) -> bool:
        """Whether anything was different from what is stored."""
        rows = [
            (kind, i, getattr(item, "id", str(i)), getattr(item, "source", None), to_json(item))
            for i, item in enumerate(items)
        ]
        stored = self.rows("SELECT json FROM records WHERE kind = ? ORDER BY position", kind)
        if _firsts(stored) == [row[-1] for row in rows]:
            return False
        with self.writing() as db:
            db.execute("DELETE FROM records WHERE kind = ?", (kind,))
            db.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?)", rows)
            self.note("records", detail=f"{len(rows)} of kind {kind}")
        return True

    def proposals(self) -> list[Proposal]:
        """Facts read by rule from the texts of complete sources, in the order of the texts."""
        query = (
            "SELECT proposals.json FROM proposals JOIN sources ON sources.id = source_id "
            "WHERE state = 'visible' ORDER BY source_id, ordinal"
        )
        return [from_json(Proposal, each) for each in _firsts(self.rows(query))]

    def search_words(
        self,
        tokens: Sequence[str],
        k: int,
        sources: Sequence[str] | None = None,
        *,
        most: int = wordindex.MOST,
    ) -> list[Hit]:
        """Passages with any of the tokens, best first by bm25 (higher is better here).

        `sources` are those to search, None for all; about `most` passages are rated.
        """
        holding = {token: self.vocabulary_count(token) for token in tokens}
        count = self.passage_count()
        chosen = wordindex.parted(holding, max(k, _RESCORED), count=count, most=most)
        with self.reading() as db:
            rows = wordindex.candidates(db, chosen, max(k, _RESCORED), sources)
        held = [bm25.Candidate(row.passage_id, row.tokens, row.context) for row in rows]
        found = bm25.scores(tokens, held, holding=holding, count=count)
        ranked = sorted(found.items(), key=lambda pair: -pair[1])
        return [Hit(passage_id, score) for passage_id, score in ranked[:k]]

    def search_phrases(
        self, phrases: Sequence[str], k: int, sources: Sequence[str] | None = None
    ) -> list[Hit]:
        """Passages with any of the phrases, each a run of tokens, best first by SQLite's bm25."""
        with self.reading() as db:
            found = wordindex.best(db, phrases, k, sources)
        return [Hit(each.passage_id, each.score) for each in found]

    def alike(self, ids: Sequence[str]) -> dict[str, list[str]]:
        """Passages of other complete sources that share a paragraph with these, word for word."""
        found: dict[str, list[str]] = {each: [] for each in ids}
        with self.reading() as db:
            for mine, theirs in alike.elsewhere(db, ids):
                found[mine].append(theirs)
        return found

    def compare_anew(self) -> None:
        """What `alike` asks, again from the passages: for a store filled under other rules."""
        query = f"SELECT passages.rowid, {_COLUMNS} FROM passages WHERE kind = 'passage'"
        sources = {each: from_json(Source, told) for each, told in
                   self.rows("SELECT id, json FROM sources")}  # fmt: skip
        rows = [(row[0], _passage(row[1:])) for row in self.rows(query)]
        found = [(n, _keys(p, sources[p.source_id])) for n, p in rows]
        with self.writing() as db:
            db.execute("DELETE FROM alike")
            alike.put(db, found)
        self.set_meta("alike", alike.RULES)

    def in_statements(self, names: Sequence[str], sources: Sequence[str]) -> list[str]:
        """Ids of the passages that are a part of one of the financial statements."""
        query = (
            "SELECT passages.id FROM passages JOIN sources ON sources.id = source_id "
            "WHERE state = 'visible' AND statement IN (SELECT value FROM json_each(?)) "
            "AND source_id IN (SELECT value FROM json_each(?))"
        )
        return _firsts(self.rows(query, _listed(names), _listed(sources)))

    def vocabulary_count(self, token: str) -> int:
        """How many passages hold the token."""
        return self.count("SELECT coalesce(sum(doc), 0) FROM vocabulary WHERE term = ?", token)

    def rebuild_words(self) -> None:
        """The word index again from the passages, for a new version of `words`."""
        passages = self.rows("SELECT rowid, text, context FROM passages")
        rows = [(rowid, _tokens(text), _tokens(context)) for rowid, text, context in passages]
        with self.writing() as db:
            db.execute("DELETE FROM words")
            db.executemany("INSERT INTO words (rowid, tokens, context) VALUES (?, ?, ?)", rows)
            db.execute("UPDATE meta SET value = ? WHERE key = 'words'", (words.WORDS,))

    def check(self) -> list[str]:
        """What is wrong with the file or its word index, as sentences."""
        problems = self.integrity()
        with self.writing() as db:
            try:
                db.execute("INSERT INTO words (words) VALUES ('integrity-check')")
            except sqlite3.DatabaseError as problem:
                problems.append(f"the word index is damaged: {problem}")
        [(passages, indexed)] = self.rows(
            "SELECT (SELECT count(*) FROM passages), (SELECT count(*) FROM words)"
        )
        if passages != indexed:
            problems.append(f"the word index holds {indexed} passages, the catalog {passages}")
        return problems

    def _removed(self, db: sqlite3.Connection, source_id: str, action: str) -> list[str]:
        rows = db.execute("SELECT rowid, id FROM passages WHERE source_id = ?", (source_id,))
        rowids, ids = [], []
        for rowid, passage_id in rows.fetchall():
            rowids.append((rowid,))
            ids.append(passage_id)
        db.executemany("DELETE FROM words WHERE rowid = ?", rowids)
        if db.execute("DELETE FROM sources WHERE id = ?", (source_id,)).rowcount:
            self.note(action, source_id, f"{len(ids)} passages")
        return ids


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _listed(values: Sequence[str] | None) -> str | None:
    return None if values is None else json.dumps(list(values))


def _firsts(rows: list[tuple[str, ...]]) -> list[str]:
    return [row[0] for row in rows]


def _tokens(text: str) -> str:
    return " ".join(words.tokens(text))


def _insert(db: sqlite3.Connection, passage: Passage, tokens: tuple[str, str]) -> int:
    marks = ", ".join("?" * len(_NAMES))
    names = ", ".join(f'"{name}"' for name in _NAMES)
    row = db.execute(f"INSERT INTO passages ({names}) VALUES ({marks})", _values(passage))
    db.execute(
        "INSERT INTO words (rowid, tokens, context) VALUES (?, ?, ?)", (row.lastrowid, *tokens)
    )
    return int(row.lastrowid or 0)


def _keys(passage: Passage, source: Source) -> frozenset[int]:
    return alike.keys(passage.text, source) if passage.kind == "passage" else frozenset()


def _keep(db: sqlite3.Connection, source_id: str, original: Original | None) -> None:
    if original:
        digest = hashlib.sha256(original.content).hexdigest()
        row = (source_id, original.name, original.kind, digest, original.content)
        db.execute("INSERT INTO originals VALUES (?, ?, ?, ?, ?)", row)


def _passage(row: tuple[object, ...]) -> Passage:
    return Passage(**dict(zip(_NAMES, row, strict=True)))  # type: ignore[arg-type]  # our own rows
