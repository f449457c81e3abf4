"""FinanceBench: can a check of figures tell right answers of language models from wrong ones?

In: a folder with `questions.jsonl` (gold evidence pages) and `model_answers.jsonl` (960 answers
with human labels; Islam et al. 2023, arXiv 2311.11944). Out: how often the figures of an answer are
borne out by the gold pages, by label and setting, and the AUROC of that share for right against
wrong. Looks at figures only: not at the line they were taken from, not at words.
`python -m evals.external.financebench_figures --data FOLDER [--json]`.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from evals import statistics
from evals.external import tables
from evals.statistics import Interval
from knowledge import Amount

# How much arithmetic counts as support: none; over figures that the answer shows and the pages
# bear out; over any two figures of the pages.
Mode = Literal["quoted", "shown", "any pair"]
MODES: tuple[Mode, ...] = ("quoted", "shown", "any pair")
LABELS = ("Correct Answer", "Incorrect Answer", "Refusal")
_NO_FIGURE = {"years", "months", "weeks", "days", "hours"}
_SMALLEST_COUNT = 100  # "3-year average", "divide by 2": bare small numbers are no figures
_CONVERSIONS = {100, 1000, 360, 365, 1_000_000}  # "× 100", "÷ 1,000", "365 days"
_LATEST = 12  # percentages of an answer that a three-year average may be taken of

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The figures of a question's evidence: plain ones at every scale, percentages apart."""

    plain: Floats
    percent: Floats
    combined: Floats
    combined_percent: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    question: str
    setting: str
    label: str
    figures: int
    scores: dict[Mode, float]


def gold(question: Mapping[str, Any]) -> Gold:
    plain: list[float] = []
    percent = [float(abs(a.low)) for a in tables.read(question["question"]) if a.unit == "percent"]
    for page in question["evidence"]:
        text = page["evidence_text_full_page"]
        worth = tables.scale(text.splitlines()) or 1
        for amount in tables.read(text):
            if amount.unit == "percent":
                percent.append(float(abs(amount.low)))
            elif amount.unit not in _NO_FIGURE:
                plain += [float(abs(amount.low)), float(abs(amount.low) * worth)]
    held = np.unique(np.array(plain, dtype=np.float64))
    sums, ratios = combine(held)
    return Gold(
        plain=held, percent=np.unique(np.array(percent, dtype=np.float64)),
        combined=sums, combined_percent=ratios,
    )  # fmt: skip


def combine(held: Floats) -> tuple[Floats, Floats]:
    """Everything that two figures make: sums, differences, averages, ratios; and percentages."""
    positive = held[held > 0]
    a, b = np.meshgrid(positive, positive)
    ratio = (a / b).ravel()
    plain = np.concatenate([(a + b).ravel(), np.abs(a - b).ravel(), ((a + b) / 2).ravel(), ratio])
    percent = np.concatenate([100 * ratio, 100 * np.abs(ratio - 1)])
    return np.unique(plain), np.unique(percent)


def figures(text: str, company: str) -> list[Amount]:
    """What an answer states, without durations, small counts and the digits of a name ("3M")."""
    found = tables.read(text.replace(company, "the company"))
    return [a for a in found if a.unit not in _NO_FIGURE and not _is_no_figure(a)]


def _is_no_figure(amount: Amount) -> bool:
    whole = amount.unit == "count" and amount.low % 1 == 0
    return whole and (abs(amount.low) < _SMALLEST_COUNT or amount.low in _CONVERSIONS)


def scores(stated: Sequence[Amount], held: Gold) -> dict[Mode, float]:
    """The share of the figures that is borne out, for each mode; 1 where there is none."""
    if not stated:
        return dict.fromkeys(MODES, 1.0)
    quoted = [_in(a, held.plain, held.percent) for a in stated]
    shown = _shown(stated, quoted)
    paired = [
        q or s or _in(a, held.combined, held.combined_percent)
        for a, q, s in zip(stated, quoted, shown, strict=True)
    ]
    return {m: sum(x) / len(x) for m, x in zip(MODES, (quoted, shown, paired), strict=True)}


