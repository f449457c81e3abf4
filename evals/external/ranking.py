"""Rankings of pages or passages against those that hold the answer: recall@k and MRR@10.

recall@k is the share of questions with any gold page among the first k (Success@k of ir_measures,
as FinanceBench retrieval is reported). Does not know where a ranking came from.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from evals.scorers import retrieval

DEPTH = 10
_MEASURES = {"Success@1": "recall@1", "Success@3": "recall@3", "Success@5": "recall@5",
             "Success@10": "recall@10", "RR@10": "mrr@10"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One question's places, best first, each once; `kind` is the group it is reported under."""

    question: str
    places: tuple[Hashable, ...]
    gold: frozenset[Hashable]
    kind: str = "all"


def report(ranked: Sequence[Ranked]) -> dict[str, object]:
    """The measures over all questions, and under "by_kind" over each kind where there are more."""
    kinds = sorted({each.kind for each in ranked})
    whole: dict[str, object] = {"questions": len(ranked), **_measured(ranked)}
    if len(kinds) > 1:
        parts = {kind: [each for each in ranked if each.kind == kind] for kind in kinds}
        whole["by_kind"] = {k: {"questions": len(v), **_measured(v)} for k, v in parts.items()}
    return whole


def table(systems: Mapping[str, Mapping[str, object]]) -> str:
    """Markdown: a row for each system, overall and by kind."""
    names = list(_MEASURES.values())
    lines = [f"| system | questions | {' | '.join(names)} |", "|---" * (len(names) + 2) + "|"]
    for system, found in systems.items():
        lines.append(_row(system, found, names))
        by_kind = found.get("by_kind", {})
        assert isinstance(by_kind, dict)
        lines += [_row(f"{system}, {kind}", part, names) for kind, part in by_kind.items()]
    return "\n".join(lines)


def _row(name: str, found: Mapping[str, object], names: Sequence[str]) -> str:
    return f"| {name} | {found['questions']} | {' | '.join(f'{found[n]:.3f}' for n in names)} |"


def _measured(ranked: Sequence[Ranked]) -> dict[str, float]:
    found = [_of_one(each) for each in ranked]
    return {
        key: round(sum(each[name] for each in found) / len(found), 4)
        for name, key in _MEASURES.items()
    }


def _of_one(ranked: Ranked) -> Mapping[str, float]:
    places = list(dict.fromkeys(map(str, ranked.places)))
    return retrieval.measure(places, map(str, ranked.gold), tuple(_MEASURES))
