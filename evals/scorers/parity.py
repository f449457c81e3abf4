"""Language parity: the same question in English and Chinese gives the same figures and standing.

In: a record with its twin's answer. Out: 1 or 0. "超过100亿元" and "above CNY 10 billion" are one
figure; a bare number beside the same number with a unit is none of its own.
"""

from decimal import Decimal

from bot.answer import Answer
from evals.record import Record
from evals.scorers.score import Score, whether
from knowledge import amounts

Figure = tuple[str, Decimal, Decimal]  # unit, low, high


def parity(record: Record) -> Score | None:
    if record.answer is None or record.twin is None:
        return None
    faults = []
    if record.answer.status != record.twin.status:
        faults.append(f"{record.answer.status} here, {record.twin.status} in the other language")
    here, there = figures(record.answer), figures(record.twin)
    faults += [f"only in {record.answer.language}: {told(one)}" for one in sorted(here - there)]
    faults += [f"only in {record.twin.language}: {told(one)}" for one in sorted(there - here)]
    return whether(faults)


def figures(answer: Answer) -> set[Figure]:
    """Every amount that the claims state."""
    found = [a for claim in answer.claims for a in amounts.find(claim["text"])]
    named = {(a.low, a.high) for a in found if a.unit != "count"}
    # a bare "100亿" beside "超过100亿元" names no further figure
    said = [a for a in found if a.unit != "count" or (a.low, a.high) not in named]
    return {(a.unit, a.low, a.high) for a in said}


def told(figure: Figure) -> str:
    unit, low, high = figure
    return f"{low:,f} {unit}" if low == high else f"{low:,f} to {high:,f} {unit}"
