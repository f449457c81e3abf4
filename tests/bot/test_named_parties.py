"""Who uses a product, arranges the listing, lends computing power: what names them answers."""

from functools import partial

import pytest
from made_facts import fact, record

from bot.matching import fit
from bot.understand import understand

FACTS = (
    fact("size", "Kelp-2 carries 300 cars.", "Kelp-2可载300辆车。", 300, "count", subject="Kelp-2"),
    fact("adopters", "A trade sheet lists Vannet and Halvar as adopters of Kelp-2.",
         "行业简报称，万内特和哈尔瓦已采用Kelp-2。", 2, "count", subject="Kelp-2"),
    fact("filed", "Torve handed in its listing papers in Oslo.", "托维已在奥斯陆递交上市文件。", 1,
         "count", attribute="ipo_step", subject="filing"),
    fact("cloud", "Torve ran on the cloud of Vannet in 2029.", "托维2029年使用万内特的云。", 1,
         "count", attribute="relationship", subject="Vannet"),
    fact("cards", "Torve has 40 GPUs.", "托维有40张GPU。", 40, "GPUs", attribute="compute"),
    fact("banks", "Torve mandated the banks Berg and Nordli for its listing.",
         "托维已聘请伯格和诺德利两家投行安排上市。", 2, "count", attribute="ipo_step",
         subject="banks"),
)  # fmt: skip
LEDGER = record(FACTS)
SAID = " ".join(f"{f.statement} {f.statement_zh}" for f in FACTS).lower()
UNDERSTOOD = partial(understand, ledger=LEDGER, is_known=lambda w: w.lower() in SAID)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Which companies use Kelp-2?", "adopters"), ("Who has adopted Kelp-2?", "adopters"),
        ("哪些客户在用Kelp-2？", "adopters"), ("谁在用Kelp-2？", "adopters"),
        ("Which banks are working on the IPO?", "banks"), ("Who are the underwriters?", "banks"),
        ("Where does Torve get its computing power from?", "cloud"),
        ("Which cloud does the company run on?", "cloud"), ("托维的算力从哪里来？", "cloud"),
        ("How many GPUs does Torve have?", "cards"),
        ("有哪些投行参与上市？", "banks"), ("上市承销行有哪几家？", "banks"),
    ],
)  # fmt: skip
def test_those_named_answer(question: str, wanted: str) -> None:
    ranked = fit.rank(UNDERSTOOD(question), LEDGER)
    assert [r.fact.id for r in ranked if r.strength == "strong"][:1] == [wanted]
