"""The retrieval adapters over data made here: two small filings, a few snippets."""

import json
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from evals.external import financebench, ranking, rgb
from evals.external.ranking import Ranked

PAGES = {
    "HELIODOR_2030_10K": [
        ("HELIODOR INC.", "(Exact name of registrant as specified in its charter)", "FORM 10-K"),
        ("Heliodor sells lamps and mirrors in four regions of the north.",),
        ("Total current liabilities were 200 million. Heliodor owes suppliers.",),
    ],
    "VESUVIAN_2031_10K": [
        ("VESUVIAN CORP.", "(Exact name of registrant as specified in its charter)", "FORM 10-K"),
        ("Vesuvian restructured its glass works. Vesuvian closed two kilns.",),
    ],
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DILIGENCE_HOME", str(tmp_path / "home"))
    (tmp_path / "pdfs").mkdir()
    for name, pages in PAGES.items():
        canvas = Canvas(str(tmp_path / "pdfs" / f"{name}.pdf"))
        for lines in pages:
            for at, line in enumerate(lines):
                canvas.drawString(72, 700 - 20 * at, line)
            canvas.showPage()
        canvas.save()
    return tmp_path


def row(question: str, document: str, page: int) -> dict[str, object]:
    evidence = [{"evidence_page_num": page}]
    return {
        "question": question, "doc_name": document, "question_type": "made", "evidence": evidence
    }  # fmt: skip


def test_gold_pages_are_counted_from_zero_and_absent_filings_left_out(data: Path) -> None:
    rows = [
        row("What are Heliodor's current liabilities in FY2030?", "HELIODOR_2030_10K", 2),
        row("What did Vesuvian restructure?", "VESUVIAN_2031_10K", 1),
        row("What did Absent do?", "ABSENT_2031_10K", 1),
    ]
    (data / "questions.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = financebench.measure(data)
    assert (found["questions"], found["recall@1"], found["mrr@10"]) == (2, 1.0, 1.0)
    assert found["stock"]["recall@3"] == 1.0
    assert "| stock | 2 |" in financebench.table(found)
    wrong = [{**row, "evidence": [{"evidence_page_num": 0}]} for row in rows]
    (data / "questions.jsonl").write_text("\n".join(map(json.dumps, wrong)), encoding="utf-8")
    assert financebench.measure(data)["recall@1"] == 0.0


def test_chinese_snippets_are_found_by_words_where_the_model_reads_none(data: Path) -> None:
    rows = [
        {"query": "灯塔公司2030年营收是多少？", "positive": ["灯塔公司2030年营收为三亿元。"],
         "negative": ["灯塔位于海边，游客很多。", "2030年营收普遍下降。", "铜镜厂裁员。",
                      "北方四个地区有镜子出售。", "去年冬天很冷。"]},
    ]  # fmt: skip
    (data / "zh_refine.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = rgb.measure(data)
    assert found["recall@1"] == found["words alone"]["recall@1"] == 1.0
    assert "| ours | 1 |" in rgb.table(found)


def test_a_place_named_twice_counts_once() -> None:
    ranked = Ranked(question="q", places=("a", "a", "b"), gold=frozenset("b"))
    found = ranking.report([ranked])
    assert (found["recall@1"], found["recall@3"], found["mrr@10"]) == (0.0, 1.0, 0.5)


def test_kinds_are_reported_apart() -> None:
    hit = Ranked(question="q", places=("a",), gold=frozenset("a"), kind="one")
    miss = Ranked(question="p", places=("b",), gold=frozenset("a"), kind="two")
    found = ranking.report([hit, miss])
    assert found["recall@1"] == 0.5
    assert found["by_kind"]["one"]["recall@1"] == 1.0  # type: ignore[index]  # by name
    assert found["by_kind"]["two"]["recall@1"] == 0.0  # type: ignore[index]  # by name
