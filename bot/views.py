"""What is known, as plain dictionaries for surfaces: metrics, conflicts, questions, a move.

Reads the ledger only; says nothing that a fact, a metric or the checklist does not say.
"""

from collections.abc import Callable, Sequence
from typing import Any

from bot import checklist
from knowledge import (
    Amount,
    Conflict,
    Language,
    Ledger,
    Metric,
    Move,
    Proposal,
    Source,
    amounts,
    candidates,
    is_proposed,
    joined,
    lexicon,
    support,
)


def metric(m: Metric, ledger: Ledger, language: Language) -> dict[str, Any]:
    zh = language == "zh"
    low, high = m.low, m.high
    shown = (
        Amount(low=low, high=high, unit=m.unit) if low is not None and high is not None else None
    )
    return {
        "id": m.id,
        "name": m.name_zh if zh else m.name,
        "topic": m.topic,
        "formula": m.formula_zh if language == "zh" else m.formula,
        "value": _plain(m.value),
        "low": _plain(low),
        "high": _plain(high),
        "unit": m.unit,
        "as_of": m.as_of,
        "says": m.said(language),
        "caveat": m.caveat_zh if zh else m.caveat,
        "assumes": m.assumes_zh if zh else m.assumes,
        "would_change": m.would_change_zh if zh else m.would_change,
        "display": amounts.format(shown, language) if shown else "",
        "inputs": [
            {
                "name": i.name,
                "display": amounts.format(Amount(low=i.low, high=i.high, unit=i.unit), language),
                "source_id": ledger.by_id[i.fact_id].source if i.fact_id in ledger.by_id else None,
                "statement": ledger.by_id[i.fact_id].said(language)
                if i.fact_id in ledger.by_id
                else "",
                "assumed": i.assumed,
            }
            for i in m.inputs
        ],
    }


def conflicts(
    ledger: Ledger,
    language: Language,
    proposals: Sequence[Proposal] = (),
    sources: Sequence[Source] = (),
) -> list[dict[str, Any]]:
    """The recorded groups, then those found by comparing figures; `sources` of the proposals."""
    whole = joined(ledger, proposals, sources)
    recorded = [conflict(c, whole, language) for c in whole.conflicts]
    compared = [conflict(c.conflict, whole, language) for c in candidates(whole)]
    return [*recorded, *({**row, "found": "compared"} for row in compared)]


def conflict(c: Conflict, ledger: Ledger, language: Language) -> dict[str, Any]:
    """`support` says how many publishers vouch for a figure, and who only relays it."""
    facts = [ledger.by_id[i] for i in c.facts]
    return {
        "id": c.id,
        "topic": c.topic,
        "topic_label": lexicon().topics.get(c.topic, {}).get(language, c.topic),
        "kind": c.kind,
        "found": "recorded",
        "reading": c.read(language),
        "statements": [
            {
                "text": f.said(language),
                "as_of": f.as_of,
                "published": ledger.source_of[f.source].published,
                "publisher": ledger.source_of[f.source].publisher,
                "source_id": f.source,
                "tier": ledger.tier(f),
                "certainty": f.certainty,
                "proposed": is_proposed(f),
                "support": support(ledger, f).said(language),
            }
            for f in facts
        ],
    }


def suggestions(can_answer: Callable[[str], bool], language: Language) -> list[dict[str, Any]]:
    """Topics with those of their questions that can be answered."""
    made = []
    for topic, rows in checklist.questions().items():
        asked = [row[language] for row in rows if can_answer(row["en"])]
        if asked:
            label = lexicon().topics.get(topic, {}).get(language, topic)
            made.append({"topic": label, "questions": asked})
    return made


def moving(move: Move | None) -> dict[str, Any] | None:
    """How far the embedder that was asked for has come, while the former one serves."""
    if move is None:
        return None
    to = move.target.embedder.name
    return {"to": to, "done": move.done, "of": move.total, "problem": move.problem}


def _plain(value: Any) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
