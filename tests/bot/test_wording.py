import pytest
from conftest import Asks

from bot import Bot, checklist
from bot.matching import doubts, fit, kindred, wording
from knowledge import Ledger


def share(asks: Asks, ledger: Ledger, question: str, fact: str) -> float:
    return wording.share_of(ledger.by_id[fact], wording.things(asks(question), ledger))


def ids(ledger: Ledger, part: str) -> list[str]:
    return [f.id for f in ledger.facts if part in f.statement]


SAID = [
    ("Who runs the furnace group?", "furnace group"),
    ("Which European rule would stop the export of scrap?", "draft European rule"),
    ("Which campaign group alleged a canal leak?", "Groen Kanaal alleged"),
]


@pytest.mark.parametrize(("question", "part"), SAID, ids=[q for q, _ in SAID])
def test_fact_that_says_the_question_says_most_of_it(
    asks: Asks, ledger: Ledger, question: str, part: str
) -> None:
    (fact,) = ids(ledger, part)
    others = [f.id for f in ledger.facts if f.id != fact]
    assert share(asks, ledger, question, fact) > 0.6
    assert all(
        share(asks, ledger, question, o) <= share(asks, ledger, question, fact) for o in others
    )


def test_rare_word_weighs_more_than_a_common_one(asks: Asks, ledger: Ledger) -> None:
    rare, common = (
        wording.things(asks(f"What of the {word}?"), ledger)[0].weight
        for word in ("canal", "battery")
    )
    assert rare > common


ALIKE = [("subscriber", "subscription"), ("adopt", "adopter"), ("fell", "slid"), ("train", "train")]


@pytest.mark.parametrize(("a", "b"), ALIKE)
def test_words_of_one_root_or_kind_are_alike(a: str, b: str) -> None:
    assert b in kindred.kin(a, sorted(["sparrow", b, "zebra"]))
    assert kindred.says(a, f"of {b} alone")


UNLIKE = [("company", "compare"), ("cash", "cast"), ("rise", "fall"), ("interest", "internal")]


@pytest.mark.parametrize(("a", "b"), UNLIKE)
def test_words_that_only_begin_alike_are_not(a: str, b: str) -> None:
    assert kindred.kin(a, sorted([a, b])).isdisjoint([b])
    assert not kindred.says(a, f"of {b} alone")


@pytest.mark.parametrize("text", ["1,200 robots in service", "在役1200台", "投用1200台"])
def test_word_of_one_language_is_said_by_its_kin_in_the_other(text: str) -> None:
    assert kindred.says("在役", text)
    assert not kindred.says("在役", "1,200 robots on order")


def test_ends_of_a_range_may_stand_apart(asks: Asks, ledger: Ledger) -> None:
    things = wording.things(asks("How did it go from EUR 320 million to EUR 1.4 billion?"), ledger)
    text = "It was EUR 320 million in 2029 and EUR 1.4 billion in 2030."
    assert all(t.says(text) for t in things if t.kind == "figure")


def test_fact_is_found_by_its_words_where_its_attribute_is_another(
    asks: Asks, ledger: Ledger
) -> None:
    best = fit.rank(asks("Which carmaker brought the most revenue?"), ledger)[0]
    assert "carmaker" in best.fact.statement and best.strength == "strong"


def test_number_that_nobody_counted_is_not_answered_by_a_rate(bot: Bot) -> None:
    assert bot.ask("How many customers leave per year?").status == "declined"


OPEN = [
    ("Which investor has committed to the Series D?", "Signed term sheet"),
    ("What did the water authority find about the solvent?", "The authority's inspection report"),
    ("水务机关对溶剂指控有何结论？", "检查报告"),
]


@pytest.mark.parametrize(("question", "document"), OPEN, ids=[q for q, _ in OPEN])
def test_gap_that_says_more_than_any_fact_is_what_was_asked(
    bot: Bot, question: str, document: str
) -> None:
    got = bot.ask(question)
    assert got.status == "declined"
    assert any(document in m.document for m in got.missing)


def test_fact_that_says_as_much_as_a_gap_answers(bot: Bot, asks: Asks, ledger: Ledger) -> None:
    u = asks("How much cash does Brinekeld hold?")
    assert not checklist.outdone(u, ledger, wording.things(u, ledger), 1.0)
    assert bot.ask(u.question).status == "answered"


def test_doubtful_figure_leads_with_the_dispute(bot: Bot) -> None:
    got = bot.ask("One blog has Brinekeld at EUR 14 billion. Can that be right?")
    assert "ten times too high" in got.claims[0]["text"]


def test_plain_question_is_about_no_dispute(asks: Asks, ledger: Ledger) -> None:
    u = asks("What is the valuation?")
    things = wording.things(u, ledger)
    assert doubts.doubted(u, ledger, things, fit.rank(u, ledger)) is None
