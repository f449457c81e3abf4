"""What-if questions in both languages over a made ledger, with answers worked out by hand.

Cash CNY 12 billion on 31 December 2025, a run 1–2, electricity 1 a year, published runway 2–3 years
(so a burn of 4–6), $1 = CNY 7, a round of $1 billion since, revenue of $10 million a month.
"""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from scenario_ledger import ledger

from bot.whatif.change import read
from knowledge import Language, Metric, amounts, scenario
from knowledge.scenario import Change, Level, ScenarioError

TODAY = date(2026, 9, 24)
NAMES = ("K3", "Lumen", "流明")


def change(question: str, language: Language, before: Change | None = None) -> Change:
    got = read(question, language, before, today=TODAY, names=NAMES)
    assert got is not None, question
    return got


def answered(question: str, language: Language, before: Change | None = None) -> Metric:
    return scenario.answer(ledger(), change(question, language, before))[0]


# English, Chinese, shortest and longest years (None: beyond ten); amounts in billions of yuan
BY_HAND = [
    # 12 ÷ (0.4 × 12): a month's burn, however hurriedly told
    ("suppose they hit the CNY 400m/mo burn, runway?", "如果马上把月消耗降到4亿元，还能撑多久？",
     "2.5", "2.5"),
    # (12 + 7) ÷ 4…6: today's burn is no new one
    ("if the US$1 billion tranche lands how long does the money last at todays burn",
     "假设第二笔10亿美元到账、消耗不变，能撑多久？", "3.17", "4.75"),
    # 12 ÷ (3×2 + 1)
    ("What if they run three K3-scale trainings a year at the top of the range and raise nothing?",
     "如果每年训练三次K3级别的模型，按上限计算，不再融资，会怎样？", "1.71", "1.71"),
    # (12 + 7) ÷ (4…6 + 1): the burn holds the electricity once
    ("If electricity doubles and they raise $1 billion next year, how long does the cash last?",
     "如果电费涨一倍、明年再融10亿美元,现金能撑多久?", "2.71", "3.8"),
    # 12 ÷ 4
    ("If burn is 4 billion yuan a year, how long does the cash last?",
     "如果每年烧40亿元，现金能撑多久？", "3", "3"),
    # 12 ÷ (2×(4…6))
    ("If burn doubles, would they need new money within 12 months?",
     "如果消耗翻倍，12个月内需要再融资吗？", "1", "1.5"),
    # 12 ÷ (1×1 + 1): nothing raised, so the rounds are told beside it
    ("Suppose one training run a year at the bottom of the range, no new money. Runway?",
     "假设每年训练一次，成本按下限，不再融资，能撑几年？", "6", "6"),
    # 12 − 2×4…6, then ÷ 8…12: the recorded burn until the day that is told
    ("What if burn doubles from 2028?", "如果2028年起消耗翻倍呢？", "2", "2.5"),
    # (12 − 3) ÷ 4…6: what must be left is not spent
    ("When would the cash fall below 3 billion yuan?", "现金何时跌破30亿元？", "1.5", "2.25"),
    # 12 ÷ 8: the budget is a level, and its year no date of anything
    ("What if burn rises to the budgeted 8 billion yuan a year?",
     "如果消耗升到预算的每年80亿元呢？", "1.5", "1.5"),
    ("Suppose spending goes up to the 2027 budget of 8 billion yuan, how long does the cash last?",
     "如果支出升至2027年预算的80亿元，现金能撑多久？", "1.5", "1.5"),
    # (12 + 7) ÷ 4…6: what they are valued at comes in nowhere, nor is the note the cash
    ("If they raise $1 billion at $50 billion, how long does the cash last?",
     "如果按500亿美元估值融资10亿美元，现金能撑多久？", "3.17", "4.75"),
    ("How many years of cash if the $1 billion note closes?",
     "如果10亿美元可转债到账，现金能用几年？", "3.17", "4.75"),
    # 12 ÷ (4…6 + 1…2): on top of the burn, whatever runs that holds
    ("What if they do one more training run a year?",
     "如果每年多训练一次，现金能撑多久？", "1.5", "2.4"),
    # 12 ÷ (2×1.5 + 1)
    ("How long would the cash last with two runs a year at 1.5 billion yuan each?",
     "每年训练两次、每次15亿元，现金能撑多久？", "3", "3"),
    # 12 ÷ (4×2 + 1)
    ("Worst case: 4 runs every year, upper cost bound. When is the money gone?",
     "最坏情况：一年训练四次，成本取上限，现金多久烧完？", "1.33", "1.33"),
    # 12 ÷ (2×1…2 + 2)
    ("If the power bill doubled and they trained twice a year, how long would the cash hold?",
     "如果电费翻倍、每年训练两次，现金能撑多久？", "2", "3"),
    ("What if only electricity goes up, by 50%?", "如果只有电费上涨50%呢？", "1.85", "2.67"),
    # 12 ÷ (4…6 + 0.5)
    ("What if electricity rises by 50%?", "如果电费上涨50%呢？", "1.85", "2.67"),
    # 8 ÷ (2×1…2 + 1)
    ("What if they start with 8 billion yuan and do two runs a year?",
     "如果期初现金为80亿元，每年训练两次，能撑多久？", "1.6", "2.67"),
    # (12 + 7) ÷ (2×1…2 + 1)
    ("Suppose two runs a year, with the 2026 rounds. How long does the cash last?",
     "假设每年训练两次，算上今年的融资，现金能撑多久？", "3.8", "6.33"),
    # 12 ÷ (5 − 12×0.2): revenue falls short of spending by 2.6 a year
    ("What if revenue is 200 million yuan a month with two runs a year at the upper end?",
     "如果月收入2亿元，每年训练两次，按上限，能撑多久？", "4.62", "4.62"),
    # 12 ÷ (12×0.3)
    ("What if they burn 300 million yuan a month?", "如果每月烧3亿元呢？", "3.33", "3.33"),
    # 12 ÷ (2×1…2 + 1 + 2): spending on something is a cost of it, not the burn
    ("What if they spend 2 billion yuan a year on salaries with two runs a year?",
     "如果每年花20亿元发工资，每年训练两次呢？", "1.71", "2.4"),
    # 12 ÷ (2×1…2 + 1 + 1)
    ("What if people cost 1 billion yuan a year on top of two runs a year?",
     "如果每年训练两次，人员成本每年10亿元，现金能撑多久？", "2", "3"),
    # (12 + 3.5) ÷ (4×1 + 1)
    ("What if they raise $500 million in June 2027 and do four runs a year at the bottom of the "
     "range?", "如果2027年6月融资5亿美元，每年训练四次，按下限，能撑多久？", "3.1", "3.1"),
    # 12 ÷ (2×4…6)
    ("What if burn doubles?", "若消耗翻倍，现金能撑多久？", "1", "1.5"),
    # 12 ÷ (0.8×4…6)
    ("What if burn falls by 20%?", "若每年消耗下降20%，现金能撑多久？", "2.5", "3.75"),
    # 12 ÷ (4×0.5…1 + 1)
    ("What if the cost per run is halved and they do four runs a year?",
     "如果单次训练成本减半，每年训练四次，能撑多久？", "2.4", "4"),
    # 12 ÷ (3×0.2×7 + 1)
    ("If each training run costs $200 million and they run three a year, how long will the cash "
     "last?", "如果每次训练2亿美元，每年三次，现金能撑多久？", "2.31", "2.31"),
    # 12 ÷ (2×2 + 2)
    ("Assuming two runs a year at the high end and electricity costs of 2 billion yuan a year, "
     "when does the money run out?",
     "假如每年训练两次，按上限，每年电费20亿元，什么时候用完？", "2", "2"),
    # 12 ÷ (3×2 + 1), 12 ÷ (2×1 + 1)
    ("If they do two to three runs a year, how long would the cash last?",
     "如果每年训练两到三次，现金能撑多久？", "1.71", "4"),
    # 12 ÷ (2×1.5 + 1)
    ("What if they train twice a year, in the middle of the range?",
     "如果每年训练两次，取中值呢？", "3", "3"),
    # 12 ÷ (3×2)
    ("What if electricity were free and they did three runs a year at the top of the range?",
     "如果电费全免，每年训练三次，按上限，现金能撑多久？", "2", "2"),
    # (12 + 2 + 3) ÷ (3×1 + 1); the second raise comes in before the 3.5 years are over
    ("What if they raise 2 billion yuan next month and 3 billion yuan in 2028, with three runs a "
     "year at the low end?",
     "如果下个月融资20亿元、2028年融资30亿元，每年训练三次，按下限呢？", "4.25", "4.25"),
    # 12 ÷ 3
    ("How long can they survive without raising if burn is CNY 3bn a year?",
     "不融资、每年烧30亿元，现金能撑多久？", "4", "4"),
    # 12 ÷ (7 − 1.2)
    ("What if revenue is 1.2 billion yuan a year with three runs a year at the top of the range?",
     "如果每年收入12亿元，每年训练三次，按上限呢？", "2.07", "2.07"),
    # 12 ÷ (1…2 + 1)
    ("Would the cash last five years with one run a year?",
     "每年训练一次，现金能撑五年吗？", "4", "6"),
    # 8 ÷ 2
    ("If they start with 8 billion yuan and burn 2 billion yuan a year, how long does it last?",
     "如果期初现金80亿元、每年烧20亿元，能撑多久？", "4", "4"),
    # 12 ÷ 7, before the raise of 2029 comes in
    ("What if they raise $1 billion in 2029 and do three runs a year at the top of the range?",
     "如果2029年融资10亿美元，每年训练三次，按上限呢？", "1.71", "1.71"),
    # 12 ÷ (12×0.07×7): a burn given in dollars
    ("What if the burn is $70 million a month?", "如果每月烧7000万美元呢？", "2.04", "2.04"),
    # 12 ÷ (0.5×2 + 1)
    ("What if they do half a run a year at the top of the range?",
     "如果每年训练0.5次，按上限呢？", "6", "6"),
    # 12 ÷ 1: nothing but electricity, beyond the horizon
    ("What if they stop training?", "如果停止训练呢？", "10", None),
    # 12 ÷ (3×1.1…2.2 + 1)
    ("What if training costs rise by 10% with three runs a year?",
     "如果训练成本上涨10%，每年训练三次呢？", "1.58", "2.79"),
    # 12 ÷ (2×2 + 1×1.5)
    ("Suppose electricity goes up 50% and they do two runs a year at the top of the range",
     "假设电费上升50%，每年训练两次，按上限", "2.18", "2.18"),
    # 12 ÷ (4…6 + 2): a difference is no level
    ("What if burn climbs by 2 billion yuan a year?", "如果每年多烧20亿元，现金能撑多久？",
     "1.5", "2"),
    # 12 ÷ (4…6 − 2)
    ("If they trim spending by 2 billion yuan a year, how long does the cash last?",
     "要是每年少花20亿元，现金能撑多久？", "3", "6"),
    # 12 ÷ 3: cut to a level
    ("What if they slash burn to 3 billion yuan a year?", "如果消耗压低到30亿元呢？", "4", "4"),
    ("What if the burn were 3 billion yuan instead of 5?", "如果消耗是30亿元而不是50亿元呢？",
     "4", "4"),
    # 12 ÷ (0.75×4…6)
    ("Suppose burn gets trimmed by a quarter: how long does the cash last?",
     "如果把消耗压低25%，现金能撑多久？", "2.67", "4"),
    # 12 ÷ (0.5×4…6), 12 ÷ (1.5×4…6)
    ("If they burned half as much, how long would it last?", "消耗只有一半的话，能撑多久？",
     "4", "6"),
    ("What if burn rises by half?", "如果消耗增加一半呢？", "1.33", "2"),
    # 12 ÷ (0.8×4…6)
    ("What if spending is one fifth lower?", "假设支出打八折，能撑多久？", "2.5", "3.75"),
    # (12 − 3) ÷ 4…6: once, at the start
    ("How long does the cash last if they are hit with a one-off fine of 3 billion yuan?",
     "如果一次性罚款30亿元，现金能撑多久？", "1.5", "2.25"),
    # (12 − 0.5×7) ÷ (2×1…2 + 1), paid in June 2027, before either end
    ("What if they repay the $500 million loan in June 2027 and do two runs a year?",
     "如果2027年6月偿还5亿美元债，每年训练两次，能撑多久？", "1.7", "2.83"),
    # (12 + 7) ÷ 4…6: money that comes in by other words
    ("What if a $1 billion convertible note is sold?", "如果10亿美元可转债到账，能撑多久？",
     "3.17", "4.75"),
    ("What if they borrow $1 billion?", "如果借款10亿美元，能撑多久？", "3.17", "4.75"),
    # 6 ÷ 4…6
    ("With only 6 billion yuan in the bank, how long does it last?", "现金只剩60亿元，能撑多久？",
     "1", "1.5"),
    # 12 ÷ (5 − 0.7×2): run-rate revenue is of a year
    ("What if ARR were to double to 200 million dollars, with two runs a year at the top end?",
     "如果年化收入变成2亿美元，每年训练两次，按上限，能撑多久？", "3.33", "3.33"),
    # 12 ÷ 6, over before September 2028; (12 + 14) ÷ 4, because 12 ÷ 4 is not
    ("What if they raise 2 billion dollars in two years, how long does the cash last?",
     "如果两年后融资20亿美元，现金能撑多久？", "2", "6.5"),
]  # fmt: skip

