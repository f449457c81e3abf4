"""Recorded statements of an invented ferry line, for tests that need a record of their own."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from knowledge import Entity, Fact, Ledger, Rate, Source


def fact(key: str, en: str, zh: str, value: float, unit: str, **more: Any) -> Fact:
    given = {"subject": None, "attribute": "statement", "as_of": "2030-06-30", "entity": "torve"}
    return Fact(
        id=key, topic="runway", statement=en, statement_zh=zh, source="letter",
        certainty="company_statement", value=Decimal(str(value)), unit=unit, bound="exact",
        **(given | more),
    )  # fmt: skip


def record(
    facts: Sequence[Fact],
    *,
    published: str = "2031-02-01",
    others: Sequence[Entity] = (),
    rates: Sequence[Rate] = (),
) -> Ledger:
    """The ferry line's own letter over the facts, and who else is spoken of."""
    letter = Source(id="letter", title="Letter", publisher="Torve", published=published,
                    language="en", tier=1)  # fmt: skip
    torve = Entity(
        id="torve", name="Torve", name_zh="托维", names=("Torve", "托维"), is_subject=True
    )
    return Ledger(
        facts=tuple(facts),
        sources=(letter,),
        entities=(torve, *others),
        rates=tuple(rates),
    )
