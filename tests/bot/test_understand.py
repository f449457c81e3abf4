from dataclasses import replace

import pytest
from conftest import Asks

from bot.understand import understand
from knowledge import Ledger

CONCEPTS = [
    ("How long does the money last?", "runway"),
    ("钱还能撑多久？", "runway"),
    ("How much cash is on hand?", "cash"),
    ("账上有多少现金？", "cash"),
    ("What is the burn rate?", "burn"),
    ("每年烧钱多少？", "burn"),
    ("What is Brinekeld worth?", "valuation"),
    ("布林凯的估值是多少？", "valuation"),
    ("How much of Brinekeld does Nordhav own?", "stake"),
    ("What did the Series B bring in?", "funding"),
    ("How much does the business bring in?", "revenue"),
    ("北港资本持股多少？", "stake"),
    ("布林凯持有多少现金？", "cash"),
    ("布林凯持有多少美元现金？", "cash"),
    ("布林凯持有多少显卡？", "compute"),
    ("北港资本持有多少？", "stake"),
    ("北港资本持有多少股份？", "stake"),
    ("Is Brinekeld profitable?", "profit"),
    ("布林凯赚钱吗？", "profit"),
    ("What price would the listed peers' multiples imply?", "peer_implied"),
    ("Whose model has the longest context window?", "long_context_rivals"),
    ("谁家模型的上下文窗口最长？", "long_context_rivals"),
    ("Is there a lawsuit?", "legal"),
    ("What is the minimum cash under the loan?", "covenant"),
    ("贷款要求至少保留多少现金？", "covenant"),
    ("Where is it approved, and where is it pending?", "approval"),
    ("哪些地方获批了？", "approval"),
    ("How many jobs went in the layoffs?", "job_cuts"),
    ("裁员裁掉了多少人？", "job_cuts"),
    ("Which customer did not renew, and what was it worth?", "lost_customers"),
    ("What was the last price paid?", "valuation"),
    ("What is it worth?", "valuation"),
    ("有诉讼吗？", "legal"),
]


@pytest.mark.parametrize(("question", "concept"), CONCEPTS, ids=[q for q, _ in CONCEPTS])
def test_question_is_about_the_concept(asks: Asks, question: str, concept: str) -> None:
    assert asks(question).concepts[:1] == (concept,)


NEAREST = [  # English names first what a Chinese sentence ends with
    ("拿去年的收入来比，现金有多少？", "cash"),
    ("按现金和估值，隐含的估值是多少？", "implied_price"),
]


@pytest.mark.parametrize(("question", "concept"), NEAREST, ids=[q for q, _ in NEAREST])
def test_chinese_question_is_about_what_stands_nearest_to_what_asks(
    asks: Asks, question: str, concept: str
) -> None:
    assert asks(question).concepts[:1] == (concept,)


def test_two_joined_by_and_are_both_asked_for_unless_one_is_set_beside(asks: Asks) -> None:
    assert asks("K3和V4的输出价格是多少？").concepts[:1] == ("output_price",)
    assert asks("和科巴汀相比，布林凯的现金多吗？").others == ("cobaltine",)


def test_clause_before_what_then_asks_is_its_setting(asks: Asks) -> None:
    asked = asks("科巴汀的收入已经翻倍了，那布林凯的估值呢？")
    assert (asked.focus, asked.concepts) == (("brinekeld",), ("valuation",))


@pytest.mark.parametrize(
    "question", ["C轮是5亿还是50亿？", "I saw two numbers. Was it 5bn or 50bn?", "现金有100亿吗？"]
)
def test_one_of_two_or_so_or_not_is_asked(asks: Asks, question: str) -> None:
    assert "whether" in asks(question).wants


def test_unit_and_currency_name_no_concept(asks: Asks) -> None:
    assert "long_context" not in asks("C轮和B轮，每百万token各是多少").concepts
    assert "long_context" in asks("能处理百万token吗").concepts
    assert "headcount" not in asks("C轮折合多少人民币？").concepts
    assert "headcount" in asks("公司有多少人？").concepts


