"""Another embedder takes over a store that goes on answering, and a crash changes nothing."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder, bundle, paragraphs

from knowledge.embed import Embedder, Vectors
from knowledge.errors import EmbedderError
from knowledge.store import KnowledgeBase, filled_by

LEDGER, GAZETTE = (
    bundle("ledger", paragraphs("cash", 300)),
    bundle("gazette", paragraphs("gold", 3)),
)
HERE = Path(__file__)


def former(name: str) -> Embedder:
    return HashEmbedder(name)


def gone(name: str) -> Embedder:
    raise EmbedderError(f"{name!r} is gone", help="")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store that "hash 1" filled."""
    with KnowledgeBase.open(tmp_path, name="kb", embedder=HashEmbedder()) as kb:
        kb.sync([LEDGER, GAZETTE], records={})
    return tmp_path


def opened(
    home: Path, embedder: Embedder, of_old: Callable[[str], Embedder] | None = former
) -> KnowledgeBase:
    return KnowledgeBase.open(home, name="kb", embedder=embedder, former=of_old)


def finds_itself(kb: KnowledgeBase) -> bool:
    wanted = GAZETTE.passages[1]
    [hit] = kb.search_vectors(wanted.searched, 1)
    return hit.passage_id == wanted.id and hit.score > 0.999


