"""What the default writer says first, and what it never says, over the invented company."""

from dataclasses import replace

import pytest
from made_facts import fact

from bot import Bot
from bot.matching.fit import Ranked
from bot.writers.also import best_figure
from bot.writers.extractive import of_it
from knowledge import lexicon


def lead(bot: Bot, question: str) -> str:
    claims = bot.ask(question).claims
    return str(claims[0]["text"]) if claims else ""


LEADS = [
    ("How much cash is there?", "€240 million"),
    ("账上有多少现金？", "2.4亿欧元"),
    ("What is the latest valuation?", "1.9 billion"),
    ("What is Brinekeld's valuation?", "1.9 billion"),
    ("布林凯的估值是多少？", "19亿欧元"),
    ("What did the Series C value Brinekeld at?", "€1.4 billion"),
    ("What is Cobaltine worth?", "€3.1 billion"),
    ("How many customers does Brinekeld have?", "46"),
    ("布林凯有多少企业客户？", "46"),
    ("Does Brinekeld have any debt?", "85 million"),
    ("What share of Brinekeld does Nordhav hold?", "21.5%"),
    ("Is Brinekeld profitable?", "net loss was EUR 104 million"),
    ("Are they going public?", "Amsterdam"),
    ("他们要上市吗？", "阿姆斯特丹"),
    ("Did Brinekeld pollute the canal?", "denies"),
    ("How long does the cash last?", "2 years"),
    ("When does Brinekeld run out of money?", "2 years"),
    ("布林凯还能烧几年？", "约2年"),
    ("What's in the bank right now?", "€240 million"),
    ("Who is suing Brinekeld?", "Cobaltine"),
    ("Did Brinekeld say it would never list?", "Amsterdam"),
    ("Is the 2.6 billion a done deal?", "price sought"),
    ("26亿欧元的价格已经成交了吗？", "并未成交"),
    ("Is the 97% recovery proven?", "measured 84%"),
    ("97%的回收率得到证实了吗？", "测得84%"),
    ("Why is the 14 billion doubtful?", "ten times too high"),
    ("Is the 240 million in dollars or euros?", "EUR 240 million"),
    ("Who led the latest round?", "Nordhav Capital led Brinekeld's Series C"),
    ("最新一轮融了多少？", "2.1亿欧元（C轮"),
    ("What is the ARR per employee?", "€138,000 each"),
    ("人均年化收入是多少？", "约13.8万欧元"),
    ("What's the size of the serie C?", "€210 million (Series C"),
    ("我记的员工数是600人，还对吗？", "640"),
    ("Who are its competitors?", "The sources set it beside Cobaltine and Metzora."),
    ("主要竞争对手有哪些？", "资料中与其并列的有"),
]


@pytest.mark.parametrize(("question", "said"), LEADS, ids=[q for q, _ in LEADS])
def test_conclusion_says(bot: Bot, question: str, said: str) -> None:
    assert said in lead(bot, question)


SUPERSEDED = [
    ("How much cash is there?", "310 million"),
    ("What is the valuation?", "1.4 billion"),
    ("What is the ARR?", "52 million"),
    ("Do they want to stay private?", "would stay private"),
    ("账上有多少现金？", "3.1亿"),
    ("估值是多少？", "14亿"),
]


@pytest.mark.parametrize(("question", "old"), SUPERSEDED, ids=[q for q, _ in SUPERSEDED])
def test_superseded_statement_is_never_the_conclusion(bot: Bot, question: str, old: str) -> None:
    assert old not in lead(bot, question)


TENFOLD = [
    "Is Brinekeld worth 14 billion?",
    "What is the valuation?",
    "What was the valuation in October 2030?",
    "How did the price develop over time?",
    "What does the Voltwatch blog say about the valuation?",
    "博客说估值140亿欧元对吗？",
    "2030年10月的估值是多少？",
    "估值历史如何？",
]


@pytest.mark.parametrize("question", TENFOLD)
def test_wrong_figure_is_only_told_as_wrong(bot: Bot, question: str) -> None:
    for claim in bot.ask(question).claims:
        if "14 billion" in claim["text"] or "140亿" in claim["text"]:
            assert "ten times too high" in claim["text"] or "高出十倍" in claim["text"]


CONTESTED = [
    ("How much lithium does Sluice-2 recover?", ("97%", "84%")),
    ("锂回收率究竟是多少？", ("97%", "84%")),
    ("Did solvent leak?", ("alleges", "denies")),
]


@pytest.mark.parametrize(("question", "both"), CONTESTED, ids=[q for q, _ in CONTESTED])
def test_contested_statement_is_never_told_without_the_other_side(
    bot: Bot, question: str, both: tuple[str, ...]
) -> None:
    answer = bot.ask(question)
    assert answer.status == "declined" or all(part in answer.answer for part in both)


