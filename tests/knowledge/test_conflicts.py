"""Conflicts nobody recorded, and who stands behind a figure; on the invented dossier."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from knowledge import Amount, Fact, Ledger, Source, bundles, dossier
from knowledge.candidates import agree, candidates
from knowledge.propose import propose
from knowledge.proposed import joined
from knowledge.relays import support

ROOT = Path(__file__).parent.parent.parent
CORPUS = ROOT / "tests" / "corpus" / "brinekeld"


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return bundles.ledger_of(dossier.load(CORPUS))


def variant(ledger: Ledger, fact: str, statement: str = "", **changes: Any) -> Ledger:
    """The ledger with one more fact, like `fact` but for the changes."""
    told = ledger.by_id[fact]
    made = replace(
        told, id="other", supersedes=(), statement=statement or told.statement,
        statement_zh=statement or told.statement_zh, **changes,
    )  # fmt: skip
    return replace(ledger, facts=(*ledger.facts, made))


def sides(ledger: Ledger) -> list[set[str]]:
    return [set(c.conflict.facts) for c in candidates(ledger)]


@pytest.mark.parametrize("folder", [CORPUS, ROOT / "knowledge" / "dossiers" / "kimi"], ids=str)
def test_what_editors_recorded_is_not_found_again(folder: Path) -> None:
    assert sides(bundles.ledger_of(dossier.load(folder))) == []


def test_different_balance_of_the_same_day_is_found(ledger: Ledger) -> None:
    changed = variant(
        ledger, "cash-jun2031", value=Decimal(190_000_000), source="gazette-jun2031",
        statement="Brinekeld had EUR 190 million of cash on 30 June 2031.",
    )  # fmt: skip
    [found] = candidates(changed)
    assert set(found.conflict.facts) == {"cash-jun2031", "other"}
    assert found.conflict.kind == "unresolved"
    assert found.conflict.reading == (
        "Brinekeld, cash: "
        "Brinekeld (15 July 2031, tier 1) gives €240 million for 30 June 2031; "
        "Harbour Gazette (20 June 2031, tier 2) gives €190 million for 30 June 2031. "
        "Nothing held here decides which is right."
    )
    assert found.conflict.reading_zh == (
        "布林凯的现金：Brinekeld（2031年7月15日，1级）称2031年6月30日为2.4亿欧元；"
        "Harbour Gazette（2031年6月20日，2级）称2031年6月30日为1.9亿欧元。"
        "现有资料无法判定何者为准。"
    )


NO_CONFLICT: dict[str, dict[str, Any]] = {
    "another day": {"value": Decimal(190_000_000), "as_of": "2031-03-31"},
    "another subject": {"value": Decimal(190_000_000), "subject": "Ghent plant"},
    "another unit": {"value": Decimal(190_000_000), "unit": "USD"},
    "another attribute": {"value": Decimal(190_000_000), "attribute": "debt"},
    "another company": {"value": Decimal(190_000_000), "entity": "cobaltine"},
    "a bound that allows it": {"value": Decimal(200_000_000), "bound": "at_least"},
    "about the same": {"value": Decimal(236_000_000), "bound": "about"},
    "a range around it": {"value": None, "low": Decimal(2 * 10**8), "high": Decimal(3 * 10**8)},
    "no figure": {"value": None},
    "a known error": {"value": Decimal(190_000_000), "note": "Known error: misread."},
}


@pytest.mark.parametrize("changes", NO_CONFLICT.values(), ids=NO_CONFLICT)
def test_fact_that_does_not_contradict_is_left_alone(
    ledger: Ledger, changes: dict[str, Any]
) -> None:
    assert sides(variant(ledger, "cash-jun2031", **changes)) == []


def test_month_and_day_of_it_overlap(ledger: Ledger) -> None:
    changed = variant(ledger, "cash-jun2031", value=Decimal(190_000_000), as_of="2031-06")
    assert sides(changed) == [{"cash-jun2031", "other"}]


def test_round_retold_later_with_another_sum_is_found(ledger: Ledger) -> None:
    changed = variant(ledger, "round-c", value=Decimal(2_100_000_000), as_of="2031-06-20")
    [found] = candidates(changed)
    assert "exactly 10 times" in found.conflict.reading
    assert "恰为10倍" in found.conflict.reading_zh


def test_fact_that_replaces_another_does_not_contradict_it(ledger: Ledger) -> None:
    older = ledger.by_id["cash-jun2031"]
    made = replace(older, id="other", value=Decimal(9_000_000), supersedes=(older.id,))
    assert sides(replace(ledger, facts=(*ledger.facts, made))) == []


AGREE = [
    (("at_least", 10), ("exact", 12), True),
    (("at_least", 10), ("exact", 100), False),
    (("at_least", 10), ("exact", 9), False),
    (("at_most", 30), ("exact", 20), True),
    (("at_most", 30), ("exact", 31), False),
    (("about", 100), ("exact", 104), True),
    (("about", 100), ("exact", 110), False),
    (("exact", 12), ("exact", 13), False),
]


@pytest.mark.parametrize(("a", "b", "expected"), AGREE, ids=str)
def test_bounds_that_allow_each_other_agree(a: Any, b: Any, expected: bool) -> None:
    one, other = (
        Amount(low=Decimal(n), high=Decimal(n), unit="EUR", bound=bound) for bound, n in (a, b)
    )
    assert agree(one, other) is agree(other, one) is expected


def test_one_digit_is_not_rounded_beyond_a_tenth() -> None:
    billion = Amount(low=Decimal(10**9), high=Decimal(10**9), unit="EUR", step=Decimal(10**9))
    less = replace(billion, low=Decimal(8 * 10**8), high=Decimal(8 * 10**8), step=Decimal(10**8))
    assert not agree(billion, less)


# A document beside the record

NEWS = Source(
    id="news", title="n", publisher="Quay Post", published="2031-07-20", language="en", tier=3
)


def beside(ledger: Ledger, text: str) -> Ledger:
    proposals = propose(text, source=NEWS, entities=ledger.entities)
    assert proposals
    return joined(ledger, proposals, [NEWS])


def test_document_that_says_otherwise_is_set_against_the_record(ledger: Ledger) -> None:
    whole = beside(ledger, "Brinekeld held EUR 310 million in cash on 30 June 2031.")
    [found] = candidates(whole)
    assert "cash-jun2031" in found.conflict.facts
    assert "Quay Post (20 July 2031, tier 3, read from its text by rule)" in found.conflict.reading


@pytest.mark.parametrize(
    "text",
    [
        "Brinekeld held EUR 240 million in cash on 30 June 2031.",
        "Brinekeld held more than EUR 200 million in cash on 30 June 2031.",
        "Brinekeld held EUR 310 million in cash on 31 December 2030.",
    ],
)
def test_document_that_agrees_is_no_conflict(ledger: Ledger, text: str) -> None:
    assert candidates(beside(ledger, text)) == ()


def test_document_that_confirms_one_side_is_not_a_side_of_its_own(ledger: Ledger) -> None:
    two = variant(ledger, "cash-jun2031", value=Decimal(190_000_000))
    [found] = candidates(beside(two, "Brinekeld held EUR 240 million in cash on 30 June 2031."))
    assert set(found.conflict.facts) == {"cash-jun2031", "other"}


def test_valuation_of_no_stated_basis_is_compared_with_the_price_after_the_money(
    ledger: Ledger,
) -> None:
    then = ledger.known_by("2030-12-31")
    whole = beside(then, "Brinekeld's Series C valuation was EUR 2 billion in September 2030.")
    assert [set(c.conflict.facts) & {"val-c"} for c in candidates(whole)] == [{"val-c"}]


# Who stands behind a figure


def paper(number: int, **changes: Any) -> Source:
    return replace(
        Source(id=f"s{number}", title="t", publisher=f"Paper{number}", published="2031-07-16",
               language="en", tier=2),
        **changes,
    )  # fmt: skip


def told(number: int, statement: str, **changes: Any) -> Fact:
    made = Fact(
        id=f"f{number}", entity="brinekeld", topic="runway", attribute="headcount",
        statement=statement, statement_zh=statement, source=f"s{number}", as_of="2031-07",
        certainty="reported", value=Decimal(700), unit="people", bound="exact",
    )  # fmt: skip
    return replace(made, **changes)


def vouched(ledger: Ledger, *pairs: tuple[Source, Fact]) -> str:
    whole = replace(
        ledger,
        sources=(*ledger.sources, *(s for s, _ in pairs)),
        facts=(*ledger.facts, *(f for _, f in pairs)),
    )
    return support(whole, whole.by_id["f1"]).said("en")


OWN = "Brinekeld employs 700 people."


def test_two_publishers_on_their_own_are_two(ledger: Ledger) -> None:
    said = vouched(ledger, (paper(1), told(1, OWN)), (paper(2), told(2, OWN)))
    assert said == "Reported by 2 independent publishers (Paper1; Paper2)."


def test_same_publisher_twice_is_one(ledger: Ledger) -> None:
    again = paper(2, publisher="Paper1 (reprint by dockside.invalid)")
    said = vouched(ledger, (paper(1), told(1, OWN)), (again, told(2, OWN)))
    assert said == "Reported by 1 publisher (Paper1)."


RELAYED = {
    "citing": "Citing Paper1, it says Brinekeld employs 700 people.",
    "according to": "Brinekeld employs 700 people, according to Paper1.",
    "reported by itself": "Paper1 reported that Brinekeld employs 700 people.",
    "in Chinese": "据Paper1报道，布林凯有员工700人。",
    "quoted in Chinese": "援引Paper1消息，布林凯有员工700人。",
}


@pytest.mark.parametrize("statement", RELAYED.values(), ids=RELAYED)
def test_source_that_names_another_is_its_relay(ledger: Ledger, statement: str) -> None:
    said = vouched(ledger, (paper(1), told(1, OWN)), (paper(2), told(2, statement)))
    assert said == "Reported by 1 publisher (Paper1), relayed by 1."


@pytest.mark.parametrize(
    "changes",
    [
        {"publisher": "news relay quoting Paper1"},
        {"publisher": "Digest (of Paper1)"},
        {"description": "Rewrite of the Paper1 report."},
        {"access": "relay"},
    ],
    ids=str,
)
def test_source_record_that_names_its_origin_is_a_relay(
    ledger: Ledger, changes: dict[str, Any]
) -> None:
    said = vouched(ledger, (paper(1), told(1, OWN)), (paper(2, **changes), told(2, OWN)))
    assert said == "Reported by 1 publisher (Paper1), relayed by 1."


def test_relays_of_one_origin_nobody_here_read_count_once(ledger: Ledger) -> None:
    said = vouched(
        ledger,
        (paper(1), told(1, "Brinekeld employs 700 people, according to Harbour Gazette.")),
        (paper(2), told(2, "Citing Harbour Gazette, it says Brinekeld employs 700 people.")),
    )
    assert said == "Reported by 1 publisher (Harbour Gazette, as retold), relayed by 2."


def test_company_statement_in_three_papers_is_no_confirmation(ledger: Ledger) -> None:
    pairs = [(paper(n), told(n, OWN, certainty="company_statement")) for n in (1, 2, 3)]
    assert vouched(ledger, *pairs) == (
        "Stated by the company itself, relayed by 3; no independent confirmation."
    )


def test_company_that_is_named_as_the_origin_is_its_own_source(ledger: Ledger) -> None:
    said = vouched(ledger, (paper(1), told(1, "According to Brinekeld, it employs 700 people.")))
    assert said.startswith("Stated by the company itself")


def test_other_figures_and_times_do_not_vouch(ledger: Ledger) -> None:
    said = vouched(
        ledger,
        (paper(1), told(1, OWN)),
        (paper(2), told(2, "Brinekeld employs 710 people.", value=Decimal(710))),
        (paper(3), told(3, OWN, as_of="2031-01")),
    )
    assert said == "Reported by 1 publisher (Paper1)."


def test_support_is_told_in_chinese_too(ledger: Ledger) -> None:
    fact = ledger.by_id["cash-jun2031"]
    assert support(ledger, fact).said("zh") == "出自公司自身；没有独立佐证。"
