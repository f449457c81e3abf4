"""A made company whose figures divide by hand: cash 12 billion, a run 1–2, electricity 1."""

from decimal import Decimal
from typing import Any

from knowledge import Entity, Fact, Ledger, Rate, Source

BALANCE_DAY = "2025-12-31"


def fact(id: str, attribute: str, low: str, unit: str, **more: Any) -> Fact:
    high = more.pop("high", None)
    ends = (
        {"low": Decimal(low), "high": Decimal(high)}
        if high is not None
        else {"value": Decimal(low)}
    )
    fields: dict[str, Any] = {
        "entity": "lumen", "topic": "runway", "statement": id, "statement_zh": id,
        "source": "report", "as_of": BALANCE_DAY, "certainty": "reported", "bound": "exact",
    }  # fmt: skip
    return Fact(id=id, attribute=attribute, unit=unit, **fields | ends | more)


CASH = fact("cash", "cash", "12e9", "CNY")
RUN = fact("run", "training_run_cost", "1e9", "CNY", high="2e9")
POWER = fact("power", "electricity_cost_annual", "1e9", "CNY")
RUNWAY = fact("runway", "runway_years", "2", "years", high="3")
ARR = fact("arr", "arr", "120e6", "USD", as_of="2026-06-15")
ROUND = fact("round", "round_amount", "1e9", "USD", as_of="2026-05-10", subject="Series E")
FACTS = (CASH, RUN, POWER, RUNWAY, ARR, ROUND)


def ledger(*facts: Fact) -> Ledger:
    """The given facts, or all; one dollar is seven yuan."""
    return Ledger(
        facts=facts or FACTS,
        sources=(
            Source(
                id="report", title="Report", publisher="P", published="2026-07-01", language="en",
                tier=2,
            ),
        ),
        rates=(
            Rate(date="2026-06-01", base="USD", quote="CNY", rate=Decimal(7), source="report"),
        ),
        entities=(
            Entity(
                id="lumen", name="Lumen", name_zh="流明", names=("Lumen", "流明"), is_subject=True
            ),
        ),
    )  # fmt: skip
