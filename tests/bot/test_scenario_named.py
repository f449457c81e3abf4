"""Sums that a what-if only names: the recorded amount stands in their place, or nothing does."""

from datetime import date

import pytest
from scenario_ledger import CASH, FACTS, POWER, RUNWAY, fact, ledger

from bot.whatif.change import read
from bot.whatif.named import lent
from knowledge import Language, scenario
from knowledge.scenario import Change

TODAY = date(2026, 9, 24)
NOTE = fact("note", "round_target", "1.4e9", "CNY", subject="convertible note",
            statement_zh="流明拟发行14亿元可转债。")  # fmt: skip
HALL = fact("hall", "goal", "2e9", "CNY", high="4e9", subject="Varga hall",
            statement_zh="流明要花20亿至40亿元建瓦尔加机房。")  # fmt: skip
BUDGET = fact("budget", "goal", "8e9", "CNY", subject="2027 budget",
              statement_zh="流明2027年预算支出为80亿元。")  # fmt: skip
LOAN = fact("loan", "debt", "1e9", "CNY", statement="A bank loan of CNY 1 billion.",
            statement_zh="一笔10亿元的银行贷款。")  # fmt: skip
LATER = fact("later", "round_amount", "2e9", "USD", as_of="2026-07-10", subject="Series F")
HELD = ledger(*FACTS, LATER, NOTE, HALL, BUDGET, LOAN)


def supposed(question: str, language: Language) -> Change | None:
    told = lent(question, language, TODAY, HELD)
    change = read(told.question, language, today=TODAY)
    return change and told.sourced(change)


# cash 12, a burn of 4…6 that the published runway implies; amounts in billions of yuan
NAMED = [
    # (12 + 1.4) ÷ 4…6
    ("If the convertible note is sold in full, how long does the cash last?",
     "如果可转债全部发出，现金能撑多久？", "2.23", "3.35", "note"),
    # (12 − 4) ÷ 6: the upper end of both
    ("What if they build the Varga hall at the top of the range?",
     "如果瓦尔加机房按上限建，现金能撑多久？", "1.33", "1.33", "hall"),
    ("Suppose the Varga hall is built at the top end and paid from cash. What is the runway?",
     "假设瓦尔加机房按上限建、立刻用现金付清，剩下的钱能撑多久？", "1.33", "1.33", "hall"),
    # (12 − 1) ÷ 4…6
    ("How long would the cash last if the loan were repaid?",
     "如果还清贷款，现金能撑多久？", "1.83", "2.75", "loan"),
    # (12 + 7 + 14) ÷ 4…6
    ("With the Series E and F money included, how long does the cash last?",
     "把E轮和F轮的钱都算上，现金能撑多久？", "5.5", "8.25", "later"),
    # (12 + 1.4) ÷ 8: without an "if"
    ("What is the runway with the note and the 2027 budget?",
     "可转债到账、按2027年预算花钱，现金能撑多久？", "1.68", "1.68", "note"),
    # (12 + 7) ÷ 4…6: a round since the balance, on its day
    ("If the Series E is counted, how long does the cash last?",
     "算上E轮的钱，现金能撑多久？", "3.17", "4.75", "round"),
    # the same by its month: not the other one
    ("What is the runway if the May round is counted?",
     "如果算上2026年5月那轮，现金能撑多久？", "3.17", "4.75", "round"),
    # (12 + 14) ÷ 4…6
    ("How long does the cash last with the July round?",
     "如果算上7月那轮，现金能撑多久？", "4.33", "6.5", "later"),
    ("What is the runway if the Series E is counted?",
     "E轮要是算上，现金能撑多久？", "3.17", "4.75", "round"),
]  # fmt: skip


@pytest.mark.parametrize(("en", "zh", "low", "high", "id"), NAMED, ids=[r[0] for r in NAMED])
def test_named_sum_is_the_recorded_one(en: str, zh: str, low: str, high: str, id: str) -> None:
    for question, language in ((en, "en"), (zh, "zh")):
        change = supposed(question, language)  # type: ignore[arg-type]  # literals above
        assert change is not None
        got = scenario.answer(HELD, change)[0]
        assert (str(got.low), str(got.high)) == (low, high)
        assert id in [i.fact_id for i in got.inputs]


def test_round_of_a_month_without_one_is_no_other_round() -> None:
    named = fact("named", "round_amount", "1e9", "USD", as_of="2026-02-17",
                 subject="February 2026 round")  # fmt: skip
    held = ledger(*FACTS, named)
    asked = "If the {} round is counted, how long does the cash last?"
    assert lent(asked.format("April"), "en", TODAY, held).facts == ()
    assert lent(asked.format("last"), "en", TODAY, held).facts == ()
    assert lent(asked.format("February"), "en", TODAY, held).facts == (named,)


def test_budget_is_what_is_spent_in_a_year() -> None:
    for question, language in (
        ("If they spend the budget, how long does the cash last?", "en"),
        ("如果按2027年预算花钱，现金能撑多久？", "zh"),
    ):
        change = supposed(question, language)  # type: ignore[arg-type]  # literals above
        assert change and change.burn and change.burn.low == 8 * 10**9


KEPT = [
    "How many months after the Series D did the Series E close?",
    "Price to ARR at the Series F compared with the Series E",
    "E轮和F轮隔了几个月？",
    "If the convertible note brings in $300 million, how long does the cash last?",
    "If they take out a loan, how long does the cash last?",
    "If the Varga hall is delayed by a year, how long does the cash last?",
    "If demand falls, how long does the cash last?",
    "Does the convertible note come before the listing?",
    "If the convertible note is sold, what is the valuation?",
    "如果再建一座机房，现金能撑多久？",
]


@pytest.mark.parametrize("question", KEPT)
def test_amount_of_its_own_or_another_thing_is_left_as_asked(question: str) -> None:
    language: Language = "en" if question.isascii() else "zh"
    assert lent(question, language, TODAY, HELD).question == question


def test_name_of_two_sums_stands_for_neither() -> None:
    twin = fact("hall2", "goal", "5e9", "CNY", subject="Varga hall", statement_zh=HALL.statement_zh)
    both = ledger(CASH, POWER, RUNWAY, HALL, twin)
    question = "If they build the Varga hall, how long does the cash last?"
    assert lent(question, "en", TODAY, both).facts == ()


def test_round_from_before_the_balance_is_in_the_cash_already() -> None:
    early = fact("early", "round_amount", "1e9", "USD", as_of="2025-05-10", subject="Series D")
    question = "If the Series D is counted, how long does the cash last?"
    assert lent(question, "en", TODAY, ledger(*FACTS, early)).facts == ()


def test_a_line_of_which_nothing_is_drawn_can_be_drawn() -> None:
    line = fact("line", "debt", "3e9", "CNY", subject="Orm Bank credit line",
                statement="Orm Bank granted a credit line of CNY 3 billion, none of it drawn.",
                statement_zh="奥姆银行授予30亿元授信额度，尚未动用。")  # fmt: skip
    held = ledger(*FACTS, line)
    for question, language in (
        ("How long does the cash last if they draw the whole credit line?", "en"),
        ("如果把授信额度全部提完，现金能撑多久？", "zh"),
    ):
        told = lent(question, language, TODAY, held)
        change = told.sourced(read(told.question, language, today=TODAY) or Change())
        assert [(r.fact_id, int(r.amount.low)) for r in change.raises or ()] == [
            ("line", 3_000_000_000)
        ]
