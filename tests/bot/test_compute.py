import pytest
from conftest import Asks

from bot.compute import compute
from bot.matching import fit
from knowledge import Ledger, metrics


def chosen(asks: Asks, ledger: Ledger, question: str) -> list[str]:
    u = asks(question)
    return [m.id for m in compute(u, ledger, metrics.compute(ledger), fit.rank(u, ledger))]


WANTED = [
    ("How long does the cash last?", "runway"),
    ("现金还能撑多久？", "runway"),
    ("What is the valuation to ARR multiple?", "valuation-to-arr"),
    ("What annual burn does the blog's runway imply?", "implied-burn"),
    ("按博客说的年限，倒推每年要烧多少钱？", "implied-burn"),
]


@pytest.mark.parametrize(("question", "metric"), WANTED, ids=[q for q, _ in WANTED])
def test_metric_is_chosen(asks: Asks, ledger: Ledger, question: str, metric: str) -> None:
    assert metric in chosen(asks, ledger, question)


def test_balance_of_another_day_does_not_tell_how_long_that_days_lasted(
    asks: Asks, ledger: Ledger
) -> None:
    for question in ("What was the runway at December 2030?", "2030年底的现金当时够用几个月？"):
        assert "runway" not in chosen(asks, ledger, question), question


SOMEBODY_ELSE = [
    "How long does Cobaltine's cash last?",
    "What is Cobaltine worth?",
    "What is Loopdrop worth?",
    "What is the valuation of Groen Kanaal?",
    "梅佐拉的现金还能撑多久？",
]


@pytest.mark.parametrize("question", SOMEBODY_ELSE)
def test_question_about_somebody_else_gets_no_metric_of_the_company(
    asks: Asks, ledger: Ledger, question: str
) -> None:
    assert chosen(asks, ledger, question) == []


def test_conversion_is_of_the_current_closed_figure(asks: Asks, ledger: Ledger) -> None:
    assert chosen(asks, ledger, "What is Brinekeld's valuation in dollars?") == [
        "val-secondary-in-usd"
    ]


def test_history_is_computed_when_a_history_is_asked_for(asks: Asks, ledger: Ledger) -> None:
    assert "step-ups" in chosen(asks, ledger, "What is the valuation history over time?")
    assert "step-ups" not in chosen(asks, ledger, "What is the valuation?")
