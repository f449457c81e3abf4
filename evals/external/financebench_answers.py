"""FinanceBench: is the gold figure in the desk's answer, another one, or does the desk decline?

In: the questions and what the desk answered. Out: counts as the paper has them (right, wrong,
refused), and how many right answers cite a gold page. Judged is a question whose gold answer
states figures and does not begin with yes or no; the rest is counted apart. Right is an answer
that states every gold figure, whatever else it states. Reads figures, not words.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from evals.external import tables
from evals.external.stock import Page
from knowledge import Amount

Outcome = Literal["right", "wrong", "refused", "not judged"]
OUTCOMES: tuple[Outcome, ...] = ("right", "wrong", "refused")

# Islam et al. 2023, arXiv 2311.11944: GPT-4-Turbo, one shared vector store, 150 questions of all
# kinds, judged by people; shares of 1.
PAPER = {"right": 0.19, "wrong": 0.13, "refused": 0.68}
_MODEL, _SETTING = "gpt-4-1106-preview", "sharedStore"
_LABELS = {"Correct Answer": "right", "Incorrect Answer": "wrong", "Refusal": "refused"}

_YES_NO = re.compile(r"(?:yes|no)\b", re.IGNORECASE)
_ASKED_IN = re.compile(r"\bUSD (thousand|million|billion)s?\b", re.IGNORECASE)
_SAID_IN = re.compile(r";[^;\d]*\b(thousand|million|billion)s?\b[^;\d]*$", re.IGNORECASE)
_WORTH = {"thousand": 3, "million": 6, "billion": 9}
_NO_FIGURE = {"years", "months", "weeks", "days", "hours"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the desk answered: its claims, and the pages they cite counted from 0."""

    declined: bool
    partial: bool
    claims: Sequence[str]
    cited: Sequence[Page]


def report(
    asked: Sequence[dict[str, Any]], ask: Callable[[str], Given], data: Path
) -> dict[str, Any]:
    given = [ask(row["question"]) for row in asked]
    outcomes = [outcome(row, each) for row, each in zip(asked, given, strict=True)]
    held = list(zip(asked, given, outcomes, strict=True))
    judged = [row["question"] for row, _, found in held if found != "not judged"]
    return {
        **_counted(outcomes),
        "right citing a gold page": sum(f == "right" and _cites(r, g) for r, g, f in held),
        "wrong and told as partial": sum(f == "wrong" and g.partial for _, g, f in held),
        "not judged": len(outcomes) - len(judged),
        "not judged and refused": sum(f == "not judged" and g.declined for _, g, f in held),
        "questions": [
            {"question": r["question"], "gold": r["answer"], "outcome": f, "claims": list(g.claims)}
            for r, g, f in held
        ],
        "GPT-4-Turbo, same questions": _labelled(data, judged),
        "GPT-4-Turbo, paper": PAPER,
    }


def outcome(row: Mapping[str, Any], given: Given) -> Outcome:
    gold = _wanted(row)
    if not gold:
        return "not judged"
    if given.declined:
        return "refused"
    stated = [pair for claim in given.claims for pair in _stated(claim)]
    return "right" if all(_is_in(one, stated) for one in gold) else "wrong"


def table(found: Mapping[str, Any]) -> str:
    """Markdown: counts and shares, ours and GPT-4-Turbo's."""
    cites, of = found["right citing a gold page"], found["right"]
    lines = ["| answers | judged | right | wrong | refused |", "|---|---|---|---|---|"]
    lines.append(_row("ours", found))
    if same := found["GPT-4-Turbo, same questions"]:
        lines.append(_row("GPT-4-Turbo, shared store, same questions, labelled by people", same))
    shares = " | ".join(f"{PAPER[name]:.0%}" for name in OUTCOMES)
    lines.append(f"| GPT-4-Turbo, shared store, paper (arXiv 2311.11944) | 150 | {shares} |")
    partial, apart = found["wrong and told as partial"], found["not judged"]
    lines += [
        "",
        f"{cites} of {of} right answers cite a gold page; {partial} of {found['wrong']} wrong ones "
        f"say that they are partial. {apart} yes/no and text questions are not judged, "
        f"{found['not judged and refused']} of them declined.",
    ]
    return "\n".join(lines)


def _row(name: str, counts: Mapping[str, Any]) -> str:
    total = sum(counts[each] for each in OUTCOMES)
    cells = " | ".join(f"{counts[o]} ({counts[o] / max(total, 1):.0%})" for o in OUTCOMES)
    return f"| {name} | {total} | {cells} |"


def _counted(found: Iterable[str]) -> dict[str, int]:
    counts = Counter(found)
    return {name: counts[name] for name in OUTCOMES}


def _labelled(data: Path, judged: Iterable[str]) -> dict[str, int] | None:
    """What people said of GPT-4-Turbo's answers to the same questions, where the data has them."""
    path, wanted = data / "model_answers.jsonl", set(judged)
    if not path.is_file():
        return None
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    same = [r for r in rows if (r["model_name"], r["eval_mode"]) == (_MODEL, _SETTING)]
    return _counted(_LABELS[r["label"]] for r in same if r["question"] in wanted)


def _cites(row: Mapping[str, Any], given: Given) -> bool:
    gold = {(row["doc_name"], e["evidence_page_num"]) for e in row["evidence"]}
    return not gold.isdisjoint(given.cited)


@dataclass(frozen=True, slots=True)
class _Gold:
    value: Decimal
    step: Decimal  # "303.00" is a whole number; the data writes every amount with two places
    percent: bool
    scaled: bool  # whether gold or question says what it is counted in


def _wanted(row: Mapping[str, Any]) -> list[_Gold]:
    if _YES_NO.match(row["answer"]):
        return []
    asked = _ASKED_IN.search(row["question"])
    worth = Decimal(10) ** _WORTH[asked[1].lower()] if asked else None
    answer = row["answer"].replace(row.get("company") or "\0", "the company")  # 3M is no amount
    return [_gold(amount, worth) for amount in _figures(answer)]


def _gold(amount: Amount, worth: Decimal | None) -> _Gold:
    percent, own = amount.unit == "percent", amount.step >= 1000
    factor = Decimal(1) if percent or own or worth is None else worth
    # An integer at its own scale ("$2,018mn") is as exact as it is written.
    digits = amount.low.normalize().as_tuple().exponent
    assert isinstance(digits, int)
    step = amount.step if own else Decimal(1).scaleb(min(0, digits))
    scaled = percent or own or worth is not None
    return _Gold(abs(amount.low) * factor, step * factor, percent, scaled)


def _stated(claim: str) -> list[tuple[Amount, Decimal]]:
    """Each figure with what one of it is worth by the scale that its row ends with."""
    said = _SAID_IN.search(claim)
    worth = Decimal(10) ** _WORTH[said[1].lower()] if said else Decimal(1)
    unscaled = {"percent", *_NO_FIGURE}
    return [(a, Decimal(1) if a.unit in unscaled else worth) for a in tables.read(claim)]


def _is_in(gold: _Gold, stated: Sequence[tuple[Amount, Decimal]]) -> bool:
    def near(value: Decimal) -> bool:
        return abs(abs(value) - gold.value) <= gold.step / 2

    for amount, worth in stated:
        if (amount.unit == "percent") != gold.percent:
            continue
        if near(amount.low * worth) or (not gold.scaled and near(amount.low)):
            return True
    return False


def _figures(text: str) -> list[Amount]:
    return [a for a in tables.read(text) if a.unit not in _NO_FIGURE]
