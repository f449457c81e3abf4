"""Figures as an analyst tells them: of the year before, in points, in total, in turn."""

import pytest
from filing_pages import evidence, stands

from bot.checks.cues import cues
from bot.statements.loose import barred

INCOME = """Consolidated Statements of Income (In millions)
| | Year Ended December 31, 2031 | Year Ended December 31, 2030 |
| Total net revenue | $ 35,000 | $ 36,000 |
| Operating income | 6,650 | 7,560 |
| Earnings per share, diluted | $ 10.18 | $ 10.12 |"""
PENSIONS = """Estimated future payments (In millions)
| Year | Pension Benefits | Health Care |
| 2032 | $ 2,049 | $ 906 |
| 2034 | 1,097 | 862 |"""
COSTS = """We expect to incur costs of $700 million in connection with separating Vestnes, of which
90% has been incurred through the second quarter of 2031."""
DEBT = """Consolidated Balance Sheet (In millions)
| | December 31, 2031 | December 31, 2030 |
| Short-term borrowings | $ 1,938 | $ 1,307 |
| Long-term debt | 14,001 | 16,056 |"""
PAGES = evidence(INCOME, PENSIONS, COSTS, DEBT)
HOW = "How did Fossvik do in 2031?"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Revenue fell to $35 billion in 2031 from $36 billion the year before.", True),
        ("Revenue was $35 billion in 2031, after $36 billion in the prior year.", True),
        ("Revenue was $36 billion in 2031, after $35 billion in the prior year.", False),
        ("Revenue fell in 2031, from $36,000 million to $35,000 million.", True),
        ("Revenue was $36,000 million in 2031, one of its worst years.", False),
        ("Diluted earnings per share edged up to $10.18 in 2031 from $10.12 in 2030.", True),
        ("Diluted earnings per share went as high as up to $10.18 in 2031.", False),
    ],
)
def test_figure_of_what_it_was_before_is_of_the_year_before(said: str, expected: bool) -> None:
    assert stands(HOW, said, pages=PAGES) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The operating margin narrowed from 21.0% to 19.0%.", True),
        ("The operating margin narrowed from 20.0% to 19.0%.", False),
        ("The operating margin contracted by 200 basis points in 2031.", True),
        ("The operating margin contracted by about 2.0 percentage points in 2031.", True),
        ("The operating margin expanded by 200 basis points in 2031.", False),
        ("The operating margin contracted by about 210 basis points in 2031.", False),
        ("The operating margin contracted by 150 basis points in 2031.", False),
        ("The operating margin contracted by 19.0 percentage points in 2031.", False),
    ],
)
def test_measure_is_of_the_year_asked_for_and_moves_by_points(said: str, expected: bool) -> None:
    assert stands(HOW, said, pages=PAGES) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Total debt stood at $15,939 million in 2031: $1,938 million short-term borrowings and "
         "$14,001 million long-term debt.", True),
        ("Total debt stood at $16,939 million in 2031: $1,938 million short-term borrowings and "
         "$14,001 million long-term debt.", False),
        ("Costs of some $630 million, or 90% of the $700 million for Vestnes, are expected to be "
         "incurred.", True),
        ("Costs of some $670 million, or 90% of the $700 million for Vestnes, are expected to be "
         "incurred.", False),
    ],
)  # fmt: skip
def test_result_may_be_told_before_what_it_is_made_of(said: str, expected: bool) -> None:
    assert stands(HOW, said, pages=PAGES) is expected


@pytest.mark.parametrize(("total", "expected"), [("1.96", True), ("2.06", False)])
def test_row_of_the_year_asked_for_needs_no_year_in_the_sentence(
    total: str, expected: bool
) -> None:
    question = "What did Fossvik expect in 2031 to pay its retirees in 2034?"
    said = f"In total that is about ${total} billion ($1,097 million + $862 million)."
    assert stands(question, said, pages=PAGES) is expected


FLOWS = """Consolidated Statements of Cash Flows (In millions)
| | Year Ended December 31, 2031 | Year Ended December 31, 2030 |
| Dividends paid | (3,369) | (3,420) |
| Purchases of treasury stock | (1,464) | (2,199) |"""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Buybacks and dividends of 2031 came to $4,833 million in total.", True),
        ("Buybacks and dividends of 2031 came to $5,833 million in total.", False),
        ("Buybacks and dividends of 2031 came to $4,833 million.", False),  # of what, not said
        ("Dividends of 2031 came to $4,833 million in total.", False),
    ],
)
def test_rows_that_are_told_together_are_added(said: str, expected: bool) -> None:
    assert stands("How did Fossvik return cash?", said, pages=evidence(FLOWS)) is expected


