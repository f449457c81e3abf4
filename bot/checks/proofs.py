"""Cited evidence → proofs: one recorded statement, computed card or sentence each.

A proof is what a stretch of a claim has to be borne out by on its own: its wordings, its figures,
its time, whom it is about and how sure it is. In: evidence, ledger, metrics. Knows no claim.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from bot import phrases
from bot.answer import Evidence, Standing
from bot.checks.names import spelled
from bot.checks.reading import Reading, read, vocabulary
from bot.checks.spans import Span, span, spans_read, undated
from knowledge import (
    Amount,
    Certainty,
    Conflict,
    Entity,
    Fact,
    Language,
    Ledger,
    Metric,
    lexicon,
    orders,
    sentences,
    stated,
)

_FISCAL = re.compile(r"\bFY((?:19|20)\d\d)(?:-(Q[1-4]))?\b")
_BOTH: tuple[Language, Language] = ("en", "zh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """`dates` are of the matter itself, `as_of` of the record, `printed` of the publication.

    `holders` are whom it is about though its words may not say so; `sources` who published it.
    The first `statements` of the wordings are its own words, the others made of the record.
    """

    id: str
    wordings: tuple[Reading, ...]
    statements: int
    amounts: tuple[Amount, ...]
    dates: tuple[Span, ...]
    as_of: tuple[Span, ...]
    printed: tuple[Span, ...]
    parties: frozenset[str]
    sources: frozenset[str]
    holders: frozenset[str]
    names: frozenset[str]
    concepts: frozenset[str]
    vocabulary: frozenset[str]
    certainty: Certainty | None = None
    standing: Standing = "current"
    contested: bool = False
    facts: tuple[Fact, ...] = ()
    metric: Metric | None = None

    def said(self, language: Language) -> tuple[Reading, ...]:
        """The wordings in the language, else all there are."""
        same = tuple(w for w in self.wordings if w.language == language)
        return same or self.wordings

    def stated(self, language: Language) -> tuple[Reading, ...]:
        """Its own words in the language, without headlines made of the record."""
        own = self.wordings[: self.statements]
        return tuple(w for w in own if w.language == language) or own


def of(
    cited: Sequence[Evidence], ledger: Ledger, metrics: Mapping[str, Metric]
) -> tuple[Proof, ...]:
    """The proofs of all cited evidence, and the readings of conflicts whose facts are all cited."""
    made: list[Proof] = []
    facts: dict[str, Evidence] = {}
    for e in cited:
        ref = e.ref or ""
        if e.kind == "fact" and ref in ledger.by_id:
            facts[ref] = e
            made.append(_of_fact(ledger.by_id[ref], e, ledger))
        elif e.kind == "metric" and ref in metrics:
            made.append(_of_metric(metrics[ref], e, ledger))
        else:
            made += _of_passage(e, ledger.entities)
    groups = {g.id: g for ref in facts for g in ledger.groups(ref)}
    made += [_of_group(g, facts, ledger) for g in groups.values() if set(g.facts) <= facts.keys()]
    return tuple(made)


def _of_fact(fact: Fact, e: Evidence, ledger: Ledger) -> Proof:
    texts = [fact.statement, fact.statement_zh]
    if fact.range:
        texts += [phrases.headline(fact, ledger, lang) for lang in _BOTH]
    said = tuple(read(t, ledger.entities) for t in texts)
    subject = read(fact.subject or "", ledger.entities)
    about = f"{fact.subject or ''} {e.publisher} {e.title}"
    dates = spans_read((*said[:2], subject))
    return Proof(
        id=e.id,
        wordings=said,
        statements=2,
        amounts=(*_amounts((*said[:2], subject)), *recorded(fact)),
        dates=(*dates, *undated(said[:2], [s[0].year for s in (*dates, *span(fact.as_of))])),
        as_of=span(fact.as_of),
        printed=span(e.published),
        parties=_parties((*said[:2], subject)),
        sources=_parties([read(f"{e.publisher} {e.title}", ledger.entities)]),
        holders=frozenset({fact.entity}),
        names=_names((*texts, about)),
        concepts=_concepts((*said[:2], subject), [fact.attribute]),
        vocabulary=_vocabulary((*texts, about)),
        certainty=fact.certainty,
        standing=ledger.standing(fact),
        contested=bool(fact.conflicts_with)
        or any(g.kind == "unresolved" for g in ledger.groups(fact.id)),
        facts=(fact,),
    )


def _of_metric(metric: Metric, e: Evidence, ledger: Ledger) -> Proof:
    texts = [metric.says, metric.says_zh, metric.caveat, metric.caveat_zh]
    said = tuple(read(t, ledger.entities) for t in texts if t)
    inputs = [ledger.by_id[i.fact_id] for i in metric.inputs if i.fact_id in ledger.by_id]
    subject = {ledger.subject.id} if ledger.subject else set()
    about = f"{metric.name} {metric.name_zh} {metric.formula} {metric.formula_zh}"
    return Proof(
        id=e.id,
        wordings=said,
        statements=len(said),
        amounts=(*metric.figures, *_amounts(said)),
        dates=spans_read(said),
        as_of=span(metric.as_of),
        printed=(),
        sources=frozenset(),
        parties=_parties(said) | subject | {f.entity for f in inputs},
        holders=frozenset(subject),
        names=_names((*texts, about, *(f.subject or "" for f in inputs))),
        concepts=_concepts(
            (*said, read(about, ledger.entities)),
            (*metric.attributes, *(f.attribute for f in inputs)),
        ),
        vocabulary=_vocabulary((*texts, about)),
        metric=metric,
    )


def _of_passage(e: Evidence, entities: tuple[Entity, ...]) -> list[Proof]:
    """A proof for each sentence; one that names nobody is about whom the one before names."""
    about = f"{e.locator.section or ''} {e.title} {e.publisher}"
    made: list[Proof] = []
    before = frozenset(m.key for m in read(about, entities).parties)
    printed = (*span(e.published), *span(e.as_of))
    about_when = titled(e.title)
    for start, end in sentences(e.passage):
        if orders.inside(e.passage, start):
            continue
        said = read(e.passage[start:end].strip(), entities)
        own = frozenset(m.key for m in said.parties)
        made.append(
            Proof(
                id=e.id,
                wordings=(said,),
                statements=1,
                amounts=said.amounts,
                dates=(*spans_read([said]), *undated([said], [s[0].year for s in printed])),
                as_of=about_when,
                printed=printed,
                parties=own or before,
                sources=_parties([read(about, entities)]),
                holders=own or before,
                names=_names((e.passage, about)),
                concepts=_concepts([said], []),
                vocabulary=_vocabulary((e.passage[start:end], about)),
            )
        )
        before = own or before
    return made


def titled(title: str) -> tuple[Span, ...]:
    """What a filing's title says it is about ("10-K FY2031"): the time of what has none itself."""
    found = _FISCAL.search(title)
    if not found:
        return ()
    spoken = f"{found[2]} {found[1]}" if found[2] else found[1]
    return spans_read([read(spoken, ())])


