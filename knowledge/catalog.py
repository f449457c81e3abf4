"""The truth on disk, changed: one SQLite file with sources, texts, passages, records and words.

A source is replaced completely or not at all, in one transaction with its rows in the word index.
What is looked up stands in `contents`, what is searched in `searches`. Does not know vectors.
"""

import hashlib
import sqlite3
from collections.abc import Iterable
from operator import attrgetter
from pathlib import Path

from knowledge import alike, copies, schema, words
from knowledge.contents import COLUMNS, NAMES, firsts, passage_of
from knowledge.copies import Copy
from knowledge.database import from_json, to_json
from knowledge.records import Original, Passage, Source
from knowledge.searches import Searches
from knowledge.stored import Bundle, Record, RecordKind, State

_values = attrgetter(*NAMES)


class Catalog(Searches):
    """Safe for many threads."""

    def __init__(self, path: Path, *, look_through: bool = True) -> None:
        meta = {"schema": schema.SCHEMA, "words": words.WORDS, "alike": alike.RULES}
        unchecked = ("originals",) if look_through else None
        super().__init__(path, tables=schema.TABLES, meta=meta, unchecked=unchecked)
        with self.writing() as db:
            for statement in filter(str.strip, schema.ADDED.split(";\n")):
                db.execute(statement)
            db.execute(schema.ORIGINALS)

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

    def _replaced(self, db: sqlite3.Connection, bundle: Bundle) -> list[str]:
        """The stored versions, without a source that was read elsewhere, too: that one stays."""
        return [
            each
            for each in self.versions(bundle)
            if each == bundle.source.id
            or not bundle.path
            or not copies.handed_on(db, each, bundle.path)
        ]

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

    def replace_records(self, kind: RecordKind, items: Iterable[Record]) -> bool:
        """Whether anything was different from what is stored."""
        rows = [
            (kind, i, getattr(item, "id", str(i)), getattr(item, "source", None), to_json(item))
            for i, item in enumerate(items)
        ]
        stored = self.rows("SELECT json FROM records WHERE kind = ? ORDER BY position", kind)
        if firsts(stored) == [row[-1] for row in rows]:
            return False
        with self.writing() as db:
            db.execute("DELETE FROM records WHERE kind = ?", (kind,))
            db.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?)", rows)
            self.note("records", detail=f"{len(rows)} of kind {kind}")
        return True

    def compare_anew(self) -> None:
        """What `alike` asks, again from the passages: for a store filled under other rules."""
        query = f"SELECT passages.rowid, {COLUMNS} FROM passages WHERE kind = 'passage'"
        sources = {each: from_json(Source, told) for each, told in
                   self.rows("SELECT id, json FROM sources")}  # fmt: skip
        rows = [(row[0], passage_of(row[1:])) for row in self.rows(query)]
        found = [(n, _keys(p, sources[p.source_id])) for n, p in rows]
        with self.writing() as db:
            db.execute("DELETE FROM alike")
            alike.put(db, found)
        self.set_meta("alike", alike.RULES)

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


def _tokens(text: str) -> str:
    return " ".join(words.tokens(text))


def _insert(db: sqlite3.Connection, passage: Passage, tokens: tuple[str, str]) -> int:
    marks = ", ".join("?" * len(NAMES))
    names = ", ".join(f'"{name}"' for name in NAMES)
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
