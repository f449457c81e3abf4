"""A served desk goes on reading a folder: what lies there, what comes, what changes."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder

from bot import Bot, Settings
from bot.errors import BotError
from bot.surfaces import intake, watched
from bot.surfaces.cli import main
from bot.surfaces.server import serve
from knowledge import Progress
from knowledge.errors import StoreGone
from knowledge.progress import Within

LIMIT_S = 60.0


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bot]:
    with Bot.open(Settings(home=tmp_path / "home", dossier=None), embedder=HashEmbedder()) as bot:
        yield bot


@pytest.fixture
def room(tmp_path: Path) -> Path:
    path = tmp_path / "room"
    path.mkdir()
    (path / "a.md").write_text("# Mill\n\nThe mill grinds rye.", encoding="utf-8")
    return path


def until(is_so: Callable[[], object]) -> None:
    ends = time.monotonic() + LIMIT_S
    while not is_so():
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_what_lies_there_and_what_comes_and_changes_is_read(
    desk: Bot, room: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with watched.watched(desk, room, interval_s=0.05):
        until(lambda: desk.kb.search_words("rye", 5))
        (room / "b.md").write_text("# Forge\n\nThe forge melts silver.", encoding="utf-8")
        until(lambda: desk.kb.search_words("silver", 5))
        (room / "a.md").write_text("# Mill\n\nThe mill grinds barley.", encoding="utf-8")
        until(lambda: desk.kb.search_words("barley", 5))
        assert desk.kb.search_words("rye", 5) == []
        (room / "b.md").unlink()
        (room / "odd.bin").write_bytes(b"\0\1\2")
        said: list[str] = []
        until(lambda: said.append(capfd.readouterr().err) or "odd.bin" in "".join(said))
    assert len(desk.sources()) == 2  # what was cited must stay
    told = "".join(said)
    assert told.count("added: ") == 2 and told.count("changed: ") == 1
    assert "not text" in told


def test_store_that_was_gone_is_tried_again(
    desk: Bot, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watched, "_AGAIN_S", 0.05)

    class Gone:
        """Refuses twice, as a server that is started anew does."""

        times = 0

        def intake(self, *given: object, **how: object) -> Iterator[Progress]:
            self.times += 1
            if self.times < 3:
                raise StoreGone("the server is away", help="Start it.")
            return desk.intake(*given, **how)  # type: ignore[arg-type]  # as they came

    gone = Gone()
    with watched.watched(gone, room, interval_s=0.05):  # type: ignore[arg-type]  # what it uses
        until(lambda: desk.kb.search_words("rye", 5))
    assert gone.times >= 3
    assert len(desk.sources()) == 1


def test_folder_that_is_not_there_is_refused_before_anything_is_opened(tmp_path: Path) -> None:
    with pytest.raises(BotError, match="no folder"):
        serve(Settings(home=tmp_path / "home", watch=tmp_path / "nowhere"))
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("inside", ["", "home", "home/none", "home/none/incoming"])
def test_desk_does_not_watch_its_own_files(
    tmp_path: Path, inside: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / inside
    folder.mkdir(parents=True, exist_ok=True)
    monkeypatch.setenv("DILIGENCE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DILIGENCE_DOSSIER", "none")
    for command in (["ingest", "--watch", str(folder)], ["serve", "--watch", str(folder)]):
        assert main(command) == 3
        told = capsys.readouterr().err
        assert told.count("\n") == 1 and "the desk keeps its own files in it" in told
    assert not (tmp_path / "home" / "none" / "catalog.sqlite").exists()


def test_desk_kept_in_a_hidden_folder_does_not_hinder_what_lies_beside_it(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / ".data", dossier=None)
    watched.refuse_own([tmp_path, tmp_path / "a.md", "https://example.org/a"], settings)
    with pytest.raises(BotError, match="keeps its own files"):
        watched.refuse_own([tmp_path / ".data"], settings)


def test_setting_names_the_folder() -> None:
    assert Settings.from_env({"DILIGENCE_WATCH": "/room"}).watch == Path("/room")
    assert Settings.from_env({}).watch is None


def test_terminal_tells_how_far_inside_a_document() -> None:
    event = Progress(
        file="/room/report.pdf",
        state="storing",
        done=1,
        total=4,
        eta_s=40.0,
        within=Within(unit="passages", done=512, total=1024),
    )
    said = intake._told(event)
    assert said.endswith("1/4, 40 s left, storing 512 of 1,024 passages of report.pdf")
    assert said.count("#") == int(24 * 1.65 / 4)
