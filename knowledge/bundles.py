"""A loaded dossier → what the store takes: one bundle per source, and the cards of its metrics.

A source's passages are those of its digest and the statements recorded for it, each statement once
per language. Metric cards belong to a source of their own. Does not touch the store.
"""

import hashlib
from collections.abc import Sequence

from knowledge import metrics
from knowledge.dossier import Dossier
from knowledge.ledger import Ledger
from knowledge.records import Fact, Language, Metric, Passage, PassageKind, Source, Text
from knowledge.split import split
from knowledge.stored import Bundle, Record, RecordKind

COMPUTED = "computed"  # the id of the source that metric cards belong to
_LAYOUT = "2"  # changes when the same dossier makes other passages


def ledger_of(dossier: Dossier) -> Ledger:
    return Ledger(
        facts=dossier.facts,
        sources=dossier.sources,
        conflicts=dossier.conflicts,
        gaps=dossier.gaps,
        rates=dossier.rates,
        entities=dossier.entities,
        derivations=dossier.derivations,
    )


def bundles(dossier: Dossier) -> list[Bundle]:
    """One bundle for each source, in order, and one for the metrics."""
    digests = {t.source_id: t for t in dossier.digests}
    stated: dict[str, list[Fact]] = {}
    for fact in dossier.facts:
        stated.setdefault(fact.source, []).append(fact)
    made = [_of_source(s, digests.get(s.id), stated.get(s.id, ())) for s in dossier.sources]
    return [*made, *_of_metrics(metrics.compute(ledger_of(dossier)))]


def records(dossier: Dossier) -> dict[RecordKind, Sequence[Record]]:
    return {
        "fact": dossier.facts,
        "conflict": dossier.conflicts,
        "gap": dossier.gaps,
        "rate": dossier.rates,
        "entity": dossier.entities,
    }


def passage_id(kind: PassageKind, ref: str, language: Language) -> str:
    """The id of the passage that states a fact or shows a metric card."""
    return f"{kind}:{ref}:{language}"


def card(metric: Metric, language: Language) -> str:
    """A metric as text: name, result, formula, what to beware of, what would change it."""
    if language == "zh":
        parts = [metric.name_zh, metric.says_zh, f"公式：{metric.formula_zh}。", metric.caveat_zh]
        parts += [f"会改变该数字的：{metric.would_change_zh}。"] if metric.would_change_zh else []
        return "\n".join(part for part in parts if part)
    parts = [metric.name, metric.says, f"Formula: {metric.formula}.", metric.caveat]
    parts += [f"What would change it: {metric.would_change}."] if metric.would_change else []
    return "\n".join(part for part in parts if part)


def card_passage(metric_id: str, text: str, language: Language) -> Passage:
    """A card as a passage of its own, for metrics that are computed for one question."""
    return Passage(
        id=passage_id("metric", metric_id, language),
        kind="metric",
        source_id=COMPUTED,
        text_name="metrics",
        ordinal=0,
        start=0,
        end=len(text),
        text=text,
        language=language,
        sha256=_sha(text),
        ref=metric_id,
    )


def _of_source(source: Source, digest: Text | None, facts: Sequence[Fact]) -> Bundle:
    texts: list[Text] = []
    passages: list[Passage] = []
    if digest:
        texts.append(digest)
        passages += split(digest, language=_language(digest.text, source.language))
    if facts:
        stated = [(f.id, f.statement, f.statement_zh) for f in facts]
        text, spans = _recorded(source.id, "fact", stated)
        texts.append(text)
        passages += spans
    return _bundle(source, texts, passages)


def _of_metrics(computed: Sequence[Metric]) -> list[Bundle]:
    if not computed:
        return []
    source = Source(
        id=COMPUTED,
        title="Computed metrics",
        publisher="Computed from cited facts",
        published=None,
        language="en",
        tier=3,
    )
    cards = [(m.id, card(m, "en"), card(m, "zh")) for m in computed]
    text, passages = _recorded(COMPUTED, "metric", cards)
    return [_bundle(source, [text], passages)]


def _recorded(
    source_id: str, kind: PassageKind, entries: Sequence[tuple[str, str, str]]
) -> tuple[Text, list[Passage]]:
    """One text of all entries, English then Chinese, and a passage for each of the two."""
    body = ""
    passages: list[Passage] = []
    for ref, english, chinese in entries:
        said: tuple[tuple[Language, str], ...] = (("en", english), ("zh", chinese))
        for language, words in said:
            passages.append(
                Passage(
                    id=passage_id(kind, ref, language),
                    kind=kind,
                    source_id=source_id,
                    text_name="facts" if kind == "fact" else "metrics",
                    ordinal=len(passages),
                    start=len(body),
                    end=len(body) + len(words),
                    text=words,
                    language=language,
                    sha256=_sha(words),
                    ref=ref,
                )
            )
            body += words + "\n"
        body += "\n"
    text_name = passages[0].text_name
    return Text(source_id=source_id, name=text_name, text=body), passages


def _bundle(source: Source, texts: Sequence[Text], passages: Sequence[Passage]) -> Bundle:
    stamp = [_LAYOUT, repr(source), *(t.text for t in texts), *(p.id for p in passages)]
    return Bundle(
        source=source,
        texts=tuple(texts),
        passages=tuple(passages),
        origin="dossier",
        digest=_sha("\0".join(stamp)),
    )


def _language(text: str, fallback: Language) -> Language:
    cjk = sum("㐀" <= c <= "鿿" for c in text)
    if cjk * 4 > len(text):
        return "zh"
    return "en" if cjk * 20 < len(text) else fallback


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
