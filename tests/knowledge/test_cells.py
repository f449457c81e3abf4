"""Cells of tables: what each counts in, of which time it is, and how it is said."""

from decimal import Decimal

import pytest

from knowledge import cells, scales, table_rows

STATEMENT = """(in thousands, except per share data)
| Year ended December 31, | 2031 | 2030 |
| Total revenue | $ 408,600 | $ 335,000 |
| Net loss | $ (9,500) | $ (1,200) |
| Diluted earnings per share | $ 0.41 | $ 0.31 |"""
ROUNDS = """融资历史
| 轮次 | 完成日期 | 融资金额（万元） | 投后估值（亿元） | 领投方 |
| B轮 | 2031-07 | 18000 | 12 | 松涛资本 |"""
UNITS = """| Item | Unit 单位 | 2031-12-31 | 2032-06-30 |
| Recurring revenue | KRW billion 十亿韩元 | 24 | 42 |
| Employees | people 人 | 412 | 530 |"""


BALANCES = """2031年12月31日 单位：人民币千元
| 项目 | 附注 | 期末余额 | 期初余额 |
| 存货 | 七、9 | 412 | 350 |"""
QUARTERS = """Results of 2031 (in millions)
| | First Quarter | Second Quarter |
| Net revenues | $ 298.2 | $ 311.9 |
| Other | 1 | 2 |
| Total net revenues | 3 | 4 |
| Employees | 5 | 6 |"""


def amounts(text: str) -> list[tuple[str, Decimal, str]]:
    held = cells.cells_of(text)
    return [(c.heading, c.amount.low, c.amount.unit) for c in held if c.amount]


def test_figures_are_counted_as_the_caption_says_but_for_those_per_share() -> None:
    assert amounts(STATEMENT) == [
        ("2031", 408_600_000, "USD"),
        ("2030", 335_000_000, "USD"),
        ("2031", -9_500_000, "USD"),
        ("2030", -1_200_000, "USD"),
        ("2031", Decimal("0.41"), "USD"),
        ("2030", Decimal("0.31"), "USD"),
    ]


def test_each_column_may_have_a_scale_of_its_own() -> None:
    assert amounts(ROUNDS)[-2:] == [
        ("融资金额（万元）", 180_000_000, "CNY"),
        ("投后估值（亿元）", 1_200_000_000, "CNY"),
    ]
    assert [c.printed for c in cells.cells_of(ROUNDS) if c.amount is None][-1] == "松涛资本"


def test_a_column_of_units_says_what_its_row_counts_in() -> None:
    assert amounts(UNITS) == [
        ("2031-12-31", 24_000_000_000, "KRW"),
        ("2032-06-30", 42_000_000_000, "KRW"),
        ("2031-12-31", 412, "people"),
        ("2032-06-30", 530, "people"),
    ]


def test_a_cell_is_said_with_its_time_its_scale_and_as_printed() -> None:
    first, *_ = cells.cells_of(STATEMENT)
    assert (
        first.said("en") == "Total revenue (2031): $408.6 million (printed $ 408,600, in thousands)"
    )
    assert first.said("zh") == "Total revenue（2031）：4.086亿美元（表中为$ 408,600，单位：千）"


def test_a_loss_in_brackets_is_a_loss_and_not_less_than_nothing() -> None:
    loss = next(c for c in cells.cells_of(STATEMENT) if c.row.label == "Net loss")
    assert loss.said("en").startswith("Net loss (2031): $9.5 million")


@pytest.mark.parametrize(
    ("text", "factor", "unit"),
    [
        ("(in thousands, except per share data)", 1000, ""),
        ("$ in millions", 10**6, "USD"),
        ("单位：万元", 10**4, "CNY"),
        ("Revenue, KRW billion 收入（十亿韩元）", 10**9, "KRW"),
        ("人民币百万元", 10**6, "CNY"),
        ("持股数量（万股）", 10**4, "count"),
        ("2031", None, ""),
        ("Total revenue", None, ""),
    ],
)
def test_scale_is_read_from_its_words(text: str, factor: int | None, unit: str) -> None:
    assert scales.scale(text) == scales.Scale(factor=Decimal(factor) if factor else None, unit=unit)


def test_what_stands_before_a_table_says_what_it_counts_in() -> None:
    assert scales.told(
        ["| Cash | 61 |", "Amounts are in billions of won (KRW).", "in thousands"]
    ) == (scales.Scale(factor=Decimal(10**9), unit="KRW"))


@pytest.mark.parametrize(
    ("heading", "left"),
    [
        ("December 31, 2031 Parent", "Parent"),
        ("Year ended December 31, 2031", ""),
        ("2031年度", ""),
        ("Three months ended March 31, 2031", ""),
    ],
)
def test_a_heading_is_known_by_what_it_says_besides_its_time(heading: str, left: str) -> None:
    assert cells.beyond_period(heading) == left


def test_opening_balance_is_of_the_year_before_its_table() -> None:
    told = [(c.printed, c.period and c.period.end.isoformat()) for c in cells.cells_of(BALANCES)]
    assert told[1:] == [("412", "2031-12-31"), ("350", "2030-12-31")]


def test_quarter_without_a_year_is_one_of_the_captions() -> None:
    first, second, *_ = cells.cells_of(QUARTERS)
    assert [c.period and c.period.start.isoformat() for c in (first, second)] == [
        "2031-01-01",
        "2031-04-01",
    ]


def test_row_above_a_total_is_a_part_of_it() -> None:
    assert [row.whole for row in table_rows(QUARTERS)] == [
        "Total net revenues",
        "Total net revenues",
        "",
        "",
    ]
