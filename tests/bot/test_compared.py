"""What a comparison asks of, and beside whom: 比…贵 and "pricier" are no prices of their own."""

import pytest
from conftest import Asks


@pytest.mark.parametrize(
    "question",
    ["Is a seat of Brinekeld pricier than Cobaltine per seat?", "布林凯每席价格比科巴汀贵吗"],
)
def test_rival_is_set_beside_and_the_seat_is_asked_for(asks: Asks, question: str) -> None:
    u = asks(question)
    assert u.concepts == ("subscription_price",)
    assert (u.focus, u.others) == (("brinekeld",), ("cobaltine",))


def test_price_alone_stays_what_is_asked(asks: Asks) -> None:
    assert asks("Are they pricier than Cobaltine?").concepts == ("token_price",)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("最大客户是谁，占收入多少", "concentration"),
        ("what is the hearing date in the lawsuit", "hearing"),
        ("那场官司什么时候开庭", "hearing"),
    ],
)
def test_first_clause_that_asks_leads_and_a_hearing_is_of_a_lawsuit(
    asks: Asks, question: str, first: str
) -> None:
    assert asks(question).concepts[0] == first


def test_growth_of_a_number_is_no_number(asks: Asks) -> None:
    assert "count" not in asks("How fast is the number of customers growing?").wants
    assert "count" in asks("How many customers are there, and what growth?").wants


@pytest.mark.parametrize(
    "question", ["The valuation in the last round?", "What is the valuation now vs the last round?"]
)
def test_last_round_names_the_round_and_asks_for_no_sum(asks: Asks, question: str) -> None:
    u = asks(question)
    assert "funding" not in (*u.concepts, *u.asides)


def test_size_of_the_last_round_is_asked_for(asks: Asks) -> None:
    assert asks("How big was the last round?").concepts == ("funding",)


def test_small_numbers_to_choose_from_are_figures(asks: Asks) -> None:
    u = asks("Were 5 or 3 robots returned?")
    assert ("either" in u.wants, u.figures) == (True, ("5", "3"))
    assert asks("Were 5 robots returned?").figures == ()


@pytest.mark.parametrize(
    "question", ["All customers by name", "every customer, please", "客户清单"]
)
def test_all_of_a_kind_are_listed(asks: Asks, question: str) -> None:
    assert {"each", "list"} <= set(asks(question).wants)


def test_two_figures_that_are_written_are_to_choose_from(asks: Asks) -> None:
    assert "either" in asks("B轮有写6.4亿有写4.2亿欧元的，哪个对？").wants
    assert "either" in asks("博客写收入3100万欧元，别处写1470万，谁对？").wants
    assert "either" not in asks("B轮有6.4亿欧元的债务和4.2亿欧元的股权吗？").wants


@pytest.mark.parametrize(
    "question",
    [
        "股东都有谁，各持股多少？",
        "who are the holders and what share does each have",
        "股东有哪些，各自持股比例",
    ],
)
def test_stake_of_each_holder_is_listed(asks: Asks, question: str) -> None:
    u = asks(question)
    assert u.concepts[0] == "stake"
    assert "each" in u.wants


@pytest.mark.parametrize(
    "question",
    ["seeing €210m and €21m for the C. which?", "C轮有说2.1亿的，有说2100万欧元的，信谁？"],
)
def test_question_that_ends_in_which_chooses_between_its_two_figures(
    asks: Asks, question: str
) -> None:
    assert "either" in asks(question).wants
