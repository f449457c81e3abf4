"""A cross-encoder by folder: real, tiny, with random weights."""

import logging
import time
from pathlib import Path

import pytest
import tiny_models

from knowledge import CrossEncoderReranker, RerankerError

QUESTION = "how long does the cash last ?"
TEXTS = [
    "the cash lasts 3",
    "revenue of the company rose",
    "runway : 1 2 3",
    "the company rose",
    "cash of the company",
    "how long",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_models.judge(tmp_path_factory.mktemp("judges") / "judge")


@pytest.fixture(scope="module")
def judge(folder: Path) -> CrossEncoderReranker:
    return CrossEncoderReranker(str(folder), seconds=60)


def test_scores_are_those_of_the_library_before_its_sigmoid(
    folder: Path, judge: CrossEncoderReranker
) -> None:
    import numpy as np
    from sentence_transformers import CrossEncoder

    expected = CrossEncoder(str(folder)).predict([(QUESTION, text) for text in TEXTS])
    found = judge.scores(QUESTION, TEXTS)
    np.testing.assert_allclose(1 / (1 + np.exp(-np.array(found))), expected, atol=1e-4)
    assert len({round(score, 3) for score in found}) == len(TEXTS)


def test_long_texts_are_cut_and_not_refused(judge: CrossEncoderReranker) -> None:
    assert len(judge.scores(QUESTION, ["cash " * 5000])) == 1


def test_time_bounds_what_is_judged_from_the_first_on(
    folder: Path, judge: CrossEncoderReranker
) -> None:
    hurried = CrossEncoderReranker(str(folder), seconds=0.2)
    hurried.load()
    began = time.monotonic()
    found = hurried.scores(QUESTION, TEXTS * 2000)
    assert time.monotonic() - began < 5
    assert 0 < len(found) < 2000 * len(TEXTS)
    assert found[:4] == pytest.approx(judge.scores(QUESTION, TEXTS[:4]), abs=1e-4)


@pytest.mark.parametrize("kind", ["no folder", "no model", "classes"])
def test_what_cannot_judge_is_said_once_and_left_out(
    kind: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "judge"
    if kind == "no model":
        folder.mkdir()
    if kind == "classes":
        tiny_models.judge(folder, labels=3)
    broken = CrossEncoderReranker(str(folder))
    with caplog.at_level(logging.WARNING, logger="knowledge.rerank"):
        assert broken.scores(QUESTION, TEXTS) == []
        assert broken.scores(QUESTION, TEXTS) == []
    assert [r.getMessage().count("ranked without it") for r in caplog.records] == [1]
    with pytest.raises(RerankerError, match="does not load"):
        broken.load()


def test_nothing_is_loaded_before_the_first_question(tmp_path: Path) -> None:
    assert CrossEncoderReranker(str(tmp_path / "missing")).name.endswith("missing")


@pytest.mark.parametrize(
    ("name", "reads"),
    [
        ("BAAI/bge-reranker-v2-m3", {"en", "zh"}),
        ("cross-encoder/ms-marco-MiniLM-L6-v2", {"en"}),
        ("jinaai/jina-reranker-v2-base-multilingual", {"en", "zh"}),
    ],
)
def test_languages_are_known_by_name(name: str, reads: set[str]) -> None:
    assert CrossEncoderReranker(name).reads == reads
