"""What-if questions through chat: what is asked, what is followed up, and what is refused."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hash_embedder import HashEmbedder
from scenario_ledger import FACTS, RUN, ledger
from test_scenario import BY_HAND, FIRST, FOLLOW_UPS, GOALS, IMPOSSIBLE, TODAY, UNREAD

from bot import Bot, Settings
from bot.answer import Answer
from bot.memory import Memory
from bot.understand import understand
from bot.whatif.supposed import supposed
from knowledge import Entity, KnowledgeBase, bundles
from knowledge.dossier import Dossier

RIVAL = Entity(id="umbra", name="Umbra", name_zh="暗影", names=("Umbra", "暗影"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """A desk over the ledger that the model's answers by hand are for, and a rival."""
    home = tmp_path_factory.mktemp("lumen")
    made = ledger(replace(RUN, statement="A run of K3 class."), *(f for f in FACTS if f is not RUN))
    known = Dossier(
        name="lumen", digest="", sources=made.sources, facts=made.facts, conflicts=(), gaps=(),
        rates=made.rates, entities=(*made.entities, RIVAL), digests=(),
    )  # fmt: skip
    kb = KnowledgeBase.open(home, name="lumen", embedder=HashEmbedder())
    kb.sync(bundles.bundles(known), records=bundles.records(known))
    settings = Settings(home=home, dossier=None)
    held = bundles.ledger_of(known)
    with Bot(kb=kb, ledger=held, memory=Memory(home / "t.sqlite"), settings=settings) as bot:
        yield bot


def asked(desk: Bot, question: str, thread: str | None = None) -> Answer:
    return desk.ask(question, thread, TODAY.isoformat())


@pytest.mark.parametrize(("en", "zh", "low", "high"), BY_HAND, ids=[row[0] for row in BY_HAND])
def test_chat_gives_the_answer_worked_out_by_hand(
    desk: Bot, en: str, zh: str, low: str | None, high: str | None
) -> None:
    for question in (en, zh):
        got = asked(desk, question)
        assert got.status == "answered"
        ends = tuple(float(end) if end else None for end in (low, high))
        assert (got.metrics[0]["low"], got.metrics[0]["high"]) == ends
        assert got.claims[0]["verdict"] == "computed"


@pytest.mark.parametrize(("en", "zh", "low", "high", "unit"), GOALS, ids=[row[0] for row in GOALS])
def test_chat_solves_for_what_is_asked(
    desk: Bot, en: str, zh: str, low: str, high: str, unit: str
) -> None:
    for question in (en, zh):
        metric = asked(desk, question).metrics[0]
        assert (metric["low"], metric["high"], metric["unit"]) == (float(low), float(high), unit)


@pytest.mark.parametrize(
    ("en", "zh", "low", "high"), FOLLOW_UPS, ids=[row[0] for row in FOLLOW_UPS]
)
def test_follow_up_in_the_thread_keeps_the_scenario(
    desk: Bot, en: str, zh: str, low: str, high: str
) -> None:
    for first, question in zip(FIRST, (en, zh), strict=True):
        got = asked(desk, question, asked(desk, first).thread_id)
        assert (got.metrics[0]["low"], got.metrics[0]["high"]) == (float(low), float(high))


def test_follow_up_to_a_refused_scenario_keeps_the_one_before(desk: Bot) -> None:
    thread = asked(desk, FIRST[0]).thread_id
    assert asked(desk, "And if they burn 5 billion zorkmids?", thread).status == "declined"
    assert asked(desk, "And with two runs?", thread).metrics[0]["high"] == 2.4


def test_every_input_is_cited_or_assumed(desk: Bot) -> None:
    got = asked(desk, FIRST[0])
    inputs = got.metrics[0]["inputs"]
    assert {i["name"] for i in inputs if i["assumed"]} == {"training runs per year"}
    assert all(i["assumed"] or i["citation"] for i in inputs)
    assert "assumed: the high end of each cost range, 3 training runs a year" in got.answer
    assert "left out: revenue" in got.answer


@pytest.mark.parametrize(
    "question",
    [
        *(q for row in IMPOSSIBLE for q in row[:2]),
        "What if the training cost were negative?",
        "如果电费是负数呢？",
        "What if Umbra does three runs a year?",
        "如果暗影每年训练三次，现金能撑多久？",
    ],
)
def test_impossible_scenario_is_one_sentence_without_a_number(desk: Bot, question: str) -> None:
    got = asked(desk, question)
    assert (got.status, got.claims, got.metrics) == ("declined", [], [])
    assert not re.search(r"\d", got.answer)
    assert got.answer != "The sources here do not say."


def test_raising_nothing_is_told_beside_the_reported_rounds(desk: Bot) -> None:
    # 12 ÷ (3×2 + 1), and (12 + 7) ÷ 7 with the round of May 2026
    got = asked(desk, FIRST[0])
    assert [m["id"] for m in got.metrics] == ["scenario", "scenario-with-rounds"]
    assert "1.71 years" in got.claims[0]["text"] and "2.71 years" in got.answer


def test_price_that_is_supposed_is_nothing_the_cash_model_tells(desk: Bot) -> None:
    for question in (
        "If ARR doubles, what is the price to ARR?",
        "If the valuation fell by 30%, what would it be?",
        "如果年化收入翻倍，市销率是多少？",
    ):
        got = asked(desk, question)
        assert (got.status, got.claims) == ("declined", []), question


