"""Rounds that a question names, one by one and together."""

import pytest
from conftest import Asks

from bot.question import rounds

ASKED = [
    ("How big was the Series D?", "D"), ("D轮融了多少？", "D"), ("Series A, B and C", "ABC"),
    ("A轮、B轮、C轮一共融了多少？", "ABC"), ("A、B、C轮", "ABC"),
    ("Series C+ and series D", "C+ D"),
    ("From Series A to D", "AD"), ("A到D轮", "AD"), ("a series of events and a decision", ""),
    ("How much higher is the Series D price than the Series C's?", "DC"), ("a's and b's", ""),
    ("How much are they out to raise in the D?", "D"), ("the A share", ""), ("grade A, and B", ""),
    ("What step from B to C?", "BC"), ("Why the bridge after the C?", "C"),
    ("the gap between C and D", "CD"), ("The C's price", "C"),
    ("series c vs b", "CB"), ("B post on sales", "B"), ("what C cleared at", "C"),
    ("A price list", ""), ("the B money", "B"),
    ("Step-up D → F?", "DF"), ("B->C", "BC"), ("Series B bids", "B"), ("最近一轮", ""),
    ("What did the c investors get?", "C"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "letters"), ASKED, ids=[q for q, _ in ASKED])
def test_each_round_is_named_at_its_place(question: str, letters: str) -> None:
    found = rounds.find(question)
    assert [n.removeprefix("Series ") for _, _, n in found] == (
        letters.split() if " " in letters else list(letters)
    )
    assert all(n[-1] in question[start:end].upper() for start, end, n in found)


def test_range_is_written_in_full_and_a_list_left() -> None:
    told = "Series B, Series C, Series D"
    assert rounds.in_full("what did B to D rounds raise?") == f"what did {told}  raise?"
    assert rounds.in_full("B到D轮一共融了多少") == f"{told} 一共融了多少"
    for listed in ("Series A and D", "A轮和D轮"):
        assert rounds.in_full(listed) == listed


SPANNED = [
    ("list every round, seed through C", "seed A B C"), ("从种子轮到B轮每轮融了多少", "seed A B"),
    ("list all rounds from A to D", "A B C D"), ("B到D轮分别融了多少", "B C D"),
    ("from the seed to the Series B", "seed A B"), ("Series A and C", ""), ("the seed round", ""),
]  # fmt: skip


@pytest.mark.parametrize(("question", "names"), SPANNED, ids=[q for q, _ in SPANNED])
def test_range_holds_every_round_between_its_ends(question: str, names: str) -> None:
    found = rounds.spanned(question)
    assert [n.removeprefix("Series ") for n in found] == names.split()


def test_most_recent_is_not_the_most(asks: Asks) -> None:
    assert "most" not in asks("Size of the most recent closed round?").wants
    assert "latest_round" in asks("Size of the most recent closed round?").wants
    assert "most" in asks("Which rival raised the most?").wants


def test_multiple_that_a_price_implies_is_a_multiple(asks: Asks) -> None:
    for question in ("What multiple of ARR does the May 2031 price imply?",
                     "The multiple of revenue the last valuation implied?"):  # fmt: skip
        assert asks(question).concepts[:1] == ("multiple",)
        assert "implied_price" not in asks(question).concepts
