"""What a document says beside the record: disputes are shown, recorded figures still answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CORPUS
from hash_embedder import HashEmbedder

from bot import Bot, Settings
from knowledge import About

ARTICLE = """# Harbour news

Brinekeld reported cash of EUR 300 million on 30 June 2031.
Its ARR was EUR 88 million on 30 June 2031.
"""
CHINESE = "# 港口快讯\n\n布林凯2031年6月30日的现金为3亿欧元。\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Bot]:
    settings = Settings(home=tmp_path / "home", dossier=CORPUS)
    with Bot.open(settings, embedder=HashEmbedder()) as bot:
        yield bot


def bring(desk: Bot, folder: Path, text: str, day: str = "2031-08-20") -> str:
    path = folder / "harbour.md"
    path.write_text(text, encoding="utf-8")
    (report,) = desk.ingest([path], About(publisher="Harbour News", published=day))
    assert report.source_id
    return report.source_id


@pytest.mark.parametrize("text", [ARTICLE, CHINESE])
def test_answer_shows_the_other_figure_with_both_citations(
    desk: Bot, tmp_path: Path, text: str
) -> None:
    source = bring(desk, tmp_path, text)
    for question, other in (
        ("How much cash is there?", "€300 million"),
        ("账上有多少现金？", "3亿欧元"),
    ):
        got = desk.ask(question)
        assert "240" in got.claims[0]["text"] or "2.4" in got.claims[0]["text"]
        assert other in got.answer
        assert {"letter-jul2031", source} <= {c.source_id for c in got.citations}
        shown = next(c for c in got.conflicts if c["id"].startswith("found:"))
        assert shown["kind"] == "unresolved" and len(shown["statements"]) == 2


def test_cited_sentence_stands_where_its_locator_says(desk: Bot, tmp_path: Path) -> None:
    source = bring(desk, tmp_path, ARTICLE)
    cited = [c for c in desk.ask("How much cash is there?").citations if c.source_id == source]
    document = desk.source_text(source)
    assert cited
    for c in cited:
        assert document[c.locator.start : c.locator.end] == c.passage


def test_figure_that_agrees_disputes_nothing(desk: Bot, tmp_path: Path) -> None:
    bring(desk, tmp_path, ARTICLE)
    assert not [c for c in desk.ask("What is the ARR?").conflicts if c["id"].startswith("found:")]


def test_dispute_goes_when_the_document_is_corrected(desk: Bot, tmp_path: Path) -> None:
    bring(desk, tmp_path, ARTICLE)
    bring(desk, tmp_path, ARTICLE.replace("300 million", "240 million"))
    assert "€300 million" not in desk.ask("How much cash is there?").answer


def test_document_of_a_later_day_disputes_nothing_as_of_an_earlier_one(
    desk: Bot, tmp_path: Path
) -> None:
    bring(desk, tmp_path, ARTICLE)
    assert "€300 million" not in desk.ask("How much cash is there?", as_of="2031-08-01").answer


def test_nothing_is_computed_from_a_proposed_figure(desk: Bot, tmp_path: Path) -> None:
    def computed() -> list[tuple[object, ...]]:
        metrics = desk.ask("How long does the cash last?").metrics
        return [(m["id"], m["value"], m["low"], m["high"]) for m in metrics]

    before = computed()
    bring(desk, tmp_path, ARTICLE)
    assert before and computed() == before
