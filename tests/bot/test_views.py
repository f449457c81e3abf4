"""The list of conflicts: recorded groups, then what comparing figures finds, documents included."""

from bot import views
from knowledge import Ledger, Source
from knowledge.propose import propose

NEWS = Source(
    id="news", title="n", publisher="Quay Post", published="2031-07-20", language="en", tier=3
)


def test_document_that_contradicts_the_record_is_listed_after_the_recorded_groups(
    ledger: Ledger,
) -> None:
    text = "Brinekeld held EUR 310 million in cash on 30 June 2031."
    proposals = propose(text, source=NEWS, entities=ledger.entities)
    rows = views.conflicts(ledger, "en", proposals, [NEWS])
    assert [r["found"] for r in rows] == ["recorded"] * len(ledger.conflicts) + ["compared"]
    told = {s["publisher"]: s for s in rows[-1]["statements"]}
    assert told["Quay Post"]["text"] == text
    assert told["Quay Post"]["proposed"] and not told["Brinekeld"]["proposed"]
    assert told["Quay Post"]["support"] == "Reported by 1 publisher (Quay Post)."


def test_each_statement_says_who_stands_behind_it(ledger: Ledger) -> None:
    [recovery] = [r for r in views.conflicts(ledger, "zh") if r["id"] == "recovery"]
    assert [s["support"] for s in recovery["statements"]] == [
        "1家来源报道（Metals Monthly）。",
        "出自公司自身；没有独立佐证。",
    ]
