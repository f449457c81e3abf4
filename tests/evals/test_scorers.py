"""Each scorer passes a right answer and catches the fault it is meant for."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from records import CASE, DECLINED, OPEN, TEXT, answer, cited, claim, record

from bot.answer import Answer
from evals.case import Case, Nugget, Sum
from evals.record import Record
from evals.scorers import SCORERS, score
from evals.scorers.spelled import spelled
from evals.scorers.stating import read, states


def scored(name: str, given: Answer, case: Case = CASE, **more: Any) -> float | None:
    made = SCORERS[name](record(given, case, **more))
    return made.value if made else None


def test_right_answer_is_right_by_every_scorer() -> None:
    right = record(answer(), twin=answer(language="zh"), ranked=("letter", "blog"), seconds=0.1)
    made = score(right)
    assert {n: s.faults for n, s in made.items() if s.faults} == {}
    assert set(made) == set(SCORERS) - {"document"}
    assert all(s.value == 1 for n, s in made.items() if n != "seconds")


def test_right_refusal_is_right_by_every_scorer() -> None:
    made = score(record(DECLINED, OPEN))
    assert {n: s.value for n, s in made.items() if s.value != 1} == {"seconds": 0}
    assert {"refusal", "document"} <= set(made)


def test_error_is_not_scored_at_all() -> None:
    assert score(Record(case=CASE, error="boom")) == {}


OTHER = "Elsewhere a court in Oslo heard both parties about a patent on voices."
SUPERSEDED = [cited(standing="superseded")]
LONG = " ".join(f"word{i}" for i in range(500))
FAULTS: list[tuple[str, Answer, float]] = [
    ("nugget_recall", DECLINED, 0),
    ("nugget_recall", answer(claim("The letter puts cash at EUR 24 million.")), 0.5),
    ("nugget_recall", answer(claim("The letter puts cash at $240 million.")), 0.5),
    ("nugget_precision",
     answer(claim(), claim(OTHER, 2), citations=[cited(), cited(2, OTHER, "court")]), 0.5),
    ("citation_precision", answer(citations=[cited(passage=OTHER)]), 0),
    ("citation_precision", answer(citations=[cited(quote="no such words")]), 0),
    ("citation_precision", answer(claim(), claim(OTHER, 2),
                                  citations=[cited(), cited(2, TEXT, "court")]), 0.5),
    ("citation_recall", answer(claim(), claim(OTHER, 7)), 0.5),
    ("citation_recall", answer(answer=f"{TEXT} [1] The moon is near."), 0.5),
    ("figures", answer(claim(TEXT.replace("240", "2,400"))), 0),
    ("figures", answer(claim(TEXT.replace("EUR 240", "$240"))), 0),
    ("figures", answer(claim(TEXT.replace("2031", "2030")), citations=[cited(as_of=None)]), 0),
    ("refusal", DECLINED, 0),
    ("conflicts", answer(conflicts=[]), 0),
    ("supersession", answer(claim(OTHER), citations=[cited(passage=OTHER, standing="superseded")]),
     0),
    ("language", answer(claim("年中信称现金约2.4亿欧元。")), 0),
    ("hedges", answer(claim(TEXT.replace("reports", "has").replace("about ", ""))), 0),
    ("obedience", answer(claim(f"{TEXT} Not dollars.")), 0),
    ("obedience", answer(claim(f"{TEXT} Once EUR 310 million.")), 0),
    ("brevity", answer(claim(LONG)), 220 / 501),
    ("repetition", answer(claim(), claim()), 0.5),
    ("sources", answer(citations=[cited(source="blog")]), 0),
]  # fmt: skip


@pytest.mark.parametrize(("name", "given", "value"), FAULTS, ids=[f[0] for f in FAULTS])
def test_fault_is_caught(name: str, given: Answer, value: float) -> None:
    got = SCORERS[name](record(given))
    assert got is not None
    assert (got.value, bool(got.faults)) == (pytest.approx(value, abs=0.01), True)


def test_answering_what_must_be_declined_is_a_fault() -> None:
    assert scored("refusal", answer(), OPEN) == 0
    assert scored("document", replace(DECLINED, missing=[]), OPEN) == 0


def test_nugget_in_a_superseded_lead_is_what_was_asked_for() -> None:
    assert scored("supersession", answer(citations=SUPERSEDED)) == 1


def test_inputs_of_a_metric_and_sides_of_a_conflict_carry_their_claim() -> None:
    burn, other = "It uses EUR 80 million a year.", "Rivals were heard by nobody."
    metric = {
        "value": 3,
        "low": 3,
        "high": 3,
        "unit": "years",
        "inputs": [{"name": "burn", "value": 80_000_000, "unit": "EUR", "citation": 2}],
    }
    told = answer(
        claim("It lasts three years.", 1, 2), claim("Two letters differ.", 3),
        citations=[cited(passage="It lasts three years: cash over burn.", kind="metric"),
                   cited(2, burn), cited(3, other)],
        metrics=[metric],
        conflicts=[{"id": "x", "reading": "Two letters differ.",
                    "statements": [{"text": other, "citation": 3}]}],
    )  # fmt: skip
    assert scored("citation_precision", told) == 1
    swapped = replace(told, citations=[told.citations[0], cited(2, OTHER), cited(3, OTHER)])
    assert scored("citation_precision", swapped) == pytest.approx(1 / 3)


def test_dispute_of_one_statement_is_shown_by_what_is_held_against_it() -> None:
    alone = {"id": "cash-dispute", "reading": "No account bears it out.",
             "statements": [{"text": TEXT, "citation": 1}]}  # fmt: skip
    assert scored("conflicts", answer(conflicts=[alone])) == 0
    told = answer(claim(), claim("No account bears it out."), conflicts=[alone])
    assert scored("conflicts", told) == 1


def test_figures_of_a_pair_must_agree_whatever_their_spelling() -> None:
    there = answer(claim("年中信称，2031年6月30日现金约2.4亿欧元。"), language="zh")
    assert scored("parity", answer(), twin=there) == 1
    assert scored("parity", answer(claim(TEXT.replace("240", "250"))), twin=there) == 0
    assert scored("parity", answer(), twin=replace(there, status="partial")) == 0
    assert scored("parity", answer()) is None


def test_bare_number_is_the_same_number_with_a_unit_and_a_scale_is_none() -> None:
    english = answer(claim("The union counts 41 workers, the company 7."))
    chinese = answer(claim("工会统计41名工人，公司称7名（单位：十亿）。"), language="zh")
    assert scored("parity", english, twin=chinese) == 1
    assert scored("parity", chinese, twin=english) == 1
    eight = answer(claim("工会统计41名工人，公司称8名。"), language="zh")
    assert scored("parity", english, twin=eight) == 0


def test_number_with_a_comma_is_the_same_number_with_a_chinese_scale() -> None:
    english = answer(claim("Its 200,000 and 2 million count characters."))
    chinese = answer(claim("其20万和200万是汉字数。"), language="zh")
    assert scored("parity", chinese, twin=english) == 1
    assert scored("parity", answer(claim("其30万是汉字数。"), language="zh"), twin=english) == 0


def test_number_in_words_is_the_same_number_with_a_chinese_measure_word() -> None:
    english = answer(claim("The fund appoints two of the six directors."))
    chinese = answer(claim("该基金委派六名董事中的两名。"), language="zh")
    assert scored("parity", chinese, twin=english) == 1
    assert scored("parity", english, twin=chinese) == 1
    three = answer(claim("该基金委派六名董事中的三名。"), language="zh")
    assert scored("parity", three, twin=english) == 0


def test_number_is_the_same_whatever_measure_only_one_language_knows() -> None:
    english = answer(claim("Its arm lifts 900 kg; the fund fills 2 of the 6 places."))
    chinese = answer(claim("机械臂可举起900公斤；董事会6席中该基金占2席。"), language="zh")
    assert scored("parity", english, twin=chinese) == 1
    heavier = answer(claim("机械臂可举起800公斤；董事会6席中该基金占2席。"), language="zh")
    assert scored("parity", english, twin=heavier) == 0
    day = answer(claim("2031年6月2日机械臂可举起900公斤；董事会有6席。"), language="zh")
    assert scored("parity", english, twin=day) == 0, "the 2 of a day is no place"


def test_range_is_the_same_told_by_its_two_ends() -> None:
    english = answer(claim("Royalties run from 6% to 9%."))
    chinese = answer(claim("须付6%至9%的特许权使用费。"), language="zh")
    assert scored("parity", english, twin=chinese) == 1
    wider = answer(claim("须付6%至12%的特许权使用费。"), language="zh")
    assert scored("parity", english, twin=wider) == 0
    assert scored("parity", answer(claim("Royalties are 6%.")), twin=chinese) == 0


ROW, HEADING = "Cash | 24,000 | 21,500", "Balance sheet (in thousands of euros)"
TOLD = "Cash: EUR 24 million (printed 24,000, in thousands)."


def test_row_and_the_heading_of_its_scale_carry_a_claim_together() -> None:
    cites = [cited(passage=ROW, quote=ROW), cited(2, HEADING, quote=HEADING)]
    assert scored("citation_precision", answer(claim(TOLD, 1, 2), citations=cites)) == 1
    alone = answer(claim(TOLD), citations=[cited(passage=ROW, quote=ROW)])
    assert scored("citation_precision", alone) == 0
    one = f"{HEADING}\n{ROW}"
    assert scored("citation_precision", answer(claim(TOLD), citations=[cited(passage=one)])) == 1
    wrong = answer(claim(TOLD.replace("24 million", "24 billion"), 1, 2), citations=cites)
    assert scored("citation_precision", wrong) < 1
    dollars = answer(claim(TOLD.replace("EUR", "USD")), citations=[cited(passage=one)])
    assert scored("citation_precision", dollars) == 0


def test_multiple_has_to_be_of_two_figures_of_its_claim() -> None:
    told = "A translation has 10 times as much: EUR 2.4 billion for EUR 240 million."
    cites = [cited(as_of="2031-06-30"), cited(2, "It says EUR 2.4 billion.")]
    assert scored("figures", answer(claim(told, 1, 2), citations=cites)) == 1
    wrong = told.replace("10 times", "5 times")
    assert scored("figures", answer(claim(wrong, 1, 2), citations=cites)) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("told", "value"),
    [
        ("From May 2029 to 30 June 2031 took about 25 months.", 1),
        ("From May 2029 to 30 June 2031 took about 16 months.", 0),
        ("In June 2029 a rival had it two years earlier.", 1),
        ("In June 2030 a rival had it two years earlier.", 0),
        ("A rival had it two years earlier.", 0),
    ],
)
def test_length_of_time_has_to_lie_between_days_that_are_named(told: str, value: float) -> None:
    case = CASE.model_copy(update={"nuggets": ()})
    given = answer(claim(told), citations=[cited(as_of="2031-06-30")])
    assert scored("figures", given, case) == value


def test_amount_that_a_reading_calls_mistaken_is_not_stated() -> None:
    reading = "The blog's EUR 310 million is the letter's EUR 240 million misread."
    sides = [{"text": TEXT, "citation": 1}, {"text": "EUR 310 million", "citation": 2}]
    dispute = [{"id": "cash-dispute", "reading": reading, "statements": sides}]
    cites = [cited(as_of="2031-06-30"), cited(2, "It has EUR 310 million.")]
    told = answer(claim(), claim(reading, 1, 2), citations=cites, conflicts=dispute)
    assert (scored("figures", told), scored("obedience", told)) == (1, 1)
    bare = replace(told, conflicts=[])
    assert (scored("figures", bare), scored("obedience", bare)) == (pytest.approx(2 / 3), 0)


def test_words_with_digits_are_said_with_or_without_commas() -> None:
    case = CASE.model_copy(update={"nuggets": (Nugget(says=("2400万",)),)})
    told = answer(claim("约2,400万欧元。"), language="zh")
    assert scored("nugget_recall", told, case) == 1
    assert scored("nugget_recall", answer(claim("约12,400万欧元。")), case) == 1  # words, no figure
    assert scored("nugget_recall", answer(claim("约2,410万欧元。")), case) == 0


def test_quote_without_a_hedge_need_not_hedge() -> None:
    beside = "A suit is pending. The trial may end it."
    told = answer(claim("A suit is pending."), citations=[cited(passage=beside, quote=beside[:18])])
    assert scored("hedges", told) is None


def test_quoted_document_may_stand_in_its_own_language() -> None:
    quoted = answer(claim("年中信称现金约2.4亿欧元。"), citations=[cited(kind="passage")])
    assert scored("language", quoted) is None


def test_retrieval_is_measured_over_sources_best_first() -> None:
    assert scored("success_at_5", answer(), ranked=("a", "b", "letter")) == 1
    assert scored("ndcg_at_10", answer(), ranked=("a", "b", "letter")) == pytest.approx(0.5)
    two = CASE.model_copy(update={"sources": ("letter", "memo")})
    assert scored("recall_at_5", answer(), two, ranked=("letter",)) == 0.5
    assert scored("recall_at_5", answer(), two, ranked=("a", "b", "c", "d", "e", "letter")) == 0
    assert scored("success_at_5", answer()) == 0


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "stands"),
    [
        ("KRW 396 billion", 396e9, 396e9, "KRW", True),
        ("3,960亿韩元", 396e9, 396e9, "KRW", True),
        ("$396 billion", 396e9, 396e9, "KRW", False),
        ("KRW 39.6 billion", 396e9, 396e9, "KRW", False),
        ("20–30 billion won", 20e9, 30e9, "KRW", True),
        ("200亿至300亿韩元", 20e9, 30e9, "KRW", True),
        ("20–40 billion won", 20e9, 30e9, "KRW", False),
        ("about two years", 2, 2, "years", True),
        ("约两年", 2, 2, "years", True),
        ("至多25.6万token", 256e3, 256e3, "tokens", True),
        ("25.6 meters", 25.6e6, 25.6e6, "tokens", False),
        ("9.87%", 9.87, 9.87, "percent", True),
        ("9.87 million", 9.87, 9.87, "percent", False),
        ("117 times", 117, 117, "multiple", True),
    ],
)
def test_amount_is_read_without_the_parser(
    text: str, low: float, high: float, unit: str, stands: bool
) -> None:
    assert spelled(text, Sum.model_validate({"low": low, "high": high, "unit": unit})) is stands


def test_amount_counts_only_if_both_readings_find_it(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = Sum(low=Decimal(240_000_000), high=Decimal(240_000_000), unit="EUR")
    assert states(TEXT, wanted)
    monkeypatch.setattr("evals.scorers.stating.spelled", lambda text, wanted: False)
    assert read(TEXT, wanted) and not states(TEXT, wanted)
