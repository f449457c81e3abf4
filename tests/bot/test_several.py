"""A number of things of which one is on record comes to that many times its cost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder

from bot import Bot, Settings

SORIVANE = Path(__file__).parents[2] / "evals" / "dossiers" / "sorivane"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    home = tmp_path_factory.mktemp("several")
    with Bot.open(Settings(home=home, dossier=SORIVANE), embedder=HashEmbedder()) as bot:
        yield bot


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("How much cash is left after two Naru-3 training runs?", "KRW 336–356 billion"),
        ("What cash remains after 3 Naru-3 training runs?", "KRW 306–336 billion"),
        ("三次Naru-3训练之后还剩多少现金？", "3,060亿–3,360亿韩元"),
        ("What do four Naru-3 training runs cost?", "KRW 80–120 billion"),
        ("两次Naru-3训练要多少钱？", "400亿–600亿韩元"),
        ("What do four Naru-3 training runs cost?", "KRW 80–120 billion"),
        ("How much cash is left after one Naru-3 training run?", "KRW 366–376 billion"),
    ],
)
def test_so_many_times_the_cost_of_one(question: str, figure: str, desk: Bot) -> None:
    assert figure in desk.ask(question).claims[0]["text"]


def test_a_number_in_a_name_counts_nothing(desk: Bot) -> None:
    answer = desk.ask("What does a Naru-3 training run cost?")
    assert "20" in answer.answer and "×" not in answer.claims[0]["text"]
