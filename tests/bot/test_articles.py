"""Articles, an interview and a sheet of nobody's record: whom each is about, and which of several
things of one name it tells of.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CORPUS
from hash_embedder import HashEmbedder

from bot import Bot, Settings
from bot.papers import companies
from bot.papers.asked import read
from knowledge.registrant import company

ARTICLE = """# The people who teach ferries to dock

Velmora AI sells pilots made of software. Velmora was founded in May 2021 by Ansel Korrin. Its
rival Tidewell AI employs about 430 people. Tidewell was valued at $900 million in April 2031.

Dunlin 2, released in 2029, had 20 billion parameters. Dunlin 3 came out in March 2031. It has 75
billion parameters. Korrin says that training it took 19 days and cost $4 million.

Velmora's cash exceeds $210 million, but the costs of keeping one pilot awake are high. The cost
of keeping one pilot awake is put at 2 million dollars.

The company chose Bergen because the fjords are quiet.
Pia Sandoval, the finance chief, left in
June 2031. Her successor is Joss Wren. Linden Fund led the $30 million Series A in 2028, which
valued Velmora at $120 million. Harrow Capital led a Series B of $80 million in May 2031, which
valued the company at $500 million.
"""
DEPTH = """溪桥智算：一家小公司的大账本

《湾口商业评论》2031年11月5日

专注于航运调度的溪桥智算昨日宣布完成3亿元C轮融资，由北渡资本领投。溪桥智算成立于2029年3月。溪桥智算创始人陈砚舟此前做过调度系统。溪桥智算的最大客户是一家电网公司。
竞争对手云栈智能今年完成新一轮融资，估值90亿元。
云雀2总参数300亿，训练花费2亿元。云雀3总参数900亿，训练花费5亿元。
"""
MONTHS = """溪桥智算 2031年月度数据（单位：万元，月活单位：万人）

| 月份 | API收入 | 月活用户 | 付费客户数 | 月末现金余额 |
|---|---|---|---|---|
| 2031年1月 | 200 | 680 | 312 | 36420 |
| 2031年2月 | 215 | 745 | 318 | 35300 |
"""
LETTER = """# Velmora AI: letter to investors

$ in millions

| | Q1 FY2032 | Q4 FY2031 |
|---|---|---|
| Gross profit | 7.9 | 6.7 |
| Employees | 306 | 288 |

Net burn was $9 million, or $3 million a month. We ended the quarter with $60 million of cash.
"""
FILES = {"ferries.md": "ARTICLE", "depth.txt": "DEPTH", "talk.md": "INTERVIEW",
         "months.md": "MONTHS", "letter.md": "LETTER"}  # fmt: skip
INTERVIEW = """# 对话陈砚舟：不急

**问：** 现在公司有多少员工？

**陈砚舟：** 210人，年底会到250人。
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in FILES.items():
        (folder / name).write_text(globals()[text], encoding="utf-8")
    with Bot.open(Settings(home=folder / "home", dossier=None), embedder=HashEmbedder()) as bot:
        bot.ingest([folder / name for name in FILES])
        yield bot


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many parameters does Dunlin 3 have?", "75 billion"),
        ("How many parameters does Dunlin 2 have?", "20 billion"),
        ("How long did the training of Dunlin 3 take?", "19 days"),
        ("What does keeping a pilot awake cost Velmora?", "2 million dollars"),
        ("Why did Velmora choose Bergen?", "fjords are quiet"),
        ("Who replaced Pia Sandoval?", "Joss Wren"),
        ("How much did Velmora raise in its Series A?", "$30 million"),
        ("How many people does Tidewell employ?", "430"),
        ("What is Velmora's valuation?", "$500 million"),
        ("How much cash does Velmora burn a month?", "$3 million a month"),
        ("What was Velmora's gross profit in the fourth quarter of fiscal 2031?", "$6.7 million"),
        ("How many employees did Velmora have in Q1 of fiscal 2032?", "(Q1 FY2032): 306"),
        ("溪桥智算2031年2月的API收入是多少？", "215万元"),
        ("溪桥智算2031年2月的付费客户数是多少？", "：318"),
        ("溪桥智算2031年2月的月活用户是多少？", "745万"),
        ("溪桥智算2031年1月末的现金余额是多少？", "3.642亿元"),
        ("溪桥智算C轮是谁领投的？", "北渡资本"),
        ("云雀3有多少参数？", "900亿"),
        ("云雀2的训练花了多少钱？", "2亿元"),
    ],
)
def test_an_article_answers_of_the_thing_that_was_asked_about(
    desk: Bot, question: str, answer: str
) -> None:
    assert answer in desk.ask(question).answer


@pytest.mark.parametrize(
    "question",
    [
        "How many parameters does Dunlin 4 have?",
        "What was Velmora's gross profit in fiscal 2031?",
        "云雀4有多少参数？",
        "溪桥智算的估值是多少？",
    ],
)
def test_a_neighbours_figure_is_not_told(desk: Bot, question: str) -> None:
    assert desk.ask(question).status == "declined"


def test_companies_are_known_by_how_they_are_spoken_of() -> None:
    spoken = companies.spoken_of(ARTICLE)
    assert {"Velmora", "Tidewell"} <= spoken and not spoken & {"Linden", "Dunlin", "Korrin"}
    assert companies.mostly(spoken, ARTICLE) == "Velmora"
    assert companies.mostly(companies.spoken_of(DEPTH), DEPTH) == "溪桥智算"
    assert [*companies.leads("陈砚舟", ["溪桥智算", "云栈智能"], DEPTH)] == ["溪桥智算"]


def test_a_text_is_not_about_a_rival_named_late_and_alone() -> None:
    text = "Inside Lowmoor\n\n" + "Lowmoor forecasts harvests for grain traders. " * 9
    text += "Cropsight raised $150 million. Cropsight's founder left. Cropsight is ahead."
    spoken = companies.spoken_of(text)
    assert "Cropsight" in spoken and companies.mostly(spoken, text) == ""


def test_a_number_belongs_to_the_name_before_it() -> None:
    names = {q: [u.said for u in read(q, {}).names] for q in (
        "How many parameters does Dunlin 3.5 have?", "Did Velmora lose 3 million?", "云雀3多大？",
    )}  # fmt: skip
    assert [*names.values()] == [["Dunlin 3.5"], ["Velmora"], ["云雀3"]]


def test_a_cover_names_its_registrant_where_the_report_says_only_we() -> None:
    cover = "# FORM 10-K\n\n**VELMORA AI, INC.**\n(Exact name of registrant as specified)\n"
    body = f"{cover}We sell pilots. Tidewell AI, Inc. sued us."
    assert company(cover, body, "10k") == "Velmora AI"


def test_beside_a_record_each_figure_stays_with_whom_it_is_of(tmp_path: Path) -> None:
    (tmp_path / "ferries.md").write_text(ARTICLE + "\nOrrin 3 earns $7 million.", encoding="utf-8")
    settings = Settings(home=tmp_path / "home", dossier=CORPUS)
    with Bot.open(settings, embedder=HashEmbedder()) as bot:
        bot.ingest([tmp_path / "ferries.md"])
        assert "75 billion" in bot.ask("How many parameters does Dunlin 3 have?").answer
        assert "430" in bot.ask("How many people does Tidewell employ?").answer
        own = bot.ask("How much cash does Brinekeld have?").answer
        assert "€240 million" in own or "EUR 240 million" in own
        assert "640" in bot.ask("How many people does Brinekeld employ?").answer
