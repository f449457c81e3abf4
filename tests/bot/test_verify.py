"""Each way in which a claim can be wrong, against one that is right."""

from dataclasses import replace
from decimal import Decimal

import pytest
from free_claims import DISTORTIONS, PARAPHRASES

from bot import Bot, evidence
from bot.answer import Check, Claim, Evidence
from bot.checks.cues import cues
from bot.checks.reading import keys, read
from bot.verify import verify
from knowledge import Ledger, bundles, metrics

CASH = "fact:cash-jun2031:en"


@pytest.fixture(scope="module")
def held(bot: Bot, ledger: Ledger) -> dict[str, Evidence]:
    facts = evidence.of_facts(bot.kb, ledger, ledger.facts, "en")
    cards = [evidence.of_metric(bot.kb, m, ledger, "en") for m in metrics.compute(ledger)]
    return {e.id: e for e in (*facts, *cards)}


@pytest.fixture(scope="module")
def cash(held: dict[str, Evidence]) -> str:
    return next(e.id for e in held.values() if e.ref == "cash-jun2031")


def cited(refs: str, held: dict[str, Evidence]) -> tuple[str, ...]:
    by_ref = {e.ref: e.id for e in held.values()}
    return tuple(by_ref[ref] for ref in refs.split())


def checked(text: str, refs: str, held: dict[str, Evidence], ledger: Ledger) -> tuple[Check, ...]:
    claim = Claim(text=text, evidence=cited(refs, held))
    got = verify([claim], evidence=held, ledger=ledger, metrics=metrics.compute(ledger))
    return (*got.kept, *got.dropped)[0].checks


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


@pytest.mark.parametrize(("refs", "text"), PARAPHRASES, ids=[t for _, t in PARAPHRASES])
def test_true_claim_in_other_words_is_kept(
    held: dict[str, Evidence], ledger: Ledger, refs: str, text: str
) -> None:
    assert kept(Claim(text=text, evidence=cited(refs, held)), held, ledger)


@pytest.mark.parametrize(("refs", "text"), DISTORTIONS, ids=[t for _, t in DISTORTIONS])
def test_claim_that_differs_in_one_thing_is_dropped(
    held: dict[str, Evidence], ledger: Ledger, refs: str, text: str
) -> None:
    assert not kept(Claim(text=text, evidence=cited(refs, held)), held, ledger)


SAYS = [
    ("Cash was EUR 240 million.", "cash-jun2031", "figure", True, "quoted, equal"),
    ("Cash was EUR 0.2 billion.", "cash-jun2031", "figure", False, "mismatch of value"),
    ("Revenue was EUR 0.06 billion in 2030.", "revenue-2030", "figure", True, "quoted, rounded"),
    ("Cash was EUR 240.4 million.", "cash-jun2031", "figure", False, "mismatch of value"),
    ("Cash was $240 million.", "cash-jun2031", "figure", False, "mismatch of currency"),
    ("Cash was 240 million tonnes.", "cash-jun2031", "figure", False, "mismatch of unit"),
    ("Cash was EUR 2.4 billion.", "cash-jun2031", "figure", False, "mismatch of scale"),
    ("The cash fell 30%.", "cash-jun2031", "figure", False, "absent"),
    ("Runway: 3 to 5 years by an estimate.", "runway-blog", "figure", False, "mismatch of value"),
    ("That is about 21.6×.", "valuation-to-arr", "figure", True, "computed, newest valuation ÷"),
    (
        "ARR grew 69% from EUR 52 million to EUR 88 million.",
        "arr-dec2030 arr-jun2031", "figure", True, "computed, |88000000 ÷ 52000000 − 1|",
    ),
    ("Cash was EUR 240 million on 31 June 2031.", "cash-jun2031", "date", False, "no such date"),
    ("Cash was EUR 240 million on 29 June 2031.", "cash-jun2031", "date", False, "is not the time"),
    ("Cash was EUR 240 million in Q1.", "cash-jun2031", "date", False, "is not the time"),
    ("Cobaltine's cash was EUR 240 million.", "cash-jun2031", "entity", False, "Cobaltine"),
    ("Nova Bank holds cash of EUR 240 million.", "cash-jun2031", "name", False, "nova"),
    ("Revenue was EUR 240 million.", "cash-jun2031", "measure", False, "revenue is not what"),
    ("Cash was above EUR 240 million.", "cash-jun2031", "bound", False, "at_least"),
    ("Brinekeld recovers 97% of the lithium.", "moat-97", "hedge", False, "unproven dropped"),
    ("Brinekeld said solvent left its site.", "denial-solvent", "negation", False, "denial"),
    ("Brinekeld's profit was EUR 104 million.", "loss-2030", "sign", False, "profit"),
    ("The price is EUR 14 billion.", "val-c-wrong", "standing", False, "recorded as wrong"),
    ("Brinekeld's cash is EUR 310 million.", "cash-dec2030", "standing", False, "replaced"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "refs", "kind", "ok", "detail"), SAYS, ids=[r[0] for r in SAYS])
