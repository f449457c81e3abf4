"""A desk that holds documents only: what is answered from a sentence, a cell or a formula."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder

import evals
from bot import Bot, Settings
from bot.papers.asked import read
from bot.papers.homes import homes
from knowledge import Source

DOCUMENTS = Path(evals.__file__).parent / "documents"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    home = tmp_path_factory.mktemp("papers")
    with Bot.open(Settings(home=home, dossier=None), embedder=HashEmbedder()) as bot:
        names = ("calderbrook", "yanchi", "harrowmere", "lanwan")
        reports = bot.ingest([DOCUMENTS / name for name in names])
        assert {r.status for r in reports} == {"added"}
        yield bot


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "What was Calder Brook's service revenue in 2023?",
            "Service revenue (2023): $64.1 million",
        ),
        ("How much did Calder Brook's Marine segment bring in in 2024?", "(2024): $33.2 million"),
        ("What were Calder Brook's orders booked in Q1 2025?", "(Q1 2025): $102 million"),
        ("Calder Brook 2024年的研发费用是多少？", "Research and development（2024）：5,240万美元"),
        ("亭川汽车占砚池智能营业收入的比例是多少？", "（占营业收入比例）：8%"),
        ("How much cash did Yanchi Intelligence have at the end of 2024?", "CNY 451.803 million"),
        ("What did Harrowmere's Warehousing segment bring in in fiscal 2025?", "$792 million"),
        ("What was Harrowmere's operating loss in the third quarter of fiscal 2026?", "-$4.4 mill"),
        ("What did Harrowmere pay in dividends in fiscal 2024?", "$33.4 million"),
        ("What was Lanwan Biotech's revenue in the fourth quarter of 2025?", "CNY 520.2 million"),
        ("澜湾生物2024年末的应收账款是多少？", "（期初余额）：2.912亿元人民币"),
        ("澜湾生物2025年第三季度营业收入是多少？", "（第三季度）：47,261万元人民币"),
        ("How much revenue did Lanwan Biotech make abroad in 2024?", "CNY 497.7 million"),
    ],
)
def test_a_cell_answers_with_its_line_time_scale_and_money(
    desk: Bot, question: str, answer: str
) -> None:
    given = desk.ask(question)
    assert answer in given.answer
    assert given.status == "answered" and given.claims[0]["verdict"] == "supported"
    assert all(c.quote in c.passage for c in given.citations)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who leads the robotics fund of Osterby Ventures?", "Ingrid Aasland"),
        ("What interest does Calder Brook's credit facility bear?", "1.75% above"),
        ("How many people does Pellworth employ?", "740 people"),
        ("砚池智能的年利率是多少？", "3.45%"),
        ("谁起诉了砚池智能？", "云栖岭科技"),
    ],
)
def test_a_sentence_answers_word_for_word(desk: Bot, question: str, answer: str) -> None:
    assert answer in desk.ask(question).answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What was Calder Brook's net margin in 2025?", "4.8%"),
        ("What was Calder Brook's quick ratio at the end of 2024?", "1.61 times"),
        ("How many days inventory outstanding did Calder Brook have in 2025?", "99.53 days"),
        ("Calder Brook 2025年的存货周转率是多少？", "3.67倍"),
        ("砚池智能2024年的速动比率是多少？", "2.11倍"),
        ("What was Calder Brook's R&D as a percent of revenue in 2024?", "15.6%"),
        ("澜湾生物2024年末的资产负债率是多少？", "28.3%"),
        ("What was Harrowmere's return on assets in fiscal 2025?", "2.3%"),
        ("Harrowmere 2024财年的实际税率是多少？", "25.1%"),  # costs and tax in brackets
    ],
)
def test_a_ratio_is_worked_out_and_every_line_in_it_cited(
    desk: Bot, question: str, value: str
) -> None:
    given = desk.ask(question)
    assert value in given.answer
    [claim] = given.claims
    assert claim["kind"] == claim["verdict"] == "computed"
    [metric] = given.metrics
    assert metric["formula"] and all(i["citation"] for i in metric["inputs"])


@pytest.mark.parametrize(
    "question",
    [
        "What was Calder Brook's goodwill at the end of 2022?",
        "What was Nimbra's revenue in 2025?",
        "What is the gross margin of Calder Brook's Healthcare segment?",
        "How many employees will Calder Brook have in 2030?",
        "What was the revenue in 2025?",
        "When does Calder Brook's chairman's contract expire?",  # its lease does
        "Who supplies the batteries of Calder Brook's ships?",  # of its gearboxes it is said
        "When does the lease of Calder Brook's Boston headquarters end?",  # that of Duluth does
        "What interest rate does Calder Brook pay on its convertible bonds?",  # on a facility
        "Which of Harrowmere's segments had the highest margin in fiscal 2026?",
        "How many trucks does Harrowmere operate?",
        "Harrowmere 2024财年第二季度的净利润是多少？",
        "澜湾生物2023年末的存货是多少？",
        "砚池智能2021年的研发费用是多少？",
        "泊音电子的毛利率是多少？",
        "砚池智能E轮的投后估值是多少？",
        "砚池智能A轮由谁领投？",  # the sheet names no company, and the desk holds two
    ],
)
def test_another_year_company_part_or_time_ahead_is_no_answer(desk: Bot, question: str) -> None:
    given = desk.ask(question)
    assert given.status == "declined", given.answer
    assert given.missing


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("宁布拉有多少员工？", "2,300 employees"),
        (
            "How did Calder Brook's operating margin change from 2024 to 2025?",
            "2024: 6.5%, 2025: 6.9%",
        ),
        ("What share of its revenue did Calder Brook spend on R&D in 2025?", "2025: 15.0%"),
        ("How much did Osterby Ventures put into Pellworth's round?", "$50 million"),
    ],
)
def test_names_by_their_sound_changes_and_shares(desk: Bot, question: str, answer: str) -> None:
    assert answer in desk.ask(question).answer


def test_name_is_told_from_the_word_behind_it_and_from_how_many_years() -> None:
    asked = {q: read(q, {}) for q in ("Will Harrowmere IPO?", "Harrowmere的现金能撑几年？")}
    names = [[u.said for u in each.names] for each in asked.values()]
    assert names == [["Harrowmere"], ["Harrowmere"]]


def test_figure_of_nobody_knows_what_is_no_question_of_any_figure(desk: Bot) -> None:
    for question in ("Harrowmere 捯了多少钱？", "Harrowmere最近捯多少？"):
        assert desk.ask(question).status == "declined", question


def test_word_that_a_text_writes_small_is_not_whom_it_is_about() -> None:
    def titled(name: str, title: str) -> Source:
        return Source(
            id=name, title=title, publisher="", published=None, language="en", tier=3
        )  # fmt: skip

    texts = {
        "memo": "The board of Quarrywell met. The board agreed.",
        "report": "Quarrywell builds machines. Quarrywell sells them.",
    }
    made = homes([titled("memo", "Board memo"), titled("report", "Quarrywell report")], texts.get)  # type: ignore[arg-type]  # all are there
    assert made.of == {"memo": "", "report": "quarrywell"}


def test_why_a_figure_fell_is_told_and_not_how_much(desk: Bot) -> None:
    given = desk.ask("澜湾生物2025年净利润为什么下降？")
    assert "原材料价格上涨" in given.claims[0]["text"]
    assert not given.metrics


def test_headings_of_a_page_without_an_article_are_kept(desk: Bot) -> None:
    [filing] = [s for s in desk.sources() if s.title.startswith("HARROWMERE")]
    assert (filing.form, filing.period) == ("10-K", "FY2026")
    assert "## Item 2. Properties" in desk.source_text(filing.id)
    [report] = [s for s in desk.sources() if s.company == "澜湾生物"]  # only its title says it
    assert (report.form, report.period) == ("annual report", "FY2025")
