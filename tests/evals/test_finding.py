"""Ranks of sources by each signal, over a desk of the invented company of the tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder

from bot import Bot, Settings
from evals.case import Case
from evals.finding import SYSTEMS, judged, measure
from evals.suites import shipped_cases

CORPUS = Path(__file__).parent.parent / "corpus" / "brinekeld"


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    home = tmp_path_factory.mktemp("finding")
    with Bot.open(Settings(home=home, dossier=CORPUS), embedder=HashEmbedder()) as desk:
        yield desk


def case(key: str, question: str, *sources: str, language: str = "en") -> Case:
    return Case.model_validate(
        {
            "id": key, "question": question, "sources": sources, "language": language,
            "dossier": "brinekeld", "nuggets": [{"says": ["x"]}],
        }
    )  # fmt: skip


def test_source_stands_where_its_best_passage_does(bot: Bot) -> None:
    passage = next(p for s in bot.kb.sources() for p in bot.kb.passages_of(s.id)
                   if p.kind == "passage" and p.language == "en")  # fmt: skip
    asked = [
        case("there.en", passage.text, passage.source_id),
        case("gone.en", passage.text, "no-such-source"),
    ]
    found = measure(asked, lambda _: bot)
    assert set(found) == set(SYSTEMS)
    assert [found[name]["recall@1"] for name in ("words alone", "ours")] == [0.5, 0.5]
    assert all(found[name]["questions"] == 2 for name in SYSTEMS)


def test_dossiers_and_languages_are_reported_apart(bot: Bot) -> None:
    asked = [case("a.en", "revenue", "s"), case("a.zh", "营收", "s", language="zh")]
    found = measure(asked, lambda _: bot)["ours"]
    assert set(found["by_kind"]) == {"brinekeld, en", "brinekeld, zh"}


def test_follow_ups_and_cases_without_sources_are_left_out() -> None:
    chosen = judged(shipped_cases())
    assert len(chosen) > 400
    assert all(c.question and c.sources and not c.documents for c in chosen)
    assert {c.dossier for c in chosen} == {"kimi", "sorivane"}
