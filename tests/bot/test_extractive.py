"""What the default writer says first, and what it never says, over the invented company."""

from dataclasses import replace

import pytest
from made_facts import fact, record

from bot import Bot
from bot.matching.fit import Ranked, rank
from bot.retrieve import Retrieved
from bot.understand import understand
from bot.writers.also import best_figure
from bot.writers.base import Found
from bot.writers.extractive import ExtractiveWriter, of_it
from knowledge import Conflict, Ledger, lexicon


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


def test_figure_that_only_the_words_of_a_fact_tell_is_told_in_its_sentence() -> None:
    """The figure recorded for a model's size is its total, and not what is active of it."""
    size = fact("size", "Kvit-9 has 900 billion total and 20 billion active parameters.",
                "Kvit-9总参数9000亿、激活参数200亿。", 9e11, "params", attribute="params",
                subject="Kvit-9")  # fmt: skip
    other = fact("other", "Kvit-2 has 800 billion parameters, 64 experts (4 active per token).",
                 "Kvit-2总参数8000亿、64个专家（每个token启用4个）。", 8e11, "params",
                 attribute="params", subject="Kvit-2")  # fmt: skip
    ledger = record([size, other])
    said = {
        question: told(question, ledger)
        for question in (
            "How many parameters does Kvit-9 activate?", "Kvit-9激活参数是多少？",
            "How many parameters are active per token in Kvit-2?",
            "Kvit-2每个token激活的参数量是多少？",
        )
    }  # fmt: skip
    assert list(said.values()) == [[size.statement], [size.statement_zh], [], []]


def test_list_has_whatever_says_all_of_the_question() -> None:
    """Also what is recorded as a plain statement, beside figures of the quantity."""
    facts = [
        fact("first", "Vael-1 of 2028 was the first trillion-parameter model of a Norwegian firm.",
             "2028年的Vael-1是挪威公司首个万亿参数模型。", 1e12, "params", attribute="params",
             subject="Vael-1", entity="vael"),
        fact("others", "A report names Sund-3 and Fjell-4 as Norwegian trillion-parameter models.",
             "一份报告称Sund-3和Fjell-4为挪威万亿参数模型。", 1e12, "params",
             subject="trillion-parameter models", entity="industry"),
    ]  # fmt: skip
    ledger = record(facts)
    for question in ("Which other Norwegian trillion-parameter models are there besides Torve's?",
                     "除了托维，还有哪些挪威万亿参数模型？"):  # fmt: skip
        assert len(told(question, ledger)) == len(facts), question


def test_who_joined_a_round_is_not_told_by_a_dispute_about_its_amount() -> None:
    joined = fact("joined", "Havn Capital and Quist Partners oversubscribed Torve's Series B.",
                  "海恩资本和奎斯特均超额认购托维B轮。", 0, "NOK", attribute="round_participants",
                  subject="Series B")  # fmt: skip
    joined = replace(joined, value=None, unit=None)
    sizes = [
        fact(key, f"Torve's Series B brought NOK {amount} million.",
             f"托维B轮融资{amount}百万克朗。", amount * 1e6, "NOK", attribute="round_amount",
             subject="Series B")
        for key, amount in (("size", 50), ("tenfold", 500))
    ]  # fmt: skip
    dispute = Conflict(id="tenfold", topic="funding", kind="error", facts=("size", "tenfold"),
                       reading="A page has the amounts of the Series B ten times too high.",
                       reading_zh="一页把B轮金额放大十倍。")  # fmt: skip
    ledger = replace(record([joined, *sizes]), conflicts=(dispute,))
    for question in ("Name the holders who oversubscribed the NOK 50 million Series B",
                     "List the investors that oversubscribed the NOK 50m Series B"):  # fmt: skip
        assert told(question, ledger) == [joined.statement]
    assert told("Is NOK 500 million right for Series B?", ledger)[0] == dispute.reading


def test_how_much_is_claimed_is_told_by_the_claim_before_its_denial() -> None:
    claim = fact("claim", "In May 2030 Quist sued Torve in Bodø for NOK 30 million over a wake.",
                 "2030年5月，奎斯特因尾浪在博德起诉托维，索赔3000万挪威克朗。", 3e7, "NOK",
                 attribute="legal_step", subject="Bodø suit")  # fmt: skip
    denial = fact("denial", "Torve denied the claim of Quist in court.",
                  "托维在法院否认奎斯特的索赔。", 0, "NOK",
                  attribute="denial", subject="Bodø suit")  # fmt: skip
    ledger = record([claim, replace(denial, value=None, unit=None)])
    for question, said in (("How much does Quist claim in court?", claim.statement),
                           ("奎斯特在法院索赔多少？", claim.statement_zh)):  # fmt: skip
        assert told(question, ledger)[0] == said


def told(question: str, ledger: Ledger) -> list[str]:
    """What the writer says of the facts alone."""
    said = " ".join(f"{f.statement} {f.statement_zh}" for f in ledger.facts).lower()
    u = understand(question, ledger=ledger, is_known=lambda w: w.lower() in said)
    facts = tuple(r for r in rank(u, ledger) if r.strength == "strong")
    found = Found(retrieved=Retrieved(facts=facts), ledger=ledger, evidence={}, metrics=())
    return [c.told(u.language) for c in ExtractiveWriter().write(u, found)] if facts else []
