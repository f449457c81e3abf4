"""FinanceBench: what becomes of wrong and right answers of language models in our writer's hearing?

In: a folder with `questions.jsonl`, `model_answers.jsonl` (960 answers with human labels; Islam et
al. 2023, arXiv 2311.11944) and `pdfs/`. Each answer is heard as a model's draft over the passages
that our reader makes of the gold pages: cut into sentences, each marked with the passages most like
it, each judged as in production. Out: how often the sentence that carries the answer is withheld,
by label; for a third of the questions, held out while rules were made, apart.
`diligence eval external:financebench_replay --data FOLDER`, or with each miss
`python -m evals.external.financebench_replay --data FOLDER --misses`.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from evals import statistics
from evals.external.financebench_drafts import Replayed, gold, heard
from evals.statistics import Interval

_LEAST = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # of a sentence's own words, for the curve


def replay(data: Path) -> Iterator[Replayed]:
    asked = {q["financebench_id"]: q for q in _lines(data / "questions.jsonl")}
    given: dict[str, list[dict[str, Any]]] = {}
    for row in _lines(data / "model_answers.jsonl"):
        given.setdefault(row["financebench_id"], []).append(row)
    for name, questions in _by_filing(asked.values()).items():
        held = gold(data / "pdfs" / f"{name}.pdf", questions)
        for question in questions:
            key = question["financebench_id"]
            yield from (heard(question, row, held[key]) for row in given.get(key, []))


def _by_filing(questions: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    made: dict[str, list[dict[str, Any]]] = {}
    for question in questions:
        made.setdefault(question["doc_name"], []).append(question)
    return made


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def measure(data: Path) -> dict[str, Any]:
    return _found(list(replay(data)))


def _found(replayed: Sequence[Replayed]) -> dict[str, Any]:
    return {"shares": report(replayed), "misses": misses(replayed), "curve": curve(replayed)}


def table(found: Mapping[str, Any]) -> str:
    shares: Mapping[str, Mapping[str, Interval | None]] = found["shares"]
    columns = list(next(iter(shares.values())))
    lines = [f"| answers | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    for name, row in shares.items():
        lines.append(f"| {name} | {' | '.join(str(row[c] or '–') for c in columns)} |")
    lines += ["", "| least of its words | wrong withheld | right kept |", "|---|---|---|"]
    lines += [
        f"| {k} | {v['wrong withheld']} | {v['right kept']} |" for k, v in found["curve"].items()
    ]
    lines.append("")
    for kind, counts in found["misses"].items():
        lines.append(f"{kind}: {', '.join(f'{n} {what}' for what, n in counts.items())}")
    return "\n".join(lines)


def curve(replayed: Sequence[Replayed]) -> dict[str, dict[str, Interval | None]]:
    """What would be withheld and kept if so much of a sentence in its own words had to be on the
    pages, with a figure as without; the rules ask for less of one whose figures stand.
    """
    made = {}
    for least in _LEAST:
        moved = [replace(r, stands=any(h >= least for h in r.hangs)) for r in replayed]
        made[f"{least:.1f}"] = {k: v for k, v in _shares(moved).items() if "shown" not in k}
    return made


def misses(replayed: Sequence[Replayed]) -> dict[str, dict[str, int]]:
    """Wrong answers that stand, and right ones that do not, by what was (not) found out."""
    wrong = [r for r in replayed if r.label == "wrong" and r.stands]
    right = [r for r in replayed if r.label == "right" and not r.stands]
    return {
        "wrong and standing": dict(Counter(map(_by_what, wrong)).most_common()),
        "right and withheld": dict(Counter(map(_for_what, right)).most_common()),
    }


def _by_what(one: Replayed) -> str:
    """What the sentence that stands was borne out by."""
    if one.answers:
        return "one of the figures that answer the question by our formulas"
    if not one.figures:
        return "words without a figure"
    return "figures that stand in the pages or follow from such"


def _for_what(one: Replayed) -> str:
    kinds = {w.partition(":")[0] for w in one.why}
    if "asked" in kinds:
        return "another figure than our formulas give"
    if "figure" in kinds:
        return "a figure not found under its line, year and scale"
    if kinds & {"sign", "rank"}:
        return "a conclusion that the lines do not show"
    if kinds & {"name", "entity", "date"}:
        return "a name or time not in the cited sentence"
    return "words, hedge or negation not in the cited sentence"


def report(replayed: Sequence[Replayed]) -> dict[str, dict[str, Interval | None]]:
    groups = {
        "all": list(replayed),
        "with a figure": [r for r in replayed if r.figures],
        "without one": [r for r in replayed if not r.figures],
        "developed on": [r for r in replayed if not r.held_out],
        "held out": [r for r in replayed if r.held_out],
    }
    for setting in sorted({r.setting for r in replayed}):
        groups[setting] = [r for r in replayed if r.setting == setting]
    return {name: _shares(held) for name, held in groups.items()}


def _shares(held: Sequence[Replayed]) -> dict[str, Interval | None]:
    def share(values: list[bool]) -> Interval | None:
        return statistics.mean([float(v) for v in values]) if values else None

    wrong = [r for r in held if r.label == "wrong"]
    right = [r for r in held if r.label == "right"]
    return {
        "wrong withheld": share([not r.stands for r in wrong]),
        "right kept": share([r.stands for r in right]),
        "wrong not shown": share([not r.shown for r in wrong]),
        "right shown": share([r.shown for r in right]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the data")
    parser.add_argument("--misses", action="store_true", help="what stands though wrong, and back")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    replayed = list(replay(args.data))
    if args.json:
        print(json.dumps([asdict(r) for r in replayed], indent=2))
        return
    print(table(_found(replayed)))
    for r in replayed if args.misses else ():
        if (r.label == "wrong" and r.stands) or (r.label == "right" and not r.stands):
            print(f"\n{r.label} {r.question} {r.model} {r.setting}\n  {r.carries}\n  {r.why}")


if __name__ == "__main__":
    main()
