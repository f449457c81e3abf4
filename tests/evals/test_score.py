"""The scorer of hand-written cases: a right answer passes, each known fault is caught."""

from dataclasses import replace
from typing import Any

import pytest

from bot.answer import Answer, Citation, Locator, Missing
from evals import score

CASE: dict[str, Any] = {
    "id": "cash.en", "dossier": "made", "language": "en", "topic": "runway", "kind": "fact",
    "question": "How much cash is there?", "as_of": None,
    "nuggets": [{"amount": {"low": 240e6, "high": 240e6, "unit": "EUR"}}, {"says": ["letter"]}],
    "sources": ["letter"], "forbidden": ["dollars"],
    "forbidden_amounts": [{"low": 310e6, "high": 310e6, "unit": "EUR"}],
    "must_decline": False, "document": None, "conflict": ["cash-dispute"],
}  # fmt: skip
CITED = Citation(
    n=1, evidence_id="fact:cash:en", kind="fact", source_id="letter", title="", publisher="",
    published=None, as_of=None, url=None, tier=1, locator=Locator(start=0, end=1), quote="q",
    passage="q", sha256="",
)  # fmt: skip
RIGHT = Answer(
    question="", language="en", thread_id="", status="answered", as_of=None, writer="extractive",
    answer="The letter puts cash at EUR 240 million.", claims=[{"text": "x"}], citations=[CITED],
    metrics=[], conflicts=[{"id": "cash-dispute"}], missing=[], followups=[], timings_ms={},
    usage={},
)  # fmt: skip
OPEN = {**CASE, "must_decline": True, "document": "audited accounts"}
DECLINED = replace(
    RIGHT, status="declined", answer="The sources here do not say.", claims=[],
    missing=[Missing(what="", document="Audited accounts")],
)  # fmt: skip


def test_right_answer_has_no_fault() -> None:
    assert score.score(CASE, RIGHT).faults == ()
    assert score.score(OPEN, DECLINED).faults == ()


@pytest.mark.parametrize(
    ("case", "answer", "fault"),
    [
        (CASE, replace(RIGHT, answer="The letter puts cash at EUR 2.4 billion."), "lacks"),
        (CASE, replace(RIGHT, answer="The letter puts cash at $240 million."), "lacks"),
        (CASE, replace(RIGHT, answer="Cash: EUR 240 million."), "lacks letter"),
        (CASE, replace(RIGHT, answer=RIGHT.answer + " Not dollars."), "says 'dollars'"),
        (CASE, replace(RIGHT, answer=RIGHT.answer + " Once EUR 310 million."), "states"),
        (CASE, replace(RIGHT, citations=[replace(CITED, source_id="blog")]), "cites none"),
        (CASE, replace(RIGHT, conflicts=[]), "does not show cash-dispute"),
        (CASE, DECLINED, "declined"),
        (OPEN, RIGHT, "should have declined"),
        (OPEN, replace(DECLINED, missing=[]), "does not name the document"),
    ],
)
def test_fault_is_named(case: dict[str, Any], answer: Answer, fault: str) -> None:
    assert any(f.startswith(fault) for f in score.score(case, answer).faults)


@pytest.mark.parametrize("dossier", ["kimi", "sorivane"])
def test_cases_are_in_pairs_and_of_every_kind(dossier: str) -> None:
    rows = score.cases(dossier)
    stems = {c["id"].rpartition(".")[0] for c in rows}
    assert len(rows) == 2 * len(stems) >= 120
    assert {c["id"] for c in rows} == {f"{s}.{lang}" for s in stems for lang in ("en", "zh")}
    assert len({c["kind"] for c in rows}) == 17
    assert sum(c["must_decline"] for c in rows) >= 16
