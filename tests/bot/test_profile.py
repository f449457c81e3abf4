"""A question that names somebody and asks nothing of them is answered with their main figures."""

import pytest
from conftest import Asks

from bot import Bot
from bot.matching.profile import profiled
from evals.scorers.parity import figures


@pytest.mark.parametrize("question", ["Tell me about Brinekeld", "布林凯是做什么的？", "Brinekeld"])
def test_bare_name_asks_for_what_an_investor_looks_at_first(question: str, asks: Asks) -> None:
    asked = profiled(asks(question), asks.ledger)
    assert (asked.concepts, asked.also) == (("valuation",), ("arr", "revenue", "cash", "burn"))


@pytest.mark.parametrize("question", ["Who leads Brinekeld?", "What is Brinekeld's cash?"])
def test_whatever_else_is_asked_stays_as_it_is(question: str, asks: Asks) -> None:
    asked = asks(question)
    assert profiled(asked, asks.ledger) == asked


@pytest.mark.parametrize("question", ["Tell me about Cobaltine", "介绍一下科巴汀"])
def test_an_introduction_does_not_go_on_about_the_turn_before(question: str, bot: Bot) -> None:
    first = bot.ask("How much cash is there?")
    alone, after = bot.ask(question), bot.ask(question, first.thread_id)
    assert after.answer == alone.answer != bot.ask("And Cobaltine?", first.thread_id).answer


def test_both_languages_tell_the_same_figures(bot: Bot) -> None:
    en, zh = bot.ask("Tell me about Brinekeld"), bot.ask("介绍一下Brinekeld")
    assert "€1.9 billion" in en.answer or "EUR 1.9 billion" in en.answer
    assert "€240 million" in en.answer and "€88 million" in en.answer
    assert figures(en) == figures(zh)
