"""Computed metrics: pure functions over the ledger, each with formula, inputs, range and as-of.

`compute` runs them all; a metric whose inputs the ledger does not hold is simply not offered.
"""

from collections.abc import Callable

from knowledge.ledger import Ledger
from knowledge.metrics import peers, runway, side_by_side, valuation
from knowledge.metrics.currency import convert
from knowledge.records import Metric

__all__ = ["METRICS", "compute", "convert"]

METRICS: tuple[Callable[[Ledger], Metric | None], ...] = (
    runway.runway,
    runway.raised_since,
    runway.implied_burn,
    runway.training_runs,
    valuation.cash_in_price_currency,
    valuation.step_ups,
    valuation.to_recurring_revenue,
    peers.multiples,
    peers.implied_price,
    side_by_side.context_windows,
)


def compute(ledger: Ledger) -> tuple[Metric, ...]:
    """Every metric that the facts allow, in reading order."""
    return tuple(m for m in (make(ledger) for make in METRICS) if m is not None)
