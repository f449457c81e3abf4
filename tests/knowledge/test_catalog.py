import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hash_embedder import bundle, paragraphs

from knowledge import words
from knowledge.catalog import Catalog
from knowledge.errors import StoreCorrupt
from knowledge.records import Conflict, Entity, Fact, Gap, Original, Rate


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    opened = Catalog(tmp_path / "catalog.sqlite")
    yield opened
    opened.close()


def found(catalog: Catalog, query: str) -> list[str]:
    return [hit.passage_id for hit in catalog.search_words(words.tokens(query), 10)]


def stored(catalog: Catalog, source_id: str, content: str) -> list[str]:
    gone = catalog.put_source(bundle(source_id, content), state="embedded")
    catalog.set_state(source_id, "visible")
    return gone


def test_what_was_stored_comes_back_equal(catalog: Catalog) -> None:
    given = bundle("ledger", paragraphs("cash", 3))
    catalog.put_source(given, state="visible")
    assert catalog.source("ledger") == given.source
    assert catalog.sources() == [given.source]
    assert catalog.text("ledger", "document") == given.texts[0]
    assert catalog.passages_of("ledger") == list(given.passages)
    ids = [passage.id for passage in reversed(given.passages)]
    assert catalog.passages([*ids, "unknown"]) == list(reversed(given.passages))
    assert catalog.ids() == set(ids)
    assert catalog.check() == []


def test_words_are_found_in_any_form_and_in_chinese(catalog: Catalog) -> None:
    stored(catalog, "en", "Heliodor raised funds for training K2.5.")
    stored(catalog, "zh", "日神公司账上现金超过一百亿元。")
    assert found(catalog, "Who is raising?") == ["en#" + catalog.passages_of("en")[0].id[3:]]
    assert found(catalog, "k2.5") == [catalog.passages_of("en")[0].id]
    assert found(catalog, "现金") == [catalog.passages_of("zh")[0].id]
    assert found(catalog, 'AND "NOT (') == []


def test_better_word_match_has_the_higher_score(catalog: Catalog) -> None:
    stored(catalog, "one", "The cash of Heliodor lasts.")
    stored(catalog, "two", "The cost of electricity and of cash.")
    hits = catalog.search_words(words.tokens("cash Heliodor"), 10)
    assert [hit.passage_id[:3] for hit in hits] == ["one", "two"]
    assert hits[0].score > hits[1].score


def test_vocabulary_count_is_the_number_of_passages_with_the_word(catalog: Catalog) -> None:
    stored(catalog, "one", "Cash, cash and more cash.")
    stored(catalog, "two", "No cash.")
    assert [catalog.vocabulary_count(word) for word in words.tokens("cash more gold")] == [2, 1, 0]


def test_source_that_is_not_complete_is_found_by_no_search(catalog: Catalog) -> None:
    catalog.put_source(bundle("ledger", "Cash is short."), state="embedded")
    assert found(catalog, "cash") == []
    assert catalog.sources() == []
    assert catalog.visible(catalog.ids()) == set()
    assert catalog.unfinished() == ["ledger"]
    catalog.set_state("ledger", "visible")
    assert len(found(catalog, "cash")) == 1


def test_new_version_replaces_every_row_of_the_old_one(catalog: Catalog) -> None:
    stored(catalog, "ledger", "Cash is short.")
    [old] = catalog.ids()
    assert stored(catalog, "ledger", "Gold is plenty.") == [old]
    assert found(catalog, "cash") == []
    assert len(found(catalog, "gold")) == 1
    assert catalog.check() == []


def test_document_from_the_same_path_replaces_its_former_version(catalog: Catalog) -> None:
    catalog.put_source(bundle("a-1", "Cash.", origin="user", path="/a"), state="visible")
    catalog.put_source(bundle("b-1", "Gold.", origin="user", path="/b"), state="visible")
    catalog.put_source(bundle("a-2", "Silver.", origin="user", path="/a"), state="visible")
    assert [source.id for source in catalog.sources()] == ["a-2", "b-1"]
    assert ("replaced", "a-1") in [(e.action, e.source_id) for e in catalog.journal()]


def test_failed_replacement_leaves_the_old_version_whole(catalog: Catalog) -> None:
    stored(catalog, "ledger", "Cash is short.")
    given = bundle("ledger", paragraphs("gold", 2))
    twice = replace(given, passages=given.passages + given.passages)
    with pytest.raises(sqlite3.IntegrityError):
        catalog.put_source(twice, state="embedded")
    assert len(found(catalog, "cash")) == 1
    assert catalog.check() == []


