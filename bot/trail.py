"""The audit trail on disk: entries chained by hash, so that a changed or missing one is noticed.

In: plain dictionaries. Out: the same, with number, turn, time and hash. Each entry holds the hash
of the one before; a row beside them holds both ends of the chain. That shows edits and losses, not
a forger who rewrites the whole file: for that, note the head elsewhere. Does not know what an
entry tells.
"""

import json
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.errors import TrailError, UnknownThread

KEPT = 5000  # entries; about 8 kB each, the oldest go first
_TABLES = """
CREATE TABLE IF NOT EXISTS entries (
  n INTEGER PRIMARY KEY, thread_id TEXT NOT NULL, turn INTEGER, hash TEXT NOT NULL,
  body BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS entries_thread ON entries (thread_id);
CREATE TABLE IF NOT EXISTS chain (
  one INTEGER PRIMARY KEY CHECK (one = 1), first_n INTEGER NOT NULL, first_before TEXT NOT NULL,
  head_n INTEGER NOT NULL, head TEXT NOT NULL);
INSERT OR IGNORE INTO chain VALUES (1, 1, '', 0, '');
"""


class Trail:
    """Safe for many threads, and for readers in other processes."""

    def __init__(self, path: Path, *, kept: int = KEPT) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._kept = kept
        self._lock = threading.Lock()
        with _told():
            self._conn = sqlite3.connect(
                path, check_same_thread=False, isolation_level=None, timeout=10
            )
            self._conn.execute("PRAGMA journal_mode=WAL")
            self._conn.executescript(_TABLES)

    def record(self, thread_id: str, content: dict[str, Any], *, counts: bool = True) -> str:
        """Adds an entry and returns its hash; one that `counts` is the thread's next turn."""
        with self._lock, _told(), self._writing():
            before_n, before = self._one("SELECT head_n, head FROM chain")
            (turns,) = self._one("SELECT max(turn) FROM entries WHERE thread_id = ?", thread_id)
            entry = {
                **content,
                "n": before_n + 1,
                "thread_id": thread_id,
                "turn": (turns or 0) + 1 if counts else None,
                "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
                "before": before,
            }
            body = canonical(entry)
            made = sha256(body).hexdigest()  # as `hashed`, of the one spelling
            row = (entry["n"], thread_id, entry["turn"], made, zlib.compress(body))
            self._conn.execute("INSERT INTO entries VALUES (?, ?, ?, ?, ?)", row)
            self._conn.execute("UPDATE chain SET head_n = ?, head = ?", (entry["n"], made))
            self._prune(entry["n"] - self._kept)
        return made

    def entries(self, thread_id: str, turn: int | None = None) -> list[dict[str, Any]]:
        """Those of a thread, oldest first, each with its `hash`; raises UnknownThread."""
        asked, given = "SELECT hash, body FROM entries WHERE thread_id = ?", [thread_id]
        with self._lock, _told():
            rows = self._conn.execute(f"{asked} ORDER BY n", given).fetchall()
        found = [json.loads(zlib.decompress(body)) | {"hash": own} for own, body in rows]
        found = [e for e in found if turn is None or e["turn"] == turn]
        if not found:
            what = f"thread {thread_id!r}" if turn is None else f"turn {turn} of {thread_id!r}"
            raise UnknownThread(
                f"The audit trail holds nothing of {what}.",
                help="See the threads on the page or with GET /api/threads.",
            )
        return found

    def export(self, thread_id: str, turn: int | None = None) -> dict[str, Any]:
        """The thread's entries with the state of the whole chain they stand in."""
        found = self.entries(thread_id, turn)
        chain = {**self.head(), "problems": self.verify()}
        return {"thread_id": thread_id, "chain": chain, "entries": found}

    def head(self) -> dict[str, Any]:
        """How many entries there are, and the hash that stands for all of them."""
        with self._lock, _told():
            first, n, head = self._one("SELECT first_n, head_n, head FROM chain")
        return {"entries": n - first + 1, "first": first, "head": head}

    def verify(self) -> list[str]:
        """What was changed, lost or added beside the chain; nothing when it is whole."""
        with self._lock, _told():
            ends = self._one("SELECT first_n, first_before, head_n, head FROM chain")
            rows = self._conn.execute(
                "SELECT n, thread_id, turn, hash, body FROM entries ORDER BY n"
            ).fetchall()
        return list(_problems(ends, rows))

    def close(self) -> None:
        with self._lock:
            self._conn.close()

    def _prune(self, last: int) -> None:
        """Drops entries up to number `last`; the chain then begins after them."""
        row = self._conn.execute("SELECT hash FROM entries WHERE n = ?", (last,)).fetchone()
        if row:
            self._conn.execute("DELETE FROM entries WHERE n <= ?", (last,))
            self._conn.execute("UPDATE chain SET first_n = ?, first_before = ?", (last + 1, row[0]))

    def _one(self, sql: str, *given: Any) -> tuple[Any, ...]:
        found: tuple[Any, ...] = self._conn.execute(sql, given).fetchone()
        return found

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction that has the right to write from its first statement."""
        self._conn.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._conn.execute("ROLLBACK")
            raise
        self._conn.execute("COMMIT")


@contextmanager
def _told() -> Iterator[None]:
    """A database error as ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise TrailError(
            f"The audit trail cannot be used: {error}.",
            help="Free disk space or repair audit.sqlite in the data folder, then try again.",
        ) from error


def canonical(entry: dict[str, Any]) -> bytes:
    """The one spelling of an entry that its hash is taken of."""
    told = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return told.encode()


def hashed(entry: dict[str, Any]) -> str:
    """The hash of an entry as it stands in an export: of everything but `hash` itself."""
    return sha256(canonical({k: v for k, v in entry.items() if k != "hash"})).hexdigest()


def _problems(
    ends: tuple[Any, ...], rows: list[tuple[int, str, int | None, str, bytes]]
) -> Iterator[str]:
    expected, before, head_n, head = ends
    for n, thread_id, turn, own, body in rows:
        if n != expected:
            yield f"entry {expected} is missing" if n > expected else f"entry {n} was put back"
        elif (entry := _opened(body)) is None or own != hashed(entry):
            yield f"entry {n} was changed"
        elif (entry["n"], entry["thread_id"], entry["turn"]) != (n, thread_id, turn):
            yield f"entry {n} was moved"
        elif entry["before"] != before:
            yield f"entry {n} does not follow the one before it"
        expected, before = n + 1, own
    if (expected - 1, before) != (head_n, head) and (rows or head_n):
        yield f"the newest entry is {expected - 1}, and the chain ends at {head_n}"


def _opened(body: bytes) -> dict[str, Any] | None:
    try:
        entry = json.loads(zlib.decompress(body))
    except (zlib.error, ValueError):
        return None
    return entry if isinstance(entry, dict) else None
