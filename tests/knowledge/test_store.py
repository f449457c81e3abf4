import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder, bundle, paragraphs
from test_catalog import FACT, RATE

from knowledge.catalog import Catalog
from knowledge.embed import Vectors
from knowledge.errors import StoreCorrupt, StoreLocked, StoreMismatch
from knowledge.meaning import Meaning, collection
from knowledge.store import KnowledgeBase
from knowledge.stored import Bundle, State
from knowledge.vectors import Metadata, VectorIndex


def opened(home: Path, embedder: HashEmbedder | None = None, **options: bool) -> KnowledgeBase:
    return KnowledgeBase.open(home, name="kb", embedder=embedder or HashEmbedder(), **options)


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with opened(tmp_path) as kb:
        yield kb


DOSSIER = (bundle("ledger", paragraphs("cash", 4)), bundle("gazette", paragraphs("gold", 3)))


def test_what_is_synced_is_found_by_meaning_and_by_words(base: KnowledgeBase) -> None:
    report = base.sync(DOSSIER, records={"fact": [FACT], "rate": [RATE]})
    assert (report.added, report.passages_embedded) == (("ledger", "gazette"), 7)
    wanted = DOSSIER[0].passages[2]
    assert base.search_vectors(wanted.text, 1)[0].passage_id == wanted.id
    assert base.search_words("the gold of Heliodor", 1)[0].passage_id.startswith("gazette#")
    assert base.passages([wanted.id]) == [wanted]
    assert base.source("ledger") == DOSSIER[0].source
    assert base.text("ledger") == DOSSIER[0].texts[0]
    assert (base.records("fact"), base.records("rate"), base.records("gap")) == ([FACT], [RATE], [])
    assert base.passage_count == 7
    assert base.verify() == []


def test_second_sync_with_nothing_changed_embeds_nothing_and_is_quick(tmp_path: Path) -> None:
    many = [bundle(f"s{i}", paragraphs("cash", 10)) for i in range(70)]
    with opened(tmp_path) as kb:
        kb.sync(many, records={"fact": [FACT] * 500})
    embedder = HashEmbedder()
    with opened(tmp_path, embedder) as kb:
        start = time.perf_counter()
        report = kb.sync(many, records={"fact": [FACT] * 500})
        assert time.perf_counter() - start < 0.2
    assert len(report.unchanged) == 70
    assert embedder.encoded == []


def test_changed_source_is_embedded_again_only_where_its_text_is_new(tmp_path: Path) -> None:
    embedder = HashEmbedder()
    with opened(tmp_path, embedder) as kb:
        kb.sync(DOSSIER, records={})
        embedder.encoded.clear()
        longer = bundle("ledger", "A new first paragraph.\n\n" + paragraphs("cash", 4))
        report = kb.sync([longer, DOSSIER[1]], records={})
        assert (report.changed, report.unchanged) == (("ledger",), ("gazette",))
        assert report.passages_embedded == len(embedder.encoded) < len(longer.passages)
        assert kb.passages_of("ledger") == list(longer.passages)
        assert kb.verify() == []


def test_sync_removes_what_left_the_dossier_but_never_a_users_document(base: KnowledgeBase) -> None:
    base.sync(DOSSIER, records={})
    base.add(bundle("mine", "My own silver note.", origin="user", path="/mine"))
    assert base.sync(DOSSIER[:1], records={}).removed == ("gazette",)
    assert [source.id for source in base.sources()] == ["ledger", "mine"]
    assert base.search_words("gold", 5) == []
    near = base.search_vectors(DOSSIER[1].passages[0].text, 50)
    assert not [hit for hit in near if hit.passage_id.startswith("gazette")]
    assert base.verify() == []


def test_progress_counts_passages_to_the_end(base: KnowledgeBase) -> None:
    seen: list[tuple[int, int]] = []
    many = [bundle(name, paragraphs(name, count)) for name, count in (("a", 150), ("b", 70))]
    base.sync(many, records={}, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(150, 220), (220, 220)]


def test_document_that_came_in_is_there_after_a_restart(tmp_path: Path) -> None:
    with opened(tmp_path) as kb:
        kb.add(bundle("mine", "My silver note.", origin="user"))
    with opened(tmp_path) as kb:
        assert len(kb.search_words("silver", 5)) == 1
        assert kb.verify() == []


