"""Floors: the last accepted scores of a suite, under which a change does not get in.

In: a tally; `evals/baselines/SUITE.json`. Out: what lies below; a new baseline, which may be lower
than the old one only with a reason. A floor is the accepted score less `SLACK`, for processors that
round a vector otherwise. Time has no floor. Judges no answer.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.errors import EvaluationError
from evals.statistics import Interval
from evals.suites import Suite
from evals.tables import Scored

FOLDER = Path(__file__).parent / "baselines"
SLACK = 0.002


class FloorError(EvaluationError):
    """A baseline that may not be written, or is not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """`cases` holds, for every case, the scores that were not 1; nothing for a sealed suite."""

    suite: str
    because: str
    scores: Mapping[str, float]
    cases: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    scorer: str
    floor: float
    got: float | None  # None: nothing was scored, which is below any floor

    def __str__(self) -> str:
        got = "not scored" if self.got is None else f"{self.got:.3f}"
        return f"{self.scorer} is {got}, its floor is {self.floor:.3f}"


def read(suite: str, folder: Path = FOLDER) -> Baseline | None:
    """The accepted baseline; None before the first was accepted."""
    path = folder / f"{suite}.json"
    return Baseline(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def below(tally: Mapping[str, Interval], baseline: Baseline) -> list[Below]:
    """Every accepted score that is no longer reached."""
    found = []
    for name, value in baseline.scores.items():
        floor = value - SLACK
        got = tally[name].value if name in tally else None
        if got is None or got < floor:
            found.append(Below(scorer=name, floor=floor, got=got))
    return found


def accept(
    suite: Suite,
    made: Sequence[Scored],
    tally: Mapping[str, Interval],
    *,
    because: str = "",
    folder: Path = FOLDER,
) -> Path:
    """Writes the tally as the new baseline; FloorError where it is lower and no reason is given."""
    old = read(suite.name, folder)
    lower = below(tally, old) if old else []
    if lower and not because:
        raise FloorError(
            f"{len(lower)} scores are lower than accepted: {'; '.join(map(str, lower))}",
            help="Say why they may be: --because TEXT.",
        )
    if any(s.record.error for s in made):
        raise FloorError("some cases ended in errors", help="A baseline holds answers only.")
    path = folder / f"{suite.name}.json"
    folder.mkdir(parents=True, exist_ok=True)
    named = [] if suite.is_sealed else made
    path.write_text(_written(suite.name, named, tally, because or "scores rose"), encoding="utf-8")
    return path


def _written(
    suite: str, made: Sequence[Scored], tally: Mapping[str, Interval], because: str
) -> str:
    """One case a line, so that a diff shows which moved."""
    scores = {n: round(i.value, 4) for n, i in tally.items() if n != "seconds"}
    cases = (
        f"  {json.dumps(s.record.case.key)}: {json.dumps(imperfect(s, list(scores)))}" for s in made
    )
    head = json.dumps({"suite": suite, "because": because, "scores": scores}, indent=1)
    return f'{head[:-2]},\n "cases": {{\n' + ",\n".join(sorted(cases)) + "\n }\n}\n"


def imperfect(one: Scored, wanted: Sequence[str]) -> dict[str, float]:
    """Those of a case's scores that are not 1."""
    held = {n: round(one.scores[n].value, 3) for n in wanted if n in one.scores}
    return {n: value for n, value in held.items() if value != 1}
