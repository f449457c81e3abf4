"""What a kilowatt-hour cost, where one statement has the bill and the electricity."""

from dataclasses import replace
from decimal import Decimal

from scenario_ledger import POWER, ledger

from knowledge import metrics


def test_bill_over_the_electricity_that_its_statement_names() -> None:
    told = replace(POWER, statement="A bill of CNY 1 billion for 2,500 GWh.")
    made = metrics.unit_price(ledger(told), told)
    assert made is not None and (made.value, made.unit) == (Decimal("0.4"), "CNY/kWh")
    assert [i.fact_id for i in made.inputs] == [told.id, told.id]
    assert "2.5 billion kWh" in made.says


def test_without_electricity_or_with_two_amounts_of_it_there_is_no_price() -> None:
    for statement in (
        "A bill of CNY 1 billion.",
        "CNY 1 billion for 2 GWh, of which 1 GWh at night.",
    ):
        bill = replace(POWER, statement=statement)
        assert metrics.unit_price(ledger(bill), bill) is None
