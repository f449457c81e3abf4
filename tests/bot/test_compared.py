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
