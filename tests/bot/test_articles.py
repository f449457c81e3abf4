"""Articles, an interview and a sheet of nobody's record: whom each is about, and which of several
things of one name it tells of.
"""

from collections.abc import Iterator

import pytest
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

The company chose Bergen because the fjords are quiet. Pia Sandoval, the finance chief, left in
June 2031. Her successor is Joss Wren. Linden Fund led the $30 million Series A in 2028, which
valued Velmora at $120 million. Harrow Capital led a Series B of $80 million in May 2031, which
valued the company at $500 million.
"""
DEPTH = """溪桥智算：一家小公司的大账本

溪桥智算成立于2029年3月。溪桥智算创始人陈砚舟此前做过调度系统。溪桥智算的最大客户是一家电网公司。
云栈智能完成新一轮融资，估值90亿元。
云雀2总参数300亿，训练花费2亿元。云雀3总参数900亿，训练花费5亿元。
"""
INTERVIEW = """# 对话陈砚舟：不急

**问：** 现在公司有多少员工？

**陈砚舟：** 210人，年底会到250人。
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in (("ferries.md", ARTICLE), ("depth.txt", DEPTH), ("talk.md", INTERVIEW)):
        (folder / name).write_text(text, encoding="utf-8")
    with Bot.open(Settings(home=folder / "home", dossier=None), embedder=HashEmbedder()) as bot:
        bot.ingest([folder / n for n in ("ferries.md", "depth.txt", "talk.md")])
        yield bot


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many parameters does Dunlin 3 have?", "75 billion"),
        ("How many parameters does Dunlin 2 have?", "20 billion"),
        ("How long did the training of Dunlin 3 take?", "19 days"),
        ("Why did Velmora choose Bergen?", "fjords are quiet"),
        ("Who replaced Pia Sandoval?", "Joss Wren"),
        ("How much did Velmora raise in its Series A?", "$30 million"),
        ("How many people does Tidewell employ?", "430"),
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
        "How many people does Velmora employ?",
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


def test_a_number_belongs_to_the_name_before_it() -> None:
    names = {q: [u.said for u in read(q, {}).names] for q in (
        "How many parameters does Dunlin 3.5 have?", "Did Velmora lose 3 million?", "云雀3多大？",
    )}  # fmt: skip
    assert [*names.values()] == [["Dunlin 3.5"], ["Velmora"], ["云雀3"]]


def test_a_cover_names_its_registrant_where_the_report_says_only_we() -> None:
    cover = "# FORM 10-K\n\n**VELMORA AI, INC.**\n(Exact name of registrant as specified)\n"
    body = f"{cover}We sell pilots. Tidewell AI, Inc. sued us."
    assert company(cover, body, "10k") == "Velmora AI"