# what is sought: value in its unit
GOALS = [
    # 0.07 a month growing by g must bring 4×5 − 12 = 8: ((1+g)^48 − 1) ÷ g = 114.3 → 3.32%
    ("What monthly revenue growth makes the cash last four years with two runs a year at the top "
     "of the range?",
     "每年训练两次，按上限，要撑四年，月收入增速要多少？", "3.32", "3.32", "percent"),
    # 3 × (3×1…2 + 1) − 12
    ("How much must they raise to last three years with three runs a year?",
     "每年训练三次，要撑三年，需要融资多少？", "0", "9000000000", "CNY"),
    # (12 ÷ 3 − 1) ÷ 1…2
    ("How many runs a year can they afford and still last three years?",
     "最多能训练几次才能撑三年？", "1.5", "3", "count"),
    # (4×5 − 12) ÷ 48
    ("How much monthly revenue would make the cash last four years with two runs a year at the "
     "high end?", "要让现金撑四年，每年训练两次，按上限，每月收入要达到多少？",
     "167000000", "167000000", "CNY"),
    # 12 ÷ 4
    ("What burn would make the cash last four years?", "消耗多少才能撑四年？",
     "3000000000", "3000000000", "CNY"),
    # 6×5 − 12, in time because 12 ÷ 5 years is after July 2027
    ("How much must they raise next year for the cash to last six years with two runs a year at "
     "the top of the range?", "每年训练两次，按上限，要撑六年，明年需要融资多少？",
     "18000000000", "18000000000", "CNY"),
]  # fmt: skip


