"""Time: how many seconds the answer took, all turns of its thread together.

In: a record. Out: seconds, never a share. Machines differ, so no gate rests on it.
"""

from evals.record import Record
from evals.scorers.score import Score


def seconds(record: Record) -> Score | None:
    return None if record.error else Score(value=record.seconds)
