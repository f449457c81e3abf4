"""Every figure here was worked out by hand from the invented dossier."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from knowledge import Ledger, Metric, amounts, bundles, dossier, metrics

CORPUS = Path(__file__).parent.parent / "corpus" / "brinekeld"


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return bundles.ledger_of(dossier.load(CORPUS))


@pytest.fixture(scope="module")
def made(ledger: Ledger) -> dict[str, Metric]:
    return {m.id: m for m in metrics.compute(ledger)}


def without(ledger: Ledger, *ids: str) -> dict[str, Metric]:
    left = replace(ledger, facts=tuple(f for f in ledger.facts if f.id not in ids), conflicts=())
    return {m.id: m for m in metrics.compute(left)}


def test_price_over_run_rate_revenue(made: dict[str, Metric]) -> None:
    # 1,900 / 88 = 21.59
    assert made["valuation-to-arr"].value == Decimal("21.6")


def test_step_ups_follow_the_chain_of_closed_prices(made: dict[str, Metric]) -> None:
    # 1,400 / 320 = 4.375; 1,900 / 1,400 = 1.357; 1,900 / 320 = 5.94
    steps = made["step-ups"]
    assert steps.value == Decimal("5.94")
    assert "4.38×, 1.36×" in steps.says
    assert "14 billion" not in steps.says and "2.6 billion" not in steps.says


def test_burn_carries_the_present_balance_two_years(made: dict[str, Metric]) -> None:
    # 240 / 120 = 2
    assert "2 years" in made["runway"].says


def test_estimate_is_set_against_the_balance_it_was_made_on(made: dict[str, Metric]) -> None:
    # the blog of February 2031 spoke of the EUR 310 million of December 2030: 77.5 to 103 a year
    burn = made["implied-burn"]
    assert (burn.low, burn.high) == (Decimal("77500000"), Decimal("103000000"))
    assert "310 million" in burn.says


def test_caveat_says_older_only_of_an_older_balance(made: dict[str, Metric]) -> None:
    card = made["cash-against-price"]  # balance of June 2031, price of April 2031
    assert "older" not in card.caveat


def test_nothing_is_converted_into_its_own_currency(made: dict[str, Metric]) -> None:
    says = made["cash-against-price"].says
    assert says.count("€240 million") == 1
    assert " :" not in says


def test_figure_known_about_is_no_bound(made: dict[str, Metric]) -> None:
    card = made["runway"]  # cash is exact, burn is "about": neither is a floor or a ceiling
    assert "are bounds" not in card.caveat


MISSING = [
    ("runway", ("cash-jun2031", "cash-dec2030")),
    ("implied-burn", ("runway-blog",)),
    ("valuation-to-arr", ("arr-jun2031", "arr-dec2030")),
    ("peer-multiples", ("cobaltine-multiple",)),
    ("step-ups", ("val-b", "val-c", "val-c-wrong")),
]


@pytest.mark.parametrize(("metric", "inputs"), MISSING, ids=[m for m, _ in MISSING])
def test_metric_without_its_input_is_not_offered(
    ledger: Ledger, metric: str, inputs: tuple[str, ...]
) -> None:
    assert metric not in without(ledger, *inputs)


def test_no_metric_computes_with_what_was_replaced_or_wrong(
    ledger: Ledger, made: dict[str, Metric]
) -> None:
    # these are about the past
    history = {"step-ups", "implied-burn", "dilution-per-round", "growth-arr"}
    for card in made.values():
        for given in card.inputs:
            if given.fact_id in ledger.by_id and card.id not in history:
                assert ledger.standing(ledger.by_id[given.fact_id]) == "current", card.id


def test_both_languages_of_a_card_state_the_same_figures(made: dict[str, Metric]) -> None:
    for card in made.values():
        en = {(a.unit, a.low, a.high) for a in amounts.find(card.says)}
        zh = {(a.unit, a.low, a.high) for a in amounts.find(card.says_zh)}
        assert en == zh, card.id


def test_every_figure_of_a_card_is_an_input_or_an_output(made: dict[str, Metric]) -> None:
    for card in made.values():
        held = [(a.unit, a.low, a.high) for a in card.figures]
        held += [(i.unit, i.low, i.high) for i in card.inputs]
        for a in amounts.find(card.says):
            assert a.unit == "count" or (a.unit, a.low, a.high) in held, (card.id, a.text)


def test_conversion_names_rate_and_date(ledger: Ledger) -> None:
    card = metrics.convert(ledger, ledger.by_id["cash-jun2031"], "USD")
    assert card is not None
    assert card.value == Decimal("276000000")  # 240 million × 1.15
    assert "1.15 USD per EUR of 20 June 2031" in card.says


def test_conversion_without_a_rate_is_not_made(ledger: Ledger) -> None:
    assert metrics.convert(ledger, ledger.by_id["cash-jun2031"], "CNY") is None
