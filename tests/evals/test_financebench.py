"""The retrieval adapters over data made here: two small filings, a few snippets."""

import json
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from evals.external import financebench, ranking, rgb
from evals.external import financebench_answers as answers
from evals.external.financebench_answers import Given
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


def row(question: str, document: str, page: int, answer: str = "Lamps.") -> dict[str, object]:
    evidence = [{"evidence_page_num": page}]
    return {
        "question": question, "doc_name": document, "question_type": "made", "evidence": evidence,
        "answer": answer,
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


def test_the_desk_is_asked_and_its_answers_counted(data: Path) -> None:
    rows = [
        row("What were Heliodor's total current liabilities?", "HELIODOR_2030_10K", 2, "$200.00m"),
        row("What were Vesuvian's research expenses?", "VESUVIAN_2031_10K", 1, "$7.00"),
        row("Did Vesuvian close kilns?", "VESUVIAN_2031_10K", 1, "Yes, 2."),
    ]
    (data / "questions.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = financebench.measure(data)["answers"]
    assert [q["outcome"] for q in found["questions"]] == ["right", "refused", "not judged"]
    assert (found["right"], found["wrong"], found["refused"]) == (1, 0, 1)
    assert found["right citing a gold page"] == 1
    assert "| GPT-4-Turbo, shared store, paper (arXiv 2311.11944) | 150 | 19% |" in answers.table(
        found
    )


IN_MILLIONS = "What is FY2030 capex? Answer in USD millions."


@pytest.mark.parametrize(
    ("question", "gold", "claim", "outcome"),
    [
        (IN_MILLIONS, "$303.00", "Capex: $ 302,578 (May 31, 2030); In thousands", "right"),
        (IN_MILLIONS, "$303.00", "Capex: (303) (2030), (4) (2029); Millions", "right"),
        (IN_MILLIONS, "$303.00", "“Capex was $303 million.”", "right"),
        (IN_MILLIONS, "$303.00", "Capex: 303 (2030); In thousands", "wrong"),  # the scale
        (IN_MILLIONS, "$303.00", "Capex: 304 (2030); In millions", "wrong"),
        ("How much in USD billions?", "$0.40", "Dividends: (389) (2030); in millions", "right"),
        ("What is the margin?", "7.9%", "Margin: 7.9% (2030)", "right"),
        ("What is the margin?", "7.9%", "Margin: 7.9 (2030); In millions", "wrong"),
        ("What changed?", "From 20% to 23%.", "“It was 23%.”", "wrong"),  # both are needed
        ("What is the ratio?", "1.73", "Ratio: 1.73 (2030); In thousands", "right"),
        ("What does it sell?", "Lamps", "“It sells 4 lamps.”", "not judged"),
        ("Did 3M grow?", "3M grew by 5%", "“3M grew by 5%.”", "right"),  # 3M is no amount
    ],
)
def test_figures_are_compared_at_the_scale_of_the_gold(
    question: str, gold: str, claim: str, outcome: str
) -> None:
    asked = {**row(question, "X", 1, gold), "company": "3M"}
    given = Given(declined=False, partial=False, claims=[claim], cited=[])
    assert answers.outcome(asked, given) == outcome


def test_labels_of_the_model_count_for_the_judged_questions_only(tmp_path: Path) -> None:
    rows = [row("How much?", "X", 1, "$5.00"), row("Why?", "X", 1, "Because.")]
    told = {"model_name": "gpt-4-1106-preview", "eval_mode": "sharedStore"}
    labels = [
        {**told, "question": "How much?", "label": "Refusal"},
        {**told, "question": "Why?", "label": "Correct Answer"},
        {**told, "question": "How much?", "label": "Correct Answer", "eval_mode": "oracle"},
    ]
    lines = "\n".join(map(json.dumps, labels))
    (tmp_path / "model_answers.jsonl").write_text(lines, encoding="utf-8")
    given = Given(declined=False, partial=True, claims=["It is 6."], cited=[("X", 1)])
    found = answers.report(rows, lambda _: given, tmp_path)
    assert found["GPT-4-Turbo, same questions"] == {"right": 0, "wrong": 0, "refused": 1}
    assert (found["wrong"], found["wrong and told as partial"], found["not judged"]) == (1, 1, 1)


def test_chinese_snippets_are_found_by_words_where_the_model_reads_none(data: Path) -> None:
    rows = [
        {"query": "灯塔公司2030年营收是多少？", "answer": ["三亿元"],
         "positive": ["灯塔公司2030年营收为三亿元。"],
         "negative": ["灯塔位于海边，游客很多。", "2030年营收普遍下降。", "铜镜厂裁员。",
                      "北方四个地区有镜子出售。", "去年冬天很冷。"]},
    ]  # fmt: skip
    (data / "zh_refine.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = rgb.measure(data)
    assert found["recall@1"] == found["words alone"]["recall@1"] == 1.0
    assert "| ours | 1 |" in rgb.table(found)
    assert "| noise 0.8 | 1 |" in rgb.table(found)


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
