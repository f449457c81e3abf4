"""Months told in short, halves, and the same months of the year before."""

import pytest

from bot.question import year_before
from bot.question.stretches import stretches
from knowledge import Period, periods

NEWEST = "2031-08-25"

TOLD = [
    ("rev feb-jul 2031", "2031-02-01", "2031-07-31"),
    ("feb-jul this yr", "2031-02-01", "2031-07-31"),
    ("aug 29 - jan 30 sales", "2029-08-01", "2030-01-31"),
    ("May to June last year", "2030-05-01", "2030-06-30"),
    ("oct-dec burn", "2030-10-01", "2030-12-31"),
    ("1h30 yoy", "2030-01-01", "2030-06-30"),
    ("H2 30 revenue", "2030-07-01", "2030-12-31"),
    ("sales in the first half", "2031-01-01", "2031-06-30"),
    ("the second half of last year", "2030-07-01", "2030-12-31"),
    ("ARR Dec '30", "2030-12-01", "2030-12-31"),
    ("今年2到7月收入", "2031-02-01", "2031-07-31"),
    ("去年8月到12月的收入", "2030-08-01", "2030-12-31"),
    ("2-7月消耗", "2031-02-01", "2031-07-31"),
]


@pytest.mark.parametrize(("question", "start", "end"), TOLD, ids=[q for q, _, _ in TOLD])
def test_several_months_in_short_are_one_period(question: str, start: str, end: str) -> None:
    (found,) = stretches(question, NEWEST)
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)
    assert question[found.begin : found.stop] == found.text


@pytest.mark.parametrize(
    "question",
    [
        "moved from March to June",
        "the H100 chips",
        "4 to 7 days",
        "从3月推到6月",
        "aug 14 - aug 20",
    ],
)
def test_two_times_are_no_stretch(question: str) -> None:
    assert stretches(question, NEWEST) == []


def test_record_without_a_time_has_no_stretch() -> None:
    assert stretches("feb-jul", "") == []


SAME = [
    "H1 2031 against the same half last year", "first half of 2031 vs a year earlier",
    "2031年上半年和去年同期比", "H1 2031, and the same period a year ago?",
]  # fmt: skip


@pytest.mark.parametrize("question", SAME)
def test_same_months_are_those_of_the_year_before(question: str) -> None:
    (found,) = year_before.year_before(question, periods.find(question))
    assert (found.start.isoformat(), found.end.isoformat()) == ("2030-01-01", "2030-06-30")


@pytest.mark.parametrize("question", ["half a year earlier", "the same half", "H1 last year"])
def test_no_year_before_is_told(question: str) -> None:
    assert year_before.said(question) == []


def test_year_before_needs_a_time_to_be_before() -> None:
    assert year_before.year_before("and a year ago?", []) == []
    assert year_before.before(("2032-02-01", "2032-02-29")) == ("2031-02-01", "2031-02-28")


def test_span_is_where_it_was_said() -> None:
    question = "2031年上半年和去年同期比"
    found: list[Period] = year_before.year_before(question, periods.find(question))
    assert [question[p.begin : p.stop] for p in found] == ["去年同期"]
