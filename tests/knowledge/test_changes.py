"""What became known between two days, on the invented company."""

from pathlib import Path

import pytest

from knowledge import Ledger, bundles, changes, dossier

CORPUS = Path(__file__).parent.parent / "corpus" / "brinekeld"


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return bundles.ledger_of(dossier.load(CORPUS))


def replaced(ledger: Ledger, start: str, end: str | None = None) -> dict[str, str]:
    return {new.id: old.id for new, old in changes(ledger, start, end).replaced}


def test_replaced_position_is_told_with_the_one_before(ledger: Ledger) -> None:
    assert replaced(ledger, "2031-07-01")["cash-jun2031"] == "cash-dec2030"


def test_nothing_is_replaced_before_it_was_printed(ledger: Ledger) -> None:
    assert "cash-jun2031" not in replaced(ledger, "2031-01-01", "2031-06-30")


def test_what_was_printed_after_the_stretch_does_not_count(ledger: Ledger) -> None:
    found = changes(ledger, "2031-01-01", "2031-02-28")
    assert {f.source for f in found.added} <= {"letter-jan2031"} | {
        s.id for s in ledger.sources if "2031-01-01" <= (s.published or "") <= "2031-02-28"
    }
    assert found.added


def test_added_facts_are_neither_repeats_nor_told_as_replacing(ledger: Ledger) -> None:
    found = changes(ledger, "2031-05-01")
    told = {f.id for pair in found.replaced for f in pair}
    assert not told & {f.id for f in found.added}
    before = {
        (f.entity, f.attribute, f.subject, f.range)
        for f in ledger.known_by("2031-04-30").facts
        if f.range
    }
    assert not before & {(f.entity, f.attribute, f.subject, f.range) for f in found.added}


def test_dispute_is_new_when_its_last_side_was_printed(ledger: Ledger) -> None:
    group = next(c for c in ledger.conflicts if c.kind != "superseded")
    days = [ledger.source_of[ledger.by_id[i].source].published or "" for i in group.facts]
    assert group.id in {c.id for c in changes(ledger, max(days)).contested}
    assert group.id not in {c.id for c in changes(ledger, "2033-01-01").contested}
