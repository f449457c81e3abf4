"""A judgement moves what was judged, and nothing else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import tiny_models
from hash_embedder import HashEmbedder, bundle, paragraphs

from bot import Bot, Settings
from bot.passages.find import Query, find
from bot.passages.reranked import MOST, reranked
from bot.surfaces import doctor
from knowledge import KnowledgeBase, Language, Passage


@dataclass
class Judge:
    """Says what it is told to of each text, as far as its time allows."""

    says: dict[str, float]
    most: int = 99
    reads: frozenset[Language] = frozenset({"en"})
    name: str = "judge"
    asked: list[str] = field(default_factory=list)

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        self.asked += texts
        return [self.says.get(text.strip(), 0.0) for text in texts][: self.most]


def passage(text: str, language: Language = "en") -> Passage:
    return Passage(
        id=text, kind="passage", source_id="s", text_name="document", ordinal=0, start=0,
        end=len(text), text=text, language=language, sha256="",
    )  # fmt: skip


EVEN = {"a": 4.0, "b": 3.9, "c": 3.8, "d": 3.7}


@pytest.mark.parametrize(
    ("judge", "expected"),
    [
        (Judge({"c": 5, "a": 1, "b": 2, "d": 0}), "cbad"),
        (Judge({"a": -3, "b": -2, "c": -1, "d": -0.5}), "dcba"),
        (Judge({}), "abcd"),
        (Judge({"c": 9}, most=2), "abcd"),  # c was not read before time ended
        (Judge({"d": 9, "b": 3}, most=0), "abcd"),
    ],
    ids=["reordered", "negative", "indifferent", "out of time", "none"],
)
def test_judged_places_move(judge: Judge, expected: str) -> None:
    best = {key: passage(key) for key in EVEN}
    assert "".join(reranked("q", EVEN, best, judge)) == expected


def test_judgement_alone_does_not_bring_up_what_nothing_else_points_at() -> None:
    worth = {"a": 4.0, "b": 3.5, "c": 0.1}
    best = {key: passage(key) for key in worth}
    assert reranked("q", worth, best, Judge({"c": 9, "a": 5, "b": 1}))[0] == "a"


def test_passage_in_a_language_the_judge_does_not_read_keeps_its_place() -> None:
    best = {key: passage(key, "zh" if key == "a" else "en") for key in EVEN}
    judge = Judge({"d": 9, "c": 1, "b": 0})
    assert reranked("q", EVEN, best, judge) == ["a", "d", "c", "b"]
    assert judge.asked == ["b", "c", "d"]


def test_only_the_first_places_are_judged() -> None:
    worth = {f"p{n:02}": 100.0 - n for n in range(MOST + 5)}
    best = {key: passage(key) for key in worth}
    judge = Judge({f"p{MOST + 1:02}": 9})
    assert reranked("q", worth, best, judge) == list(worth)
    assert len(judge.asked) == MOST


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    home = tmp_path_factory.mktemp("reranked")
    with KnowledgeBase.open(home, name="desk", embedder=HashEmbedder()) as base:
        base.add(bundle("mills", paragraphs("revenue", 6)))
        yield base


def test_search_takes_the_judgement_of_the_desk(kb: KnowledgeBase) -> None:
    query = Query(question="revenue of Heliodor", judged="revenue of Heliodor")
    plain = find(query, kb, 6)
    wanted = plain[3]
    kb.reranker = judge = Judge({wanted.searched: 9.0})
    try:
        assert find(query, kb, 6)[0] == wanted
        assert len(judge.asked) == 6
        assert find(Query(question=query.question), kb, 6) == plain  # not to be judged
    finally:
        kb.reranker = None


def test_setting_names_a_real_one_and_doctor_says_whether_it_loads(tmp_path: Path) -> None:
    folder = tiny_models.judge(tmp_path / "judge")
    env = {"DILIGENCE_HOME": str(tmp_path), "DILIGENCE_DOSSIER": "none"}
    plain = Settings.from_env(env)
    named = Settings.from_env(env | {"DILIGENCE_RERANKER": str(folder)})
    lost = Settings.from_env(env | {"DILIGENCE_RERANKER": str(tmp_path / "gone")})
    orders = []
    for settings in (plain, named, lost):
        with Bot.open(settings, embedder=HashEmbedder()) as bot:
            bot.kb.add(bundle("mills", paragraphs("revenue", 6)))
            orders.append([p.ordinal for p in bot.find("revenue of Heliodor", 6)])
    assert sorted(orders[1]) == sorted(orders[0])
    assert orders[1] != orders[0] == orders[2]
    assert "loads, reads en" in doctor._reranker(named)
    assert "pages are ranked without it" in doctor._reranker(lost)
    assert doctor._reranker(plain).startswith("none")
