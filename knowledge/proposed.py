"""A fact that rules read in a sentence of a document, which nobody has checked.

It knows the exact span it was read from. `as_fact` gives it the shape of a recorded fact, `joined`
a ledger in which both kinds stand side by side: for comparing them, not for computing metrics.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from knowledge.ledger import Ledger
from knowledge.lexicon import lexicon
from knowledge.records import Amount, Bound, Entity, Fact, Language, Source

_PREFIX = "proposed:"
Dated = Literal["stated", "inferred", "published", "undated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """`statement` is the sentence, at `start`:`end` of the source's document text, word for word.

    `figure_start`:`figure_end` is its amount in the same text. `entity` is the id of a known
    entity, or the name in lower case where none is known. `since` and `until` are the first and
    last day that the figure describes; `dated` tells whether the text gives that time in full,
    in part ("in June"), or whether it is the day of publication.
    """

    id: str
    source: str
    entity: str
    name: str
    attribute: str
    subject: str | None
    statement: str
    language: Language
    start: int
    end: int
    figure_start: int
    figure_end: int
    low: Decimal
    high: Decimal
    unit: str
    bound: Bound
    step: Decimal
    since: str | None
    until: str | None
    dated: Dated
    status: Literal["proposed"] = "proposed"

    @property
    def amount(self) -> Amount:
        return Amount(
            low=self.low, high=self.high, unit=self.unit, bound=self.bound, step=self.step,
            start=self.figure_start, end=self.figure_end,
        )  # fmt: skip

    @property
    def as_of(self) -> str | None:
        """An ISO day, month or year, as coarse as the time is known; the last day of a quarter."""
        if self.since is None or self.until is None:
            return None
        first, last = date.fromisoformat(self.since), date.fromisoformat(self.until)
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return self.until[:4] if first.year == last.year else self.until
        whole_month = first.day == 1 and (last.toordinal() + 1 == _next_month(first).toordinal())
        return self.until[:7] if whole_month else self.until


def key(source_id: str, figure_start: int, attribute: str) -> str:
    """The same text gives the same ids, so reading it again changes nothing."""
    return f"{_PREFIX}{source_id}:{figure_start}:{attribute}"


def is_proposed(fact: Fact) -> bool:
    return fact.id.startswith(_PREFIX)


def as_fact(proposal: Proposal) -> Fact:
    concept = lexicon().of_attribute(proposal.attribute)
    single = proposal.low == proposal.high
    return Fact(
        id=proposal.id,
        entity=proposal.entity,
        topic=lexicon().concepts[concept].topic if concept else "traction",
        attribute=proposal.attribute,
        subject=proposal.subject,
        statement=proposal.statement,
        statement_zh=proposal.statement,
        value=proposal.low if single else None,
        low=None if single else proposal.low,
        high=None if single else proposal.high,
        unit=proposal.unit,
        bound=proposal.bound,
        as_of=proposal.as_of,
        source=proposal.source,
        certainty="reported",
        note="Proposed by rule from the document's text; not checked by an editor.",
    )


def joined(ledger: Ledger, proposals: Sequence[Proposal], sources: Iterable[Source]) -> Ledger:
    """The ledger with proposed facts, their sources and the entities only they name."""
    held, needed = set(ledger.source_of), {p.source for p in proposals}
    added = tuple(s for s in sources if s.id in needed - held)
    known = set(ledger.entity_of)
    unknown = {
        p.entity: Entity(id=p.entity, name=p.name, name_zh=p.name, names=(p.name,))
        for p in proposals
        if p.entity not in known
    }
    return replace(
        ledger,
        facts=(*ledger.facts, *map(as_fact, proposals)),
        sources=(*ledger.sources, *added),
        entities=(*ledger.entities, *unknown.values()),
    )


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
