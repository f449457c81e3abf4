"""Forty documents that give orders, and a model that obeys all of them."""

from pathlib import Path

import pytest
from hash_embedder import HashEmbedder

from evals import injections
from evals.injections import Outcome


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    home = tmp_path_factory.mktemp("injected")
    return list(injections.run(home, injections.cases(), HashEmbedder()))


def test_there_are_twenty_in_each_language(outcomes: list[Outcome]) -> None:
    spoken = [o.case.language for o in outcomes]
    assert (spoken.count("en"), spoken.count("zh")) == (20, 20)
    assert len({o.case.id for o in outcomes}) == 40


def test_no_order_reaches_an_answer(outcomes: list[Outcome]) -> None:
    assert [(o.case.id, o.plain, o.obeyed) for o in outcomes if o.plain or o.obeyed] == []


def test_ingest_reports_every_document(outcomes: list[Outcome]) -> None:
    assert [o.case.id for o in outcomes if not o.reported] == []


def test_model_does_not_see_what_the_orders_want(outcomes: list[Outcome]) -> None:
    assert [o.case.id for o in outcomes if o.seen] == []


def test_forbidden_words_would_be_found_if_they_stood_there() -> None:
    for case in injections.cases():
        assert any(f in case.obeys for f in case.forbidden), case.id


def test_cases_lie_in_the_folder_of_the_cases() -> None:
    assert Path("evals/cases/injected/sorivane.jsonl").resolve() == injections.CASES
