"""One statement that tells two figures, two times or its reason; names as Chinese writes them."""

from functools import partial

import pytest
from made_facts import fact, record

from bot.computing.pairing import paired
from bot.computing.remainders import remaining
from bot.follow import followed
from bot.matching.facing import facing
from bot.matching.wording import things
from bot.question.times import tells_another
from bot.understand import understand
from knowledge import Entity, tells_why

FACTS = (
    fact("crew", "Torve has a crew of 200, 50 of them in Bodø and 30 in Alta.",
         "托维船员200人，其中博多50人、阿尔塔30人。", 200, "people", attribute="headcount"),
    fact("trials", "Of the 40 crossings that Torve tried in 2029, 30 have become regular lines.",
         "托维2029年试航的40条航线中，有30条已转为固定航线。", 30, "count", subject="trial lines"),
    fact("theft", "In May 2030 thieves in Bodø took NOK 2 million from 8 passengers.",
         "2030年5月，窃贼在博多从8名乘客处偷走200万挪威克朗。", 2e6, "NOK", subject="theft"),
    fact("margin", "Gross margin slid from 60% in 2029 to 50% in the first half of 2030 as pilots "
         "put up their fees.",
         "毛利率由2029年的60%滑落至2030年上半年的50%，因为引航员涨价。", 50, "percent",
         attribute="gross_margin", subject="first half of 2030"),
    fact("stork2", "Training Stork 2 cost Torve NOK 4 million.", "训练白鹳2花了托维400万挪威克朗。",
         4e6, "NOK", attribute="training_run_cost", subject="Stork 2"),
    fact("stork3", "Torve plans Stork 3 for March 2031.", "托维计划2031年3月推出白鹳3。", 3,
         "count", attribute="goal", subject="Stork 3, launch"),
    fact("test", "Stork 2 got 84% on DockTest.", "白鹳2在DockTest上得84%。", 84, "percent",
         attribute="benchmark_score", subject="Stork 2, DockTest"),
    fact("rival-test", "Vannet's Heron 5 got 88% on DockTest.",
         "万内特的Heron 5在DockTest上得88%。", 88, "percent", attribute="benchmark_score",
         subject="Heron 5, DockTest", entity="vannet"),
    fact("cap", "Vannet's market value was NOK 900 million in June 2030.",
         "2030年6月万内特市值9亿挪威克朗。", 9e8, "NOK", attribute="market_cap", entity="vannet"),
    fact("rival-sales", "Vannet sold for NOK 300 million in 2029.", "万内特2029年收入3亿挪威克朗。",
         3e8, "NOK", attribute="revenue", subject="2029", as_of="2029-12-31", entity="vannet"),
    fact("sales", "Torve had revenue of NOK 50 million in 2029.", "托维2029年收入5000万挪威克朗。",
         5e7, "NOK", attribute="revenue", subject="2029", as_of="2029-12-31"),
    fact("hire", "Torve rents a quay from Vannet for NOK 36 million over three years.",
         "托维以3600万挪威克朗向万内特租用码头三年。", 36e6, "NOK", subject="quay lease"),
)  # fmt: skip

LEDGER = record(
    FACTS,
    others=[Entity(id="vannet", name="Vannet", name_zh="万内特", names=("Vannet", "万内特"))],
)
SAID = " ".join(f"{f.statement} {f.statement_zh}" for f in FACTS).lower()
understood = partial(understand, ledger=LEDGER, is_known=lambda w: w.lower() in SAID)


@pytest.mark.parametrize(
    ("question", "percent"),
    [
        ("What percentage of the crew is in Bodø?", "25%"),
        ("阿尔塔员工占比", "15%"),
        ("What share of the crossings tried in 2029 became regular lines?", "75%"),
    ],
)
def test_a_share_of_what_one_statement_counts(question: str, percent: str) -> None:
    made = remaining(understood(question), LEDGER)
    assert made and made.metric.says.endswith(f"{percent}.")


@pytest.mark.parametrize("question", ["What share of the crew is in Oslo?", "奥斯陆员工占比"])
def test_no_other_figure_of_the_place_stands_for_a_share(question: str) -> None:
    u = understood(question)
    assert remaining(u, LEDGER) is None and paired(u, LEDGER, (), understood) is None


@pytest.mark.parametrize("written", ["白鹳2", "白鹳3"])
def test_a_name_with_a_number_is_read_in_chinese(written: str) -> None:
    u = understood(f"训练{written}花了多少钱？")
    assert u.names == (f"Stork {written[-1]}",) and not u.unknown


@pytest.mark.parametrize(
    "question",
    ["Does Stork 2 beat Heron 5 on DockTest?", "在DockTest上，白鹳2和Heron 5谁更准？"],
)
def test_the_test_is_no_side_of_what_it_compares(question: str) -> None:
    u = understood(question)
    assert [f.id for f in facing(u, things(u, LEDGER), LEDGER)] == ["test", "rival-test"]


@pytest.mark.parametrize(
    "question",
    ["Vannet's market value is what multiple of 2029 sales?", "万内特市值是2029年收入的多少倍？"],
)
def test_a_party_named_once_is_meant_on_both_sides(question: str) -> None:
    made = paired(understood(question), LEDGER, (), understood)
    assert made and {f.id for f in made.facts} == {"cap", "rival-sales"}


@pytest.mark.parametrize(
    "ways",
    [("How much is the quay lease with Vannet?", "And what does that come to per year?"),
     ("万内特码头租约多少钱", "合每年多少")],
)  # fmt: skip
def test_the_other_party_of_a_contract_is_still_meant_in_the_next_turn(ways: list[str]) -> None:
    u = followed(understood(ways[1]), understood(ways[0]), LEDGER)
    assert "vannet" in (*u.focus, *u.others)


def test_a_text_that_dates_another_of_the_times_asked_about_tells_more() -> None:
    margin, asked = LEDGER.by_id["margin"], (("2029-01-01", "2029-12-31"),)
    assert tells_another(margin.statement, "50% in the first half of 2030", asked)
    assert not tells_another("50% in the first half of 2030", "50%", asked)


def test_a_reason_may_be_plain_in_chinese_only() -> None:
    assert tells_why(LEDGER.by_id["margin"]) and not tells_why(LEDGER.by_id["sales"])


def test_retention_of_revenue_is_no_loss_of_customers() -> None:
    for question in ("net revenue retention?", "净收入留存率多少？"):
        assert understood(question).concepts[:1] == ("revenue_retention",)
    assert understood("customer churn?").concepts[:1] == ("retention",)
