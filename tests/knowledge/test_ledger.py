from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import Ledger, bundles, dossier, exchange

CORPUS = Path(__file__).parent.parent / "corpus" / "brinekeld"


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return bundles.ledger_of(dossier.load(CORPUS))


STANDING = [
    ("cash-jun2031", "current"),
    ("cash-dec2030", "superseded"),
    ("val-b", "superseded"),
    ("val-c", "superseded"),
    ("val-c-wrong", "wrong"),
    ("val-secondary", "current"),
    ("val-d-sought", "current"),
    ("ipo-never", "superseded"),
    ("moat-97", "current"),
    ("alleg-solvent", "current"),
]


@pytest.mark.parametrize(("fact", "standing"), STANDING)
def test_standing_of(ledger: Ledger, fact: str, standing: str) -> None:
    assert ledger.standing(ledger.by_id[fact]) == standing


def test_lookup_returns_only_what_stands(ledger: Ledger) -> None:
    assert [f.id for f in ledger.of("brinekeld", "cash")] == ["cash-jun2031"]
    assert [f.id for f in ledger.of("brinekeld", "valuation")] == ["val-secondary"]


def test_earlier_day_knows_nothing_printed_later(ledger: Ledger) -> None:
    then = ledger.known_by("2031-03-01")
    assert "cash-jun2031" not in then.by_id
    assert then.standing(then.by_id["cash-dec2030"]) == "current"


def test_wrong_figure_is_wrong_before_its_correction_too(ledger: Ledger) -> None:
    then = ledger.known_by("2030-10-03")
    assert then.standing(then.by_id["val-c-wrong"]) == "wrong"


def test_source_of_a_month_is_known_once_the_month_is_over(ledger: Ledger) -> None:
    assert "cobaltine-cap" not in ledger.known_by("2031-05-30").by_id
    assert "cobaltine-cap" in ledger.known_by("2031-05-31").by_id


def test_conflict_is_told_only_when_all_its_members_are_known(ledger: Ledger) -> None:
    assert not any(c.id == "price-sought" for c in ledger.known_by("2031-07-01").conflicts)


def test_gap_that_names_a_later_day_is_not_asked_on_an_earlier_one(ledger: Ledger) -> None:
    asked = [g.question for g in ledger.known_by("2031-03-01").gaps]
    assert not any("30 June 2031" in question for question in asked)


def test_ledger_of_a_day_is_made_once_and_few_are_kept(ledger: Ledger) -> None:
    then = ledger.known_by("2031-03-01")
    assert ledger.known_by("2031-03-01") is then
    for day in range(10, 30):
        ledger.known_by(f"2031-04-{day}")
    again = ledger.known_by("2031-03-01")
    assert again is not then and again == then


def test_facts_are_found_by_their_words_and_by_what_they_tell_of(ledger: Ledger) -> None:
    assert "cash-jun2031" in ledger.telling["cash"]
    assert "cash-jun2031" in ledger.vocabulary["cash"] and "cash" in ledger.tokens
    assert ledger.by_id["cash-jun2031"].statement in ledger.texts["cash-jun2031"]


def test_nearest_rate_is_used_and_inverted(ledger: Ledger) -> None:
    early = exchange(ledger, "EUR", "USD", "2030-10-01")
    back = exchange(ledger, "USD", "EUR", "2031-06-01")
    assert early is not None and f"{early[1]:f}" in ("1.1", "1.10")
    assert back is not None and round(back[1], 4) == round(1 / back[0].rate, 4)
    assert exchange(ledger, "EUR", "CNY", None) is None


def test_reading_as_of_an_earlier_day_knows_nothing_of_later_ones(ledger: Ledger) -> None:
    then = {c.id: c for c in ledger.known_by("2031-06-30").conflicts}["price-tenfold"]
    assert then.reading.startswith("These statements disagree: ")
    assert all(ledger.by_id[i].statement in then.reading for i in then.facts)
    assert all(ledger.by_id[i].statement_zh in then.reading_zh for i in then.facts)
    now = {c.id: c for c in ledger.known_by(ledger.newest).conflicts}["price-tenfold"]
    assert "ten times too high" in now.reading


def test_source_of_which_only_the_year_is_known_does_not_set_the_day(ledger: Ledger) -> None:
    undated = replace(ledger.sources[0], id="of-the-year", published=ledger.newest[:4])
    assert replace(ledger, sources=(*ledger.sources, undated)).newest == ledger.newest
