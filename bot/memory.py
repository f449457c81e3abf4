"""Threads on disk: LangGraph's sqlite checkpointer in strict mode, and a list of threads beside it.

State is plain JSON (dicts, lists, strings, numbers); nothing else is ever read back. Does not know
what a turn contains.
"""

import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import UnknownThread

if TYPE_CHECKING:
    from langgraph.checkpoint.sqlite import SqliteSaver

_TITLE_CHARS = 80


class Memory:
    """Safe for many threads; `saver` is what the graph is compiled with."""

    saver: "SqliteSaver"

    def __init__(self, path: Path) -> None:
        from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
        from langgraph.checkpoint.sqlite import SqliteSaver

        path.parent.mkdir(parents=True, exist_ok=True)
        self._conn = sqlite3.connect(path, check_same_thread=False)
        self._lock = threading.Lock()
        self._conn.execute("PRAGMA journal_mode=WAL")
        # not forced to disk: a power cut may cost the last turns, which the audit trail keeps
        self._conn.execute("PRAGMA synchronous=NORMAL")
        self._conn.execute(
            "CREATE TABLE IF NOT EXISTS threads"
            " (id TEXT PRIMARY KEY, title TEXT NOT NULL, updated TEXT NOT NULL)"
        )
        self._conn.commit()
        # no module may be rebuilt from a checkpoint: only plain data comes back
        self.saver = SqliteSaver(self._conn, serde=JsonPlusSerializer(allowed_msgpack_modules=()))
        self.saver.setup()

    def note(self, thread_id: str, question: str) -> None:
        """Lists the thread, titled by its first question, as used just now."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        with self._lock, self._conn:
            self._conn.execute(
                "INSERT INTO threads VALUES (?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET updated = excluded.updated",
                (thread_id, question[:_TITLE_CHARS], now),
            )

    def threads(self) -> list[dict[str, Any]]:
        """Newest first, each {"id", "title", "updated"}."""
        with self._lock:
            rows = self._conn.execute(
                "SELECT id, title, updated FROM threads ORDER BY updated DESC, rowid DESC"
            ).fetchall()
        return [{"id": i, "title": t, "updated": u} for i, t, u in rows]

    def require(self, thread_id: str) -> None:
        """Raises UnknownThread for a thread that was never started."""
        with self._lock:
            row = self._conn.execute("SELECT 1 FROM threads WHERE id = ?", (thread_id,)).fetchone()
        if row is None:
            raise UnknownThread(
                f"There is no thread {thread_id!r}.",
                help="Leave the thread out to start a new one.",
            )

    def close(self) -> None:
        self._conn.close()
