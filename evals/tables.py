"""Scores of many records → one number a scorer with its interval, in all and by group.

In: records and their scores. Out: `Tally`s. `refusal` becomes the F1 of declining, `seconds` a
median; every other scorer a mean. Errors count as errors and enter no mean. Prints nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evals import statistics
from evals.record import Record
from evals.scorers import SCORERS, Score, refusal, score
from evals.statistics import Interval

GOALS: Mapping[str, float] = {
    "nugget_recall": 0.90, "citation_precision": 0.98, "citation_recall": 1.0, "figures": 0.99,
    "refusal": 0.95, "conflicts": 0.90, "parity": 0.98,
}  # fmt: skip
BY = ("dossier", "topic", "kind", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    record: Record
    scores: Mapping[str, Score]

    @property
    def faults(self) -> list[str]:
        """What is wrong, in words, each with its scorer."""
        return [f"{name}: {f}" for name, s in self.scores.items() for f in s.faults]

    @property
    def worth(self) -> float:
        """The mean of its scores, to list the worst first; an error is worst."""
        held = [s.value for name, s in self.scores.items() if name != "seconds"]
        return sum(held) / len(held) if held else -1.0


def scored(records: Sequence[Record]) -> list[Scored]:
    return [Scored(record=r, scores=score(r)) for r in records]


def tally(made: Sequence[Scored], wanted: Sequence[str] = tuple(SCORERS)) -> dict[str, Interval]:
    """Each scorer over the cases it scored; one that scored none is left out."""
    found = {}
    for name in wanted:
        held = [s for s in made if name in s.scores]
        if held:
            found[name] = _over(name, held)
    return found


def grouped(
    made: Sequence[Scored], wanted: Sequence[str] = tuple(SCORERS)
) -> dict[str, dict[str, dict[str, Interval]]]:
    """By dossier, topic, kind and language, then by each of their values."""
    return {
        by: {value: tally(held, wanted) for value, held in sorted(_groups(made, by).items())}
        for by in BY
    }


def _groups(made: Sequence[Scored], by: str) -> dict[str, list[Scored]]:
    groups: dict[str, list[Scored]] = {}
    for one in made:
        groups.setdefault(str(getattr(one.record.case, by)), []).append(one)
    return groups


def _over(name: str, held: Sequence[Scored]) -> Interval:
    values = [s.scores[name].value for s in held]
    if name == "seconds":
        return statistics.median(values)
    if name == "refusal" and any(s.record.case.must_decline for s in held):
        wanted = [s.record.case.must_decline for s in held]
        return statistics.f1(wanted, [refusal.declined(s.record) for s in held])
    return statistics.mean(values)
