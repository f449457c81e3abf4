"""A figure per employee, user or customer, by hand on a made company."""

from decimal import Decimal

import pytest
from scenario_ledger import fact, ledger

from knowledge import metrics

ARR = fact("arr", "arr", "60e6", "USD", as_of="2026-06-15", bound="about")
PRICE = fact("price", "valuation_post", "1.2e9", "USD", as_of="2026-05-01")
STAFF = fact("staff", "headcount", "300", "people", as_of="2026-04-03", bound="at_least")
RIVAL = fact("theirs", "headcount", "10", "people", entity="umbra")


def test_price_per_employee_is_an_upper_bound_over_a_floor() -> None:
    made = metrics.per(ledger(PRICE, STAFF), PRICE, ("headcount",))
    assert made and (made.low, made.high, made.unit) == (
        Decimal(4_000_000),
        Decimal(4_000_000),
        "USD",
    )
    assert "is up to $4 million each." in made.says and "至多400万美元" in made.says_zh
    assert [i.fact_id for i in made.inputs] == ["price", "staff"]
    assert made.caveat == "The two figures are of different days."


def test_rough_figure_gives_a_rough_share() -> None:
    made = metrics.per(ledger(ARR, STAFF), ARR, ("headcount",))
    assert made and "is about $200,000 each." in made.says


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param((PRICE,), id="no-count"),
        pytest.param((PRICE, RIVAL), id="count-of-another-company"),
        pytest.param(
            (PRICE, fact("old", "headcount", "9", "people", as_of="2024-01-01")), id="old"
        ),
    ],
)
def test_without_a_count_near_there_is_none(facts: tuple) -> None:  # type: ignore[type-arg]
    assert metrics.per(ledger(*facts), PRICE, ("headcount",)) is None