@pytest.mark.parametrize(("en", "zh", "low", "high"), BY_HAND, ids=[row[0] for row in BY_HAND])
def test_answer_is_the_one_worked_out_by_hand(
    en: str, zh: str, low: str | None, high: str | None
) -> None:
    for question, language in ((en, "en"), (zh, "zh")):
        got = answered(question, language)  # type: ignore[arg-type]  # literals above
        expected = tuple(Decimal(end) if end else None for end in (low, high))
        assert ((got.low, got.high), got.unit) == (expected, "years")


@pytest.mark.parametrize(("en", "zh", "low", "high", "unit"), GOALS, ids=[row[0] for row in GOALS])
def test_goal_is_the_one_worked_out_by_hand(
    en: str, zh: str, low: str, high: str, unit: str
) -> None:
    for question, language in ((en, "en"), (zh, "zh")):
        got = answered(question, language)  # type: ignore[arg-type]  # literals above
        assert (got.low, got.high, got.unit) == (Decimal(low), Decimal(high), unit)


PAIRS = [row[:2] for row in (*BY_HAND, *GOALS)]


@pytest.mark.parametrize(("en", "zh"), PAIRS, ids=[en for en, _ in PAIRS])
def test_both_languages_make_the_same_change_and_read_all_of_it(en: str, zh: str) -> None:
    assert change(en, "en") == change(zh, "zh")
    assert change(en, "en").unread == ()


