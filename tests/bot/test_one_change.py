"""A true sentence with one thing changed falls, whichever thing it is; other true words stand."""

from dataclasses import replace

import pytest
from made_facts import fact, record

from bot import Bot, evidence
from bot.answer import Claim, Evidence
from bot.verify import verify
from knowledge import Entity, Ledger, bundles

OTHERS = (
    Entity(id="brisk", name="Brisk Fund", name_zh="轻风基金", names=("Brisk Fund", "轻风基金")),
    Entity(id="harl", name="Harl Capital", name_zh="哈尔资本", names=("Harl Capital", "哈尔资本")),
)
BRIDGE = "To last until summer, insiders lent Torve EUR 12 million in a note at a discount of 15%."
PAYS = "Customers paid Torve after 97 days on average in the year to June 2030."
USE = "Torve means to spend 55% of the round on hulls, 30% on hiring and 15% on selling."
SEATS = "Torve's board has seven seats: Brisk Fund names two, the founder three."
LED = "Brisk Fund led the round of Torve; Harl Capital took part."
TEST = "Torve claims a fuel loss of 4% for Skua-3 in heavy seas."
LOAN = "Most of the loan, EUR 30 million without an audited limit, comes only once Skua-3 sails."
OUTAGE = "Skua-3 lay idle for 6 days in May 2030 because a faulty valve stopped the pump."
HOLDER = "Brisk Fund is the largest owner of Torve with 19%."
COUNT = "Torve counts EUR 165 million of equity raised, the unpaid part left out."
LICENCE = "The plans of Skua 2 are open; Skua 3 is closed."
RAN = "Founder Ada Orn ran a dockyard's paint shop before she started Torve in 2021."
SPENT = "Torve's letter says it uses about EUR 13 million of cash a year."
FALSE = [
    (BRIDGE, "To last until summer, Torve lent insiders EUR 12 million in a note."),
    (BRIDGE, "Insiders lent Torve EUR 12 million in a note at a premium of 15%."),
    (PAYS, "Torve paid its suppliers after 97 days on average in the year to June 2030."),
    (PAYS, "Customers paid Torve after 97 days on average in June 2030."),
    (USE, "Torve means to spend 55% of the round on hiring, 30% on hulls and 15% on selling."),
    (USE, "Torve spent 55% of the round on hulls, 30% on hiring and 15% on selling."),
    (SEATS, "Torve's board has nine seats: Brisk Fund names two, the founder three."),
    (LED, "Harl Capital led the round of Torve; Brisk Fund took part."),
    (TEST, "Torve claims a fuel loss of 4% for Skua-3 in calm harbours."),
    (LOAN, "All of the loan, EUR 30 million, comes only once Skua-3 sails."),
    (LOAN, "The loan of EUR 30 million came when Skua-3 sailed."),
    (OUTAGE, "Skua-3 lay idle for 6 days in May 2030 because a drunk pilot stopped the pump."),
    (OUTAGE, "A faulty valve stopped the pump because Skua-3 lay idle for 6 days in May 2030."),
    (HOLDER, "Brisk Fund is the second-largest owner of Torve with 19%."),
    (COUNT, "Torve counts EUR 165 million of equity raised, the unpaid part included."),
    (LICENCE, "The plans of Skua 3 are open; Skua 2 is closed."),
    (RAN, "Founder Ada Orn ran a dockyard's paint shop after she started Torve in 2021."),
    (SPENT, "Torve's letter says it earns about EUR 13 million of cash a year."),
]
TRUE = [
    (BRIDGE, "Torve was lent EUR 12 million by insiders in a note at a discount of 15%."),
    (PAYS, "On average, customers paid Torve after 97 days in the year to June 2030."),
    (USE, "Of the round, Torve plans to spend 55% on hulls and 30% on hiring."),
    (SEATS, "Brisk Fund names two of the seven seats on Torve's board."),
    (LED, "The round of Torve was led by Brisk Fund, with Harl Capital taking part."),
    (TEST, "In heavy seas Skua-3 loses 4% of its fuel, Torve claims."),
    (OUTAGE, "In May 2030 Skua-3 was idle for 6 days, because a faulty valve stopped the pump."),
    (HOLDER, "With 19%, Brisk Fund is the largest owner of Torve."),
    (RAN, "Before she started Torve in 2021, Ada Orn ran a dockyard's paint shop."),
    (SPENT, "By its letter, Torve uses about EUR 13 million of cash each year."),
]
SWAPPED = "托维的渡船票每张12欧元，货船票每张80欧元。"
ZH = [
    (SWAPPED, "托维的货船票每张12欧元，渡船票每张80欧元。", False),
    (SWAPPED, "渡船票每张12欧元、货船票每张80欧元。", True),
    ("托维的轮次由轻风基金领投，哈尔资本参投。", "托维的轮次由哈尔资本领投，轻风基金参投。", False),
    ("托维的轮次由轻风基金领投，哈尔资本参投。", "轻风基金领投了托维的轮次，哈尔资本参投。", True),
    ("托维租用3座船坞，多数在北岸。", "托维自有3座船坞，多数在北岸。", False),
    ("托维董事会七席，其中轻风基金委派两名，哈尔资本委派一名。",
     "托维董事会七席，其中哈尔资本委派两名，轻风基金委派一名。", False),
]  # fmt: skip


@pytest.fixture(scope="module")
def shape(bot: Bot, ledger: Ledger) -> Evidence:
    return evidence.of_facts(bot.kb, ledger, ledger.facts[:1], "en")[0]


def stands(shape: Evidence, en: str, zh: str, said: str) -> bool:
    language = "en" if en else "zh"
    key = bundles.passage_id("fact", "told", language)
    told = replace(shape, id=key, kind="fact", ref="told", passage=en or zh)
    held = record([replace(fact("told", en, zh, 1, "EUR"), value=None, unit=None)], others=OTHERS)
    claim = Claim(text=said, evidence=(key,))
    return bool(verify([claim], evidence={key: told}, ledger=held, metrics=()).kept)


@pytest.mark.parametrize(("record", "said"), FALSE, ids=[said for _, said in FALSE])
def test_one_change_is_seen(shape: Evidence, record: str, said: str) -> None:
    assert stands(shape, record, "", record)
    assert not stands(shape, record, "", said)


@pytest.mark.parametrize(("record", "said"), TRUE, ids=[said for _, said in TRUE])
def test_other_words_for_the_same_stand(shape: Evidence, record: str, said: str) -> None:
    assert stands(shape, record, "", said)


@pytest.mark.parametrize(("record", "said", "expected"), ZH, ids=[said for _, said, _ in ZH])
def test_one_change_is_seen_in_chinese(
    shape: Evidence, record: str, said: str, expected: bool
) -> None:
    assert stands(shape, "", record, record)
    assert stands(shape, "", record, said) is expected
