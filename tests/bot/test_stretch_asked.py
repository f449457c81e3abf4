"""The stretch, the rate and the plan that a question means; the year here ends in March."""

from decimal import Decimal
from functools import partial

import pytest
from made_facts import fact, record

from bot.computing.flows import of_stretch
from bot.computing.pairing import paired
from bot.matching.facing import facing
from bot.matching.fit import rank
from bot.matching.outcome import outcome
from bot.matching.wording import things
from bot.question.rates import without_rate
from bot.understand import Understanding, understand
from bot.whatif.recorded import movables
from knowledge import Entity, Rate

FACTS = (
    fact("year", "Torve's revenue was NOK 90 million in the year to March 2030.",
         "截至2030年3月的财年，托维收入9000万挪威克朗。", 9e7, "NOK", attribute="revenue",
         subject="year to March 2030", as_of="2030-03-31"),
    fact("half", "From April to September 2029 Torve earned NOK 40 million.",
         "2029年4月至9月，托维收入4000万挪威克朗。", 4e7, "NOK", attribute="revenue",
         subject="April to September 2029", as_of="2029-09-30"),
    fact("later", "From April to September 2030 Torve earned NOK 55 million.",
         "2030年4月至9月，托维收入5500万挪威克朗。", 5.5e7, "NOK", attribute="revenue",
         subject="April to September 2030", as_of="2030-09-30"),
    fact("quay-old", "A draft of 2029 plans the new quay for September 2030.",
         "2029年的草稿计划新码头于2030年9月启用。", 1, "count", attribute="goal",
         subject="new quay, opening", as_of="2029-06"),
    fact("quay-new", "The new quay is now to open in March 2031.", "新码头现定于2031年3月启用。", 1,
         "count", attribute="goal", subject="new quay, opening", as_of="2030-10",
         supersedes=("quay-old",)),
    fact("loan", "Sundby Bank granted Torve a loan of NOK 12 million, of which NOK 8 million was "
         "drawn in May 2030.",
         "松比银行给予托维1200万挪威克朗贷款，其中800万挪威克朗已于2030年5月提取。", 8e6, "NOK",
         attribute="debt", subject="Sundby loan, drawn"),
    fact("round", "Torve raised NOK 100 million in its Series B.", "托维B轮融资1亿挪威克朗。", 1e8,
         "NOK", attribute="round_amount", subject="Series B"),
    fact("ticket", "Nordbakk's ticket in the Series B is NOK 40 million.",
         "诺德巴克在B轮出资4000万挪威克朗。", 4e7, "NOK", attribute="investment_amount",
         subject="Nordbakk"),
)  # fmt: skip

LEDGER = record(
    FACTS,
    others=[Entity(id="nordbakk", name="Nordbakk", name_zh="诺德巴克", names=("Nordbakk",))],
)
SAID = " ".join(f"{f.statement} {f.statement_zh}" for f in FACTS).lower()
understood = partial(understand, ledger=LEDGER, is_known=lambda w: w.lower() in SAID)


@pytest.mark.parametrize(
    "question",
    ["revenue in H2 FY2030?", "second half of the March 2030 year: revenue?",
     "2030财年下半年收入多少？", "截至2030年3月财年的下半年收入多少？"],
)  # fmt: skip
def test_half_a_fiscal_year_is_of_the_companys_own_year(question: str) -> None:
    u = understood(question)
    made = of_stretch(u, LEDGER)
    assert u.period == ("2029-10-01", "2030-03-31")
    assert made and made.metric.says.endswith("NOK 50 million.")