@pytest.mark.parametrize("question", [en for en, _ in PAIRS])
def test_both_sentences_state_the_same_figures(question: str) -> None:
    for metric in scenario.answer(ledger(), change(question, "en")):
        assert stated(metric.says) == stated(metric.says_zh)


def stated(text: str) -> set[tuple[Decimal, Decimal, str]]:
    return {(a.low, a.high, a.unit) for a in amounts.find(text) if a.unit not in ("count", "×")}


def test_there_are_thirty_questions_in_each_language() -> None:
    assert len({en for en, _ in PAIRS}) >= 30 and len({zh for _, zh in PAIRS}) >= 30


FIRST = ("What if they run three trainings a year at the top of the range and raise nothing?",
         "如果每年训练三次，按上限计算，不再融资，会怎样？")  # fmt: skip
FOLLOW_UPS = [
    # 12 ÷ (2×2 + 1)
    ("And with two runs?", "那两次呢？", "2.4", "2.4"),
    ("And with two?", "两次呢？", "2.4", "2.4"),
    # 12 ÷ (4×2 + 1)
    ("And one more run?", "再多训练一次呢？", "1.33", "1.33"),
    # 12 ÷ (6 + 2)
    ("And if electricity doubles too?", "如果电费也翻倍呢？", "1.5", "1.5"),
    # (12 + 7) ÷ 7
    ("And with the 2026 rounds?", "算上今年的融资呢？", "2.71", "2.71"),
    # 12 ÷ (3×1 + 1)
    ("What about at the bottom of the range?", "按下限呢？", "3", "3"),
    # (12 + 7) ÷ 7: in July 2027, before September 2027
    ("And if they raise $1 billion next year?", "那明年融资10亿美元呢？", "2.71", "2.71"),
    # 12 ÷ 3: a burn takes the place of the runs
    ("And at a burn of 3 billion yuan a year?", "那每年烧30亿元呢？", "4", "4"),
    # 14 ÷ 7
    ("And if they start with 14 billion yuan?", "如果期初现金是140亿元呢？", "2", "2"),
]


