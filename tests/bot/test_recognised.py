"""What was read from a picture is cited as such, and its figures carry a caution."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder
from test_find import report

from bot import Bot, Settings
from bot.answer import Answer
from bot.surfaces import cards, terminal, words_en
from knowledge.binding import bind


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """Vesuvian's statements as text, Heliodor's as recognised from pictures."""
    home: Path = tmp_path_factory.mktemp("recognised")
    with Bot.open(Settings(home=home, dossier=None), embedder=HashEmbedder()) as bot:
        for company in ("Heliodor", "Vesuvian"):
            document, *rest = report(company, 2031)
            seen = company == "Heliodor"
            pages = tuple(
                replace(page, number=page.number or at, recognised=seen)
                for at, page in enumerate(document.pages, start=1)
            )
            bot.kb.add(bind(replace(document, pages=pages), *rest, made_by="test"))
        yield bot


@pytest.fixture(scope="module")
def answer(desk: Bot) -> Answer:
    return desk.ask("What were Heliodor's accounts payable in FY2031?")


def test_figure_read_from_a_picture_carries_a_caution(answer: Answer) -> None:
    assert "Accounts payable (2031): 70 million" in answer.answer
    assert answer.answer.splitlines()[-1] == (
        "Figures in [1] were read by OCR: compare them with the page."
    )


def test_caution_speaks_the_language_of_the_question(desk: Bot) -> None:
    said = desk.ask("Heliodor FY2031流动负债是多少？").answer
    assert said.splitlines()[-1].endswith("中的数字由OCR识别，请与原页核对。")


def test_figure_of_a_text_carries_none(desk: Bot) -> None:
    answer = desk.ask("Vesuvian accounts payable FY2031")
    assert "Accounts payable" in answer.answer
    assert "OCR" not in answer.answer
    assert not any(citation.recognised for citation in answer.citations)


def test_citation_says_it_on_every_surface(answer: Answer) -> None:
    [citation, *_] = answer.citations
    assert citation.recognised
    assert Answer.from_dict(answer.to_dict()) == answer and answer.to_dict() == asdict(answer)
    card = cards.evidence(answer.to_dict()["citations"][0], "a", "current", words_en.EN)
    assert "standing-recognised" in card and "read by OCR" in card
    assert "(read by OCR)" in terminal.note(answer.to_dict())