COMPARED = [
    ("How does Brinekeld's revenue compare with Cobaltine's?", ("€61 million", "€410 million")),
    ("Who has more revenue, Brinekeld or Cobaltine?", ("€61 million", "€410 million")),
    ("布林凯和科巴汀谁的收入更高？", ("6,100万欧元", "4.1亿欧元")),
    ("Who has more capacity, Brinekeld or Cobaltine?", ("12,000", "45,000")),
]


@pytest.mark.parametrize(("question", "both"), COMPARED, ids=[q for q, _ in COMPARED])
def test_comparison_states_both_parties(bot: Bot, question: str, both: tuple[str, ...]) -> None:
    answer = bot.ask(question).answer
    assert all(part in answer for part in both)


def test_sought_price_is_called_sought(bot: Bot) -> None:
    for claim in bot.ask("Did the Series D close at 2.6 billion?").claims:
        if "2.6 billion" in claim["text"]:
            assert any(w in claim["text"] for w in ("sought", "seek", "Sought"))


def test_rumour_keeps_its_hedge(bot: Bot) -> None:
    told = bot.ask("How big is the IPO?").answer
    assert "500 million" in told
    assert "unconfirmed" in told or "talked of" in told


def test_note_stays_within_its_words(bot: Bot) -> None:
    for question in (
        "What are the main risks?",
        "How long does the cash last?",
        "What is the traction?",
    ):
        assert len(bot.ask(question).answer.split()) <= 220


REASONS = ["Why did the founder want to stay private?", "创始人为什么不想上市？"]


@pytest.mark.parametrize("question", REASONS)
def test_why_is_answered_by_a_reason(bot: Bot, question: str) -> None:
    assert any(word in lead(bot, question) for word in ("because", "因为"))


def test_investor_is_no_competitor(bot: Bot) -> None:
    assert "Tessel" not in bot.ask("Who are the competitors?").answer


OFF = ["Should I invest in Brinekeld?", "值得投资吗？", "What does the second plant cost?"]


@pytest.mark.parametrize("question", OFF)
def test_question_the_sources_leave_open_gets_no_neighbouring_facts(
    bot: Bot, question: str
) -> None:
    assert bot.ask(question).status == "declined"


def test_comparison_with_one_who_has_no_figure_says_so(bot: Bot) -> None:
    first = bot.ask("How much cash does Brinekeld have?")
    then = bot.ask("and compared with Cobaltine?", thread_id=first.thread_id)
    assert then.status != "answered"
    assert any("Cobaltine" in m.what for m in then.missing)


SCOPES = [
    ("谁持有布林凯的股份？", "北港"),
    ("最新估值是多少？", "老股"),
]


@pytest.mark.parametrize(("question", "scope"), SCOPES, ids=[q for q, _ in SCOPES])
def test_chinese_headline_keeps_what_its_figure_is_of(bot: Bot, question: str, scope: str) -> None:
    assert scope in lead(bot, question)


UNITS = ["How many tonnes can Cobaltine take in?", "What capacity does Cobaltine have?"]


@pytest.mark.parametrize("question", UNITS)
def test_capacity_is_told_with_its_unit(bot: Bot, question: str) -> None:
    assert "tonnes" in lead(bot, question)


def test_comparison_of_two_measures_shows_a_figure_of_each(bot: Bot) -> None:
    got = bot.ask("How does Brinekeld's ARR compare with Cobaltine's revenue?")
    assert "€88 million" in got.answer and "€410 million" in got.answer


def test_figure_of_a_year_that_is_not_on_record_is_not_told_from_another(bot: Bot) -> None:
    got = bot.ask("What was Brinekeld's revenue in 2029?")
    assert got.status != "answered" and "€" not in got.answer


def test_figure_in_another_unit_does_not_stand_for_the_one_asked_for() -> None:
    told = fact("told", "Kvit-9 is one of 10 barges.", "Kvit-9是10艘驳船之一。", 10, "barges")
    size = fact("size", "Kvit-2 has 12 berths.", "Kvit-2有12个泊位。", 12, "berths",
                attribute="headcount")  # fmt: skip
    power = fact("power", "A berth takes 900 kWh.", "一个泊位用电900千瓦时。", 900, "kWh")
    people = replace(lexicon().concepts["headcount"], attributes=("headcount",))
    shares = ((told, 1.0), (size, 0.7), (power, 0.7))
    ranked = [Ranked(fact=f, score=1, strength="strong", share=share) for f, share in shares]
    assert best_figure(people, of_it(ranked, people)) == size
    assert power not in [r.fact for r in of_it(ranked, people)]