def _of_group(group: Conflict, facts: Mapping[str, Evidence], ledger: Ledger) -> Proof:
    """The editor's reading of facts that are all cited."""
    members = [ledger.by_id[i] for i in group.facts]
    texts = [group.reading, group.reading_zh]
    said = tuple(read(t, ledger.entities) for t in texts)
    statements = [read(t, ledger.entities) for f in members for t in (f.statement, f.statement_zh)]
    held = {(a.low, a.high) for a in _amounts(statements)} | {f.range for f in members}
    return Proof(
        id=facts[group.facts[0]].id,
        wordings=said,
        statements=len(said),
        amounts=tuple(a for a in _amounts(said) if (a.low, a.high) in held),
        dates=spans_read(said),
        as_of=(),
        printed=(),
        parties=_parties((*said, *statements)),
        sources=frozenset(),
        holders=frozenset(f.entity for f in members),
        names=_names((*texts, *(s.text for s in statements))),
        concepts=_concepts((*said, *statements), [f.attribute for f in members]),
        vocabulary=_vocabulary((*texts, *(s.text for s in statements))),
        facts=tuple(members),
    )


def _amounts(said: Iterable[Reading]) -> tuple[Amount, ...]:
    return tuple(a for r in said for a in r.amounts)


def recorded(fact: Fact) -> tuple[Amount, ...]:
    """The record's figure; a bare count only where the words name no unit for it."""
    if fact.range is None:
        return ()
    low, high = fact.range
    unit = "count" if fact.unit in (None, "score") else fact.unit
    said = (*stated(fact.statement), *stated(fact.statement_zh))
    named = any(a.unit != "count" and (a.low, a.high) == (low, high) for a in said)
    if unit == "count" and named:
        return ()
    return (Amount(low=low, high=high, unit=unit or "count", bound=fact.bound or "exact"),)


def _parties(said: Iterable[Reading]) -> frozenset[str]:
    return frozenset(m.key for r in said for m in r.parties)


def _names(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(chain.from_iterable(spelled(t) for t in texts))


def _vocabulary(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(chain.from_iterable(vocabulary(t) for t in texts))


def _concepts(said: Sequence[Reading], attributes: Iterable[str]) -> frozenset[str]:
    """What the words name, and what the attributes measure."""
    found = {c.key for r in said for c in r.concepts}
    for reading in said:
        for mark in reading.concepts:  # "times revenue" is a multiple, and one of revenue
            found |= lexicon().holds(reading.text[mark.start : mark.end])
    for attribute in attributes:
        found |= _measured(attribute)
    return frozenset(found)


@cache
def _measured(attribute: str) -> frozenset[str]:
    own = lexicon().of_attribute(attribute)
    label = lexicon().attributes.get(attribute) or {}
    named = {m.concept for text in label.values() for m in lexicon().mentions(text)}
    return frozenset(named | ({own} if own else set()))
