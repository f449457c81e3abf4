"""A "not" belongs to its verb: sentences over a source that denies something else."""

from random import Random

import pytest
from filing_pages import evidence, stands

from evals import breaks, wordings
from knowledge import language_of

BOUGHT = "On May 17, 2031, Fossvik bought all shares of Steinbru not already owned by Fossvik."
LOAN = "The loan from Nordbank does not bear interest and was repaid in full in March 2031."
PAID = "Fossvik paid interest on its bonds in 2031 but did not pay a dividend."
MERGED = "The board approved the merger with Rimfoss, which is not subject to a vote."
OPENED = "Vestnes, which has not published accounts since 2029, opened a plant at Odda in 2031."
SIGNED = "The auditor signed the accounts of 2031 with no reservation."
BOUGHT_ZH = "福斯维克于2031年5月收购了斯泰因布鲁尚未持有的全部股份。"
LOAN_ZH = "该贷款不计利息，已于2031年3月全部偿还。"
OPENED_ZH = "韦斯特内斯自2029年以来未公布财报，2031年6月在奥达开设了工厂。"
RAISED_ZH = "公司不向员工提供住房，但2031年为全体员工加薪5%。"
MERGED_ZH = "董事会批准了无需股东表决的合并。"

KEPT = [
    (BOUGHT, "Fossvik bought the shares of Steinbru not already owned in May 2031."),
    (BOUGHT, "Fossvik bought the shares of Steinbru in May 2031."),
    (LOAN, "The loan from Nordbank was repaid in full in March 2031."),
    (LOAN, "The loan from Nordbank does not bear interest."),
    (PAID, "Fossvik paid interest on its bonds in 2031."),
    (PAID, "No dividend was paid by Fossvik in 2031."),
    (PAID, "Fossvik did not pay a dividend in 2031."),
    (MERGED, "The board approved the merger with Rimfoss."),
    (MERGED, "The merger with Rimfoss is not subject to a vote."),
    (OPENED, "Vestnes opened a plant at Odda in 2031."),
    (OPENED, "Vestnes has not published accounts since 2029."),
    (SIGNED, "The auditor signed the accounts of 2031."),
    (BOUGHT_ZH, "福斯维克于2031年5月收购了斯泰因布鲁的股份。"),
    (LOAN_ZH, "该贷款已于2031年3月全部偿还。"),
    (LOAN_ZH, "该贷款不计利息。"),
    (OPENED_ZH, "韦斯特内斯2031年6月在奥达开设了工厂。"),
    (OPENED_ZH, "韦斯特内斯自2029年以来未公布财报。"),
    (RAISED_ZH, "公司2031年为全体员工加薪5%。"),
    (RAISED_ZH, "公司不向员工提供住房。"),
    (MERGED_ZH, "董事会批准了合并。"),
]
WITHHELD = [
    (BOUGHT, "Steinbru was not bought by Fossvik in May 2031."),
    (BOUGHT, "The shares of Steinbru were not bought by Fossvik."),
    (LOAN, "The loan from Nordbank bears interest and was not repaid."),
    (PAID, "No interest was paid by Fossvik on its bonds in 2031."),
    (PAID, "Fossvik paid a dividend in 2031."),
    (MERGED, "The merger with Rimfoss is subject to a vote."),
    (OPENED, "Vestnes has never opened a plant at Odda."),
    (OPENED, "Vestnes has published accounts since 2029."),
    (SIGNED, "The auditor signed the accounts of 2031 with a reservation."),
    (BOUGHT_ZH, "福斯维克未收购斯泰因布鲁的股份。"),
    (LOAN_ZH, "该贷款尚未偿还。"),
    (LOAN_ZH, "该贷款计利息。"),
    (OPENED_ZH, "韦斯特内斯2031年6月未在奥达开设工厂。"),
    (OPENED_ZH, "韦斯特内斯自2029年以来公布了财报。"),
    (RAISED_ZH, "公司2031年没有为全体员工加薪5%。"),
    (RAISED_ZH, "公司向员工提供住房。"),
    (MERGED_ZH, "董事会尚未批准合并。"),
]


@pytest.mark.parametrize(("source", "said"), KEPT, ids=[said for _, said in KEPT])
def test_true_sentence_stands_beside_another_denial(source: str, said: str) -> None:
    assert stands("What is told?", said, pages=evidence(source))


@pytest.mark.parametrize(("source", "said"), WITHHELD, ids=[said for _, said in WITHHELD])
def test_what_the_source_tells_the_other_way_round_falls(source: str, said: str) -> None:
    assert not stands("What is told?", said, pages=evidence(source))


def test_negations_put_in_or_taken_out_at_random_fall() -> None:
    """The breaks of `evals.mutants`, over sources with a "not" elsewhere."""
    broken = 0
    for source, said in KEPT:
        for seed in range(4):
            text = breaks.by(wordings.NEGATIONS)(said, language_of(said), Random(seed))
            if text is not None:
                broken += 1
                assert not stands("What is told?", text, pages=evidence(source)), text
    assert broken > 20
