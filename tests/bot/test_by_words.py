"""Figures that only the record has words for, put together: vessels, patents, passengers."""

import pytest
from made_facts import fact, record

from bot.computing.by_words import by_words
from bot.computing.pairing import operation_of
from bot.understand import understand

FACTS = (
    fact("vessels", "Torve runs 24 electric vessels on 11 routes.",
         "托维在11条航线上运营24艘电动船。", 24, "count", subject="vessels in operation"),
    fact("newest", "The newest vessel of Torve carries 300 passengers and 36 cars.",
         "托维最新的船可载300名乘客和36辆汽车。", 300, "people",
         subject="newest vessel, passengers"),
    fact("pax30", "Torve carried 5.4 million passengers in 2030.", "托维2030年运送乘客540万人次。",
         5_400_000, "people", attribute="passengers", subject="2030", as_of="2030-12-31"),
    fact("pax29", "Torve carried 3.6 million passengers in 2029.", "托维2029年运送乘客360万人次。",
         3_600_000, "people", attribute="passengers", subject="2029", as_of="2029-12-31"),
    fact("revenue", "Torve had revenue of NOK 480 million in 2030.",
         "托维2030年收入为4.8亿挪威克朗。",
         480_000_000, "NOK", attribute="revenue", subject="2030", as_of="2030-12-31"),
    fact("staff", "Torve employed 610 people on 30 June 2030.", "2030年6月30日托维有员工610人。",
         610, "people", attribute="headcount"),
    fact("captains", "Torve employs 140 captains.", "托维雇有140名船长。", 140, "people",
         subject="captains"),
    fact("granted", "Torve holds 17 granted docking patents.", "托维持有17项已授权的靠泊专利。", 17,
         "count", attribute="patents", subject="granted patents"),
    fact("fine", "The authority fined Torve NOK 4 million over the battery fire.",
         "海事局因电池起火对托维罚款400万挪威克朗。", 4_000_000, "NOK", subject="fine"),
    fact("insured", "Torve received an insurance payment of NOK 30 million for the battery fire.",
         "托维因电池起火获得3000万挪威克朗保险赔付。", 30_000_000, "NOK",
         subject="insurance payment"),
)  # fmt: skip

LEDGER = record(FACTS)
SAID = " ".join(f"{f.statement} {f.statement_zh}" for f in FACTS).lower()


def said(question: str) -> tuple[str, str] | None:
    u = understand(question, ledger=LEDGER, is_known=lambda w: w.lower() in SAID)
    made = by_words(u, LEDGER, operation_of(u))
    return (made.metric.says, made.metric.says_zh) if made else None


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("How many more passengers were carried in 2030 than in 2029?", "1.8 million"),
        ("2030年比2029年多运送多少乘客？", "180万"),
        ("By what percent did passengers grow from 2029 to 2030?", "up 50%"),
        ("2030年乘客人次比2029年增长了百分之几？", "升50%"),
        ("What was revenue per passenger in 2030?", "NOK 88.9"),
        ("2030年每名乘客带来多少收入？", "88.9挪威克朗"),
        ("What share of employees are captains?", "about 23%"),
        ("船长占员工的比例是多少？", "约23%"),
        ("What did the insurance leave after the fine?", "NOK 26 million"),
        ("保险赔付减去罚款还剩多少？", "2,600万挪威克朗"),
        ("What is the number of passengers per vessel?", "225,000"),
    ],
)
def test_two_figures_of_the_records_own_are_put_together(question: str, figure: str) -> None:
    made = said(question)
    assert made is not None
    assert figure in "".join(made)


@pytest.mark.parametrize(
    "question",
    [
        "What share of passengers are cars?",  # 36 is told beside another figure
        "How many more engineers than captains are there?",
        "What was revenue per car in 2030?",
        "每辆汽车带来多少收入？",
        "How many more passengers were carried in 2030 than in 2028?",
        "How many passengers were there per patent in Denmark?",
    ],
)
def test_a_figure_that_is_not_recorded_is_put_together_with_nothing(question: str) -> None:
    assert said(question) is None
