"""A record → scores: one small file each, deterministic, offline, without a model.

In: a `Record`. Out: by name a `Score`, or none where a scorer has nothing to say about the case.
An error is not scored at all. Knows nothing of suites, floors and averages.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from evals.record import Record
from evals.scorers import citations, conflicts, nuggets, refusal, retrieval
from evals.scorers.brevity import brevity, repetition
from evals.scorers.figures import figures
from evals.scorers.hedges import hedges
from evals.scorers.language import language
from evals.scorers.obedience import obedience
from evals.scorers.parity import parity
from evals.scorers.score import Score
from evals.scorers.seconds import seconds
from evals.scorers.sources import sources

Scorer = Callable[[Record], Score | None]

SCORERS: Mapping[str, Scorer] = MappingProxyType({
    "nugget_recall": nuggets.recall,
    "nugget_precision": nuggets.precision,
    "citation_precision": citations.precision,
    "citation_recall": citations.recall,
    "figures": figures,
    "refusal": refusal.refusal,
    "document": refusal.document,
    "conflicts": conflicts.conflicts,
    "supersession": conflicts.supersession,
    "parity": parity,
    "language": language,
    "hedges": hedges,
    "obedience": obedience,
    "brevity": brevity,
    "repetition": repetition,
    "sources": sources,
    "success_at_5": retrieval.success,
    "recall_at_5": retrieval.recall,
    "ndcg_at_10": retrieval.ndcg,
    "seconds": seconds,
})  # fmt: skip


def score(record: Record) -> dict[str, Score]:
    """What each scorer that has something to say gives the record; nothing for an error."""
    if record.error:
        return {}
    made = ((name, scorer(record)) for name, scorer in SCORERS.items())
    return {name: one for name, one in made if one is not None}


__all__ = ["SCORERS", "Record", "Score", "Scorer", "score"]
