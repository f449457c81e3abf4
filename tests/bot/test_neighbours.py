"""Sentences that stand in two passages, and passages that point to the one before."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder

from bot import Bot, Settings
from bot.passages.neighbours import MOST, joined
from knowledge import KnowledgeBase, Passage
from knowledge.binding import About, Place, bind
from knowledge.readers.documents import Document, LocatedPage

OPENING = "Heliodor makes lamps in four towns. "
FIRST = "The board of Heliodor expects that the works at Aster will cost"
SECOND = "$40 million more than had been planned in the spring of 2031."
REST = " Lenders were told in May."


@pytest.fixture
def bot(tmp_path: Path) -> Iterator[Bot]:
    with Bot.open(Settings(home=tmp_path, dossier=None), embedder=HashEmbedder()) as desk:
        yield desk


def stored(kb: KnowledgeBase, *pages: str, numbered: bool = True) -> list[Passage]:
    located = tuple(
        LocatedPage(text=text, number=n if numbered else None) for n, text in enumerate(pages, 1)
    )
    place = Place(path="/report", name="report")
    kind = "pdf" if numbered else "md"
    made = bind(Document(pages=located, kind=kind), place, About(title="Report"), made_by="test")
    kb.add(made)
    return kb.passages_of(made.source.id)


def texts(found: list[Passage], kb: KnowledgeBase) -> list[str]:
    for each in found:
        assert kb.text(each.source_id).text[each.start : each.end] == each.text
    return [each.text for each in found]


def over(first: str, second: str) -> tuple[str, str]:
    return OPENING + first, second + REST


def test_sentence_over_a_page_stands_whole_on_the_page_where_it_begins(bot: Bot) -> None:
    one, other = stored(bot.kb, *over(FIRST, "about " + SECOND))
    whole = f"{OPENING}{FIRST}\n\nabout {SECOND}"
    for found in ([one], [other], [one, other], [other, one]):
        made = {p.page: p.text for p in joined(found, bot.kb)}
        assert made[1] == whole
        if other in found:
            assert made[2] == REST.strip()
        texts(joined(found, bot.kb), bot.kb)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"{FIRST} more.", "about that nothing else is known, it said."),
        (FIRST, "About that nothing else is known, it said."),
        ("Results", "about that nothing else is known, it said."),
        (FIRST, "| about | 40 |\n| other | 50 |"),
        (FIRST, "# about the works"),
        ("| Aster works of Heliodor | 40 |", "about that nothing else is known."),
        ("董事会预计该项目的总成本将达到四千万美元左右。", "目前没有更多信息。"),
        ("管理层讨论", "目前没有更多信息。"),
    ],
)
def test_what_ends_or_begins_anew_is_not_joined(bot: Bot, first: str, second: str) -> None:
    passages = stored(bot.kb, f"{OPENING}\n\n{first}", f"{second}")
    assert joined(passages, bot.kb) == passages


def test_chinese_sentence_over_a_page(bot: Bot) -> None:
    one, _ = stored(
        bot.kb,
        "公司生产灯具。董事会预计该项目的总成本将比春季计划高出",
        "四千万美元。此外无新消息。",
    )
    [made] = texts(joined([one], bot.kb), bot.kb)
    assert made.endswith("高出\n\n四千万美元。")


@pytest.mark.parametrize("begins", ["It", "The company", "This", "其"])
def test_passage_that_points_back_gets_the_sentence_before(bot: Bot, begins: str) -> None:
    filler = "Heliodor was founded in Aster by two brothers who had made lamps for ships. " * 5
    named = "Vesuvian bought the glass works of Aster from two old brothers in 2030."
    went_on = f"{begins} paid $70 million for the works and closed half of them in the same year."
    passages = stored(bot.kb, f"{filler}{named} {went_on}", numbered=False)
    at = next(n for n, p in enumerate(passages) if p.text.startswith(begins))
    [made] = joined([passages[at]], bot.kb)
    assert made.text == f"{named} {passages[at].text}"
    assert made.id == passages[at].id
    texts([made], bot.kb)


def test_passage_that_stands_by_itself_is_left_as_it_is(bot: Bot) -> None:
    filler = "Heliodor was founded in Aster by two brothers who had made lamps for ships. " * 14
    passages = stored(bot.kb, filler, numbered=False)
    assert len(passages) > 1
    assert joined(passages, bot.kb) == passages


def test_joined_passages_are_bounded(bot: Bot) -> None:
    long = "lamps and more lamps and " * 120
    passages = stored(bot.kb, f"{OPENING}{FIRST} {long}", "and so on.")
    assert all(len(p.text) <= MOST for p in joined(passages, bot.kb))


def test_passages_without_neighbours_are_left_as_they_are(bot: Bot) -> None:
    [one] = stored(bot.kb, OPENING)
    strange = replace(one, id="rgb#1")
    assert joined([strange], bot.kb) == [strange]


def test_answer_quotes_the_sentence_that_lies_across_two_pages(bot: Bot) -> None:
    first = "Heliodor had, after it had paid for the works at Aster and for its new kilns,"
    second = "cash of $40 million at the end of March 2031."
    stored(bot.kb, OPENING + first, second + REST)
    answer = bot.ask("How much cash did Heliodor have?")
    assert answer.citations[0].quote == f"{first}\n\n{second}"
    assert answer.citations[0].locator.page == 1
