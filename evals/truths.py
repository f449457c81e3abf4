"""Claims that are so: every sentence the desk itself would say of its facts and metrics.

In: a dossier folder. Out: claims with the evidence they cite, as verification sees them, without a
store. Knows no question and breaks nothing: `evals.mutants` does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot import evidence, phrases, verify
from bot.answer import Claim, Evidence
from knowledge import (
    Bundle,
    Language,
    Ledger,
    Metric,
    Passage,
    Source,
    Text,
    bundles,
    dossier,
    metrics,
)

LANGUAGES: tuple[Language, Language] = ("en", "zh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """A claim that is so, by how it was made: "statement", "headline" or "metric"."""

    claim: Claim
    language: Language
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The dossier as verification sees it."""

    ledger: Ledger
    metrics: tuple[Metric, ...]
    evidence: dict[str, Evidence]

    def stands(self, claim: Claim) -> bool:
        judged = verify.verify(
            [claim], evidence=self.evidence, ledger=self.ledger, metrics=self.metrics
        )
        return bool(judged.kept)


class _Shelf:
    """The store's reading side over bundles in memory."""

    def __init__(self, made: Sequence[Bundle]) -> None:
        self._sources = {b.source.id: b.source for b in made}
        self._texts = {(t.source_id, t.name): t for b in made for t in b.texts}
        self._passages = {p.id: p for b in made for p in b.passages}

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        return [self._passages[i] for i in ids if i in self._passages]

    def source(self, source_id: str) -> Source:
        return self._sources[source_id]

    def text(self, source_id: str, name: str = "document") -> Text:
        return next(t for key, t in self._texts.items() if key == (source_id, name))


def desk(folder: Path) -> Desk:
    loaded = dossier.load(folder)
    ledger, shelf = bundles.ledger_of(loaded), _Shelf(bundles.bundles(loaded))
    computed = metrics.compute(ledger)
    held = [e for lang in LANGUAGES for e in evidence.of_facts(shelf, ledger, ledger.facts, lang)]
    held += [evidence.of_metric(shelf, m, ledger, lang) for m in computed for lang in LANGUAGES]
    return Desk(ledger=ledger, metrics=tuple(computed), evidence={e.id: e for e in held})


def of(on: Desk) -> Iterator[Truth]:
    """Every sentence that the desk itself would say of its facts and metrics."""
    for language in LANGUAGES:
        for fact in on.ledger.facts:
            key = bundles.passage_id("fact", fact.id, language)
            said = {"statement": fact.said(language)}
            if fact.range:
                said["headline"] = phrases.headline(fact, on.ledger, language)
            for form, text in said.items():
                yield Truth(claim=Claim(text=text, evidence=(key,)), language=language, form=form)
        for metric in on.metrics:
            card = bundles.passage_id("metric", metric.id, language)
            inputs = [bundles.passage_id("fact", i.fact_id or "", language) for i in metric.inputs]
            cited = (card, *(i for i in inputs if i in on.evidence))
            claim = Claim(text=metric.said(language), evidence=cited, kind="computed")
            yield Truth(claim=claim, language=language, form="metric")


def sample(made: Sequence[Truth], size: int, rng: Random) -> list[Truth]:
    """As many of each form and language as there are, round by round."""
    strata: dict[tuple[str, str], list[Truth]] = {}
    for truth in made:
        strata.setdefault((truth.form, truth.language), []).append(truth)
    for held in strata.values():
        rng.shuffle(held)
    chosen: list[Truth] = []
    while len(chosen) < size and any(strata.values()):
        chosen += [held.pop() for held in strata.values() if held]
    return chosen[:size]