def test_many_threads_ask_while_documents_come_in(base: KnowledgeBase) -> None:
    base.sync(DOSSIER, records={})
    problems: list[BaseException] = []
    stop = threading.Event()

    def ask() -> None:
        try:
            while not stop.is_set():
                assert base.search_words("cash", 3)
                assert base.search_vectors("the cash of Heliodor", 3)
        except BaseException as problem:
            problems.append(problem)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for i in range(10):
        base.add(bundle(f"new{i}", paragraphs("silver", 5), origin="user"))
    stop.set()
    for thread in threads:
        thread.join()
    assert problems == []
    assert base.verify() == []


# One owner, one embedder, one version


def test_second_owner_is_refused_and_told_who_holds_the_folder(
    base: KnowledgeBase, tmp_path: Path
) -> None:
    with pytest.raises(StoreLocked, match="process \\d+ ") as caught:
        opened(tmp_path)
    assert caught.value.retryable


def test_folder_is_free_again_after_close(tmp_path: Path) -> None:
    opened(tmp_path).close()
    with opened(tmp_path) as again:
        assert again.passage_count == 0


@pytest.mark.parametrize("rebuild", [False, True])
def test_store_of_another_schema_is_refused(tmp_path: Path, rebuild: bool) -> None:
    opened(tmp_path).close()
    catalog = Catalog(tmp_path / "kb" / "catalog.sqlite")
    catalog.set_meta("schema", "0")
    catalog.close()
    with pytest.raises(StoreMismatch) as caught:
        opened(tmp_path, rebuild=rebuild)
    assert "diligence rebuild" in caught.value.help


