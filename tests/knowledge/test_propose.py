"""Facts from sentences: whose, what, how much, when; and what is better left out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder
from hypothesis import given
from hypothesis import strategies as st

from knowledge import Entity, KnowledgeBase, Ledger, Source, ingest
from knowledge.candidates import candidates
from knowledge.propose import propose
from knowledge.proposed import Proposal, is_proposed, joined

DESK = (
    Entity(
        id="brinekeld",
        name="Brinekeld",
        name_zh="布林凯",
        names=("Brinekeld", "布林凯", "Brinekeld's"),
        is_subject=True,
    ),
    Entity(id="cobaltine", name="Cobaltine", name_zh="科巴汀", names=("Cobaltine", "科巴汀")),
)


def source(published: str | None = "2031-08-01", publisher: str = "Dock Ledger") -> Source:
    return Source(
        id="doc-1", title="A note", publisher=publisher, published=published, language="en", tier=3
    )


def read(
    text: str, *, desk: tuple[Entity, ...] = DESK, published: str | None = "2031-08-01"
) -> list[Proposal]:
    return list(propose(text, source=source(published), entities=desk))


def told(p: Proposal) -> tuple[str, str, str, str, str | None]:
    return p.entity, p.attribute, f"{p.low:f}", p.unit, p.as_of


SAID = [
    ("Brinekeld held EUR 240 million in cash on 30 June 2031.",
     ("brinekeld", "cash", "240000000", "EUR", "2031-06-30")),
    ("布林凯截至2031年6月30日持有现金2.4亿欧元。",
     ("brinekeld", "cash", "240000000", "EUR", "2031-06-30")),
    ("Brinekeld uses about EUR 120 million a year.",
     ("brinekeld", "burn_annual", "120000000", "EUR", "2031-08-01")),
    ("布林凯每年消耗现金约1.2亿欧元。",
     ("brinekeld", "burn_annual", "120000000", "EUR", "2031-08-01")),
    ("Cobaltine's revenue was EUR 410 million in 2030.",
     ("cobaltine", "revenue", "410000000", "EUR", "2030")),
    ("科巴汀2030年收入为4.1亿欧元。", ("cobaltine", "revenue", "410000000", "EUR", "2030")),
    ("The Series B valued Brinekeld at EUR 320 million after the money in March 2029.",
     ("brinekeld", "valuation_post", "320000000", "EUR", "2029-03")),
    ("Brinekeld is seeking a valuation of EUR 2.6 billion.",
     ("brinekeld", "valuation_target", "2600000000", "EUR", "2031-08-01")),
    ("Cobaltine put EUR 90 million into Brinekeld in September 2030.",
     ("brinekeld", "investment_amount", "90000000", "EUR", "2030-09")),
    ("Cobaltine held 21.5% of Brinekeld in 2030.",
     ("brinekeld", "ownership_share", "21.5", "percent", "2030")),
    ("布林凯2031年6月月活用户为21万。", ("brinekeld", "mau", "210000", "users", "2031-06")),
    ("Brinekeld counts 46 corporate customers.",
     ("brinekeld", "customers", "46", "count", "2031-08-01")),
    ("Brinekeld's return app Loopdrop had 210,000 monthly active users in June 2031.",
     ("brinekeld", "mau", "210000", "users", "2031-06")),
    ("First half of 2031: Brinekeld's revenue was EUR 44 million.",
     ("brinekeld", "revenue", "44000000", "EUR", "2031-06-30")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SAID, ids=[s[:36] for s, _ in SAID])
def test_sentence_states_a_fact(text: str, expected: tuple[str, ...]) -> None:
    assert [told(p) for p in read(text)] == [expected]


UNSAID = {
    "negated": "Brinekeld denied that its cash was EUR 90 million.",
    "negated in Chinese": "布林凯否认现金为9000万欧元。",
    "forecast": "Brinekeld expects revenue of EUR 300 million in 2033.",
    "forecast in Chinese": "布林凯预计2033年收入为3亿欧元。",
    "hypothetical": "If Brinekeld had cash of EUR 900 million, it would build.",
    "a question": "Does Brinekeld hold EUR 240 million in cash?",
    "a change": "Brinekeld's revenue rose by EUR 20 million.",
    "a part": "Brinekeld's online revenue was EUR 20 million.",
    "a part in Chinese": "布林凯2030年广告收入为2000万欧元。",
    "others in general": "Most companies in the sector have revenue below EUR 10 million.",
    "an investor's round": "Cobaltine led a EUR 210 million round in 2030.",
    "a price per share": "Brinekeld listed at EUR 16 a share.",
    "cash that was paid": "Brinekeld bought a yard for EUR 20 million of cash consideration paid.",
    "two together": "Brinekeld and Cobaltine raised EUR 45 million in all.",
    "a table": "Brinekeld revenue 2030 2029  $ 3,930  $ 3,777  $ 3,610",
    "a company nobody listed": "布林凯在根特。百川完成融资5亿欧元。",
    "columns without a scale": "Brinekeld's revenue was EUR 61 in 2030.",
}


@pytest.mark.parametrize("text", UNSAID.values(), ids=UNSAID)
def test_sentence_that_settles_nothing_proposes_nothing(text: str) -> None:
    assert [told(p) for p in read(text)] == []


def test_pronoun_means_the_company_the_text_is_on() -> None:
    found = read("Brinekeld opened a yard. The company held cash of EUR 240 million in June 2031.")
    assert [told(p)[:3] for p in found] == [("brinekeld", "cash", "240000000")]


def test_figures_of_a_list_keep_their_own_dates() -> None:
    found = read(
        "Brinekeld's revenue was EUR 5 million in 2028, 9 million in 2029 and 61 million in 2030."
    )
    assert [(p.low, p.as_of) for p in found] == [
        (5_000_000, "2028"), (9_000_000, "2029"), (61_000_000, "2030"),
    ]  # fmt: skip


def test_date_without_a_year_is_the_last_one_before_printing() -> None:
    [found] = read("Brinekeld's cash on 30 November was EUR 300 million.")
    assert (found.as_of, found.dated) == ("2030-11-30", "inferred")


def test_undated_figure_of_an_undated_document_has_no_time() -> None:
    [found] = read("Brinekeld's cash is EUR 300 million.", published=None)
    assert (found.as_of, found.dated) == (None, "undated")


def test_section_on_somebody_else_is_not_about_the_company() -> None:
    text = (
        "Brinekeld and its rival. Brinekeld leads. Brinekeld grows.\n\n"
        "**Cobaltine.** Cash was EUR 900 million on 30 June 2031.\n\n"
        "**Brinekeld.** Cash was EUR 240 million on 30 June 2031."
    )
    assert [told(p)[:3] for p in read(text)] == [
        ("cobaltine", "cash", "900000000"), ("brinekeld", "cash", "240000000"),
    ]  # fmt: skip


EMPTY_DESK = {
    "Heliodor held EUR 5 million in cash on 3 May 2031. Heliodor has a yard.": "heliodor",
    "日神宣布在根特建厂。日神2030年收入为3亿欧元。日神表示满意。": "日神",
}


@pytest.mark.parametrize(("text", "name"), EMPTY_DESK.items(), ids=["en", "zh"])
def test_names_are_inferred_on_an_empty_desk(text: str, name: str) -> None:
    assert [p.entity for p in read(text, desk=())] == [name]


def test_publisher_is_never_the_owner_of_a_figure() -> None:
    text = "Dock Ledger reported that cash was EUR 5 million. Dock Ledger has a page on cash."
    assert read(text, desk=()) == []


@given(
    st.text(
        alphabet="Brinkeld布林凯公司集团现金收入估值亿元百分年月.,。，;：$€%()-\n*# 0123456789cash",
        max_size=200,
    )
)
def test_any_text_is_read_and_spans_quote_it(text: str) -> None:
    for found in propose(text, source=source(), entities=DESK):
        assert text[found.start : found.end] == found.statement
        assert found.start <= found.figure_start < found.figure_end <= found.end


def test_same_text_gives_the_same_proposals() -> None:
    text = " ".join(said for said, _ in SAID)
    assert read(text) == read(text) and read(text)


# Stored with the document


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(tmp_path / "home", name="kb", embedder=HashEmbedder()) as kb:
        kb.sync([], records={"entity": DESK})
        yield kb


def saved(folder: Path, text: str) -> Path:
    path = folder / "note.txt"
    path.write_text(text, encoding="utf-8")
    return path


CASH = "Brinekeld held EUR 240 million in cash on 30 June 2031."


def test_proposals_come_and_go_with_their_document(base: KnowledgeBase, tmp_path: Path) -> None:
    report = ingest(base, saved(tmp_path, CASH))
    [found] = base.proposals()
    assert (found.status, found.source, found.entity) == ("proposed", report.source_id, "brinekeld")
    assert base.text(found.source).text[found.start : found.end] == CASH
    base.remove(found.source)
    assert base.proposals() == ()


def test_ingesting_again_changes_no_proposal(base: KnowledgeBase, tmp_path: Path) -> None:
    ingest(base, saved(tmp_path, CASH))
    before = base.proposals()
    assert ingest(base, saved(tmp_path, CASH)).status == "unchanged"
    assert base.proposals() == before


def test_new_version_replaces_the_proposals(base: KnowledgeBase, tmp_path: Path) -> None:
    ingest(base, saved(tmp_path, CASH))
    ingest(base, saved(tmp_path, CASH.replace("240", "250")))
    assert [p.low for p in base.proposals()] == [250_000_000]


def test_other_names_in_the_dossier_are_read_again(base: KnowledgeBase, tmp_path: Path) -> None:
    path = saved(tmp_path, CASH)
    ingest(base, path)
    renamed = Entity(id="keld", name="Brinekeld", name_zh="布林凯", names=("Brinekeld",))
    base.sync([], records={"entity": [renamed]})
    assert ingest(base, path).status == "changed"
    assert [p.entity for p in base.proposals()] == ["keld"]


def test_crash_while_storing_leaves_no_proposals(
    base: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(base._meaning.index, "upsert", full)
    with pytest.raises(OSError):
        ingest(base, saved(tmp_path, CASH))
    assert base.proposals() == ()  # stored, but its source is not complete


def test_store_from_before_proposals_opens(tmp_path: Path) -> None:
    home = tmp_path / "home"
    KnowledgeBase.open(home, name="kb", embedder=HashEmbedder()).close()
    import sqlite3

    with sqlite3.connect(home / "kb" / "catalog.sqlite") as db:
        db.execute("DROP TABLE proposals")
    with KnowledgeBase.open(home, name="kb", embedder=HashEmbedder()) as kb:
        assert kb.proposals() == ()


# Beside what is recorded


def test_joined_ledger_tells_proposed_facts_from_recorded_ones() -> None:
    proposals = read(CASH)
    whole = joined(Ledger(entities=DESK), proposals, [source()])
    assert [is_proposed(f) for f in whole.facts] == [True]
    assert whole.source_of["doc-1"].publisher == "Dock Ledger"


def test_two_documents_that_disagree_are_found_on_an_empty_desk() -> None:
    other = Source(
        id="doc-2", title="b", publisher="Quay Post", published="2031-08-02", language="en", tier=3
    )
    proposals = [
        *read(CASH),
        *propose(CASH.replace("240", "310"), source=other, entities=DESK),
    ]
    [found] = candidates(joined(Ledger(), proposals, [source(), other]))
    assert "EUR" in found.conflict.reading or "€240 million" in found.conflict.reading
    assert "Quay Post" in found.conflict.reading


def test_two_figures_of_one_document_are_no_conflict() -> None:
    proposals = read(f"{CASH} {CASH.replace('240', '310')}")
    assert len(proposals) == 2
    assert candidates(joined(Ledger(), proposals, [source()])) == ()
