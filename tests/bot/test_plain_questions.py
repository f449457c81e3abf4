"""Plain questions of a listed rival's debut, of now and then, of plans, of who joined when."""

from functools import partial

import pytest
from made_facts import fact

from bot.computing.operations import operation_of
from bot.computing.pairing import paired
from bot.follow import followed
from bot.matching.fit import rank
from bot.understand import Understanding, understand
from knowledge import Entity, Ledger, Source

FACTS = (
    fact("floated", "Vannet listed on 4 March 2030 at NOK 40 a share, raised NOK 800 million and "
         "first closed at NOK 52.", "万内特2030年3月4日上市，募资8亿挪威克朗，首日收盘52挪威克朗。",
         800e6, "NOK", attribute="ipo_proceeds", entity="vannet", as_of="2030-03-04"),
    fact("then", "Vannet was worth NOK 2.6 billion at its first close.",
         "万内特首日收盘市值26亿挪威克朗。",
         2.6e9, "NOK", attribute="market_cap", entity="vannet", as_of="2030-03-04"),
    fact("now", "Vannet is worth NOK 1.3 billion.", "万内特市值13亿挪威克朗。",
         1.3e9, "NOK", attribute="market_cap", entity="vannet", as_of="2030-11-02",
         supersedes=("then",)),
    fact("price", "Torve was priced at NOK 500 million in March 2030.",
         "2030年3月托维估值5亿挪威克朗。",
         500e6, "NOK", attribute="valuation", as_of="2030-03-20"),
    fact("b", "Torve raised NOK 90 million in its Series B.", "托维B轮融资9000万挪威克朗。",
         90e6, "NOK", attribute="round_amount", subject="Series B", as_of="2030-05-01"),
    fact("a", "Torve raised NOK 20 million in a first tranche of its Series A with Kelp Capital.",
         "托维A轮首笔融资2000万挪威克朗，凯尔普资本参投。",
         20e6, "NOK", attribute="round_amount", subject="Series A", as_of="2028-02-01"),
    fact("a-price", "Series A valued Torve at NOK 100 million post-money.",
         "A轮后托维投后估值1亿挪威克朗。",
         100e6, "NOK", attribute="valuation_post", subject="Series A", as_of="2028-02-01"),
    fact("b-price", "Series B valued Torve at NOK 450 million post-money.",
         "B轮后托维投后估值4.5亿挪威克朗。",
         450e6, "NOK", attribute="valuation_post", subject="Series B", as_of="2030-05-01"),
    fact("users-start", "Torve had 200,000 monthly users.", "托维月活用户20万。", 200e3, "users",
         attribute="mau", as_of="2029-01-31"),
    fact("users-peak", "Torve had 900,000 monthly users.", "托维月活用户90万。", 900e3, "users",
         attribute="mau", as_of="2029-06-30"),
    fact("users-now", "Torve had 300,000 monthly users.", "托维月活用户30万。", 300e3, "users",
         attribute="mau", as_of="2030-06-30", supersedes=("users-start", "users-peak")),
    fact("their-cash", "Vannet held cash of NOK 400 million.", "万内特有现金4亿挪威克朗。",
         400e6, "NOK", attribute="cash", entity="vannet"),
    fact("kelp-1", "Torve put out Kelp-1 on 3 May 2029.", "托维2029年5月3日发布Kelp-1。",
         1, "count", attribute="release", subject="Kelp-1", as_of="2029-05-03"),
    fact("kelp-1-app", "Torve put out the Kelp-1 app.", "托维发布Kelp-1应用。", 1, "count",
         attribute="release", subject="Kelp-1 app", as_of="2030-01-10"),
    fact("kelp-2", "Torve put out Kelp-2 on 8 August 2030.", "托维2030年8月8日发布Kelp-2。",
         1, "count", attribute="release", subject="Kelp-2", as_of="2030-08-08"),
    fact("sought", "Torve had set out to raise NOK 60 million in its Series B.",
         "托维B轮原本只想融6000万挪威克朗。",
         60e6, "NOK", attribute="round_target", subject="Series B", as_of="2030-04-01"),
    fact("again", "Kelp Capital joined Torve's Series B.", "凯尔普资本参投托维B轮。",
         1, "count", attribute="round_participants", subject="Series B", as_of="2030-05-01"),
    fact("fares", "Ferry tickets make 70% of Torve's revenue.", "船票占托维收入的70%。",
         70, "percent", attribute="revenue_mix", subject="tickets"),
    fact("held", "Vannet holds 12% of Torve.", "万内特持有托维12%股份。",
         12, "percent", attribute="ownership_share", subject="Vannet"),
    fact("staff", "Torve employs 310 people.", "托维有310名员工。", 310, "people",
         attribute="headcount"),
    fact("cash", "Torve held cash of NOK 90 million.", "托维有现金9000万挪威克朗。",
         90e6, "NOK", attribute="cash"),
    fact("paid", "Of what Vannet put into Torve, NOK 3 million was cash.",
         "万内特投入托维的款项中300万挪威克朗为现金。",
         3e6, "NOK", attribute="investment_cash", subject="Vannet"),
    fact("credit", "Half of what Vannet put into Torve came as credits.",
         "万内特投入托维的一半为云积分。",
         50, "percent", attribute="cloud_credit", subject="Vannet"),
)  # fmt: skip
LEDGER = Ledger(
    facts=FACTS,
    sources=(Source(id="letter", title="Letter", publisher="Torve", published="2031-02-01",
                    language="en", tier=1),),
    entities=(
        Entity(id="torve", name="Torve", name_zh="托维", names=("Torve", "托维"), is_subject=True),
        Entity(id="vannet", name="Vannet", name_zh="万内特", names=("Vannet", "万内特")),
    ),
)  # fmt: skip
SAID = " ".join(f"{f.statement} {f.statement_zh}" for f in FACTS).lower()
understood = partial(understand, ledger=LEDGER, is_known=lambda w: w.lower() in SAID)


