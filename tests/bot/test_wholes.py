"""What follows from two recorded figures of one thing, and what stands beside another's."""

from functools import partial

import pytest
from made_facts import fact, record

from bot.compute import compute
from bot.computing.flows import of_stretch
from bot.computing.pairing import paired
from bot.computing.remainders import remaining
from bot.matching.facing import facing
from bot.matching.fit import rank
from bot.matching.wording import things
from bot.understand import Understanding, understand
from knowledge import Entity

FACTS = (
    fact("line", "Sundby Bank granted Torve a credit line of NOK 40 million.",
         "松比银行给予托维4000万挪威克朗信贷额度。", 40e6, "NOK", attribute="debt",
         subject="Sundby line", as_of="2029-03"),
    fact("drawn", "NOK 25 million of the Sundby line has been drawn by Torve.",
         "托维已从松比额度提款2500万挪威克朗。", 25e6, "NOK", attribute="debt",
         subject="Sundby line, drawn"),
    fact("quay", "The port has promised Torve NOK 9 million for the quay, of which NOK 6 million "
         "was paid in May 2030.",
         "港口承诺为码头付给托维900万挪威克朗，其中600万挪威克朗已于2030年5月支付。",
         9e6, "NOK", subject="quay subsidy"),
    fact("riders", "Torve counts 30,000 paying riders among 600,000 registered users.",
         "托维有3万名付费乘客，注册用户60万。", 30_000, "users", subject="paying riders"),
    fact("half", "Torve earned revenue of NOK 30 million in the first half of 2030, against NOK 24 "
         "million a year earlier.",
         "托维2030年上半年收入3000万挪威克朗，上年同期为2400万挪威克朗。",
         30e6, "NOK", attribute="revenue", subject="first half of 2030"),
    fact("year", "Torve had revenue of NOK 50 million in 2029.", "托维2029年收入5000万挪威克朗。",
         50e6, "NOK", attribute="revenue", subject="2029", as_of="2029-12-31"),
    fact("own-test", "Torve says its Stork 2 clears 91% of DockTest.",
         "托维称Stork 2在DockTest上通过91%。", 91, "percent", attribute="benchmark_score",
         subject="Stork 2, DockTest", as_of="2030-01"),
    fact("magazine", "The magazine Quay Review measured 84% for Stork 2 on DockTest.",
         "《码头评论》杂志测得Stork 2在DockTest上为84%。", 84, "percent",
         attribute="benchmark_score", subject="Stork 2, DockTest", as_of="2030-05"),
    fact("rival", "In the same run Vannet's Heron 5 came to 88%.",
         "同一测试中，万内特的Heron 5为88%。", 88, "percent", attribute="benchmark_score",
         subject="Heron 5, DockTest", as_of="2030-05", entity="vannet"),
    fact("cuts", "Torve let 20 deckhands go in May 2030 and paid them NOK 4 million in severance.",
         "2030年5月托维裁掉20名水手，付给遣散费400万挪威克朗。", 20, "people", subject="layoffs"),
    fact("crew", "Torve employed 160 people at the end of 2029.", "2029年末托维有160名员工。", 160,
         "people", attribute="headcount", as_of="2029-12-31"),
    fact("crew-now", "Torve employed 200 people in June 2030.", "2030年6月托维有200名员工。", 200,
         "people", attribute="headcount", supersedes=("crew",)),
    fact("charter", "Vannet charters two ferries from Torve for NOK 36 million over three years.",
         "万内特三年内以3600万挪威克朗向托维租用两艘渡船。", 36e6, "NOK", subject="Vannet charter",
         attribute="relationship"),
    fact("cash", "Torve held NOK 45 million in cash in June 2030.",
         "2030年6月托维有现金4500万挪威克朗。", 45e6, "NOK", attribute="cash"),
    fact("floor", "Under the Sundby covenant Torve's cash may not fall below NOK 12 million.",
         "按松比契约，托维现金不得低于1200万挪威克朗。", 12e6, "NOK",
         subject="covenant of the Sundby line"),
    fact("mix", "Ferries made up 60% of Torve's 2029 revenue, moorings 25% and the yard 15%.",
         "托维2029年收入中，渡船占60%，泊位占25%，船坞占15%。", 60, "percent",
         attribute="revenue_mix", subject="ferries, 2029", as_of="2029-12-31"),
    fact("seat", "A season pass of Torve costs NOK 900.", "托维季票900挪威克朗。", 900, "NOK",
         attribute="subscription_price", subject="season pass"),
    fact("rival-seat", "Vannet asks EUR 75 for a season pass.", "万内特季票75欧元。", 75, "EUR",
         attribute="subscription_price", subject="season pass", entity="vannet"),
)  # fmt: skip

