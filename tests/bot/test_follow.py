"""Turns that lean on the one before, over the invented company."""

import pytest
from conftest import Asks

from bot import Bot
from bot.shifted import shifted

TURNS = [
    # a party in the place of another; the thing asked stays
    ("What was Brinekeld's revenue in 2030?", "And Cobaltine?", ("cobaltine",), ("revenue",)),
    ("布林凯2030年收入多少？", "那科巴汀呢？", ("cobaltine",), ("revenue",)),
    # another thing of the same round
    ("How much was raised in the Series C?", "And who led it?", (), ("lead_investor",)),
    ("C轮融了多少？", "那谁领投？", (), ("lead_investor",)),
]


@pytest.mark.parametrize(("first", "then", "focus", "concepts"), TURNS, ids=[t[1] for t in TURNS])
def test_next_turn_keeps_what_it_does_not_say(
    asks: Asks, first: str, then: str, focus: tuple[str, ...], concepts: tuple[str, ...]
) -> None:
    u = asks(then, before=asks(first))
    assert (u.focus, u.concepts) == (focus, concepts)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("How much was raised in the Series C?", "And who led it?"),
        ("C轮融了多少？", "那谁领投？"),
    ],
)
def test_round_goes_on_where_the_record_answers_for_it(asks: Asks, first: str, then: str) -> None:
    assert asks(then, before=asks(first)).names == ("Series C",)


def test_round_is_left_behind_where_nothing_is_recorded_of_it(asks: Asks) -> None:
    before = asks("How much was raised in the Series C?")
    assert asks("And how much cash is there?", before=before).names == ()


@pytest.mark.parametrize(
    ("then", "start", "end"),
    [
        ("same period a year ago?", "2030-06-30", "2030-06-30"),
        ("去年同期呢", "2030-06-30", "2030-06-30"),
        ("and at the end of the calendar year before?", "2030-12-01", "2030-12-31"),
    ],
)
def test_year_before_is_that_of_the_turn_before(
    asks: Asks, then: str, start: str, end: str
) -> None:
    u = asks(then, before=asks("How much cash was there on 30 June 2031?"))
    assert (u.concepts, u.period) == (("cash",), (start, end))


@pytest.mark.parametrize("then", ["and the growth since?", "同比呢", "yoy?"])
def test_growth_alone_is_that_of_what_was_asked(asks: Asks, then: str) -> None:
    u = asks(then, before=asks("How much revenue was there in 2030?"))
    assert u.concepts == ("revenue",)
    assert "growth" in u.wants


@pytest.mark.parametrize("then", ["And half a year earlier?", "那半年前呢？"])
def test_time_is_told_from_the_one_before(asks: Asks, then: str) -> None:
    u = asks(then, before=asks("How much cash was there on 30 June 2031?"))
    assert (u.concepts, u.period) == (("cash",), ("2030-12-30", "2030-12-31"))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Who led the Series B?", "And the next round?"), ("B轮谁领投？", "下一轮呢？"),
        ("How much was raised in the Series B?", "and the following round"),
        ("How much was raised in the Series B?", "And the next one?"),
        ("B轮融了多少？", "下一个呢？"),
        ("Who led the Series B?", "and the one after that?"),
    ],
)  # fmt: skip
def test_next_round_is_the_one_after(asks: Asks, first: str, then: str) -> None:
    before = asks(first)
    u = asks(then, before=before)
    assert (u.names, u.concepts) == (("Series C",), before.concepts)


@pytest.mark.parametrize("then", ["那之前一轮呢？", "此前那轮呢", "and the previous round?"])
def test_round_before_is_the_one_before(asks: Asks, then: str) -> None:
    before = asks("What was the valuation in the Series C?")
    assert asks(then, before=before).names == ("Series B",)


def test_round_after_the_last_is_not_the_last_again(bot: Bot) -> None:
    for first, then in (
        ("Who led the Series C?", "And the next round?"),
        ("C轮谁领投？", "下一轮呢？"),
    ):
        answer = bot.ask(then, bot.ask(first).thread_id)
        assert answer.status == "declined", then


CONVERTED = [
    ("How much cash is there?", "in dollars pls"), ("账上有多少现金？", "折成美元"),
    ("现金多少？", "换算成美元呢？"), ("现金是多少？", "折合多少美元？"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "then"), CONVERTED, ids=[t[1] for t in CONVERTED])
def test_currency_alone_converts_what_was_asked_for(bot: Bot, first: str, then: str) -> None:
    lead = bot.ask(then, bot.ask(first).thread_id).claims[0]
    assert lead["verdict"] == "computed"
    assert "$276 million" in lead["text"] or "2.76亿美元" in lead["text"]  # 240 × 1.15


