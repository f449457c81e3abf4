from dataclasses import replace

import pytest
from conftest import Asks

from bot.matching import fit
from bot.understand import understand
from knowledge import Ledger

BEST = [
    ("How much cash is there?", "cash-jun2031"),
    ("账上有多少现金？", "cash-jun2031"),
    ("What was the cash in December 2030?", "cash-dec2030"),
    ("What is the latest valuation?", "val-secondary"),
    ("What is Brinekeld's latest valuation?", "val-secondary"),
    ("布林凯的最新估值是多少？", "val-secondary"),
    ("What is Cobaltine worth?", "cobaltine-cap"),
    ("What is the net loss?", "loss-2030"),
    ("What is the ARR?", "arr-jun2031"),
    ("How much did the Series B raise?", "round-b"),
    ("How much of Brinekeld does Tessel Fund own?", "own-tessel"),
]


@pytest.mark.parametrize(("question", "fact"), BEST, ids=[q for q, _ in BEST])
def test_best_fact_is(asks: Asks, ledger: Ledger, question: str, fact: str) -> None:
    assert fit.rank(asks(question), ledger)[0].fact.id == fact


OTHERS_OWN = [
    "What is Metzora worth?",
    "Metzora's revenue?",
    "梅佐拉值多少钱？",
    "What is Cobaltine's cash?",
]


@pytest.mark.parametrize("question", OTHERS_OWN)
def test_company_without_the_figure_gets_nobody_elses(
    asks: Asks, ledger: Ledger, question: str
) -> None:
    assert fit.rank(asks(question), ledger) == []


def test_wrong_figure_ranks_below_the_right_one(asks: Asks, ledger: Ledger) -> None:
    ids = [r.fact.id for r in fit.rank(asks("What is the valuation?"), ledger)]
    assert ids.index("val-secondary") < ids.index("val-c-wrong")
    assert ids[-1] == "val-c-wrong"


def test_how_a_statement_begins_does_not_decide(asks: Asks, ledger: Ledger) -> None:
    named = [r.fact.id for r in fit.rank(asks("What is Brinekeld's valuation?"), ledger)]
    plain = [r.fact.id for r in fit.rank(asks("What is the valuation?"), ledger)]
    assert named[0] == plain[0]


def test_words_alone_are_no_strong_fit(asks: Asks, ledger: Ledger) -> None:
    ranked = fit.rank(asks("What's the weather in Ghent?"), ledger)
    assert all(r.strength == "weak" for r in ranked)


PAIRS = [
    ("What is the burn?", "烧钱多少？"),
    ("How profitable is it?", "盈利吗？"),
    ("When is the listing?", "什么时候上市？"),
    ("What does Nordhav hold in Brinekeld, what stake?", "北港资本持股多少？"),
]


@pytest.mark.parametrize(("en", "zh"), PAIRS, ids=[p[0] for p in PAIRS])
def test_both_languages_get_the_same_best_fact(
    asks: Asks, ledger: Ledger, en: str, zh: str
) -> None:
    assert fit.rank(asks(en), ledger)[0].fact.id == fit.rank(asks(zh), ledger)[0].fact.id


@pytest.mark.parametrize(
    "question",
    ["What stake does Mara Lind hold?", "What percentage does Mara Lind herself own today?"],
)
def test_what_is_told_of_a_person_does_not_answer_for_her_stake(
    ledger: Ledger, question: str
) -> None:
    told = next(f for f in ledger.facts if f.attribute != "ownership_share" and f.range)
    about = replace(told, id="told", statement="Mara Lind halted 70% of buying.", subject=None)
    held = replace(ledger, facts=(*ledger.facts, about))
    u = understand(question, ledger=held, is_known=lambda word: True)
    assert {part for name in u.names for part in name.split()} >= {"Mara", "Lind"}
    assert not [r for r in fit.rank(u, held) if r.strength == "strong"]


@pytest.mark.parametrize("question", ["Who led the Series B?", "B轮由谁领投？"])
def test_size_of_a_round_does_not_say_who_led_it(asks: Asks, ledger: Ledger, question: str) -> None:
    assert not [r for r in fit.rank(asks(question), ledger) if r.strength == "strong"]


def test_rate_of_the_market_is_not_the_companys(asks: Asks, ledger: Ledger) -> None:
    of_all = replace(
        ledger.by_id["own-tessel"], id="rate", entity="market", attribute="pay_rate",
        statement="In Europe 9% of users pay for storage.", statement_zh="欧洲有9%的用户付费。",
    )  # fmt: skip
    more = replace(ledger, facts=(*ledger.facts, of_all))
    asked = fit.rank(asks("What is Brinekeld's pay rate?"), more)
    assert "rate" not in {r.fact.id for r in asked}
    assert fit.rank(asks("What share of users pay?"), more)[0].fact.id == "rate"


def test_share_that_no_statement_has_is_not_answered_by_one_that_shares_a_word(
    asks: Asks, ledger: Ledger
) -> None:
    for question in ("Share of battery scrap that goes to Metzora?", "根特钢厂停产的占比？"):
        ranked = fit.rank(asks(question), ledger)
        assert ranked and all(r.strength == "weak" for r in ranked), question
