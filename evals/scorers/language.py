"""Language: is a question answered in the language it was asked in.

In: a record. Out: the share of claims in that language. A claim that quotes a document may stand in
the document's own language and is left out.
"""

from typing import Any

from bot.answer import Answer
from evals.record import Record
from evals.scorers.citations import marks
from evals.scorers.score import Score, share
from knowledge import language_of


def language(record: Record) -> Score | None:
    if record.answer is None:
        return None
    said = [c["text"] for c in record.answer.claims if not _quotes(c, record.answer)]
    texts = said or ([] if record.answer.claims else [record.answer.answer])
    faults = [f"in the other language: {t[:80]!r}" for t in texts if not _is(t, record)]
    return share(len(texts), faults)


def _is(text: str, record: Record) -> bool:
    return language_of(text) == record.case.language


def _quotes(claim: dict[str, Any], answer: Answer) -> bool:
    cited = marks(claim, answer)
    return bool(cited) and all(c.kind == "passage" for c in cited)
