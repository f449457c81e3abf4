"""The time a question is asked from, and what changed in a stretch."""

import pytest

from bot import Bot
from bot.errors import FutureDay, QuestionError
from bot.question.times import Times, asked_for, read
from knowledge import periods

KNOWN = [
    ("What was the valuation as known in March 2026?", "What was the valuation?", "2026-03-31"),
    ("As known on 1 March 2026, what is the valuation?", "what is the valuation?", "2026-03-01"),
    ("What is the IPO stance, with the information available before May 2026?",
     "What is the IPO stance?", "2026-04-30"),
    ("以2026年3月所知，估值是多少？", "估值是多少？", "2026-03-31"),
    ("站在2026年3月看，公司会上市吗？", "公司会上市吗？", "2026-03-31"),
    ("站在2026年3月中旬，公司估值是多少？", "公司估值是多少？", "2026-03-20"),
    ("截至2026年3月的公开信息，现金有多少？", "现金有多少？", "2026-03-31"),
    ("Market value by the end of May 2026, on then-available info", "Market value", "2026-05-31"),
    ("Longest window, as documented by end of May 2026?", "Longest window?", "2026-05-31"),
    ("2026年5月底能查到的市值", "市值", "2026-05-31"),
    ("What was the cash in March 2026?", "What was the cash in March 2026?", None),
    ("估值在2026年3月是多少？", "估值在2026年3月是多少？", None),
]  # fmt: skip
SINCE = [
    ("What changed since March 2026?", "What changed?", ("2026-03-01", None)),
    ("What changed in the valuation between 1 March 2026 and 30 June 2026?",
     "What changed in the valuation?", ("2026-03-01", "2026-06-30")),
    ("What changed from March to July 2026?", "What changed?", ("2026-03-01", "2026-07-31")),
    ("What is new after July 2026?", "What is new?", ("2026-08-01", None)),
    ("What changed since 2026-03-15?", "What changed?", ("2026-03-15", None)),
    ("2026年3月以来有什么变化？", "有什么变化？", ("2026-03-01", None)),
    ("从2026年3月到2026年7月估值有哪些变化？", "估值有哪些变化？", ("2026-03-01", "2026-07-31")),
    ("自2026年5月1日以来有哪些新消息？", "有哪些新消息？", ("2026-05-01", None)),
    ("Why did the stance change since March 2026?",
     "Why did the stance change since March 2026?", None),
    ("How much was raised since March 2026?", "How much was raised since March 2026?", None),
]  # fmt: skip


@pytest.mark.parametrize(("question", "left", "day"), KNOWN, ids=[row[0] for row in KNOWN])
def test_day_the_question_is_asked_from(question: str, left: str, day: str | None) -> None:
    assert read(question) == Times(question=left, as_of=day)


@pytest.mark.parametrize(
    "question",
    [
        "Investors as of April 2031?",
        "Investors by April 2031?",
        "到2031年4月为止，投资方有谁？",
        "2031年4月时的投资方有谁？",
    ],  # fmt: skip
)
def test_time_as_of_which_is_asked_may_be_of_that_day_or_known_by_it(question: str) -> None:
    assert read(question) == Times(question=question, by="2031-04-30")
    assert read(f"{question} And in 2029?").by is None  # a stretch


@pytest.mark.parametrize(
    ("question", "start", "end"),
    [
        ("raised after March 2031?", "2031-04-01", "9999-12-31"),
        ("2031年3月之后融了多少？", "2031-04-01", "9999-12-31"),
        ("no float before April 2031", "0001-01-01", "2031-03-31"),
        ("2031年4月前不上市", "0001-01-01", "2031-03-31"),
        ("2031年4月30日前递表", "2031-04-30", "2031-04-30"),
    ],
)
def test_stretch_before_or_after_a_time(question: str, start: str, end: str) -> None:
    (told,) = periods.find(question)
    assert asked_for(question, told) == (start, end)


@pytest.mark.parametrize(("question", "left", "since"), SINCE, ids=[row[0] for row in SINCE])
def test_stretch_whose_news_is_asked_for(
    question: str, left: str, since: tuple[str, str | None] | None
) -> None:
    assert read(question) == Times(question=left, since=since)


def test_question_asked_from_a_day_knows_only_what_was_printed(bot: Bot) -> None:
    for question in ("How much cash as known in June 2031?", "以2031年6月所知，现金有多少？"):
        got = bot.ask(question)
        assert (got.as_of, got.question) == ("2031-06-30", question)
        printed = [c.published or "" for c in got.citations if c.kind != "metric"]
        assert printed and all(printed) and max(printed) <= "2031-06-30"
    assert bot.ask("How much cash?").citations[0].source_id == "letter-jul2031"


def test_what_lasts_is_told_as_it_was_known_by_the_day(bot: Bot) -> None:
    for question in ("What was the valuation as of June 2031?", "截至2031年6月，估值是多少？"):
        assert "1.9" in bot.ask(question).answer or "19亿" in bot.ask(question).answer


def test_balance_of_a_day_is_that_days_whenever_it_was_printed(bot: Bot) -> None:
    for question in ("Cash as of 31 December 2030?", "截至2030年12月31日，现金有多少？"):
        assert bot.ask(question).citations[0].source_id == "letter-jan2031"
    assert bot.ask("Cash as of March 2031?").status == "declined"


def test_latest_round_is_that_of_the_day(bot: Bot) -> None:
    for question in ("How big was the latest round?", "最近一轮融了多少？"):
        assert "round-b" in bot.ask(question, as_of="2030-01-31").citations[0].evidence_id


def test_earlier_of_two_days_counts(bot: Bot) -> None:
    assert bot.ask("How much cash as known in June 2031?", as_of="2031-02-01").as_of == "2031-02-01"


def test_change_shows_what_stands_and_what_it_replaced(bot: Bot) -> None:
    english = bot.ask("What changed since July 2031?")
    assert "€240 million" in english.claims[0]["text"]
    assert "€310 million" in english.claims[1]["text"] and english.status == "answered"
    chinese = bot.ask("2031年7月以来有什么变化？")
    cited = [{c.evidence_id[:-3] for c in got.citations} for got in (english, chinese)]
    assert cited[0] == cited[1]


def test_dispute_that_was_opened_in_the_stretch_is_told_with_all_its_sides(bot: Bot) -> None:
    got = bot.ask("What changed since February 2031?")
    assert got.status == "answered"
    assert any(c["kind"] != "superseded" for c in got.conflicts)


def test_change_is_narrowed_to_what_was_asked_about(bot: Bot) -> None:
    got = bot.ask("What changed in the cash since July 2031?")
    assert {c.evidence_id.split(":")[1].split("-")[0] for c in got.citations} == {"cash"}


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What changed since 2033?", "No source here printed since 1 January 2033"),
        ("2033年以来有什么变化？", "没有资料谈到这一点"),
        ("What is the valuation as known in 2099?", "has not come yet"),
        ("以2099年所知，估值是多少？", "尚未到来"),
    ],
)
def test_time_without_sources_is_declined_in_a_sentence(bot: Bot, question: str, said: str) -> None:
    got = bot.ask(question)
    assert (got.status, got.claims) == ("declined", [])
    assert said in got.answer


def test_day_beside_the_question_must_be_one_that_has_come(bot: Bot) -> None:
    with pytest.raises(QuestionError, match="'yesterday' is not a date"):
        bot.ask("How much cash?", as_of="yesterday")
    with pytest.raises(FutureDay, match="has not come yet"):
        bot.ask("How much cash?", as_of="2099-01-01")
