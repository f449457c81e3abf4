"""How much is used so far is not told by how much was promised, nor money by a fact without any."""

import pytest

from bot import coverage
from bot.matching import fit
from bot.retrieve import Retrieved
from bot.understand import understand
from bot.work import Work
from knowledge import Entity, Fact, Ledger, Source


def fact(key: str, en: str, zh: str) -> Fact:
    return Fact(
        id=key, entity="torve", topic="runway", attribute="relationship", subject="Kveld contract",
        statement=en, statement_zh=zh, source="letter", certainty="company_statement", value=None,
        unit=None, bound="exact", as_of="2030-06-30",
    )  # fmt: skip


PROMISED = fact("promised", "Torve has committed to NOK 90 million of power from Kveld Energy.",
                "托维承诺向克维尔德能源采购9000万挪威克朗电力。")  # fmt: skip
USED = fact("used", "Torve has used NOK 20 million of the power of Kveld Energy.",
            "克维尔德能源的电力，托维已用2000万挪威克朗。")  # fmt: skip
STOPPED = fact("stopped", "The authority stopped the TRV-210 trial of Torve in May 2030.",
               "主管机关2030年5月叫停托维的TRV-210试验。")  # fmt: skip


def supported(question: str, *facts: Fact) -> bool:
    ledger = Ledger(
        facts=facts,
        sources=(Source(id="letter", title="Letter", publisher="Torve", published="2031-02-01",
                        language="en", tier=1),),
        entities=(
            Entity(id="torve", name="Torve", name_zh="托维", names=("Torve", "托维"),
                   is_subject=True),
            Entity(id="kveld", name="Kveld Energy", name_zh="克维尔德",
                   names=("Kveld Energy", "Kveld", "克维尔德")),
        ),
    )  # fmt: skip
    u = understand(question, ledger=ledger, is_known=lambda word: True)
    work = Work(u=u, as_of=None, ledger=ledger, whole=ledger)
    work.retrieved = Retrieved(facts=tuple(fit.rank(u, ledger)))
    return coverage.supported(u, work)


LENT = fact("lent", "Kveld Energy and founder Rune Dahl lent Torve NOK 6 million at 8% a year.",
            "克维尔德能源与创始人达尔借给托维600万挪威克朗，年利率8%。")  # fmt: skip
PARTED = fact("parted", "Of the NOK 6 million lent to Torve, NOK 4 million is of Kveld Energy.",
              "托维600万借款中，克维尔德能源占400万挪威克朗。")  # fmt: skip
RESUMED = fact("resumed", "Torve resumed the TRV-210 trial on 2 November 2030.",
               "托维2030年11月2日恢复TRV-210试验。")  # fmt: skip


USED_UP = ["how much of the Kveld power is used already?", "克维尔德已经用了多少"]


@pytest.mark.parametrize("question", USED_UP)
def test_promise_does_not_tell_how_much_is_used(question: str) -> None:
    assert not supported(question, PROMISED)
    assert supported(question, PROMISED, USED)


@pytest.mark.parametrize("question", ["how much money went into 210?", "210砸进去多少钱了"])
def test_money_is_not_told_by_a_fact_without_any(question: str) -> None:
    assert not supported(question, STOPPED)


AGAIN = ["when will the TRV-210 trial resume?", "TRV-210试验什么时候恢复"]


@pytest.mark.parametrize("question", AGAIN)
def test_stop_does_not_tell_when_it_goes_on(question: str) -> None:
    assert not supported(question, STOPPED)
    assert supported(question, STOPPED, RESUMED)


OF_SIX = ["how much of the 6m did Kveld lend?", "600万借款里克维尔德能源占了几百万"]


@pytest.mark.parametrize("question", OF_SIX)
def test_whole_does_not_tell_the_part(question: str) -> None:
    assert not supported(question, LENT)
    assert supported(question, LENT, PARTED)


@pytest.mark.parametrize("question", ["what do they pay Kveld?", "付给克维尔德多少钱"])
def test_payment_is_not_told_by_a_fact_without_any(question: str) -> None:
    assert not supported(question, STOPPED)
