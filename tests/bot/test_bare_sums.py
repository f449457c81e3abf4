"""Sums typed without their scale take the one that the record tells them in."""

import pytest
from scenario_ledger import fact, ledger

from bot.question.bare_sums import written_out

KNOWN = ledger(
    fact("b", "round_amount", "90e6", "USD", statement="Lumen raised $90 million in its Series B."),
    fact("pre", "valuation_pre", "5e8", "USD", statement="A draft hoped for $500 million."),
    fact("low", "valuation_target", "650e6", "USD", statement="Talks at $650 million."),
    fact("high", "valuation_target", "750e6", "USD", statement="Talks end at $750 million."),
    fact("two", "cash", "12e6", "USD", statement="It held $12 million, later $12 billion."),
)

TYPED = [
    ("did they get 90 in the B", "did they get 90 million in the B"),
    ("500 pre-money valuation, right?", "500 million pre-money valuation, right?"),
    ("is it 650-750 for the D?", "is it 650-750 million for the D?"),
    ("90 people raised it", "90 people raised it"),
    ("raised 12?", "raised 12?"),
    ("a score of 90", "a score of 90"),
    ("raised $90m", "raised $90m"),
    ("raised 91?", "raised 91?"),
    ("B轮90", "B轮90"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "long"), TYPED, ids=[q for q, _ in TYPED])
def test_scale_is_that_of_the_record(typed: str, long: str) -> None:
    assert written_out(typed, KNOWN) == long
