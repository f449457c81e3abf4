"""A run's result as a Markdown summary: scores, groups, what moved, the worst cases.

In: the dictionary of `evals.result`. Out: text. Text of answers and questions is made harmless for
a table cell and nothing more.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evals import judge

WORST = 20  # cases written out; the page holds them all
_MOVED = 30


def markdown(made: Mapping[str, Any]) -> str:
    parts = [
        f"# Evaluation: {made['suite']}",
        f"{made['at']} · {made['cases']} cases, {made['without_fault']} without fault, "
        f"{made['errors']} errors · floors {made['floors']}",
        *(f"- below: {line}" for line in made["below"]),
        scores(made),
        *(_group(by, held, list(made["scores"])) for by, held in made["by"].items()),
        _moved(made["moved"]),
        _judged(made.get("judge")),
        "## Worst cases",
        *(_case(case) for case in made["failing"][:WORST]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def scores(made: Mapping[str, Any]) -> str:
    """The table of scores with interval, goal and baseline."""
    rows = [
        [name, f"{s['value']:.3f}", f"{s['low']:.3f} to {s['high']:.3f}", str(s["n"]),
         goal(s), "" if s["baseline"] is None else f"{s['value'] - s['baseline']:+.3f}"]
        for name, s in made["scores"].items()
    ]  # fmt: skip
    return _table(["score", "value", "95 % interval", "cases", "goal", "since baseline"], rows)


def goals(made: Mapping[str, Any]) -> str:
    """Scores that have a goal, in all and by dossier: what the README shows."""
    dossiers = made["by"]["dossier"]
    held = {n: s for n, s in made["scores"].items() if s["goal"] is not None}
    rows = [
        [n, goal(s), _interval(s), *(_interval(d.get(n)) for d in dossiers.values())]
        for n, s in held.items()
    ]
    table = _table(["score", "goal", "all", *dossiers], rows)
    return f"{table}\n\n{made['suite']}, {made['at'][:10]}: {made['cases']} cases."


def _interval(score: Mapping[str, Any] | None) -> str:
    return (
        "–" if score is None else f"{score['value']:.3f} [{score['low']:.3f}, {score['high']:.3f}]"
    )


def goal(score: Mapping[str, Any]) -> str:
    if score["goal"] is None:
        return ""
    return f"≥ {score['goal']:.2f} {'✓' if score['value'] >= score['goal'] else '✗'}"


def _group(by: str, held: Mapping[str, Any], names: Sequence[str]) -> str:
    rows = [
        [value, *(f"{tally[n]['value']:.2f}" if n in tally else "–" for n in names)]
        for value, tally in held.items()
    ]
    return f"## By {by}\n\n{_table([by, *names], rows)}"


def _moved(moved: Sequence[Mapping[str, Any]]) -> str:
    if not moved:
        return ""
    lines = [
        f"- {m['key']}: "
        + ", ".join(f"{n} {c['was']:g} → {c['now']:g}" for n, c in m["scores"].items())
        for m in moved[:_MOVED]
    ]
    return f"## Moved since the baseline ({len(moved)})\n\n" + "\n".join(lines)


def _judged(told: Mapping[str, Any] | None) -> str:
    if told is None:
        return ""
    return "## A model's opinion\n\n" + "\n".join(f"- {_flat(s)}" for s in judge.lines(told))


def _case(case: Mapping[str, Any]) -> str:
    faults = [f"{n}: {fault}" for n, held in case["faults"].items() for fault in held]
    lines = [
        f"### {case['key']}",
        f"- asked: {_flat(' / '.join(case['asked']))}",
        f"- expected: {_flat('; '.join(case['expected']))}",
        f"- got ({case['status']}): {_flat(case['error'] or case['got'])[:400]}",
        *(f"- {_flat(fault)}" for fault in faults[:6]),
    ]
    return "\n".join(lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_flat, line))} |" for line in lines)


def _flat(text: str) -> str:
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())
