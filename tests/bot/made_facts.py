"""Recorded statements of an invented ferry line, for tests that need a record of their own."""

from decimal import Decimal
from typing import Any

from knowledge import Fact


def fact(key: str, en: str, zh: str, value: float, unit: str, **more: Any) -> Fact:
    given = {"subject": None, "attribute": "statement", "as_of": "2030-06-30", "entity": "torve"}
    return Fact(
        id=key, topic="runway", statement=en, statement_zh=zh, source="letter",
        certainty="company_statement", value=Decimal(str(value)), unit=unit, bound="exact",
        **(given | more),
    )  # fmt: skip