BASE = ("How long does the cash last?", "现金还能撑多久？")
CHANGED = [
    # 12 ÷ (1.2 × 4…6)
    ("and with burn 20% higher?", "消耗再高20%呢？", 1.67, 2.5),
    # 12 ÷ 8
    ("and at a burn of 8 billion yuan?", "那每年烧80亿元呢？", 1.5, 1.5),
    ("what about 25% less burn?", "少烧25%呢？", 2.67, 4),
    ("double the burn", "消耗翻倍呢", 1, 1.5),
]


@pytest.mark.parametrize(("en", "zh", "low", "high"), CHANGED, ids=[row[0] for row in CHANGED])
def test_what_if_goes_on_from_how_long_the_cash_lasts(
    desk: Bot, en: str, zh: str, low: float, high: float
) -> None:
    for first, question in zip(BASE, (en, zh), strict=True):
        got = asked(desk, question, asked(desk, first).thread_id)
        assert (got.metrics[0]["id"], got.metrics[0]["low"]) == ("scenario", low)
        assert got.metrics[0]["high"] == high


def test_follow_up_that_changes_nothing_asks_for_the_record(desk: Bot) -> None:
    for first, question in zip(BASE, ("and the burn?", "那消耗呢？"), strict=True):
        got = asked(desk, question, asked(desk, first).thread_id)
        assert "scenario" not in [m["id"] for m in got.metrics]


@pytest.mark.parametrize(
    "question",
    [
        "What if the headcount doubles?", "如果员工翻倍呢？",
        "What would the valuation be if revenue doubled?", "如果门店翻倍会怎样？",
    ],
)  # fmt: skip
def test_supposition_that_the_model_cannot_hold_is_not_answered_by_the_record(
    desk: Bot, question: str
) -> None:
    got = asked(desk, question)
    assert (got.status, got.claims) == ("declined", [])
    assert "one-off cost" in got.answer or "一次性支出" in got.answer


def test_day_to_last_until_is_asked_of_the_model_as_the_sources_have_it(desk: Bot) -> None:
    # 12 ÷ 4…6, against the two years to 1 January 2028
    for question in ("Will the cash last until 2028?", "现金够烧到2028年吗？"):
        got = asked(desk, question)
        assert (got.metrics[0]["low"], got.metrics[0]["high"]) == (2, 3)


def test_need_of_money_within_months_counts_from_the_day_of_asking(desk: Bot) -> None:
    told = "If burn doubles, would they need new money within {} months?"
    within, longer = (asked(desk, told.format(n)).answer for n in (24, 6))
    assert "That is short of 24 September 2028." in within
    assert "That reaches" not in within
    assert "24 March 2027 lies in that range." in longer
    assert "不到所问的2028年9月24日。" in asked(desk, "如果消耗翻倍，24个月内需要再融资吗？").answer


@pytest.mark.parametrize(("told", "unit"), [("1.3 billion", "USD"), ("1.4 billion", "")])
def test_bare_sum_on_record_is_of_the_currency_it_is_told_in(told: str, unit: str) -> None:
    held = ledger(*FACTS[:-1], replace(FACTS[-1], statement="It is owed another USD 1.3 billion."))
    question = f"if {told} lands, how long does the cash last?"
    u = understand(question, ledger=held, is_known=lambda word: True)
    change = supposed(u, held, {}, TODAY.isoformat())
    assert change and change.raises
    assert [r.amount.unit for r in change.raises] == [unit]


def test_other_company_may_put_money_in(desk: Bot) -> None:
    # (12 + 7) ÷ (3×2 + 1)
    question = "What if Umbra puts in new funding of $1 billion"
    assert asked(desk, question + "?").status == "answered"
    more = question + " and the company does three runs a year at the top of the range?"
    assert asked(desk, more).metrics[0]["low"] == 2.71


@pytest.mark.parametrize(("question", "language", "pieces"), UNREAD)
def test_what_was_not_read_is_said_and_makes_the_answer_partial(
    desk: Bot, question: str, language: str, pieces: tuple[str, ...]
) -> None:
    got = asked(desk, question)
    assert (got.status, got.language) == ("partial", language)
    assert all(piece in got.answer for piece in pieces)


def test_plain_question_after_a_scenario_is_a_plain_question(desk: Bot) -> None:
    thread = asked(desk, FIRST[0]).thread_id
    assert [m["id"] for m in asked(desk, "How much cash is there?", thread).metrics] != ["scenario"]


def test_scenario_takes_no_longer_than_half_as_much_again_as_a_plain_answer(desk: Bot) -> None:
    """Processor time against a plain question of the same length; the best of many, by turns."""
    supposed = FIRST[0]
    plain = "How long does the cash last, going by all that the company and the press have said?"
    assert abs(len(plain) - len(supposed)) < 10
    took: dict[str, list[float]] = {plain: [], supposed: []}
    for _ in range(25):
        for question, times in took.items():
            began = time.process_time()
            asked(desk, question)
            times.append(time.process_time() - began)
    assert asked(desk, plain).metrics[0]["id"] == "runway"
    assert min(took[supposed]) <= 1.5 * min(took[plain])


@pytest.mark.parametrize(
    "question", ["when does it repay the 80m it drew?", "什么时候偿还已提取的8000万美元？"]
)
def test_day_of_something_else_supposes_nothing(question: str) -> None:
    made = ledger(*FACTS)
    u = understand(question, ledger=made, is_known=lambda word: False)
    assert supposed(u, made, {}, None) is None