SHIFTS = [
    ("and the quarter before?", ("2030-07-01", "2030-09-30"), ("2030-04-01", "2030-06-30")),
    ("那上个季度呢？", ("2030-07-01", "2030-09-30"), ("2030-04-01", "2030-06-30")),
    ("and a year later?", ("2030-02-01", "2030-02-28"), ("2031-02-01", "2031-02-28")),
    ("前一年呢？", ("2030-01-01", "2030-12-31"), ("2029-01-01", "2029-12-31")),
    ("and six months later?", ("2030-03-31", "2030-03-31"), ("2030-09-30", "2030-09-30")),
    ("六个月后呢？", ("2030-03-31", "2030-03-31"), ("2030-09-30", "2030-09-30")),
    ("two years before", ("2030-01-01", "2030-12-31"), ("2028-01-01", "2028-12-31")),
    ("the previous month", ("2031-03-01", "2031-03-31"), ("2031-02-01", "2031-02-28")),
]


@pytest.mark.parametrize(("text", "period", "moved"), SHIFTS, ids=[s[0] for s in SHIFTS])
def test_period_moves_by_what_is_said(
    text: str, period: tuple[str, str], moved: tuple[str, str]
) -> None:
    assert shifted(text, period) == moved


@pytest.mark.parametrize("text", ["and in dollars?", "And the margin?", "那毛利呢？"])
def test_text_that_tells_no_time_moves_none(text: str) -> None:
    assert shifted(text, ("2030-01-01", "2030-12-31")) is None


ROUNDS = [("How much was raised in the Series C?", "And the B?"), ("C轮融了多少？", "那B轮呢？")]


@pytest.mark.parametrize(("first", "then"), ROUNDS, ids=[t[1] for t in ROUNDS])
def test_letter_alone_is_a_round_after_a_round(asks: Asks, first: str, then: str) -> None:
    assert asks(then, before=asks(first)).names == ("Series B",)


EARLIER = [
    ("What is the ARR?", "and before that?"), ("年化收入是多少？", "之前呢？"),
    ("How much cash is there?", "Previously?"), ("账上有多少现金？", "上一次呢？"),
]  # fmt: skip


@pytest.mark.parametrize(("first", "then"), EARLIER, ids=[t[1] for t in EARLIER])
def test_figure_before_is_that_of_the_day_before_it(asks: Asks, first: str, then: str) -> None:
    before = asks(first)
    u = asks(then, before=before)
    assert (u.concepts, u.period) == (before.concepts, ("2030-12-31", "2030-12-31"))


def test_nothing_before_the_first_figure_is_made_up(asks: Asks) -> None:
    first = asks("What is the headcount?")
    assert asks("and before that?", before=first).period is None


@pytest.mark.parametrize(
    "question", ["What was the valuation before the Series C?", "C轮之前的估值是多少？"]
)
def test_price_before_a_round_is_not_the_rounds_own(bot: Bot, question: str) -> None:
    lead = bot.ask(question).claims[0]["text"]
    assert "320" in lead.replace("3.2亿", "320") and "1.4" not in lead and "14亿" not in lead


@pytest.mark.parametrize("then", ["burn?", "the burn?", "消耗呢？"])
def test_few_words_go_on_at_the_time_asked_before(asks: Asks, then: str) -> None:
    u = asks(then, before=asks("How much cash was there on 30 June 2031?"))
    assert (u.concepts, u.period) == (("burn",), ("2031-06-30", "2031-06-30"))


BOTH = [
    (("What is the ARR?", "And before that?", "By how much did it grow?"), "69.2%"),
    (("年化收入是多少？", "之前呢？", "增长了多少？"), "69.2%"),
    (("How much cash is there?", "And before that?", "How many months lie between?"), "6 months"),
    (("账上有多少现金？", "之前呢？", "相隔几个月？"), "6个月"),
]


@pytest.mark.parametrize(("turns", "figure"), BOTH, ids=[t[2] for t, _ in BOTH])
def test_figure_and_the_one_before_are_set_against_each_other(
    bot: Bot, turns: tuple[str, str, str], figure: str
) -> None:
    thread = None
    for turn in turns:
        answer = bot.ask(turn, thread)
        thread = answer.thread_id
    assert figure in answer.claims[0]["text"]


SUMS = [
    ("Who led the Series C?", "How much did they put in?", "€210 million"),
    ("Who led the Series C?", "How much was it?", "€210 million"),
    ("C轮有谁投了？", "金额是多少？", "2.1亿欧元"),
    ("C轮有谁投了？", "投了多少？", "2.1亿欧元"),
]


@pytest.mark.parametrize(("first", "then", "figure"), SUMS, ids=[t[1] for t in SUMS])
def test_sum_after_a_round_is_what_it_brought_in(
    bot: Bot, first: str, then: str, figure: str
) -> None:
    answer = bot.ask(then, bot.ask(first).thread_id)
    assert figure in answer.claims[0]["text"]


def test_sum_of_an_investor_is_his_own_after_a_round(bot: Bot) -> None:
    first = bot.ask("Who led the Series C?")
    answer = bot.ask("And how much did Nordhav Capital put in?", first.thread_id)
    assert "€90 million" in answer.claims[0]["text"]


@pytest.mark.parametrize(
    ("first", "then", "concept"),
    [
        ("What is the input price?", "output?", "output_price"),
        ("输入价格是多少？", "输出呢", "output_price"),
    ],
)
def test_one_other_word_changes_what_is_asked(
    asks: Asks, first: str, then: str, concept: str
) -> None:
    assert asks(then, before=asks(first)).concepts[:1] == (concept,)