@pytest.mark.parametrize(
    ("en", "zh", "low", "high"), FOLLOW_UPS, ids=[row[0] for row in FOLLOW_UPS]
)
def test_follow_up_changes_only_what_it_names(en: str, zh: str, low: str, high: str) -> None:
    for first, question, language in zip(FIRST, (en, zh), ("en", "zh"), strict=True):
        before = change(first, language)  # type: ignore[arg-type]  # literals above
        got = answered(question, language, before)  # type: ignore[arg-type]  # literals above
        assert (got.low, got.high) == (Decimal(low), Decimal(high))


def test_follow_up_survives_the_thread() -> None:
    before = change("What if they raise $1 billion in June 2027 with three runs a year?", "en")
    assert Change.from_dict(before.to_dict()) == before
    assert change("and with two?", "en", Change.from_dict(before.to_dict())).raises == before.raises


def test_follow_up_to_a_goal_keeps_the_goal() -> None:
    before = change("How much must they raise to last three years with three runs a year?", "en")
    # 3 × (2×2 + 1) − 12
    assert answered("And with two runs at the top of the range?", "en", before).high == 3 * 10**9
    assert change("How long would it last with two runs?", "en", before).vary is None


NO_WHAT_IF = [
    ("How long does the cash last?", "en"), ("现金还能撑多久？", "zh"),
    ("How much did they raise in May 2026?", "en"), ("他们2026年5月融资多少？", "zh"),
    ("What is the valuation if they raise $1 billion?", "en"),
    ("如果融资10亿美元，估值是多少？", "zh"),
    ("Is it true that one training costs 1 to 2 billion yuan?", "en"),
    ("训练一次要多少钱？", "zh"), ("Does the cash of 10 billion yuan last 2 to 3 years?", "en"),
    ("Why did they raise $3.5 billion in July 2026 if they had the cash?", "en"),
    ("他们为什么在2026年7月融资35亿美元？", "zh"), ("What if K3 is open-sourced?", "en"),
    ("How many months between the last two rounds?", "en"),
    ("What is the IRR if I invest at a valuation of 50 billion?", "en"),
    ("What is the price of K3 per million tokens?", "en"), ("谁是创始人？", "zh"), ("", "en"),
    ("Trace monthly active users from the 2024 peak through Q3 2025.", "en"),
    ("付费用户每月增长170%，指的是哪几个月，基数是多少？", "zh"),
    ("170% a month in paying users: how many months, and off what base?", "en"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "language"), NO_WHAT_IF)
def test_other_questions_are_no_what_if(question: str, language: Language) -> None:
    assert read(question, language, today=TODAY, names=NAMES) is None
    before = change(FIRST[0], "en")
    assert read(question, language, before, today=TODAY, names=NAMES) is None


