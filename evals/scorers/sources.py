"""Source choice: does the answer rest on a source that can carry it.

In: a record. Out: 1 if one of the case's sources is cited, else 0; not scored where the case names
none or nothing is cited. `nuggets.recall` tells what is missing, this where it was looked for.
"""

from evals.record import Record
from evals.scorers.score import Score, whether


def sources(record: Record) -> Score | None:
    if record.answer is None or not record.case.sources or record.case.must_decline:
        return None
    cited = {c.source_id for c in record.answer.citations}
    if not cited:
        return None
    good = cited & set(record.case.sources)
    return whether([] if good else [f"cites none of {', '.join(record.case.sources)}"])
