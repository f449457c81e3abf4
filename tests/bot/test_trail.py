"""The chain of the audit trail: what it keeps, and what it notices."""

import sqlite3
import threading
import zlib
from pathlib import Path

import pytest

from bot.errors import TrailError, UnknownThread
from bot.trail import Trail, canonical, hashed


def filled(path: Path, *, kept: int = 100) -> Trail:
    trail = Trail(path, kept=kept)
    for i in range(6):
        trail.record("ab"[i % 2], {"shown": f"answer {i} 一"})
    return trail


def changed(path: Path, sql: str, *given: object) -> list[str]:
    with sqlite3.connect(path) as conn:
        assert conn.execute(sql, given).rowcount == 1
    trail = Trail(path)
    try:
        return trail.verify()
    finally:
        trail.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    filled(tmp_path / "audit.sqlite").close()
    return tmp_path / "audit.sqlite"


def test_entries_of_a_thread_come_in_order_with_their_turns(tmp_path: Path) -> None:
    trail = filled(tmp_path / "a.sqlite")
    trail.record("a", {"shown": None}, counts=False)
    found = trail.entries("a")
    assert [(e["n"], e["turn"]) for e in found] == [(1, 1), (3, 2), (5, 3), (7, None)]
    assert [e["shown"] for e in trail.entries("a", 2)] == ["answer 2 一"]
    assert trail.verify() == []
    with pytest.raises(UnknownThread):
        trail.entries("a", 9)


def test_exported_entry_can_be_checked_without_the_desk(tmp_path: Path) -> None:
    export = filled(tmp_path / "a.sqlite").export("b")
    first, second, _ = export["entries"]
    assert first["hash"] == hashed(first)
    assert hashed(first | {"shown": "answer 9"}) != first["hash"]
    assert export["chain"]["problems"] == []
    assert second["before"] != first["hash"]  # the entry between them is of another thread


def test_changed_words_are_noticed(path: Path) -> None:
    entry = {"shown": "another answer"}
    body = zlib.compress(canonical(entry))
    assert changed(path, "UPDATE entries SET body = ? WHERE n = 3", body) == ["entry 3 was changed"]


def test_changed_words_with_their_own_hash_are_noticed(path: Path) -> None:
    trail = Trail(path)
    entry = trail.entries("a")[1] | {"shown": "another answer"}
    trail.close()
    del entry["hash"]
    found = changed(
        path,
        "UPDATE entries SET body = ?, hash = ? WHERE n = 3",
        zlib.compress(canonical(entry)),
        hashed(entry),
    )
    assert found == ["entry 4 does not follow the one before it"]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE entries SET body = x'00' WHERE n = 2", ["entry 2 was changed"]),
        ("UPDATE entries SET thread_id = 'b' WHERE n = 1", ["entry 1 was moved"]),
        ("DELETE FROM entries WHERE n = 3", ["entry 3 is missing"]),
        ("DELETE FROM entries WHERE n = 1", ["entry 1 is missing"]),
        ("DELETE FROM entries WHERE n = 6", ["the newest entry is 5, and the chain ends at 6"]),
        ("UPDATE chain SET head = 'x'", ["the newest entry is 6, and the chain ends at 6"]),
    ],
)
def test_what_was_done_to_the_file_is_noticed(path: Path, sql: str, said: list[str]) -> None:
    assert changed(path, sql) == said


def test_losing_everything_is_noticed(path: Path) -> None:
    with sqlite3.connect(path) as conn:
        conn.execute("DELETE FROM entries")
    assert Trail(path).verify() == ["the newest entry is 0, and the chain ends at 6"]


def test_trail_stays_bounded_and_whole(tmp_path: Path) -> None:
    trail = filled(tmp_path / "a.sqlite", kept=4)
    assert trail.verify() == []
    assert trail.head()["entries"] == 4
    assert [e["n"] for e in trail.entries("a")] == [3, 5]
    with sqlite3.connect(tmp_path / "a.sqlite") as conn:
        conn.execute("DELETE FROM entries WHERE n = 3")
    assert trail.verify() == ["entry 3 is missing"]


def test_many_threads_and_a_second_connection_make_one_chain(path: Path) -> None:
    first, second = Trail(path), Trail(path)

    def add(trail: Trail) -> None:
        for _ in range(20):
            trail.record("c", {"shown": "x"})

    workers = [threading.Thread(target=add, args=(t,)) for t in (first, first, second)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert second.verify() == []
    assert [e["turn"] for e in first.entries("c")] == list(range(1, 61))


def test_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "audit.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(TrailError, match="audit trail cannot be used"):
        Trail(tmp_path / "audit.sqlite")