def test_removed_source_leaves_no_row_behind(catalog: Catalog) -> None:
    stored(catalog, "ledger", "Cash is short.")
    assert len(catalog.remove_source("ledger")) == 1
    assert catalog.ids() == set()
    assert catalog.vocabulary_count("cash") == 0
    assert catalog.check() == []
    with pytest.raises(KeyError):
        catalog.source("ledger")
    with pytest.raises(KeyError):
        catalog.text("ledger", "document")


FILE = Original(name="ledger.pdf", kind="pdf", content=b"%PDF-1.7 \x00\xff")


def kept(catalog: Catalog, source_id: str, content: str, original: Original) -> None:
    catalog.put_source(
        replace(bundle(source_id, content), original=original, path="/ledger"), state="visible"
    )


def test_original_is_kept_byte_for_byte_and_goes_with_its_source(catalog: Catalog) -> None:
    kept(catalog, "ledger", "Cash is short.", FILE)
    assert catalog.original("ledger") == FILE
    about = catalog.originals()["ledger"]
    assert (about.name, about.kind, about.size) == ("ledger.pdf", "pdf", 11)
    catalog.remove_source("ledger")
    assert catalog.originals() == {}
    with pytest.raises(KeyError):
        catalog.original("ledger")


def test_new_version_brings_its_own_original(catalog: Catalog) -> None:
    kept(catalog, "old", "Cash is short.", FILE)
    kept(catalog, "new", "Cash is long.", replace(FILE, content=b"%PDF-2"))
    assert set(catalog.originals()) == {"new"}
    assert catalog.original("new").content == b"%PDF-2"


def test_damaged_original_is_told_when_it_is_asked_for(tmp_path: Path) -> None:
    """Originals are left out of the check at every opening, which would read all of them."""
    path = tmp_path / "catalog.sqlite"
    made = Catalog(path)
    kept(made, "ledger", "Cash is short.", replace(FILE, content=b"Z" * 60_000))
    made.close()
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"Z" * 2000, b"Y" * 2000))
    opened = Catalog(path)
    assert opened.sources()
    with pytest.raises(StoreCorrupt, match="original of 'ledger'"):
        opened.original("ledger")
    opened.close()


FACT = Fact(
    id="cash-2031",
    entity="heliodor",
    topic="runway",
    attribute="cash",
    statement="Cash exceeds CNY 10 billion.",
    statement_zh="现金超过100亿元。",
    source="ledger",
    as_of="2031-12",
    certainty="reported",
    value=Decimal("10000000000.50"),
    unit="CNY",
    bound="at_least",
    supersedes=("cash-2030",),
)
RATE = Rate(date="2031-02", base="USD", quote="CNY", rate=Decimal("7.10"), source="ledger")


def test_records_come_back_as_they_were_given(catalog: Catalog) -> None:
    conflict = Conflict(
        id="c", topic="runway", kind="error", facts=("a", "b"), reading="A.", reading_zh="甲。"
    )
    gap = Gap(id="g", topic="runway", question="?", question_zh="？", document="accounts")
    entity = Entity(id="heliodor", name="Heliodor", name_zh="日神", names=("Heliodor", "日神"))
    given = {"fact": [FACT], "conflict": [conflict], "gap": [gap], "rate": [RATE] * 2}
    for kind, items in {**given, "entity": [entity]}.items():
        assert catalog.replace_records(kind, items)
        assert catalog.records(kind) == items
        assert not catalog.replace_records(kind, items)
    assert str(catalog.records("rate")[0].rate) == "7.10"


def test_readers_see_whole_sources_while_they_are_replaced(catalog: Catalog) -> None:
    stored(catalog, "ledger", paragraphs("cash", 20))
    seen, stop = set(), threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.add(len(catalog.passages_of("ledger")))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for count in (10, 20, 10, 20):
        stored(catalog, "ledger", paragraphs("cash", count))
    stop.set()
    for reader in readers:
        reader.join()
    assert seen <= {10, 20}


@pytest.mark.parametrize("at", [0, 4096], ids=["header", "page"])
def test_damaged_file_is_reported_with_a_way_out(tmp_path: Path, at: int) -> None:
    path = tmp_path / "catalog.sqlite"
    made = Catalog(path)
    made.put_source(bundle("ledger", paragraphs("cash", 50)), state="visible")
    made.close()
    with path.open("r+b") as file:
        file.seek(at)
        file.write(b"\xa5" * 8192)
    with pytest.raises(StoreCorrupt, match="damaged") as caught:
        Catalog(path)
    assert "start again" in caught.value.help
