"""Abbreviations are written out, but for those that only the sources' own short form can match."""

import pytest

from bot.question.shorthand import written_out

WRITTEN = [
    ("who is the CTO", "who is the chief technology officer"),
    ("CTO是谁", "首席技术官是谁"),
    ("Where is HQ?", "Where is headquarters?"),
    ("GM last year", "gross margin last year"),
    ("what's the mkt cap", "what's the market cap"),
    ("raised HK$4.8bn", "raised HK$4.8bn"),
    ("the HKEX filing", "the HKEX filing"),
    ("if the us$30m lands", "if the US$30m lands"),
    ("q3 burn, h1 and fy26", "Q3 burn, H1 and FY26"),
    ("how many mths", "how many months"),
    ("up in 25 vs 24?", "up in 2025 vs 2024?"),
    ("from 25 to 24 staff", "from 25 to 24 staff"),
    ("ABC三轮一共多少", "A、B、C三轮一共多少"),
    ("burn +20%?", "what if burn rises by 20%?"),
    ("cost -5%", "what if cost falls by 5%"),
]


@pytest.mark.parametrize(("typed", "long"), WRITTEN)
def test_shorthand_is_written_out(typed: str, long: str) -> None:
    assert written_out(typed, lambda word: False) == long


def test_short_form_of_the_sources_stays_where_they_know_no_long_one() -> None:
    assert written_out("GM's stake", lambda word: word == "gm") == "GM's stake"


def test_short_form_is_written_out_where_the_sources_use_both() -> None:
    assert written_out("the CTO", lambda word: True) == "the chief technology officer"


@pytest.mark.parametrize(
    ("typed", "long"),
    [
        ("B post", "B post-money valuation"),
        ("500m pre?", "500m pre-money valuation?"),
        ("a post of 5", "a post of 5"),
    ],
)
def test_price_before_and_after_the_money_is_written_out(typed: str, long: str) -> None:
    assert written_out(typed, lambda word: False) == long
