"""In a large store rarer words choose what is rated; what is found stays the same."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hash_embedder import bundle

from knowledge.catalog import Catalog
from knowledge.wordindex import Parted, parted

SHARES = {"usual": 0.9, "margin": 0.4, "cash": 0.3, "covenant": 0.03, "escrow": 0.02}
PASSAGES = 400


def text(number: int) -> str:
    chosen = random.Random(number)
    said = [word for word, share in SHARES.items() if chosen.random() < share]
    said += [f"filler{chosen.randrange(50)}" for _ in range(chosen.randrange(3, 20))]
    return " ".join([*said * chosen.randrange(1, 3), f"only{number}"])


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    opened = Catalog(tmp_path_factory.mktemp("words") / "catalog.sqlite")
    for number in range(PASSAGES):
        opened.put_source(bundle(f"s{number:03}", text(number)), state="visible")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "asked", ["escrow cash", "covenant escrow margin usual", "only7 margin cash", "escrow usual"]
)
def test_rarer_words_choose_and_the_same_is_found_with_the_same_scores(
    catalog: Catalog, asked: str
) -> None:
    def found(most: int) -> list[tuple[str, float]]:
        hits = catalog.search_words(asked.split(), 5, most=most)
        return [(hit.passage_id, round(hit.score, 2)) for hit in hits]

    assert [key for key, _ in found(30)] == [key for key, _ in found(10**9)]


def test_passage_with_frequent_words_beside_a_rare_one_is_not_lost_among_many(
    tmp_path: Path,
) -> None:
    """250 short passages say the rare word; the one that says all three is long, so SQLite's bm25
    over the rare word alone would not have it among the first 200.
    """
    opened = Catalog(tmp_path / "catalog.sqlite")
    for number in range(250):
        opened.put_source(
            bundle(f"rare{number}", "escrow of six more plain words here"), state="visible"
        )
        opened.put_source(bundle(f"other{number}", "cash margin paid"), state="visible")
        opened.put_source(bundle(f"more{number}", "nothing here"), state="visible")
    long = "escrow of cash and margin " + " ".join(f"filler{n}" for n in range(15))
    opened.put_source(bundle("all", long), state="visible")
    [first, *_] = opened.search_words(["escrow", "cash", "margin"], 5, most=300)
    assert first.passage_id in {passage.id for passage in opened.passages_of("all")}
    opened.close()


@pytest.mark.parametrize(
    ("holding", "rarer", "frequent"),
    [
        ({"a": 5, "b": 40, "c": 0}, ["a", "b"], []),
        ({"b": 400, "a": 30}, ["a"], ["b"]),
        ({"b": 400, "a": 5}, ["a", "b"], []),  # five are not the ten asked for
        ({"c": 600, "a": 5}, ["a"], []),  # more than half: no weight beside a rarer one
        ({"c": 600}, ["c"], []),
        ({"a": 30, "b": 60, "d": 20}, ["d", "a"], ["b"]),
    ],
)
def test_parted(holding: dict[str, int], rarer: list[str], frequent: list[str]) -> None:
    assert parted(holding, 10, count=1000, most=100) == Parted(rarer=rarer, frequent=frequent)


def test_search_within_sources_looks_nowhere_else(catalog: Catalog) -> None:
    hits = catalog.search_words(["escrow", "cash"], 10, ["s001", "s002", "s003"], most=30)
    named = catalog.sources_of(hit.passage_id for hit in hits)
    holding = {f"s{n:03}" for n in (1, 2, 3) if {"escrow", "cash"} & set(text(n).split())}
    assert named <= holding


def test_count_is_kept_until_something_is_written(tmp_path: Path) -> None:
    opened = Catalog(tmp_path / "catalog.sqlite")
    assert (opened.vocabulary_count("escrow"), opened.passage_count()) == (0, 0)
    opened.put_source(bundle("one", "escrow"), state="visible")
    assert (opened.vocabulary_count("escrow"), opened.passage_count()) == (1, 1)
    opened.remove_source("one")
    assert (opened.vocabulary_count("escrow"), opened.passage_count()) == (0, 0)
    opened.close()
