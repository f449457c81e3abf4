"""Two names, two quantities, an order of size: each is told, over the invented company."""

from dataclasses import replace
from decimal import Decimal

import pytest
from conftest import Asks

from bot import Bot
from bot.matching import fit
from bot.matching.facing import facing
from bot.matching.sides import of_each
from bot.matching.wording import things
from bot.understand import understand
from knowledge import Entity, Fact, Ledger, Source


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


def valued(key: str, whose: str, at: int, as_of: str, subject: str | None = None) -> Fact:
    return Fact(
        id=key, entity=whose, topic="valuation", attribute="valuation_post", subject=subject,
        statement=f"{whose.title()} was valued at ${at} million.",
        statement_zh=f"{whose}估值{at}百万美元。", value=Decimal(at * 1_000_000), unit="USD",
        bound="exact", as_of=as_of, source="wire", certainty="reported",
    )  # fmt: skip


RIVALS = Ledger(
    facts=(valued("own", "torve", 400, "2030-03-01", "Series B"),
           valued("rival", "kvitsund", 900, "2030-06")),
    sources=(Source(id="wire", title="Wire", publisher="Wire", published="2030-07-01",
                    language="en", tier=2),),
    entities=(Entity(id="torve", name="Torve", name_zh="托维", names=("Torve", "托维"),
                     is_subject=True),
              Entity(id="kvitsund", name="Kvitsund", name_zh="奎松", names=("Kvitsund", "奎松"))),
)  # fmt: skip


@pytest.mark.parametrize(
    "question",
    [
        "How does Torve's Series B valuation compare with what Kvitsund was worth in June 2030?",
        "托维B轮估值与奎松2030年6月的估值相比如何？",
    ],
)
def test_round_of_one_side_and_month_of_the_other_leave_neither_without(question: str) -> None:
    u = understand(question, ledger=RIVALS, is_known=lambda word: False)
    alone = [r.fact.id for r in fit.rank(u, RIVALS) if r.strength == "strong"]
    both = [r.fact.id for r in of_each(u, RIVALS, fit.rank(u, RIVALS)) if r.strength == "strong"]
    assert alone == ["rival"]
    assert sorted(both) == ["own", "rival"]


def priced(key: str, whose: str, price: int, subject: str, as_of: str) -> Fact:
    fact = valued(key, whose, price, as_of, subject)
    told = f"{subject} costs ${price} per million output tokens."
    return replace(fact, attribute="price_output", topic="model", unit="USD/Mtok",
                   value=Decimal(price), statement=told, statement_zh=told)  # fmt: skip


def test_list_price_is_set_beside_a_rival_and_no_average_of_resellers() -> None:
    known = replace(
        RIVALS,
        facts=(
            priced("list", "torve", 15, "TRV-2", "2030-03-01"),
            priced("resold", "torve", 9, "TRV-2, average of resellers", "2030-06-30"),
            priced("theirs", "kvitsund", 4, "KV-1", "2030-05-01"),
        ),
    )
    question = "How much does Torve charge per million output tokens, and is Kvitsund cheaper?"
    u = understand(question, ledger=known, is_known=lambda word: False)
    assert {f.id for f in facing(u, things(u, known), known)} == {"list", "theirs"}
