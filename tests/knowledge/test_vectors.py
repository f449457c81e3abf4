import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from knowledge.errors import StoreError
from knowledge.vectors import WIDTH, VectorIndex, Vectors, within


def vectors(count: int, dimensions: int = 32) -> Vectors:
    rows = np.random.default_rng(0).normal(size=(count, dimensions)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def names(count: int) -> list[str]:
    return [f"p{i}" for i in range(count)]


def fill(index: VectorIndex, count: int) -> Vectors:
    rows = vectors(count)
    index.upsert(names(count), list(rows), [{"source_id": "s"}] * count)
    return rows


@pytest.fixture
def index(tmp_path: Path) -> Iterator[VectorIndex]:
    opened = VectorIndex.open(tmp_path, name="passages")
    yield opened
    opened.close()


def test_every_vector_finds_itself_first_with_cosine_one(index: VectorIndex) -> None:
    rows = fill(index, 250)
    for name, row in zip(names(250), rows, strict=True):
        [hit, *_] = index.query(row, 3)
        assert hit.passage_id == name
        assert hit.score == pytest.approx(1, abs=1e-5)


def test_search_agrees_with_an_exact_scan(index: VectorIndex) -> None:
    rows = fill(index, 500)
    query = vectors(501)[-1]
    exact = [f"p{i}" for i in np.argsort(-(rows @ query))[:10]]
    assert [hit.passage_id for hit in index.query(query, 10)] == exact


def test_store_made_with_a_narrower_search_is_widened(tmp_path: Path) -> None:
    import chromadb

    client = chromadb.PersistentClient(str(tmp_path / "chroma"))
    client.create_collection("passages", configuration={"hnsw": {"ef_search": 20}})
    client.close()
    VectorIndex.open(tmp_path, name="passages").close()
    again = VectorIndex.open(tmp_path, name="passages")
    assert again._collection.configuration_json["hnsw"]["ef_search"] == WIDTH
    again.close()


def test_upsert_twice_keeps_one_and_delete_removes_it(index: VectorIndex) -> None:
    fill(index, 5)
    rows = fill(index, 5)
    assert index.count() == 5
    index.delete(["p0", "unknown"])
    assert index.ids() == {"p1", "p2", "p3", "p4"}
    assert "p0" not in {hit.passage_id for hit in index.query(rows[0], 5)}


def test_stored_vectors_come_back_by_id(index: VectorIndex) -> None:
    rows = fill(index, 3)
    found = index.vectors(["p2", "unknown"])
    assert list(found) == ["p2"]
    np.testing.assert_allclose(found["p2"], rows[2], atol=1e-6)
    assert index.vectors([]) == {}


def test_empty_index_finds_nothing(index: VectorIndex) -> None:
    assert index.query(vectors(1)[0], 3) == []
    assert index.query(vectors(1)[0], 0) == []
    assert index.ids() == set()


def test_drop_empties_the_index_and_it_can_be_filled_with_another_width(index: VectorIndex) -> None:
    fill(index, 3)
    index.drop()
    assert index.count() == 0
    index.upsert(["wide"], list(vectors(1, 64)), [{"source_id": "s"}])
    assert index.ids() == {"wide"}


def test_more_vectors_than_one_flush_survive_into_another_process(tmp_path: Path) -> None:
    index = VectorIndex.open(tmp_path, name="passages")
    fill(index, 1500)
    index.delete(names(20))
    index.close()
    script = (
        "import sys; from pathlib import Path; from test_vectors import *\n"
        "index = VectorIndex.open(Path(sys.argv[1]), name='passages'); rows = vectors(1500)\n"
        "lost = [i for i in range(20, 1500) if index.query(rows[i], 1)[0].passage_id != f'p{i}']\n"
        "assert index.quarantined is None and index.count() == 1480 and not lost, lost"
    )
    paths = {"PYTHONPATH": ":".join([str(Path(__file__).parents[2]), str(Path(__file__).parent)])}
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], env=paths, check=True)


def test_collections_stand_side_by_side_until_one_is_forgotten(index: VectorIndex) -> None:
    fill(index, 3)
    other, foreign = index.beside("passages-2"), index.beside("another-desk")
    fill(other, 5)
    fill(foreign, 1)
    assert (index.count(), other.count()) == (3, 5)
    index.forget("passages", keep=[index.name])
    assert index.beside("passages-2").count() == 0
    assert (index.count(), foreign.count()) == (3, 1)


def test_ids_are_read_page_by_page(index: VectorIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("knowledge.vectors.PAGE", 7)
    fill(index, 50)
    assert index.ids() == set(names(50))


def test_call_that_hangs_is_given_up_after_the_deadline() -> None:
    start = time.perf_counter()
    with pytest.raises(TimeoutError):
        within(0.1, lambda: time.sleep(5))
    assert time.perf_counter() - start < 2


def test_folder_that_hangs_is_quarantined_and_an_empty_one_takes_its_place(tmp_path: Path) -> None:
    import chromadb

    calls = []

    def connect(path: Path) -> "chromadb.api.ClientAPI":
        calls.append(path)
        if len(calls) == 1:
            path.mkdir()
            time.sleep(30)
        return chromadb.PersistentClient(str(path))

    index = VectorIndex.open(tmp_path, name="passages", deadline_s=2, connect=connect)
    assert index.quarantined is not None
    assert index.quarantined.name.startswith("chroma.bad-")
    assert index.quarantined.is_dir()
    fill(index, 3)
    assert index.count() == 3
    index.close()


def test_large_folder_is_given_more_time(tmp_path: Path) -> None:
    import chromadb

    (tmp_path / "chroma").mkdir()
    with (tmp_path / "chroma" / "links.bin").open("wb") as sparse:
        sparse.truncate(10**9)

    def connect(path: Path) -> "chromadb.api.ClientAPI":
        time.sleep(0.5)
        return chromadb.PersistentClient(str(path))

    index = VectorIndex.open(tmp_path, name="passages", deadline_s=0.1, connect=connect)
    assert index.quarantined is None
    index.close()


def test_damaged_folder_is_quarantined_and_kept(tmp_path: Path) -> None:
    index = VectorIndex.open(tmp_path, name="passages")
    fill(index, 3)
    index.close()
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"\xa5" * 20_000)
    again = VectorIndex.open(tmp_path, name="passages")
    assert again.count() == 0
    assert again.quarantined is not None
    assert (again.quarantined / "chroma.sqlite3").read_bytes().startswith(b"\xa5")
    again.close()


def test_folder_that_can_never_be_opened_is_an_error_with_help(tmp_path: Path) -> None:
    def refuse(path: Path) -> "object":
        path.mkdir(exist_ok=True)
        raise PermissionError("read-only")

    with pytest.raises(StoreError, match="read-only") as caught:
        VectorIndex.open(tmp_path, name="passages", connect=refuse)
    assert "permissions" in caught.value.help
