"""Wordings that say the same in English and Chinese are understood alike."""

import pytest
from conftest import Asks

from bot import Bot

CONCEPTS = [
    ("How heavy a load can it pick up?", "最多能举多重的货？", "payload"),
    ("What does it cost them to make one?", "造一台的成本是多少？", "unit_cost"),
    ("How much was raised at the IPO?", "上市募资多少？", "ipo_size"),
    ("Was the court case settled?", "那个仲裁案了结了吗？", "legal"),
    ("How much cash do they use a year?", "他们每年消耗多少现金？", "burn"),
    ("How much cash does Brinekeld consume a year?", "布林凯一年消耗多少现金？", "burn"),
    ("How many parameters did they promise before launch?", "发布前承诺多少参数？", "parameters"),
    ("What is left of the moat they bought with ads?", "靠投放买来的护城河还剩什么？", "moat"),
    ("Who held the cash before the raise?", "融资前账上有多少现金？", "cash"),
    ("What is the price of output tokens?", "每百万输出token的官方价格是多少？", "output_price"),
]


@pytest.mark.parametrize(("en", "zh", "concept"), CONCEPTS, ids=[en for en, _, _ in CONCEPTS])
def test_concept_is_read_in_both(asks: Asks, en: str, zh: str, concept: str) -> None:
    assert [asks(q).concepts[:1] for q in (en, zh)] == [(concept,)] * 2


WANTS = [
    ("How did they manage that so fast?", "他们怎么做到这么快的？", "why"),
    ("Which rivals are there besides Cobaltine?", "除了科巴汀还有哪些对手？", "except"),
    ("What do Cobaltine plus Nordhav own?", "科巴汀加北港资本持股多少？", "together"),
    ("How large was the most recent closed round?", "最近完成的一轮多大？", "latest_round"),
]


@pytest.mark.parametrize(("en", "zh", "want"), WANTS, ids=[en for en, _, _ in WANTS])
def test_want_is_read_in_both(asks: Asks, en: str, zh: str, want: str) -> None:
    assert [want in asks(q).wants for q in (en, zh)] == [True, True]


BESIDE = [
    (
        "How many months from the Series A price to the Series C price?",
        "从A轮估值到C轮估值隔了几个月？",
    ),
    ("How long from the Series B price to the Series C price?", "从B轮估值到C轮估值用了多久？"),
]


@pytest.mark.parametrize(("en", "zh"), BESIDE, ids=[en for en, _ in BESIDE])
def test_price_of_a_round_is_its_valuation_wherever_it_stands(asks: Asks, en: str, zh: str) -> None:
    for u in map(asks, (en, zh)):
        assert "valuation" in (*u.concepts, *u.asides)
        assert "token_price" not in (*u.concepts, *u.asides)


def test_small_words_are_none_of_the_telling_ones_in_either_language(asks: Asks) -> None:
    told = [asks(q).terms for q in ("How much cash does it hold?", "它持有多少现金？")]
    told += [asks(q).terms for q in ("What do people say it is worth?", "报表显示收入是多少？")]
    assert not {"hold", "people", "持有", "显示"}.intersection(*told[:1], *told[1:])
    assert all("持有" not in t and "显示" not in t and "people" not in t for t in told)


def test_where_a_figure_was_measured_is_nobody(asks: Asks) -> None:
    assert asks("Which is faster in a neutral test?").unknown == ()


def test_each_of_two_names_compares_them(asks: Asks) -> None:
    asked = asks("布林凯和科巴汀的收入各是多少？").wants
    assert "compare" in asked
    assert "each" not in asked


@pytest.mark.parametrize(
    "question", ["Who are the rivals besides Cobaltine?", "除了科巴汀，竞争对手有谁？"]
)
def test_who_is_excepted_is_told_nothing_of(bot: Bot, question: str) -> None:
    told = " ".join(c["text"] for c in bot.ask(question).claims)
    assert "Cobaltine's" not in told
    assert "科巴汀的" not in told


@pytest.mark.parametrize(
    "question", ["Revenue of EUR 61 million in dollars?", "收入6100万欧元合多少美元？"]
)
def test_conversion_is_all_that_is_told(bot: Bot, question: str) -> None:
    claims = bot.ask(question).claims
    assert {c["kind"] for c in claims} == {"computed"}


@pytest.mark.parametrize(
    ("question", "said"),
    [("Do they owe money to any bank?", "bank loan"), ("布林凯有没有银行贷款？", "银行贷款")],
)
def test_whether_there_is_something_is_told_in_a_sentence(
    bot: Bot, question: str, said: str
) -> None:
    assert said in bot.ask(question).claims[0]["text"]


def test_title_in_its_marks_is_somebody(asks: Asks) -> None:
    assert "金属月刊" in asks("《金属月刊》测得的锂回收率是多少？").names
    assert "金属月刊" in asks("《金属月刊》为什么质疑护城河？").names
    assert "海洋月刊" not in asks("《海洋月刊》为什么质疑护城河？").names


@pytest.mark.parametrize(
    "question",
    ["What did the September 2030 round value it at?", "2030年9月那轮的估值是多少？"],
)
def test_round_named_by_its_time_asks_for_no_sum(asks: Asks, question: str) -> None:
    assert asks(question).concepts == ("valuation",)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("What was Brinekeld valued at?", "And Cobaltine, in its June 2031 round?"),
        ("布林凯的估值是多少？", "那科巴汀6月那轮呢？"),
    ],
)
def test_round_of_another_goes_on_about_what_was_asked(asks: Asks, first: str, then: str) -> None:
    assert asks(then, asks(first)).concepts == ("valuation",)
    assert asks("And how large was the June 2031 round?", asks(first)).concepts == ("funding",)


def test_step_up_between_two_rounds_is_a_ratio(asks: Asks) -> None:
    for question in ("Step up from Series B to Series C?", "B轮到C轮估值翻了几倍？"):
        assert "ratio" in asks(question).wants
