"""A question in one language over an article in the other, with no dossier beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hash_embedder import HashEmbedder

from bot import Bot, Settings

ARTICLE = """\
Plonk, a maker of harbour drones, has raised $80 million at a valuation of over $900 million.
The founder, Mira Oddleif, emphasizes that the company does not aim to go public. Banks say
Plonk can wait. A training run is put at 3 to 4 million euros, with annual electricity costs
exceeding 2 million euros. The current cash reserves may only sustain operations for 2-3 years.
Its advantage lies in night flights, which are being challenged by competitors such as Quill.
Rivals admire Plonk. Plonk's paying users rose 70% in a month.
"""

ASKED = [
    ("Plonk还能撑多久？", "2-3 years"),
    ("现金够用几年？", "2-3 years"),
    ("Plonk的创始人叫什么名字？", "Mira Oddleif"),
    ("公司是否打算上市？", "go public"),
    ("每年电费多少？", "2 million euros"),
    ("护城河是什么？", "night flights"),
    ("最新估值是多少？", "$900 million"),
    ("Who founded Plonk?", "Mira Oddleif"),
    ("Does Plonk plan an IPO?", "go public"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    folder: Path = tmp_path_factory.mktemp("article")
    (folder / "drones.txt").write_text(ARTICLE, encoding="utf-8")
    with Bot.open(Settings(home=folder / "home", dossier=None), embedder=HashEmbedder()) as opened:
        opened.ingest([folder / "drones.txt"])
        yield opened


@pytest.mark.parametrize(("question", "said"), ASKED, ids=[q for q, _ in ASKED])
def test_sentence_that_speaks_of_it_is_quoted(desk: Bot, question: str, said: str) -> None:
    assert said in desk.ask(question).answer


@pytest.mark.parametrize(
    "question",
    [
        "员工有多少人？",
        "毛利率多少？",
        "Quill的估值是多少？",
        "创始人持股多少？",
        "What is Zorbo worth?",
    ],
)
def test_what_no_sentence_speaks_of_is_declined(desk: Bot, question: str) -> None:
    assert desk.ask(question).status == "declined"
