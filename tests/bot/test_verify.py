"""Each way in which a claim can be wrong, against one that is right."""

from dataclasses import replace

import pytest

from bot import Bot, evidence
from bot.answer import Claim, Evidence
from bot.verify import verify
from knowledge import Ledger, metrics

CASH = "fact:cash-jun2031:en"


@pytest.fixture(scope="module")
def held(bot: Bot, ledger: Ledger) -> dict[str, Evidence]:
    facts = evidence.of_facts(bot.kb, ledger, ledger.facts, "en")
    cards = [evidence.of_metric(bot.kb, m, ledger, "en") for m in metrics.compute(ledger)]
    return {e.id: e for e in (*facts, *cards)}


@pytest.fixture(scope="module")
def cash(held: dict[str, Evidence]) -> str:
    return next(e.id for e in held.values() if e.ref == "cash-jun2031")


def kept(claim: Claim, held: dict[str, Evidence], ledger: Ledger) -> bool:
    got = verify([claim], evidence=held, ledger=ledger, metrics=metrics.compute(ledger))
    assert len(got.kept) + len(got.dropped) == 1
    return bool(got.kept)


TRUE = [
    "Cash was EUR 240 million.",
    "Cash was €240 million on 30 June 2031.",
    "Cash was 240 million euros.",
    "Cash was EUR 0.24 billion in June 2031.",
    "现金为2.4亿欧元。",
    "There was cash.",
]
FALSE = {
    "figure times ten": "Cash was EUR 2.4 billion.",
    "figure divided by ten": "Cash was EUR 24 million.",
    "figure a little off": "Cash was EUR 250 million.",
    "wrong currency": "Cash was $240 million.",
    "wrong currency in Chinese": "现金为2.4亿美元。",
    "wrong scale in Chinese": "现金为24亿欧元。",
    "wrong year": "Cash was EUR 240 million on 30 June 2029.",
    "wrong month": "Cash was EUR 240 million on 30 March 2031.",
    "wrong day": "Cash was EUR 240 million on 29 June 2031.",
    "a percentage from nowhere": "Cash was EUR 240 million, 30% less.",
    "a second figure from nowhere": "Cash was EUR 240 million and debt EUR 90 million.",
}


@pytest.mark.parametrize("text", TRUE)
def test_true_claim_is_kept(
    held: dict[str, Evidence], cash: str, ledger: Ledger, text: str
) -> None:
    assert kept(Claim(text=text, evidence=(cash,)), held, ledger)


@pytest.mark.parametrize("text", FALSE.values(), ids=FALSE.keys())
def test_false_claim_is_dropped(
    held: dict[str, Evidence], cash: str, ledger: Ledger, text: str
) -> None:
    assert not kept(Claim(text=text, evidence=(cash,)), held, ledger)


def test_claim_that_cites_nothing_is_dropped(held: dict[str, Evidence], ledger: Ledger) -> None:
    assert not kept(Claim(text="There was cash.", evidence=()), held, ledger)


def test_claim_with_one_unknown_citation_is_dropped(
    held: dict[str, Evidence], cash: str, ledger: Ledger
) -> None:
    claim = Claim(text="Cash was EUR 240 million.", evidence=(cash, "fact:nowhere"))
    assert not kept(claim, held, ledger)


QUOTES = [
    ("put its cash at EUR 240 million", True),
    ("put its cash at EUR 241 million", False),
    ("put  its cash", False),
    ("Put its cash", False),
    ("", False),
]


@pytest.mark.parametrize(("quote", "stands"), QUOTES)
def test_quote_must_be_there_word_for_word(
    held: dict[str, Evidence], cash: str, ledger: Ledger, quote: str, stands: bool
) -> None:
    claim = Claim(text="There was cash.", evidence=(cash,), quotes={cash: quote})
    assert kept(claim, held, ledger) is stands


def test_quoted_evidence_must_be_held(held: dict[str, Evidence], cash: str, ledger: Ledger) -> None:
    claim = Claim(text="There was cash.", evidence=(cash,), quotes={"fact:nowhere": "cash"})
    assert not kept(claim, held, ledger)


def test_output_of_a_metric_is_no_figure_of_another(
    held: dict[str, Evidence], cash: str, ledger: Ledger
) -> None:
    runway = next(e.id for e in held.values() if e.ref == "valuation-to-arr")
    assert kept(
        Claim(text="That is about 21.6×.", evidence=(runway,), kind="computed"), held, ledger
    )
    assert not kept(
        Claim(text="That is about 21.6×.", evidence=(cash,), kind="computed"), held, ledger
    )
    assert not kept(
        Claim(text="That is about 2.16×.", evidence=(runway,), kind="computed"), held, ledger
    )


def test_verify_never_adds_or_rewords_a_claim(
    held: dict[str, Evidence], cash: str, ledger: Ledger
) -> None:
    claims = [Claim(text=t, evidence=(cash,)) for t in (*TRUE, *FALSE.values())]
    got = verify(claims, evidence=held, ledger=ledger, metrics=())
    assert [c.text for c in got.kept] == TRUE
    plain = [replace(c, verdict="unsupported", checks=()) for c in (*got.kept, *got.dropped)]
    assert sorted(plain, key=lambda c: c.text) == sorted(claims, key=lambda c: c.text)
