"""What only sets the scene of a question, and what looks like it and is asked."""

import pytest
from conftest import Asks

from bot.question.asides import asides


@pytest.mark.parametrize(
    ("question", "aside"),
    [
        ("How is its cash against that of Halgrim?", "against that of Halgrim"),
        ("Which proceedings against the firm are open?", ""),
        ("面对Halgrim的低价，护城河还在吗？", "面对Halgrim的低价"),
        ("公司面对哪些指控？", ""),
    ],
)
def test_against_and_facing_set_somebody_beside_but_for_claims(question: str, aside: str) -> None:
    found = [question[start:end] for start, end in asides(question, [], [])]
    assert found[:1] == ([aside] if aside else [])


def test_claim_against_the_firm_compares_nothing(asks: Asks) -> None:
    assert "compare" not in asks("Which lawsuits against Brinekeld are open?").wants
    assert "compare" in asks("Brinekeld's cash against Halgrim's?").wants
