"""The year of the accounts that "last year" means, where years end in March."""

import pytest
from scenario_ledger import fact, ledger

from bot.question import accounts
from knowledge import Ledger


def held(*ends: str) -> Ledger:
    told = [
        fact(f"rev-{end}", "revenue", "9e8", "INR", as_of=end, subject=f"year to {end}")
        for end in ends
    ]
    return ledger(*told)


TOLD = [
    "the order book over last year's sales", "revenue in the last fiscal year",
    "spending in the latest full financial year", "上一财年收入",
    "去年收入的几倍", "最近一个财年的利润", "gm: last fy",
]  # fmt: skip


@pytest.mark.parametrize("question", TOLD)
def test_year_is_the_last_that_ended(question: str) -> None:
    (found,) = accounts.find(question, held("2031-03-31", "2030-03-31"))
    assert (found.start.isoformat(), found.end.isoformat()) == ("2030-04-01", "2031-03-31")
    assert question[found.begin : found.stop] == found.text


def test_years_of_the_calendar_are_years_of_the_accounts() -> None:
    (found,) = accounts.find("上一财年收入", held("2030-12-31"))
    assert (found.start.isoformat(), found.end.isoformat()) == ("2030-01-01", "2030-12-31")


def test_year_without_accounts_is_left_to_the_calendar() -> None:
    assert accounts.find("What happened last year?", held("2031-03-31")) == []
    assert accounts.find("revenue in the last fiscal year", ledger()) == []


@pytest.mark.parametrize("question", ["margin in the last two fiscal years", "毛利率两个财年对比"])
def test_two_years_are_the_last_and_the_one_before(question: str) -> None:
    found = accounts.find(question, held("2031-03-31", "2030-03-31"))
    assert [p.end.isoformat() for p in found] == ["2031-03-31", "2030-03-31"]
    assert [p.start.isoformat() for p in found] == ["2030-04-01", "2029-04-01"]
