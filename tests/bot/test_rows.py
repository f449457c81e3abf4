"""Rows of tables as answers: the right line, year and company, said with headings and scale."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder
from test_find import report

from bot import Bot, Settings
from bot.answer import Claim
from bot.evidence import of_passage
from bot.verify import verify
from knowledge import Ledger, table_rows
from knowledge.binding import bind

PIECE = """Lumen AG — Consolidated Balance Sheets (EUR in millions)
| At 31 December, | 2031 | 2030 |
| Current assets |
| Inventories (Note 4) | 40 | 30 |
| Total current assets | $ 300 | (280) |"""


def test_row_is_said_with_headings_and_scale() -> None:
    assert [row.said for row in table_rows(PIECE)] == [
        "Inventories (Note 4): 40 (2031), 30 (2030); EUR in millions",
        "Total current assets: $ 300 (2031), (280) (2030); EUR in millions",
    ]
    assert all(row.text in PIECE for row in table_rows(PIECE))


def test_prose_has_no_rows() -> None:
    assert list(table_rows("Cash was 3 million. | is a bar.")) == []


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    home: Path = tmp_path_factory.mktemp("rows")
    with Bot.open(Settings(home=home, dossier=None), embedder=HashEmbedder()) as bot:
        for company in ("Heliodor", "Vesuvian"):
            for year in (2029, 2031):
                bot.kb.add(bind(*report(company, year), made_by="test"))
        yield bot


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "What were Heliodor's accounts payable in FY2031?",
            "Accounts payable (2031): 70 million (printed 70",
        ),
        ("Vesuvian inventories FY2029", "Inventories (2029): 40 million (printed 40"),
        (
            "Heliodor FY2031流动负债是多少？",
            "Total current liabilities（2031）：2亿（表中为200，单位：百万）",
        ),
    ],
)
def test_line_asked_for_is_the_answer(desk: Bot, question: str, expected: str) -> None:
    answer = desk.ask(question)
    assert answer.status == "answered"
    assert expected in answer.answer
    assert answer.claims[0]["verdict"] == "supported"
    [cited] = [c for c in answer.citations if c.n == answer.claims[0]["citations"][0]]
    assert cited.quote in cited.passage
    assert cited.locator.page == 2


def test_ratio_is_worked_out_from_its_lines_each_of_them_cited(desk: Bot) -> None:
    answer = desk.ask("What is Heliodor's current ratio for FY2031?")
    assert answer.status == "answered"
    assert "1.50 times (formula: current assets / current liabilities" in answer.answer
    [metric] = answer.metrics
    assert [i["value"] for i in metric["inputs"]] == [300_000_000, 200_000_000]
    assert all(not i["assumed"] and i["citation"] for i in metric["inputs"])


def test_another_line_another_company_or_no_company_is_not_an_answer(desk: Bot) -> None:
    assert desk.ask("What was Heliodor's goodwill in FY2031?").status == "declined"
    assert desk.ask("What were the accounts payable of Northwind in FY2031?").status == "declined"
    assert "70" not in desk.ask("Accounts payable?").answer


def test_row_with_another_figure_or_year_is_dropped(desk: Bot) -> None:
    page = desk.kb.passages_of(desk.find("Heliodor FY2031 inventories", 1)[0].source_id)[1]
    held = of_passage(page, desk.kb.source(page.source_id))
    said = next(r.said for r in table_rows(page.text) if r.label == "Accounts payable")
    for text, kept in ((said, 1), (said.replace("70", "71"), 0), (said.replace("2031", "2028"), 0)):
        claim = Claim(text=text, evidence=(held.id,))
        made = verify([claim], evidence={held.id: held}, ledger=Ledger(), metrics=())
        assert len(made.kept) == kept, text


@pytest.mark.parametrize(
    "question",
    [
        "Which supplier holds the largest disputed accounts payable of Heliodor in FY2031?",
        "Heliodor FY2031哪个供应商争议最大的应付账款？",
    ],
)
def test_a_line_does_not_answer_what_asks_for_much_more(desk: Bot, question: str) -> None:
    assert "Accounts payable: 70" not in desk.ask(question).answer


def test_average_of_a_line_is_not_taken_for_the_line(desk: Bot) -> None:
    asked = "What is the average of Heliodor's inventories between FY2030 and FY2031?"
    assert "Average inventory, 2030–2031: 35 million" in desk.ask(asked).answer
