"""Whether a claim means what its evidence says, where its words alone do not settle it.

In: a claim and the sentences it cites. Out: a check, or None where the judge cannot tell. Figures,
dates, names, hedges and negations are never left to it: it is asked only where everything else held
and the words are others (an embedding), or whether words that held say the contrary (an inference
model that the user names). Knows no evidence ids and no store.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Protocol

from bot.answer import Check, Claim, Evidence, Verdict
from bot.checks.reading import tokens
from bot.errors import SettingsError
from knowledge import orders, sentences

LEAST_ALIKE = 0.8  # cosine; below it distortions come through (docs/figure-check.md)
_LEAST_ENTAILED, _LEAST_CONTRARY = 0.7, 0.9
_MOST_TOLD = 8  # sentences that one claim is compared with
_MOST_CHARS = 600  # of one sentence
_MOST_TOKENS = 512  # of both together
_FIRST = re.compile(r"\W*([A-Z][A-Za-z'’-]*)")
_OPENERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "there", "it", "its", "they", "their"}
    | {"in", "on", "at", "by", "with", "from", "for", "after", "before", "while", "since", "when"}
)

Encode = Callable[[Sequence[str]], Any]  # rows of unit length
Classify = Callable[[str, str], dict[str, float]]  # premise, hypothesis → label → probability


class Meaning(Protocol):
    def check(self, claim: str, told: Sequence[str]) -> Check | None: ...


class Likeness:
    """By embedding: one that is near enough to a cited sentence says it; it never says no."""

    def __init__(self, encode: Encode, *, least: float = LEAST_ALIKE) -> None:
        self._encode = encode
        self._least = least

    def check(self, claim: str, told: Sequence[str]) -> Check | None:
        if not told:
            return None
        vectors = self._encode([claim, *told[:_MOST_TOLD]])
        nearest = float((vectors[1:] @ vectors[0]).max())
        if nearest < self._least:
            return None
        return Check(kind="meaning", ok=True, detail=f"{nearest:.2f} like a cited sentence")


class Inference:
    """By an inference model: entailed by a cited sentence, or contrary to the one it is nearest."""

    def __init__(self, classify: Classify) -> None:
        self._classify = classify

    def check(self, claim: str, told: Sequence[str]) -> Check | None:
        found = [self._classify(t[:_MOST_CHARS], claim) for t in told[:_MOST_TOLD]]
        entailed = max((f.get("entailment", 0.0) for f in found), default=0.0)
        contrary = max((f.get("contradiction", 0.0) for f in found), default=0.0)
        if entailed >= _LEAST_ENTAILED:
            return Check(kind="meaning", ok=True, detail=f"entailed, {entailed:.2f}")
        if contrary >= _LEAST_CONTRARY:
            return Check(kind="meaning", ok=False, detail=f"contradicted, {contrary:.2f}")
        return None


def settled(claim: Claim, evidence: Mapping[str, Evidence], meaning: Meaning | None) -> Claim:
    """The claim with what its meaning adds: it may stand where nothing but its words failed, and
    fall where they held and say the contrary.
    """
    failed = [c for c in claim.checks if not c.ok]
    if meaning is None or any(not _is_of_words(c) for c in failed):
        return claim
    told = _told(claim, evidence)
    if failed and _opens_with_a_name(claim.text, told):
        return claim
    found = meaning.check(claim.text, told)
    if found is None or (found.ok and not failed):
        return claim
    kept = tuple(c for c in claim.checks if c.ok)
    verdict: Verdict = "computed" if claim.kind == "computed" else "supported"
    return replace(claim, verdict=verdict if found.ok else "unsupported", checks=(*kept, found))


def _opens_with_a_name(text: str, told: Sequence[str]) -> bool:
    """A first word in capitals that nothing cited has may be a name: it cannot be told from one."""
    first = _FIRST.match(text)
    word = first[1].lower() if first else ""
    return bool(word) and word not in _OPENERS and not any(word in tokens(t) for t in told)


def _is_of_words(check: Check) -> bool:
    """Not a superlative, an outcome or a reason that is not cited."""
    return check.kind == "wording" and " words in " in check.detail


def _told(claim: Claim, evidence: Mapping[str, Evidence]) -> list[str]:
    """The cited sentences, those that share most words with the claim first."""
    own = tokens(claim.text)
    told = [
        e.passage[start:end].strip()
        for e in (evidence[i] for i in claim.evidence if i in evidence)
        for start, end in sentences(e.passage)
        if not orders.inside(e.passage, start)
    ]
    return sorted(told, key=lambda t: -len(own & tokens(t)))[:_MOST_TOLD]


@cache
def classifier(name: str) -> Classify:
    """Any sequence classification checkpoint of transformers whose labels say what it infers."""
    from transformers import pipeline

    try:
        judge = pipeline("text-classification", model=name, top_k=None)
    except (OSError, ValueError, ImportError) as error:
        raise SettingsError(
            f"DILIGENCE_NLI {name!r} cannot be opened ({type(error).__name__}).",
            help="Give a hub name or folder of a sequence classification model for inference.",
        ) from error
    known = {str(label).lower() for label in (judge.model.config.id2label or {}).values()}
    if not {"entailment", "contradiction"} <= known:
        raise SettingsError(
            f"DILIGENCE_NLI {name!r} has the labels {sorted(known)}.",
            help="An inference model has the labels entailment, neutral and contradiction.",
        )

    def classify(premise: str, hypothesis: str) -> dict[str, float]:
        given = {"text": premise, "text_pair": hypothesis}
        scores = judge(given, truncation=True, max_length=_MOST_TOKENS)
        return {str(s["label"]).lower(): float(s["score"]) for s in scores}

    return classify
