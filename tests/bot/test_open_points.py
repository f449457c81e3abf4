"""What is not known was asked: the gaps the record lists are told, of the topic asked about."""

import pytest
from conftest import Asks

from bot import Bot
from bot.open_points import open_points

ALL = [
    "What do we not know about the company?", "What are the main information gaps?",
    "Which documents should we ask for?", "关于这家公司我们还不知道什么？", "信息缺口有哪些？",
]  # fmt: skip
OF_TOPIC = [
    ("What don't we know about the cash?", ["cash-after"]),
    ("What would change your mind about the runway?", ["cash-after", "plant-cost"]),
    ("Which questions are still open on the risks?", ["permits", "suit-status"]),
    ("关于现金我们还不知道什么？", ["cash-after"]),
    ("什么信息会改变你对跑道的判断？", ["cash-after", "plant-cost"]),
]


@pytest.mark.parametrize("question", ALL)
def test_every_gap_is_listed_with_its_document(bot: Bot, asks: Asks, question: str) -> None:
    answer, gaps = bot.ask(question), asks.ledger.gaps
    assert answer.status == "declined"
    assert [g.id for g in gaps if g.ask(answer.language) not in answer.answer] == []
    assert {m.document for m in answer.missing} == {
        g.document_zh if answer.language == "zh" else g.document for g in gaps
    }


def test_topics_take_turns(asks: Asks) -> None:
    topics = [g.topic for g in open_points(asks(ALL[0]), asks.ledger)]
    assert topics[:6] == ["runway", "funding", "ecosystem", "traction", "risk", "moat"]


@pytest.mark.parametrize(("question", "gaps"), OF_TOPIC, ids=[q for q, _ in OF_TOPIC])
def test_gaps_are_those_of_what_was_asked(asks: Asks, question: str, gaps: list[str]) -> None:
    assert [g.id for g in open_points(asks(question), asks.ledger)] == gaps


@pytest.mark.parametrize(
    "question",
    ["How much cash is there?", "Is it unknown who holds the shares?", "Why is the cash unknown?",
     "What don't we know about Cobaltine's revenue?"],
)  # fmt: skip
def test_other_questions_list_no_gaps(asks: Asks, question: str) -> None:
    assert open_points(asks(question), asks.ledger) == []
