"""Sums that are still to come or to be spent, as hurried askers put them; worked out by hand.

Cash CNY 12 billion, a burn of 4 a year; 1.4 (USD 0.2 billion) to come as a second tranche and 2
from Umber; a burn of 0.25 a month is the aim; 3 must be left.
"""

from datetime import date

import pytest
from scenario_ledger import CASH, fact, ledger

from bot.whatif.bare import completed
from bot.whatif.change import hurries, read
from bot.whatif.named import lent
from bot.whatif.recorded import movables
from knowledge import Entity, Language, scenario
from knowledge.scenario import Change

TODAY = date(2026, 9, 24)
BURN = fact("burn", "burn_annual", "4e9", "CNY")
TRANCHE = fact(
    "tranche", "statement", "2e8", "USD", subject="Series E, second tranche",
    statement="The other 200 million dollars is paid only once sales reach 5 billion yuan.",
    statement_zh="其余2亿美元待销售额达到50亿元后支付。",
)  # fmt: skip
FIRST = fact(
    "first", "round_amount", "3e8", "USD", subject="Series E, first tranche", as_of="2025-11-01",
    statement="300 million dollars of the Series E arrived.", statement_zh="E轮首笔3亿美元到账。",
)  # fmt: skip
MILESTONE = fact(
    "milestone", "relationship", "2e9", "CNY", subject="Umber, next milestone",
    statement="Umber owes a further 2 billion yuan if the trial succeeds.",
    statement_zh="若试验成功，安柏须再付20亿元。",
)  # fmt: skip
PAST = fact(
    "past", "relationship", "1e9", "CNY", subject="Umber, first milestone",
    statement="Umber paid 1 billion yuan in 2024.", statement_zh="安柏2024年支付10亿元。",
)  # fmt: skip
AIM = fact(
    "aim", "goal", "2.5e8", "CNY", subject="monthly burn from July 2027",
    statement="Management wants the burn down to 250 million yuan a month.",
    statement_zh="管理层希望把月消耗降到2.5亿元。",
)  # fmt: skip
FLOOR = fact(
    "floor", "statement", "3e9", "CNY", bound="at_least", subject="covenant of the Bram loan",
    statement="Bram may call the loan if cash drops below 3 billion yuan.",
    statement_zh="现金低于30亿元时，布拉姆可要求还款。",
)  # fmt: skip
SUIT = fact(
    "suit", "legal_step", "1e9", "CNY", subject="Guild suit",
    statement="The Guild sued for 1 billion yuan.", statement_zh="公会起诉索赔10亿元。",
)  # fmt: skip
PLAIN = ledger(CASH, BURN, TRANCHE, FIRST, MILESTONE, PAST, AIM, FLOOR, SUIT)
UMBER = Entity(id="umber", name="Umber", name_zh="安柏", names=("Umber", "安柏"))
HELD = type(PLAIN)(
    facts=PLAIN.facts, sources=PLAIN.sources, rates=PLAIN.rates, entities=(*PLAIN.entities, UMBER)
)


def supposed(question: str, language: Language) -> Change | None:
    told = lent(question, language, TODAY, HELD)
    change = read(told.question, language, today=TODAY, names=("Umber", "安柏", "Bram", "布拉姆"))
    return change and told.sourced(change)


SAID = [
    # (12 + 1.4) ÷ 4: by its kind, its number, its sum in dollars or in none, with no "if"
    ("Assume tranche 2 comes in, runway at current spend?", "假设第二笔到账，支出不变，能撑几年",
     "3.35"),
    ("say the 200m tranche lands, burn unchanged, runway?", "第二笔2亿美元要是到账，能用多久？",
     "3.35"),
    ("second tranche paid, burn as now, how long", "第二笔到了，消耗照旧，能撑多久", "3.35"),
    ("if tranche 2 never comes, how long", "如果第二笔到不了，还能撑多久", "3"),
    # (12 + 2) ÷ 4, with what it waits for
    ("trial succeeds & umber pays the 2bn - how far does cash go",
     "试验成功、安柏付20亿元的话，现金够用多久", "3.5"),
    ("umber pays the next milestone, cash lasts till when", "安柏付了下一笔里程碑款，能撑多久",
     "3.5"),
    # 12 ÷ (12 × 0.25): what is told of a month is not of a year
    ("if they hit the 250m/month target right away, how long does cash last?",
     "要是月消耗目标现在就达到，能撑多久", "4"),
    ("if they get to the burn goal now, how many years", "如果按月消耗目标花，能撑几年", "4"),
    # (12 − 3) ÷ 4
    ("no new money, same burn: when do they trip the bram floor?",
     "不进新钱、消耗不变，几个月后会跌破布拉姆的现金下限？", "2.25"),
    ("cash < covenant when?", "现金什么时候跌破布拉姆的红线", "2.25"),
    # (12 − 1) ÷ 4
    ("loses the guild suit & pays the 1bn: runway", "公会官司输了赔10亿元，能撑多久", "2.75"),
    # 12 ÷ 4.8, 12 ÷ 6
    ("burn up a fifth, then what", "烧钱涨两成，会怎样", "2.5"),
    ("how far would the cash go at 500 million yuan a month", "一个月烧5亿元，钱够烧多久", "2"),
]  # fmt: skip


