"""Nuggets: how much of what an answer must hold it holds, and how much of it is to the point.

In: a record. Out: recall, the share of the case's nuggets that the answer states (a declined answer
states none); precision, the share of claims that carry a nugget or rest on a source that does.
"""

from evals.record import Record
from evals.scorers.score import Score, share
from evals.scorers.stating import carries


def recall(record: Record) -> Score | None:
    if record.answer is None:
        return None
    text = record.answer.answer
    faults = [f"lacks {n}" for n in record.case.nuggets if not carries(text, n)]
    return share(len(record.case.nuggets), faults)


def precision(record: Record) -> Score | None:
    case, answer = record.case, record.answer
    if answer is None or case.must_decline:
        return None
    from_them = {c.n for c in answer.citations if c.source_id in case.sources}
    faults = [
        f"beside the point: {claim['text'][:80]!r}"
        for claim in answer.claims
        if not from_them & set(claim["citations"])
        and not any(carries(claim["text"], n) for n in case.nuggets)
    ]
    return share(len(answer.claims), faults)
