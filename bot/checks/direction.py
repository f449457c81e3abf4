"""Which way something went, made a profit or loss, is more or less: against proofs and figures.

A direction is borne out by the words of the proofs, or by figures: those the sentence shows in
their order, or two dated figures of one attribute. Knows no hedges.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.answer import Check
from bot.checks.proofs import Proof
from bot.checks.reading import Reading

_OPPOSITE = {"up": "down", "down": "up", "profit": "loss", "loss": "profit", "more": "less",
             "less": "more"}  # fmt: skip
_FROM = re.compile(r"(?:\bfrom|[从由较])\s*(?:[^\d]{0,16})$", re.IGNORECASE)


def of_run(run: Reading, sentence: Reading, proof: Proof) -> list[Check]:
    """Profit and loss belong to the figure they stand with; a contrary word contradicts."""
    held = {s for w in proof.wordings for s in w.senses("result", "direction", "comparison")}
    made = [
        Check(kind="sign", ok=sense in held, detail=f"{sense} {_in(sense in held)} {proof.id}")
        for sense in sorted(run.senses("result"))
    ]
    for sense in sorted(run.senses("direction", "comparison")):
        if sense not in held and _OPPOSITE[sense] in held and not _shown(sense, sentence):
            made.append(Check(kind="sign", ok=False, detail=f"{sense}: contrary to {proof.id}"))
    return made


def of_sentence(sentence: Reading, used: Sequence[Proof]) -> list[Check]:
    held = {s for p in used for w in p.wordings for s in w.senses("direction", "comparison")}
    made = []
    for sense in sorted(sentence.senses("direction", "comparison")):
        ok = sense in held or _shown(sense, sentence) or sense in _trends(used)
        detail = f"{sense} {_in(ok)} the evidence"
        made.append(Check(kind="sign", ok=ok, detail=detail))
    return made


def _in(ok: bool) -> str:
    return "borne out by" if ok else "not borne out by"


def _shown(sense: str, sentence: Reading) -> bool:
    """Two figures of one unit in the sentence, from the earlier to the later one."""
    units = [a.unit for a in sentence.amounts]
    pair = [a for a in sentence.amounts if units.count(a.unit) > 1][:2]
    if len(pair) < 2 or pair[0].unit != pair[1].unit:
        return False
    first, last = pair
    if _FROM.search(sentence.text[: last.start]):
        first, last = last, first
    rises = {"up": first.high < last.low, "down": first.low > last.high}
    compares = {"more": pair[0].low > pair[1].high, "less": pair[0].high < pair[1].low}
    return (rises | compares).get(sense, False)


def _trends(used: Iterable[Proof]) -> set[str]:
    """Up or down, where two dated facts of one attribute are cited and move so."""
    series: dict[tuple[str, str, str | None], list[tuple[str, Decimal]]] = {}
    for fact in {f.id: f for p in used for f in p.facts}.values():
        if fact.range and fact.as_of:
            key = (fact.entity, fact.attribute, fact.unit)
            series.setdefault(key, []).append((fact.as_of, fact.range[0]))
    moved = set()
    for points in series.values():
        first, last = min(points), max(points)
        moved |= {"up"} if last[1] > first[1] else {"down"} if last[1] < first[1] else set()
    return moved
