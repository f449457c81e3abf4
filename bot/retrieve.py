"""By fact, and by what documents say → ranked evidence.

Facts are chosen by `fit` (entity, attribute, period); where they do not settle it, sentences of the
record's own texts by `quotes`. Documents that a user brought answer by `brought`: beside the record
where it speaks, in its place where it does not (`precedence`). Knows no wording of answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from bot.matching import cases, doubts, fit, precedence, wording
from bot.matching.facing import facing
from bot.matching.fit import Ranked
from bot.matching.outcome import outcome
from bot.matching.sides import of_each
from bot.matching.wording import Thing
from bot.papers.result import Done
from bot.passages import quotes
from bot.passages.brought import brought, ids, is_of_another, printed
from bot.passages.quote import Quote
from bot.passages.sought import sought
from bot.understand import Understanding
from knowledge import (
    Conflict,
    KnowledgeBase,
    Ledger,
    Proposal,
    Source,
    lexicon,
    tells_why,
)

_SHOWN = 6  # facts for each further concept
_OF_IT = 0.62  # of what is asked: what a fact of it says where the concept is somebody's


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    facts: tuple[Ranked, ...] = ()
    quotes: tuple[Quote, ...] = ()
    asked: tuple[Thing, ...] = ()  # what the question says, for whoever weighs a text by it
    also: tuple[tuple[str, tuple[Ranked, ...]], ...] = ()  # each concept asked for beside the main
    doubted: Conflict | None = None  # the recorded dispute that the question is about
    done: Done | None = None  # what was worked out from documents
    faced: bool = False  # the two facts are those of two things set side by side
    cased: tuple[str, ...] = ()  # the sides of the company's case that were asked for
    brought: bool = False  # documents that were brought answer, and no recorded fact does


def retrieve(
    u: Understanding,
    *,
    kb: KnowledgeBase,
    ledger: Ledger,
    as_of: str | None,
    proposals: Mapping[str, Proposal] = MappingProxyType({}),
) -> Retrieved:
    """Evidence for the question, best first; `as_of` leaves out what was printed later."""
    if (sides := cases.asked(u)) and (held := cases.facts(sides, u, ledger)):
        return Retrieved(facts=held, cased=sides)
    told = brought(u, kb=kb, ledger=ledger, as_of=as_of, proposals=proposals)
    if ledger.subject is None and not ledger.facts:
        return Retrieved(quotes=told.quotes, done=told.done, brought=True)
    of_another = u.unknown or is_of_another(u, kb, ledger)
    found = Retrieved() if of_another else _recorded(u, kb, ledger, as_of)
    if not (told.quotes or told.done):
        return found
    if found.doubted or precedence.speaks(u, found.facts, told.things):
        return replace(found, quotes=told.quotes, done=told.done)
    return Retrieved(quotes=told.quotes, done=told.done, asked=found.asked, brought=True)


def _recorded(u: Understanding, kb: KnowledgeBase, ledger: Ledger, as_of: str | None) -> Retrieved:
    """Facts; sentences of the record's own texts where no fact settles it."""
    asked = wording.things(u, ledger)
    if two := facing(u, asked, ledger):
        told = tuple(Ranked(fact=f, score=1, strength="strong", share=1) for f in two)
        return Retrieved(facts=told, asked=asked, faced=True)
    ranked = _in_time(u, ledger) if u.also else fit.rank(u, ledger, asked)
    facts = outcome(u, ledger, asked, of_each(u, ledger, ranked))
    doubted = doubts.doubted(u, ledger, asked, facts)
    also = _also(u, ledger)
    found = Retrieved(facts=facts, asked=asked, doubted=doubted, also=also)
    # somebody else's own figure: a sentence about two may mean the other one
    if doubted or any(_settles(r, u) for r in facts) or _elsewhere(u, ledger):
        return found
    own = {s.id for s in kb.sources()} - ids(kb, ledger)
    held = sought(u, kb, ledger, as_of, among=own)
    homes = [(evidence, _home(source, kb)) for evidence, source in held]
    chosen = quotes.choose(u, ledger, homes)
    return replace(found, quotes=printed(chosen, held, kb, as_of))


def _also(u: Understanding, ledger: Ledger) -> tuple[tuple[str, tuple[Ranked, ...]], ...]:
    """What answers each concept that is asked for beside the main one."""
    found, known = [], lexicon().concepts
    for concept in u.also:
        # "rate and maturity of the bridge note": of the note too
        whose = [c for c in u.concepts[1:] if c not in u.also and not known[c].attributes]
        alone = replace(u, concepts=(concept, *whose), asides=(), also=())
        least = _OF_IT if whose else 0.0
        held = _in_time(alone, ledger)
        strong = [r for r in held if r.strength == "strong" and r.share >= least]
        if strong:
            found.append((concept, tuple(strong[:_SHOWN])))
    return tuple(found)


def _in_time(u: Understanding, ledger: Ledger) -> list[Ranked]:
    """Of the time asked about, or of any where none is: "market value and 2025 sales" tells the
    time of the second.
    """
    ranked = fit.rank(u, ledger)
    if u.period and not any(r.strength == "strong" for r in ranked):
        return fit.rank(replace(u, period=None, periods=()), ledger)
    return ranked


def _elsewhere(u: Understanding, ledger: Ledger) -> bool:
    """What somebody other than the company owns, earns or counts is asked for."""
    company = ledger.subject.id if ledger.subject else None
    own = bool(u.concepts) and lexicon().concepts[u.concepts[0]].own
    return bool(company and own and u.focus) and company not in u.focus


def _settles(ranked: Ranked, u: Understanding) -> bool:
    """Its attribute or its words answer; a "why" only with a reason."""
    return fit.tells(ranked, u) and ("why" not in u.wants or tells_why(ranked.fact))


def _home(source: Source, kb: KnowledgeBase) -> str:
    """Whom a document is about, in lower case: whose it is, or who is named in it most often."""
    return (source.company or quotes.main_name(kb.text(source.id).text)).lower()
