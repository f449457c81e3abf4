"""The floors that are in force: whole, of suites that exist, and stopped by a lower score."""

import json
from pathlib import Path

import pytest

from evals import floors, suites
from evals.statistics import Interval

FILES = sorted(floors.FOLDER.glob("*.json"))


def test_every_suite_has_floors() -> None:
    assert {f.stem for f in FILES} == set(suites.SUITES)


@pytest.mark.parametrize("path", FILES, ids=[f.stem for f in FILES])
def test_baseline_is_of_its_suite_and_its_cases(path: Path) -> None:
    held = floors.read(path.stem)
    assert held is not None and held.suite == path.stem and held.because
    suite = suites.suite(path.stem)
    assert set(held.scores) <= set(suite.scorers) - {"seconds"}
    asked = [] if suite.is_sealed else suite.choose(suites.cases_in(suite.folder))
    assert set(held.cases) == {c.key for c in asked}
    assert json.loads(path.read_text(encoding="utf-8"))["scores"] == held.scores


@pytest.mark.parametrize("path", FILES, ids=[f.stem for f in FILES])
def test_one_hundredth_less_is_below_the_floor(path: Path) -> None:
    held = floors.read(path.stem)
    assert held is not None
    same = {n: Interval(value=v, low=v, high=v, n=9) for n, v in held.scores.items()}
    assert floors.below(same, held) == []
    for name, value in held.scores.items():
        less = Interval(value=value - 0.01, low=0, high=1, n=9)
        assert [b.scorer for b in floors.below(same | {name: less}, held)] == [name]
