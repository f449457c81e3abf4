"""What the documents that a user brought say of a question, alone or beside a record.

In: the question as understood, the store, the record for who is who. Out: quotes with every place
that prints the same and the figures that rules read in them, or what follows from cells by a
formula. Beside a record a question that names nobody is one about its company. Ranks no fact.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from bot import scope
from bot.carriers import with_carriers
from bot.papers import glossary
from bot.papers.answer import Answered, answer, wordings
from bot.papers.homes import Homes, homes
from bot.papers.said import said
from bot.quote import Quote
from bot.sought import Held, citable, sought
from bot.understand import Understanding
from knowledge import KnowledgeBase, Ledger, Passage, Proposal, Source

SMALL = 600  # passages of documents that are all read for each question


def brought(
    u: Understanding,
    *,
    kb: KnowledgeBase,
    ledger: Ledger,
    as_of: str | None,
    proposals: Mapping[str, Proposal],
) -> Answered:
    shelf = _shelf(kb, ledger)
    if not shelf.sources:
        return Answered()
    own = shelf.ids
    more = wordings(u.standalone, shelf.homes)
    held = sought(u, kb, ledger, as_of, among=own, more=more)
    if shelf.passages <= SMALL:
        held += citable(_others(kb, own, {e.id for e, _ in held}), kb, as_of)
    priors = scope.priors(scope.scope(u.standalone, shelf.sources), shelf.sources)
    found = answer(u.standalone, u.language, held, kb=kb, homes=shelf.homes, priors=priors)
    told = [_with_proposals(q, proposals.values()) for q in found.quotes]
    return replace(found, quotes=printed(told, held, kb, as_of))


def is_of_another(u: Understanding, kb: KnowledgeBase, ledger: Ledger) -> bool:
    """It names a company whose document was brought and which the record does not know, and not
    the record's own: the record's D round is not that one's.
    """
    known = frozenset(name.lower() for e in ledger.entities for name in e.names)
    asked = said(u.standalone)

    def named(names: Iterable[str]) -> bool:
        return any(glossary.term(name).stands_in(asked.tokens, asked.text) for name in names)

    shelf = _shelf(kb, ledger)
    return named(shelf.homes.parties - known) and not named(shelf.homes.subject)


def ids(kb: KnowledgeBase, ledger: Ledger) -> frozenset[str]:
    """The documents that were brought: beside a record the user's, else all there are."""
    if ledger.subject is None and not ledger.facts:
        return frozenset(s.id for s in kb.sources())
    return frozenset(kb.digests("user"))


def printed(
    chosen: Sequence[Quote], held: Sequence[Held], kb: KnowledgeBase, as_of: str | None
) -> tuple[Quote, ...]:
    """The quotes with every place that prints the same, also where the search did not bring it."""
    others = kb.alike([quote.evidence.id for quote in chosen])
    found = list(dict.fromkeys(each for places in others.values() for each in places))
    elsewhere = citable(kb.passages(found), kb, as_of)
    return tuple(with_carriers(chosen, [*held, *elsewhere]))


def _others(kb: KnowledgeBase, own: Collection[str], held: Collection[str]) -> list[Passage]:
    """What the search did not bring of a few documents: they are all read."""
    every = (p for s in kb.sources() if s.id in own for p in kb.passages_of(s.id))
    return [p for p in every if p.id not in held and p.kind == "passage"]


def _with_proposals(quote: Quote, read: Iterable[Proposal]) -> Quote:
    """With the figures that rules read in its sentence, which may dispute the record's."""
    found = [
        p.id
        for p in read
        if p.source == quote.evidence.source_id
        and (p.statement in quote.text or quote.text in p.statement)
    ]
    return replace(quote, proposals=tuple(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    sources: tuple[Source, ...]
    homes: Homes
    passages: int

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(s.id for s in self.sources)


def _shelf(kb: KnowledgeBase, ledger: Ledger) -> _Shelf:
    """Whom each document is about; kept while the documents are the same."""
    own = ids(kb, ledger)
    sources = tuple(s for s in kb.sources() if s.id in own)
    key = tuple((s.id, s.title, s.company) for s in sources)
    if kb not in _KNOWN or _KNOWN[kb][0] != key:
        known = homes(
            sources,
            lambda source: kb.text(source).text,
            parties=[e.names for e in ledger.entities],
            subject=ledger.subject.names if ledger.subject else (),
        )
        count = sum(len(kb.passages_of(s.id)) for s in sources)
        _KNOWN[kb] = (key, _Shelf(sources=sources, homes=known, passages=count))
    return _KNOWN[kb][1]


_KNOWN: WeakKeyDictionary[KnowledgeBase, tuple[object, _Shelf]] = WeakKeyDictionary()
