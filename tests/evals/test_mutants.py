"""Breaks are tried on sentences made up here; the run over the invented company's dossier."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from bot.settings import SHIPPED
from evals import breaks, mutants, truths, wordings
from evals.breaks import Break
from evals.truths import Desk
from knowledge import Language

CORPUS = Path(__file__).parent.parent / "corpus" / "brinekeld"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return truths.desk(CORPUS)


@pytest.mark.parametrize(
    ("broken", "language", "text", "expected"),
    [
        (breaks.value, "en", "cash of $4 million", {"cash of $40 million", "cash of $0.4 million"}),
        (breaks.value, "zh", "现金4亿元。", {"现金40亿元。", "现金0.4亿元。"}),
        (breaks.digits, "en", "It grew 87% in 2031.", {"It grew 85% in 2031."}),
        (breaks.digits, "zh", "融资1,234万元。", {"融资1,236万元。"}),
        (breaks.scale, "en", "$4 million", {"$4 billion"}),
        (breaks.scale, "zh", "现金4亿元", {"现金4万元"}),
        (breaks.range_end, "en", "lasts 2–3 years", {"lasts 2–5 years"}),
        (breaks.range_end, "zh", "10亿至20亿元", {"10亿至26亿元"}),
        (breaks.period, "en", "in the first half of the plan", {"in the second half of the plan"}),
        (breaks.period, "en", "as of 2031", {"as of 2030", "as of 2032"}),
        (breaks.by(wordings.UNITS), "en", "up 20%", {"up 20×"}),
        (breaks.by(wordings.CURRENCIES), "zh", "4亿港元", {"4亿美元"}),
        (breaks.by(wordings.SIGNS), "en", "a net loss of $4", {"a net profit of $4"}),
        (breaks.by(wordings.SIGNS), "zh", "收入下降4%", {"收入上升4%"}),
        (breaks.by(wordings.HEDGES), "en", "It alleged theft.", {"It proved theft."}),
        (breaks.by(wordings.HEDGES), "zh", "公司拟融资4亿元", {"公司已融资4亿元"}),
        (breaks.by(wordings.BOUNDS), "en", "up to $4", {"at least $4", "$4"}),
        (breaks.by(wordings.NEGATIONS), "zh", "公司否认了", {"公司承认了"}),
    ],
)  # fmt: skip
def test_break_changes_one_thing(
    broken: Break, language: Language, text: str, expected: set[str]
) -> None:
    made = {broken(text, language, Random(seed)) for seed in range(20)}
    assert made <= expected
    assert made


@pytest.mark.parametrize(
    "broken", [breaks.value, breaks.digits, breaks.scale, breaks.range_end, breaks.period]
)
@pytest.mark.parametrize("text", ["Model K2 is liked by GPT-5 users.", "第三家公司。", ""])
def test_names_and_plain_words_are_left_alone(broken: Break, text: str) -> None:
    assert broken(text, "en", Random(1)) is None


@pytest.mark.parametrize("broken", [breaks.value, breaks.digits])
def test_dates_are_no_figures(broken: Callable[..., str | None]) -> None:
    assert broken("On 17 February 2031 it listed.", "en", Random(1)) is None
    assert broken("2031年2月17日上市。", "zh", Random(1)) is None


def test_rewording_keeps_the_figure() -> None:
    said = breaks.by(wordings.REWORDINGS)
    made = {said("more than $4 million", "en", Random(seed)) for seed in range(20)}
    assert made == {"over $4 million", "more than 4 million dollars"}


def test_swapped_entity_is_another_one_in_the_language(desk: Desk) -> None:
    company = desk.ledger.subject
    assert company is not None
    swap = mutants.kinds(desk.ledger.entities)["entity"]
    text = swap(f"{company.name_zh}现金4亿元。", "zh", Random(3))
    assert text is not None
    assert company.name_zh not in text
    assert any(text.startswith(e.name_zh) for e in desk.ledger.entities if e != company)


def test_what_the_desk_would_say_itself_stands(desk: Desk) -> None:
    made = list(truths.of(desk))
    assert {t.form for t in made} == {"statement", "headline", "metric"}
    assert mutants.rejected(desk, made) == []


def test_sample_takes_all_forms_and_is_the_same_for_a_seed(desk: Desk) -> None:
    made = list(truths.of(desk))
    first, again = (truths.sample(made, 12, Random(5)) for _ in range(2))
    assert first == again
    assert {(t.form, t.language) for t in first} == {(t.form, t.language) for t in made}


@pytest.fixture(scope="module")
def broken(desk: Desk) -> list[mutants.Mutant]:
    """Every claim of the invented company, and some of the shipped dossier, in each way."""
    shipped = truths.desk(SHIPPED)
    some = truths.sample(list(truths.of(shipped)), 36, Random(3))
    own = mutants.mutate(desk, list(truths.of(desk)), Random(2))
    return [*own, *mutants.mutate(shipped, some, Random(2))]


@pytest.mark.parametrize("kind", mutants.GOALS)
def test_breaks_of_each_kind_are_caught(broken: list[mutants.Mutant], kind: str) -> None:
    missed = [m.text for m in broken if m.kind == kind and not m.caught]
    tried = sum(m.kind == kind for m in broken)
    assert tried
    assert len(missed) <= (1 - mutants.GOALS[kind]) * tried, missed


def test_few_claims_are_rejected_for_being_said_in_other_words(desk: Desk) -> None:
    others = mutants.reworded(list(truths.of(desk)), Random(2))
    assert len(mutants.rejected(desk, others)) <= 0.05 * len(others)


def test_mutants_differ_from_what_was_true(desk: Desk) -> None:
    made = mutants.mutate(desk, truths.sample(list(truths.of(desk)), 20, Random(1)), Random(1))
    assert made
    assert all(m.text != m.truth.claim.text for m in made)