class Waiting(HashEmbedder):
    """Embeds a group of documents whenever it is let."""

    def __init__(self, name: str = "hash 2") -> None:
        super().__init__(name)
        self.let = threading.Semaphore(0)
        self.came = threading.Semaphore(0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.came.release()
        assert self.let.acquire(timeout=30)
        return super().encode(texts)


def test_former_embedder_answers_until_the_other_takes_over_at_once(home: Path) -> None:
    other = Waiting()
    with opened(home, other) as kb:
        kb.reembed_in_background()
        assert other.came.acquire(timeout=30)
        assert kb.embedder.name == "hash 1"
        assert finds_itself(kb)
        assert kb.verify() == []
        other.let.release()
        assert other.came.acquire(timeout=30)
        assert kb.moving is not None
        assert (kb.moving.done, kb.moving.total) == (128, 303)
        assert finds_itself(kb)
        other.let.release(20)
        kb._moving.join(30)
        assert (kb.embedder.name, kb.moving) == ("hash 2", None)
        assert finds_itself(kb)
        assert kb.verify() == []
    assert filled_by(home / "kb") == "hash 2"
    again = HashEmbedder("hash 2")
    with opened(home, again) as kb:
        assert finds_itself(kb)
    assert again.encoded == []


def test_what_changes_meanwhile_is_embedded_as_it_is_at_the_switch(home: Path) -> None:
    other = Waiting()
    with opened(home, other) as kb:
        kb.reembed_in_background()
        for _ in range(2):  # the first group is in, the second is being embedded
            assert other.came.acquire(timeout=30)
            other.let.release()
        kb.add(bundle("mine", paragraphs("silver", 4), origin="user"))
        kb.remove("gazette")
        kb.sync([bundle("ledger", paragraphs("debt", 300))], records={})
        other.let.release(20)
        kb._moving.join(30)
        assert kb.embedder.name == "hash 2"
        assert kb.verify() == []
        held = [*kb.passages_of("mine"), *kb.passages_of("ledger")]
        stored = kb._meaning.index.vectors([p.id for p in held])
        for passage in held:
            assert stored[passage.id] @ kb.embedder.encode_query(passage.searched) > 0.999


@pytest.mark.parametrize("in_already", [0, 1], ids=["being embedded", "embedded"])
def test_same_id_with_another_text_is_embedded_again(home: Path, in_already: int) -> None:
    other = Waiting()
    newer = bundle("gazette", paragraphs("tin", 3))
    clash = tuple(
        replace(new, id=old.id) for new, old in zip(newer.passages, GAZETTE.passages, strict=True)
    )
    with opened(home, other) as kb:
        kb.reembed_in_background()
        for _ in range(in_already):  # "gazette" is in the first group, by its name
            assert other.came.acquire(timeout=30)
            other.let.release()
        assert other.came.acquire(timeout=30)
        kb.add(replace(newer, passages=clash))
        other.let.release(20)
        kb._moving.join(30)
        assert kb.moving is None
        # the vectors themselves: a search of an approximate index may miss what was put in again
        stored = kb._meaning.index.vectors([passage.id for passage in clash])
        for passage in clash:
            assert stored[passage.id] @ kb.embedder.encode_query(passage.searched) > 0.999


def test_move_that_was_stopped_goes_on_where_it_was(home: Path) -> None:
    other = Waiting()
    kb = opened(home, other)
    kb.reembed_in_background()
    assert other.came.acquire(timeout=30)
    other.let.release()
    assert other.came.acquire(timeout=30)  # the second of three groups is being embedded
    threading.Timer(0.2, other.let.release, [20]).start()
    kb.close()
    assert filled_by(home / "kb") == "hash 1"
    again = HashEmbedder("hash 2")
    seen: list[tuple[int, int]] = []
    with opened(home, again) as kb:
        kb.reembed(lambda done, total: seen.append((done, total)))
        assert kb.embedder.name == "hash 2"
        assert kb.verify() == []
    assert 0 < len(again.encoded) < 303
    assert seen[-1] == (303, 303)


def test_giving_the_former_setting_back_ends_the_move(home: Path) -> None:
    with opened(home, HashEmbedder("hash 2")) as kb:
        assert kb.moving
    first = HashEmbedder()
    with opened(home, first) as kb:
        assert kb.moving is None
        assert finds_itself(kb)
    assert first.encoded == []


@pytest.mark.parametrize("of_old", [None, gone], ids=["nobody to ask", "gone"])
def test_without_the_former_model_all_is_embedded_before_anyone_asks(
    home: Path, of_old: Callable[[str], Embedder] | None
) -> None:
    with opened(home, HashEmbedder("hash 2"), of_old) as kb:
        assert (kb.embedder.name, kb.moving) == ("hash 2", None)
        assert finds_itself(kb)
        assert kb.verify() == []
    assert filled_by(home / "kb") == "hash 2"


def test_embedder_that_does_not_load_leaves_the_former_one_serving(home: Path) -> None:
    class Broken(HashEmbedder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            raise EmbedderError("no such model", help="")

    with opened(home, Broken("hash 2")) as kb:
        kb.reembed_in_background()
        kb._moving.join(30)
        assert kb.moving is not None
        assert kb.moving.problem == "no such model."
        assert finds_itself(kb)


def test_rebuild_waits_for_the_other_embedder(home: Path) -> None:
    embedder = HashEmbedder("hash 2")
    with KnowledgeBase.open(home, name="kb", embedder=embedder, former=former, rebuild=True) as kb:
        assert kb.embedder.name == "hash 2"
        assert len(embedder.encoded) == 303
        assert kb.verify() == []


def test_what_computed_the_vectors_is_recorded(home: Path) -> None:
    with opened(home, HashEmbedder()) as kb:
        assert kb._catalog.meta("embedded_with") == "hash"


KILLED = """
import sys, time; from pathlib import Path
from hash_embedder import *; from knowledge.store import KnowledgeBase
class Slow(HashEmbedder):
    def encode(self, texts):
        print("group", flush=True); time.sleep(0.05); return super().encode(texts)
kb = KnowledgeBase.open(Path(sys.argv[1]), name="kb", embedder=Slow("hash 2"), former=HashEmbedder)
kb.reembed(); time.sleep(60)
"""


@pytest.mark.parametrize("after", [1, 2, 3])
def test_kill_9_leaves_the_former_embedder_serving(home: Path, after: int) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(home)],
        env={"PYTHONPATH": f"{HERE.parents[2]}:{HERE.parent}"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout
    for _ in range(after):
        assert writer.stdout.readline() == "group\n"
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    with opened(home, HashEmbedder("hash 2")) as kb:
        assert kb.embedder.name == "hash 1"
        assert finds_itself(kb)
        assert kb.verify() == []
        kb.reembed()
        assert kb.embedder.name == "hash 2"
        assert finds_itself(kb)
        assert kb.verify() == []
