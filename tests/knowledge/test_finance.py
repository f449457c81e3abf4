import pytest

from knowledge import finance


@pytest.mark.parametrize(
    ("question", "items", "statements"),
    [
        (
            "What is the quick ratio?",
            {"cash", "receivables", "current assets", "inventory", "current liabilities"},
            {"balance sheet"},
        ),
        ("速动比率是多少？", {"current liabilities", "inventory"}, {"balance sheet"}),
        ("FY2030 capex as a % of revenue", {"capital expenditure", "revenue"},
         {"cash flow statement", "income statement"}),
        ("How many people work there?", set(), set()),
        ("Using the cash flow statement, what was paid?", set(), {"cash flow statement"}),
        ("自由现金流？", {"operating cash flow", "capital expenditure"}, {"cash flow statement"}),
    ],
)  # fmt: skip
def test_question_needs_lines_and_statements(
    question: str, items: set[str], statements: set[str]
) -> None:
    needed = finance.needed(question)
    assert items <= {item.name for item in needed.items}
    assert statements == set(needed.statements)


def test_ratio_is_not_taken_for_one_of_its_words() -> None:
    names = {item.name for item in finance.needed("What is the gross profit margin?").items}
    assert names == {"gross profit", "revenue", "cost of sales"}


@pytest.mark.parametrize(
    ("title", "statement"),
    [
        ("CONSOLIDATED BALANCE SHEETS", "balance sheet"),
        ("Consolidated Balance Shee t — At December 31", "balance sheet"),
        ("Statement of Financial Position", "balance sheet"),
        ("合并资产负债表", "balance sheet"),
        ("Consolidated Statements of Operations", "income statement"),
        ("合併損益表", "income statement"),
        ("Statements of Consolidated Cash Flows", "cash flow statement"),
        ("Off-balance sheet arrangements", None),
        ("Note 3 — Revenue", None),
    ],
)
def test_statement_is_told_by_its_title(title: str, statement: str | None) -> None:
    assert finance.statement(title) == statement


def test_every_measure_is_made_of_known_items() -> None:
    known = finance.vocabulary()
    for measure in known.measures:
        assert set(measure.items) <= known.items.keys()
        assert measure.asked.search(measure.name), measure.name
    for item in known.items.values():
        assert item.statement is None or item.statement in known.statements
