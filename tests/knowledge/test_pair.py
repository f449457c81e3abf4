"""Formulas of two figures: units, currencies, bounds."""

from dataclasses import replace
from decimal import Decimal

from knowledge import Fact, Ledger, Rate, metrics


def fact(key: str, value: int, unit: str = "USD", **more: object) -> Fact:
    made = Fact(
        id=key, entity="firm", topic="funding", attribute="cash", statement="s", statement_zh="s",
        source="s1", as_of="2030-01-01", certainty="filing", value=Decimal(value), unit=unit,
        bound="exact",
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]  # fields of a fact


RATE = Rate(date="2030-01-02", base="USD", quote="CNY", rate=Decimal(7), source="s1")


def test_floor_over_exact_is_a_floor_and_exact_over_floor_a_ceiling() -> None:
    a, b = fact("a", 40, bound="at_least"), fact("b", 10, attribute="revenue")
    up, down = metrics.pair(Ledger(), a, b, "ratio"), metrics.pair(Ledger(), b, a, "ratio")
    assert up and up.value == 4 and "above 4×" in up.says
    assert down and "up to 0.25×" in down.says


def test_other_currency_needs_a_recorded_rate_and_names_it() -> None:
    a, b = fact("a", 100), fact("b", 350, "CNY")
    assert metrics.pair(Ledger(), a, b, "sum") is None
    made = metrics.pair(Ledger(rates=(RATE,)), a, b, "sum")
    assert made and made.value == 150 and "7 CNY per USD of 2 January 2030" in made.says


def test_figures_of_different_kinds_do_not_go_together() -> None:
    assert metrics.pair(Ledger(rates=(RATE,)), fact("a", 5), fact("b", 5, "users"), "ratio") is None


def test_difference_that_is_not_positive_is_none() -> None:
    assert metrics.pair(Ledger(), fact("a", 5), fact("b", 7), "difference") is None


def test_months_need_days_to_the_month_in_order() -> None:
    a, b = fact("a", 1), fact("b", 1, as_of="2031-02-01")
    made = metrics.pair(Ledger(), a, b, "months")
    assert made and (made.value, made.unit) == (13, "months")
    assert metrics.pair(Ledger(), b, a, "months") is None
    assert metrics.pair(Ledger(), a, replace(b, as_of="2031"), "months") is None


def test_path_gives_every_stop_and_the_whole_factor() -> None:
    stops = [fact(str(n), n, as_of=f"203{n}-01-01") for n in (1, 2, 4)]
    made = metrics.path(Ledger(), stops)
    assert made and made.value == 4 and made.says.count("→") == 2
    assert metrics.path(Ledger(), [*stops, fact("x", 1, "CNY")]) is None
