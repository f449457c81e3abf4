"""Figures of a calculation that a model shows over an invented filing; measures by their year."""

import pytest
from filing_pages import evidence, stands

from bot.statements.totals import named

INCOME = """Consolidated Statements of Income (In thousands)
| | Year Ended December 31, 2031 | Year Ended December 31, 2030 | Year Ended December 31, 2029 |
| Total net revenue | $ 1,000,000 | $ 800,000 | $ 640,000 |
| Cost of sales | (640,000) | (500,000) | (410,000) |
| Gross profit | 360,000 | 300,000 | 230,000 |"""
LEAVING = """Liability for restructuring (In millions)
| | Employee Costs | Fixed Asset Costs |
| Balance at June 30, 2031 | 81 | 12 |
| Net charges to earnings | 9 | 2 |"""
PAGES = evidence(INCOME, LEAVING)
MARGIN = "Is Fossvik's gross margin improving as of FY2031?"
RATIO = "How does Fossvik's revenue of FY2031 compare to its cost of sales?"


@pytest.mark.parametrize(
    ("question", "said", "expected"),
    [
        (MARGIN, "Gross margin = ($360,000 / $1,000,000) * 100 = 36.0% in 2031.", True),
        (MARGIN, "Gross margin = ($360,000 / $1,000,000) x 100% = 36.0% in 2031.", True),
        (MARGIN, "Gross margin = ($370,000 / $1,000,000) * 100 = 37.0% in 2031.", False),
        (MARGIN, "Gross margin = ($360,000 / $1,000,000) * 100 = 39.0% in 2031.", False),
        (MARGIN, "Gross profit was $360,000 in 2031.", False),  # thousands dropped
        (RATIO, "Revenue less cost = $1,000,000 - $640,000 = $360,000 in 2031.", False),
        (RATIO, "The ratio comes from dividing revenue ($1,000,000) by costs ($640,000).", True),
        (RATIO, "Revenue of 2031 over its cost is $1,000,000 / $640,000 = 1.56.", True),
    ],
)
def test_operands_of_a_ratio_are_as_printed(question: str, said: str, expected: bool) -> None:
    assert stands(question, said, pages=PAGES) is expected


def test_operands_without_their_result_answer_nothing() -> None:
    question = "What is the FY2031 gross profit of Fossvik?"
    shown = "Gross profit = $1,000 million - $640 million in 2031"
    assert stands(question, shown, pages=PAGES)
    assert not stands(question, f"{shown} = $640 million.", pages=PAGES)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Gross margin was 35.9% in 2029.", True),
        ("Gross margin was 37.5% in 2029.", False),  # of 2030
        ("Gross margin moved between 35.9% and 37.5%, from 2029 to 2030.", True),
        ("Gross margin moved between 35.9% and 47.5%, from 2029 to 2030.", False),
    ],
)
def test_measure_is_of_the_year_beside_it(said: str, expected: bool) -> None:
    assert stands("Are Fossvik's gross margins steady?", said, pages=PAGES) is expected


@pytest.mark.parametrize(
    ("question", "said", "expected"),
    [
        ("What is owed?", "Employee costs of $81 million were owed.", True),
        ("What is owed?", "Fixed asset costs of $12 million were owed.", True),
        ("What is owed?", "Fixed asset costs of $81 million were owed.", False),
        ("What is owed in Q2 FY2032?", "At June 30, 2031 (Q2 FY2032) employee costs owed were "
         "$81 million.", True),
        ("What is owed in Q2 FY2032?", "At June 30, 2030 (Q2 FY2032) employee costs owed were "
         "$81 million.", False),
    ],
)  # fmt: skip
def test_column_that_names_an_item_and_a_day_that_names_a_row(
    question: str, said: str, expected: bool
) -> None:
    assert stands(question, said, pages=PAGES) is expected


SALES = """Statements of Operations (In thousands)
| | 2031 | 2030 |
| Revenues |
| Rooms | $ 830 | $ 700 |
| Food | 696 | 600 |"""
GOES_ON = """Statements of Operations (In thousands)
| | 2031 | 2030 |
|  | 1,526 | 1,300 |
| Expenses |
| Wages | (800) | — |
|  | (801) | — |"""


def test_unlabelled_total_is_called_by_what_opens_its_part() -> None:
    assert named((SALES, GOES_ON))[1].splitlines()[2] == "| Revenues  | 1,526 | 1,300 |"
    assert "| Expenses  |" not in named((SALES, GOES_ON))[1]  # -801 is no sum of -800
    assert named((GOES_ON,)) == (GOES_ON,)  # what it is a total of was not read
    other = GOES_ON.replace("Operations", "Cash Flows")
    assert named((SALES, other))[1] == other


def test_measure_over_a_total_without_a_label() -> None:
    question = "What are wages as a % of revenue for Fossvik in FY2031?"
    pages = evidence(SALES, GOES_ON)
    assert stands(question, "Wages were 52.4% of revenue in FY2031.", pages=pages)
    assert not stands(question, "Wages were 96.4% of revenue in FY2031.", pages=pages)


ASSETS = """Balance Sheets (In millions)
| | December 31, 2031 | December 31, 2030 |
| Quarries | $ 308 | $ 290 |
| Total net revenue | 1,000 | 800 |
| Service revenue | 300 | 200 |"""


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Quarries were $308 million at December 31, 2031, and $290 million at December 31, "
         "2030.", True),
        ("Quarries were $290 million at December 31, 2031, and $308 million at December 31, "
         "2030.", False),
        ("In 2031 quarries were $308 million, which is more than the $290 million of 2030.", True),
        ("In 2031 quarries were $290 million, which is less than the $308 million of 2030.", False),
    ],
)  # fmt: skip
def test_year_of_a_figure_stands_on_its_side_of_other_figures(said: str, expected: bool) -> None:
    assert stands("What were the quarries worth?", said, pages=evidence(ASSETS)) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Its service revenue was $300 million in 2031.", True),  # a part, named so
        ("Its revenue was $300 million in 2031.", False),
        ("Its revenue was $1,000 million in 2031.", True),
    ],
)
def test_row_named_in_all_its_words_is_no_answer_for_the_whole(said: str, expected: bool) -> None:
    question = "What is the FY2031 revenue of Fossvik?"
    assert stands(question, said, pages=evidence(ASSETS)) is expected


def test_fiscal_quarter_of_a_filing_that_counts_ahead_of_the_calendar() -> None:
    page = """Liabilities (In millions)
| | Employee Costs |
| Balance at December 31, 2030 | 81 |"""
    question = "What does Fossvik owe at the close of Q2 FY2031?"
    said = "Employee costs of $81 million were owed at the close of Q2 FY2031."
    assert stands(question, said, pages=evidence(page, title="Fossvik 10-Q FY2031-Q2"))
    assert not stands(question, said, pages=evidence(page, title="Fossvik 10-Q FY2030-Q2"))
