"""Which way a model says that something went, over an invented filing."""

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