def test_words_of_another_tokeniser_are_indexed_again_when_opened(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        base.sync(DOSSIER, records={})
    catalog = Catalog(tmp_path / "kb" / "catalog.sqlite")
    catalog.set_meta("words", "0")
    with catalog.writing() as db:
        db.execute("UPDATE words SET tokens = 'otherwise'")
    catalog.close()
    with opened(tmp_path) as again:
        assert len(again.search_words("gold", 9)) == 3
        assert again.verify() == []


def test_rebuild_makes_both_indexes_again(base: KnowledgeBase) -> None:
    base.sync(DOSSIER, records={})
    base.rebuild()
    assert len(base.search_words("gold", 9)) == 3
    assert base.verify() == []


def test_damaged_catalog_is_refused_and_the_lock_given_back(tmp_path: Path) -> None:
    opened(tmp_path).close()
    (tmp_path / "kb" / "catalog.sqlite").write_bytes(b"\xa5" * 9000)
    for _ in range(2):
        with pytest.raises(StoreCorrupt):
            opened(tmp_path)


def test_damaged_index_is_filled_again_from_the_catalog(tmp_path: Path) -> None:
    with opened(tmp_path) as kb:
        kb.sync(DOSSIER, records={})
    (tmp_path / "kb" / "chroma" / "chroma.sqlite3").write_bytes(b"\xa5" * 9000)
    with opened(tmp_path) as kb:
        assert kb.verify() == []
        assert len(kb.search_vectors("cash", 3)) == 3
        assert "quarantined" in [entry.action for entry in kb.journal()]


def test_verify_names_what_is_wrong(base: KnowledgeBase) -> None:
    base.sync(DOSSIER, records={})
    wrong = replace(DOSSIER[0].passages[0], id="ledger#wrong", text="Never said.")
    base.add(replace(DOSSIER[0], passages=(wrong,)))
    base._meaning.index.delete([DOSSIER[1].passages[0].id])
    assert base.verify() == [
        "1 passages are missing from the vector index",
        "'ledger#wrong' does not quote its span",
    ]


# Crashes


class Killed(BaseException):
    """Stands for the process ending at this point."""


class DyingEmbedder(HashEmbedder):
    def encode(self, texts: Sequence[str]) -> Vectors:
        raise Killed


class DyingCatalog(Catalog):
    dies_at = ""

    def put_source(self, bundle: Bundle, *, state: State) -> list[str]:
        gone = super().put_source(bundle, state=state)
        if self.dies_at == "stored":
            raise Killed
        return gone

    def set_state(self, source_id: str, state: State) -> None:
        if self.dies_at == "visible":
            raise Killed
        super().set_state(source_id, state)

    def remove_source(self, source_id: str) -> list[str]:
        gone = super().remove_source(source_id)
        if self.dies_at == "removed":
            raise Killed
        return gone


class DyingIndex(VectorIndex):
    dies_at = ""

    def upsert(
        self, ids: Sequence[str], vectors: Sequence[Vectors], metadatas: Sequence[Metadata]
    ) -> None:
        if self.dies_at == "half indexed":
            super().upsert(ids[:2], vectors[:2], metadatas[:2])
            raise Killed
        super().upsert(ids, vectors, metadatas)

    def delete(self, ids: Iterable[str]) -> None:
        if self.dies_at == "cleared":
            raise Killed
        super().delete(ids)


STEPS = ["embedding", "stored", "cleared", "half indexed", "visible"]


def dying(home: Path, step: str, stack: ExitStack) -> KnowledgeBase:
    """A base over the folder that `opened` uses, whose process ends at `step`."""
    folder = home / "kb"
    catalog = DyingCatalog(folder / "catalog.sqlite")
    stack.callback(catalog.close)
    index = DyingIndex.open(folder, name=collection(str(catalog.meta("store")), "hash 1"))
    stack.callback(index.close)
    catalog.dies_at = index.dies_at = step  # type: ignore[attr-defined]  # open makes this class
    embedder = DyingEmbedder() if step == "embedding" else HashEmbedder()
    return KnowledgeBase(catalog=catalog, meaning=Meaning(embedder=embedder, index=index))


@pytest.mark.parametrize("step", STEPS)
def test_source_that_dies_half_way_is_never_seen_half(tmp_path: Path, step: str) -> None:
    opened(tmp_path).close()
    with ExitStack() as stack:
        kb = dying(tmp_path, step, stack)
        with pytest.raises(Killed):
            kb.add(bundle("ledger", paragraphs("cash", 4)))
        assert kb.search_words("cash", 9) == []
        assert kb.search_vectors("cash", 9) == []
        assert kb.sources() == []
    with opened(tmp_path) as kb:
        assert kb.verify() == []
        assert kb.passage_count in (0, 4)
        assert len(kb.search_vectors("cash", 9)) == kb.passage_count


@pytest.mark.parametrize("step", STEPS)
def test_replacement_that_dies_half_way_leaves_one_whole_version(tmp_path: Path, step: str) -> None:
    with opened(tmp_path) as kb:
        kb.sync(DOSSIER, records={})
    # the same id for another text: the vector of the old one must not pass for the new one's
    newer = bundle("ledger", paragraphs("silver", 4))
    clash = replace(newer.passages[0], id=DOSSIER[0].passages[0].id)
    newer = replace(newer, passages=(clash, *newer.passages[1:]))
    with ExitStack() as stack:
        kb = dying(tmp_path, step, stack)
        with pytest.raises(Killed):
            kb.add(newer)
    with opened(tmp_path) as kb:
        assert kb.verify() == []
        assert len(kb.search_words("cash", 9)) + len(kb.search_words("silver", 9)) == 4
        for passage in kb.passages_of("ledger"):
            [hit] = kb.search_vectors(passage.text, 1)
            assert hit.passage_id == passage.id
            assert hit.score == pytest.approx(1, abs=1e-4)


def test_removal_that_dies_half_way_is_finished_at_the_next_open(tmp_path: Path) -> None:
    with opened(tmp_path) as kb:
        kb.sync(DOSSIER, records={})
    with ExitStack() as stack:
        kb = dying(tmp_path, "removed", stack)
        with pytest.raises(Killed):
            kb.remove("ledger")
        assert not [hit for hit in kb.search_vectors("cash", 9) if hit.passage_id.startswith("led")]
    with opened(tmp_path) as kb:
        assert [source.id for source in kb.sources()] == ["gazette"]
        assert kb.verify() == []


WRITER = """
import sys; from pathlib import Path
from hash_embedder import *; from knowledge.store import KnowledgeBase
kb = KnowledgeBase.open(Path(sys.argv[1]), name="kb", embedder=HashEmbedder())
for i in range(10_000):
    kb.add(bundle(f"s{i}", paragraphs("cash", 30), origin="user"))
    print(f"s{i}", flush=True)
"""


@pytest.mark.parametrize("after", [1, 4, 9])
def test_nothing_acknowledged_is_lost_to_kill_9(tmp_path: Path, after: int) -> None:
    paths = f"{Path(__file__).parents[2]}:{Path(__file__).parent}"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)],
        env={"PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout
    stored = [writer.stdout.readline().strip() for _ in range(after)]
    time.sleep(0.013 * after)  # somewhere inside the next one
    writer.send_signal(signal.SIGKILL)
    stored += writer.stdout.read().split()
    writer.wait()
    with opened(tmp_path) as kb:
        assert set(stored) <= {source.id for source in kb.sources()}
        assert kb.verify() == []
        assert kb.passage_count == 30 * len(kb.sources())