IMPOSSIBLE = [
    ("What if a run costs minus 1 billion yuan and they do three runs a year?",
     "如果单次训练成本为-10亿元，每年训练三次呢？", "negative"),
    ("What if they skip one training run a year?", "如果每年少训练一次呢？", "no_base"),
    ("What if they raise -1 billion dollars?", "如果融资-10亿美元呢？", "negative"),
    ("What if zero burn?", "如果每年消耗为零呢？", "no_cost"),
    ("What if they burn nothing?", "如果不烧钱呢？", "no_cost"),
    ("What if burn is 10 billion quatloos a year?",
     "如果每年烧100亿夸特洛，能撑多久？", "currency"),
    ("What if they raise 1 billion euros in 2027?", "如果2027年融资10亿欧元呢？", "currency"),
    ("What if they raise $1 billion in 2024?", "如果2024年融资10亿美元呢？", "raise_too_early"),
    ("What if they raise $1 billion in 2099?", "如果2099年融资10亿美元呢？", "raise_too_late"),
    ("What if they do three runs and four runs a year?",
     "如果每年训练三次、每年训练四次呢？", "contradiction"),
    ("What if burn is 4 billion yuan a year and they do three runs a year?",
     "如果每年烧40亿元，同时每年训练三次呢？", "contradiction"),
    ("How long does the cash last over a horizon of 1000 years with one run a year?",
     "如果模型期限为1000年，每年训练一次，现金能撑多久？", "horizon"),
    ("What monthly revenue growth makes the cash last 1000 years?",
     "要撑1000年，月收入增速要多少？", "horizon"),
    ("What if a training run costs 3 billion yuan?", "如果单次训练成本30亿元呢？", "no_runs"),
    ("What if they start with -5 billion yuan and do two runs a year?",
     "如果期初现金为-50亿元，每年训练两次呢？", "negative"),
    ("What if revenue grows 300% a month?", "如果收入月增300%呢？", "growth"),
]  # fmt: skip


@pytest.mark.parametrize(("en", "zh", "problem"), IMPOSSIBLE, ids=[row[0] for row in IMPOSSIBLE])
def test_impossible_scenario_gets_a_sentence_and_no_number(en: str, zh: str, problem: str) -> None:
    for question, language in ((en, "en"), (zh, "zh")):
        with pytest.raises(ScenarioError) as caught:
            answered(question, language)  # type: ignore[arg-type]  # literals above
        assert caught.value.problem == problem
        for said in (caught.value.said("en"), caught.value.said("zh"), caught.value.help):
            assert said.endswith((".", "。")) and not re.search(r"\d", said)


UNREAD = [
    ("What if Zeno halves the burn?", "en", ("Zeno",)),
    ("What if they do three runs a year on Zeno chips?", "en", ("Zeno chips",)),
    ("如果在芝诺每年训练三次，现金能撑多久？", "zh", ("芝诺",)),
]  # fmt: skip


@pytest.mark.parametrize(("question", "language", "pieces"), UNREAD)
def test_word_that_was_not_read_is_said(
    question: str, language: Language, pieces: tuple[str, ...]
) -> None:
    got = change(question, language)
    assert got.unread == pieces
    metric = scenario.answer(ledger(), got)[0]
    assert all(piece in metric.caveat and piece in metric.caveat_zh for piece in pieces)


MISSED = [
    ("How would the runway change if the yuan fell 10% and they did three runs a year?",
     "如果人民币贬值10%，每年训练三次，能撑多久？"),
    ("What if they cut advertising by half, how long does the cash last?",
     "如果广告减少一半，现金能撑多久？"),
    ("What if revenue is 100 million yuan with three runs a year?",
     "如果收入1亿元，每年训练三次，能撑多久？"),
    ("What if electricity falls and they do two runs a year?", "如果电费下降，每年训练两次呢？"),
    ("What if they cut staff, and do three runs a year?", "如果裁员，每年训练三次，能撑多久？"),
    ("If they move to the moon, how long does the cash last with two runs a year?",
     "如果明年底前搬到月球，每年训练三次，现金能撑多久？"),
    ("If the round closes, how long does the cash last?", "如果融资到账，现金能撑多久？"),
    ("Will 9 billion yuan suffice until 2029 at the planned outflow?",
     "按计划的支出，90亿元能撑到2029年吗？"),
    ("If the next round is six months late, when does the cash run out?",
     "如果下一轮晚半年，现金什么时候用完？"),
    ("If the notes are sold, how long does the cash last?", "如果债券全部发出，现金能撑多久？"),
    ("What if the next round is delayed by a year, how long does the cash last?",
     "如果下一轮推迟一年，现金能撑多久？"),
    ("What if they gave Zeno $30 million in cash, how long would it last?",
     "如果把3亿元现金给芝诺，剩下的能撑多久？"),
]  # fmt: skip