def best(question: str) -> list[str]:
    return [r.fact.id for r in rank(understood(question), LEDGER) if r.strength == "strong"]


def put_together(question: str) -> tuple[str, ...] | None:
    def part(text: str) -> Understanding:
        return understood(text)

    made = paired(understood(question), LEDGER, (), part)
    return tuple(f.id for f in made.facts) if made else None


@pytest.mark.parametrize(
    "question",
    [
        "What was Vannet worth at its listing?",
        "What was Vannet's market value when it listed?",
        "What was Vannet worth on its first day of trading?",
        "万内特上市时值多少钱？",
        "万内特上市首日市值多少？",
    ],
)
def test_worth_at_the_debut_is_of_the_days_of_the_listing(question: str) -> None:
    assert understood(question).period == ("2030-03-04", "2030-03-10")
    assert best(question)[0] == "then"


@pytest.mark.parametrize(
    "question", ["What was Torve worth at its listing?", "托维上市时值多少钱？"]
)
def test_debut_that_is_not_on_record_is_no_time(question: str) -> None:
    assert understood(question).period is None


@pytest.mark.parametrize(
    "question",
    [
        "How does Vannet's market value now compare with March 2030?",
        "万内特现在的市值和2030年3月相比如何？",
        "万内特现在的市值是多少，和上市首日相比呢？",
    ],
)
def test_now_and_then_is_one_partys_way_between_the_two(question: str) -> None:
    assert operation_of(understood(question)) == "path"
    assert put_together(question) == ("then", "now")


@pytest.mark.parametrize(
    "question",
    ["Did the Series B bring in more than was first planned?", "B轮融资比原计划多多少？"],
)
def test_what_was_planned_for_a_round_is_set_beside_what_it_brought_in(question: str) -> None:
    assert put_together(question) == ("b", "sought")


@pytest.mark.parametrize(
    "question", ["When did Kelp Capital invest in Torve?", "When did Kelp Capital come on board?"]
)
def test_entry_is_told_by_the_first_round_of_the_investor(question: str) -> None:
    assert best(question)[0] == "a"


def test_part_of_revenue_is_no_stake() -> None:
    assert understood("船票收入占多少？").concepts[0] == "revenue_mix"
    assert understood("万内特占多少？").concepts == ("stake",)


