import pytest
from conftest import Asks

from bot import Bot, checklist
from knowledge import Ledger

GAPS = [
    ("How much cash is there?", "Management accounts for the third quarter of 2031"),
    ("Who are the shareholders?", "Shareholder register"),
    ("What is the churn?", "Contract list with renewal dates"),
    ("What does the second plant cost?", "The construction contract"),
    ("第二座工厂要花多少钱？", "施工合同"),
    ("Where does the lawsuit stand?", "Court docket"),
]


@pytest.mark.parametrize(("question", "document"), GAPS, ids=[q for q, _ in GAPS])
def test_recorded_gap_names_its_document(
    asks: Asks, ledger: Ledger, question: str, document: str
) -> None:
    assert document in [
        m.document for m in checklist.missing(asks(question), ledger, declined=True)
    ]


def test_gap_of_the_company_is_not_a_rivals(asks: Asks, ledger: Ledger) -> None:
    told = checklist.missing(asks("What is Cobaltine's cash?"), ledger, declined=True)
    assert [m.what for m in told] == ["What is Cobaltine's cash?"]


def test_declined_question_always_names_a_document(asks: Asks, ledger: Ledger) -> None:
    assert checklist.missing(asks("How do I bake bread?"), ledger, declined=True)[0].document


def test_answered_question_without_a_gap_misses_nothing(asks: Asks, ledger: Ledger) -> None:
    assert checklist.missing(asks("What is the gross margin?"), ledger, declined=False) == []


def test_follow_ups_are_questions_the_desk_can_answer(bot: Bot) -> None:
    for offered in bot.suggestions("en"):
        for question in offered["questions"]:
            assert bot.ask(question).status != "declined", question


def test_follow_ups_are_in_the_language_of_the_question(asks: Asks) -> None:
    offered = checklist.followups(asks("怎么做面包？"), lambda _: True, declined=True)
    asked = {row["zh"] for rows in checklist.questions().values() for row in rows}
    assert len(offered) == 2 and set(offered) <= asked