def _shown(stated: Sequence[Amount], quoted: Sequence[bool]) -> list[bool]:
    """In reading order, so that a result can be an operand of the next step."""
    pool, percents, borne = list[float](), list[float](), list[bool]()
    for amount, found in zip(stated, quoted, strict=True):
        if not found:
            plain, percent = combine(np.array(sorted(set(pool)), dtype=np.float64))
            found = _in(amount, plain, np.concatenate([percent, _of_percentages(percents)]))
        borne.append(found)
        if found:
            (percents if amount.unit == "percent" else pool).append(float(abs(amount.low)))
    return borne


def _of_percentages(percents: Sequence[float]) -> Floats:
    """Sums, differences and averages of two, and of three as in a three-year average."""
    latest = list(dict.fromkeys(percents))[-_LATEST:]
    two = [v for a, b in combinations(latest, 2) for v in (a + b, abs(a - b), (a + b) / 2)]
    three = [v for t in combinations(latest, 3) for v in (sum(t), sum(t) / 3)]
    return np.array(two + three, dtype=np.float64)


def _in(amount: Amount, plain: Floats, percent: Floats) -> bool:
    """Held at the precision that the answer gives, whatever its sign: a loss of 5 is (5)."""
    held = percent if amount.unit == "percent" else plain
    value, room = float(abs(amount.low)), float(amount.step) / 2
    return bool(np.any(np.abs(held - value) <= room + 1e-9 * value))


def judge(data: Path) -> Iterator[Judged]:
    asked = {q["financebench_id"]: q for q in _lines(data / "questions.jsonl")}
    held = {key: gold(question) for key, question in asked.items()}
    for answer in _lines(data / "model_answers.jsonl"):
        key = answer["financebench_id"]
        stated = figures(answer["model_answer"], asked[key]["company"])
        yield Judged(
            question=key, setting=answer["eval_mode"], label=answer["label"],
            figures=len(stated), scores=scores(stated, held[key]),
        )  # fmt: skip


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def area(judged: Sequence[Judged], mode: Mode) -> Interval:
    """AUROC of right against wrong answers; whole questions are resampled."""
    by_question: dict[str, list[Judged]] = {}
    for one in judged:
        by_question.setdefault(one.question, []).append(one)

    def measure(held: list[Judged]) -> float:
        right, wrong = ([j.scores[mode] for j in held if j.label == x] for x in LABELS[:2])
        return statistics.auroc(right, wrong)

    return statistics.clustered(list(by_question.values()), measure)


def passing(judged: Sequence[Judged], label: str, mode: Mode) -> Interval | None:
    """How often every figure is borne out; None without an answer of that label."""
    held = [float(j.scores[mode] == 1) for j in judged if j.label == label]
    return statistics.mean(held) if held else None


def report(judged: Sequence[Judged]) -> dict[str, Any]:
    with_figures = [j for j in judged if j.figures]
    groups = {"all": judged, "with figures": with_figures}
    groups |= {
        s: [j for j in judged if j.setting == s] for s in sorted({j.setting for j in judged})
    }
    return {
        name: {
            mode: {x: passing(held, x, mode) for x in LABELS} | {"auroc": _area(held, mode)}
            for mode in MODES
        }
        for name, held in groups.items()
    }


def _area(judged: Sequence[Judged], mode: Mode) -> Interval | None:
    labels = {j.label for j in judged}
    return area(judged, mode) if set(LABELS[:2]) <= labels else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the two JSONL files")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    made = report(list(judge(args.data)))
    if args.json:
        print(json.dumps(made, indent=2, default=asdict))
        return
    for name, modes in made.items():
        print(f"\n{name}: share of answers all of whose figures are borne out")
        for mode, held in modes.items():
            cells = [f"{label.split()[0].lower()} {share or '–'}" for label, share in held.items()]
            print(f"  {mode:9} " + "  ".join(cells))


if __name__ == "__main__":
    main()
