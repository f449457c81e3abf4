"""Invented filings and answers only; nothing of the benchmark stands here."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals.external import financebench_figures as figures_check

PAGE = """Statement of income (in thousands)
Revenue
$
4,100 
$
3,280
Loss on sale
 (56,700)
Margin
20.5%
"""


def question(page: str = PAGE) -> dict[str, Any]:
    return {
        "financebench_id": "q1", "company": "3D Tin", "question": "How did 3D Tin do?",
        "evidence": [{"evidence_text_full_page": page}],
    }  # fmt: skip


def score(answer: str) -> dict[figures_check.Mode, float]:
    stated = figures_check.figures(answer, "3D Tin")
    return figures_check.scores(stated, figures_check.gold(question()))


@pytest.mark.parametrize(
    ("answer", "quoted", "shown"),
    [
        ("Revenue was $4.1 million.", 1, 1),
        ("Revenue was $4,100 (in thousands).", 1, 1),
        ("Revenue was $4.2 million.", 0, 0),
        ("It lost $56.7 million on the sale.", 1, 1),
        ("Revenue rose from $3.28 million to $4.1 million, by 25%.", 2 / 3, 1),
        ("Revenue rose by 25%.", 0, 0),
        ("The margin was 20.5%, or 410% over 20 years.", 0.5, 0.5),
        ("3D Tin did well over 5 years.", 1, 1),
        ("I do not know.", 1, 1),
    ],
)
def test_share_of_figures_borne_out(answer: str, quoted: float, shown: float) -> None:
    got = score(answer)
    assert got["quoted"] == pytest.approx(quoted)
    assert got["shown"] == pytest.approx(shown)


def test_any_pair_of_the_page_supports_a_result_that_shows_no_operands() -> None:
    assert score("Revenue rose by 25%.")["any pair"] == 1


def test_result_can_be_the_operand_of_the_next_step() -> None:
    text = "Revenue went from $3,280 to $4,100, so up $820; both years average $3,690."
    assert score(text)["shown"] == 1


def test_wrong_answers_with_figures_of_the_page_pass() -> None:
    """The known limit: the check does not see which line a figure was taken from."""
    assert score("Profit was $4.1 million.")["quoted"] == 1


def test_folder_is_read_and_reported(tmp_path: Path) -> None:
    answers = [("Correct Answer", "$4.1 million"), ("Incorrect Answer", "$9.9 million")]
    rows = [
        {"financebench_id": "q1", "eval_mode": "oracle", "label": label, "model_answer": text}
        for label, text in answers
    ]
    (tmp_path / "questions.jsonl").write_text(json.dumps(question()))
    (tmp_path / "model_answers.jsonl").write_text("\n".join(json.dumps(r) for r in rows))
    made = figures_check.report(list(figures_check.judge(tmp_path)))
    held = made["oracle"]["quoted"]
    assert held["Correct Answer"].value == 1
    assert held["Incorrect Answer"].value == 0
    assert held["Refusal"] is None
    assert held["auroc"].value == 1
