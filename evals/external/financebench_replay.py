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
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha1
from pathlib import Path
from typing import Any

from bot import evidence
from bot.answer import Claim, Evidence
from bot.model.blocks import Blocks
from bot.model.hearing import Hearing, reasons
from bot.model.marks import Said, Sentences
from bot.retrieve import Retrieved
from bot.statements.cited import figures
from bot.understand import Understanding
from bot.writers.base import Found
from evals import statistics
from evals.statistics import Interval
from knowledge import Ledger, readers, words
from knowledge.binding import About, Place, bind

LABELS = {"Correct Answer": "right", "Incorrect Answer": "wrong", "Refusal": "refusal"}
_MARKS = 4  # passages that a sentence cites
_MOST = 40  # sentences; an answer that copies a whole filing is cut off there
_HELD_OUT = 3  # every third question, by hash
_STANDS = ("supported", "computed")
_CONCLUDES = re.compile(
    r"^\W*(?:therefore|thus|so\b|hence|overall|in (?:conclusion|summary|total|other words)|"
    r"as a result|consequently|based on (?:this|these)|this (?:means|indicates|suggests))",
    re.IGNORECASE,
)
_COVERED = re.compile(r"(\d+) of (\d+) words on cited pages")
_LEAST = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # of a sentence's own words, for the curve
_VERDICT = re.compile(r"\W*(?:yes|no)\b", re.IGNORECASE)
_LEADS_IN = re.compile(
    r"^\W*(?:to (?:calculate|determine|find|compute|answer|assess|identify)|here (?:are|is)|first|"
    r"let|according to the (?:question|formula)|sure\b|i(?:'m| am| need| can)|calculate|using the|"
    r"the formula)|\bwe (?:need|can|must|will|would|first)\b|\bis (?:calculated|defined) (?:as|by)"
    r"\b|:$|=\s*[A-Za-z(]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """`stands`: a sentence that carries the answer does. `shown`: so do half of all, as the writer
    asks before it gives a model's answer at all. `hangs`: for each carrying sentence that nothing
    but its words may fell, the share of them on the cited pages; 1 where none could.
    """

    question: str
    model: str
    setting: str
    label: str
    held_out: bool
    stands: bool
    shown: bool
    figures: bool
    answers: bool
    hangs: tuple[float, ...]
    carries: tuple[str, ...]
    why: tuple[str, ...]


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


def gold(pdf: Path, questions: Sequence[Mapping[str, Any]]) -> dict[str, list[Evidence]]:
    """The passages of each question's gold pages, which count from 0 in the data."""
    place = Place(path=str(pdf), name=pdf.stem)
    made = bind(readers.document(pdf), place, About(), made_by="")
    held = {}
    for question in questions:
        pages = {e["evidence_page_num"] + 1 for e in question["evidence"]}
        chosen = [p for p in made.passages if p.page in pages]
        held[question["financebench_id"]] = [evidence.of_passage(p, made.source) for p in chosen]
    return held


def heard(
    question: Mapping[str, Any], row: Mapping[str, Any], held: Sequence[Evidence]
) -> Replayed:
    hearing = Hearing(
        u=Understanding(
            question=question["question"], standalone=question["question"], language="en"
        ),
        found=Found(
            retrieved=Retrieved(), metrics=(), ledger=Ledger(), evidence={e.id: e for e in held}
        ),
        blocks=Blocks(ids=[e.id for e in held]),
        tell=lambda _: None,
    )
    for said in sentences(row["model_answer"])[:_MOST]:
        hearing.hear(Said(said, marks(said, held)))
    carries = carrying(hearing.judged)
    failed = [c for c in carries if c.verdict not in _STANDS]
    stands = len(failed) < len(carries)
    return Replayed(
        question=question["financebench_id"],
        model=row["model_name"],
        setting=row["eval_mode"],
        label=LABELS[row["label"]],
        held_out=is_held_out(question["financebench_id"]),
        stands=stands,
        shown=stands and len(hearing.kept) >= len(hearing.held_back),
        figures=any(figures(c.text) for c in carries),
        answers=any(c.ok and c.kind == "asked" for claim in carries for c in claim.checks),
        hangs=tuple(share for c in carries if (share := _hangs(c)) is not None),
        carries=tuple(c.text for c in carries),
        why=tuple(r for c in failed for r in reasons(c)),
    )


def _hangs(claim: Claim) -> float | None:
    """None where something else fells it."""
    failed = [c for c in claim.checks if not c.ok]
    of_words = [m for c in claim.checks if (m := _COVERED.fullmatch(c.detail))]
    if not failed and not of_words:
        return 1.0
    if not of_words or any(not _COVERED.fullmatch(c.detail) for c in failed):
        return None
    held, all_of_them = (int(n) for n in of_words[-1].groups())
    return held / all_of_them if all_of_them else 0.0


def is_held_out(question_id: str) -> bool:
    return int(sha1(question_id.encode()).hexdigest(), 16) % _HELD_OUT == 0


def sentences(text: str) -> list[str]:
    """As the writer cuts a model's text, whatever marks it has."""
    reading = Sentences()
    return [said.text for said in (*reading.feed(text), *reading.close())]


def marks(said: str, held: Sequence[Evidence]) -> tuple[int, ...]:
    """The passages a careful model would cite: with most of its figures, then of its words."""
    digits = set(re.findall(r"\d[\d,.]*\d|\d", said))
    told = frozenset(words.telling(words.tokens(said)))

    def worth(e: Evidence) -> tuple[int, int]:
        passage = frozenset(words.tokens(e.passage))
        return sum(d in e.passage for d in digits), len(told & passage)

    ranked = sorted(range(len(held)), key=lambda i: worth(held[i]), reverse=True)
    most_words = sorted(range(len(held)), key=lambda i: worth(held[i])[1], reverse=True)
    chosen = dict.fromkeys([*ranked[: _MARKS - 1], *most_words[: _MARKS - 1]])
    return tuple(i + 1 for i in chosen)


def carrying(judged: Sequence[Claim]) -> list[Claim]:
    """Where a reader takes the answer from: the last sentence that draws a conclusion, and the
    first where it says yes or no; else the first that does not only lead in, or show a step of a
    calculation; else the last that has a figure, or the last.
    """
    states = [c for c in judged if not _LEADS_IN.search(c.text)]
    concludes = [c for c in states if _CONCLUDES.search(c.text)][-1:]
    opens = [c for c in judged[:1] if c in states]
    if concludes:
        return [c for c in opens if _VERDICT.match(c.text) and c not in concludes] + concludes
    return opens or [c for c in states if figures(c.text)][-1:] or list(judged[-1:])


def _by_filing(questions: Any) -> dict[str, list[dict[str, Any]]]:
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
