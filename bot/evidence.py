"""Facts, metrics and passages of the store → Evidence with ids, spans and provenance.

The only place that turns what is known into what may be cited. Knows no question.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Protocol

from bot.answer import Evidence, Locator, Standing
from knowledge import Fact, Language, Ledger, Metric, Passage, Proposal, Source, Text, bundles


class Shelf(Protocol):
    """What is needed of the store: passages, sources and texts by id."""

    def passages(self, ids: Sequence[str]) -> list[Passage]: ...
    def source(self, source_id: str) -> Source: ...
    def text(self, source_id: str, name: str = "document") -> Text: ...


def of_facts(
    shelf: Shelf, ledger: Ledger, facts: Iterable[Fact], language: Language
) -> list[Evidence]:
    """One piece of evidence for each fact, its statement in `language`."""
    wanted = {bundles.passage_id("fact", f.id, language): f for f in facts}
    passages = shelf.passages(list(wanted))
    sources = {key: shelf.source(key) for key in {p.source_id for p in passages}}
    made = []
    for passage in passages:
        fact = wanted[passage.id]
        made.append(
            of_passage(
                passage,
                sources[passage.source_id],
                as_of=fact.as_of,
                standing=ledger.standing(fact),
            )
        )
    return made


def of_proposals(
    proposals: Iterable[Proposal], ledger: Ledger, language: Language
) -> list[Evidence]:
    """The sentence that each was read from, word for word in its document."""
    return [
        Evidence(
            id=bundles.passage_id("fact", p.id, language),
            kind="passage",
            source_id=p.source,
            title=ledger.source_of[p.source].title,
            publisher=ledger.source_of[p.source].publisher,
            published=ledger.source_of[p.source].published,
            as_of=p.as_of,
            url=ledger.source_of[p.source].url,
            tier=ledger.source_of[p.source].tier,
            language=p.language,
            locator=Locator(start=p.start, end=p.end),
            passage=p.statement,
            sha256=hashlib.sha256(p.statement.encode()).hexdigest(),
            ref=p.id,
        )
        for p in proposals
    ]


def of_metric(shelf: Shelf, metric: Metric, ledger: Ledger, language: Language) -> Evidence:
    """A computed card; its tier is that of its weakest input.

    A card that was computed for this question alone is its own text, from its first character.
    """
    card = bundles.card(metric, language)
    inputs = [ledger.by_id[i.fact_id] for i in metric.inputs if i.fact_id in ledger.by_id]
    made = bundles.card_passage(metric.id, card, language)
    stored = shelf.passages([made.id])
    passage = stored[0] if stored and stored[0].sha256 == made.sha256 else made
    return Evidence(
        id=passage.id,
        kind="metric",
        source_id=bundles.COMPUTED,
        title=metric.name_zh if language == "zh" else metric.name,
        publisher="Computed from cited facts" if language == "en" else "由所引事实计算",
        published=None,
        as_of=metric.as_of,
        url=None,
        tier=max((ledger.tier(f) for f in inputs), default=3),
        language=language,
        locator=Locator(start=passage.start, end=passage.end),
        passage=card,
        sha256=passage.sha256,
        ref=metric.id,
    )


def of_passage(
    passage: Passage,
    source: Source,
    *,
    as_of: str | None = None,
    standing: Standing = "current",
    score: float = 0.0,
) -> Evidence:
    return Evidence(
        id=passage.id,
        kind=passage.kind,
        source_id=source.id,
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        as_of=as_of or source.published,
        url=source.url,
        tier=source.tier,
        language=passage.language,
        locator=Locator(
            start=passage.start, end=passage.end, page=passage.page, section=passage.section
        ),
        passage=passage.text,
        sha256=passage.sha256,
        ref=passage.ref,
        standing=standing,
        recognised=passage.page in source.recognised,
        score=score,
    )
