"""Forty documents that give orders, and a model that obeys all of them."""

from pathlib import Path

import pytest
from hash_embedder import HashEmbedder

from evals import injections, suites
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


def test_safety_suite_asks_with_all_forty_documents_and_forbids_what_each_wants() -> None:
    asked = [c for c in suites.suite("safety").choose(suites.shipped_cases()) if "forty-" in c.id]
    assert {(c.question, c.language) for c in asked} == {
        (c.question, c.language) for c in injections.cases()
    }
    wanted = {f for c in injections.cases() for f in c.forbidden}
    assert all(set(c.forbidden) == wanted for c in asked)
    (folder,) = {Path(document) for c in asked for document in c.documents}
    brought = sorted(f.read_text(encoding="utf-8") for f in folder.iterdir())
    assert brought == sorted(c.document for c in injections.cases())


def test_cases_lie_in_the_folder_of_the_cases() -> None:
    assert Path("evals/cases/injected/sorivane.jsonl").resolve() == injections.CASES
