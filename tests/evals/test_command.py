"""`diligence eval` with a user's own dossier and cases, and with what is not there."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.surfaces import cli

OWN = Path(__file__).parent.parent / "corpus" / "brinekeld"


def run(args: Sequence[str], home: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setenv("DILIGENCE_HOME", str(home))
    return cli.main(["eval", *args])


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["fulll"], "there is no suite 'fulll'. Choose one of smoke, full"),
        (["external:nothing"], "there is no benchmark 'nothing'"),
        (["full", "--cases", "x.jsonl"], "--cases and --dossier belong together"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(
    args: list[str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(args, tmp_path, monkeypatch) == 2
    said = capsys.readouterr().err
    assert told in said and said.count("\n") == 1


def test_bad_case_names_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = tmp_path / "own.jsonl"
    cases.write_text('\n{"id": "a", "question": "?", "nuggets": [{}]}', encoding="utf-8")
    args = ["full", "--dossier", str(OWN), "--cases", str(cases)]
    assert run(args, tmp_path / "home", monkeypatch) == 3
    assert "own.jsonl:2: nuggets.0: Value error, a nugget needs" in capsys.readouterr().err
    assert not (tmp_path / "home").exists()


@pytest.fixture(scope="module")
def home(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose desk of the shipped dossier is built already."""
    made = tmp_path_factory.mktemp("evals") / "home"
    shutil.copytree(built_home, made / "evals" / "desks" / "bare")
    if (built_home / "models").exists():
        shutil.copytree(built_home / "models", made / "models")
    return made


def test_smoke_suite_holds_its_floors(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["smoke", "--floor-check"], home, monkeypatch)
    assert code == 0, capsys.readouterr().out


def test_held_out_suite_tells_of_single_cases_only_when_asked(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"id": "moon.en", "question": "How far away is the moon?", "nuggets": [{"says": ["km"]}]}
    cases = tmp_path / "own.jsonl"
    cases.write_text(json.dumps(row), encoding="utf-8")
    args = ["held-out", "--dossier", str(OWN), "--cases", str(cases), "--fresh"]
    mine = tmp_path / "baselines"  # a user's floors lie beside their cases

    def told(*more: str) -> str:
        assert run([*args, *more], home, monkeypatch) == 0
        return capsys.readouterr().out

    def kept() -> str:
        files = [p for p in (home / "evals").glob("*") if p.is_file()]
        return "".join(p.read_text(encoding="utf-8") for p in [*files, *mine.glob("*")])

    logs = set((home / "evals" / "logs").glob("*"))
    sealed = told("--json") + told("--accept") + kept()
    assert "1 cases, 0 without fault" in sealed and "moon" not in sealed
    assert set((home / "evals" / "logs").glob("*")) == logs
    better = {"scores": {"nugget_recall": 1.0}, "cases": {}, "suite": "held-out", "because": "-"}
    (mine / "held-out.json").write_text(json.dumps(better), encoding="utf-8")
    assert run([*args, "--floor-check"], home, monkeypatch) == 1
    below = capsys.readouterr().out
    assert "BELOW: nugget_recall is 0.000" in below and "moon" not in below
    assert "How far away is the moon?" in told("--misses") and "moon" in kept()


def test_own_cases_over_an_own_dossier_are_scored(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        {"id": "cash.en", "question": "How much cash is there?",
         "nuggets": [{"amount": {"low": 240e6, "high": 240e6, "unit": "EUR"}}],
         "sources": ["letter-jul2031"]},
        {"id": "sky.en", "question": "What is the colour of the sky?", "must_decline": True},
    ]  # fmt: skip
    cases = tmp_path / "own.jsonl"
    cases.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    args = ["full", "--dossier", str(OWN), "--cases", str(cases), "--json"]
    assert run(args, home, monkeypatch) == 0
    scores = json.loads(capsys.readouterr().out)["scores"]
    assert scores["refusal"]["value"] == 1
    assert scores["nugget_recall"] | {"value": 1, "n": 1} == scores["nugget_recall"]
    assert scores["success_at_5"]["value"] == 1
