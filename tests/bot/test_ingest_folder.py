"""A folder of documents brought to the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CORPUS
from hash_embedder import HashEmbedder

from bot import Bot, Settings
from bot.errors import UnknownSource


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bot]:
    with Bot.open(Settings(home=tmp_path / "home", dossier=CORPUS), embedder=HashEmbedder()) as bot:
        yield bot


def test_folder_is_read_file_by_file_without_hidden_ones(desk: Bot, tmp_path: Path) -> None:
    room = tmp_path / "room"
    (room / "deep").mkdir(parents=True)
    (room / "deep" / "b.md").write_text("# B\n\nBrinekeld has a second mill.\n", encoding="utf-8")
    (room / "a.txt").write_text("Brinekeld has one mill.\n", encoding="utf-8")
    (room / ".hidden.md").write_text("Nothing to see.\n", encoding="utf-8")
    (room / "c.bin").write_bytes(b"\0\1\2\3" * 40)
    reports = desk.ingest([room])
    assert [(Path(r.path).name, r.status) for r in reports] == [
        (".hidden.md", "skipped"),
        ("a.txt", "added"),
        ("c.bin", "failed"),
        ("b.md", "added"),
    ]


def test_address_of_the_own_network_is_refused(desk: Bot) -> None:
    (report,) = desk.ingest(["http://127.0.0.1:9/secret"])
    assert report.status == "failed" and report.help


def test_removed_document_is_gone_and_one_of_the_dossier_is_not_removed(
    desk: Bot, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Brinekeld has one mill.\n", encoding="utf-8")
    (report,) = desk.ingest([path])
    before = desk.kb.passage_count
    desk.remove(str(report.source_id))
    assert desk.kb.passage_count == before - 1
    assert desk.verify() == []
    for source_id in (str(report.source_id), desk.sources()[0].id):
        with pytest.raises(UnknownSource, match=source_id):
            desk.remove(source_id)
