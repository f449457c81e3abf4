"""Models become forms that give what sentence-transformers gives, or are refused and still run."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tiny_models

from knowledge.embed import SentenceTransformerEmbedder, form, remembered
from knowledge.embed.compiled import CompiledRuntime, batches
from knowledge.embed.conversion import Unfaithful, convert, judged, sample
from knowledge.embed.form import AGREES, Form, best_of
from knowledge.embed.model import model_of
from knowledge.embed.plain import PlainRuntime
from knowledge.errors import EmbedderError

ROOT = Path(__file__).parents[2]
TEXTS = [
    "cash",
    "how long does the cash of the company last ? " * 9,
    "runway 1 2 3",
    "",
    "公司 营收",
]
PROMPTS = {"query": "query: ", "document": "passage: "}


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("models")
    return {
        "mean": tiny_models.bert(folder / "mean"),
        "cls, prompts, dense": tiny_models.bert(
            folder / "dense", prompts=PROMPTS, pooling="cls", dense=8
        ),
        "roberta": tiny_models.roberta(folder / "roberta"),
        "e5 without prompts": tiny_models.bert(folder / "tiny-e5-small"),
    }


NAMES = ["mean", "cls, prompts, dense", "roberta", "e5 without prompts"]


@pytest.mark.parametrize("name", NAMES)
def test_form_gives_the_vectors_of_the_model(
    name: str, models: dict[str, Path], tmp_path: Path
) -> None:
    model = model_of(str(models[name]))
    made = convert(model, tmp_path)
    assert made.refused == ""
    ours, plain = CompiledRuntime(tmp_path, made, "float32"), PlainRuntime(model)
    np.testing.assert_allclose(ours.encode(TEXTS), plain.encode(TEXTS), atol=1e-5)
    for text in TEXTS:
        np.testing.assert_allclose(ours.encode_query(text), plain.encode_query(text), atol=1e-5)
    assert ours.dimensions == plain.dimensions == ours.encode(TEXTS).shape[1]


def test_prefixes_of_the_model_stand_before_queries_and_documents(models: dict[str, Path]) -> None:
    """Against the model asked without prefixes, on texts that carry them already."""
    bare = PlainRuntime(model_of(str(models["mean"])))
    embedder = SentenceTransformerEmbedder(str(models["e5 without prompts"]))
    assert np.allclose(embedder.encode_query("cash"), bare.encode_query("query: cash"))
    assert np.allclose(embedder.encode(["cash"]), bare.encode(["passage: cash"]))
    assert not np.allclose(embedder.encode(["cash"]), bare.encode(["cash"]))


def test_own_prompts_of_an_e5_model_come_before_the_usual_ones(tmp_path: Path) -> None:
    own = {"query": "find: ", "document": "text: "}
    folder = tiny_models.bert(tmp_path / "small-e5-base", prompts=own)
    assert model_of(str(folder)).prompts == ()
    assert model_of("intfloat/multilingual-e5-large").prompts == tuple(PROMPTS.items())
    assert model_of("intfloat/multilingual-e5-large-instruct").prompts == ()
    assert model_of("BAAI/bge-m3").prompts == ()


def test_model_that_is_no_transformer_is_refused_and_served_by_torch(tmp_path: Path) -> None:
    folder = tiny_models.bag_of_words(tmp_path / "words")
    cache = tmp_path / "cache"
    embedder = SentenceTransformerEmbedder(str(folder), cache=cache)
    rows = embedder.encode(["cash runway", "revenue"])
    assert embedder.runtime == "torch"
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    kept = form.read(form.folder_of(cache, embedder.name))
    assert kept is not None
    assert kept.refused != ""
    assert [path.name for path in form.folder_of(cache, embedder.name).iterdir()] == ["form.json"]


def test_form_that_gives_other_vectors_is_unfaithful(
    models: dict[str, Path], tmp_path: Path
) -> None:
    model = model_of(str(models["mean"]))
    made = convert(model, tmp_path)
    with pytest.raises(Unfaithful, match="cosine"):
        judged(tmp_path, replace(made, document_prompt="query: "), PlainRuntime(model))


@pytest.mark.parametrize(
    ("rates", "cosine", "best"),
    [
        ({"torch": 10, "float32": 15, "bfloat16": 40}, 0.99995, "bfloat16"),
        ({"torch": 10, "float32": 20, "bfloat16": 90}, 0.99995, "float32"),
        ({"torch": 10, "float32": 15, "bfloat16": 40}, 0.9998, "float32"),
        ({"torch": 10, "float32": 15, "bfloat16": 16}, 0.99995, "float32"),
        ({"torch": 90, "float32": 20, "bfloat16": 40}, 0.99995, "torch"),
        ({"torch": 20, "float32": 20}, None, "float32"),
    ],
    ids=[
        "quicker and true",
        "quick enough and exact",
        "untrue",
        "not quicker",
        "torch quickest",
        "no bfloat16",
    ],
)
def test_choice_follows_from_what_was_measured(
    rates: dict[str, float], cosine: float | None, best: str
) -> None:
    assert best_of(rates, {"float32": 1.0} | ({"bfloat16": cosine} if cosine else {})) == best


def test_form_measured_before_is_chosen_by_the_rule_of_today() -> None:
    rates = (("torch", 10.0), ("float32", 70.0), ("bfloat16", 120.0))
    cosine = (("float32", 1.0), ("bfloat16", 0.99996))
    assert Form(name="x", best="bfloat16", rates=rates, cosine=cosine).serves == "float32"
    assert Form(name="x", best="torch", refused="why").serves == "torch"


def test_sample_has_short_and_long_texts_and_none_twice() -> None:
    lengths = sorted(len(text) for text in sample())
    assert len(set(sample())) == len(sample())
    assert lengths[0] < 50
    assert lengths[-1] > 500


def test_batches_hold_every_text_once_within_their_budget() -> None:
    lengths = [3, 250, 8, 8, 100, 1]
    found = list(batches(lengths, 256))
    assert sorted(i for batch in found for i in batch) == list(range(6))
    assert found[0] == [1]
    assert all(len(b) * max(lengths[i] for i in b) <= 256 for b in found)
    assert list(batches([300], 256)) == [[0]]


# On disk


@pytest.fixture(scope="module")
def cache(models: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache in which a child process converted the first model."""
    folder = tmp_path_factory.mktemp("cache") / "models"
    embedder = SentenceTransformerEmbedder(str(models["mean"]), cache=folder)
    embedder.encode(["cash"])
    assert embedder.runtime in ("float32", "bfloat16")
    return folder


