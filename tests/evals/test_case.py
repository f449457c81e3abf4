"""Case files: what fits is read, what does not is named with file and line."""

import json
from pathlib import Path

import pytest

from evals import suites
from evals.case import Case, load
from evals.errors import CaseError
from evals.session import folder_of
from knowledge import dossier as dossiers

GOOD = {"id": "a.en", "question": "How much?", "nuggets": [{"says": ["much"]}]}


def written(folder: Path, *rows: object) -> Path:
    file = folder / "own.jsonl"
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_short_case_is_enough(tmp_path: Path) -> None:
    (case,) = load([written(tmp_path, GOOD, "")])
    assert (case.key, case.kind, case.asked) == ("a.en", "fact", ("How much?",))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("{", "is no JSON"),
        ({**GOOD, "nugets": []}, "nugets: Extra"),
        ({**GOOD, "kind": "factual"}, "kind: Input should be"),
        ({**GOOD, "question": " "}, "either a question or turns"),
        ({**GOOD, "turns": ["a", "b"]}, "either a question or turns"),
        ({**GOOD, "nuggets": []}, "give nuggets, or must_decline"),
        ({**GOOD, "must_decline": True}, "give nuggets, or must_decline"),
        ({**GOOD, "nuggets": [{"period": "2031"}]}, "nuggets.0: Value error, a nugget needs"),
        ({**GOOD, "nuggets": [{"says": ["x"], "period": "May"}]}, "not an ISO date"),
        (
            {**GOOD, "nuggets": [{"amount": {"low": 2, "high": 1, "unit": "x"}}]},
            "low is above high",
        ),
        (GOOD, "id 'a.en' stands already at"),
    ],
)
def test_bad_line_is_named(tmp_path: Path, row: object, told: str) -> None:
    file = written(tmp_path, GOOD, "", row)
    with pytest.raises(CaseError, match="own.jsonl:3: ") as caught:
        load([file])
    assert told in str(caught.value)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="none.jsonl"):
        load([tmp_path / "none.jsonl"])


def test_documents_are_seen_from_the_case_file(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (case,) = load([written(tmp_path, {**GOOD, "documents": ["room"]})])
    assert case.documents == (str(tmp_path / "room"),)
    with pytest.raises(CaseError, match=r"own.jsonl:1: documents: .*attic.* is not there"):
        load([written(tmp_path, {**GOOD, "documents": ["attic"]})])


LEAST = {
    "kimi": 416, "sorivane": 308, "karvanti": 172, "skelbrae": 226,
    "tavrin": 128, "quillmark": 138, "orsolveig": 128, "dorvane": 144,
}  # fmt: skip


def written_over(dossier: str) -> list[Case]:
    """Of every suite, the sealed one too."""
    folders = {suite.folder for suite in suites.SUITES.values()}
    return [c for folder in folders for c in suites.cases_in(folder) if c.dossier == dossier]


@pytest.mark.parametrize(("dossier", "least"), LEAST.items())
def test_cases_stand_in_both_languages(dossier: str, least: int) -> None:
    cases = written_over(dossier)
    stems = {c.stem for c in cases}
    assert len(cases) == 2 * len(stems) >= least
    assert {c.key for c in cases} == {f"{s}.{lang}" for s in stems for lang in ("en", "zh")}


@pytest.mark.parametrize("dossier", LEAST)
def test_cases_name_what_their_dossier_holds(dossier: str) -> None:
    folder = folder_of(dossier)
    assert folder is not None
    held = dossiers.load(folder)
    documents = " ".join(f"{g.document} {g.document_zh}".lower() for g in held.gaps)
    for case in written_over(dossier):
        assert set(case.sources) <= {s.id for s in held.sources}, case.id
        assert set(case.conflict) <= {c.id for c in held.conflicts}, case.id
        assert (case.document or "").lower() in documents, case.id


def test_held_out_cases_are_in_no_other_suite() -> None:
    held = suites.cases_in(suites.HELD_OUT)
    assert {c.dossier for c in held} == {"skelbrae", "dorvane"}
    assert [s.name for s in suites.SUITES.values() if s.is_sealed] == ["held-out"]
    for suite in (s for s in suites.SUITES.values() if not s.is_sealed):
        asked = suite.choose(suites.cases_in(suite.folder))
        assert asked and not {c.stem for c in asked} & {c.stem for c in held}


def test_companies_of_other_trades_are_asked_about_by_their_suite_alone() -> None:
    others = suites.suite("others")
    asked = others.choose(suites.cases_in(others.folder))
    companies = {c.dossier for c in asked}
    assert companies == {"tavrin", "quillmark", "orsolveig"}
    for suite in (s for s in suites.SUITES.values() if s != others):
        assert not {c.dossier for c in suite.choose(suites.cases_in(suite.folder))} & companies


def test_smoke_holds_whole_pairs_of_every_kind_and_dossier() -> None:
    shipped = [c for c in suites.shipped_cases() if not c.documents]
    every = [c for c in shipped if c.dossier not in suites.HELD_BACK]
    chosen = suites.suite("smoke").choose(shipped)
    assert {(c.dossier, c.kind) for c in chosen} == {(c.dossier, c.kind) for c in every}
    assert {c.stem for c in chosen if c.language == "en"} == {c.stem for c in chosen}
    assert len(chosen) < 160
