from collections.abc import Iterator

import pytest
from hash_embedder import HashEmbedder

from bot import Bot, Settings
from bot.retrieve import retrieve
from bot.understand import understand
from knowledge import About


def found(bot: Bot, question: str, as_of: str | None = None) -> tuple[list[str], list[str]]:
    ledger = bot._ledger
    u = understand(question, ledger=ledger, is_known=bot._steps.record.is_known)
    got = retrieve(u, kb=bot.kb, ledger=ledger, as_of=as_of)
    return [r.fact.id for r in got.facts], [q.text for q in got.quotes]


def test_unknown_company_retrieves_nothing(bot: Bot) -> None:
    assert found(bot, "What is Northvolt worth?") == ([], [])


def test_digest_answers_what_no_fact_records(bot: Bot) -> None:
    _, quotes = found(bot, "What does the workshop in Aalst repair?")
    assert any("300 trucks" in q for q in quotes)


def test_passage_printed_later_is_left_out(bot: Bot) -> None:
    _, quotes = found(bot, "What does the workshop in Aalst repair?", as_of="2031-01-01")
    assert quotes == []


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A desk that holds a report and its amendment, which no longer speaks of the pit."""
    home = tmp_path_factory.mktemp("amended")
    said = {"2022-03-01": "450 tonnes of gravel. The pit at Norwick was shut by its owner"}
    said["2022-05-01"] = "470 tonnes of gravel"
    with Bot.open(Settings(home=home, dossier=None), embedder=HashEmbedder()) as desk:
        for day, words in said.items():
            file = home / f"{day}.md"
            file.write_text(f"# Quarrywell\n\nQuarrywell sold {words}.")
            about = About(company="Quarrywell", form="10-K", period="FY2021", published=day)
            desk.ingest([file], about)
        yield desk


@pytest.mark.parametrize(
    ("as_of", "tonnes"),
    [(None, "470"), ("2022-04-01", "450")],
    ids=["now", "before the amendment"],
)
def test_newest_version_answers(amended: Bot, as_of: str | None, tonnes: str) -> None:
    answer = amended.ask("How many tonnes of gravel has Quarrywell sold?", as_of=as_of).to_dict()
    assert answer["claims"][0]["text"] == f"“Quarrywell sold {tonnes} tonnes of gravel.”"
    assert answer["citations"][0]["standing"] == "current"


def test_what_only_the_older_version_says_is_shown_as_superseded(amended: Bot) -> None:
    answer = amended.ask("Was the pit at Norwick shut?").to_dict()
    [citation] = answer["citations"]
    assert "pit at Norwick was shut" in citation["quote"]
    assert citation["standing"] == "superseded"
