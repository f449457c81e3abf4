"""Wordings that say the same in English and Chinese are understood alike."""

import pytest
from conftest import Asks

from bot import Bot

CONCEPTS = [
    ("How heavy a load can it pick up?", "最多能举多重的货？", "payload"),
    ("What does it cost them to make one?", "造一台的成本是多少？", "unit_cost"),
    ("How much was raised at the IPO?", "上市募资多少？", "ipo_size"),
    ("Was the court case settled?", "那个仲裁案了结了吗？", "legal"),
    ("What is the price of output tokens?", "每百万输出token的官方价格是多少？", "output_price"),
]


@pytest.mark.parametrize(("en", "zh", "concept"), CONCEPTS, ids=[en for en, _, _ in CONCEPTS])
def test_concept_is_read_in_both(asks: Asks, en: str, zh: str, concept: str) -> None:
    assert [asks(q).concepts[:1] for q in (en, zh)] == [(concept,)] * 2


WANTS = [
    ("How did they manage that so fast?", "他们怎么做到这么快的？", "why"),
    ("Which rivals are there besides Cobaltine?", "除了科巴汀还有哪些对手？", "except"),
    ("How large was the most recent closed round?", "最近完成的一轮多大？", "latest_round"),
]


@pytest.mark.parametrize(("en", "zh", "want"), WANTS, ids=[en for en, _, _ in WANTS])
def test_want_is_read_in_both(asks: Asks, en: str, zh: str, want: str) -> None:
    assert [want in asks(q).wants for q in (en, zh)] == [True, True]


def test_each_of_two_names_compares_them(asks: Asks) -> None:
    asked = asks("布林凯和科巴汀的收入各是多少？").wants
    assert "compare" in asked
    assert "each" not in asked


@pytest.mark.parametrize(
    "question", ["Who are the rivals besides Cobaltine?", "除了科巴汀，竞争对手有谁？"]
)
def test_who_is_excepted_is_told_nothing_of(bot: Bot, question: str) -> None:
    told = " ".join(c["text"] for c in bot.ask(question).claims)
    assert "Cobaltine's" not in told
    assert "科巴汀的" not in told


@pytest.mark.parametrize(
    "question", ["Revenue of EUR 61 million in dollars?", "收入6100万欧元合多少美元？"]
)
def test_conversion_is_all_that_is_told(bot: Bot, question: str) -> None:
    claims = bot.ask(question).claims
    assert {c["kind"] for c in claims} == {"computed"}
