"""The measuring of proposed facts, against digests whose facts are counted by hand."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from evals import proposals
from evals.proposals import Report, lines, measure, same
from knowledge import Source, dossier
from knowledge.propose import propose

CORPUS = Path(__file__).parent.parent / "corpus" / "brinekeld"


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return measure(dossier.load(CORPUS))


def test_proposals_of_the_invented_digests_are_those_a_reader_counts(reports: list[Report]) -> None:
    english = next(r for r in reports if r.language == "en")
    told = {(p.entity, p.attribute, f"{p.low:f}") for p in english.proposals}
    assert told == {
        ("brinekeld", "cash", "240000000"),
        ("brinekeld", "burn_annual", "120000000"),
        ("brinekeld", "arr", "88000000"),
        ("brinekeld", "customers", "46"),
        ("cobaltine", "valuation", "3100000000"),
    }


def test_matches_are_found_and_in_time(reports: list[Report]) -> None:
    english = next(r for r in reports if r.language == "en")
    assert {
        "cash-jun2031",
        "burn-h1",
        "arr-jun2031",
        "customers-46",
        "cobaltine-cap",
    } <= english.found
    assert {"cash-jun2031", "cobaltine-cap"} <= english.timely
    assert english.unmatched == []


def test_recorded_fact_whose_figure_stands_in_the_digest_is_missed(reports: list[Report]) -> None:
    english = next(r for r in reports if r.language == "en")
    assert {"cobaltine-revenue", "moat-84"} <= {f.id for f in english.misses}
    assert "headcount" not in {f.id for f in english.wanted}  # of a source without a digest


def test_match_needs_entity_measure_and_figure() -> None:
    loaded = dossier.load(CORPUS)
    source = Source(id="d", title="t", publisher="p", published=None, language="en", tier=3)
    [held] = propose(
        "Brinekeld held EUR 240 million in cash.", source=source, entities=loaded.entities
    )
    cash = next(f for f in loaded.facts if f.id == "cash-jun2031")
    assert same(held, cash)
    assert not same(replace(held, entity="cobaltine"), cash)
    assert not same(replace(held, attribute="debt"), cash)
    assert not same(held, replace(cash, value=Decimal(250_000_000)))
    paid, sought = (
        replace(cash, attribute="valuation_post"),
        replace(cash, attribute="valuation_target"),
    )
    assert same(replace(held, attribute="valuation"), paid)
    assert not same(replace(held, attribute="valuation"), sought)


def test_table_states_counts_by_language(reports: list[Report]) -> None:
    head, english, chinese = lines(reports)
    assert head.split()[:3] == ["language", "proposed", "matched"]
    assert english.split()[:3] == ["en", "5", "5"]
    assert chinese.split()[:3] == ["zh", "0", "0"]


def test_command_prints_misses(capsys: pytest.CaptureFixture[str]) -> None:
    assert proposals.main(["--dossier", str(CORPUS), "--misses"]) == 0
    assert "missed moat-84 (brinekeld moat_claim)" in capsys.readouterr().out
