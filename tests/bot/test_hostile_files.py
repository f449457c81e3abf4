"""A folder of files built to do harm: each ends as designed, and the desk goes on answering."""

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hostile_files
import pytest
from hash_embedder import HashEmbedder

from bot import Bot, Settings
from knowledge import IngestReport, readers

MOST_MEMORY_KB = 400_000


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_files.made(tmp_path_factory.mktemp("hostile") / "room")


class Taken:
    """The desk after the folder was read, and what that left behind."""

    def __init__(self, desk: Bot, reports: list[IngestReport], grown_kb: int, left: list[str]):
        self.desk, self.grown_kb, self.left = desk, grown_kb, left
        self.reports = {Path(report.path).name: report for report in reports}


@pytest.fixture(scope="module")
def taken(room: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taken]:
    temporary = tmp_path_factory.mktemp("temporary")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(temporary))
        patch.setitem(readers._CPU_S, "pdf", 3)
        settings = Settings(home=tmp_path_factory.mktemp("home"), dossier=None)
        with Bot.open(settings, embedder=HashEmbedder()) as desk:
            before = _peak_kb(anew=True)
            reports = desk.ingest([room])
            left = [*_children(), *os.listdir(temporary)]
            yield Taken(desk, reports, _peak_kb() - before, left)


def _peak_kb(*, anew: bool = False) -> int:
    """The most memory this process has held, or, counted anew from here, what it holds now."""
    if anew:
        Path("/proc/self/clear_refs").write_text("5")
    found = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text())
    assert found
    return int(found[1])


def _children() -> list[str]:
    listed = Path("/proc/self/task").glob("*/children")
    return [child for each in listed for child in each.read_text().split()]


def test_there_are_at_least_forty() -> None:
    assert len(hostile_files.FILES) >= 40


@pytest.mark.parametrize("name", hostile_files.FILES)
def test_file_ends_as_designed(taken: Taken, name: str) -> None:
    _, status, said = hostile_files.FILES[name]
    report = taken.reports[name]
    assert report.status == status or (status == "any" and report.status != "skipped")
    if report.status == "failed":
        assert name in report.reason and said in report.reason and report.help
        assert "\n" not in report.reason and "Traceback" not in report.reason
        assert "could not be taken in" not in report.reason  # a defect of ours


def test_sparse_file_of_two_gigabytes_is_refused_unread(taken: Taken) -> None:
    assert "100 MB is the limit" in taken.reports[hostile_files.SPARSE].reason


def test_store_is_whole_and_memory_bounded_and_nothing_left(taken: Taken) -> None:
    assert taken.desk.verify() == []
    assert taken.grown_kb < MOST_MEMORY_KB
    assert taken.left == []
    assert not list(Path("/tmp").glob("orrery-escaped*"))
    assert not Path("/etc/orrery-escaped.xml").exists()


def test_nothing_hidden_scripted_or_broken_is_stored(taken: Taken) -> None:
    texts = [taken.desk.source_text(source.id) for source in taken.desk.sources()]
    for piece in ("SCRIPTED", "HIDDEN", "\0", "\u202e", "\ufeff"):
        assert not any(piece in text for text in texts), piece
    assert any("Profit of 001 tonnes" in text for text in texts)


def test_what_deceives_or_gives_orders_is_told_with_its_source(taken: Taken) -> None:
    for name, said in {
        "orders.txt": "orders",
        "orders-zh.txt": "orders",
        "override.txt": "2 inv",
    }.items():
        report = taken.reports[name]
        assert said in report.warnings[0]
        assert taken.desk.kb.source(str(report.source_id)).warnings == report.warnings


def test_desk_still_answers(taken: Taken) -> None:
    answer = taken.desk.ask("How many tonnes of rye did the Orrery mill grind in 2031?")
    assert answer.status in ("answered", "partial", "declined")
    assert "is a buy" not in answer.answer