SHEET_31 = """Consolidated Balance Sheets (In millions)
| | December 31, 2031 |
| Cash and cash equivalents | $ 1,671 |
| Current portion of long-term debt | 224 |
| Long-term debt | 6,687 |
| Total equity | 12,275 |"""
SHEET_30 = """Consolidated Balance Sheets (In millions)
| | December 31, 2030 |
| Cash and cash equivalents | $ 2,148 |
| Long-term debt | 6,989 |"""
REGIONS = """Net revenues (In thousands)
| | Year Ended December 31, 2031 |
| Strip Resorts | $ 6,400 |
| Regional Operations | 3,600 |
| | $ 10,000 |"""
GREW = """Diluted earnings per share for 2031 increased by $0.26, or 20%, from 2030.
The effective tax rate was as follows.
| | Year Ended December 31, 2031 | Year Ended December 31, 2030 |
| Effective tax rate | 23% | 20% |"""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Cash fell by $477 million to $1,671 million in 2031.", True),
        ("Cash fell by $447 million to $1,671 million in 2031.", False),
        ("Cash fell by $477 million to $1,761 million in 2031.", False),
        ("Total debt was $6,911 million in 2031, against equity of $12,275 million.", True),
        ("Total debt was $6,719 million in 2031, against equity of $12,275 million.", False),
        ("Strip Resorts accounted for 64% of net revenues in 2031.", True),
        ("Strip Resorts accounted for 54% of net revenues in 2031.", False),
        ("Diluted earnings per share rose 20% in 2031.", True),
        ("Diluted earnings per share rose 23% in 2031.", False),
    ],
)
def test_steps_over_rows_of_pages_that_are_cut_apart(said: str, expected: bool) -> None:
    pages = evidence(SHEET_31, SHEET_30, REGIONS, GREW)
    assert stands("How did Fossvik do?", said, pages=pages) is expected


HEADINGS = """Liquidity
Cash and cash equivalents were as follows ($ in millions):

July 29, 2031 | January 28, 2031"""
ROW = """Cash and cash equivalents | $ 1,093 | $ 1,874

The board met in August."""
VOTES = """The votes on the directors' pay were cast as follows:

Votes For | Votes Against | Abstentions

57,172,731 | 13,324,080 | 170,172"""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Cash and cash equivalents were $1,093 million at July 29, 2031.", True),
        ("Cash and cash equivalents were $1,874 million at July 29, 2031.", False),
        ("Cash and cash equivalents decreased by $781 million, or 41.7%.", True),
        ("Cash and cash equivalents were $1,093 thousand at July 29, 2031.", False),
        ("Some 57.2 million votes were cast for the directors' pay, 13.3 million against.", True),
        ("Some 59.2 million votes were cast for the directors' pay, 13.3 million against.", False),
    ],
)
def test_rows_that_no_table_holds_are_read_under_their_headings(said: str, expected: bool) -> None:
    question = "How did cash and votes of Fossvik stand?"
    assert stands(question, said, pages=evidence(HEADINGS, ROW, VOTES)) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [("Cash and cash equivalents fell between January 28, 2031 and July 29, 2031.", True),
     ("Cash and cash equivalents rose between January 28, 2031 and July 29, 2031.", False)],
)  # fmt: skip
def test_direction_is_between_the_days_that_are_named(said: str, expected: bool) -> None:
    table = """Condensed Balance Sheets (In millions)
| | July 29, 2031 | January 28, 2031 | July 30, 2030 |
| Cash and cash equivalents | $ 1,093 | $ 1,874 | $ 840 |"""
    question = "Was there a drop in cash at Fossvik in 2031?"
    assert stands(question, said, pages=evidence(table)) is expected


@pytest.mark.parametrize(
    "text",
    [
        "July 29, 2031 | January 28, 2031\n\nThe board met.\n\nCash | $ 1,093 | $ 1,874",
        "July 29, 2031 | January 28, 2031\n\nCash | $ 1,093",
        "Fossvik | Vestnes\n\nCash | $ 1,093 | $ 1,874",
        "Exhibit No. | Description\n\n4.1 | Indenture, dated as of April 28, 2031",
    ],
)
def test_row_without_headings_that_fit_stays_text(text: str) -> None:
    assert barred((text,)) == (text,)


def test_a_year_earlier_is_no_rate_a_year() -> None:
    assert {c.sense for c in cues("Costs were lower than a year earlier.")}.isdisjoint({"yearly"})
    assert "yearly" in {c.sense for c in cues("Costs are $5 million a year.")}
