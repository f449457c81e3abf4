"""What-ifs on customers, prices, jobs and a covenant, with answers worked out by hand.

Cash CNY 12 billion, a burn of 4 a year, revenue of 2 in 2025, a quarter of it from Halvor.
"""

from datetime import date

import pytest
from scenario_ledger import CASH, fact, ledger

from bot.whatif.change import read
from bot.whatif.named import lent
from knowledge import Language, scenario
from knowledge.scenario import Change, ScenarioError, build, chance, recorded

TODAY = date(2026, 9, 24)
BURN = fact("burn", "burn_annual", "4e9", "CNY")
REVENUE = fact("revenue", "revenue", "2e9", "CNY", subject="2025")
HALVOR = fact(
    "halvor", "revenue_mix", "25", "percent", subject="largest customer",
    statement="Lumen, the largest customer, brought 25% of revenue in 2025.",
    statement_zh="2025年最大客户带来25%的收入。",
)  # fmt: skip
COVENANT = fact(
    "covenant", "statement", "3e9", "CNY", bound="at_least", subject="covenant of the loan",
    statement="A covenant asks for at least 3 billion yuan of cash.",
    statement_zh="约束条款要求至少持有30亿元现金。",
)  # fmt: skip
SUIT = fact(
    "suit", "legal_step", "2e9", "CNY", subject="Umber suit",
    statement="Umber sued for 2 billion yuan.", statement_zh="安柏起诉索赔20亿元。",
)  # fmt: skip
HELD = ledger(CASH, BURN, REVENUE, HALVOR, COVENANT, SUIT)


def supposed(question: str, language: Language) -> Change | None:
    told = lent(question, language, TODAY, HELD)
    change = read(told.question, language, today=TODAY, names=("Umber", "安柏"))
    return change and told.sourced(change)


MOVED = [
    # 12 ÷ (4 + 0.25×2)
    ("If the largest customer leaves, how long does the cash last?",
     "如果最大客户走了，现金能撑多久？", "2.67", "halvor"),
    ("What if the largest customer walks away, losing its 25% of revenue?",
     "如果最大客户流失，25%的收入没了呢？", "2.67", "halvor"),
    # 12 ÷ (4 − 0.1×2), 12 ÷ (4 + 0.5×2): nobody has to be named
    ("If they raise prices by 10%, what is the runway?",
     "如果涨价10%，现金能撑多久？", "3.16", "revenue"),
    ("What if revenue drops by 50%?", "如果收入减少50%呢？", "2.4", "revenue"),
    ("What if revenue halved?", "如果收入减半呢？", "2.4", "revenue"),
    ("What if revenue drops by a quarter?", "如果收入缩水四分之一呢？", "2.67", "revenue"),
    # 12 ÷ (4 − 1000 × 0.0005)
    ("If they cut 1,000 jobs at CNY 500,000 each, how long does the cash last?",
     "如果裁1000人，每人每年50万元，现金能撑多久？", "3.43", "burn"),
    # (12 − 3) ÷ 4
    ("When would they breach the covenant?", "何时跌破约束条款的下限？", "2.25", "covenant"),
    ("When does cash drop under the level the loan covenant asks for?",
     "现金何时低于贷款约束条款的要求？", "2.25", "covenant"),
    # (12 − 3 − 4) ÷ 2, a year later
    ("How long until cash hits the covenant if burn falls to 2 billion yuan from January 2027?",
     "如果2027年1月起每年烧20亿元，何时触及约束条款？", "3.5", "covenant"),
    # (12 − 2) ÷ 4: what is told and recorded is paid once
    ("What if the Umber suit is lost and 2 billion yuan has to be paid?",
     "如果输给安柏，要赔20亿元呢？", "2.5", "burn"),
]  # fmt: skip


@pytest.mark.parametrize(("en", "zh", "years", "id"), MOVED, ids=[r[0] for r in MOVED])
def test_what_moves_revenue_or_burn_is_worked_out(en: str, zh: str, years: str, id: str) -> None:
    for question, language in ((en, "en"), (zh, "zh")):
        change = supposed(question, language)  # type: ignore[arg-type]  # literals above
        assert change is not None, question
        got = scenario.answer(HELD, change)[0]
        assert str(got.low) == str(got.high) == years, question
        assert id in [i.fact_id for i in got.inputs]


@pytest.mark.parametrize(
    "question",
    [
        "What if Umber leaves as a customer?",  # nothing is recorded of what it brings
        "If the price of electricity rises by 20% a year, how long does the cash last?",
        "If some jobs go at CNY 500,000 each, how long does the cash last?",
    ],
)
def test_what_is_not_recorded_moves_nothing(question: str) -> None:
    told = lent(question, "en", TODAY, HELD)
    assert told.question == question


def test_a_covenant_that_is_not_recorded_gets_no_number() -> None:
    told = lent("When would they breach the covenant?", "en", TODAY, ledger(CASH, BURN))
    assert read(told.question, "en", today=TODAY) is None


def test_a_sum_at_the_current_burn_is_no_burn() -> None:
    for question, language in (
        ("How long would 8 billion yuan last at the current burn?", "en"),
        ("80亿元按目前的消耗能撑几个月？", "zh"),
    ):
        change = supposed(question, language)  # type: ignore[arg-type]  # literals above
        assert change is None or change.burn is None


def test_a_covenant_above_the_cash_is_said() -> None:
    change = supposed("When would the cash fall below 20 billion yuan?", "en")
    assert change is not None
    with pytest.raises(ScenarioError, match="not above"):
        scenario.answer(HELD, change)


def test_chances_are_of_what_is_above_the_covenant() -> None:
    change = supposed("When would they breach the covenant?", "en")
    assert change is not None
    spread = chance.spread(build.apply(recorded.from_ledger(HELD), change), paths=100)
    assert spread.p50 == pytest.approx(2.25)


def test_a_thread_keeps_what_was_supposed() -> None:
    change = supposed(MOVED[6][0], "en")
    assert change is not None
    assert Change.from_dict(change.to_dict()) == change


def test_a_fall_of_revenue_is_taken_off_its_run_rate_where_no_full_year_is_recorded() -> None:
    """12 ÷ (4 + 0.5 × 3): never longer than without the fall."""
    held = ledger(CASH, BURN, fact("rate", "arr", "3e9", "CNY"))
    for question, language in (
        ("What if revenue halved?", "en"), ("What if revenue fell by half?", "en"),
        ("如果收入腰斩？", "zh"), ("如果收入下降50%？", "zh"),
    ):  # fmt: skip
        told = lent(question, language, TODAY, held)  # type: ignore[arg-type]  # literals above
        change = read(told.question, language, today=TODAY)  # type: ignore[arg-type]
        assert change is not None
        got = scenario.answer(held, told.sourced(change))[0]
        assert str(got.low) == "2.18", question
        assert "rate" in [i.fact_id for i in got.inputs]
