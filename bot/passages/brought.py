"""What the documents that a user brought say of a question, alone or beside a record.

In: the question as understood, the store, the record for who is who. Out: quotes with every place
that prints the same and the figures that rules read in them, or what follows from cells by a
formula. Beside a record a question that names nobody is one about its company. Ranks no fact.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from bot.papers import glossary
from bot.papers.answer import Answered, answer, bears, numbered, wordings
from bot.papers.homes import Homes, homes
from bot.papers.said import said
from bot.passages import quotes, scope
from bot.passages.carriers import with_carriers
from bot.passages.quote import Quote
from bot.passages.sought import Held, citable, sought
from bot.understand import Understanding
from knowledge import (
    Concept,
    KnowledgeBase,
    Ledger,
    Passage,
    Proposal,
    Source,
    lexicon,
    named_in,
    text_of,
)

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
    chosen = found.quotes or (() if found.done else _of_concept(u, ledger, held, shelf.homes, kb))
    told = [_with_proposals(q, proposals.values()) for q in chosen]
    return replace(found, quotes=printed(told, held, kb, as_of))


def _of_concept(
    u: Understanding, ledger: Ledger, held: Sequence[Held], known: Homes, kb: KnowledgeBase
) -> Sequence[Quote]:
    """Sentences that speak of the concept asked about, where none says the question's own words:
    现金能撑多久 of "reserves may only sustain operations for 2-3 years".
    """
    if (
        not u.concepts
        or u.unknown
        or known.subject
        or numbered(u.standalone, known)
        or (known.several and not u.names)
    ):
        return ()
    whose = {s.id: known.of.get(s.id) or quotes.main_name(kb.text(s.id).text) for _, s in held}
    own = [(e, whose[s.id]) for e, s in held if _are_all_of(u.names, whose[s.id], known)]
    for concept in _kin(u.concepts[0]):
        asked = replace(u, concepts=(concept, *u.concepts[1:]))
        found = [q for q in quotes.choose(asked, ledger, own) if concept in named_in(q.text)]
        mine = [q for q in found if not _is_anothers(q, whose, known)]
        if told := [q for q in mine if bears(u.standalone, q.text, known)]:
            return told
    return ()


def _is_anothers(quote: Quote, whose: Mapping[str, str], known: Homes) -> bool:
    """It names a company that is known, and not the one its document is about."""
    told = said(quote.text)

    def named(names: Iterable[str]) -> bool:
        return any(glossary.term(n).stands_in(told.tokens, told.text) for n in names)

    home = whose[quote.evidence.source_id]
    mine = {home, *known.aliases.get(home, ())}
    return bool(home) and named(known.parties - mine) and not named(mine)


def _kin(concept: str) -> list[str]:
    """It, and of what is told in words those that are answered by the same: a stance on a listing
    may be told as "does not go public".
    """
    known = lexicon().concepts
    own = known[concept]
    if own.unit != "text" or own.topics:
        return [concept]
    alike = [c.id for c in known.values() if c.unit == "text" and c.topic == own.topic]
    return [concept, *(c for c in alike if c != concept and _share(known[c], own))]


def _share(one: Concept, other: Concept) -> bool:
    return not set(one.attributes[:2]).isdisjoint(other.attributes[:2])


def _are_all_of(names: Sequence[str], home: str, known: Homes) -> bool:
    """Nobody is named but whom the document is about, and models: what it says of others beside is
    hardly what was asked of them.
    """
    whom = [name.lower() for name in names if not any(c.isdigit() for c in name)]
    return all(known.same(home, name) for name in whom)


def is_of_another(u: Understanding, kb: KnowledgeBase, ledger: Ledger) -> bool:
    """It names a company whose document was brought and which the record does not know, and not
    the record's own: the record's D round is not that one's.
    """
    shelf = _shelf(kb, ledger)
    if not shelf.sources:
        return False
    known = frozenset(name.lower() for e in ledger.entities for name in e.names)
    asked = said(u.standalone)

    def named(names: Iterable[str]) -> bool:
        return any(glossary.term(name).stands_in(asked.tokens, asked.text) for name in names)

    if named(shelf.homes.subject):
        return False
    return named(shelf.homes.parties - known) or _is_of_their_thing(u, shelf, kb, ledger)


def _is_of_their_thing(
    u: Understanding, shelf: "_Shelf", kb: KnowledgeBase, ledger: Ledger
) -> bool:
    """It names a thing by its number, "Orrery 3", of which the documents tell and no fact does."""
    for term in numbered(u.standalone, shelf.homes):
        brought_say = (kb.text(s.id).text.lower() for s in shelf.sources)
        recorded = (text_of(fact).lower() for fact in ledger.facts)
        if any(map(term.stands_as_said, brought_say)) and not any(
            map(term.stands_as_said, recorded)
        ):
            return True
    return False


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
    sources = tuple(s for s in kb.sources() if s.id in own) if own else ()
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
