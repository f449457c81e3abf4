"""Traditional Chinese and full-width forms of questions, folded to what the lexicon has."""

import pytest

from knowledge import folded, lexicon

FOLDED = [
    ("現金還能撐多久？", "现金还能撑多久？"),
    ("帳上有多少錢", "账上有多少钱"),
    ("晶片與軟體", "芯片与软件"),
    ("C輪融資後的估值", "C轮融资后的估值"),
    ("ＡＲＲ是３００％", "ARR是300%"),
    ("著名公司的程序", "著名公司的程序"),
    ("布林凱的現金", "布林凯的现金"),
    ("How much cash?", "How much cash?"),
]


@pytest.mark.parametrize(("typed", "plain"), FOLDED)
def test_question_is_folded(typed: str, plain: str) -> None:
    assert folded(typed) == plain


def test_simplified_question_stays_as_it_is() -> None:
    said = "账面资料里的程式、信息、项目和质量；公司计划上市吗？"
    assert folded(said) == said


def test_traditional_term_is_a_concept() -> None:
    assert [m.concept for m in lexicon().mentions(folded("現金還能撐多久？"))] == ["runway"]
