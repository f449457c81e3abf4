"""Who holds an office of the management: what is told of that office answers, not of another."""

from typing import Any

import pytest
from scenario_ledger import ledger

from bot.matching import fit
from bot.understand import Understanding, understand
from knowledge import Fact, Ledger


def told(id: str, attribute: str, statement: str, statement_zh: str, subject: str) -> Fact:
    fields: dict[str, Any] = {
        "entity": "lumen", "topic": "founder", "source": "report", "as_of": "2026-05-01",
        "certainty": "reported", "bound": "exact",
    }  # fmt: skip
    return Fact(
        id=id, attribute=attribute, statement=statement, statement_zh=statement_zh,
        subject=subject, **fields,
    )  # fmt: skip


FOUNDER = told(
    "founder", "background", "Founder Bo Tarn ran a quarry before he started Lumen.",
    "创始人博·塔恩创办流明之前经营采石场。", "Bo Tarn",
)  # fmt: skip
CHIEF = told(
    "chief", "statement", "Ada Quern followed Bo Tarn as chief executive of Lumen in May 2026.",
    "阿达·奎恩2026年5月接替博·塔恩任流明首席执行官。", "chief executive",
)  # fmt: skip
FINANCE = told(
    "finance", "statement", "Lumen's chief financial officer Ivo Sedge left and nobody followed.",
    "流明首席财务官伊沃·塞奇离职，尚未补位。", "chief financial officer",
)  # fmt: skip

PRESIDENT = told(
    "president", "background", "The Quarry Post names Una Brill as president of Lumen.",
    "采石邮报称乌娜·布里尔为流明总裁。", "Una Brill",
)  # fmt: skip

ASKED = [
    ("Who is the president of Lumen?", "president"), ("总裁是谁？", "president"),
    ("who's CEO", "chief"), ("现任CEO是谁", "chief"), ("who is the chief executive now?", "chief"),
    ("公司现在谁说了算", "chief"), ("who's the cfo", "finance"), ("现任CFO是谁", "finance"),
    ("has the finance chief been replaced?", "finance"), ("财务总监还在吗", "finance"),
]  # fmt: skip


def read(question: str, known: Ledger) -> Understanding:
    said = " ".join(f.statement + f.statement_zh for f in known.facts).lower()
    return understand(question, ledger=known, is_known=lambda w: w.lower() in said)


@pytest.mark.parametrize(("question", "wanted"), ASKED, ids=[q for q, _ in ASKED])
def test_office_is_answered_by_what_is_told_of_it(question: str, wanted: str) -> None:
    known = ledger(FOUNDER, CHIEF, FINANCE, PRESIDENT)
    ranked = fit.rank(read(question, known), known)
    assert [r.fact.id for r in ranked if r.strength == "strong"] == [wanted]


@pytest.mark.parametrize("question", ["who's CEO", "who leads the company?", "现任CEO是谁"])
def test_founder_stands_in_where_nobody_is_chief_executive(question: str) -> None:
    known = ledger(FOUNDER, FINANCE)
    assert fit.rank(read(question, known), known)[0].fact == FOUNDER


@pytest.mark.parametrize("question", ["who is the CTO?", "CTO是谁"])
def test_office_that_nobody_is_told_of_is_not_answered_by_another(question: str) -> None:
    known = ledger(FOUNDER, CHIEF, FINANCE)
    assert not any(r.strength == "strong" for r in fit.rank(read(question, known), known))
