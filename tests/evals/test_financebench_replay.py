"""The replay over a filing and answers made here; nothing of the benchmark stands here."""

import json
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from evals.external import financebench_replay as replay
from evals.external.financebench_drafts import Replayed

QUESTION = "What was Heliodor's accounts payable at the end of FY2030?"
ANSWERS = [
    ("Accounts payable of Heliodor were $41.2 million at the end of 2030.", "Correct Answer"),
    ("Accounts payable of Heliodor were $77.0 million at the end of 2030.", "Incorrect Answer"),
    (
        "To calculate accounts payable, we need the balance sheet. Heliodor sells lamps. "
        "Therefore, accounts payable of Heliodor were $41.2 million at the end of 2030.",
        "Correct Answer",
    ),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "pdfs").mkdir()
    canvas = Canvas(str(tmp_path / "pdfs" / "HELIODOR_2030_10K.pdf"))
    for page in ("Heliodor owes nobody $77.0 million.", f"{ANSWERS[0][0]} It sells lamps."):
        canvas.drawString(72, 700, page)
        canvas.showPage()
    canvas.save()
    asked = {
        "financebench_id": "q1", "question": QUESTION, "doc_name": "HELIODOR_2030_10K",
        "evidence": [{"evidence_page_num": 1}],
    }  # fmt: skip
    given = [
        {"financebench_id": "q1", "model_name": "m", "eval_mode": "oracle", "label": label,
         "model_answer": text}
        for text, label in ANSWERS
    ]  # fmt: skip
    (tmp_path / "questions.jsonl").write_text(json.dumps(asked), encoding="utf-8")
    (tmp_path / "model_answers.jsonl").write_text("\n".join(map(json.dumps, given)), "utf-8")
    return tmp_path


def test_answers_are_judged_by_the_sentence_that_carries_them(data: Path) -> None:
    right, wrong, concluded = replay.replay(data)
    assert (right.label, right.stands, right.shown) == ("right", True, True)
    assert (wrong.label, wrong.stands) == ("wrong", False)
    assert any("$77.0 million" in reason for reason in wrong.why)
    assert concluded.carries == (ANSWERS[2][0].partition(". Heliodor sells lamps. ")[2],)
    assert concluded.stands


def test_table_has_shares_and_misses(data: Path) -> None:
    found = replay.measure(data)
    shares = found["shares"]["all"]
    assert (shares["wrong withheld"].value, shares["right kept"].value) == (1.0, 1.0)
    assert (shares["right kept"].n, found["misses"]["right and withheld"]) == (2, {})
    assert "| all | 1.000" in replay.table(found)


@pytest.mark.parametrize(
    ("why", "expected"),
    [
        (("asked: debt: 5 is not what follows", "figure: 5: absent"), "our formulas give"),
        (("figure: 5: mismatch of line",), "line, year and scale"),
        (("name: x is not named",), "name or time"),
        (("wording: 0 of 3 words",), "words, hedge"),
    ],
)
def test_misses_are_told_by_their_cause(why: tuple[str, ...], expected: str) -> None:
    one = Replayed(
        question="q", model="m", setting="oracle", label="right", held_out=False, stands=False,
        shown=False, figures=True, answers=False, hangs=(), carries=("A.",), why=why,
    )  # fmt: skip
    (cause,) = replay.misses([one])["right and withheld"]
    assert expected in cause


def test_curve_moves_only_what_hangs_on_its_words() -> None:
    def one(label: str, *hangs: float) -> Replayed:
        return Replayed(
            question="q", model="m", setting="oracle", label=label, held_out=False, stands=False,
            shown=False, figures=False, answers=False, hangs=hangs, carries=("A.",), why=(),
        )  # fmt: skip

    found = replay.curve([one("right", 0.45), one("right", 1.0), one("wrong", 0.75), one("wrong")])
    told = {least: [v.value for v in row.values() if v] for least, row in found.items()}
    assert told["0.4"] == [0.5, 1.0]
    assert told["0.5"] == [0.5, 0.5]
    assert told["0.8"] == told["1.0"] == [1.0, 0.5]