@pytest.mark.parametrize(
    "question",
    [
        "How many engineers does Torve have?",
        "研发人员占多少？",
        "What share of the staff are engineers?",
    ],
)
def test_part_of_the_staff_is_not_told_by_all_of_it(question: str) -> None:
    assert understood(question).concepts[0] == "technical_staff"
    assert not best(question)


@pytest.mark.parametrize(
    "question", ["How much of Vannet's investment was cash?", "万内特的投资中有多少是现金？"]
)
def test_cash_part_of_an_investment_is_no_part_of_the_companys_cash(question: str) -> None:
    assert put_together(question) is None
    assert set(best(question)) == {"credit", "paid"}


def test_those_who_pay_are_not_those_who_work() -> None:
    assert understood("How many people pay for Torve?").concepts == ("paying_users",)


def test_harm_done_to_a_business_is_no_accident() -> None:
    assert understood("Could sanctions hurt the business?").concepts == ("sanctions",)
    assert understood("Was anyone hurt on the ferry?").concepts == ("incidents",)


@pytest.mark.parametrize(
    "question",
    [
        "From Series A to Series B, by what factor did the valuation rise?",
        "By what factor did the valuation rise from the first round to Series B?",
        "从A轮到B轮，估值翻了多少倍？",
        "从天使轮到B轮，估值翻了多少倍？",
    ],
)
def test_price_from_one_round_to_another_is_of_both_rounds(question: str) -> None:
    assert put_together(question) == ("a-price", "b-price")


def test_rounds_told_with_their_word_stand_side_by_side() -> None:
    u = understood("How much did Series A and Series B each raise?")
    assert (u.concepts, u.apart) == (("funding",), ("Series A", "Series B"))


@pytest.mark.parametrize(
    "question",
    [
        "How far are monthly users down from their peak?",
        "What share of its peak users has Torve lost?",
        "托维的月活比高峰期掉了多少？",
    ],
)
def test_way_from_the_peak_begins_at_the_largest_figure(question: str) -> None:
    assert put_together(question) == ("users-peak", "users-now")


def test_peak_that_may_be_of_another_currency_is_not_told() -> None:
    abroad = fact("abroad", "Vannet was worth EUR 900 million in May 2030.",
                  "2030年5月万内特市值9亿欧元。", 900e6, "EUR",
                  attribute="market_cap", entity="vannet", as_of="2030-05-20")  # fmt: skip
    question = "How far below its peak is Vannet's market value?"
    assert put_together(question) == ("then", "now")
    wider = Ledger(facts=(*FACTS, abroad), sources=LEDGER.sources, entities=LEDGER.entities)
    assert paired(understood(question), wider, (), understood) is None


def test_companys_own_figure_is_asked_for_beside_that_of_its_rivals() -> None:
    assert understood("公司的现金是多少？同行呢？").focus == ("torve", "vannet")
    assert understood("What cash do its rivals have?").focus == ("vannet",)


@pytest.mark.parametrize(
    ("first", "then", "now"),
    [
        ("What was Vannet's cash?", "And Torve's?", "Which of them has more?"),
        ("万内特有多少现金？", "托维呢？", "两家谁多？"),
    ],
)
def test_them_are_all_whom_the_turns_have_named(first: str, then: str, now: str) -> None:
    turn = followed(understood(then), understood(first), LEDGER)
    u = followed(understood(now), turn, LEDGER)
    assert set(u.focus) == set(u.apart) == {"torve", "vannet"}


@pytest.mark.parametrize(
    "question", ["How long after Kelp-1 did Kelp-2 come out?", "Kelp-1和Kelp-2的发布隔了多久？"]
)
def test_time_between_two_releases_is_of_the_two_that_are_named(question: str) -> None:
    assert put_together(question) == ("kelp-1", "kelp-2")


@pytest.mark.parametrize(
    ("question", "most"),
    [
        ("Which company has the most cash?", ("torve", "vannet")),
        ("哪家现金最多？", ("torve", "vannet")),
        ("Which rival has the most cash?", ("vannet",)),
    ],
)
def test_most_of_all_is_looked_for_among_all(question: str, most: tuple[str, ...]) -> None:
    u = understood(question)
    assert u.focus == most
    assert "compare" not in u.wants
