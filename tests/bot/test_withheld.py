"""A recorded reading that says more than its statements bear: they are told in its place."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hash_embedder import HashEmbedder
from scenario_ledger import fact, ledger

from bot import Bot, Settings
from bot.memory import Memory
from knowledge import Conflict, KnowledgeBase, bundles
from knowledge.dossier import Dossier

SLIP = fact("slip", "valuation", "170e9", "USD", as_of="2026-03", topic="valuation",
            statement="A blog values Lumen at $170 billion in March 2026.",
            statement_zh="一篇博客称，流明2026年3月估值为1700亿美元。")  # fmt: skip
PRICE = fact("price", "valuation", "18e9", "USD", as_of="2026-04", topic="valuation",
             statement="A newspaper values Lumen at $18 billion in April 2026.",
             statement_zh="一家报纸称，流明2026年4月估值为180亿美元。")  # fmt: skip
READING = "$170 billion is a unit slip for about $17 billion; a newspaper gives $18 billion."
GROUP = Conflict(
    id="slip", topic="valuation", kind="error", facts=("slip", "price"), reading=READING,
    reading_zh="1700亿美元是单位错误，应约为170亿美元；报纸称为180亿美元。",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    home = tmp_path_factory.mktemp("lumen")
    made = ledger(SLIP, PRICE)
    known = Dossier(
        name="lumen", digest="", sources=made.sources, facts=made.facts, conflicts=(GROUP,),
        gaps=(), rates=made.rates, entities=made.entities, digests=(),
    )  # fmt: skip
    kb = KnowledgeBase.open(home, name="lumen", embedder=HashEmbedder())
    kb.sync(bundles.bundles(known), records=bundles.records(known))
    settings = Settings(home=home, dossier=None)
    held = bundles.ledger_of(known)
    with Bot(kb=kb, ledger=held, memory=Memory(home / "t.sqlite"), settings=settings) as bot:
        yield bot


@pytest.mark.parametrize(
    ("question", "both", "unborne"),
    [
        ("Is Lumen really valued at $170 billion in March 2026?", ("$170 billion", "$18 billion"),
         "$17 billion"),
        ("流明2026年3月估值1700亿美元，对吗？", ("1700亿美元", "180亿美元"), "170亿美元"),
    ],
)  # fmt: skip
def test_both_statements_are_told(
    desk: Bot, question: str, both: tuple[str, str], unborne: str
) -> None:
    answer = desk.ask(question)
    assert answer.status != "declined"
    assert all(figure in answer.answer for figure in both) and unborne not in answer.answer
    assert [len(c["statements"]) for c in answer.conflicts] == [2]


def test_reading_that_stands_is_told_as_it_is() -> None:
    borne = replace(GROUP, reading="A blog gives $170 billion, a newspaper $18 billion.")
    held = replace(ledger(SLIP, PRICE), conflicts=(borne,))
    assert held.told_plainly(()).conflicts == (borne,)
    (plain,) = held.told_plainly({"slip"}).conflicts
    assert plain.reading == f"These statements disagree: {SLIP.statement} {PRICE.statement}"
