"""Statements found by what they tell of, in words that no question uses; hurried typing read."""

from dataclasses import dataclass, replace

import pytest
from made_facts import fact as made

from bot.matching import fit
from bot.matching.presumed import presumed
from bot.understand import Understanding, understand
from knowledge import Entity, Fact, Ledger, Source


def fact(key: str, en: str, zh: str, **more: str) -> Fact:
    given = {"subject": None, "attribute": "statement", "topic": "other", "as_of": "2030-06-30"}
    return Fact(
        id=key, entity="torve", statement=en, statement_zh=zh, source="letter",
        certainty="company_statement", value=None, unit=None, bound="exact", **(given | more),
    )  # fmt: skip


LEDGER = Ledger(
    facts=(
        fact("proceeds", "Torve means to spend 60% of the Series B on vessels and 40% on piers.",
             "托维打算把B轮的60%用于船舶、40%用于码头。", subject="Series B money"),
        fact("quay", "Sollund Works runs the TRV-210 trial for Torve.",
             "索伦工坊为托维执行TRV-210试验。", attribute="relationship"),
        fact("trial", "61 volunteers had joined the TRV-210 trial.", "TRV-210试验已有61名受试者。"),
        fact("board", "Two of the seats on Torve's board belong to Havn Capital.",
             "托维董事会中，海恩资本占两席。", attribute="relationship", topic="ecosystem"),
        fact("total", "Torve counts NOK 90 million raised in total, grants left out.",
             "托维累计融资9000万挪威克朗，不含补助。", attribute="raised_total", topic="funding"),
        fact("yard", "Torve shuts its yard in Bodø because the work moves to Sollund Works.",
             "托维关闭博德船坞，因为工作转给索伦工坊。"),
        fact("fined", "The Harbour Board made Torve pay NOK 2 million as a fine for late reports.",
             "港务局因迟交报告对托维罚款200万挪威克朗。", topic="risk"),
        fact("burned", "In May 2030 the berth at Bodø burned down.", "2030年5月博德泊位起火。",
             topic="risk"),
        fact("floor", "Torve promised Kyst Bank never to let cash fall under NOK 20 million.",
             "托维向沿岸银行承诺现金不低于2000万挪威克朗。", subject="covenant of the loan"),
    ),
    sources=(Source(id="letter", title="Letter", publisher="Torve", published="2031-02-01",
                    language="en", tier=1),),
    entities=(
        Entity(id="torve", name="Torve", name_zh="托维", names=("Torve", "托维"), is_subject=True),
        Entity(id="kyst", name="Kyst Bank", name_zh="沿岸银行", names=("Kyst Bank", "沿岸银行")),
    ),
)  # fmt: skip
SAID = " ".join(f"{f.statement} {f.statement_zh}" for f in LEDGER.facts).lower()


def asked(question: str) -> Understanding:
    return understand(question, ledger=LEDGER, is_known=lambda w: w.lower() in SAID)


def strong(question: str) -> list[str]:
    return [r.fact.id for r in fit.rank(asked(question), LEDGER) if r.strength == "strong"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what's the series b money earmarked for", "proceeds"),
        ("B轮的钱怎么花", "proceeds"),
        ("who is the cro on 210", "quay"),
        ("210外包给谁做", "quay"),
        ("how are the board seats split", "board"),
        ("董事会席位怎么分", "board"),
    ],
)
def test_statement_answers_by_what_it_tells_of(question: str, told: str) -> None:
    assert strong(question)[:1] == [told]


@pytest.mark.parametrize("question", ["any grants?", "有没有补助"])
def test_figure_of_something_else_that_only_names_it_answers_nothing(question: str) -> None:
    assert strong(question) == []


@pytest.mark.parametrize(
    "question", ["ever breach the minimum cash?", "有没有跌破过最低现金", "covenant always met?"]
)
def test_condition_itself_does_not_tell_whether_it_was_kept(question: str) -> None:
    assert strong(question) == []
    assert strong("what is the minimum cash?") == ["floor"]


