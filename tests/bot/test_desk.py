"""The contract of an answer (DESIGN.md, 5.2), language parity, and what the desk declines."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import CORPUS
from hash_embedder import HashEmbedder

from bot import Bot, Settings, checklist
from bot.errors import QuestionError
from knowledge import amounts

PAIRS = [(row["en"], row["zh"]) for rows in checklist.questions().values() for row in rows]
ASKED = [q for pair in PAIRS for q in pair] + [
    "What does the workshop in Aalst repair?",
    "What is X?",
]
KEYS = {
    "answer": "question language thread_id status as_of writer answer claims citations metrics "
    "conflicts missing followups timings_ms usage withheld notice",
    "claims": "text citations kind verdict checks",
    "citations": "n evidence_id kind source_id title publisher published as_of url tier locator "
    "quote passage sha256",
    "metrics": "id name formula inputs value low high unit as_of",
    "conflicts": "topic statements reading",
    "missing": "what document",
    "inputs": "name value unit citation assumed",
    "locator": "page section start end",
    "usage": "model input_tokens output_tokens cost_usd thread_cost_usd price_as_of price_checked "
    "cached",
    "statements": "text citation as_of published",
}
# told beyond the contract, for the page
ALSO = {"claims": {"role"}, "citations": {"standing", "recognised"}, "conflicts": {"id", "kind"}}


@pytest.fixture(scope="module", params=ASKED)
def told(request: pytest.FixtureRequest, bot: Bot) -> dict[str, Any]:
    return bot.ask(request.param).to_dict()


def rows(told: dict[str, Any], name: str) -> list[dict[str, Any]]:
    match name:
        case "answer":
            return [told]
        case "inputs":
            return [i for m in told["metrics"] for i in m["inputs"]]
        case "locator":
            return [c["locator"] for c in told["citations"]]
        case "statements":
            return [s for c in told["conflicts"] for s in c["statements"]]
        case "usage":
            return [told["usage"]]
        case _:
            return list(told[name])


@pytest.mark.parametrize("name", KEYS)
def test_object_has_the_keys_of_the_contract(told: dict[str, Any], name: str) -> None:
    for row in rows(told, name):
        assert set(row) - ALSO.get(name, set()) == set(KEYS[name].split())


def test_quote_stands_in_its_passage(told: dict[str, Any]) -> None:
    for citation in told["citations"]:
        assert citation["quote"]
        assert citation["quote"] in citation["passage"]


def test_passage_stands_in_the_stored_text_at_its_locator(told: dict[str, Any], bot: Bot) -> None:
    names = {"passage": "document", "fact": "facts", "metric": "metrics"}
    for c in told["citations"]:
        if c["kind"] == "metric" and c["evidence_id"].split(":")[1].endswith(("-usd", "-cny")):
            continue  # computed for this question alone: it is its own text
        text = bot.source_text(c["source_id"], names[c["kind"]])
        assert text[c["locator"]["start"] : c["locator"]["end"]] == c["passage"]


def test_hash_is_of_the_passage(told: dict[str, Any]) -> None:
    for c in told["citations"]:
        assert c["sha256"] == hashlib.sha256(c["passage"].encode()).hexdigest()


def test_citation_numbers_exist(told: dict[str, Any]) -> None:
    held = {c["n"] for c in told["citations"]}
    for claim in told["claims"]:
        assert claim["citations"]
        assert set(claim["citations"]) <= held
    assert {s["citation"] for s in rows(told, "statements")} <= held


def test_status_fits_the_claims(told: dict[str, Any]) -> None:
    assert (told["status"] == "declined") == (not told["claims"])


def figures(text: str) -> set[tuple[str, str, str]]:
    return {(a.unit, f"{a.low:f}", f"{a.high:f}") for a in amounts.find(text)}


@pytest.mark.parametrize(("en", "zh"), PAIRS, ids=[en for en, _ in PAIRS])
def test_both_languages_state_the_same_figures(bot: Bot, en: str, zh: str) -> None:
    first, second = bot.ask(en), bot.ask(zh)
    assert first.status == second.status
    assert figures(first.answer) == figures(second.answer)


DECLINED = [
    "What is Metzora worth?",
    "Metzora's revenue?",
    "梅佐拉值多少钱？",
    "梅佐拉的收入是多少？",
    "What is Northvolt worth?",
    "What is Acme's revenue?",
    "宁德时代的估值是多少？",
    "特斯拉值多少钱？",
    "比亚迪估值是多少？",
    "比尔·盖茨持股多少？",
    "华为的收入是多少？",
    "小米的收入是多少？",
    "宁德时代市值比布林凯高吗？",
    "What is Ghent worth?",
    "What is Loopdrop's valuation?",
    "Loopdrop的估值是多少？",
    "How do I bake bread?",
    "怎么做红烧肉？",
    "What's the weather in Ghent?",
    "今天根特天气怎么样？",
    "Who won the football?",
    "谁赢了世界杯？",
]


@pytest.mark.parametrize("question", DECLINED)
def test_question_beyond_the_sources_is_declined(bot: Bot, question: str) -> None:
    answer = bot.ask(question)
    assert answer.status == "declined"
    assert answer.claims == [] and answer.citations == []
    assert answer.answer in ("The sources here do not say.", "现有资料未载明。")
    assert all(m.document for m in answer.missing) and answer.missing
    assert len(answer.followups) == 2


def test_rivals_figure_is_never_the_companys(bot: Bot) -> None:
    for question in ("What is the valuation?", "What is the revenue?", "What is the market cap?"):
        lead = bot.ask(question).claims[0]["text"]
        assert "3.1 billion" not in lead and "410 million" not in lead


THREADS = [
    (["What is the valuation?", "and in dollars?"], "$2.19 billion"),
    (["What is the valuation?", "折合美元呢？"], "21.9亿美元"),
    (["What is Brinekeld's revenue?", "and Cobaltine's?"], "€410 million"),
    (["What is Brinekeld's revenue?", "那和科巴汀比呢？"], "4.1亿欧元"),
    (["最新估值是多少？", "那和科巴汀比呢？"], "31亿欧元"),
    (["最新估值是多少？", "那和科巴汀比呢？"], "19亿欧元"),
    (["What is Cobaltine worth?", "and its revenue?"], "€410 million"),
]


@pytest.mark.parametrize(("questions", "said"), THREADS, ids=[" > ".join(q) for q, _ in THREADS])
def test_follow_up_is_answered_in_its_thread(bot: Bot, questions: list[str], said: str) -> None:
    first = bot.ask(questions[0])
    assert said in bot.ask(questions[1], thread_id=first.thread_id).answer


def test_follow_up_about_one_without_the_figure_is_declined(bot: Bot) -> None:
    first = bot.ask("What is Brinekeld's revenue?")
    assert bot.ask("and Metzora's?", thread_id=first.thread_id).status == "declined"


AS_OF = [
    ("How much cash is there?", "2031-03-01", "€310 million", "240"),
    ("What is the valuation?", "2030-12-31", "€1.4 billion", "1.9 billion"),
    ("账上有多少现金？", "2031-03-01", "3.1亿欧元", "2.4亿"),
    ("What is the stance on an IPO?", "2030-06-01", "stay private", "Amsterdam"),
]


@pytest.mark.parametrize(("question", "day", "said", "hidden"), AS_OF)
def test_what_was_printed_later_is_hidden(
    bot: Bot, question: str, day: str, said: str, hidden: str
) -> None:
    answer = bot.ask(question, as_of=day)
    assert said in answer.answer
    assert hidden not in answer.answer
    for citation in answer.citations:
        assert citation.published is None or citation.published <= day


@pytest.mark.parametrize("question", ["", "   ", "\n\t", "x" * 20_000, "现金" * 10_000])
def test_empty_or_endless_question_is_refused_with_help(bot: Bot, question: str) -> None:
    threads = len(bot.threads())
    with pytest.raises(QuestionError) as caught:
        bot.ask(question)
    assert caught.value.help
    assert len(bot.threads()) == threads


@pytest.mark.parametrize(
    "question", ["?", "…", "🙂", "\x00", "(((((", "[1]", "a" * 2000, "和" * 2000]
)
def test_odd_question_is_no_error(bot: Bot, question: str) -> None:
    assert bot.ask(question).status == "declined"


def test_markup_of_a_source_stays_text(bot: Bot) -> None:
    text = bot.source_text("rivals-2031")
    assert "<b>Bold claim</b>" in text and "**Sluice-2**" in text


def test_markup_of_an_ingested_page_is_no_markup_of_the_answer(tmp_path: Path) -> None:
    page = tmp_path / "note.txt"
    page.write_text(
        "Zentor Labs held cash of EUR 7 million in May 2031 "
        "<img src=x onerror=alert(1)> [click](javascript:x).",
        encoding="utf-8",
    )
    with Bot.open(Settings(home=tmp_path / "h", dossier=None), embedder=HashEmbedder()) as desk:
        desk.ingest([page])
        answer = desk.ask("How much cash does Zentor Labs have?")
    assert "EUR 7 million" in answer.answer
    assert answer.citations[0].quote in page.read_text(encoding="utf-8")
    assert "<img src=x onerror=alert(1)>" in answer.claims[0]["text"]  # escaping is the page's work


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """The same dossier without `entities.yaml`: names are inferred."""
    folder = tmp_path_factory.mktemp("bare") / "brinekeld"
    shutil.copytree(CORPUS, folder)
    (folder / "entities.yaml").unlink()
    home = folder.parent / "home"
    with Bot.open(Settings(home=home, dossier=folder), embedder=HashEmbedder()) as desk:
        yield desk


BARE = [
    ("How much cash is there?", "€240 million"),
    ("What is Cobaltine worth?", "€3.1 billion"),
    ("科巴汀值多少钱？", "31亿欧元"),
    ("布林凯的收入是多少？", "6,100万欧元"),
]


@pytest.mark.parametrize(("question", "said"), BARE, ids=[q for q, _ in BARE])
def test_names_are_inferred_where_none_are_listed(bare: Bot, question: str, said: str) -> None:
    assert said in bare.ask(question).answer


@pytest.mark.parametrize("question", ["What is Metzora worth?", "梅佐拉值多少钱？"])
def test_inferred_rival_without_the_figure_is_declined(bare: Bot, question: str) -> None:
    assert bare.ask(question).status == "declined"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What is the valuation in pounds?", "no exchange rate for GBP"),
        ("估值折合英镑是多少？", "没有GBP的汇率"),
    ],
)
def test_figure_no_recorded_rate_brings_to_the_money_asked_for_is_told_in_its_own(
    bot: Bot, question: str, said: str
) -> None:
    got = bot.ask(question)
    assert got.status == "partial" and said in (got.notice or "") and said in got.missing[0].what
    money = {a.unit for c in got.claims for a in amounts.find(c["text"]) if len(a.unit) == 3}
    assert money and "GBP" not in money


def test_currency_nobody_knows_is_declined(bot: Bot) -> None:
    got = bot.ask("How much is the cash in zorkmids?")
    assert (got.status, got.answer) == ("declined", "The sources here do not say.")
