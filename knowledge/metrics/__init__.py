"""Computed metrics: pure functions over the ledger, each with formula, inputs, range and as-of.

`compute` runs them all; a metric whose inputs the ledger does not hold is not offered, and `absent`
says which inputs those are. Figures that need a choice come from a dossier's `metrics.yaml`.
"""

from collections.abc import Mapping

from knowledge.derivation import Derivation
from knowledge.ledger import Ledger
from knowledge.metrics import (
    balance,
    comparison,
    derived,
    entries,
    formula,
    growth,
    multiples,
    peers,
    raised,
    rounds,
    runway,
    side_by_side,
    training,
    valuation,
)
from knowledge.metrics.currency import convert
from knowledge.metrics.formula import Absent, Formula
from knowledge.metrics.pair import pair, path
from knowledge.metrics.per import each, per
from knowledge.metrics.raised import closed, raised_within
from knowledge.metrics.repeated import repeated
from knowledge.metrics.rest import rest
from knowledge.metrics.several import portion, supposed, total, worth
from knowledge.metrics.spread import average, lasting
from knowledge.metrics.unit_price import unit_price
from knowledge.records import Fact, Metric

__all__ = [
    "METRICS",
    "Absent",
    "absent",
    "average",
    "closed",
    "compute",
    "convert",
    "each",
    "lasting",
    "pair",
    "path",
    "per",
    "portion",
    "problem",
    "raised_within",
    "repeated",
    "rest",
    "total",
    "supposed",
    "unit_price",
    "worth",
]

# In reading order: where two fit a question equally, the earlier one is shown.
METRICS: tuple[Formula, ...] = (
    runway.RUNWAY,
    raised.RAISED_SINCE,
    runway.IMPLIED_BURN,
    balance.FUNDING_LESS_CASH,
    training.TRAINING_RUNS,
    valuation.CASH_AGAINST_PRICE,
    balance.CREDITS_IN_CASH,
    valuation.STEP_UPS,
    rounds.MONTHS_BETWEEN_ROUNDS,
    rounds.DILUTION_PER_ROUND,
    multiples.VALUATION_TO_ARR,
    multiples.VALUATION_TO_REVENUE,
    multiples.VALUATION_TO_ARR_OVER_TIME,
    peers.PEER_MULTIPLES,
    peers.PEER_IMPLIED_PRICE,
    comparison.PEERS_SIDE_BY_SIDE,
    side_by_side.CONTEXT_WINDOWS,
    side_by_side.TOKEN_PRICES,
    growth.GROWTH[0],
    growth.WITHOUT_BASE,
    *growth.GROWTH[1:],
)


def compute(ledger: Ledger) -> tuple[Metric, ...]:
    """Every metric that the facts allow, in reading order, then the dossier's own."""
    made = [f.make(ledger) for f in METRICS]
    made += [derived.derive(d, ledger) for d in ledger.derivations]
    return tuple(m for m in made if m is not None)


def absent(ledger: Ledger) -> tuple[Absent, ...]:
    """Every metric that the facts do not allow, with what is missing for it."""
    return tuple(a for a in (formula.absent(f, ledger) for f in METRICS) if a is not None)


def problem(derivation: Derivation, facts: Mapping[str, Fact]) -> str | None:
    """What keeps an entry of `metrics.yaml` from being computed, in one line; `facts` by id."""
    if any(f.words.id == derivation.id for f in METRICS):
        return "this is the id of a metric that every dossier has"
    return entries.problem(derivation, facts)
