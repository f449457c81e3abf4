"""Ingest killed at random moments: nothing reported is lost, nothing is half."""

from pathlib import Path

import pytest

from evals import kills
from knowledge import KnowledgeBase


def test_store_survives_being_killed_during_ingest() -> None:
    found = kills.run(8, seed=1)
    assert found.problems == []
    assert found.kills >= 8
    assert found.after_first_report > 0


@pytest.fixture
def filled(tmp_path: Path) -> tuple[Path, kills.Whole]:
    kills.write(tmp_path / "room", 1)
    for path in sorted((tmp_path / "room").iterdir())[3:]:
        path.unlink()
    kills.ingest(tmp_path / "home", tmp_path / "room")
    with kills.opened(tmp_path / "home") as base:
        return tmp_path / "home", kills._whole(base)


def half_gone(base: KnowledgeBase) -> None:
    source = base.sources()[0].id
    with base._catalog.writing() as db:
        db.execute("DELETE FROM passages WHERE source_id = ? AND ordinal > 3", (source,))


def vector_gone(base: KnowledgeBase) -> None:
    base._meaning.index.delete([base.passages_of(base.sources()[0].id)[0].id])


def source_gone(base: KnowledgeBase) -> None:
    base.remove(base.sources()[0].id)


@pytest.mark.parametrize("damage", [half_gone, vector_gone, source_gone])
def test_what_is_lost_or_half_is_told(filled: tuple[Path, kills.Whole], damage) -> None:  # type: ignore[no-untyped-def]  # from the table
    home, whole = filled
    with kills.opened(home) as base:
        reported = [(s.id, base.passage_count_of(s.id)) for s in base.sources()]
        assert kills._lost(base, reported) + kills._half(base, [whole]) == []
        damage(base)
        assert kills._lost(base, reported) + kills._half(base, [whole])
        assert kills._lost(base, reported) or damage is half_gone
