"""RGB's own tests over questions made here: containment, rejection, counterfactuals."""

import json
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder

from evals.external import rgb_answers

NOISE = ["北方四个地区有镜子出售。", "去年冬天很冷。", "铜镜厂裁员。", "游客很多。", "海边有雾。"]
ASKED = "灯塔公司2030年营收是多少？"


def write(path: Path, *rows: dict[str, object]) -> None:
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def row(positive: str, answer: list[object]) -> dict[str, object]:
    return {"query": ASKED, "answer": answer, "positive": [positive], "negative": NOISE}


def test_answers_are_looked_for_at_each_noise_and_none_is_expected_of_noise(tmp_path: Path) -> None:
    right = row("灯塔公司2030年营收为30亿元。", [["30亿", "三十亿"]])
    other = row("灯塔公司2030年营收为31亿元。", ["30亿"])
    write(tmp_path / "zh_refine.jsonl", right, other)
    found = rgb_answers.report(tmp_path)
    assert found["containment"]["0.0"] == {"questions": 2, "right": 1, "declined": 0}
    assert found["containment"]["0.8"]["right"] == 1
    assert found["rejection"] == {"questions": 2, "declined": 2}
    assert found["counterfactual"] == {}


def test_noise_that_answers_is_no_rejection(tmp_path: Path) -> None:
    write(tmp_path / "zh_refine.jsonl", {**row("", ["30亿"]), "negative": [
        "灯塔公司2030年营收为29亿元。"]})  # fmt: skip
    assert rgb_answers.report(tmp_path)["rejection"]["declined"] == 0


def test_both_versions_are_told_from_one(tmp_path: Path) -> None:
    true = ["灯塔公司2030年营收为70亿元。", "灯塔公司公布，2030年全年营收达70亿元，创下新高。"]
    altered = [text.replace("70", "170") for text in true]
    rows = [
        {"query": ASKED, "answer": "70亿", "fakeanswer": "170亿", "negative": NOISE,
         "positive": [true[0]], "positive_wrong": ["", "", altered[1]]},
        {"query": ASKED, "answer": "70亿", "fakeanswer": "170亿", "negative": NOISE,
         "positive": [], "positive_wrong": altered},
    ]  # fmt: skip
    write(tmp_path / "zh_refine.jsonl")
    write(tmp_path / "zh_fact.jsonl", *rows)
    shown = rgb_answers.report(tmp_path)["counterfactual"]["zh_fact"]
    assert (shown["both shown"], shown["true alone"], shown["altered alone"]) == (1, 0, 1)


def test_stock_pipeline_says_the_nearest_snippet_and_never_declines(tmp_path: Path) -> None:
    held = row("灯塔公司2030年营收为30亿元。", ["30亿"])
    write(tmp_path / "zh_refine.jsonl", held, {**held, "positive": ["与此无关。"]})
    found = rgb_answers.report(tmp_path, HashEmbedder())
    assert found["stock"]["containment"]["0.0"] == {"questions": 2, "right": 1, "declined": 0}
    assert found["stock"]["rejection"]["declined"] == 0
    shown = rgb_answers.table(found).splitlines()[2]
    assert shown.endswith("1 contain the answer, 0 declined |")


@pytest.mark.parametrize(
    ("said", "gold", "held"),
    [
        ("第六届共有170个议席", "70", False),
        ("共有 70 个议席", "70", True),
        ("增长6.15%", "6.1", False),
        ("It was $10.4 Billion.", "$10.4 billion", True),
        ("1,313,851辆", [["1313851", "131万"]], True),
        ("一月", ["1月3日", "1月12日"], False),
        ("1月3日与1月12日", ["1月3日", "1月12日"], True),
    ],
)
def test_numbers_are_found_whole(said: str, gold: str | list[object], held: bool) -> None:
    assert rgb_answers.contains(said, gold) is held  # type: ignore[arg-type]  # as JSON has it
