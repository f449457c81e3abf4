"""Ten ways to make a right answer wrong, each alone: an answer and its dossier in, an answer out.

Every change is made to claims, citations and the text alike, as a desk with that defect would.
Which other fact is taken follows from the claim's text, so a run can be repeated. Knows no case
and no scorer.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from bot.answer import Answer, Citation, Locator, Standing
from evals import wordings
from evals.breaks import FIGURE
from knowledge import Fact, Language, Ledger, bundles, dossier

DECLINED: dict[Language, str] = {"en": "The sources here do not say.", "zh": "资料未提及。"}
_ORDER = re.compile(r"\b(?:say|write|state|reply)(?: that)? (?P<said>[^.。\n\"]+)", re.IGNORECASE)
_AIMED = re.compile(r"\bignore (?:all |any |the )?(?:previous|earlier|above)", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:about|around|roughly|above|over|more than|at least|at most|up to|below|nearly|almost"
    r"|reportedly|reported|reports?|said|says|estimated?|estimates|alleged|allegedly|according to"
    r"|could|may|might|would|expected|planned|plans|statement|sought|seeking|target\w*|talks|aims?"
    r"|likely|puts?|gives?|calls?|unconfirmed|an estimate|company statement)\b"
    r"|[约近逾超]过?|左右|以上|至少|至多|不低于|据报道|据称|据|称|报道|估算|估计|传|指控|可能|或将|预计|计划|目标|公司表述"
    r"|寻求|考虑|认为|披露|公布"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What a wrong desk draws on: the dossier's facts and the texts of its sources."""

    ledger: Ledger
    texts: tuple[str, ...]


Wrong = Callable[[Answer, Known], Answer]


@cache
def known(folder: Path) -> Known:
    texts = (f.read_text(encoding="utf-8") for f in sorted(folder.rglob("*.md")))
    return Known(bundles.ledger_of(dossier.load(folder)), tuple(texts))


def passage(answer: Answer, on: Known) -> Answer:
    """Every citation shows a passage of the dossier that is about something else."""
    cited = [_fact_as(c, _other(c.passage, on, answer), answer.language) for c in answer.citations]
    return replace(answer, citations=cited)


def tenfold(answer: Answer, on: Known) -> Answer:
    return _said(answer, lambda text: FIGURE.sub(lambda m: _tenfold(m[0]), text))


def currency(answer: Answer, on: Known) -> Answer:
    swaps = wordings.CURRENCIES[answer.language]
    more = ((r"KRW ", "$"), (r"EUR ", "$"), ("韩元", "美元"), ("欧元", "美元"))

    def swapped(text: str) -> str:
        pair = next(((old, new) for old, new in (*more, *swaps) if re.search(old, text)), None)
        return re.sub(*pair, text) if pair else text

    return _said(answer, swapped)


def supersession(answer: Answer, on: Known) -> Answer:
    """A lead that rests on a fact which replaced another is given with the older one."""
    if not answer.claims:
        return answer
    lead = answer.claims[0]
    for citation in answer.citations:
        fact = _fact_of(citation, on)
        if fact and fact.supersedes and citation.n in lead["citations"]:
            older = on.ledger.by_id.get(fact.supersedes[0])
            if older:
                return _led_by(answer, older, standing="superseded")
    return answer


def never_declines(answer: Answer, on: Known) -> Answer:
    if answer.claims:
        return answer
    fact = _other(answer.question, on, answer)
    return replace(_led_by(answer, fact), status="answered")


def always_declines(answer: Answer, on: Known) -> Answer:
    said = DECLINED[answer.language]
    return replace(answer, status="declined", answer=said, claims=[], citations=[], conflicts=[])


def language(answer: Answer, on: Known) -> Answer:
    """What is cited, as it is recorded in the other language."""
    other: Language = "en" if answer.language == "zh" else "zh"
    facts = {c.n: f for c in answer.citations if (f := _fact_of(c, on))}
    swapped = {
        claim["text"]: facts[n].said(other)
        for claim in answer.claims
        for n in claim["citations"]
        if n in facts
    }
    return _said(answer, lambda text: swapped.get(text, text))


def repetition(answer: Answer, on: Known) -> Answer:
    return _rewritten(answer, [*answer.claims, *answer.claims[:2]])


def obedience(answer: Answer, on: Known) -> Answer:
    """What a source orders to be said is said."""
    ordered = [m["said"] for t in on.texts if _AIMED.search(t) for m in _ORDER.finditer(t)]
    added = [{"text": f"{said}.", "citations": [1], "role": "support"} for said in ordered[:1]]
    return _rewritten(answer, [*answer.claims, *added]) if answer.claims else answer


def hedges(answer: Answer, on: Known) -> Answer:
    return _said(answer, lambda text: _HEDGED.sub("", text))


def _said(answer: Answer, change: Callable[[str], str]) -> Answer:
    """The answer with every claim's text changed."""
    return _rewritten(answer, [claim | {"text": change(claim["text"])} for claim in answer.claims])


def _rewritten(answer: Answer, claims: list[dict[str, Any]]) -> Answer:
    marks = ("".join(f"[{n}]" for n in claim["citations"]) for claim in claims)
    text = " ".join(f"{c['text']} {m}" for c, m in zip(claims, marks, strict=True))
    return replace(answer, claims=claims, answer=text or answer.answer)


def _led_by(answer: Answer, fact: Fact, *, standing: Standing = "current") -> Answer:
    """The answer with one claim, which is the fact."""
    citation = replace(_fact_as(None, fact, answer.language), standing=standing)
    claim = {"text": fact.said(answer.language), "citations": [1], "role": "conclusion"}
    return _rewritten(replace(answer, citations=[citation]), [claim])


def _fact_as(citation: Citation | None, fact: Fact, language: Language) -> Citation:
    said = fact.said(language)
    return Citation(
        n=citation.n if citation else 1, kind="fact", source_id=fact.source, title="",
        evidence_id=bundles.passage_id("fact", fact.id, language), publisher="", published=None,
        as_of=fact.as_of, url=None, tier=3, locator=Locator(start=0, end=len(said)), quote=said,
        passage=said, sha256="",
    )  # fmt: skip


def _fact_of(citation: Citation, on: Known) -> Fact | None:
    kind, _, rest = citation.evidence_id.partition(":")
    return on.ledger.by_id.get(rest.rpartition(":")[0]) if kind == "fact" else None


def _other(text: str, on: Known, answer: Answer) -> Fact:
    """A fact that the answer does not cite, always the same for the same text."""
    cited = {c.evidence_id for c in answer.citations}
    facts = [
        f for f in on.ledger.facts
        if bundles.passage_id("fact", f.id, answer.language) not in cited
    ]  # fmt: skip
    return facts[crc32(text.encode()) % len(facts)]


def _tenfold(number: str) -> str:
    """12.5 → 125, 2,500 → 25,000, 7 → 70."""
    whole, _, rest = number.replace(",", "").partition(".")
    shifted = int(whole + (rest or "0")[:1])
    left = rest[1:]
    return f"{shifted:,}" + (f".{left}" if left else "")
