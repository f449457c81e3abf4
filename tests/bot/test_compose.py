import re

import pytest

from bot import Bot
from bot.answer import Answer

QUESTIONS = [
    "How long does the cash last?",
    "What is the valuation?",
    "What are the main risks?",
    "最新估值是多少？",
    "主要风险有哪些？",
    "What does the workshop in Aalst repair?",
]
HEADINGS = r"\*\*(?:Computed|Contested|Over time|计算|有争议|前后变化)[:：]\*\*"


def bare(text: str) -> str:
    """The text without headings, marks, emphasis and spaces."""
    text = re.sub(HEADINGS, "", text)
    text = re.sub(r"(?:\[\d+\])+", "", text)
    return re.sub(r"[\s*]", "", text)


@pytest.fixture(scope="module", params=QUESTIONS)
def answer(request: pytest.FixtureRequest, bot: Bot) -> Answer:
    return bot.ask(request.param)


def test_text_is_the_claims_and_nothing_else(answer: Answer) -> None:
    assert bare(answer.answer) == "".join(bare(c["text"]) for c in answer.claims)


def test_marks_are_the_claims_citations(answer: Answer) -> None:
    marks = [int(n) for n in re.findall(r"\[(\d+)\]", answer.answer)]
    assert marks == [n for c in answer.claims for n in c["citations"]]


def test_citations_are_numbered_without_gaps(answer: Answer) -> None:
    assert [c.n for c in answer.citations] == list(range(1, len(answer.citations) + 1))


def test_only_the_conclusion_leads(answer: Answer) -> None:
    assert [c["role"] for c in answer.claims].index("conclusion") == 0
    assert answer.answer.startswith("**")


def test_every_claim_was_checked_and_stands(answer: Answer) -> None:
    for claim in answer.claims:
        assert claim["verdict"] in ("supported", "computed")
        assert claim["checks"] and all(check["ok"] for check in claim["checks"])


def test_nothing_is_said_twice(answer: Answer) -> None:
    texts = [c["text"] for c in answer.claims]
    assert len(texts) == len(set(texts))


def test_inputs_of_a_metric_are_cited(bot: Bot) -> None:
    answer = bot.ask("How long does the cash last?")
    held = {c.n for c in answer.citations}
    assert answer.metrics
    assert all(i["assumed"] or i["citation"] in held for m in answer.metrics for i in m["inputs"])
