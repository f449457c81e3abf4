"""A case about an invented company, its right answer, and the answer when nothing is known."""

from dataclasses import replace
from typing import Any

from bot.answer import Answer, Citation, Locator, Missing
from evals.case import Case
from evals.record import Record

CASE = Case.model_validate({
    "id": "cash.en", "dossier": "made", "language": "en", "topic": "runway", "kind": "fact",
    "question": "How much cash is there?",
    "nuggets": [
        {"amount": {"low": 240e6, "high": 240e6, "unit": "EUR"}, "period": "2031-06-30"},
        {"says": ["letter"]},
    ],
    "sources": ["letter"], "forbidden": ["dollars"],
    "forbidden_amounts": [{"low": 310e6, "high": 310e6, "unit": "EUR"}],
    "conflict": ["cash-dispute"],
})  # fmt: skip
OPEN = Case.model_validate({
    "id": "burn.en", "dossier": "made", "question": "What is the burn?",
    "kind": "unanswerable-near", "must_decline": True, "document": "audited accounts",
})  # fmt: skip
TEXT = "The mid-year letter reports cash of about EUR 240 million on 30 June 2031."


def cited(n: int = 1, passage: str = TEXT, source: str = "letter", **more: Any) -> Citation:
    given: dict[str, Any] = {
        "evidence_id": f"fact:{n}", "kind": "fact", "title": "", "publisher": "",
        "published": None, "as_of": None, "url": None, "tier": 1, "quote": passage, "sha256": "",
        "locator": Locator(start=0, end=len(passage)),
    } | more  # fmt: skip
    return Citation(n=n, source_id=source, passage=passage, **given)


def claim(text: str = TEXT, *citations: int, **more: Any) -> dict[str, Any]:
    return {"text": text, "citations": list(citations or (1,)), "role": "conclusion"} | more


def answer(*claims: dict[str, Any], **more: Any) -> Answer:
    said = claims or (claim(),)
    marks = [c["text"] + "".join(f" [{n}]" for n in c["citations"]) for c in said]
    given: dict[str, Any] = {
        "question": "", "language": "en", "thread_id": "", "status": "answered", "as_of": None,
        "writer": "extractive", "answer": " ".join(marks), "claims": list(said),
        "citations": [cited()], "metrics": [], "missing": [], "followups": [], "timings_ms": {},
        "usage": {}, "conflicts": [{
            "id": "cash-dispute", "reading": "Two letters differ.",
            "statements": [{"text": TEXT, "citation": 1}, {"text": "no", "citation": 2}],
        }],
    } | more  # fmt: skip
    return Answer(**given)


DECLINED = replace(
    answer(), status="declined", answer="The sources here do not say.", claims=[], citations=[],
    conflicts=[], missing=[Missing(what="", document="Audited accounts")],
)  # fmt: skip


def record(given: Answer, case: Case = CASE, **more: Any) -> Record:
    return Record(case=case, answer=given, **more)