def test_what_was_measured_is_kept_with_the_form(cache: Path, models: dict[str, Path]) -> None:
    name = SentenceTransformerEmbedder(str(models["mean"])).name
    kept = form.read(form.folder_of(cache, name))
    assert kept is not None
    assert {"torch", "float32"} <= dict(kept.rates).keys()
    assert dict(kept.cosine)["float32"] >= AGREES
    assert {path.name for path in cache.iterdir()} == {
        form.folder_of(cache, name).name,
        form.MEMORY,
    }


LATER = """
import os, socket, sys
def refuse(*_): raise AssertionError("a connection was tried")
socket.socket.connect = socket.getaddrinfo = refuse
from pathlib import Path
from knowledge.embed import SentenceTransformerEmbedder
embedder = SentenceTransformerEmbedder(sys.argv[1], cache=Path(sys.argv[2]))
assert embedder.encode(["cash"]).shape == (1, 16) and embedder.encode_query("cash").shape == (16,)
heavy = {"torch", "transformers", "sentence_transformers", "openvino_telemetry"}
print(sorted(name for name in heavy if sys.modules.get(name)), os.listdir(os.environ["HOME"]))
"""


def test_later_start_imports_no_torch_and_tells_nobody(
    cache: Path, models: dict[str, Path], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LATER, str(models["mean"]), str(cache)],
        env=os.environ | {"HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.stdout.split("\n")[0] == "[] []", done.stderr


def test_damaged_form_is_an_error_that_names_what_to_remove(
    cache: Path, models: dict[str, Path], tmp_path: Path
) -> None:
    own = Path(shutil.copytree(cache, tmp_path / "cache"))
    embedder = SentenceTransformerEmbedder(str(models["mean"]), cache=own)
    folder = form.folder_of(own, embedder.name)
    (folder / "model.xml").write_text("<net")
    with pytest.raises(EmbedderError, match=folder.name) as caught:
        embedder.encode_query("cash")
    assert "Remove" in caught.value.help


def test_form_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    assert form.read(tmp_path) is None
    (tmp_path / "form.json").write_text('{"name": "x"}')
    assert form.read(tmp_path) is None
    whole = Form(name="x", best="float32", inputs=("input_ids",), rates=(("torch", 1.5),))
    whole.write(tmp_path)
    assert form.read(tmp_path) == whole


def test_runtime_can_be_chosen(cache: Path, models: dict[str, Path]) -> None:
    for name in ("float32", "torch"):
        chosen = SentenceTransformerEmbedder(str(models["mean"]), cache=cache, runtime=name)
        assert chosen.runtime == name


def test_former_model_is_opened_again_by_its_name(cache: Path, models: dict[str, Path]) -> None:
    name = SentenceTransformerEmbedder(str(models["mean"])).name
    assert remembered(name, cache=cache).encode_query("cash").shape == (16,)
    with pytest.raises(EmbedderError, match="not known"):
        remembered("another", cache=cache)


def test_former_model_that_has_changed_is_not_taken_for_itself(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "config.json").write_text('{"hidden_size": 12}')
    name = SentenceTransformerEmbedder(str(folder)).name
    form.remember(tmp_path, name, str(folder))
    assert remembered(name, cache=tmp_path).name == name
    (folder / "config.json").write_text('{"hidden_size": 13}')
    with pytest.raises(EmbedderError, match="become"):
        remembered(name, cache=tmp_path)