def test_side_of_a_topic_leads_before_the_topic(asks: Asks) -> None:
    assert asks("Which products are best at long context?").concepts[:1] == ("long_context",)


def test_who_is_ahead_asks_for_no_lead_investor(asks: Asks) -> None:
    assert "lead_investor" not in asks("Which product leads on benchmarks?").concepts
    assert asks("Who led the Series C?").concepts[:1] == ("lead_investor",)


def test_how_many_times_counts_nothing(asks: Asks) -> None:
    assert "count" not in asks("At how many times revenue does Cobaltine trade?").wants
    assert {"count", "figure"} <= set(asks("How many people work there?").wants)


def test_cost_of_making_one_is_neither_its_price_nor_its_release(asks: Asks) -> None:
    for question in ("What does it cost them to make one Orm-2?", "造一台Orm-2的成本"):
        assert asks(question).concepts == ("unit_cost",)


ENTITIES = [
    ("What is Cobaltine worth?", ("cobaltine",)),
    ("科巴汀值多少钱？", ("cobaltine",)),
    ("How much did 北港 invest?", ("nordhav",)),
    ("What is BRINEKELD'S revenue?", ("brinekeld",)),
]


@pytest.mark.parametrize(("question", "focus"), ENTITIES, ids=[q for q, _ in ENTITIES])
def test_names_are_found_in_both_languages(
    asks: Asks, question: str, focus: tuple[str, ...]
) -> None:
    assert asks(question).focus == focus


UNKNOWN = [
    "What is Northvolt worth?",
    "What is Acme Corp's revenue?",
    "特斯拉值多少钱？",
    "比亚迪的估值是多少？",
]


@pytest.mark.parametrize("question", UNKNOWN)
def test_name_in_no_source_is_unknown(asks: Asks, question: str) -> None:
    assert asks(question).unknown


@pytest.mark.parametrize(
    "question",
    [
        "yoy revenue growth?",
        "Any pending litigation?",
        "大股东贡献了多少收入？",
        "法律方面现金怎么看？",
    ],
)
def test_ordinary_word_in_no_source_is_nobodys_name(asks: Asks, question: str) -> None:
    assert asks(question).unknown == ()


def test_first_character_of_a_strange_name_asks_for_nothing(ledger: Ledger) -> None:
    for question in ("卡凡提有多少员工？", "卡凡提还盈利吗？"):
        u = understand(question, ledger=ledger, is_known=lambda word: False)
        assert "compute" not in u.concepts and u.unknown, question


def test_name_that_few_facts_have_is_one_where_it_opens_the_question(ledger: Ledger) -> None:
    asked = understand("Loopdrop: how many users?", ledger=ledger, is_known=lambda word: True)
    assert asked.names == ("Loopdrop",)
    plain = understand("Battery scrap: how much?", ledger=ledger, is_known=lambda word: True)
    assert plain.names == ()


def test_word_the_record_has_and_no_dictionary_is_a_name(ledger: Ledger) -> None:
    told = replace(ledger.facts[0], id="gate", statement_zh="布林凯在沃斯兰租了仓库。")
    known = replace(ledger, facts=(*ledger.facts, told))
    asked = understand("沃斯兰仓库有多大？", ledger=known, is_known=lambda word: True)
    assert asked.names == ("沃斯兰",)


def test_known_name_that_opens_a_chinese_question_is_a_name(asks: Asks) -> None:
    assert "Loopdrop" in asks("Loopdrop的估值是多少？").names


def test_company_someone_is_set_beside_is_no_focus(asks: Asks) -> None:
    u = asks("How does Brinekeld's revenue compare with Cobaltine's?")
    assert (u.focus, u.others) == (("brinekeld",), ("cobaltine",))


def test_currency_asked_for_is_understood(asks: Asks) -> None:
    assert asks("What is the cash in dollars?").currency == "USD"


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("What is the cash in Norwegian kroner?", "NOK"),
        ("现金折合多少瑞士法郎？", "CHF"),
        ("What is the cash in PLN?", "PLN"),
        ("How much cash is there?", None),
    ],
)
def test_any_currency_may_be_asked_for(asks: Asks, question: str, code: str | None) -> None:
    u = asks(question)
    assert u.currency == code
    assert not u.unknown


