"""One paragraph in several articles: found once, cited with each of them, and with no other."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder, bundle

from bot import Bot, Settings
from bot.passages.carriers import once
from bot.passages.find import Query, find
from knowledge import Bundle

SAID = "Heliodor had cash of $40 million at the end of March 2031, its treasurer told the lenders."
ABOUT = {
    "courier": "The Courier visited the works at Aster, where three hundred people make lamps.",
    "gazette": "Shares of lamp makers were quiet, and the harbour strike entered a fourth day.",
    "herald": "Its rival Vesuvian opened a school for glass blowers on the other bank.",
}


def article(key: str, *paragraphs: str, **told: str | None) -> Bundle:
    made = bundle(key, "\n\n".join(paragraphs), origin="user", path=f"/{key}")
    return replace(made, source=replace(made.source, **told))  # type: ignore[arg-type]  # fields


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Bot]:
    settings = Settings(home=tmp_path, dossier=None)
    with Bot.open(settings, embedder=HashEmbedder()) as desk:
        yield desk


ASKED = "How much cash did Heliodor have?"


def cited(bot: Bot) -> list[tuple[str, str]]:
    """Of the sentence of the treasurer: each source and its words there."""
    answer = bot.ask(ASKED)
    [claim] = [c for c in answer.claims if "treasurer" in c["text"].lower()]
    shown = [c for c in answer.citations if c.n in claim["citations"]]
    for each in shown:
        text = bot.kb.text(each.source_id).text
        assert text[each.locator.start : each.locator.end] == each.passage
        assert each.quote in each.passage
    return [(c.source_id, c.quote) for c in shown]


def test_sentence_is_cited_once_with_every_source_that_carries_it(bot: Bot) -> None:
    bot.kb.add(article("courier", ABOUT["courier"], SAID))
    bot.kb.add(article("gazette", SAID.replace("cash of", "*cash* of"), ABOUT["gazette"]))
    bot.kb.add(article("herald", ABOUT["herald"]))
    found = dict(cited(bot))
    assert found == {"courier": SAID, "gazette": SAID.replace("cash of", "*cash* of")}
    bot.kb.remove("courier")
    assert list(dict(cited(bot))) == ["gazette"]


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("$40", "$45"), ("2031", "2030"), ("had cash", "had no cash"), ("March", "June")],
)
def test_sentence_that_differs_in_what_it_says_is_not_lent_to_another_source(
    bot: Bot, was: str, becomes: str
) -> None:
    bot.kb.add(article("courier", ABOUT["courier"], SAID))
    bot.kb.add(article("gazette", ABOUT["gazette"], SAID.replace(was, becomes)))
    answer = bot.ask(ASKED)
    assert all(len(claim["citations"]) == 1 for claim in answer.claims)


@pytest.mark.parametrize(
    "other", [{"company": "Vesuvian"}, {"period": "FY2030"}], ids=["company", "period"]
)
def test_same_words_of_another_company_or_period_are_another_statement(
    bot: Bot, other: dict[str, str]
) -> None:
    bot.kb.add(article("courier", SAID, company="Heliodor", period="FY2031"))
    told = {"company": "Heliodor", "period": "FY2031"} | other
    bot.kb.add(article("gazette", SAID, **told))
    answer = bot.ask(ASKED)
    assert all(len(claim["citations"]) == 1 for claim in answer.claims)
    assert len(bot.find("Cash of $40 million, who told the lenders?")) == 2


def test_passage_is_found_once_and_what_another_adds_is_not_lost(bot: Bot) -> None:
    bot.kb.add(article("courier", SAID))
    bot.kb.add(article("gazette", f"“{SAID}”"))
    assert len(bot.find(ASKED)) == 1
    added = "The lenders had asked for twice as much, and got no answer to that yet."
    bot.kb.add(article("herald", SAID, added))
    assert added in " ".join(p.text for p in bot.find(ASKED))


def test_page_that_repeats_another_of_its_own_document_stays(bot: Bot) -> None:
    made = article("courier", SAID)
    bot.kb.add(made)
    twice = [made.passages[0], replace(made.passages[0], id="again", page=2)]
    assert list(once(twice, bot.kb.sources())) == twice


def test_later_copy_does_not_hide_the_one_that_was_printed_by_then(bot: Bot) -> None:
    bot.kb.add(article("courier", SAID, published="2031-04-02"))
    bot.kb.add(article("gazette", SAID, published="2031-09-02"))
    early = find(Query(question=ASKED, as_of="2031-05-01"), bot.kb, 5)
    assert [p.source_id for p in early] == ["courier"]