def test_check_says_what_it_found(
    held: dict[str, Evidence],
    ledger: Ledger,
    text: str,
    refs: str,
    kind: str,
    ok: bool,
    detail: str,
) -> None:
    found = [c for c in checked(text, refs, held, ledger) if c.kind == kind and c.ok == ok]
    assert any(detail in c.detail for c in found)


def test_metric_is_computed_anew(held: dict[str, Evidence], ledger: Ledger) -> None:
    stale = [
        replace(m, figures=(*m.figures, replace(m.figures[0], low=Decimal(9), high=Decimal(9))))
        for m in metrics.compute(ledger)
    ]
    claim = Claim(text="That is about 9×.", evidence=cited("valuation-to-arr", held))
    assert verify([claim], evidence=held, ledger=ledger, metrics=stale).kept == ()


@pytest.mark.parametrize("text", ["", " ", "…", "“”", "。", "()"])
def test_claim_that_says_nothing_is_dropped(
    held: dict[str, Evidence], cash: str, ledger: Ledger, text: str
) -> None:
    assert not kept(Claim(text=text, evidence=(cash,)), held, ledger)


def test_passage_without_words_bears_out_nothing(
    held: dict[str, Evidence], cash: str, ledger: Ledger
) -> None:
    empty = replace(held[cash], id="passage:0", kind="passage", ref=None, passage=" ")
    claim = Claim(text="Cash was EUR 240 million.", evidence=(empty.id,))
    assert not kept(claim, {empty.id: empty}, ledger)


PASSAGE = (
    "Brinekeld denied that the plant leaks. Cobaltine may sell its mine for EUR 30 million. "
    "It employs 900 people. Revenue was EUR 50 million in 2029, against EUR 70 million in 2028. "
    "In the test Sluice-2 recovers 70%, against 72% for Torrent-3 and 65% for Weir-1."
)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Cobaltine may sell its mine for EUR 30 million.", True),
        ("“Cobaltine may sell its mine for EUR 30 million.”", True),
        ("Cobaltine might sell its mine for €30 million.", True),
        ("Cobaltine sold its mine for EUR 30 million.", False),
        ("Brinekeld may sell its mine for EUR 30 million.", False),
        ("The plant leaks.", False),
        ("Cobaltine employs 900 people.", True),
        ("Cobaltine's revenue was EUR 70 million in 2028 and EUR 50 million in 2029.", True),
        ("Cobaltine's revenue was EUR 50 million in 2028 and EUR 70 million in 2029.", False),
        ("Brinekeld employs 900 people.", False),
        ("In the test Torrent-3 recovers 72% and Sluice-2 70%.", True),
        ("Sluice-2 came to 72% in the test and Torrent-3 to 70%.", False),
        ("Weir-1 recovers 70% in the test.", False),
    ],
)
def test_passage_bears_out_what_one_of_its_sentences_says(
    held: dict[str, Evidence], cash: str, ledger: Ledger, text: str, stands: bool
) -> None:
    passage = replace(held[cash], id="passage:1", kind="passage", ref=None, passage=PASSAGE)
    claim = Claim(text=text, evidence=(passage.id,))
    assert kept(claim, {passage.id: passage}, ledger) is stands


def test_words_of_the_record_stand_in_both_languages(
    bot: Bot, held: dict[str, Evidence], ledger: Ledger
) -> None:
    for fact in ledger.facts:
        key = bundles.passage_id("fact", fact.id, "en")
        for text in (fact.statement, fact.statement_zh):
            assert kept(Claim(text=text, evidence=(key,)), held, ledger), text


@pytest.mark.parametrize(
    ("text", "senses"),
    [
        ("It may list in May 2031.", ["possible"]),
        ("It put its cash at EUR 3.", ["said"]),
        ("They put EUR 3 into it.", []),
        ("The loan falls due.", []),
        ("It was reported on 3 May 2031 that sales fell.", ["attributed", "down"]),
        ("It is not only large.", []),
        ("据报道，公司拟上市。", ["attributed", "intent"]),
        ("公司账号称不足3亿元。", ["said"]),
    ],
)
def test_cues_are_told_from_words_that_look_like_them(text: str, senses: list[str]) -> None:
    assert [c.sense for c in cues(text)] == senses


def test_where_a_figure_started_is_no_origin_of_revenue() -> None:
    grew = read("Revenue grew from about EUR 6 million to EUR 9 million.", ())
    came = read("41% of revenue came from one carmaker.", ())
    assert (keys(grew.concepts), keys(came.concepts)) == ({"revenue"}, {"revenue_mix"})
