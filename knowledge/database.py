"""One SQLite file: safe connections, key-value meta, a journal, and frozen records as JSON.

Reads and writes go through one connection each, so a reader never waits for a write to reach the
disk. A damaged file is StoreCorrupt, a full disk StoreError. Does not know which tables there are.
"""

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, get_args

from knowledge.errors import StoreCorrupt, StoreError

T = TypeVar("T")

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE journal (at TEXT NOT NULL, action TEXT NOT NULL, source_id TEXT NOT NULL,
  detail TEXT NOT NULL);
"""

_MOST_COUNTS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    at: str
    action: str
    source_id: str
    detail: str


class Database:
    """`tables` are created, and `meta` is filled, when the file is new.

    Every table but the `unchecked` ones is looked through when the file is opened; None: no table.
    """

    def __init__(
        self, path: Path, *, tables: str, meta: dict[str, str], unchecked: Sequence[str] | None = ()
    ) -> None:
        self._path = path
        self._writing = threading.RLock()
        self._reading = threading.RLock()
        self._counts: dict[tuple[str, object], int] = {}
        self._counted_at = -1
        self._writer = self._connect()
        try:
            if self.meta_is_missing():
                self._create(tables, meta)
            self._reader = self._connect()
            if unchecked is not None and (damage := self._damage(unchecked)):
                raise self.corrupt("; ".join(damage))
        except BaseException:
            self._writer.close()
            raise

    def close(self) -> None:
        self._reader.close()
        self._writer.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        with self._reading, self._translated():
            yield self._reader

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it or, when anything raises, nothing."""
        with self._writing, self._translated():
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
                raise

    def rows(self, query: str, *values: object) -> list[Any]:
        with self.reading() as db:
            return db.execute(query, values).fetchall()

    def count(self, query: str, *values: object) -> int:
        """The one number a query gives, kept until anything is written: some take a long walk."""
        with self.reading() as db:
            [now] = db.execute("PRAGMA data_version").fetchone()
            if now != self._counted_at or len(self._counts) > _MOST_COUNTS:
                self._counts, self._counted_at = {}, now
            key = (query, values)
            if key not in self._counts:
                self._counts[key] = int(db.execute(query, values).fetchone()[0])
            return self._counts[key]

    def meta(self, key: str) -> str | None:
        found = self.rows("SELECT value FROM meta WHERE key = ?", key)
        return str(found[0][0]) if found else None

    def set_meta(self, key: str, value: str) -> None:
        with self.writing() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def note(self, action: str, source_id: str = "", detail: str = "") -> None:
        """One line in the journal, in the surrounding transaction if there is one."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        entry = (at, action, source_id, detail)
        with self._writing, self._translated():
            self._writer.execute("INSERT INTO journal VALUES (?, ?, ?, ?)", entry)

    def journal(self) -> list[JournalEntry]:
        rows = self.rows("SELECT at, action, source_id, detail FROM journal ORDER BY rowid")
        return [JournalEntry(at=a, action=b, source_id=c, detail=d) for a, b, c, d in rows]

    def integrity(self) -> list[str]:
        with self.reading() as db:
            damage = [row[0] for row in db.execute("PRAGMA integrity_check") if row[0] != "ok"]
            orphans = [row[0] for row in db.execute("PRAGMA foreign_key_check")]
        return damage + [f"a row of {table} has lost its parent" for table in orphans]

    def _damage(self, unchecked: Sequence[str]) -> list[str]:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        found: list[str] = []
        for (table,) in self.rows(query):
            if table not in unchecked:
                found += [row[0] for row in self.rows(f"PRAGMA quick_check('{table}')")]
        return [each for each in found if each != "ok"][:3]

    def meta_is_missing(self) -> bool:
        with self._writing, self._translated():
            query = "SELECT 1 FROM sqlite_master WHERE name = 'meta'"
            return not self._writer.execute(query).fetchall()

    def _create(self, tables: str, meta: dict[str, str]) -> None:
        with self.writing() as db:
            for statement in filter(str.strip, (_TABLES + tables).split(";\n")):
                db.execute(statement)
            db.executemany("INSERT INTO meta VALUES (?, ?)", list(meta.items()))

    def _connect(self) -> sqlite3.Connection:
        # autocommit: transactions are begun by hand, so none is left open by accident
        db = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, timeout=10)
        with self._translated():
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA foreign_keys = ON")
        return db

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError:
            raise  # a defect of ours, not of the file
        except sqlite3.OperationalError as problem:
            raise StoreError(
                f"the catalog {str(self._path)!r} cannot be used: {problem}",
                help="Check free space and permissions of the data folder, then try again.",
            ) from problem
        except sqlite3.DatabaseError as problem:
            raise self.corrupt(str(problem)) from problem

    def corrupt(self, detail: str) -> StoreCorrupt:
        return StoreCorrupt(
            f"the catalog {str(self._path)!r} is damaged: {detail}",
            help=f"Move {str(self._path.parent)!r} away and start again: the dossier comes back by "
            "itself, your own documents have to be ingested again.",
        )


def to_json(record: Any) -> str:
    """A frozen record as JSON; `Decimal` is written as its digits, so nothing is rounded."""
    return json.dumps(asdict(record), default=str, ensure_ascii=False)


def from_json(kind: type[T], text: str) -> T:
    """What `to_json` was given."""
    hints = kind.__annotations__
    return kind(**{name: _revived(hints[name], value) for name, value in json.loads(text).items()})


def _revived(hint: Any, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str) and Decimal in (hint, *get_args(hint)):
        return Decimal(value)
    return value