def test_a_years_figure_is_none_of_its_quarter() -> None:
    held = rank(understood("revenue in the first quarter of 2030?"), LEDGER)
    assert not [r for r in held if r.strength == "strong" and r.fact.id == "year"]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Is the new quay due in September 2030?", "quay-new"),
        ("新码头是2030年9月启用吧？", "quay-new"),
        ("When did the draft plan the new quay, September 2030?", "quay-old"),
    ],
)
def test_a_plan_given_up_does_not_answer_for_the_one_that_holds(question: str, first: str) -> None:
    u = understood(question)
    asked = things(u, LEDGER)
    assert outcome(u, LEDGER, asked, rank(u, LEDGER, asked))[0].fact.id == first


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("At 7.1 yuan to the dollar, what did it raise?", "what did it raise?"),
        ("按1美元兑7.1元人民币计算，融了多少？", "融了多少？"),
        ("At 6.8 yuan to the dollar, what did it raise?", None),
        ("按6.8折算，融了多少？", None),
    ],
)
def test_a_rate_that_is_on_record_is_taken_from_there(question: str, left: str | None) -> None:
    rate = Rate(date="2030-06-30", base="USD", quote="CNY", rate=Decimal("7.1"), source="letter")
    held = record(FACTS, rates=[rate])
    assert without_rate(question, held) == (question if left is None else left)


def test_what_is_left_of_a_loan_that_one_statement_tells_can_be_drawn() -> None:
    drawable = [m for m in movables(LEDGER) if "undrawn" in m.kinds and m.way == "in"]
    assert [(m.way, int(m.amount.low)) for m in drawable] == [("in", 4_000_000)]


@pytest.mark.parametrize("round_", ["the B", "the Series B"])
def test_a_round_beside_a_ticket_is_what_it_raised(round_: str) -> None:
    made = paired(understood(f"Nordbakk's ticket as part of {round_}"), LEDGER, (), understood)
    assert made and {f.id for f in made.facts} == {"ticket", "round"}


def test_a_burn_multiple_is_not_the_burn() -> None:
    assert understood("burn multiple?").concepts == ("burn_multiple",)


BURN = (
    fact("burn-now", "Torve burns NOK 4 million a month, NOK 48 million a year.",
         "托维每月消耗400万挪威克朗，全年4800万挪威克朗。", 4.8e7, "NOK", attribute="burn_annual",
         as_of="2030-09-30"),
    fact("burn-then",
         "In the second half of 2029 Torve used NOK 18 million: NOK 3 million a month.",
         "2029年7月至12月，托维消耗1800万挪威克朗，每月300万挪威克朗。", 1.8e7, "NOK",
         attribute="burn_cumulative", subject="July to December 2029", as_of="2029-12-31"),
    fact("pass", "Vannet pays Torve NOK 12 million over three years for 4,000 passes.",
         "万内特三年付给托维1200万挪威克朗，购买4000张票证。", 1.2e7, "NOK",
         attribute="relationship", subject="Vannet passes"),
    fact("bio", "Before she founded Torve in 2021 Ingrid Sol piloted tankers.",
         "英格丽·索尔2021年创办托维之前驾驶油轮。", 2021, "count", attribute="background",
         subject="Ingrid Sol"),
)  # fmt: skip
LINE = record(
    BURN,
    others=[Entity(id="vannet", name="Vannet", name_zh="万内特", names=("Vannet", "万内特"))],
)


def read(question: str) -> Understanding:
    words = " ".join(f"{f.statement} {f.statement_zh}" for f in BURN).lower()
    return understand(question, ledger=LINE, is_known=lambda w: w.lower() in words)


@pytest.mark.parametrize(
    "question",
    ["Is Torve spending its cash faster now than in the second half of 2029?",
     "与2029年下半年相比，托维现在烧钱是不是更快了？"],
)  # fmt: skip
def test_now_stands_beside_the_time_it_is_compared_with(question: str) -> None:
    u = read(question)
    assert [f.id for f in facing(u, things(u, LINE), LINE)] == ["burn-now", "burn-then"]


def test_a_years_sum_is_not_told_for_each_pass_of_it() -> None:
    u = read("How much of each Vannet pass do they earn per year?")
    made = paired(u, LINE, (), read)
    assert made is None or len(made.facts) == 2


def test_how_many_years_counts_nothing() -> None:
    assert "count" not in read("How large is the deal, and over how many years does it run?").wants
    assert "count" in read("How many passes are there, and for how many years?").wants


@pytest.mark.parametrize("question", ["What did Ingrid Sol do before she started it?",
                                      "英格丽·索尔创业之前做什么？"])  # fmt: skip
def test_what_somebody_did_before_is_the_founders_past(question: str) -> None:
    assert "founder" in read(question).concepts
