"""What became of something, and every figure of a kind: asked of the invented company's desk."""

import pytest

from bot import Bot

BECAME = [
    ("The cash was EUR 310 million in the year-end letter; is that still current?", "240 million"),
    ("年终信说现金3.1亿欧元，现在还是这个数吗？", "2.4亿欧元"),
    ("ARR was EUR 52 million in December 2030. What did it end up at?", "88 million"),
    ("2030年12月年化收入5200万欧元，后来呢？", "8,800万欧元"),
]


@pytest.mark.parametrize(("question", "figure"), BECAME, ids=[q for q, _ in BECAME])
def test_what_took_its_place_leads(bot: Bot, question: str, figure: str) -> None:
    assert figure in bot.ask(question).claims[0]["text"]


LISTS = [
    ("List all rounds with their amounts.", ["65 million", "210 million"]),
    ("列出历次融资金额。", ["6,500万", "2.1亿"]),
    ("Who owns how much of Brinekeld?", ["21.5%", "12%"]),
    ("谁持股多少？逐一列出。", ["21.5%", "12%"]),
]


@pytest.mark.parametrize(("question", "figures"), LISTS, ids=[q for q, _ in LISTS])
def test_list_has_every_figure(bot: Bot, question: str, figures: list[str]) -> None:
    text = bot.ask(question).answer
    assert [f for f in figures if f in text] == figures


def test_list_of_prices_leaves_out_what_is_wrong(bot: Bot) -> None:
    text = bot.ask("List every valuation with its date.").answer
    assert all(price in text for price in ("€320 million", "€1.4 billion", "EUR 1.9 billion"))
    assert "EUR 14 billion." not in text.split("Contested")[0]


DECLINED = [
    "What is the offer price per share of the listing?",
    "上市的每股发行价是多少？",
    "How old is Ilse Vandermark?",
    "伊尔丝·范德马克多大年纪？",
    "What is the customer acquisition cost?",
    "获客成本是多少？",
    "What is the interest rate on the loan?",
    "贷款利率是多少？",
    "How many lawyers does Brinekeld employ?",
    "What is Ilse Vandermark's salary?",
    "员工期权池有多大？",
    "What is Brinekeld's market share?",
]


@pytest.mark.parametrize("question", DECLINED)
def test_figure_that_nothing_records_is_declined(bot: Bot, question: str) -> None:
    assert bot.ask(question).status == "declined"


@pytest.mark.parametrize("question", ["When is the bank loan due?", "贷款何时到期？"])
def test_statement_is_told_where_it_says_more_of_the_question(bot: Bot, question: str) -> None:
    assert "2034" in bot.ask(question).answer
