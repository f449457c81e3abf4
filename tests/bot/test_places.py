"""A country is one name, by whatever form a question or a source uses, and never only a pronoun."""

from functools import partial

import pytest
from made_facts import fact, record

from bot.computing.pairing import paired
from bot.matching import fit
from bot.question import places
from bot.question.read import mentions_name
from bot.understand import understand

LEDGER = record((
    fact("home", "A survey says 9% of ferry users in Norway pay for AI.",
         "一项调查称挪威轮渡用户中有9%为AI付费。", 9, "percent", attribute="pay_rate",
         subject="Norway"),
    fact("abroad", "A survey says 15% of US users pay for AI.",
         "一项调查称美国用户中有15%为AI付费。", 15, "percent", attribute="pay_rate",
         subject="United States"),
    fact("mix", "Freight brought Torve 70% of revenue.", "货运占托维收入的70%。", 70, "percent",
         attribute="revenue_mix", subject="freight"),
))  # fmt: skip
SAID = " ".join(f"{f.statement} {f.statement_zh}" for f in LEDGER.facts).lower()


def answering(question: str) -> list[str]:
    u = understand(question, ledger=LEDGER, is_known=lambda w: w.lower() in SAID)
    return [r.fact.id for r in fit.rank(u, LEDGER) if r.strength == "strong"]


@pytest.mark.parametrize(
    "question",
    [
        "What share of users in the US pay for AI?",
        "what share of users in the us pay",
        "And Americans, what portion of them pay for AI?",
        "Which percentage of American users pay?",
        "What share of users in the United States pay?",
        "美国用户的付费率是多少？",
    ],
)
def test_share_of_a_country_is_not_told_by_another(question: str) -> None:
    assert answering(question) == ["abroad"]


def test_share_of_users_in_one_country_is_no_share_of_those_in_another() -> None:
    understood = partial(understand, ledger=LEDGER, is_known=lambda w: w.lower() in SAID)
    u = understood("What share of users in the US pay for AI?")
    assert paired(u, LEDGER, (), understood) is None


@pytest.mark.parametrize(
    "question",
    ["How much revenue comes from the us?", "来自美国的收入有多少？", "Revenue in the U.S.?"],
)
def test_part_that_a_country_brings_is_not_told_by_another_part(question: str) -> None:
    assert answering(question) == []


@pytest.mark.parametrize(
    "text", ["Tell us more.", "It raised US$4m.", "US dollars rose.", "US-18 sailed."]
)
def test_letters_of_something_else_name_no_country(text: str) -> None:
    assert places.found(text) == []


def test_country_is_named_by_any_of_its_forms() -> None:
    assert mentions_name("An American bank lent it.", "US")
    assert mentions_name("美国用户付费。", "United States")
    assert not mentions_name("They told us so.", "United States")
    assert not mentions_name("A Swiss bank lent it.", "US")
