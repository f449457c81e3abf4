"""Formulas over lines of statements."""

from decimal import Decimal

import pytest

from knowledge import finance, ratios

LINES = {
    ("accounts payable", 0): 10,
    ("accounts payable", 1): 12,
    ("cost of sales", 0): 100,
    ("inventory", 0): 5,
    ("inventory", 1): 3,
    ("property, plant and equipment", 0): 25,
    ("revenue", 0): 0,
}


def lines(name: str, back: int) -> Decimal | None:
    value = LINES.get((name, back))
    return None if value is None else Decimal(value)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("cost of sales / inventory", 20),
        ("1 - inventory / cost of sales", "0.95"),
        ("average(accounts payable)", 11),
        ("cost of sales / prior(accounts payable) - 8", "0.333333333333333333333333333"),
        ("property, plant and equipment / cost of sales", "0.25"),
        ("cost of sales + change(inventory)", 102),
        ("-inventory", -5),
    ],
)
def test_formula_gives(formula: str, value: int | str) -> None:
    made = ratios.work(formula, lines)
    assert made is not None and made.value == Decimal(value)


def test_lines_that_went_in_are_told_with_their_years() -> None:
    made = ratios.work("365 * average(accounts payable) / cost of sales", lines)
    assert made is not None
    assert made.used == (("accounts payable", 0), ("accounts payable", 1), ("cost of sales", 0))


@pytest.mark.parametrize(
    "formula", ["goodwill / inventory", "inventory / revenue", "prior(revenue)"]
)
def test_nothing_follows_from_a_line_that_is_missing_or_nothing(formula: str) -> None:
    assert ratios.work(formula, lines) is None


def test_every_formula_is_of_lines_that_are_known() -> None:
    known = finance.vocabulary()
    for measure in known.measures:
        for formula in measure.formulas:
            made = ratios.work(formula.text, lambda name, back: Decimal(2 + back))
            assert made is not None, measure.name
            assert {name for name, _ in made.used} <= known.items.keys(), measure.name
            assert {name for name, _ in made.used} <= set(measure.items), measure.name