@dataclass(frozen=True)
class Read:
    question: str
    names: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()


@pytest.mark.parametrize(
    "read",
    [
        Read("210试验入组了多少人", names=("TRV-210",)),
        Read("enrolment on 210", names=("TRV-210",), concepts=("enrolment",)),
        Read("reason for closing bodø?", names=("Bodø",), concepts=("site_closure",)),
        Read("any covanents", concepts=("covenant",)),
        Read("the royalities", concepts=("royalties",)),
    ],
    ids=lambda read: read.question,
)
def test_hurried_typing_is_read(read: Read) -> None:
    u = asked(read.question)
    assert u.names == read.names
    assert set(read.concepts) <= set(u.concepts)
    assert not u.figures and not u.unknown


def test_word_that_is_near_no_known_one_stays_strange() -> None:
    assert "zorkmidz" in asked("cash in zorkmidz").terms


@pytest.mark.parametrize("question", ["who is the auditor?", "谁是审计师", "any trademarks?"])
def test_office_or_right_that_is_not_told_of_is_not_answered_by_its_like(question: str) -> None:
    assert strong(question) == []


def test_premise_that_half_the_record_tells_of_is_told_by_none() -> None:
    many = tuple(
        fact(f"owner{i}", f"Investor {i} holds {i}% of Torve.", f"投资方{i}持有托维{i}%。",
             attribute="ownership_share", subject=f"Investor {i}")
        for i in range(10, 30)
    )  # fmt: skip
    ledger = Ledger(facts=many, sources=LEDGER.sources, entities=LEDGER.entities)
    u = understand("cash after the investors came in?", ledger=ledger, is_known=lambda w: True)
    assert presumed(u, ledger, lambda w: True) is None


@pytest.mark.parametrize(
    "question", ["which fines and incidents are on record?", "有哪些监管处罚和安全事故？"]
)
def test_things_of_two_kinds_are_each_asked_for(question: str) -> None:
    u = asked(question)
    assert {u.concepts[0], *u.also} == {"penalties", "incidents"}
    found = {c: fit.rank(replace(u, concepts=(c,), also=()), LEDGER)[0].fact.id for c in u.concepts}
    assert found == {"penalties": "fined", "incidents": "burned"}


def test_what_is_fine_is_no_fine() -> None:
    assert "penalties" not in asked("is the fine-tuned model fine for now?").concepts


PARTS = Ledger(
    facts=(
        made("whole", "Torve took in NOK 90 million in the first half of 2030.",
             "托维2030年上半年收入9000万挪威克朗。", 90e6, "NOK", attribute="revenue",
             subject="first half of 2030"),
        made("tickets", "Fares brought Torve NOK 60 million in the first half of 2030.",
             "2030年上半年票款为托维带来6000万挪威克朗。", 60e6, "NOK", attribute="revenue",
             subject="fares, first half of 2030"),
        made("freight", "Freight earned NOK 30 million in the first half of 2030.",
             "2030年上半年货运收入3000万挪威克朗。", 30e6, "NOK", attribute="revenue",
             subject="freight, first half of 2030"),
    ),
    sources=LEDGER.sources,
    entities=LEDGER.entities,
)  # fmt: skip


@pytest.mark.parametrize("question", ["How does revenue split by product?", "收入按业务怎么拆分？"])
def test_whole_is_told_by_its_parts_where_it_is_to_be_split(question: str) -> None:
    u = understand(question, ledger=PARTS, is_known=lambda word: False)
    strong = {r.fact.id for r in fit.rank(u, PARTS) if r.strength == "strong"}
    assert strong == {"tickets", "freight"}


@pytest.mark.parametrize(
    "question", ["How much is TRV-210?", "What does TRV-210 cost?", "TRV-210多少钱？"]
)
def test_what_a_thing_costs_is_its_price(question: str) -> None:
    assert asked(question).concepts == ("token_price",)


def test_what_was_paid_for_it_is_no_price_list() -> None:
    assert "token_price" not in asked("How much is TRV-210 behind its plan?").concepts
