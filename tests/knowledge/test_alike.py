"""Paragraphs that say the same have one key; those that differ in what they say never have."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder, bundle

from knowledge import KnowledgeBase, Source, alike

SOURCE = bundle("a", "x").source
TOLD = (
    "Heliodor isn't selling its U.S. mills: revenue rose 12% to $1,200 million in the "
    "third-quarter."
)


@pytest.mark.parametrize(
    "other",
    [
        "HELIODOR isn’t selling its US mills — revenue rose 12 % to $1200 million in third quarter",
        "**Heliodor**  is not selling\nits U.S. mills; revenue rose 12 percent to $1,200 million "
        "in the “third quarter”.",
    ],
)
def test_typography_makes_no_difference(other: str) -> None:
    assert alike.keys(TOLD, SOURCE) == alike.keys(other, SOURCE) != frozenset()


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("12%", "13%"),
        ("12%", "-12%"),
        ("12%", "12"),
        ("12%", "(12%)"),
        ("$1,200", "$1.200"),
        ("$1,200", "€1,200"),
        ("$1,200", "1,200"),
        ("million", "billion"),
        ("isn't", "is"),
        ("selling", "not selling"),
        ("rose", "fell"),
        ("third", "fourth"),
        ("Heliodor", "Vesuvian"),
        ("quarter.", "quarter?"),
        ("rose", "rose by up to"),
    ],
)
def test_what_differs_in_what_it_says_is_something_else(was: str, becomes: str) -> None:
    assert was in TOLD
    assert not alike.keys(TOLD, SOURCE) & alike.keys(TOLD.replace(was, becomes), SOURCE)


ZH = "赫利奥多2031年第三季度营收增长12%，达到12亿元，公司尚未决定是否上市。"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("赫利奥多 2031 年第三季度营收增长 12％，达到12亿元。公司尚未决定是否上市", True),
        (ZH.replace("12亿", "13亿"), False),
        (ZH.replace("尚未决定", "决定"), False),
        (ZH.replace("第三", "第二"), False),
        (ZH.replace("亿元", "亿美元"), False),
    ],
)
def test_chinese(other: str, same: bool) -> None:
    assert (alike.keys(ZH, SOURCE) == alike.keys(other, SOURCE)) is same


def test_period_of_the_document_is_a_part_of_what_it_says() -> None:
    earlier, later = replace(SOURCE, period="FY2030"), replace(SOURCE, period="FY2031")
    assert not alike.keys(TOLD, earlier) & alike.keys(TOLD, later)
    assert not alike.keys(TOLD, earlier) & alike.keys(TOLD, SOURCE)


@pytest.mark.parametrize(
    ("text", "same"),
    [(TOLD, True), (f"Last year {TOLD}", False), (f"目前{ZH}", False), (ZH, True)],
)
def test_time_told_from_the_day_of_printing(text: str, same: bool) -> None:
    may, june = replace(SOURCE, published="2031-05-30"), replace(SOURCE, published="2031-06-02")
    assert (alike.keys(text, may) == alike.keys(text, june)) is same


def test_short_text_is_alike_by_chance_only() -> None:
    assert alike.keys("Revenue rose.", SOURCE) == frozenset()


def test_heading_does_not_count_and_every_other_line_does() -> None:
    headed = f"## News\n\n{TOLD}"
    assert alike.keys(headed, SOURCE) == alike.keys(TOLD, SOURCE)
    noted = f"{TOLD}\n\nNo audit."
    assert alike.keys(TOLD, SOURCE) < alike.keys(noted, SOURCE)


SHARED = "Heliodor will close the mill at Aster in 2032 after a loss of $40 million, it told banks."
SPARE = (
    "Nobody outside the board had known of it before the letter went out to the banks that week."
)


@pytest.fixture
def kb(tmp_path: Path) -> Iterator[KnowledgeBase]:
    with opened(tmp_path) as base:
        yield base


def opened(home: Path) -> KnowledgeBase:
    return KnowledgeBase.open(home, name="press", embedder=HashEmbedder())


def holding(kb: KnowledgeBase) -> dict[str, set[str]]:
    """By source, the other sources that print one of its paragraphs."""
    found: dict[str, set[str]] = {}
    for source in kb.sources():
        others = kb.alike([p.id for p in kb.passages_of(source.id)])
        ids = [each for theirs in others.values() for each in theirs]
        found[source.id] = {p.source_id for p in kb.passages(ids)}
    return found


def article(key: str, *paragraphs: str, path: str | None = None) -> Source:
    return bundle(key, "\n\n".join(paragraphs), origin="user", path=path or f"/{key}")


def test_paragraph_is_known_wherever_it_is_printed(kb: KnowledgeBase) -> None:
    kb.add(article("one", SHARED, SPARE))
    kb.add(article("two", SPARE.replace("banks", "owners"), SHARED))
    kb.add(article("else", SHARED.replace("$40", "$41")))
    assert holding(kb) == {"one": {"two"}, "two": {"one"}, "else": set()}


def test_storing_again_replacing_and_removing_leave_nothing_behind(kb: KnowledgeBase) -> None:
    for key in ("one", "two", "three", "one"):
        kb.add(article(key, SHARED, SPARE.replace("week", key)))
    assert holding(kb)["one"] == {"two", "three"}
    kb.remove("three")
    assert holding(kb)["one"] == {"two"}
    kb.add(article("two-new", SHARED.replace("2032", "2033"), path="/two"))
    assert holding(kb) == {"one": set(), "two-new": set()}
    assert rows(kb) == {row for row in rows(kb) if row in passages(kb)} != set()
    assert kb.verify() == []


def rows(kb: KnowledgeBase) -> set[int]:
    return {row for _, row in kb._catalog.rows("SELECT key, passage FROM alike")}


def passages(kb: KnowledgeBase) -> set[int]:
    return {row for (row,) in kb._catalog.rows("SELECT rowid FROM passages")}


def test_store_filled_before_there_were_keys_gets_them_when_opened(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        base.add(article("one", SHARED))
        base.add(article("two", SHARED))
        with base._catalog.writing() as db:
            db.execute("DELETE FROM alike")
            db.execute("DELETE FROM meta WHERE key = 'alike'")
        assert holding(base) == {"one": set(), "two": set()}
    with opened(tmp_path) as base:
        assert holding(base) == {"one": {"two"}, "two": {"one"}}
