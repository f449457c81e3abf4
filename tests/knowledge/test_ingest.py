from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder, paragraphs

from knowledge.binding import About
from knowledge.ingest import ingest
from knowledge.readers.parts import written_in
from knowledge.store import KnowledgeBase


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase.open(tmp_path / "home", name="kb", embedder=HashEmbedder()) as kb:
        yield kb


def saved(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_document_is_added_with_its_own_id_and_can_be_found(
    base: KnowledgeBase, tmp_path: Path
) -> None:
    report = ingest(base, saved(tmp_path, "Heliodor Note.md", "# Cash\n\nTen billion silver."))
    assert report.status == "added"
    assert report.source_id is not None
    assert report.source_id.startswith("heliodor-note-")
    source = base.source(report.source_id)
    assert (source.title, source.tier, source.access) == ("Cash", 3, "upload")
    assert (source.published, source.publisher) == (None, "unknown")
    assert len(base.search_words("silver", 5)) == report.passages == 1


def test_original_is_kept_with_its_name_and_kind(base: KnowledgeBase, tmp_path: Path) -> None:
    content = "\ufeff# Cash\r\n\r\nTen billion."
    report = ingest(base, saved(tmp_path, "Heliodor Note.md", content))
    assert report.source_id is not None
    original = base.original(report.source_id)
    assert (original.name, original.kind) == ("Heliodor Note.md", "text")
    assert original.content == content.encode()


def test_same_document_again_changes_nothing(base: KnowledgeBase, tmp_path: Path) -> None:
    path = saved(tmp_path, "a.txt", "Ten billion.")
    first, again = ingest(base, path), ingest(base, path)
    assert (again.status, again.source_id) == ("unchanged", first.source_id)
    assert len(base.sources()) == 1


def test_changed_document_replaces_its_former_version(base: KnowledgeBase, tmp_path: Path) -> None:
    path = saved(tmp_path, "a.txt", "Silver is plenty.")
    old = ingest(base, path)
    path.write_text("Gold is plenty.", encoding="utf-8")
    new = ingest(base, path)
    assert new.status == "changed"
    assert [source.id for source in base.sources()] == [new.source_id]
    assert base.search_words("silver", 5) == []
    assert ("replaced", old.source_id) in [(e.action, e.source_id) for e in base.journal()]
    assert base.verify() == []


def test_documents_of_the_same_name_in_two_folders_both_stay(
    base: KnowledgeBase, tmp_path: Path
) -> None:
    ingest(base, saved(tmp_path / "one", "a.txt", "Silver."))
    ingest(base, saved(tmp_path / "two", "a.txt", "Gold."))
    assert len(base.sources()) == 2


def test_same_content_at_another_place_is_one_document(base: KnowledgeBase, tmp_path: Path) -> None:
    ingest(base, saved(tmp_path / "one", "a.txt", "Silver."))
    assert ingest(base, saved(tmp_path / "two", "a.txt", "Silver.")).status == "unchanged"
    assert len(base.sources()) == 1


FRONT = """---
title: On cash
publisher: Daily Ledger
published: {published}
url: {url}
tier: {tier}
---
Ten billion.
"""


def front(published: str = "2031-02", url: str = "https://l.example/a", tier: int = 2) -> str:
    return FRONT.format(published=published, url=url, tier=tier)


def test_what_a_document_says_of_itself_is_used_where_the_caller_is_silent(
    base: KnowledgeBase, tmp_path: Path
) -> None:
    path = saved(tmp_path, "a.md", front())
    report = ingest(base, path, today=date(2031, 6, 1))
    source = base.source(str(report.source_id))
    assert (source.title, source.publisher) == ("On cash", "Daily Ledger")
    assert (source.published, source.url) == ("2031-02", "https://l.example/a")


def test_what_the_caller_says_comes_first(base: KnowledgeBase, tmp_path: Path) -> None:
    path = saved(tmp_path, "a.md", front())
    report = ingest(
        base, path, about=About(publisher="Gazette", published="2030"), today=date(2031, 6, 1)
    )
    source = base.source(str(report.source_id))
    assert (source.publisher, source.published) == ("Gazette", "2030")


@pytest.mark.parametrize(
    ("said", "trusted", "expected"), [(1, 3, 3), (3, 2, 3), (2, 2, 2), (9, 2, 2)]
)
def test_document_can_lower_its_tier_but_not_raise_it(
    base: KnowledgeBase, tmp_path: Path, said: int, trusted: int, expected: int
) -> None:
    report = ingest(base, saved(tmp_path, "a.md", front(tier=said)), about=About(tier=trusted))
    assert base.source(str(report.source_id)).tier == expected


@pytest.mark.parametrize("published", ["2031-07", "soon", "'2031-05-32 maybe'"])
def test_date_that_is_none_or_lies_ahead_is_not_believed(
    base: KnowledgeBase, tmp_path: Path, published: str
) -> None:
    path = saved(tmp_path, "a.md", front(published=published))
    report = ingest(base, path, today=date(2031, 6, 1))
    assert base.source(str(report.source_id)).published is None


def test_address_that_is_no_web_address_is_dropped(base: KnowledgeBase, tmp_path: Path) -> None:
    report = ingest(base, saved(tmp_path, "a.md", front(url="javascript:alert(1)")))
    assert base.source(str(report.source_id)).url is None


def test_failure_is_reported_and_leaves_nothing_behind(base: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "deck.pdf"
    path.write_bytes(b"%PDF-1.7 \x00")
    report = ingest(base, path)
    assert (report.status, report.source_id, report.passages) == ("failed", None, 0)
    assert "deck.pdf" in report.reason
    assert report.help
    assert (base.sources(), base.journal()) == ([], [])


def test_chinese_document_is_known_as_such(base: KnowledgeBase, tmp_path: Path) -> None:
    path = saved(tmp_path, "笔记.txt", "日神公司发布K2.5模型，账上现金超过100亿元。")
    report = ingest(base, path)
    assert str(report.source_id).startswith("笔记-")
    assert base.source(str(report.source_id)).language == "zh"
    assert base.search_words("现金有多少", 3)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Heliodor (日神) raised $700 million.", "en"),
        ("日神 Heliodor 融资7亿美元。", "zh"),
        ("2031", "en"),
    ],
)
def test_language_is_told_by_the_share_of_chinese_characters(text: str, language: str) -> None:
    assert written_in(text) == language


def test_article_without_headings_becomes_small_groups_of_sentences(
    base: KnowledgeBase, tmp_path: Path
) -> None:
    content = paragraphs("cash", 30).replace("\n\n", " ")
    report = ingest(base, saved(tmp_path, "a.txt", content))
    passages = base.passages_of(str(report.source_id))
    assert report.passages == len(passages) > 5
    assert all(len(passage.text) <= 900 for passage in passages)
