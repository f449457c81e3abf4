from pathlib import Path

import pytest
from hash_embedder import HashEmbedder

from bot import Bot, Settings
from bot.library import held
from bot.passages.editions import newer_versions
from knowledge import About, Copy, Kept, Source


def filing(name: str, published: str | None, **more: str | None) -> Source:
    said: dict[str, str | None] = {"company": "Quarrywell", "form": "10-K", "period": "FY2031"}
    return Source(
        id=name,
        title=name,
        publisher="Quarrywell",
        published=published,
        language="en",
        tier=1,
        **(said | more),  # type: ignore[arg-type]  # three of its fields
    )


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (filing("b", "2032-05-01"), {"a": "b"}),
        (filing("b", "2032-05-01", company="QUARRYWELL"), {"a": "b"}),
        (filing("b", "2032-05-01", period="FY2030"), {}),
        (filing("b", "2032-05-01", form="10-Q"), {}),
        (filing("b", "2032-05-01", company="Norbank"), {}),
        (filing("b", "2032-03-01"), {}),
        (filing("b", None), {}),
        (filing("b", "2032"), {}),
        (filing("b", "2031"), {"b": "a"}),
    ],
    ids=[
        "later",
        "spelling",
        "period",
        "form",
        "company",
        "same day",
        "undated",
        "same year",
        "year before",
    ],
)
def test_newer_version_is_the_same_document_with_a_later_date(
    second: Source, expected: dict[str, str]
) -> None:
    assert newer_versions([filing("a", "2032-03-01"), second]) == expected


def test_every_older_version_points_to_the_newest() -> None:
    three = [filing(day, day) for day in ("2032-04-01", "2032-03-01", "2032-05-01")]
    assert newer_versions(three) == {"2032-04-01": "2032-05-01", "2032-03-01": "2032-05-01"}


class Shelf:
    """A store with a document of the user's and two of the dossier."""

    def sources(self) -> list[Source]:
        return [filing("old", "2030-01-01"), filing("mine", None), filing("new", "2032-01-01")]

    def originals(self) -> dict[str, Kept]:
        return {"mine": Kept(name="mine.pdf", kind="pdf", size=9, sha256="")}

    def passage_counts(self) -> dict[str, int]:
        return {"mine": 4}

    def digests(self, origin: str) -> dict[str, str]:
        return {"mine": "d"} if origin == "user" else {}

    def copies(self, source_id: str) -> list[Copy]:
        return []


def test_own_documents_come_first_then_the_latest_printed() -> None:
    rows = held(Shelf())
    assert [row.source.id for row in rows] == ["mine", "new", "old"]
    assert [(row.own, row.passages) for row in rows] == [(True, 4), (False, 0), (False, 0)]
    assert rows[0].original and rows[0].original.name == "mine.pdf"


def test_correction_is_shown_searched_and_holds_when_the_file_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "deck.md"
    file.write_text("# Roadshow\n\nGravel revenue rose by half.")
    with Bot.open(Settings(home=tmp_path, dossier=None), embedder=HashEmbedder()) as bot:
        [report] = bot.ingest([file])
        assert report.source_id
        said = About(company="Quarrywell", form="deck", period="FY2031", tier=2)
        made = bot.correct(report.source_id, said)
        assert (made.company, made.form, made.period, made.tier) == (
            *("Quarrywell", "deck", "FY2031"),
            2,
        )
        [row] = bot.held()
        assert (row.source, row.own, row.passages) == (made, True, 1)
        assert row.original and row.original.name == "deck.md"
        assert bot.kb.search_words("quarrywell", 5)  # it stands in the passage's context now
        file.write_text("# Roadshow\n\nGravel revenue rose by two thirds.")
        [again] = bot.ingest([file])
        assert again.status == "changed"
        [row] = bot.held()
        assert (row.source.company, row.source.tier) == ("Quarrywell", 2)
        assert bot.verify() == []
