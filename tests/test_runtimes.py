"""The quick runtime beside sentence-transformers, with the real default model.

float32 ranks exactly as the model itself does, and serves wherever it is quick enough. bfloat16 may
swap passages whose scores are equal up to its rounding, and nothing else.
"""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from bot import Settings
from evals.showcase import QUESTIONS
from knowledge import RUNTIMES, RuntimeName, SentenceTransformerEmbedder, bundles, dossier
from knowledge.embed import Vectors, form

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus" / "brinekeld"
ASKED = [question for pair in QUESTIONS for question in pair]
ROUNDING = 0.006  # twice the largest difference of a score between the precisions, as measured


def texts_of(folder: Path) -> list[str]:
    loaded = dossier.load(folder)
    return list(dict.fromkeys(p.searched for b in bundles.bundles(loaded) for p in b.passages))


class Scores:
    """One row a question, one column a text."""

    def __init__(self, home: Path) -> None:
        self.embedders = {
            name: SentenceTransformerEmbedder(cache=home / "models", runtime=name)
            for name in RUNTIMES
        }

    def __call__(self, runtime: RuntimeName, texts: list[str]) -> Vectors:
        embedder = self.embedders[runtime]
        assert embedder.runtime == runtime
        rows = embedder.encode(texts)
        return np.stack([rows @ embedder.encode_query(question) for question in ASKED])


@pytest.fixture(scope="module")
def scores(built_home: Path) -> Scores:
    return Scores(built_home)


def order(row: Vectors) -> list[int]:
    return [int(i) for i in np.argsort(-row, kind="stable")]


@pytest.mark.parametrize("folder", [Settings().dossier, CORPUS], ids=["dossier", "invented"])
def test_runtimes_rank_passages_alike(scores: Scores, folder: Path) -> None:
    texts = texts_of(folder)
    exact = scores("float32", texts)
    quick = scores("bfloat16", texts)
    for by_float32, by_bfloat16 in zip(exact, quick, strict=True):
        assert order(by_float32)[0] == order(by_bfloat16)[0]
        ranked = by_float32[order(by_bfloat16)]
        better_below = np.maximum.accumulate(ranked[::-1])[::-1]
        assert np.all(better_below - ranked <= ROUNDING)
    some = texts[:: max(1, len(texts) // 60)]  # the model itself takes several times as long
    plain, exact = scores("torch", some), scores("float32", some)
    np.testing.assert_allclose(exact, plain, atol=2e-6)
    assert [order(row) for row in exact] == [order(row) for row in plain]


def test_default_ranks_as_the_model_itself(scores: Scores, built_home: Path) -> None:
    """But where float32 is measured to be hardly quicker than torch, as on some processors."""
    cache = built_home / "models"
    chosen = SentenceTransformerEmbedder(cache=cache)
    measured = form.read(form.folder_of(cache, chosen.name))
    assert measured
    rates = dict(measured.rates)
    if chosen.runtime == "bfloat16":
        assert rates["float32"] < form.ENOUGH * rates["torch"]
        pytest.skip(f"float32 gives only {rates['float32'] / rates['torch']:.1f} times torch here")
    texts = texts_of(CORPUS)
    served = np.stack([chosen.encode(texts) @ chosen.encode_query(each) for each in ASKED])
    assert [order(row) for row in served] == [order(row) for row in scores("torch", texts)]


STARTED = """
import sys
from pathlib import Path
from bot import Bot, Settings
with Bot.open(Settings(home=Path(sys.argv[1]))) as bot:
    bot.warm().join()
    assert bot.kb.search_vectors("runway of the company", 3)
    print(bot.ask("How long does the cash last?").status, bot.kb.embedder.runtime)
print(sorted({"torch", "transformers", "sentence_transformers"} & set(sys.modules)))
"""


def test_later_start_answers_without_the_library_that_trains_models(own_home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STARTED, str(own_home)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    status, loaded, *_ = done.stdout.splitlines() or [done.stderr]
    assert status in ("answered bfloat16", "answered float32"), done.stderr
    assert loaded == "[]"
