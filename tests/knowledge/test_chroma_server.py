"""The same store with its vectors on a Chroma server, one that stays and one that goes away."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder, bundle, paragraphs

from bot import Bot, Settings
from bot.errors import SettingsError
from bot.surfaces.cli import main
from knowledge.errors import StoreGone
from knowledge.store import KnowledgeBase
from knowledge.vectors import Server, VectorIndex

CHROMA = Path(sys.executable).with_name("chroma")
CORPUS = Path(__file__).parents[1] / "corpus" / "brinekeld"
DOSSIER = [bundle("ledger", paragraphs("cash", 30)), bundle("gazette", paragraphs("gold", 3))]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port


@contextmanager
def serving(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`chroma run` on loopback: the server in Rust; the one in Python runs code before it asks."""
    process = subprocess.Popen(
        [str(CHROMA), "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)],
        cwd=folder.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"HOME": str(folder.parent)},
    )
    try:
        until = time.monotonic() + 60
        while True:
            assert process.poll() is None and time.monotonic() < until
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield process
    finally:
        process.kill()
        process.wait(timeout=20)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    port = free_port()
    with serving(tmp_path_factory.mktemp("chroma") / "data", port):
        yield Server(url=f"http://127.0.0.1:{port}")


def opened(home: Path, server: Server, name: str = "hash 1") -> KnowledgeBase:
    return KnowledgeBase.open(
        home, name="kb", embedder=HashEmbedder(name), former=HashEmbedder, server=server
    )


def test_store_on_a_server_answers_as_in_a_folder(tmp_path: Path, server: Server) -> None:
    with opened(tmp_path, server) as kb:
        kb.sync(DOSSIER, records={})
        wanted = DOSSIER[0].passages[2]
        assert kb.search_vectors(wanted.searched, 1)[0].passage_id == wanted.id
        assert len(kb.search_words("gold", 9)) == 3
        assert kb.verify() == []
    assert not (tmp_path / "kb" / "chroma").exists()
    with opened(tmp_path, server) as kb:
        kb.remove("gazette")
        assert kb.verify() == []
        assert kb.passage_count == len(DOSSIER[0].passages)


def test_two_stores_share_a_server_and_nothing_else(tmp_path: Path, server: Server) -> None:
    with opened(tmp_path / "a", server) as one, opened(tmp_path / "b", server) as two:
        one.sync(DOSSIER, records={})
        two.sync(DOSSIER[1:], records={})
        assert (one.verify(), two.verify()) == ([], [])
        assert len(two.search_vectors("gold", 99)) == 3


def test_another_embedder_takes_over_on_a_server_too(tmp_path: Path, server: Server) -> None:
    with opened(tmp_path, server) as kb:
        kb.sync(DOSSIER, records={})
    with opened(tmp_path, server, "hash 2") as kb:
        assert kb.embedder.name == "hash 1"
        kb.reembed()
        assert kb.embedder.name == "hash 2"
        assert kb.verify() == []


def test_collection_lost_on_the_server_is_filled_again_at_the_next_open(
    tmp_path: Path, server: Server
) -> None:
    with opened(tmp_path, server) as kb:
        kb.sync(DOSSIER, records={})
        kb._meaning.index.drop()
    with opened(tmp_path, server) as kb:
        assert kb.verify() == []


def test_server_that_goes_away_is_named_and_words_still_find(tmp_path: Path) -> None:
    port = free_port()
    server = Server(url=f"http://127.0.0.1:{port}", token="a-secret")
    (tmp_path / "data").mkdir()
    with serving(tmp_path / "data", port) as process:
        kb = opened(tmp_path, server)
        kb.sync(DOSSIER, records={})
        process.kill()
        process.wait(timeout=20)
        with pytest.raises(StoreGone, match=f"127.0.0.1:{port}") as caught:
            kb.search_vectors("cash", 1)
        assert (caught.value.exit_code, caught.value.retryable) == (4, True)
        assert "a-secret" not in str(caught.value)
        assert len(kb.search_words("gold", 9)) == 3
        with pytest.raises(StoreGone):
            kb.add(bundle("mine", paragraphs("silver", 4), origin="user"))
        assert [source.id for source in kb.sources()] == ["gazette", "ledger"]
        kb.close()
    with serving(tmp_path / "data", port), opened(tmp_path, server) as kb:
        assert [source.id for source in kb.sources()] == ["gazette", "ledger", "mine"]
        assert kb.verify() == []


def test_server_that_is_not_there_ends_the_command_with_4(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DILIGENCE_HOME", str(tmp_path))
    monkeypatch.setenv("DILIGENCE_CHROMA_URL", f"http://127.0.0.1:{free_port()}")
    assert main(["ask", "How long does the cash last?"]) == 4
    err = capsys.readouterr().err
    assert "Chroma server" in err and "DILIGENCE_CHROMA_URL" in err and err.count("\n") == 1


def test_server_that_never_answers_is_given_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        began = time.monotonic()
        with pytest.raises(StoreGone):
            VectorIndex.at(Server(url=url), name="passages", deadline_s=0.5)
        assert time.monotonic() - began < 5


def test_desk_answers_from_a_server(tmp_path: Path, server: Server) -> None:
    settings = Settings(home=tmp_path, dossier=CORPUS, chroma_url=server.url)
    with Bot.open(settings, embedder=HashEmbedder()) as bot:
        assert bot.ask("How long does the cash last?").status != "declined"
        assert bot.verify() == []


@pytest.mark.parametrize("url", ["localhost:8000", "ftp://host", "http://"])
def test_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="DILIGENCE_CHROMA_URL"):
        Settings.from_env({"DILIGENCE_CHROMA_URL": url})


def test_token_is_a_secret_and_shown_nowhere() -> None:
    env = {"DILIGENCE_CHROMA_URL": "http://u:pw@host:1/t/d", "DILIGENCE_CHROMA_TOKEN": "key"}
    settings = Settings.from_env(env)
    assert "key" in settings.secrets
    assert settings.chroma is not None
    assert settings.chroma.shown == "http://host:1"