LEDGER = record(
    FACTS,
    others=(
        Entity(id="vannet", name="Vannet", name_zh="万内特", names=("Vannet", "万内特")),
        Entity(id="sundby", name="Sundby Bank", name_zh="松比银行",
               names=("Sundby Bank", "Sundby", "松比银行", "松比")),
    ),
)  # fmt: skip
SAID = " ".join(f"{f.statement} {f.statement_zh}" for f in FACTS).lower()
understood = partial(understand, ledger=LEDGER, is_known=lambda w: w.lower() in SAID)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("How much of the Sundby line is undrawn?", "NOK 15 million"),
        ("松比额度还有多少没提？", "NOK 15 million"),
        ("What is still outstanding of the quay subsidy?", "NOK 3 million"),
        ("What is the conversion of users to paying ones, in %?", "5%"),
        ("付费转化率是多少？", "5%"),
    ],
)
def test_what_is_left_or_done_of_a_whole_follows_from_the_two(question: str, figure: str) -> None:
    made = remaining(understood(question), LEDGER)
    assert made and made.metric.says.endswith(f"{figure}.")


@pytest.mark.parametrize(
    "question",
    ["Who left the board?", "How much of the pier is left to be paid?", "What share pays tax?"],
)
def test_nothing_is_left_of_what_no_whole_is_recorded_of(question: str) -> None:
    assert remaining(understood(question), LEDGER) is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("revenue growth of H1 2030, year on year?", "up 25%"),
        ("2030年上半年收入同比增长多少？", "up 25%"),
        ("What was revenue in the second half of 2029?", "NOK 26 million"),
        ("2029年下半年收入是多少？", "NOK 26 million"),
        ("By how many percent has headcount grown since the end of 2029?", "up 25%"),
        ("员工比2029年底多了百分之几？", "up 25%"),
        ("What does the Vannet charter come to, annualised?", "NOK 12 million a year"),
        ("万内特租船合同摊到每年是多少？", "NOK 12 million a year"),
    ],
)
def test_a_stretch_follows_from_recorded_ones_of_others(question: str, told: str) -> None:
    made = of_stretch(understood(question), LEDGER)
    assert made and told in made.metric.says


@pytest.mark.parametrize(
    "question",
    ["What was revenue in the second half of 2028?", "revenue growth of 2029, year on year?",
     "What was revenue in the first quarter of 2029?",
     "By how many percent has revenue grown since 2030?",
     "What interest does Sundby charge, annualised?"],
)  # fmt: skip
def test_no_stretch_is_made_up_where_a_part_is_not_recorded(question: str) -> None:
    assert of_stretch(understood(question), LEDGER) is None


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("What was the average severance per laid-off deckhand?", "about NOK 200,000 each"),
        ("水手遣散费人均多少？", "about NOK 200,000 each"),
        ("How much headroom does cash have over the Sundby covenant?", "NOK 33 million"),
        ("现金离契约下限还有多少余量？", "NOK 33 million"),
        ("How much revenue did moorings bring in 2029, not as a percentage?", "NOK 12.5 million"),
        ("2029年泊位收入金额是多少？", "NOK 12.5 million"),
        ("What was 2029 revenue per employee?", "about NOK 313,000 each"),
    ],
)
def test_a_figure_that_a_statement_tells_beside_its_own_is_one_too(
    question: str, figure: str
) -> None:
    u = understood(question)
    made = paired(u, LEDGER, (), understood)
    metrics = (made.metric,) if made else compute(u, LEDGER, (), rank(u, LEDGER))
    assert [m.says.rstrip(".").endswith(figure) for m in metrics] == [True], metrics


@pytest.mark.parametrize(
    "question", ["What were layoffs per employee?", "What is the average price per deckhand?"]
)
def test_the_laid_off_are_divided_by_nobody(question: str) -> None:
    u = understood(question)
    assert paired(u, LEDGER, (), understood) is None
    assert compute(u, LEDGER, (), rank(u, LEDGER)) == ()


def faced(question: str) -> list[str]:
    u: Understanding = understood(question)
    return [f.id for f in facing(u, things(u, LEDGER), LEDGER)]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Stork 2 or Heron 5, which is better on the magazine's run?", ["magazine", "rival"]),
        ("杂志测的，Stork 2和Heron 5哪个高？", ["magazine", "rival"]),
        ("Is Torve cheaper than Vannet?", ["seat", "rival-seat"]),
        ("托维和万内特哪家便宜？", ["seat", "rival-seat"]),
        ("Does Torve have more staff than Vannet?", []),
    ],
)
def test_two_sides_are_told_by_one_attribute_of_one_test(question: str, told: list[str]) -> None:
    assert faced(question) == told
