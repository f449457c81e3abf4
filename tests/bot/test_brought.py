"""Documents brought beside a dossier: whose figures they are, and where the record leads."""

from collections.abc import Iterator

import pytest
from conftest import CORPUS
from hash_embedder import HashEmbedder

from bot import Bot, Settings
from bot.answer import Answer
from knowledge import About

OWN = """# Brinekeld NV, annual report for the fiscal year 2031

For the fiscal year ended 31 December 2031. Amounts are in thousands of euros (EUR).

## Income statement

| EUR thousand | 2031 | 2030 |
|---|---|---|
| Revenue | 118,000 | 63,400 |
| Cost of sales | (94,400) | (55,900) |
| Gross profit | 23,600 | 7,500 |
| Net loss | (121,300) | (104,000) |

## Balance sheet

| EUR thousand | 31 December 2031 | 31 December 2030 |
|---|---|---|
| Cash and cash equivalents | 171,000 | 310,000 |
| Total current assets | 236,000 | 352,000 |
| Goodwill | 9,800 | 4,100 |
| Total current liabilities | 59,000 | 61,000 |

The Company employed 811 people at the end of 2031. Its auditor is Wittock & Daele.
"""
RIVAL = """# Cobaltine SA, annual report for the fiscal year 2031

For the fiscal year ended 31 December 2031. Amounts are in millions of euros (EUR).

## Income statement

| EUR million | 2031 | 2030 |
|---|---|---|
| Revenue | 468 | 410 |
| Cost of sales | (304) | (279) |
| Gross profit | 164 | 131 |

## Balance sheet

| EUR million | 31 December 2031 | 31 December 2030 |
|---|---|---|
| Cash and cash equivalents | 77 | 69 |
| Inventories | 31 | 27 |

We hold 38 patents. Our auditor is Lestrade Audit. Our Limburg plant employs 240 people.
"""
ARTICLE = """# 布林凯在奥斯坦德建厂

锂回收公司布林凯（Brinekeld）计划2032年在奥斯坦德建成第二座工厂，投资额为1.2亿欧元。

科巴汀2031年的研发投入为3,500万欧元。

科巴汀的创始人是让·莫罗。

| 公司 | 2031年出货量（吨） |
|---|---|
| 科巴汀 | 9,400 |
| 梅佐拉 | 1,250 |
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    home = tmp_path_factory.mktemp("beside")
    with Bot.open(Settings(home=home, dossier=CORPUS), embedder=HashEmbedder()) as bot:
        for name, text, day in (
            ("own", OWN, "2032-03-30"),
            ("rival", RIVAL, "2032-03-02"),
            ("article", ARTICLE, "2032-04-11"),
        ):
            path = home / f"{name}.md"
            path.write_text(text, encoding="utf-8")
            (report,) = bot.ingest([path], About(published=day))
            assert report.status == "added"
        yield bot


def ask(desk: Bot, question: str) -> Answer:
    answer = desk.ask(question)
    assert all(c.quote in c.passage for c in answer.citations)
    return answer


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What goodwill did Brinekeld carry at the end of 2031?", "€9.8 million"),
        ("布林凯2031年的收入是多少？", "1.18亿欧元"),
        ("How much cash was there at the end of 2031?", "€171 million"),
        ("What was the gross margin in 2031?", "20.0%"),
        ("2031年末的流动比率是多少？", "4.00倍"),
        ("By how much did Brinekeld's revenue grow in 2031?", "86.1%"),
        ("How many people did Brinekeld employ at the end of 2031?", "811"),
        ("Who is Brinekeld's auditor?", "Wittock"),
        ("布林凯在奥斯坦德的投资额是多少？", "1.2亿欧元"),
        ("What was Cobaltine's revenue in 2031?", "€468 million"),
        ("科巴汀2031年的毛利率是多少？", "35.0%"),
        ("How much cash does Cobaltine have?", "€77 million"),
        ("How many patents does Cobaltine hold?", "38 patents"),
        ("科巴汀2031年的出货量是多少？", "9,400"),
    ],
)
def test_what_the_record_leaves_open_is_answered_from_the_document_of_that_company(
    desk: Bot, question: str, said: str
) -> None:
    answer = ask(desk, question)
    assert said in answer.claims[0]["text"]
    assert answer.status == "answered"
    assert all(
        c.kind == "metric" or c.source_id in desk.kb.digests("user") for c in answer.citations
    )


@pytest.mark.parametrize(
    ("question", "recorded", "brought"),
    [
        ("What was Brinekeld's revenue in 2030?", "€61 million", "€63.4 million"),
        ("布林凯2030年的收入是多少？", "6,100万欧元", "6,340万欧元"),
        ("What was Brinekeld's gross margin in 2030?", "11%", "11.8%"),
        ("How much cash does Brinekeld have?", "€240 million", "€171 million"),
    ],
)
def test_the_record_leads_and_the_document_that_differs_is_shown(
    desk: Bot, question: str, recorded: str, brought: str
) -> None:
    answer = ask(desk, question)
    assert recorded in answer.claims[0]["text"]
    assert brought in answer.answer
    if "revenue" in question:
        assert next(c["role"] for c in answer.claims if brought in c["text"]) == "contested"


@pytest.mark.parametrize(
    "question",
    [
        "How many patents does Brinekeld hold?",
        "How many patents are there?",
        "布林凯的存货是多少？",
        "What was the inventory at the end of 2031?",
        "What was Cobaltine's goodwill at the end of 2031?",
        "科巴汀的审计师Wittock是谁？",
        "How many people work at the Limburg plant?",
        "布林凯2031年的出货量是多少？",
        "布林凯2031年的研发投入是多少？",
        "What was Metzora's revenue in 2031?",
        "What was Brinekeld's goodwill at the end of 2028?",
    ],
)
def test_another_companys_figure_or_another_year_is_no_answer(desk: Bot, question: str) -> None:
    assert ask(desk, question).status == "declined"


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("What did the founder do before?", "莫罗"),
        ("Who owns how much of Brinekeld?", "patents"),
        ("So Brinekeld is a €2.6 billion company now?", "奥斯坦德"),
        ("Who owns how much of Brinekeld?", "Lestrade"),
    ],
)
def test_beside_what_the_record_answers_a_document_adds_nothing_of_another(
    desk: Bot, question: str, never: str
) -> None:
    answer = ask(desk, question)
    assert answer.claims and never not in answer.answer
