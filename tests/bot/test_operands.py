"""Which recorded figures a question puts together, where neighbours of them are recorded too."""

from functools import partial

import pytest
from made_facts import fact, record

from bot.compute import compute
from bot.computing.pairing import paired
from bot.matching.fit import rank
from bot.understand import understand
from knowledge import Entity, metrics

FACTS = (
    fact("cash", "Torve held NOK 45 million in cash in June 2030.",
         "2030年6月托维有现金4500万挪威克朗。", 45e6, "NOK", attribute="cash"),
    fact("burn", "Torve spends about NOK 30 million a year.", "托维每年消耗约3000万挪威克朗。",
         30e6, "NOK", attribute="burn_annual"),
    fact("used", "Torve used up NOK 12 million of cash in the second half of 2029.",
         "托维2029年下半年消耗现金1200万挪威克朗。", 12e6, "NOK", attribute="burn_cumulative",
         subject="second half of 2029", as_of="2029-12-31"),
    fact("margin", "Torve's gross margin was 31% in 2029.", "托维2029年毛利率为31%。", 31,
         "percent", attribute="gross_margin", subject="2029", as_of="2029-12-31"),
    fact("margin-half", "Gross margin rose to 42% in the first half of 2030.",
         "2030年上半年毛利率升至42%。", 42, "percent", attribute="gross_margin",
         subject="first half of 2030"),
    fact("year-28", "Torve had revenue of NOK 40 million in 2028.",
         "托维2028年收入4000万挪威克朗。", 40e6, "NOK", attribute="revenue",
         subject="2028", as_of="2028-12-31"),
    fact("half-29", "Torve's revenue in the first half of 2029 was NOK 24 million.",
         "托维2029年上半年收入2400万挪威克朗。", 24e6, "NOK", attribute="revenue",
         subject="first half of 2029", as_of="2029-06-30"),
    fact("year-29", "Torve had revenue of NOK 50 million in 2029.",
         "托维2029年收入5000万挪威克朗。", 50e6, "NOK", attribute="revenue",
         subject="2029", as_of="2029-12-31"),
    fact("price", "The Series B valued Torve at NOK 400 million post-money.",
         "B轮对托维的投后估值为4亿挪威克朗。", 400e6, "NOK", attribute="valuation_post",
         subject="Series B"),
    fact("berths", "Hamre Shipping pays Torve NOK 36 million (EUR 3 million) over three years for "
         "200 berths.", "哈姆勒航运三年内为200个泊位付给托维3600万挪威克朗（300万欧元）。",
         36e6, "NOK", attribute="relationship", subject="Hamre Shipping"),
    fact("tried", "800 harbours began a trial of Dock in the first half of 2030.",
         "2030年上半年有800座港口开始试用Dock。", 800, "count", subject="harbour trials"),
    fact("signed", "Of the harbours that tried Dock in the first half of 2030, 160 signed a paid "
         "contract.", "2030年上半年试用Dock的港口中，有160座签订了付费合同。", 160, "count",
         subject="trials turned into contracts"),
    fact("users", "Dock had 4,000 monthly users in June 2030.",
         "2030年6月Dock月活用户4000名。", 4000, "users", attribute="mau"),
    fact("paid", "Torve counts 1,000 paid berths on Dock in June 2030.",
         "托维称，2030年6月Dock付费泊位为1000个。", 1000, "count", subject="paid berths"),
    fact("reach", "Milestones from Hamre can reach NOK 90 million.",
         "哈姆勒的里程碑款最多9000万挪威克朗。", 90e6, "NOK", attribute="relationship",
         subject="Hamre Shipping, milestones"),
    fact("upfront", "Hamre paid Torve NOK 20 million upfront in May 2030.",
         "哈姆勒2030年5月付给托维首付款2000万挪威克朗。", 20e6, "NOK", attribute="relationship",
         subject="Hamre Shipping, upfront"),
    fact("first", "Hamre paid the first milestone of NOK 15 million in June 2030.",
         "哈姆勒2030年6月支付首笔里程碑款1500万挪威克朗。", 15e6, "NOK",
         attribute="relationship", subject="Hamre Shipping, first milestone"),
)  # fmt: skip

LEDGER = record(
    FACTS, published="2030-08-01",
    others=(
        Entity(id="hamre", name="Hamre Shipping", name_zh="哈姆勒航运",
               names=("Hamre Shipping", "Hamre", "哈姆勒航运", "哈姆勒")),
    ),
)  # fmt: skip
SAID = " ".join(f"{f.statement} {f.statement_zh}" for f in FACTS).lower()
understood = partial(understand, ledger=LEDGER, is_known=lambda w: w.lower() in SAID)


def made(question: str) -> list[str]:
    u = understood(question)
    pair = paired(u, LEDGER, (), understood)
    found = (pair.metric,) if pair else compute(u, LEDGER, metrics.compute(LEDGER), rank(u, LEDGER))
    return [m.says for m in found]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # a margin is none of a length
        ("How does gross margin in the first half of 2030 compare with 2029?", "31% (2029) → 42%"),
        ("2030年上半年毛利率与2029年相比如何？", "31% (2029) → 42%"),
        # of the stretch, not of today's rate
        ("What did Torve burn each month in the second half of 2029?", "NOK 2 million a month"),
        ("托维2029年下半年平均每月消耗多少现金？", "NOK 2 million a month"),
        # no half a year's between two years'
        ("By what percentage did revenue grow from 2028 to 2029?",
         "NOK 40 million (2028) → NOK 50 million (2029)"),
        ("By how much did revenue rise in 29 vs 28?",
         "NOK 40 million (2028) → NOK 50 million (2029)"),
        ("series b post over 2029 revenue, what multiple", "about 8×"),
        ("B post on 2029 revenue, x?", "about 8×"),
        ("B post as x of 2029 revenue (mind the dates)", "about 8×"),
        ("cash / burn, how many months", "about 18 months"),
        ("How many months does the cash buy at the current burn?", "18 months"),
        ("现金还能撑多少个月？", "(18 months)"),
        ("what % of Dock's users are paid berths", "about 25%"),
        ("Dock用户里付费泊位的占比是多少？", "about 25%"),
        # a stretch told in short
        ("2029下半年收入是多少", "NOK 26 million"),
        # of a contract with its term, whatever it is in another currency
        ("Hamre per berth per year?", "about NOK 60,000 each and year, over 3 years"),
        ("hamre: what does a berth cost them a yr", "about NOK 60,000 each and year, over 3 years"),
        ("哈姆勒平均每个泊位一年多少钱？", "about NOK 60,000 each and year, over 3 years"),
        # of those who tried it, not of anybody
        ("trial to paid conversion in H1 2030", "about 20%"),
        ("2030年上半年试用转付费的转化率是多少？", "about 20%"),
        # a milestone that was paid, and no upfront
        ("What is still outstanding of the Hamre milestones?", "NOK 75 million"),
        ("哈姆勒里程碑款还剩多少没付？", "NOK 75 million"),
    ],
)  # fmt: skip
def test_operands_are_what_was_asked_for(question: str, told: str) -> None:
    assert [told in said for said in made(question)] == [True], made(question)


@pytest.mark.parametrize(
    "question",
    [
        "Torve per berth per year?",  # of no party's contract
        "Hamre per vessel per year?",  # of what it counts none
        "How many berths does Hamre have per year?",
    ],
)
def test_nothing_is_divided_by_what_is_not_counted(question: str) -> None:
    assert not any("each" in said for said in made(question))
