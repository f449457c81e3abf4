"""A run as one JSON-able dictionary: what `latest.json` holds and both reports are written from.

In: scored records, their tally, the baseline. Out: scores with interval, goal and floor; the same
by topic, kind and language; every failing case, worst first, with what was expected, what came and
its evidence; what moved since the baseline. Writes no file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from evals import floors, tables
from evals.floors import Baseline
from evals.statistics import Interval
from evals.suites import Suite
from evals.tables import GOALS, Scored

# What makes an answer wrong; the other scorers tell how good a right one is.
CHIEF = (*GOALS, "document", "supersession", "language", "hedges", "obedience", "repetition")


def result(
    suite: Suite, made: Sequence[Scored], baseline: Baseline | None, *, log: str = ""
) -> dict[str, Any]:
    tally = tables.tally(made, suite.scorers)
    lower = floors.below(tally, baseline) if baseline else []
    failing = sorted((s for s in made if is_failing(s, suite.scorers)), key=lambda s: s.worth)
    return {
        "suite": suite.name,
        "about": suite.about,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cases": len(made),
        "without_fault": len(made) - len(failing),
        "errors": sum(bool(s.record.error) for s in made),
        "floors": "none" if baseline is None else "broken" if lower else "held",
        "below": [str(one) for one in lower],
        "scores": {name: _score(name, i, baseline) for name, i in tally.items()},
        "by": _by(made, suite.scorers),
        "failing": [_case(s, suite.scorers, baseline) for s in failing],
        "moved": _moved(made, baseline) if baseline else [],
        "log": log,
    }


def totals(made: Mapping[str, Any]) -> dict[str, Any]:
    """The result without anything that is of a single case; `log` is empty too."""
    told = {**made, "failing": [], "moved": [], "log": ""}
    return told | {"judge": {**made["judge"], "differs": []}} if "judge" in made else told


def is_failing(one: Scored, scorers: Sequence[str]) -> bool:
    """By what makes an answer wrong; a suite of none of these goes by all it has."""
    wrong = [n for n in scorers if n in CHIEF] or scorers
    return bool(one.record.error) or any(one.scores[n].faults for n in wrong if n in one.scores)


def _score(name: str, got: Interval, baseline: Baseline | None) -> dict[str, Any]:
    before = baseline.scores.get(name) if baseline else None
    return {
        **_plain(got),
        "goal": GOALS.get(name),
        "baseline": before,
        "floor": None if before is None else round(before - floors.SLACK, 4),
    }


def _plain(got: Interval) -> dict[str, Any]:
    return {k: round(v, 4) if isinstance(v, float) else v for k, v in asdict(got).items()}


def _by(made: Sequence[Scored], scorers: Sequence[str]) -> dict[str, Any]:
    return {
        by: {value: {n: _plain(i) for n, i in tally.items()} for value, tally in held.items()}
        for by, held in tables.grouped(made, scorers).items()
    }


def _case(one: Scored, scorers: Sequence[str], baseline: Baseline | None) -> dict[str, Any]:
    case, answer = one.record.case, one.record.answer
    named = {n: list(one.scores[n].faults) for n in scorers if n in one.scores}
    return {
        "key": case.key,
        **case.model_dump(mode="json", include={"dossier", "topic", "kind", "language", "note"}),
        "asked": list(case.asked),
        "expected": [str(n) for n in case.nuggets] or ["to be declined"],
        "must_not": [*case.forbidden, *map(str, case.forbidden_amounts)],
        "got": answer.answer if answer else "",
        "status": answer.status if answer else "error",
        "error": one.record.error,
        "faults": {n: f for n, f in named.items() if f},
        "evidence": [
            {"n": c.n, "source": c.source_id, "published": c.published, "quote": c.quote}
            for c in (answer.citations if answer else [])
        ],
        "worth": round(one.worth, 4),
        "before": baseline.cases.get(case.key) if baseline else None,
    }


def _moved(made: Sequence[Scored], baseline: Baseline) -> list[dict[str, Any]]:
    """Each case with a score that is not what it was, fallen ones first."""
    moved: list[dict[str, Any]] = []
    for one in made:
        before = baseline.cases.get(one.record.case.key)
        if before is None:
            continue  # a new case has no before
        changes = _changes(before, one, list(baseline.scores))
        if changes:
            moved.append({"key": one.record.case.key, "scores": changes})
    return sorted(moved, key=lambda m: sum(c["now"] - c["was"] for c in m["scores"].values()))


def _changes(
    before: Mapping[str, float], one: Scored, wanted: Sequence[str]
) -> dict[str, dict[str, float]]:
    now = {n: round(one.scores[n].value, 3) for n in wanted if n in one.scores}
    return {
        n: {"was": before.get(n, 1.0), "now": value}
        for n, value in now.items()
        if value != before.get(n, 1.0)
    }
