"""What a memo is made from: answers, the record as of a day, and claims checked against it.

`Room.stands` puts a claim through the same verification as any answer's; what does not stand there
is not in the memo. Knows no section and no format.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bot import evidence
from bot.answer import Answer, Claim, Evidence
from bot.memo.numbering import Numbering
from bot.memo.records import Said
from bot.verify import verify
from knowledge import Fact, KnowledgeBase, Language, Ledger, Metric, is_proposed, lexicon


@dataclass(frozen=True, kw_only=True)
class Room:
    """`ledger` is the record, `whole` the record with what the user's documents say beside it."""

    kb: KnowledgeBase
    ledger: Ledger
    whole: Ledger
    language: Language
    ask: Callable[[str], Answer]
    numbering: Numbering = field(default_factory=Numbering)

    def stands(
        self, claim: Claim, cited: Iterable[Evidence], metrics: Sequence[Metric] = ()
    ) -> Said | None:
        """The claim with its numbers, or None where verification drops it."""
        held = {e.id: e for e in cited}
        kept = verify([claim], evidence=held, ledger=self.whole, metrics=metrics).kept
        if not kept:
            return None
        marks = sorted(self.numbering.mark_of(held[i], claim.quotes) for i in claim.evidence)
        return Said(text=claim.text, marks=tuple(marks))

    def topic(self, key: str) -> str:
        return lexicon().topics.get(key, {}).get(self.language, key)

    def of_facts(self, facts: Iterable[Fact]) -> list[Evidence]:
        """The evidence of facts, read from documents or recorded, in the order given."""
        given = list(facts)
        own = [f for f in given if not is_proposed(f)]
        read = {p.id: p for p in self.kb.proposals()} if len(own) < len(given) else {}
        proposals = [read[f.id] for f in given if f.id in read]
        found = [
            *evidence.of_facts(self.kb, self.whole, own, self.language),
            *evidence.of_proposals(proposals, self.whole, self.language),
        ]
        place = {f.id: i for i, f in enumerate(given)}
        return sorted(found, key=lambda e: place[e.ref or ""])

    def of_metric(self, metric: Metric) -> list[Evidence]:
        """The metric's card, then what it was computed from."""
        ids = dict.fromkeys(i.fact_id for i in metric.inputs if i.fact_id in self.whole.by_id)
        inputs = [self.whole.by_id[key] for key in ids if key]
        card = evidence.of_metric(self.kb, metric, self.whole, self.language)
        return [card, *self.of_facts(inputs)]
