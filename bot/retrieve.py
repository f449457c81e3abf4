"""By fact + by meaning + by words → ranked evidence.

Facts are chosen by `fit` (entity, attribute, period). Passages come from vector and word search,
fused by rank, and count only through the sentences that `quotes` finds in them. Knows no wording
of answers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bot import evidence, fit, quotes
from bot.answer import Evidence
from bot.fit import Ranked
from bot.quotes import Quote
from bot.understand import Understanding
from knowledge import Hit, KnowledgeBase, Ledger, Proposal, last_day, lexicon

DEPTH = 24  # hits taken from each search
_RRF = 60  # the usual constant of reciprocal rank fusion (Cormack et al. 2009)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    facts: tuple[Ranked, ...] = ()
    quotes: tuple[Quote, ...] = ()


def retrieve(
    u: Understanding,
    *,
    kb: KnowledgeBase,
    ledger: Ledger,
    as_of: str | None,
    proposals: Mapping[str, Proposal] = MappingProxyType({}),
) -> Retrieved:
    """Evidence for the question, best first; `as_of` leaves out what was printed later."""
    if u.unknown:
        return Retrieved()
    facts = tuple(fit.rank(u, ledger))
    settled = any(r.strength == "strong" for r in facts)
    own = kb.digests("user")
    if settled and not own:
        return Retrieved(facts=facts)
    held = _passages(u, kb, ledger, as_of)
    found = quotes.choose(u, ledger, held, tuple(proposals.values()))
    # facts were drawn from the dossier's digests; only the user's documents can add to them
    added = [q for q in found if not settled or q.evidence.source_id in own]
    return Retrieved(facts=facts, quotes=tuple(added))


def fuse(rankings: Iterable[Sequence[Hit]]) -> list[str]:
    """Reciprocal rank fusion of rankings, best first."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for place, hit in enumerate(ranking):
            scores[hit.passage_id] = scores.get(hit.passage_id, 0.0) + 1 / (_RRF + place)
    return sorted(scores, key=lambda i: -scores[i])


def _passages(
    u: Understanding, kb: KnowledgeBase, ledger: Ledger, as_of: str | None
) -> Iterator[tuple[Evidence, str]]:
    """Passages of documents, best first, each with the whole text it stands in."""
    for passage in kb.passages(fuse([_by_meaning(u, kb, ledger), _by_words(u, kb)])):
        source = kb.source(passage.source_id)
        late = as_of and not (source.published and last_day(source.published) <= as_of)
        if passage.kind == "passage" and not late:
            yield evidence.of_passage(passage, source), kb.text(source.id).text


def _by_meaning(u: Understanding, kb: KnowledgeBase, ledger: Ledger) -> list[Hit]:
    asked = u.question if u.language in kb.embedder.reads else _in_english(u, ledger)
    return kb.search_vectors(asked, DEPTH) if asked else []


def _by_words(u: Understanding, kb: KnowledgeBase) -> list[Hit]:
    """The question's words, and those of its concepts in both languages."""
    labels = [lexicon().concepts[c].label for c in u.concepts]
    both = " ".join(f"{label['en']} {label['zh']}" for label in labels)
    return kb.search_words(f"{u.question} {both}", DEPTH)


def _in_english(u: Understanding, ledger: Ledger) -> str:
    """What was understood, in words that an English-only model reads."""
    names = [ledger.entity_of[e].name for e in (*u.focus, *u.others) if e in ledger.entity_of]
    labels = [lexicon().concepts[c].label["en"] for c in (*u.concepts, *u.asides)]
    return " ".join([*names, *u.names, *labels])
