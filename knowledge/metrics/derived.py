"""Figures that a dossier asks for by naming their inputs (`metrics.yaml`): compute and say.

In: a `Derivation` that was found in order, and the ledger. Out: a metric, or None where an input is
missing or wrong. Which facts go in, what is assumed and how it reads is the dossier's.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from knowledge import amounts, periods
from knowledge.derivation import Derivation, DerivedInput
from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.base import Figure
from knowledge.metrics.entries import SLOT, templates
from knowledge.metrics.formula import Wording
from knowledge.metrics.kinds import KINDS, Kind, Term
from knowledge.records import Amount, Bound, Language, Metric, MetricInput

_BOTH: tuple[Language, Language] = ("en", "zh")


def derive(derivation: Derivation, ledger: Ledger) -> Metric | None:
    """The metric; None where a fact is missing or wrong, or where nothing positive comes out."""
    terms = [_term(i, ledger) for i in derivation.inputs]
    held = [t for t in terms if t is not None]
    kind = KINDS[derivation.kind]
    if len(held) < len(terms):
        return None
    made = kind.result(held)
    if made.low <= 0:
        return None
    bound = _bound(kind, held, made)
    facts = [t.fact for t in held if t.fact]
    told = {"result": (made, bound)}
    for total in _beside(kind, held):
        told["sum"] = total, base.leaning(t.bound for t in held[1:])
    said = {lang: _said(derivation, held, told, lang) for lang in _BOTH}
    return base.metric(
        _words(derivation, kind),
        inputs=tuple(map(_input, derivation.inputs, held)),
        result=made,
        figures=tuple(base.output(f.low, f.high, f.unit) for f in _beside(kind, held)),
        as_of=max((f.as_of or "" for f in facts), default="") or None,
        says=said["en"],
        says_zh=said["zh"],
        caveat=derivation.caveat,
        caveat_zh=derivation.caveat_zh,
        assumes=_assumes(derivation, "en"),
        assumes_zh=_assumes(derivation, "zh"),
    )


def _term(given: DerivedInput, ledger: Ledger) -> Term | None:
    fact = ledger.by_id.get(given.fact) if given.fact else None
    if given.fact and (fact is None or ledger.standing(fact) == "wrong"):
        return None
    if given.low is not None and given.high is not None:
        made = Figure(low=given.low, high=given.high, unit=given.unit or "count")
        return Term(role=given.role, figure=made, bound="exact", fact=fact)
    assert fact is not None
    bare = Figure(low=Decimal(0), high=Decimal(0), unit="count")
    own = base.figure(fact) if fact.range else bare
    return Term(role=given.role, figure=own, bound=fact.bound or "exact", fact=fact)


def _input(given: DerivedInput, term: Term) -> MetricInput:
    return MetricInput(
        name=given.name,
        low=term.figure.low,
        high=term.figure.high,
        unit=term.figure.unit,
        fact_id=given.fact,
    )


def _beside(kind: Kind, terms: Sequence[Term]) -> tuple[Figure, ...]:
    return (kind.beside(terms),) if kind.beside else ()


def _bound(kind: Kind, terms: Sequence[Term], made: Figure) -> Bound:
    """Which way the result leans; a rounded one is "about" at best."""
    if kind.leans:
        return kind.leans(terms)
    ups = [t.bound for i, t in enumerate(terms) if not kind.falls(i)]
    downs = [t.bound for i, t in enumerate(terms) if kind.falls(i)]
    leans = base.leaning(ups, downs)
    rounded = (base.nice(made.low), base.nice(made.high)) != (made.low, made.high)
    assumed = any(t.fact is None for t in terms)
    return "about" if leans == "exact" and (rounded or assumed) else leans


def _said(
    derivation: Derivation,
    terms: Sequence[Term],
    told: Mapping[str, tuple[Figure, Bound]],
    language: Language,
) -> str:
    by_role = {t.role: t for t in terms}

    def filled(slot: re.Match[str]) -> str:
        if slot[1] in told:
            return _figure(*told[slot[1]], language)
        term = by_role[slot[1]]
        if slot[2]:
            return periods.say(term.fact.as_of if term.fact else None, language)
        return _figure(term.figure, term.bound, language)

    return SLOT.sub(filled, templates(derivation)[language])


def _figure(figure: Figure, bound: Bound, language: Language) -> str:
    """In words; a tariff is said as money for each kilowatt-hour."""
    unit = figure.unit.removesuffix("/kWh")
    made = Amount(low=base.nice(figure.low), high=base.nice(figure.high), unit=unit, bound=bound)
    said = amounts.format(made, language)
    if unit == figure.unit:
        return said
    return f"每千瓦时{said}" if language == "zh" else f"{said} per kWh"


def _assumes(derivation: Derivation, language: Language) -> str:
    """Such as "Assumed: tariff, CNY 0.6 per kWh: …"."""
    zh = language == "zh"
    said = []
    for each in derivation.inputs:
        if each.fact is None and each.low is not None and each.high is not None:
            made = Figure(low=each.low, high=each.high, unit=each.unit or "count")
            name, reason = (each.name_zh, each.reason_zh) if zh else (each.name, each.reason)
            shown = _figure(made, "exact", language)
            said.append(f"{name}{shown}，{reason}" if zh else f"{name}, {shown}: {reason}")
    if not said:
        return ""
    return f"假设：{'；'.join(said)}。" if zh else f"Assumed: {'; '.join(said)}."


def _words(derivation: Derivation, kind: Kind) -> Wording:
    return Wording(
        id=derivation.id,
        name=derivation.name,
        name_zh=derivation.name_zh,
        topic=derivation.topic,
        attributes=derivation.attributes,
        formula=kind.written([i.name for i in derivation.inputs]),
        formula_zh=kind.written([i.name_zh for i in derivation.inputs]),
        would_change=derivation.would_change,
        would_change_zh=derivation.would_change_zh,
    )
