"""The traps of the shipped dossier's article of 17 February 2026: each is named with both sides."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import Bot, Settings
from evals.showcase import QUESTIONS

ARTICLE = "seed-sohu-2026-02-17"
# question in English and Chinese, what the answer must say in each, a source against the article
TRAPS = [
    ("Is the Inflection comparison in the February article right?",
     "搜狐文章拿Inflection作比较对吗？",
     "ten times too high", "约高出十倍", "spectrum-inflection"),
    ("Is the cash of 10 billion the same currency as the valuation of 10 billion?",
     "100亿现金和100亿估值是同一种货币吗？",
     "different currencies", "币种不同", "caizhongshe-2026-01"),
    ("Is K2 the first trillion-parameter model in China?", "K2是中国首个万亿参数模型吗？",
     "StepFun's Step-2", "阶跃星辰2024年的Step-2", "decodenetwork-stepfun"),
    ("Is it true that Kimi does not aim for an IPO?", "Kimi真的不以上市为目标吗？",
     "wording is too strong", "表述过强", "baiyoujia-2026-01"),
    ("Why is 170% suspicious?", "为什么说170%的增长存疑？",
     "nobody gives the base", "基数均未披露", "xbfmw-letter-2026-01"),
    ("Are the training cost figures sourced?", "训练成本数据有来源吗？",
     "no company figure supports", "也没有公司数据支持", "36kr-ama-2025-11-11"),
    ("Is the electricity cost of 500 million sourced?", "每年5亿元电费有出处吗？",
     "no source and no cluster size", "没有出处，也没有集群规模", "reportify-qwen3max"),
]  # fmt: skip


@pytest.fixture(scope="module")
def desk(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    home = tmp_path_factory.mktemp("traps") / "home"
    with Bot.open(Settings(home=Path(shutil.copytree(built_home, home)))) as bot:
        yield bot


@pytest.mark.parametrize(
    ("en", "zh", "says", "says_zh", "against"), TRAPS, ids=[row[0] for row in TRAPS]
)
def test_answer_says_what_is_wrong_with_both_citations(
    desk: Bot, en: str, zh: str, says: str, says_zh: str, against: str
) -> None:
    for question, said in ((en, says), (zh, says_zh)):
        got = desk.ask(question)
        sources = {c.source_id for c in got.citations if c.kind != "metric"}
        assert said in got.answer
        assert {ARTICLE, against} <= sources


@pytest.mark.parametrize(("en", "zh"), QUESTIONS)
def test_the_questions_of_the_readme_are_answered(desk: Bot, en: str, zh: str) -> None:
    assert [desk.ask(q).status for q in (en, zh)] == ["answered", "answered"]