@pytest.mark.parametrize(("en", "zh", "years"), SAID, ids=[r[0] for r in SAID])
def test_sum_that_is_named_in_a_hurry_is_the_recorded_one(en: str, zh: str, years: str) -> None:
    for question, language in ((en, "en"), (zh, "zh")):
        change = supposed(question, language)  # type: ignore[arg-type]  # literals above
        assert change is not None, question
        assert str(scenario.answer(HELD, change)[0].high) == years, question


RAISED = [
    # 5 × 4 − 12
    ("raise needed for 5 years of runway at todays spend", "按目前支出要撑五年还差多少钱"),
    ("raise needed for 5 years at current burn", "要撑60个月得融多少"),
]


@pytest.mark.parametrize(("en", "zh"), RAISED, ids=[r[0] for r in RAISED])
def test_raise_that_is_needed_is_solved_for(en: str, zh: str) -> None:
    for question, language in ((en, "en"), (zh, "zh")):
        change = supposed(question, language)  # type: ignore[arg-type]  # literals above
        assert change and change.vary == "raise"
        assert round(scenario.answer(HELD, change)[0].high or 0) == 8 * 10**9


def test_day_to_be_reached_is_not_that_of_the_raise() -> None:
    for question, language in (
        ("raise needed to get to the end of 2029", "en"),
        ("要撑到2029年底还得融多少", "zh"),
    ):
        change = supposed(question, language)  # type: ignore[arg-type]  # literals above
        assert change and change.vary == "raise" and change.raise_day is None
        assert change.until == date(2030, 1, 1)


OF_RECORD = [
    "whats the min cash they gotta hold under the debt",
    "how far is revenue from what unlocks tranche 2",
    "did tranche 1 come in",
    "How many months after the Series D did the Series E close?",
    "贷款要求最低留多少现金",
    "首笔什么时候到账的",
]


@pytest.mark.parametrize("question", OF_RECORD)
def test_question_of_record_supposes_nothing(question: str) -> None:
    assert supposed(question, "en" if question.isascii() else "zh") is None


def test_sum_of_another_currency_is_not_the_recorded_one() -> None:
    told = lent("If the EUR 200m tranche lands, how long does the cash last?", "en", TODAY, HELD)
    assert told.facts == ()


def test_sum_paid_before_the_balance_comes_in_no_more() -> None:
    told = lent("If the first tranche comes in, how long does the cash last?", "en", TODAY, HELD)
    assert told.facts == ()


BARE = [
    ("what if burn is 300m", "如果消耗是3亿", 3600),  # of a year it would be a twelfth of the burn
    ("what if burn is 3bn", "如果消耗是30亿", 3000),
    ("what if burn is 300m a year", "如果每年消耗3亿", 300),
]


@pytest.mark.parametrize(("en", "zh", "millions"), BARE, ids=[r[0] for r in BARE])
def test_burn_without_its_period_is_of_the_one_that_can_be_meant(
    en: str, zh: str, millions: int
) -> None:
    for question, language in ((en, "en"), (zh, "zh")):
        told = completed(question, language, TODAY, HELD)  # type: ignore[arg-type]  # literals above
        change = supposed(told, language)  # type: ignore[arg-type]  # literals above
        assert change and change.burn and change.burn.low == millions * 10**6


def test_goal_of_what_is_earned_is_no_sum_that_moves() -> None:
    goal = fact("arr", "goal", "7e8", "CNY", subject="ARR by March 2027")
    assert [m.fact.id for m in movables(ledger(CASH, BURN, goal))] == []


def test_of_a_facility_only_what_is_drawn_is_owed() -> None:
    line = fact("line", "debt", "1e9", "CNY", subject="Bram line")
    drawn = fact("drawn", "debt", "6e8", "CNY", subject="Bram line, drawn")
    held = {m.way: m.amount.low for m in movables(ledger(CASH, BURN, line, drawn))}
    assert held == {"owed": 6 * 10**8, "in": 4 * 10**8}


def test_round_that_a_time_is_counted_from_is_no_sum_that_comes_in() -> None:
    for question, language in (
        ("after the Series E tranche, how long is the runway", "en"),
        ("E轮第二笔之后，跑道多长", "zh"),
    ):
        told = lent(question, language, TODAY, HELD)  # type: ignore[arg-type]  # literals above
        assert told.facts == ()


HURRIED = [
    ("second tranche slips by two quarters, runway?", "第二笔晚两个季度，能撑多久", True),
    ("how long does the cash last?", "现金能撑多久", False),
]


@pytest.mark.parametrize(("en", "zh", "moves"), HURRIED, ids=[r[0] for r in HURRIED])
def test_what_happens_before_how_long_is_asked_is_supposed(en: str, zh: str, moves: bool) -> None:
    assert hurries(en, "en", TODAY) is hurries(zh, "zh", TODAY) is moves
