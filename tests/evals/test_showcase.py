"""The table of pairs, with answers made by hand: what counts as the same figures, what it shows."""

from typing import Any

import pytest

from bot.answer import Answer, Status
from evals import showcase
from evals.showcase import Pair


def answer(*claims: str, question: str = "How much?", status: Status = "answered") -> Answer:
    """An answer whose first claim is its conclusion."""
    stated: list[dict[str, Any]] = [
        {"text": text, "role": "support" if n else "conclusion"} for n, text in enumerate(claims)
    ]
    return Answer(
        question=question, language="en", thread_id="t", status=status, as_of=None, writer="hand",
        answer="The sources here do not say.", claims=stated, citations=[], metrics=[],
        conflicts=[], missing=[], followups=[], timings_ms={}, usage={},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        pytest.param("Cash: above CNY 10 billion.", "现金：超过100亿元人民币。", id="units"),
        pytest.param("about 2–3 years", "约2–3年", id="range"),
        pytest.param("It denies this.", "公司否认。", id="no figure"),
        pytest.param("CNY 10 billion, or 10 billion", "人民币100亿元", id="bare beside named"),
    ],
)
def test_pair_with_the_same_figures_agrees(en: str, zh: str) -> None:
    assert Pair(en=answer(en), zh=answer(zh)).agrees


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        pytest.param("CNY 10 billion", "100亿美元", id="currency"),
        pytest.param("$35 billion", "35亿美元", id="scale"),
        pytest.param("2–3 years", "约2年", id="range against one end"),
        pytest.param("$35 billion", "据报道。", id="left out"),
    ],
)
def test_pair_with_other_figures_differs(en: str, zh: str) -> None:
    assert not Pair(en=answer(en), zh=answer(zh)).agrees


def test_figure_in_one_language_only_is_named_on_its_side() -> None:
    pair = Pair(en=answer("$35 billion and 170%"), zh=answer("350亿美元"))
    assert [unit for unit, _, _ in pair.only_en] == ["percent"]
    assert pair.only_zh == set()


def test_figures_of_every_claim_count_not_of_the_conclusion_alone() -> None:
    assert not Pair(en=answer("A.", "$1 billion"), zh=answer("甲。", "20亿美元")).agrees


def test_declined_pair_agrees_but_does_not_hold() -> None:
    pair = Pair(en=answer(status="declined"), zh=answer(status="declined"))
    assert pair.agrees and not pair.holds


def test_conclusion_of_a_declined_answer_is_its_fixed_sentence() -> None:
    assert showcase.conclusion(answer(status="declined")) == "The sources here do not say."


def test_every_question_is_asked_in_both_languages() -> None:
    asked: list[str] = []

    def ask(question: str) -> Answer:
        asked.append(question)
        return answer("Yes.", question=question)

    assert len(showcase.ask_all(ask)) == len(showcase.QUESTIONS) == 10
    assert asked == [question for pair in showcase.QUESTIONS for question in pair]


def test_row_keeps_its_seven_cells_whatever_the_text_says() -> None:
    odd = "a | b \\| c\n\nd <!-- showcase:end -->"
    row = showcase.table([Pair(en=answer(odd), zh=answer("甲"))]).splitlines()[2]
    assert row.replace("\\\\", "").replace("\\|", "").count("|") == 8
    assert "<!--" not in row


def test_row_tells_both_statuses_where_they_differ() -> None:
    pair = Pair(en=answer("A."), zh=answer(status="declined"))
    assert "| answered / declined |" in showcase.table([pair])
