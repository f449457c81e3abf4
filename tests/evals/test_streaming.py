"""What verification adds to a stream, over the invented company and a short stream on loopback."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder

from bot import Bot, Settings
from evals import loopback, streaming
from evals.streaming import Timed

CORPUS = Path(__file__).parent.parent / "corpus" / "brinekeld"
STREAM_S = 2.0
ALLOWED_S = 0.15 * 10  # of a ten-second stream with as many sentences
QUESTION = "How much cash is there?"


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Timed]:
    with loopback.on(streaming.Honest(STREAM_S)) as server:
        settings = Settings(
            home=tmp_path_factory.mktemp("streaming"), dossier=CORPUS, model="openai:honest",
            base_url=server.url, model_key="none",
        )  # fmt: skip
        with Bot.open(settings, embedder=HashEmbedder()) as bot:
            (made,) = streaming.measure(bot, server, (QUESTION,))
        yield made


def test_verification_adds_little_to_the_stream(measured: Timed) -> None:
    assert measured.said >= 4
    assert STREAM_S <= measured.stream_s < STREAM_S + 1
    assert 0 < measured.answer_s - measured.stream_s < ALLOWED_S


def test_text_appears_soon_after_its_sentence(measured: Timed) -> None:
    assert len(measured.late) >= 2
    assert min(measured.late) >= 0
    assert sorted(measured.late)[len(measured.late) // 2] < 0.3


def test_table_says_what_came_late(measured: Timed) -> None:
    slow = replace(measured, answer_s=measured.stream_s * 2, late=(0.1, 0.2, 4.0))
    row = streaming.table([slow]).splitlines()[-1]
    assert "| 100.0% |" in row
    assert row.endswith("3 | 200 / 4000 |")
