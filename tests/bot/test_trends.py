"""Whether rows moved as a sentence says, clause by clause, over an invented filing."""

import pytest
from filing_pages import evidence, stands

INCOME = """Consolidated Statements of Income (In millions)
| Years ended December 31, | 2031 | 2030 | 2029 |
| Net sales | $ 900 | $ 1,000 | $ 800 |
| Cost of sales | 640 | 600 | 500 |
| Selling, general and administrative expenses | 150 | 120 | 110 |
| Operating income | 110 | 280 | 190 |"""
BALANCE = """Consolidated Balance Sheets (In millions)
| At December 31, | 2031 | 2030 |
| Other current assets | 60 | 40 |
| Total current assets | 700 | 800 |
| Short-term borrowings and current portion of long-term debt | 90 | 50 |
| Accounts payable | 100 | 110 |
| Other current liabilities | 120 | 110 |
| Total current liabilities | 500 | 450 |
| Long-term debt | 400 | 600 |"""
SEGMENTS = """Adjusted profit by region (In millions)
| | 2031 | 2030 |
| Lofthus | (203) | 25 |
| Odda | 300 | 250 |"""
PAGES = evidence(INCOME, BALANCE, SEGMENTS)
HOW = "How did Fossvik's figures of FY2031 develop?"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Cost of sales increased while net sales fell in 2031.", True),
        ("Cost of sales increased while net sales rose in 2031.", False),
        ("Current assets fell as current liabilities rose.", True),
        ("Current assets rose as current liabilities fell.", False),
        ("Long-term debt decreased, while short-term borrowings increased.", True),
        ("Long-term debt increased, while short-term borrowings decreased.", False),
        ("Total debt decreased in 2031.", True),  # 490 from 650, though one part rose
        ("Total debt increased in 2031.", False),
        ("The operating margin recovered in 2030, before falling in 2031.", True),
        ("The operating margin fell in 2030, before recovering in 2031.", False),
        ("Selling, general and administrative expenses rose faster than net sales.", True),
        ("Selling, general and administrative expenses fell faster than net sales.", False),
        ("Net sales rose in 2030.", True),
        ("Net sales fell in 2031, which is not shown by region.", True),
        ("Net sales rose in 2031, which is not shown by region.", False),
        ("There was no increase in net sales in 2031.", True),
        ("There was no decrease in net sales in 2031.", False),
        ("Net sales fell in 2029.", False),  # of the first year nothing is known
    ],
)
def test_each_clause_is_judged_by_its_own_rows_and_years(said: str, expected: bool) -> None:
    assert stands(HOW, said, pages=PAGES) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Lofthus worsened from a profit of $25 million to a loss of $203 million.", True),
        ("Lofthus improved from a profit of $25 million to a loss of $203 million.", False),
        ("Odda dropped to $250 million from $300 million, while Lofthus improved.", False),
        ("Net sales dropped to $900 million from $1,000 million, while costs rose.", True),
        ("Net sales climbed to $900 million from $1,000 million, while costs fell.", False),
    ],
)
def test_figures_decide_the_direction_of_their_own_clause(said: str, expected: bool) -> None:
    assert stands(HOW, said, pages=PAGES) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Other current liabilities were the largest of the current liabilities.", True),
        ("Other current liabilities were the smallest of the current liabilities.", False),
    ],
)
def test_rank_in_a_statement_is_among_rows_of_one_kind(said: str, expected: bool) -> None:
    question = "Which current liabilities of Fossvik were the largest in 2031?"
    assert stands(question, said, pages=PAGES) is expected


def test_day_above_the_labels_goes_with_the_year_of_a_column() -> None:
    told = "Total current assets were $700 million at December 31, 2031."
    assert stands(HOW, told, pages=PAGES)
    assert not stands(HOW, told.replace("December 31", "October 31"), pages=PAGES)
