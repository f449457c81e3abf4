"""A question that rests on something the record denies is told what is recorded of that."""

import pytest

from bot import Bot

PREMISES = [
    ("Now that Brinekeld is profitable, how large is the dividend?", "€104 million"),
    ("既然布林凯已经盈利，分红多少？", "1.04亿"),
    ("Since Cobaltine won the patent suit, how old is it?", "Cobaltine sued"),
    ("Why did Brinekeld lose money in 2030?", "€104 million"),
]


@pytest.mark.parametrize(("question", "said"), PREMISES, ids=[q for q, _ in PREMISES])
def test_premise_is_told_in_part(bot: Bot, question: str, said: str) -> None:
    answer = bot.ask(question)
    assert answer.status == "partial"
    assert said in answer.claims[0]["text"]


SILENT = [
    "Why did Brinekeld go bankrupt?",
    "布林凯为什么破产？",
    "Since Ilse Vandermark was fired in May, who has been running things?",
    "After the Series C, who holds the rest?",
    "Since Quellmark Robotics left, who supplies the furnaces?",
]


@pytest.mark.parametrize("question", SILENT)
def test_premise_that_nothing_speaks_of_is_declined(bot: Bot, question: str) -> None:
    assert bot.ask(question).status == "declined"


def test_answer_keeps_the_question_as_typed(bot: Bot) -> None:
    answer = bot.ask("布林凱的現金還能撐多久？")
    assert answer.question == "布林凱的現金還能撐多久？"
    assert "约2年" in answer.claims[0]["text"]
