"""A figure worked out from documents is worked out again before it is told."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from hash_embedder import HashEmbedder

from bot import Bot, Settings
from bot.answer import Claim, Evidence
from bot.retrieve import retrieve
from bot.understand import understand
from bot.verify import verify
from knowledge import Ledger, Metric, bundles
from knowledge.records import MetricInput

REPORT = """# Quarrywell NV, annual report for the fiscal year 2031

## Consolidated income statement

Amounts are in thousands of euros.

| | 2031 | 2030 |
|---|---|---|
| Revenue | 118,000 | 63,400 |
| Gross profit | 23,600 | 7,500 |
| Operating income | 9,440 | 1,200 |
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    home = tmp_path_factory.mktemp("reworked")
    (home / "report.md").write_text(REPORT, encoding="utf-8")
    with Bot.open(Settings(home=home, dossier=None), embedder=HashEmbedder()) as bot:
        bot.ingest([home / "report.md"])
        yield bot


def stands(desk: Bot, change: Metric | None = None) -> bool:
    """Whether the claim of the gross margin is kept, with its metric changed."""
    u = understand("What was Quarrywell's gross margin in 2031?", ledger=Ledger(),
                   is_known=lambda word: True)  # fmt: skip
    done = retrieve(u, kb=desk.kb, ledger=Ledger(), as_of=None).done
    assert done
    metric = change or done.metric
    card = bundles.passage_id("metric", metric.id, "en")
    held = {e.id: e for e in done.cited} | {card: _card(done.cited[0], card, metric)}
    claim = Claim(text=metric.says, evidence=tuple(held), kind="computed",
                  quotes={card: metric.says, **done.quotes})  # fmt: skip
    made = verify([claim], evidence=held, ledger=Ledger(), metrics=[metric])
    return bool(made.kept)


def _card(like: Evidence, id: str, metric: Metric) -> Evidence:
    return replace(like, id=id, kind="metric", ref=metric.id, passage=metric.says)


@pytest.fixture(scope="module")
def metric(desk: Bot) -> Metric:
    u = understand("What was Quarrywell's gross margin in 2031?", ledger=Ledger(),
                   is_known=lambda word: True)  # fmt: skip
    done = retrieve(u, kb=desk.kb, ledger=Ledger(), as_of=None).done
    assert done
    return done.metric


def changed(metric: Metric, at: int, **fields: object) -> Metric:
    """With one input as given."""
    inputs = list(metric.inputs)
    inputs[at] = replace(inputs[at], **fields)  # type: ignore[arg-type]  # fields of an input
    return replace(metric, inputs=tuple(inputs))


def test_result_that_follows_from_cited_cells_stands(desk: Bot, metric: Metric) -> None:
    assert "20.0%" in metric.says
    assert [i.line for i in metric.inputs] == ["gross profit", "revenue"]
    assert stands(desk)


def test_another_result_of_the_same_cells_does_not(desk: Bot, metric: Metric) -> None:
    figures = tuple(replace(a, low=Decimal("21.0"), high=Decimal("21.0")) if a.unit == "percent"
                    else a for a in metric.figures)  # fmt: skip
    wrong = replace(metric, value=Decimal("21.0"), figures=figures,
                    says=metric.says.replace("20.0%", "21.0%"))  # fmt: skip
    assert not stands(desk, wrong)


def test_figure_that_no_cell_holds_or_of_another_year_or_line_does_not_go_in(
    desk: Bot, metric: Metric
) -> None:
    other: MetricInput = metric.inputs[0]
    assert not stands(desk, changed(metric, 0, low=other.low + 1000, high=other.high + 1000))
    assert not stands(desk, changed(metric, 0, low=Decimal(7_500_000), high=Decimal(7_500_000)))
    assert not stands(desk, changed(metric, 0, name="Operating income, 2031"))


def test_another_formula_than_the_one_named_does_not(desk: Bot, metric: Metric) -> None:
    assert not stands(desk, replace(metric, formula="operating income / revenue"))


def test_formula_and_lines_are_told_in_chinese_to_a_chinese_question(desk: Bot) -> None:
    told = desk.ask("Quarrywell 2031年的毛利率是多少？").answer
    assert "毛利率，2031年：20.0%（公式：毛利 / 营业收入；" in told
    grown = desk.ask("Quarrywell 2031年营业收入增长率是多少？").answer
    assert "营业收入增长率，2031年：86.1%（公式：营业收入 / 上年(营业收入) - 1；" in grown