@pytest.mark.parametrize(("en", "zh"), MISSED, ids=[row[0] for row in MISSED])
def test_supposition_that_was_not_read_in_whole_gets_no_number(en: str, zh: str) -> None:
    for question, language in ((en, "en"), (zh, "zh")):
        with pytest.raises(ScenarioError) as caught:
            change(question, language)  # type: ignore[arg-type]  # literals above
        assert caught.value.problem == "unread"
        assert "one-off cost" in caught.value.told("en") and "一次性" in caught.value.told("zh")


def test_target_can_be_a_day() -> None:
    for question, language in (
        ("Could the cash last until 2030 with two runs a year?", "en"),
        ("每年训练两次，现金能撑到2030年吗？", "zh"),
    ):
        got = answered(question, language)  # type: ignore[arg-type]  # literals above
        # 12 ÷ (2×1…2 + 1), against the four years to 1 January 2030
        assert (got.low, got.high) == (Decimal("2.4"), 4)
        assert "The 4 years asked about lie in that range." in got.caveat


def test_of_a_change_from_one_figure_to_another_the_second_counts() -> None:
    for question, language in (
        ("What if the electricity bill goes from 1 billion to 2 billion yuan?", "en"),
        ("如果电费从10亿元涨到20亿元呢？", "zh"),
    ):
        got = change(question, language).electricity  # type: ignore[arg-type]  # literals above
        assert got == Level(low=Decimal(2 * 10**9), high=Decimal(2 * 10**9), unit="CNY")
    runs = change("如果把训练次数从三次减到两次，能撑多久？", "zh").runs
    assert runs and runs.high == 2


def test_share_in_words_is_a_percentage() -> None:
    english = change("What if burn falls by a third?", "en")
    assert english == change("如果消耗下降三分之一呢？", "zh")
    # 12 ÷ (⅔ × 4…6)
    got = scenario.answer(ledger(), english)[0]
    assert (got.low, got.high) == (3, Decimal("4.5"))


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("What if they raise $1 billion next year?", date(2027, 7, 1)),
        ("如果后年融资10亿美元呢？", date(2028, 7, 1)),
        ("What if they raise $1 billion in Q1 2027?", date(2027, 2, 16)),
        ("如果明年6月融资10亿美元呢？", date(2027, 6, 16)),
        ("What if they raise $1 billion next June?", date(2027, 6, 16)),
        ("What if they raise $1 billion next month?", date(2026, 10, 16)),
        ("如果18个月后融资10亿美元呢？", date(2028, 3, 24)),
        ("What if they raise $1 billion on 3 March 2027?", date(2027, 3, 3)),
        ("What if they raise $1 billion?", None),
    ],
)
def test_time_of_a_raise_is_counted_from_today(question: str, day: date | None) -> None:
    raises = change(question, "zh" if "如果" in question else "en").raises
    assert raises is not None and [r.day for r in raises] == [day]


def test_chance_of_running_out_before_a_day() -> None:
    # 12 ÷ (3c + 1) < 2 years where c > 5/3: a third of 1…2
    for question, language in (
        ("How likely is it that the cash runs out before 2028 with three runs a year?", "en"),
        ("每年训练三次，现金在2028年之前用完的概率有多大？", "zh"),
    ):
        got = answered(question, language)  # type: ignore[arg-type]  # literals above
        assert got.unit == "percent" and got.value is not None and abs(got.value - 33) <= 2


def test_raising_nothing_stands_beside_the_reported_rounds() -> None:
    alone, with_rounds = scenario.answer(ledger(), change(FIRST[0], "en"))
    assert (alone.id, with_rounds.id) == ("scenario", "scenario-with-rounds")
    assert (alone.value, with_rounds.value) == (Decimal("1.71"), Decimal("2.71"))


def test_words_name_no_company() -> None:
    text = Path("bot/whatif/terms.yaml").read_text(encoding="utf-8").lower()
    for name in ("moonshot", "kimi", "月之暗面", "k3", "alibaba", "阿里"):
        assert name not in text
    assert yaml.safe_load(text)


def test_names_of_the_desk_are_read_and_others_are_not() -> None:
    question = "What if they do two Zeta-scale runs a year?"
    assert change(question, "en").unread == ("Zeta-scale",)
    known = read(question, "en", today=TODAY, names=("Zeta",))
    assert known == replace(change(question, "en"), unread=())
