"""Citations: does the cited passage carry the claim, and does every sentence carry a citation.

In: a record. Out: precision over all (claim, citation) pairs, recall over all claims and whatever
else the answer says. Reads the cited passages anew and does not look at the desk's own verdicts.
A passage carries a claim if it holds one of its figures or enough of its words, is an input of the
metric that the claim computes, or one of the statements whose conflict the claim sums up. A row of
a table is read at the scale that it or another cited passage declares ("in thousands"), which
thereby carries the claim, too. A claim with a single citation must find all its figures there.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bot.answer import Answer, Citation
from evals.record import Record
from evals.scorers.score import Score, share
from knowledge import Amount, amounts, scales, words
from knowledge.scales import Scale

ENOUGH = 0.2  # of a claim's words; unrelated passages of one dossier share 0.03 on average
_HEADING = re.compile(r"\*\*[^*\n]{1,40}[:：]\*\*|\[\d+\]|\*\*")


def precision(record: Record) -> Score | None:
    """One fault for each citation that does not carry the claim it stands behind."""
    if record.answer is None:
        return None
    by_n = {c.n: c for c in record.answer.citations}
    pairs, faults = 0, list[str]()
    for claim in record.answer.claims:
        cited = [by_n[n] for n in claim["citations"] if n in by_n]
        pairs += len(cited)
        faults += _not_carrying(claim["text"], cited, _structural(claim, record.answer))
    return share(pairs, faults)


def recall(record: Record) -> Score | None:
    """One fault for each claim without a citation that exists, and each sentence that is none."""
    if record.answer is None or record.answer.status == "declined":
        return None
    known = {c.n for c in record.answer.citations}
    bare = [c for c in record.answer.claims if not known & set(c["citations"])]
    loose = unclaimed(record.answer)
    faults = [f"without citation: {c['text'][:80]!r}" for c in bare]
    faults += [f"in no claim: {text[:80]!r}" for text in loose]
    return share(len(record.answer.claims) + len(loose), faults)


def unclaimed(answer: Answer) -> list[str]:
    """What the answer says outside claims, headings and marks."""
    rest = answer.answer
    for claim in sorted(answer.claims, key=lambda c: -len(c["text"])):
        rest = rest.replace(claim["text"], "\n", 1)
    lines = (_HEADING.sub("", line).strip(" .。：:·-") for line in rest.splitlines())
    return [line for line in lines if line]


def _structural(claim: dict[str, Any], answer: Answer) -> set[int]:
    """Citations that the claim rests on as inputs of its metric or as sides of its conflict."""
    by_n = {c.n: c for c in answer.citations}
    used: set[int] = set()
    for metric in answer.metrics:
        inputs = [i for i in metric["inputs"] if i["citation"] in by_n]
        used |= {i["citation"] for i in inputs if _holds(by_n[i["citation"]], i)}
    for group in answer.conflicts:
        if group["reading"] in claim["text"]:
            sides = [s for s in group["statements"] if s["citation"] in by_n]
            used |= {s["citation"] for s in sides if s["text"] == by_n[s["citation"]].passage}
    return used


def _holds(citation: Citation, given: dict[str, Any]) -> bool:
    """Whether the passage states the input's figure."""
    ends = given["value"] if isinstance(given["value"], list) else [given["value"]]
    found = [end for a in amounts.find(citation.passage) for end in (a.low, a.high)]
    return all(Decimal(str(end)) in found for end in ends)


def _not_carrying(text: str, cited: Sequence[Citation], structural: set[int]) -> list[str]:
    figures = [a for a in amounts.find(text) if a.unit != "count"]
    declared = _declared(cited)
    as_scaled = [_scaled(_stated(c), declared) for c in cited]
    held = [_stated(c) + more for c, more in zip(cited, as_scaled, strict=True)]
    by_scale = any(_among(a, found) for a in figures for found in as_scaled)
    lost = [a.text for a in figures if not any(_among(a, found) for found in held)]
    faults = []
    for citation, found in zip(cited, held, strict=True):
        if citation.quote not in citation.passage:
            faults.append(f"[{citation.n}] quotes what its passage does not say")
        elif lost and len(cited) == 1:
            faults.append(f"[{citation.n}] does not hold {', '.join(lost)} of {text[:60]!r}")
        elif not (
            citation.n in structural
            or any(_among(a, found) for a in figures)
            or (by_scale and _declared([citation]))
            or alike(text, citation) >= ENOUGH
        ):
            faults.append(f"[{citation.n}] has nothing to do with {text[:60]!r}")
    return faults


def _stated(citation: Citation) -> list[Amount]:
    return amounts.find(f"{citation.passage}\n{citation.quote}")


def _declared(cited: Sequence[Citation]) -> list[Scale]:
    """The scales that passages declare for tables; the currency where any of them says it."""
    currency = scales.told([c.passage for c in cited]).unit
    found = [scales.told([c.passage]) for c in cited]
    return [replace(each, unit=each.unit or currency) for each in found if each.factor]


def _scaled(found: Sequence[Amount], declared: Sequence[Scale]) -> list[Amount]:
    """The bare numbers of a table as they count at the scales declared for it."""
    return [
        replace(a, low=a.low * f, high=a.high * f, step=a.step * f, unit=each.unit or a.unit)
        for each in declared
        if (f := each.factor)
        for a in found
        if a.unit in ("count", each.unit)
    ]


def alike(text: str, citation: Citation) -> float:
    """The share of the claim's words that passage or title hold."""
    own = set(words.telling(words.tokens(text)))
    held = set(words.tokens(f"{citation.title}\n{citation.passage}"))
    return len(own & held) / len(own) if own else 1.0


def _among(wanted: Amount, found: Sequence[Amount]) -> bool:
    return any(amounts.compare(wanted, a) in ("equal", "rounded", "within") for a in found)


def marks(claim: dict[str, Any], answer: Answer) -> list[Citation]:
    """The citations of a claim."""
    return [c for c in answer.citations if c.n in claim["citations"]]
