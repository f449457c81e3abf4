"""Figures that a question names in the record's own words and works something out of."""

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest
from made_facts import fact

from bot.computing.splits import readings
from bot.computing.sums import summed
from bot.understand import understand
from knowledge import Entity, Ledger, Rate, Source, language_of

FACTS = (
    fact("cash", "Torve held cash of NOK 90 million on 30 June 2030.",
         "2030年6月30日托维有现金9000万挪威克朗。", 90e6, "NOK", attribute="cash"),
    fact("burn", "Torve uses NOK 60 million of cash a year.", "托维每年消耗现金6000万挪威克朗。",
         60e6, "NOK", attribute="burn_annual"),
    fact("seed", "Torve raised NOK 5 million in its seed round.", "托维种子轮融资500万挪威克朗。",
         5e6, "NOK", attribute="round_amount", subject="seed round", as_of="2024-02-01"),
    fact("a", "Torve raised NOK 20 million in its Series A.", "托维A轮融资2000万挪威克朗。",
         20e6, "NOK", attribute="round_amount", subject="Series A", as_of="2026-02-01"),
    fact("b", "Torve raised NOK 50 million in its Series B.", "托维B轮融资5000万挪威克朗。",
         50e6, "NOK", attribute="round_amount", subject="Series B", as_of="2028-02-01"),
    fact("rival", "Vannet raised NOK 400 million in its Series E.", "万内特E轮融资4亿挪威克朗。",
         400e6, "NOK", attribute="round_amount", subject="Series E", entity="vannet"),
    fact("charter", "Torve signed a charter contract of NOK 36 million over three years.",
         "托维签订三年期租船合同，金额3600万挪威克朗。", 36e6, "NOK", subject="charter contract"),
    fact("advance", "Torve received an advance of NOK 15 million for the quay.",
         "托维收到1500万挪威克朗的码头预付款。", 15e6, "NOK", subject="advance for the quay"),
    fact("fine", "The port authority claims EUR 4 million from Torve for the quay.",
         "港务局就码头向托维索赔400万欧元。", 4e6, "EUR", subject="quay damages"),
    fact("vessels", "Torve runs 24 electric vessels.", "托维运营24艘电动船。", 24, "count",
         subject="vessels in operation"),
    fact("ticket", "Torve charges NOK 90 a vessel for mooring.", "托维每艘船收取90挪威克朗停泊费。",
         90, "NOK", subject="mooring, price per vessel"),
    fact("pier", "Torve signed a pier contract of NOK 10 million with Vannet over two years.",
         "托维与万内特签订两年期码头合同，金额1000万挪威克朗。", 10e6, "NOK",
         subject="pier contract"),
    fact("stake", "Vannet put NOK 3 million into Torve.", "万内特向托维投入300万挪威克朗。", 3e6,
         "NOK", subject="Vannet"),
    fact("revenue", "Torve had revenue of NOK 48 million in 2029.",
         "托维2029年收入为4800万挪威克朗。",
         48e6, "NOK", attribute="revenue", subject="2029", as_of="2029-12-31"),
    fact("loss", "Torve had a net loss of NOK 12 million in 2029.",
         "托维2029年净亏损1200万挪威克朗。",
         12e6, "NOK", attribute="net_loss", subject="2029", as_of="2029-12-31"),
)  # fmt: skip

LEDGER = Ledger(
    facts=FACTS,
    sources=(Source(id="letter", title="Letter", publisher="Torve", published="2031-02-01",
                    language="en", tier=1),),
    entities=(
        Entity(id="torve", name="Torve", name_zh="托维", names=("Torve", "托维"), is_subject=True),
        Entity(id="vannet", name="Vannet", name_zh="万内特", names=("Vannet", "万内特")),
    ),
    rates=(Rate(date="2030-06-01", base="EUR", quote="NOK", rate=Decimal(10), source="letter",
                derivation="EUR 1 million stated as NOK 10 million"),),
)  # fmt: skip
SAID = " ".join(f"{f.statement} {f.statement_zh}" for f in FACTS).lower()


