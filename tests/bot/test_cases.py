"""The case for and against the company, over the invented one: each side from its own kinds."""

import pytest
from conftest import Asks

from bot import Bot
from bot.matching import cases

FOR = [
    "What is the bull case?",
    "What speaks for the company?",
    "看多的理由是什么？",
    "投资亮点有哪些？",
]
AGAINST = [
    "What is the bear case?",
    "What speaks against the company?",
    "看空的理由有哪些？",
    "利空有哪些？",
]
OTHER = [
    "What are the main risks?", "What speaks for a listing?", "Should we invest?",
    "What is the bull case for Cobaltine?", "上市有哪些利弊？",
]  # fmt: skip


@pytest.mark.parametrize("question", FOR)
def test_growth_leads_the_case_for_and_what_is_alleged_is_not_in_it(
    bot: Bot, question: str
) -> None:
    answer = bot.ask(question)
    said = [c["text"] for c in answer.claims]
    assert answer.status == "answered"
    assert said[0].startswith(("ARR rose", "年化收入由"))
    assert not any("solvent" in s or "溶剂" in s or "net loss" in s for s in said)


@pytest.mark.parametrize("question", AGAINST)
def test_what_is_alleged_leads_the_case_against_and_growth_is_not_in_it(
    bot: Bot, question: str
) -> None:
    answer = bot.ask(question)
    said = [c["text"] for c in answer.claims]
    assert answer.status == "answered"
    assert "solvent" in said[0] or "溶剂" in said[0]
    assert any("104" in s or "1.04亿" in s for s in said)  # the net loss
    assert not any("rose" in s or "升至" in s for s in said)


@pytest.mark.parametrize("question", ["What are the pros and cons?", "公司的优缺点是什么？"])
def test_both_sides_stand_apart(bot: Bot, question: str) -> None:
    claims = bot.ask(question).claims
    against = [c["text"] for c in claims if c["role"] == "against"]
    assert claims[0]["text"].startswith(("ARR rose", "年化收入由"))
    assert any("solvent" in s or "溶剂" in s for s in against)


def test_next_turn_asks_for_its_own_side_alone(bot: Bot) -> None:
    first = bot.ask("What is the bull case?")
    answer = bot.ask("And what is the bear case?", first.thread_id)
    assert not any("ARR rose" in c["text"] for c in answer.claims)


@pytest.mark.parametrize("question", OTHER)
def test_other_questions_ask_for_no_case(asks: Asks, question: str) -> None:
    u = asks(question)
    assert not cases.asked(u) or not cases.facts(cases.asked(u), u, asks.ledger)
