"""The second of an order by size; what replaced a figure that the asker takes for today's."""

import pytest

from bot import Bot
from bot.answer import Answer


def told(bot: Bot, *questions: str) -> Answer:
    thread = None
    for question in questions:
        answer = bot.ask(question, thread)
        thread = answer.thread_id
    return answer


SECOND = [
    ("Who is the second largest shareholder?",),
    ("第二大股东是谁",),
    ("top shareholder?", "no 2"),
    ("谁是第一大股东", "第二大呢"),
]


@pytest.mark.parametrize("questions", SECOND, ids=[q[-1] for q in SECOND])
def test_second_of_an_order_is_not_the_first(bot: Bot, questions: tuple[str, ...]) -> None:
    lead = told(bot, *questions).claims[0]["text"]
    assert "12%" in lead and "21.5%" not in lead


def test_somebody_picked_out_is_not_the_biggest(bot: Bot) -> None:
    assert "12%" in told(bot, "biggest holder?", "the tessel fund?").claims[0]["text"]


@pytest.mark.parametrize("question", ["They have €310 million, correct?", "有3.1亿欧元，对吗"])
def test_replaced_figure_is_told_with_what_took_its_place(bot: Bot, question: str) -> None:
    lead, *beside = told(bot, question).claims
    assert "310" in lead["text"] or "3.1" in lead["text"]
    assert any("240" in c["text"] or "2.4" in c["text"] for c in beside)
