"""Retrieval: where do the sources that carry the answer stand among those that were found.

In: a record; its case names sources that may carry the answer, each of grade 1. Out: recall@5 and
nDCG@10 over source ids by `ir_measures`. The sources are alternatives, so recall counts how many of
them were found and success@5 whether any was. Needs no answer.
"""

from collections.abc import Iterable, Mapping, Sequence

from evals.record import Record
from evals.scorers.score import Score

MEASURES = ("Success@5", "R@5", "nDCG@10")


def success(record: Record) -> Score | None:
    return _measured(record, "Success@5")


def recall(record: Record) -> Score | None:
    return _measured(record, "R@5")


def ndcg(record: Record) -> Score | None:
    return _measured(record, "nDCG@10")


def _measured(record: Record, name: str) -> Score | None:
    case = record.case
    if record.error or case.must_decline or not case.sources:
        return None
    value = measure(record.ranked, case.sources)[name]
    shown = ", ".join(record.ranked[:5]) or "nothing"
    faults = (f"found {shown}; expected {', '.join(case.sources)}",) if value < 1 else ()
    return Score(value=value, faults=faults)


def measure(
    ranked: Sequence[str], relevant: Iterable[str], names: Sequence[str] = MEASURES
) -> Mapping[str, float]:
    """Each measure (as ir_measures calls it) of one ranking, best first."""
    import ir_measures
    from ir_measures import Qrel, ScoredDoc

    if not ranked:
        return dict.fromkeys(names, 0.0)
    qrels = [Qrel("q", source, 1) for source in relevant]
    run = [ScoredDoc("q", source, -float(place)) for place, source in enumerate(ranked)]
    wanted = {ir_measures.parse_measure(name): name for name in names}
    return {wanted[m]: v for m, v in ir_measures.calc_aggregate(list(wanted), qrels, run).items()}
