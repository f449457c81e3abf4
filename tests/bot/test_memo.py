"""A memo over the invented company: references resolve, figures stand in verified claims."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
import read_back

from bot import Bot
from bot.answer import Missing
from bot.checks.figures import alike
from bot.errors import QuestionError
from bot.memo import Memo, Room, layout, points, render, words
from bot.memo.blocks import Chart, Heading, Paragraph, Run, Table
from bot.memo.records import Said
from knowledge import last_day, stated

READERS = {"md": read_back.markdown, "docx": read_back.docx, "pdf": read_back.pdf}
_SPANS = ("days", "months", "years")


@pytest.fixture(scope="module", params=["en", "zh"])
def memo(request: pytest.FixtureRequest, bot: Bot) -> Memo:
    return bot.memo(request.param)


@pytest.mark.parametrize("format", READERS)
def test_every_reference_resolves_to_stored_words(memo: Memo, bot: Bot, format: Any) -> None:
    read = READERS[format](render(memo, format), words.of(memo.language)["references"])
    assert sorted(read.references) == list(range(1, len(memo.references) + 1))
    assert read.marks == set(read.references)
    for n, text in read.references.items():
        reference = memo.references[n - 1]
        assert read_back.bare(reference.quote) in text
        assert text.endswith(read_back.bare(reference.evidence_id))
        if reference.kind != "metric":
            (passage,) = bot.kb.passages([reference.evidence_id])
            at = reference.locator
            stored = bot.source_text(reference.source_id, passage.text_name)[at.start : at.end]
            assert reference.quote in passage.text == stored
        assert reference.quote in reference.passage


def said(memo: Memo) -> Iterator[Said]:
    """All that was verified."""
    yield from (s for _, s in memo.summary)
    yield from (c.said for s in memo.sections for f in s.findings for c in f.claims)
    yield from (card.said for card in memo.cards)
    yield from memo.outlook.said if memo.outlook else ()
    for dispute in memo.disputes:
        yield from (s.said for s in dispute.statements)
        yield from [dispute.reading] if dispute.reading else []


def texts(memo: Memo) -> Iterator[str]:
    """What stands before the references, but for the documents to ask for and the front."""
    w = words.of(memo.language)
    blocks = layout.blocks(memo)
    ends = [i for i, b in enumerate(blocks) if isinstance(b, Heading) and b.level == 1]
    for block in blocks[ends[0] : ends[-1]]:
        match block:
            case Heading():
                yield block.text
            case Paragraph():
                yield "".join(run.text for run in block.runs)
            case Table():
                yield from (_cell(row[0]) for row in block.rows)
            case Chart():
                yield block.title
    assert w["references"] == blocks[ends[-1]].text  # type: ignore[union-attr]  # a heading


def _cell(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs)


def test_no_figure_stands_outside_a_verified_claim(memo: Memo, bot: Bot) -> None:
    held = [a for s in said(memo) for a in stated(s.text)]
    held += [a for r in memo.references for a in stated(r.quote)]
    loose = [
        (figure.text, text)
        for text in texts(memo)
        for figure in stated(text)
        if figure.unit not in _SPANS and not any(alike(figure, a) for a in held)
    ]
    assert [row for row in loose if not is_assumed(memo, row[1])] == []


def is_assumed(memo: Memo, text: str) -> bool:
    """A line that says of its figures that they are assumed."""
    return words.of(memo.language)["assumed"] in text or any(c.assumes == text for c in memo.cards)


def test_every_claim_carries_its_numbers(memo: Memo) -> None:
    pointed = [c for s in memo.sections for f in s.findings for c in f.claims if c.disputes]
    numbered = [s for s in said(memo) if s not in [c.said for c in pointed]]
    assert numbered
    assert all(s.marks for s in numbered)
    assert {n for s in numbered for n in s.marks} <= set(range(1, len(memo.references) + 1))


def test_numbers_begin_in_the_summary_and_run_on(memo: Memo) -> None:
    first = [n for _, s in memo.summary for n in s.marks]
    assert first[0] == 1
    assert sorted(set(first)) == list(range(1, max(first) + 1))


def test_both_languages_have_the_same_parts(bot: Bot) -> None:
    en, zh = bot.memo("en"), bot.memo("zh")
    assert [c.id for c in en.cards] == [c.id for c in zh.cards]
    assert len(en.open_points) == len(zh.open_points)
    assert [len(s.findings) for s in en.sections] == [len(s.findings) for s in zh.sections]


def test_disputes_show_statements_with_their_dates(memo: Memo) -> None:
    assert memo.disputes
    assert all(d.statements and d.reading for d in memo.disputes)
    assert all(
        s.publisher and (s.as_of or s.published) for d in memo.disputes for s in d.statements
    )


def test_open_point_with_a_figure_cites_it_or_is_left_out(bot: Bot) -> None:
    ledger, whole = bot._ledger, bot._steps.record.whole(None)
    room = Room(kb=bot.kb, ledger=ledger, whole=whole, language="en", ask=bot.ask)
    known = f"Is this audited: {ledger.by_id['cash-jun2031'].statement}"
    raised = [Missing(what=known, document="Accounts")]
    raised.append(Missing(what="Did the EUR 987.6 million arrive?", document="Bank statement"))
    answer = replace(bot.ask("How much cash is there?"), missing=raised)
    made = {p.what: p for p in points.of(room, [("runway", answer)])}
    assert raised[1].what not in made
    quotes = [room.numbering.references[n - 1].quote for n in made[known].marks]
    assert all(
        any(alike(figure, a) for quote in quotes for a in stated(quote)) for figure in stated(known)
    )
    assert quotes


def test_earlier_day_knows_nothing_printed_later(bot: Bot) -> None:
    day = "2031-06-30"
    early = bot.memo("en", day)
    printed = [r.published for r in early.references if r.published]
    assert printed
    assert all(last_day(p) <= day for p in printed)
    assert early.as_of == day
    assert early.sources < bot.memo("en").sources
    with pytest.raises(QuestionError):
        bot.memo("en", "2999-01-01")


def test_memo_is_no_conversation_but_is_in_the_trail(bot: Bot, memo: Memo) -> None:
    assert memo.thread_id not in {t["id"] for t in bot.threads()}
    entries = bot.audit(memo.thread_id)["entries"]
    asked = [f.question for s in memo.sections for f in s.findings]
    assert [e["asked"]["question"] for e in entries] == asked
