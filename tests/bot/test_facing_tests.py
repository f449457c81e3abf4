"""Scores set side by side are of one test, and several rivals are not set beside without the
company; what is paid for what is earned goes before the price where that is called dear.
"""

from functools import partial

import pytest
from made_facts import fact

from bot import Bot
from bot.matching.facing import facing
from bot.matching.wording import things
from bot.understand import understand
from knowledge import Entity, Ledger, Source


def score(key: str, who: str, test: str, value: float) -> object:
    en, zh = f"{who} scores {value} on {test}.", f"{who}在{test}得{value}。"
    owner = {"Torve": "torve", "Vannet": "vannet", "Halvar": "halvar"}[who]
    return fact(key, en, zh, value, "score", attribute="benchmark_score", entity=owner,
                subject=f"{who} on {test}")  # fmt: skip


FACTS = (
    score("own-tide", "Torve", "Tide", 60.6), score("own-fjord", "Torve", "Fjord", 61),
    score("rival-fjord", "Vannet", "Fjord", 68.2), score("third-fjord", "Halvar", "Fjord", 50),
    fact("price", "Torve was valued at NOK 90 million.", "托维估值9000万克朗。", 90e6, "NOK",
         attribute="valuation_post", subject="Series B"),
)  # fmt: skip
NAMES = (("torve", "Torve", "托维"), ("vannet", "Vannet", "万内特"), ("halvar", "Halvar", "哈尔瓦"))
LEDGER = Ledger(
    facts=FACTS,  # type: ignore[arg-type]
    sources=(Source(id="letter", title="Letter", publisher="Torve", published="2031-02-01",
                    language="en", tier=1),),
    entities=tuple(
        Entity(id=key, name=en, name_zh=zh, names=(en, zh), is_subject=key == "torve")
        for key, en, zh in NAMES
    ),
)  # fmt: skip
UNDERSTOOD = partial(understand, ledger=LEDGER, is_known=lambda _: True)


def faced(question: str) -> list[str]:
    u = UNDERSTOOD(question)
    return [f.id for f in facing(u, things(u, LEDGER), LEDGER)]


@pytest.mark.parametrize(
    "question",
    ["How does Torve score on benchmarks compared with Vannet?", "托维的跑分跟万内特比如何？"],
)
def test_scores_beside_each_other_are_of_one_test(question: str) -> None:
    assert faced(question) == ["own-fjord", "rival-fjord"]


@pytest.mark.parametrize(
    "question",
    ["How does its benchmark score compare with Vannet and Halvar?",
     "与万内特和哈尔瓦相比，托维的跑分如何？"],
)  # fmt: skip
def test_company_is_not_left_out_beside_several(question: str) -> None:
    assert faced(question) == []


def test_two_rivals_alone_are_set_side_by_side() -> None:
    assert faced("Who scores higher on benchmarks, Vannet or Halvar?") == [
        "rival-fjord",
        "third-fjord",
    ]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Is the valuation expensive?", "multiple"), ("估值贵不贵？", "multiple"),
        ("这个估值是不是高估了？", "multiple"),
        ("What is the valuation, and what multiple of revenue is that?", "valuation"),
    ],
)  # fmt: skip
def test_dear_or_cheap_asks_for_the_multiple_first(question: str, first: str) -> None:
    assert UNDERSTOOD(question).concepts[0] == first


@pytest.mark.parametrize("question", ["Is the valuation expensive?", "估值贵不贵？"])
def test_dear_or_cheap_is_told_by_the_multiple_and_no_older_price(bot: Bot, question: str) -> None:
    claims = [c["text"] for c in bot.ask(question).claims]
    assert "21.6" in claims[0]  # 1.9 billion over 88 million
    assert not any("320 million" in c or "3.2亿" in c for c in claims)
