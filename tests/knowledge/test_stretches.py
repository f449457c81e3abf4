"""Which stretch a recorded figure is of."""

from dataclasses import replace

import pytest
from scenario_ledger import FACTS

from knowledge import spans

SUBJECTS = [
    ("year to March 2026", 12, True), ("2025", 12, True), ("first half of 2026", 6, True),
    ("April to September 2026", 6, True), ("Q3 2025", 3, True), (None, None, True),
    ("API, first half of 2026", 6, False), ("Series D", None, False),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "months", "whole"), SUBJECTS)
def test_length_and_part_are_told_by_the_subject(
    subject: str | None, months: int | None, whole: bool
) -> None:
    fact = replace(FACTS[0], attribute="revenue", subject=subject)
    assert (spans.months(fact), spans.is_of_whole(fact)) == (months, whole)


def test_rate_of_a_year_is_of_a_year() -> None:
    assert spans.months(replace(FACTS[0], attribute="burn_annual", subject=None)) == 12
    assert spans.months(replace(FACTS[0], attribute="cash", subject=None)) is None
