"""By fact + by meaning + by words → ranked evidence.

Facts are chosen by `fit` (entity, attribute, period). Passages are brought by `find` and count only
through the sentences that `quotes` finds in them. Knows no wording of answers.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from weakref import WeakKeyDictionary

from bot import doubts, evidence, fit, quotes, rows, scope, wording
from bot.answer import Evidence, Standing
from bot.carriers import with_carriers
from bot.editions import newer_versions, printed_by
from bot.find import Query, asking, find, wants_reason
from bot.fit import Ranked
from bot.neighbours import joined
from bot.outcome import outcome
from bot.papers.answer import answer, wordings
from bot.papers.homes import Homes, homes
from bot.papers.worked import Done
from bot.quotes import Quote
from bot.understand import Understanding
from bot.wording import Thing
from knowledge import (
    Conflict,
    Embedder,
    KnowledgeBase,
    Language,
    Ledger,
    Passage,
    Proposal,
    Reranker,
    Source,
    finance,
    gives_reason,
    lexicon,
)

DEPTH = 40  # passages looked at for sentences that answer
SMALL = 600  # passages of a desk whose documents are all read for each question


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    facts: tuple[Ranked, ...] = ()
    quotes: tuple[Quote, ...] = ()
    asked: tuple[Thing, ...] = ()  # what the question says, for whoever weighs a text by it
    doubted: Conflict | None = None  # the recorded dispute that the question is about
    done: Done | None = None  # what was worked out from documents


def retrieve(
    u: Understanding,
    *,
    kb: KnowledgeBase,
    ledger: Ledger,
    as_of: str | None,
    proposals: Mapping[str, Proposal] = MappingProxyType({}),
) -> Retrieved:
    """Evidence for the question, best first; `as_of` leaves out what was printed later."""
    if ledger.subject is None and not ledger.facts:
        return _from_documents(u, kb, ledger, as_of)
    if u.unknown:
        # 流动负债 is known as a line of statements, though 流动 is a word of none
        lines = finance.mentioned(u.standalone)
        if not all(any(word in line for line in lines) for word in u.unknown):
            return Retrieved()
        return Retrieved(quotes=_rows(u, kb, ledger, _passages(u, kb, ledger, as_of)))
    asked = wording.things(u, ledger)
    facts = outcome(u, ledger, asked, fit.rank(u, ledger, asked))
    doubted = doubts.doubted(u, ledger, asked, facts)
    settled = doubted is not None or any(_settles(r, u) for r in facts)
    own = kb.digests("user")
    if settled and not own:
        return Retrieved(facts=facts, asked=asked, doubted=doubted)
    held = _passages(u, kb, ledger, as_of)
    tabled = _rows(u, kb, ledger, held)
    if tabled:
        return Retrieved(facts=facts, quotes=tabled, asked=asked, doubted=doubted)
    homes = [(evidence, _home(source, kb)) for evidence, source in held]
    found = quotes.choose(u, ledger, homes, tuple(proposals.values()))
    # facts were drawn from the dossier's digests; only the user's documents can add to them, also
    # where somebody else's own figure is asked for: a sentence about two may mean the other one
    whole = settled or _elsewhere(u, ledger)
    added = [q for q in found if not whole or q.evidence.source_id in own]
    printed = _printed(added, held, u, kb, ledger, as_of)
    return Retrieved(facts=facts, quotes=printed, asked=asked, doubted=doubted)


def _printed(  # noqa: PLR0913  # what a question is asked under
    chosen: Sequence[Quote],
    held: Sequence[tuple[Evidence, Source]],
    u: Understanding,
    kb: KnowledgeBase,
    ledger: Ledger,
    as_of: str | None,
) -> tuple[Quote, ...]:
    """The quotes with every place that prints the same, also where the search did not bring it."""
    others = kb.alike([quote.evidence.id for quote in chosen])
    ids = list(dict.fromkeys(each for found in others.values() for each in found))
    elsewhere = _citable(kb.passages(ids), u, kb, ledger, as_of)
    return tuple(with_carriers(chosen, [*held, *elsewhere]))


def _from_documents(
    u: Understanding, kb: KnowledgeBase, ledger: Ledger, as_of: str | None
) -> Retrieved:
    """What documents alone say, or what follows from them."""
    known = _homes(kb)
    held = _passages(u, kb, ledger, as_of, more=wordings(u.standalone, known))
    if kb.passage_count <= SMALL:
        others = _others(kb, {e.id for e, _ in held})
        held += _citable(others, u, kb, ledger, as_of)
    sources = kb.sources()
    priors = scope.priors(scope.scope(u.standalone, sources), sources)
    found = answer(u.standalone, u.language, held, kb=kb, homes=known, priors=priors)
    return Retrieved(quotes=_printed(found.quotes, held, u, kb, ledger, as_of), done=found.done)


def _others(kb: KnowledgeBase, held: Collection[str]) -> list[Passage]:
    """What the search did not bring of a few documents: they are all read."""
    every = (p for s in kb.sources() for p in kb.passages_of(s.id))
    return [p for p in every if p.id not in held and p.kind == "passage"]


def _homes(kb: KnowledgeBase) -> Homes:
    """Whom each document is about; kept while the documents are the same."""
    sources = kb.sources()
    key = tuple((s.id, s.title, s.company) for s in sources)
    if kb not in _KNOWN or _KNOWN[kb][0] != key:
        _KNOWN[kb] = (key, homes(sources, lambda source: kb.text(source).text))
    return _KNOWN[kb][1]


_KNOWN: WeakKeyDictionary[KnowledgeBase, tuple[object, Homes]] = WeakKeyDictionary()


def _elsewhere(u: Understanding, ledger: Ledger) -> bool:
    """What somebody other than the company owns, earns or counts is asked for."""
    company = ledger.subject.id if ledger.subject else None
    own = bool(u.concepts) and lexicon().concepts[u.concepts[0]].own
    return bool(company and own and u.focus) and company not in u.focus


def _settles(ranked: Ranked, u: Understanding) -> bool:
    """Its attribute or its words answer; a "why" only with a reason."""
    return ranked.strength == "strong" and (
        "why" not in u.wants or gives_reason(ranked.fact.statement)
    )


def _passages(
    u: Understanding, kb: KnowledgeBase, ledger: Ledger, as_of: str | None, more: str = ""
) -> list[tuple[Evidence, Source]]:
    """Passages of documents, best first, each with its source; `more` are words to search by."""
    asked = query(u, kb, ledger, as_of)
    found = find(replace(asked, more=f"{asked.more} {more}"), kb, DEPTH)
    return list(_citable(found, u, kb, ledger, as_of))


def _citable(
    passages: Iterable[Passage],
    u: Understanding,
    kb: KnowledgeBase,
    ledger: Ledger,
    as_of: str | None,
) -> Iterator[tuple[Evidence, Source]]:
    """A filing of somebody else counts only where he is named: "the cash" is that of the company
    under examination. Of a document that is here in a newer version, printed by `as_of` if that is
    given, what the older one says is superseded.
    """
    shelf = kb.sources()
    known = {source.id: source for source in printed_by(shelf, as_of)}
    replaced = newer_versions(list(known.values()))
    named = scope.scope(u.standalone, shelf).companies
    own = {name.lower() for name in ledger.subject.names} if ledger.subject else set()
    for passage in joined(list(passages), kb):
        source = known.get(passage.source_id)
        company = (source.company or "") if source else ""
        if own and company and company.lower() not in own and company not in named:
            continue
        if source:
            standing: Standing = "superseded" if source.id in replaced else "current"
            yield evidence.of_passage(passage, source, standing=standing), source


def _rows(
    u: Understanding, kb: KnowledgeBase, ledger: Ledger, held: Sequence[tuple[Evidence, Source]]
) -> tuple[Quote, ...]:
    """Rows of tables that answer, unless a reason is asked for: that stands in prose."""
    if "why" in u.wants or wants_reason(u.standalone):
        return ()
    sources = kb.sources()
    companies = {s.company for s in sources if s.company}
    alone = ledger.subject is None and len(companies) <= 1
    named = scope.scope(u.standalone, sources)
    chosen = rows.choose(u.standalone, named, held, alone=alone)
    return tuple(
        Quote(text=each.row.text, row=each.row.said, evidence=each.evidence, score=1.0)
        for each in chosen
    )


def _home(source: Source, kb: KnowledgeBase) -> str:
    """Whom a document is about, in lower case: whose it is, or who is named in it most often."""
    return (source.company or quotes.main_name(kb.text(source.id).text)).lower()


def query(u: Understanding, kb: KnowledgeBase, ledger: Ledger, as_of: str | None = None) -> Query:
    """The question, the names of its concepts in the other language, and what is embedded of it."""
    other: Language = "en" if u.language == "zh" else "zh"

    def read_by(model: Embedder | Reranker) -> str | None:
        readable = u.language in model.reads
        return (asking(u.standalone) if readable else _in_english(u, ledger)) or None

    return Query(
        question=u.standalone,
        more=" ".join(lexicon().concepts[c].label[other] for c in u.concepts),
        meant=read_by(kb.embedder),
        judged=read_by(kb.reranker) if kb.reranker else None,
        as_of=as_of,
    )


def _in_english(u: Understanding, ledger: Ledger) -> str:
    """What was understood, in words that an English-only model reads."""
    names = [ledger.entity_of[e].name for e in (*u.focus, *u.others) if e in ledger.entity_of]
    labels = [lexicon().concepts[c].label["en"] for c in (*u.concepts, *u.asides)]
    return " ".join([*names, *u.names, *labels])
