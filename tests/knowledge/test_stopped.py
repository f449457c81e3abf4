"""A store closed in order opens without looking through everything; any other one does look."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder, bundle, paragraphs

from knowledge.database import Database
from knowledge.errors import StoreCorrupt
from knowledge.stopped import Stopped
from knowledge.store import KnowledgeBase
from knowledge.vectors import VectorIndex

DOSSIER = [bundle("ledger", paragraphs("cash", 20))]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with opened(tmp_path) as kb:
        kb.sync(DOSSIER, records={})
    return tmp_path


def opened(home: Path) -> KnowledgeBase:
    return KnowledgeBase.open(home, name="kb", embedder=HashEmbedder())


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was looked through, in order."""
    seen: list[str] = []
    damage, ids = Database._damage, VectorIndex.ids
    monkeypatch.setattr(Database, "_damage", lambda *a: seen.append("catalog") or damage(*a))
    monkeypatch.setattr(VectorIndex, "ids", lambda *a: seen.append("index") or ids(*a))
    yield seen


def test_store_closed_in_order_is_not_looked_through(home: Path, looked: list[str]) -> None:
    opened(home).close()
    opened(home).close()
    assert looked == []


def test_store_that_was_not_closed_is_looked_through(home: Path, looked: list[str]) -> None:
    (home / "kb" / "stopped.json").unlink()
    opened(home).close()
    assert looked == ["catalog", "index"]


def test_word_of_order_is_gone_while_the_store_is_open(home: Path) -> None:
    with opened(home):
        assert not (home / "kb" / "stopped.json").exists()
    assert (home / "kb" / "stopped.json").exists()


@pytest.mark.parametrize("name", ["catalog.sqlite", "chroma/chroma.sqlite3"])
def test_file_touched_since_is_looked_through(home: Path, looked: list[str], name: str) -> None:
    os.utime(home / "kb" / name)
    opened(home).close()
    assert "catalog" in looked


def test_damage_since_is_found_at_open(home: Path) -> None:
    path = home / "kb" / "catalog.sqlite"
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096] = b"\xa5" * 4096
    path.write_bytes(bytes(content))
    with pytest.raises(StoreCorrupt):
        opened(home)
    with pytest.raises(StoreCorrupt):  # and it was not taken for closed in order
        opened(home)


def test_count_that_differs_is_repaired_even_after_a_stop_in_order(home: Path) -> None:
    with opened(home) as kb:
        kb._meaning.index.delete([DOSSIER[0].passages[3].id])
    with opened(home) as kb:
        assert kb.verify() == []


def test_store_that_did_not_open_was_not_closed_in_order(tmp_path: Path) -> None:
    with Stopped(tmp_path) as first:
        first.whole = True
    assert Stopped(tmp_path).in_order
    with Stopped(tmp_path):
        pass
    assert not Stopped(tmp_path).in_order
