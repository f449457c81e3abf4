"""Which way a model says that something went, over an invented filing."""

from dataclasses import replace

import pytest
from filing_pages import evidence, stands

INCOME = """Consolidated Statements of Income (In millions)
| | Year Ended December 31, 2031 | Year Ended December 31, 2030 |
| Total net revenue | $ 1,000 | $ 800 |
| Cost of sales | (640) | (500) |
| Gross profit | 360 | 300 |
| Interest expense | (20) | (25) |"""
PAGES = evidence(INCOME, title="Best Drills 10-K FY2031")
HOW = "How did Best Drills do in FY2031?"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Total net revenue rose from $800 million in 2030 to $1,000 million in 2031.", True),
        ("Total net revenue fell from $800 million in 2030 to $1,000 million in 2031.", False),
        ("Gross margin of 36.0% in 2031 was down from 37.5% in 2030.", True),
        ("Gross margin of 36.0% in 2031 was up from 37.5% in 2030.", False),
        ("Total net revenue rose by $200 million, from $800 million to $1,000 million.", True),
        ("Interest expense declined: $25 million in 2030, $20 million in 2031.", True),
        ("Interest expense increased: $25 million in 2030, $20 million in 2031.", False),
    ],
)
def test_direction_is_that_of_the_figures_beside_it(said: str, expected: bool) -> None:
    assert stands(HOW, said, pages=PAGES) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Cost of sales relative to revenue increased in FY2031.", True),
        ("Cost of sales relative to revenue decreased in FY2031.", False),
        ("Gross margin declined in FY2031 for the company.", True),
        ("Gross margin improved in FY2031 for the company.", False),
        ("Cost of sales, in total, increased in FY2031.", True),  # printed in brackets
        ("Cost of sales, in total, declined in FY2031.", False),
        ("Interest expense of the company declined in FY2031.", True),
    ],
)
def test_direction_is_that_of_the_measure_share_or_row(said: str, expected: bool) -> None:
    assert stands(HOW, said, pages=PAGES) is expected


def test_name_of_the_company_is_no_superlative() -> None:
    said = "Cost of sales of Best Drills was $640 million in 2031."
    assert stands("What was Best Drills's cost of sales in FY2031?", said, pages=PAGES)


def test_best_estimate_is_no_superlative() -> None:
    pages = evidence("The provision is what management estimates for the quarry in Lofthus.")
    question = "What is the provision of Fossvik?"
    said = "The provision is the best estimate of the management for the Lofthus quarry."
    assert stands(question, said, pages=pages)
    assert not stands(question, said.replace("estimate", "deal"), pages=pages)


SEGMENT = """Sales by kind (In millions)
| | 2031 | % change 31 vs. 30 |
| Lamps | $ 70 | (11%) |
| Drills | $ 90 | 4% |"""
PROSE = """The company set out to reduce its costs at all quarries and to serve miners.
Freight costs of the quarries rose because two ferries were out of service."""
WIDER = PAGES | {
    f"more {key}": replace(e, id=f"more {key}") for key, e in evidence(SEGMENT, PROSE).items()
}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Lamps declined for the company.", True),
        ("Lamps increased for the company.", False),
        ("Cost of sales relative to revenue increased, which means a lower gross margin.", True),
        ("Cost of sales relative to revenue increased, which means a higher gross margin.", False),
        ("The company is to improve how it serves miners.", True),  # an aim
        ("The company is expected to improve how it serves miners.", False),
    ],
)
def test_direction_by_a_change_by_clauses_and_of_an_aim(said: str, expected: bool) -> None:
    assert stands(HOW, said, pages=WIDER) is expected


def test_question_whether_something_rose_claims_nothing() -> None:
    question = "Has gross margin of Best Drills improved in FY2031?"
    asked = "Gross profit and revenue tell whether gross margin has improved in FY2031."
    assert stands(question, asked, pages=PAGES)
    assert not stands(question, "Gross margin has improved in FY2031.", pages=PAGES)


def test_direction_by_what_stood_before() -> None:
    before = "Return on sales was 36.0% in 2031.", "Return on sales was 37.5% in 2030."
    pages = evidence(
        INCOME, "Return on sales was 36.0% in 2031.\nReturn on sales was 37.5% in 2030."
    )
    assert stands(HOW, *before, "Overall, the return on sales declined.", pages=pages)
    assert not stands(HOW, *before, "Overall, the return on sales improved.", pages=pages)


def test_this_decrease_is_that_of_the_sentence_before() -> None:
    said = "This decrease comes with the quarries and the ferries out of service."
    fell = "Interest expense of the company declined in FY2031."
    assert stands(HOW, fell, said, pages=WIDER)
    assert not stands(HOW, said, pages=WIDER)


def test_two_rates_of_growth_are_no_movement_between_them() -> None:
    pages = evidence("Sales of lamps grew 5% in 2031, compared to 9% in 2030.")
    said = "Lamp sales of the company grew 5% in 2031, compared to 9% in 2030."
    assert stands(HOW, said, pages=pages)
