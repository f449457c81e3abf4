"""The same attribute of several companies beside each other, newest standing figure of each.

Inputs are facts with context_window (tokens only: characters are another measure) of any entity.
A figure that stands alone in an unresolved group is left out. Compares lengths, not quality.
"""

from knowledge import periods
from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.base import Figure
from knowledge.records import Fact, Language, Metric


def context_windows(ledger: Ledger) -> Metric | None:
    """Tokens: the newest recorded window of each company, longest first."""
    newest: dict[str, Fact] = {}
    held = [f for f in ledger.facts if f.attribute == "context_window" and f.unit == "tokens"]
    for fact in sorted(held, key=ledger.rank):
        if base.usable(fact) and ledger.standing(fact) == "current" and _sure(ledger, fact):
            newest.setdefault(fact.entity, fact)
    if len(newest) < 2:
        return None
    rows = sorted(newest.values(), key=lambda f: (-base.figure(f).high, _name(ledger, f, "en")))
    low = min(base.figure(f).low for f in rows)
    high = max(base.figure(f).high for f in rows)
    return base.metric(
        id="context-windows",
        name="Context windows side by side",
        name_zh="上下文窗口对照",
        topic="long_context",
        attributes=("context_window",),
        formula="newest recorded window of each company",
        formula_zh="各家最新记录的窗口",
        inputs=tuple(base.taken(_name(ledger, f, "en"), f) for f in rows),
        result=Figure(low=low, high=high, unit="tokens"),
        as_of=max(f.as_of or "" for f in rows) or None,
        says="Newest recorded window of each: "
        + "; ".join(_row(ledger, f, "en") for f in rows)
        + ".",
        says_zh="各家最新记录的窗口：" + "；".join(_row(ledger, f, "zh") for f in rows) + "。",
        caveat="Nominal length says nothing about quality at full length.",
        caveat_zh="名义长度不说明满长度下的质量。",
    )


def _row(ledger: Ledger, fact: Fact, language: Language) -> str:
    name = _name(ledger, fact, language)
    model = fact.subject if fact.subject and fact.subject.isascii() else None
    who = name if model is None else model if name in model else f"{model} ({name})"
    day = periods.say((fact.as_of or "")[:7] or None, language)
    return f"{who}: {base.said(fact, language)}, {day}"


def _sure(ledger: Ledger, fact: Fact) -> bool:
    return not any(g.kind == "unresolved" and g.facts == (fact.id,) for g in ledger.groups(fact.id))


def _name(ledger: Ledger, fact: Fact, language: Language) -> str:
    entity = ledger.entity_of.get(fact.entity)
    return entity.called(language) if entity else fact.entity
