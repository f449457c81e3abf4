"""Two statements of who joined one round both answer; the same told again does not."""

from dataclasses import replace

from bot.writers.note import _is_as
from knowledge import Ledger


def test_other_words_of_the_same_are_the_same_and_other_names_are_not(ledger: Ledger) -> None:
    told = next(f for f in ledger.facts if f.attribute == "round_participants")
    other = replace(told, statement="Orvane Capital, Quist Partners and Lindholm joined as well.")
    assert _is_as(told, told)
    assert not _is_as(other, told)