def test_euros_are_a_currency_too(asks: Asks) -> None:
    assert asks("What is the cash in euros?").currency == "EUR"


def test_year_is_the_period(asks: Asks) -> None:
    assert asks("What was the revenue in 2030?").period == ("2030-01-01", "2030-12-31")


FOLLOW_UPS = [
    ("What is the valuation?", "and in dollars?", ("valuation",), ()),
    ("What is the valuation?", "why?", ("valuation",), ()),
    ("最新估值是多少？", "那和科巴汀比呢？", ("valuation",), ("cobaltine",)),
    ("What is the revenue?", "and compared with Cobaltine?", ("revenue",), ("cobaltine",)),
]


@pytest.mark.parametrize(
    ("first", "then", "concepts", "others"), FOLLOW_UPS, ids=[t for _, t, _, _ in FOLLOW_UPS]
)
def test_follow_up_keeps_the_topic(
    asks: Asks, first: str, then: str, concepts: tuple[str, ...], others: tuple[str, ...]
) -> None:
    u = asks(then, before=asks(first))
    assert (u.concepts, u.others) == (concepts, others)


def test_follow_up_about_another_company_drops_the_first(asks: Asks) -> None:
    assert asks("and Cobaltine's?", before=asks("What is Brinekeld's revenue?")).focus == (
        "cobaltine",
    )


def test_full_question_takes_nothing_from_the_turn_before(asks: Asks) -> None:
    before = asks("What is Cobaltine worth?")
    question = "How many people does Brinekeld employ?"
    assert asks(question, before=before).focus == asks(question).focus


def test_turn_survives_its_dictionary(asks: Asks) -> None:
    u = asks("What was Brinekeld's revenue in 2030 compared with Cobaltine?")
    assert type(u).from_dict(u.to_dict()) == u


STRANGERS = [  # a noun that no source uses is somebody's or something's name; another word is not
    ("What did the auditor probe cash for?", ()), ("flagstone cash?", ("flagstone",)),
    ("Cash in zorkmids?", ("zorkmids",)), ("When could they list at the earliest?", ()),
    ("How many lawyers does it employ?", ("lawyers",)),
    ("上市Zorblax募集多少？", ("Zorblax",)), ("上市预计募集多少？", ()),  # in the gap of 上市…募集
]  # fmt: skip


@pytest.mark.parametrize(("question", "unknown"), STRANGERS, ids=[q for q, _ in STRANGERS])
def test_only_a_noun_names_a_stranger(asks: Asks, question: str, unknown: tuple[str, ...]) -> None:
    assert asks(question).unknown == unknown


def test_name_typed_small_is_the_name_that_the_record_writes(ledger: Ledger) -> None:
    told = replace(ledger.facts[0], statement="It sells seats of Juncture, and cables.")
    known = replace(ledger, facts=(*ledger.facts, told))
    for word, names in (("juncture", ("Juncture",)), ("cables", ())):
        asked = understand(f"what does {word} cost", ledger=known, is_known=lambda w: True)
        assert asked.names == names


def test_number_belongs_to_the_name_before_it(asks: Asks, ledger: Ledger) -> None:
    told = replace(ledger.facts[0], statement="The company sells the Wapiti 2.", subject=None)
    known = replace(ledger, facts=(*ledger.facts, told))
    asked = understand("how large is wapiti 1", ledger=known, is_known=lambda w: True)
    assert asked.names == ("Wapiti 1",)
    assert understand("and v2?", ledger=known, is_known=lambda w: True).names == ("Wapiti 2",)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("How much was raised in the September 2030 round?", ("Series C",)),
        ("2030年9月那轮融了多少？", ("Series C",)),
        ("How much was raised in the August 2030 round?", ()),
        ("How much cash was there in September 2030?", ()),
    ],
)
def test_round_may_be_named_by_its_month(asks: Asks, question: str, names: tuple[str, ...]) -> None:
    assert asks(question).names == names
