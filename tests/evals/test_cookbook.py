"""The page on own cases does what it says: its ten cases run, gate, and a bad line is named."""

import re
import shutil
from pathlib import Path

import pytest

from bot.surfaces import cli

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "cookbook" / "add-cases.md").read_text(encoding="utf-8")
OWN = ROOT / "tests" / "corpus" / "brinekeld"


@pytest.fixture(scope="module")
def home(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cookbook") / "home"
    if (built_home / "models").exists():  # the model as it was converted for this machine
        shutil.copytree(built_home / "models", made / "models")
    return made


def test_ten_cases_run_and_gate(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text(listing("jsonl"), encoding="utf-8")
    monkeypatch.setenv("DILIGENCE_HOME", str(home))
    line = ["eval", "full", "--dossier", str(OWN), "--cases", str(cases)]
    assert cli.main([*line, "--floor-check"]) == 1  # there is no floor yet
    assert "10 cases, " in capsys.readouterr().out
    assert cli.main([*line, "--accept"]) == 0
    assert (tmp_path / "baselines" / "full.json").exists()
    assert cli.main([*line, "--floor-check"]) == 0
    assert "floors held" in capsys.readouterr().out


def test_bad_line_is_named_as_the_page_shows(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = listing("jsonl").splitlines()
    rows[2] = rows[2].replace(', "unit": "EUR"', "")
    (tmp_path / "cases.jsonl").write_text("\n".join(rows), encoding="utf-8")
    monkeypatch.setenv("DILIGENCE_HOME", str(home))
    monkeypatch.chdir(tmp_path)
    assert cli.main(["eval", "full", "--dossier", str(OWN), "--cases", "cases.jsonl"]) == 3
    said = capsys.readouterr().err.strip()
    assert said == re.search(r"^diligence: cases.jsonl:3.*$", PAGE, re.MULTILINE)[0]  # type: ignore[index]  # it is there


def listing(kind: str) -> str:
    found = re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1].strip()
