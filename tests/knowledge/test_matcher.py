"""The longest terms of a list that stand in a text, whatever its case."""

import pytest

from knowledge.matcher import Matcher, in_small

TERMS = Matcher([
    ("cash", "cash"),
    ("cash flow", "flow"),
    ("run-rate", "rate"),
    ("how long … cash", "runway"),
    ("K3系列", "series"),
    ("现金", "cash"),
    ("现金…多久", "runway"),
])  # fmt: skip


@pytest.mark.parametrize(("text", "found"), [
    ("CASH and Cash flows", [("cash", 0, 4), ("flow", 9, 19)]),
    ("the Run  Rate", [("rate", 4, 13)]),
    ("How long does the Cash last?", [("runway", 0, 22)]),
    ("how long and then very much later does the cash last", [("cash", 43, 47)]),
    ("cashmere, uncash", []),
    ("k3系列的现金能撑多久", [("series", 0, 4), ("runway", 5, 11)]),
    ("İn cash", [("cash", 3, 7)]),
])  # fmt: skip
def test_the_longest_terms_are_found_where_they_stand(
    text: str, found: list[tuple[str, int, int]]
) -> None:
    assert [(f.key, f.start, f.end) for f in TERMS.find(text)] == found


@pytest.mark.parametrize(("text", "gap"), [
    ("How long does the Cash last?", " does the "),
    ("现金还能撑多久", "还能撑"),
    ("cash flow", ""),
])  # fmt: skip
def test_what_stands_between_the_parts_of_a_term_is_told(text: str, gap: str) -> None:
    (found,) = TERMS.find(text)
    assert text[slice(*found.gap)] == gap


@pytest.mark.parametrize("text", ["", "İstanbul", "ΣΑΣ", "K3系列 £18M", "ẞ"])
def test_small_letters_stand_where_the_large_ones_stood(text: str) -> None:
    assert len(in_small(text)) == len(text)
