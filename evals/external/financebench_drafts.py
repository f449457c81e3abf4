"""An answer of a language model, heard as a draft of our writer over the gold pages of a question.

In: a question, the answer with its label, the passages that our reader makes of the gold pages. The
answer is cut into sentences, each marked with the passages most like it, each judged as in
production. Out: whether the sentence that carries the answer stands, and why not. Counts nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
