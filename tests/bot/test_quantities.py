"""Which recorded figures a question puts together: the side that is named, the model by its number,
what the record derives itself. Over two made companies.
"""

from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest
from scenario_ledger import fact, ledger

from bot.computing.pairing import paired
from bot.matching.called import called
from bot.understand import understand
from knowledge import Entity, Fact, Ledger, metrics
from knowledge.derivation import Derivation, DerivedInput

RIVAL = Entity(id="umbra", name="Umbra", name_zh="暗影", names=("Umbra", "暗影"))


def priced(id: str, entity: str, model: str, side: str, value: str) -> Fact:
    return fact(
        id,
        side,
        value,
        "USD/Mtok",
        entity=entity,
        subject=model,
        topic="model",
        statement=f"{model} costs {value}.",
        statement_zh=f"{model}收{value}。",
    )


PRICES = (
    priced("in", "lumen", "Lux-3", "price_input", "1"),
    priced("out", "lumen", "Lux-3", "price_output", "4"),
    priced("their-in", "umbra", "Nox-2", "price_input", "3"),
    priced("their-out", "umbra", "Nox-2", "price_output", "9"),
)
TOGETHER = fact(
    "together",
    "raised_total",
    "5e9",
    "USD",
    entity="umbra",
    subject="Umbra and Lumen",
    topic="funding",
    statement="Umbra and Lumen raised $5 billion together.",
)
OWN = fact(
    "own",
    "round_amount",
    "2e9",
    "USD",
    topic="funding",
    subject="Series E",
    statement="Lumen raised $2 billion in its Series E.",
)
REST = Derivation(
    id="rest",
    kind="difference",
    name="Umbra's part",
    name_zh="暗影的部分",
    topic="funding",
    attributes=("rival_round",),
    says="Of {together}, {own} is Lumen's; {result} is left for Umbra.",
    says_zh="{together}减去{own}，暗影为{result}。",
    inputs=(
        DerivedInput(role="together", name="together", name_zh="合计", fact="together"),
        DerivedInput(role="own", name="own", name_zh="自己", fact="own"),
    ),
)


def made(question: str, held: Ledger) -> list[Decimal | None]:
    understood = partial(understand, ledger=held, is_known=lambda _: True)
    found = paired(understood(question), held, metrics.compute(held), understood)
    return [found.metric.value] if found else []


def of(*facts: Fact) -> Ledger:
    alone = ledger(*facts)
    return replace(alone, entities=(*alone.entities, RIVAL))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Is Lux-3 cheaper than Nox-2 on output, and by how much?", 5),
        ("Lux-3的输出价比Nox-2便宜多少？", 5),
        ("Is Lux-3 cheaper than Nox-2 on input, and by how much?", 2),
        ("Lux-3的输入价比Nox-2便宜多少？", 2),
    ],
)
def test_side_that_is_named_is_the_one_compared(question: str, value: int) -> None:
    assert made(question, of(*PRICES)) == [value]


@pytest.mark.parametrize(
    "question",
    [
        "By what percent is Lux-3 cheaper than Nox-2 on output?",
        "Lux-3的输出价比Nox-2便宜百分之几？",
    ],
)
def test_percent_cheaper_is_of_the_price_it_is_cheaper_than(question: str) -> None:
    # 4 against 9
    understood = partial(understand, ledger=of(*PRICES), is_known=lambda _: True)
    found = paired(understood(question), of(*PRICES), (), understood)
    assert found and "down 55.6%" in found.metric.says and "降55.6%" in found.metric.says_zh


def test_model_of_another_number_is_another_model() -> None:
    assert made("Is Lux-4 cheaper than Nox-2 on output, and by how much?", of(*PRICES)) == []


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("If Umbra and Lumen raised $5 billion together, how much was Umbra's?", [3 * 10**9]),
        ("暗影和流明合计融资50亿美元，暗影那份是多少？", [3 * 10**9]),
        ("If Umbra and Lumen raised $7 billion together, how much was Umbra's?", []),
    ],
)
def test_part_that_the_record_derives_from_the_sum_in_the_question(
    question: str, value: list[int]
) -> None:
    held = replace(of(TOGETHER, OWN), derivations=(REST,))
    assert made(question, held) == value


def test_a_years_bill_is_not_taken_off_what_one_run_costs() -> None:
    question = "How much larger is the cost of a training run than the electricity cost?"
    assert made(question, ledger()) == []


def test_what_the_record_derives_of_all_the_parties_that_are_named() -> None:
    third = Entity(id="zeno", name="Zeno", name_zh="芝诺", names=("Zeno", "芝诺"))
    cash = [
        fact(id, "cash", value, "CNY", entity=id, statement=f"{id} has cash.")
        for id, value in (("lumen", "12e9"), ("umbra", "4e9"), ("zeno", "2e9"))
    ]
    inputs = tuple(DerivedInput(role=f.id, name=f.id, name_zh=f.id, fact=f.id) for f in cash)
    derived = replace(
        REST,
        id="sum",
        kind="ratio_to_sum",
        inputs=inputs,
        attributes=("peer_cash",),
        says="{lumen} is {result} of {sum}.",
        says_zh="{lumen}为{sum}的{result}。",
    )
    alone = of(*cash)
    held = replace(alone, derivations=(derived,), entities=(*alone.entities, third))
    assert made("Lumen's cash relative to that of Umbra and Zeno added up?", held) == [2]
    assert made("流明的现金是暗影和芝诺现金之和的几倍？", held) == [2]
    assert made("Lumen's cash relative to that of Umbra?", held) != [2]


def test_filed_stake_goes_before_a_later_report_of_another() -> None:
    filed = fact("filed", "ownership_share", "20", "percent", entity="lumen", subject="Umbra",
                 topic="ecosystem", certainty="filing", as_of="2024-12-31",
                 statement="Umbra held 20% of Lumen.")  # fmt: skip
    relayed = replace(filed, id="relayed", value=Decimal(25), certainty="reported", as_of="2026-02",
                      statement="Umbra is said to hold 25%.")  # fmt: skip
    price = fact("price", "valuation_post", "1e9", "USD", topic="valuation", subject="Series E",
                 statement="Series E valued Lumen at $1 billion.")  # fmt: skip
    assert made("What is Umbra's stake worth?", of(filed, relayed, price)) == [2 * 10**8]
    own = replace(relayed, certainty="company_statement")
    assert made("What is Umbra's stake worth?", of(filed, own, price)) == [25 * 10**7]


def test_particle_and_word_of_the_trade_name_no_round() -> None:
    told = "流明在推进上市的同时，就上市前融资接触投资人。"
    sought = fact("sought", "valuation_target", "5e9", "USD", subject="pre-IPO round")
    sought = replace(sought, topic="valuation", statement_zh=told)
    held = ledger(sought)
    assert called(sought, "上市前融资的价格", held) == len("上市前融资")
    assert called(sought, "未上市的实验室", held) == 0
    others = [replace(sought, id=f"other-{i}") for i in range(6)]
    assert called(sought, "上市前融资的价格", ledger(sought, *others)) == 0
