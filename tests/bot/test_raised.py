"""What was raised in a year: its rounds added up, each once, and no total of other years."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from made_facts import fact, record

from bot.computing.pairing import paired
from bot.computing.raised import raised
from bot.understand import understand
from knowledge import Fact


def round_(key: str, amount: float, day: str, **more: Any) -> Fact:
    name = more.pop("subject", f"Series {key.upper()}")
    en, zh = f"Torve raised NOK {amount} million in its {name}.", f"托维{name}融资"
    return fact(key, en, zh, amount * 1e6, "NOK", attribute="round_amount", subject=name,
                as_of=day, **more)  # fmt: skip


FACTS = (
    round_("a", 20, "2028-02-01"),
    round_("b", 50, "2029-03"),
    round_("c", 70, "2029-11-20"),
    replace(round_("again", 71, "2029-12-02", subject="Series C"), certainty="rumour"),
    round_("equity", 60, "2029-11-20", subject="Series C, equity"),
    fact("total", "Torve has raised NOK 140 million in all.", "托维累计融资1.4亿克朗。", 140e6,
         "NOK", attribute="raised_total", as_of="2029-12-31"),
)  # fmt: skip
LEDGER = record(FACTS, published="2030-07-01")
UNDERSTOOD = partial(understand, ledger=LEDGER, is_known=lambda _: False)

SUMS = [
    "How much did the company raise in 2029?", "How much money was raised in 2029 so far?",
    "Total funding raised in 2029?", "2029年融资总额是多少？", "2029年一共融了多少钱？",
    "公司2029年募集了多少资金？",
]  # fmt: skip


@pytest.mark.parametrize("question", SUMS)
def test_rounds_of_the_year_are_added_up(question: str) -> None:
    made = paired(UNDERSTOOD(question), LEDGER, (), UNDERSTOOD)
    assert made is not None
    assert made.metric.value == 120_000_000
    assert [f.id for f in made.facts] == ["b", "c"]


@pytest.mark.parametrize(
    ("question", "says"),
    [("Total funding raised in 2028?", "NOK 20 million (1 February 2028)"),
     ("2028年一共融了多少钱？", "2,000万挪威克朗（2028年2月1日）")],
)  # fmt: skip
def test_total_of_a_year_with_one_round_is_that_round(question: str, says: str) -> None:
    made = raised(UNDERSTOOD(question), LEDGER)
    assert made is not None
    assert says in made.metric.says + made.metric.says_zh


@pytest.mark.parametrize(
    "question",
    ["How much had been raised by the end of 2029?", "截至2029年底累计融资多少？",
     "Which rounds were raised in 2029?", "How much did they want to raise in 2029?",
     "How much was raised in 2027?", "How much did the Series C raise in 2029?"],
)  # fmt: skip
def test_no_sum_of_a_year_was_asked(question: str) -> None:
    assert raised(UNDERSTOOD(question), LEDGER) is None


@pytest.mark.parametrize(
    "question",
    ["Does the cash of NOK 90 million include the money raised in 2029?",
     "9000万克朗的现金里包括2029年的融资吗？"],
)  # fmt: skip
def test_whether_the_balance_includes_a_round_asks_what_was_raised_since(question: str) -> None:
    u = UNDERSTOOD(question)
    assert (u.concepts, u.figures) == (("raised_since_balance",), ())


@pytest.mark.parametrize(
    "question",
    ["How much has Torve raised in total?", "托维累计融资多少？", "Total funding to date?"],
)
def test_all_rounds_are_added_up_where_no_total_is_on_record(question: str) -> None:
    angel = replace(round_("angel", 3, "2027-05", subject="angel"), unit="EUR")
    bare = replace(LEDGER, facts=(angel, *(f for f in FACTS if f.id != "total")))
    made = raised(understand(question, ledger=bare, is_known=lambda _: False), bare)
    assert made is not None
    assert (made.metric.value, made.metric.unit) == (140_000_000, "NOK")
    assert "not in that sum, €3 million (May 2027)" in made.metric.says
    assert raised(UNDERSTOOD(question), LEDGER) is None


@pytest.mark.parametrize(
    ("question", "name"),
    [("How much did the first round bring in?", "Series A"), ("首轮融资多少？", "Series A"),
     ("How large was the latest round?", "Series C"), ("最近一轮融了多少？", "Series C")],
)  # fmt: skip
def test_first_and_last_round_go_by_the_name_on_record(question: str, name: str) -> None:
    assert UNDERSTOOD(question).names == (name,)
