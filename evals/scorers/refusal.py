"""Refusal: declined when it must be, and only then; and whether it names the missing document.

In: a record. Out: 1 or 0 a case; over many cases the tally makes it the F1 of declining as a class.
A partial answer to what must be declined is not a refusal.
"""

from evals.record import Record
from evals.scorers.score import Score, whether


def refusal(record: Record) -> Score | None:
    if record.answer is None:
        return None
    did = declined(record)
    if record.case.must_decline and not did:
        return whether(["should have declined"])
    return whether(["declined, though the record answers"] if did and must_not(record) else [])


def document(record: Record) -> Score | None:
    """Whether a declined answer names the document that would settle the question."""
    wanted = (record.case.document or "").lower()
    if record.answer is None or not wanted or not record.case.must_decline:
        return None
    named = any(wanted in m.document.lower() for m in record.answer.missing)
    return whether([] if named else [f"does not name the document {wanted!r}"])


def declined(record: Record) -> bool:
    return record.answer is not None and not record.answer.claims


def must_not(record: Record) -> bool:
    return not record.case.must_decline
