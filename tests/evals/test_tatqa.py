"""Invented statements only; nothing of the benchmark stands here."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from bot.surfaces import cli
from evals.external import derivations, tables, tatqa

IN_THOUSANDS = [
    ["(in thousands, except per share data)", "2031", "2030"],
    ["Sales", "$ 4,100", "$ 3,280"],
    ["Tax (benefit)", "(13)", "26"],
    ["Tax rate", "20%", "25%"],
    ["6.5% notes due 2040", "700", "650"],
    ["Earnings per share", "$ 1.20", "$ 0.90"],
]


def solve(derivation: str, answer: float, scale: str, table: Any = IN_THOUSANDS) -> tatqa.Result:
    question = {"question": "?", "derivation": derivation, "answer": answer, "scale": scale}
    return tatqa.solve(question, table, ["Rent of $2.5 million was paid."])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$  1,452.4", "1452.4"),
        ("$(3.4)", "-3.4"),
        ("(1,062 )", "-1062"),
        ("(3)%", "-3"),
        ("(3%)", "-3"),
        ("$’22", "22"),
        ("−9", "-9"),
        ("Loss\n (56,700)\nMargin", "-56700"),  # the line break is no part of the figure
    ],
)
def test_cell_of_a_statement_is_read_with_its_sign(text: str, value: str) -> None:
    assert [a.low for a in tables.read(text)] == [Decimal(value)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(in thousands)", 1000),
        ("Tabular amounts in millions, unless otherwise disclosed", 10**6),
        ("$’000", 1000),
        ("2019 £m", 10**6),
        ("RMB’Million", 10**6),
        ("($ in billions)", 10**9),
        ("per $ million of revenue", None),
        ("Rent of $2.5 million was paid.", None),
        ("Years ended", None),
    ],
)
def test_scale_is_what_a_heading_declares(text: str, expected: int | None) -> None:
    assert tables.scale([text]) == expected


@pytest.mark.parametrize(
    ("derivation", "answer", "scale"),
    [
        ("4,100-3,280", 820, "thousand"),
        ("(4,100 - 3,280)/3,280", 25, "percent"),
        ("4,100/3,280 - 1", 25, "percent"),
        ("(4,100 + 3,280)/2", 3690, "thousand"),
        ("[(4,100+3,280)/2] - 3,280", 410, "thousand"),
        ("(13) + 26", 13, "thousand"),
        ("20% - 25%", -5, "percent"),
        ("20-25", -5, "percent"),
        ("20%*4,100", 820, "thousand"),
        ("1.20-0.90", 0.3, ""),
        ("700-650", 50, "thousand"),
        ("2.5/4,100", 0.61, ""),  # 2.5 million of the text over 4,100 thousand of the table
        ("(4,100+3,280)/(2031-2030+1)", 3690, "thousand"),
    ],
)
def test_derivation_is_reproduced(derivation: str, answer: float, scale: str) -> None:
    assert solve(derivation, answer, scale).outcome == "exact"


def test_operand_that_stands_nowhere_is_said() -> None:
    got = solve("4,100-3,281", 819, "thousand")
    assert (got.outcome, got.got) == ("not found", "3281 stands nowhere")


def test_wrong_answer_is_different_and_a_thousandfold_is_a_scale() -> None:
    assert solve("4,100-3,280", 823, "thousand").outcome == "different"
    assert solve("4,100-3,280", 820, "million").outcome == "scale"


def test_table_without_scale_takes_the_annotators_and_says_so() -> None:
    table = [["", "2031", "2030"], ["Sales", "410", "328"]]
    got = solve("410-328", 82, "million", table)
    assert (got.outcome, got.stated) == ("exact", False)


@pytest.mark.parametrize("text", ["", "4 +", "(4", "4 4", "four", "4 ^ 2"])
def test_what_is_no_derivation_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="."):
        derivations.evaluate(text, lambda n, *_: derivations.Value(number=n, degree=1))


def test_division_by_zero_is_no_crash() -> None:
    assert solve("4,100/(13-13)", 1, "").outcome == "different"


def test_folder_is_read(tmp_path: Path) -> None:
    question = {
        "question": "What grew?", "derivation": "4,100-3,280", "answer": 820,
        "answer_type": "arithmetic", "scale": "thousand",
    }  # fmt: skip
    other = question | {"answer_type": "span", "answer": ["Sales"]}
    document = {"table": {"table": IN_THOUSANDS}, "paragraphs": [], "questions": [question, other]}
    (tmp_path / "dev.json").write_text(json.dumps([document]))
    assert [r.outcome for r in tatqa.run(tmp_path)] == ["exact"]


def test_command_prints_what_is_reproduced_and_keeps_the_misses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"question": "What grew?", "derivation": "4,100-3,280", "answer_type": "arithmetic"}
    questions = [asked | {"answer": 820, "scale": "thousand"}, asked | {"answer": 9, "scale": ""}]
    document = {"table": {"table": IN_THOUSANDS}, "paragraphs": [], "questions": questions}
    (tmp_path / "dev.json").write_text(json.dumps([document]))
    monkeypatch.setenv("DILIGENCE_HOME", str(tmp_path / "home"))
    assert cli.main(["eval", "external:tatqa", "--data", str(tmp_path)]) == 0
    assert "reproduced exactly  0.500" in capsys.readouterr().out
    (miss,) = tatqa.measure(tmp_path)["misses"]
    assert (miss["answer"], miss["outcome"]) == ("9", "different")
