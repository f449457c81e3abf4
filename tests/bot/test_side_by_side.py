"""Two names, two quantities, an order of size: each is told, over the invented company."""

import pytest
from conftest import Asks

from bot import Bot


def told(bot: Bot, question: str) -> str:
    return "\n".join(c["text"] for c in bot.ask(question).claims)


@pytest.mark.parametrize(
    ("question", "apart"),
    [
        ("valuations of series B and C", ("Series B", "Series C")),
        ("B、C两轮的估值", ("Series B", "Series C")),
        ("How much of it do Nordhav and Tessel own?", ("nordhav", "tessel")),
        ("Cobaltine or Metzora: whose capacity is larger?", ("cobaltine", "metzora")),
        ("科巴汀和梅佐拉的产能", ("cobaltine", "metzora")),
        ("What was agreed between Cobaltine and Metzora?", ()),
        ("Does Sluice-2 beat Cobaltine?", ()),
    ],
)
def test_names_that_are_joined_stand_apart(
    asks: Asks, question: str, apart: tuple[str, ...]
) -> None:
    assert asks(question).apart == apart


EACH = [
    ("valuations of series B and C", ("€320 million", "€1.4 billion")),
    ("B、C两轮的估值", ("3.2亿欧元", "14亿欧元")),
    ("Whose capacity is larger, Cobaltine's or Metzora's?", ("45,000", " 5,000")),
    ("What were revenue and net loss in 2030?", ("€61 million", "€104 million")),
    ("2030年收入和净亏损各是多少？", ("6,100万", "1.04亿")),
    ("How much cash and how many employees do they have?", ("€240 million", "640")),
    ("现金多少，员工多少？", ("2.4亿", "640")),
    (
        "What loss did they make in 2030, and at what price were they last valued?",
        ("€104 million", "€1.4 billion"),
    ),
    ("2030年亏了多少，最近一次估值是多少？", ("1.04亿", "14亿欧元")),
    ("Who led the Series C and how much was raised?", ("Nordhav Capital led", "210 million")),
]


@pytest.mark.parametrize(("question", "figures"), EACH, ids=[q for q, _ in EACH])
def test_each_side_is_told(bot: Bot, question: str, figures: tuple[str, ...]) -> None:
    text = told(bot, question)
    assert [f for f in figures if f not in text] == []


ORDERED = [
    ("shareholders in order of size", "21.5%", "12%"),
    ("股东按持股排序", "21.5%", "12%"),
    ("list the rounds, smallest first", "€65 million", "€210 million"),
    ("各轮融资从大到小", "2.1亿", "6,500万"),
    ("列出各轮融资", "6,500万", "2.1亿"),
]


@pytest.mark.parametrize(("question", "first", "second"), ORDERED, ids=[q for q, *_ in ORDERED])
def test_list_stands_in_the_order_asked_for(
    bot: Bot, question: str, first: str, second: str
) -> None:
    text = told(bot, question)
    assert 0 <= text.find(first) < text.find(second)


EXTREMES = [
    ("Which was the smallest round?", "€65 million"),
    ("哪一轮融资最小？", "6,500万"),
    ("Who is the largest shareholder?", "21.5%"),
]


@pytest.mark.parametrize(("question", "said"), EXTREMES, ids=[q for q, _ in EXTREMES])
def test_extreme_leads(bot: Bot, question: str, said: str) -> None:
    assert said in bot.ask(question).claims[0]["text"]
