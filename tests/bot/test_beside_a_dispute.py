"""What stands beside a dispute or a figure: the same in both languages, and no neighbours."""

import pytest
from conftest import Asks

from bot import Bot
from knowledge import amounts

ALIKE = [
    ("Is the valuation EUR 14 billion?", "估值是140亿欧元吗？"),
    ("Is the valuation EUR 2.6 billion or EUR 1.9 billion?", "估值是26亿还是19亿欧元？"),
    ("Was the Series C price 1.4 or 14 billion euros?", "C轮估值是14亿还是140亿欧元？"),
    ("With a 97% recovery, how did they get there so fast?", "回收率97%，怎么这么快做到的？"),
    ("What is the revenue?", "收入是多少？"),
    ("How much cash is there?", "账上有多少现金？"),
]


@pytest.mark.parametrize("asked", ALIKE, ids=[en for en, _ in ALIKE])
def test_both_languages_tell_the_same_figures(bot: Bot, asked: tuple[str, str]) -> None:
    en, zh = (_figures(bot, question) for question in asked)
    assert en == zh


def test_dispute_about_a_stated_figure_is_all_that_is_told(bot: Bot) -> None:
    answer = bot.ask("Is the valuation EUR 14 billion?")
    assert "ten times too high" in answer.claims[0]["text"]
    assert len(answer.claims) <= 2


@pytest.mark.parametrize(
    "question",
    ["Is the valuation EUR 2.6 billion or EUR 1.9 billion?", "估值是26亿还是19亿欧元？"],
)
def test_choice_between_two_figures_gets_the_dispute_alone(bot: Bot, question: str) -> None:
    (claim,) = bot.ask(question).claims
    assert claim["role"] == "conclusion"
    assert "1.9" in claim["text"] or "19亿" in claim["text"]


def test_currency_before_an_amount_names_nothing(asks: Asks) -> None:
    assert asks("Is the valuation EUR 2.6 billion?").names == ()


def _figures(bot: Bot, question: str) -> set[tuple[str, object, object]]:
    claims = bot.ask(question).claims
    found = [a for claim in claims for a in amounts.find(claim["text"])]
    return {(a.unit, a.low, a.high) for a in found if a.unit != "count"}