def worked_out(question: str) -> tuple[str, str] | None:
    understood = partial(understand, ledger=LEDGER, is_known=lambda w: w.lower() in SAID)
    made = summed(understood(question), LEDGER, understood)
    return (made.metric.says, made.metric.says_zh) if made else None


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("Seed, A and B together?", "NOK 75 million"),
        ("Seed + A + B = ?", "NOK 75 million"),
        ("种子轮、A轮和B轮加起来多少？", "7,500万挪威克朗"),
        ("The seed round plus the advance for the quay?", "NOK 20 million"),
        ("How much does the charter contract come to a year?", "NOK 12 million"),
        ("租船合同平均每年多少？", "1,200万挪威克朗"),
        ("The charter contract per month, on average?", "NOK 1 million"),
        ("How many months of burn does the advance for the quay pay for?", "about 3 months"),
        ("At the stated burn, how many months does the balance cover?", "about 18 months"),
        ("码头预付款相当于几个月的消耗？", "约3个月"),
        ("Quay damages in NOK - more or less than the advance for the quay?", "NOK 25 million"),
        ("How much more cash do they have than the charter contract requires?", "NOK 54 million"),
        ("租船合同占现金的百分之几？", "约40%"),
        ("What share of the cash does the advance for the quay make up?", "about 16.7%"),
        ("How many times the advance for the quay is the charter contract?", "about 2.4×"),
        ("How much do they lose for every NOK 1 of revenue in 2029?", "about 0.25×"),
        ("2029年每1挪威克朗收入亏多少？", "约0.25倍"),
        ("What does the charter contract bring per vessel?", "NOK 1.5 million"),
        ("平均每艘电动船的租船合同是多少？", "150万挪威克朗"),
        ("Vannet and charter contracts together?", "NOK 46 million"),  # not what Vannet put in
        ("What did A and B bring in between them?", "NOK 70 million"),
        ("Per month, what is the charter contract worth?", "NOK 1 million"),
        ("租船合同的年均金额？", "1,200万挪威克朗"),
        ("The Vannet deal per year?", "NOK 5 million"),
        ("What is left of the cash after paying the charter contract?", "NOK 54 million"),
        ("2029年每艘电动船亏多少？", "50万挪威克朗"),
    ],
)
def test_what_is_named_in_the_records_own_words_is_put_together(question: str, figure: str) -> None:
    made = worked_out(question)
    assert made is not None
    assert figure in "".join(made)


@pytest.mark.parametrize(
    "question",
    [
        "Seed, A and C together?",  # a total without one of them is another total
        "Rent plus the advance for the quay?",
        "How many times bigger is the E round than the B?",  # the rival's
        "E轮融资额是B轮的几倍？",
        "The charter contract per captain?",
        "每名船长对应的租船合同是多少？",
        "How much does the advance for the quay come to a year?",  # it tells no term
        "What is the charter to them - a contract or what?",
        "How many months of rent does the cash pay for?",
        "What is the mooring price per vessel?",  # on record as such
        "How many captains per vessel?",
        "What is the charter contract over?",
    ],
)
def test_what_is_not_recorded_is_put_together_with_nothing(question: str) -> None:
    assert worked_out(question) is None


def test_every_word_is_in_one_of_the_parts() -> None:
    question = "Is the claim, in pounds, more than the cash at end October?"
    told = [r.parts for r in readings(question, language_of(question))]
    assert ("the claim, in pounds", "the cash at end October") in told


CREDITED = replace(
    LEDGER,
    facts=(
        *FACTS,
        fact("half", "Just under half of Vannet's money came as harbour credits.",
             "万内特的投入中略少于一半为云积分。", 50, "percent", attribute="cloud_credit",
             subject="Vannet"),
        fact("credits", "Vannet's cloud credits came to NOK 1.4 million.",
             "万内特的云积分约140万挪威克朗。", 1.4e6, "NOK", attribute="cloud_credit",
             subject="Vannet"),
        fact("paid", "Vannet's real outlay was NOK 2 million.", "万内特实际出资200万挪威克朗。",
             2e6, "NOK", attribute="investment_cash", subject="Vannet"),
    ),
)  # fmt: skip


@pytest.mark.parametrize("question", ["万内特的投资里有多少是云积分？", "现金里包括B轮融资吗？"])
def test_recorded_share_is_not_worked_out_and_whether_is_no_share(question: str) -> None:
    understood = partial(understand, ledger=CREDITED, is_known=lambda w: w.lower() in SAID)
    assert summed(understood(question), CREDITED, understood) is None


def test_two_models_of_which_no_quantity_is_said_and_cash_against_burn_make_no_difference() -> None:
    """Their only figures are of two kinds: a licence's threshold less what training cost."""
    models = (
        fact("licence", "Kvit-9 may be used freely below revenue of NOK 20 million.",
             "Kvit-9在收入低于2000万挪威克朗时可免费使用。", 20e6, "NOK", attribute="licence",
             subject="Kvit-9"),
        fact("training", "Training Kvit-2 cost NOK 4 million.", "训练Kvit-2花费400万挪威克朗。",
             4e6, "NOK", attribute="training_cost", subject="Kvit-2"),
    )  # fmt: skip
    ledger = replace(LEDGER, facts=(*FACTS, *models))
    understood = partial(understand, ledger=ledger, is_known=lambda _: True)
    for question in ("How much bigger is Kvit-9 than Kvit-2?", "Kvit-9比Kvit-2大多少？",
                     "Is Torve burning more than it earns?"):  # fmt: skip
        made = summed(understood(question), ledger, understood)
        assert made is None or {f.id for f in made.facts} == {"burn", "revenue"}, question
