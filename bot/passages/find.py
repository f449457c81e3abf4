"""A question → the passages of documents that may answer it, best first.

Five signals are added up for each place (a page, or a passage of what has no pages): the question's
words, the lines of statements it needs, the statement they stand in, likeness of meaning, and how
far the source is one that the question names. A signal speaks only where it can be trusted: meaning
neither of a question nor of a passage whose language the embedding model does not read. Does not
know what answers.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.passages import scope
from bot.passages.carriers import once
from bot.passages.editions import printed_by
from bot.passages.reranked import reranked
from knowledge import Hit, KnowledgeBase, Passage, finance

DEPTH = 200  # hits taken from each search by words
LIKEST = 100  # hits taken from the search by meaning
WITHIN = 0.1  # sources this much less likely than the likeliest are left out where some are named
_FURTHER = (1.0, 0.5, 0.25)  # what the best, second and third passage of a page count
_IN_STATEMENT = 0.5
# How to answer, not what is asked: "Answer in USD millions.", "If it is not useful, say so."
_INSTRUCTION = re.compile(
    r"\s*(?:please|answer|round|give|provide|state|define|assume|approach|base|basing|note|if )",
    re.IGNORECASE,
)
# A reason stands in prose, not in the statement whose line it explains.
_REASON = re.compile(
    r"\b(?:why|what (?:drove|drives|caused)|drivers?|reasons?)\b|为什么|为何|原因|驱动", re.I
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+|(?<=:)\s+|(?<=[。？！])")

Place = tuple[str, int | str]
Scores = dict[Place, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """`more` are other words for what is asked, in any language; `meant` is what is embedded, None
    where the embedding model does not read the question's language and nothing stands for it.
    `judged` is the same for the model that reranks. What was printed after `as_of` is not searched,
    nor is what is not `among` the sources, where some are given.
    """

    question: str
    more: str = ""
    meant: str | None = None
    judged: str | None = None
    as_of: str | None = None
    among: frozenset[str] | None = None


def find(query: Query, kb: KnowledgeBase, k: int) -> list[Passage]:
    """The `k` best passages, those of one place together; what says the same, once."""
    shelf = kb.sources()
    sources = [s for s in printed_by(shelf, query.as_of) if _is_among(s.id, query.among)]
    named = scope.scope(query.question, sources)
    prior = scope.priors(named, sources)
    within = _within(prior) if named else None
    if not named and len(sources) < len(shelf):
        within = list(prior)
    text = scope.without(asking(query.question), named)
    needs = finance.needed(query.question)
    by_words = kb.search_words(f"{text} {query.more}", DEPTH, within)
    lines = [item.lines for item in needs.items] if named else []
    by_line = [kb.search_phrases(each, DEPTH, within) for each in lines]
    wanted = () if wants_reason(query.question) else needs.statements
    in_statement = kb.in_statements(wanted, within) if named and within and wanted else []
    held = _Held(kb, [*by_words, *(hit for hits in by_line for hit in hits), *in_statement])
    signals = [
        (1.0, _scaled(held.places(by_words))),
        *((1 / len(by_line), _scaled(held.places(hits))) for hits in by_line),
        (_IN_STATEMENT, dict.fromkeys(held.places(in_statement), 1.0)),
    ]
    if query.meant:
        liked = _scaled(held.places(held.likeness(query.meant, within)))
        if query.meant == asking(query.question):
            liked |= held.unread(liked, within)
        signals.append((1.0, liked))
    order: Iterable[Place] = (scores := held.ranked(_weighed(signals, prior)))
    if kb.reranker and query.judged:
        order = reranked(query.judged, scores, held.best_of(scores), kb.reranker)
    return list(islice(once(held.best(order), sources), k))


def _is_among(source_id: str, among: frozenset[str] | None) -> bool:
    return among is None or source_id in among


def asking(question: str) -> str:
    """The sentences that ask, without those that say how to answer; all where none is left."""
    kept = [part for part in _SENTENCE.split(question) if not _INSTRUCTION.match(part)]
    return " ".join(kept) or question


def wants_reason(question: str) -> bool:
    return bool(_REASON.search(asking(question)))


class _Held:
    """The passages that some search brought, and where each stands."""

    def __init__(self, kb: KnowledgeBase, hits: Iterable[Hit]) -> None:
        self._kb = kb
        self._passages: dict[str, Passage] = {}
        self._worth: dict[str, float] = defaultdict(float)
        self._take(hits)

    def places(self, hits: Sequence[Hit]) -> Scores:
        """The hits of each place, further ones counting less."""
        grouped: dict[Place, list[float]] = defaultdict(list)
        most = max((hit.score for hit in hits), default=0.0) or 1.0
        for hit in hits:
            if hit.passage_id in self._passages:
                grouped[_place(self._passages[hit.passage_id])].append(hit.score)
                self._worth[hit.passage_id] += hit.score / most
        return {
            place: sum(w * s for w, s in zip(_FURTHER, sorted(scores, reverse=True), strict=False))
            for place, scores in grouped.items()
        }

    def likeness(self, text: str, within: Sequence[str] | None) -> list[Hit]:
        """By meaning: the likest of all that lie in scope, and all that words brought.

        Of those in a language the model does not read, its vectors say nothing.
        """
        meant = self._kb.meant(text)
        self._take(self._kb.search_vectors(meant, LIKEST))
        reads = meant.by.embedder.reads
        held = [p for p in self._passages.values() if p.language in reads]
        ids = [p.id for p in held if within is None or p.source_id in within]
        return self._kb.likeness(meant, ids)

    def unread(self, liked: Scores, within: Sequence[str] | None) -> Scores:
        """Places in a language that the embedding model does not read: as like as the last quarter.

        Nothing would count against them as if they were unlike, more would put them before what is
        known to be like. Not so where a gloss stands for the question: it brings the passages that
        its words do not, as those bring the others.
        """
        if not liked:
            return {}
        lower = sorted(liked.values())[len(liked) // 4]
        reads = self._kb.embedder.reads
        held = [p for p in self._passages.values() if p.language not in reads]
        places = {_place(p) for p in held if within is None or p.source_id in within}
        return dict.fromkeys(places, lower)

    def ranked(self, scores: Scores) -> Scores:
        """Best first."""
        order = sorted(scores, key=lambda place: (-scores[place], str(place)))
        return {place: scores[place] for place in order}

    def best_of(self, places: Iterable[Place]) -> dict[Place, Passage]:
        """In each the passage that most signals point at."""
        wanted = set(places)
        found: dict[Place, Passage] = {}
        for p in sorted(self._passages.values(), key=lambda p: -self._worth[p.id]):
            if (place := _place(p)) in wanted:
                found.setdefault(place, p)
        return found

    def best(self, places: Iterable[Place]) -> list[Passage]:
        """Place by place, in each the passage that most signals point at first."""
        at = {place: n for n, place in enumerate(places)}
        return sorted(
            (p for p in self._passages.values() if _place(p) in at),
            key=lambda p: (at[_place(p)], -self._worth[p.id]),
        )

    def _take(self, hits: Iterable[Hit]) -> None:
        new = dict.fromkeys(h.passage_id for h in hits if h.passage_id not in self._passages)
        self._passages |= {p.id: p for p in self._kb.passages(list(new)) if p.kind == "passage"}


def _within(prior: Mapping[str, float]) -> list[str]:
    least = WITHIN * max(prior.values(), default=0.0)
    return [source_id for source_id, worth in prior.items() if worth >= least]


def _place(passage: Passage) -> Place:
    return passage.source_id, passage.id if passage.page is None else passage.page


def _scaled(scores: Scores) -> Scores:
    most = max(scores.values(), default=0.0) or 1.0
    return {place: score / most for place, score in scores.items()}


def _weighed(signals: Iterable[tuple[float, Scores]], prior: Mapping[str, float]) -> Scores:
    total: Scores = defaultdict(float)
    for weight, scores in signals:
        for place, score in scores.items():
            total[place] += weight * score
    return {place: score * prior.get(place[0], 1.0) for place, score in total.items()}
