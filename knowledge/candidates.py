"""Facts that may contradict one another and that no recorded conflict group holds yet.

In: a ledger. Out: groups of current facts about the same entity, attribute, subject and time whose
figures cannot all be right, each with a generated reading in both languages. The kind is always
"unresolved": which side is right is for a person to say. Knows no text beyond the facts' own.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations

from knowledge import amounts, periods
from knowledge.ledger import Ledger
from knowledge.lexicon import lexicon
from knowledge.matcher import is_cjk
from knowledge.proposed import is_proposed
from knowledge.records import Amount, Conflict, Fact, Language
from knowledge.stated import dated, stated

_REACH = 3  # nobody calls 40 "above 10": a bound reaches to three times its figure
_ABOUT = Decimal("0.05")
_ROUNDED = Decimal("0.1")  # "$1 billion" may be 1.1 rounded, but nobody rounds 0.8 to it
_UNSTATED = {"valuation": ("valuation_post", "valuation_pre")}
# What belongs to a named round or model and not to a day: retold later, it must be the same.
# Not a context window: the same model's grew from 1 to 2 million tokens within half a year.
_TIMELESS = {"round_amount", "valuation_post", "valuation_pre", "params", "benchmark_score"}
_ONCE = {"ipo_proceeds"}  # a company goes public once
_WORD = re.compile(r"[a-z0-9]+(?:[.+-][a-z0-9]+)*|[㐀-鿿]+")
_EMPTY = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "to", "and", "for", "app", "model", "round", "total",
     "company", "year", "month", "公司", "模型", "轮", "应用", "的"]
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A possible conflict. `facts` are its sides, oldest first; `conflict` names them by id."""

    conflict: Conflict
    facts: tuple[Fact, ...]


def candidates(ledger: Ledger) -> tuple[Candidate, ...]:
    """Every group of facts that disagree and are in no recorded group together, in a fixed order.

    Of proposed facts (`proposed.joined`) only those that no recorded figure confirms, and never
    two of one source: those are likelier misread than contradictory.
    """
    by_entity: dict[str, list[Fact]] = {}
    for fact in ledger.facts:
        if fact.range and fact.unit and fact.as_of and ledger.standing(fact) == "current":
            by_entity.setdefault(fact.entity, []).append(fact)
    edges = [e for facts in by_entity.values() for e in _edges(ledger, facts)]
    return tuple(_candidate(ledger, group) for group in _components(edges))


def alike(ledger: Ledger, a: Fact, b: Fact) -> bool:
    """Whether both state the same thing at the same time: their figures should agree."""
    return (
        a.entity == b.entity
        and _same_attribute(a, b)
        and a.unit == b.unit
        and _same_subject(ledger, a, b)
        and (_overlap(a, b) or _same_event(a, b))
    )


def figure(fact: Fact) -> Amount | None:
    """The recorded figure, with the size of its last digit as the statement writes it."""
    if fact.range is None or fact.unit is None:
        return None
    low, high = fact.range
    own = Amount(low=low, high=high, unit=fact.unit, bound=fact.bound or "exact")
    same = (a for a in stated(fact.statement) if (a.low, a.high, a.unit) == (low, high, own.unit))
    return replace(own, step=max((a.step for a in same), default=Decimal(0)))


def agree(a: Amount, b: Amount) -> bool:
    """Whether some value satisfies both, their bounds included: "above 10" and "12" agree."""
    if amounts.compare(a, b) in ("equal", "within"):
        return True
    (low, high), (other_low, other_high) = _interval(a), _interval(b)
    return low <= other_high and other_low <= high


def _edges(ledger: Ledger, facts: Sequence[Fact]) -> list[tuple[Fact, Fact]]:
    comparable = [(a, b) for a, b in combinations(facts, 2) if alike(ledger, a, b)]
    confirmed = {
        one.id
        for a, b in comparable
        if _figures_agree(a, b)
        for one, other in ((a, b), (b, a))
        if is_proposed(one) and not is_proposed(other)
    }
    return [
        (a, b)
        for a, b in comparable
        if not _figures_agree(a, b)
        and not {a.id, b.id} & confirmed
        and not (is_proposed(a) and is_proposed(b) and a.source == b.source)
        and not _settled(ledger, a, b)
    ]


def _figures_agree(a: Fact, b: Fact) -> bool:
    one, other = figure(a), figure(b)
    return one is None or other is None or agree(one, other)


def _settled(ledger: Ledger, a: Fact, b: Fact) -> bool:
    """A recorded group holds both, or one names the other."""
    if any(b.id in group.facts for group in ledger.groups(a.id)):
        return True
    named = {*a.supersedes, *a.conflicts_with, *b.supersedes, *b.conflicts_with}
    return bool(named & {a.id, b.id})


def _interval(amount: Amount) -> tuple[Decimal, Decimal]:
    """The values that the words allow; rounding goes no further than a bound's own edge."""
    low, high = amount.low, amount.high
    below, above = (min(amount.step / 2, abs(end) * _ROUNDED) for end in (low, high))
    match amount.bound:
        case "at_least":
            return low, high * _REACH
        case "at_most":
            return low / _REACH, high
        case "about":
            return low - max(below, abs(low) * _ABOUT), high + max(above, abs(high) * _ABOUT)
        case "exact":
            return low - below, high + above


def _same_attribute(a: Fact, b: Fact) -> bool:
    if a.attribute == b.attribute:
        return True
    # a text that says "valuation" does not say before or after the money
    return any(
        is_proposed(one) and other.attribute in _UNSTATED.get(one.attribute, ())
        for one, other in ((a, b), (b, a))
    )


def _overlap(a: Fact, b: Fact) -> bool:
    one, other = periods.parse(a.as_of or ""), periods.parse(b.as_of or "")
    return one.start <= other.end and other.start <= one.end


def _same_subject(ledger: Ledger, a: Fact, b: Fact) -> bool:
    if any(is_proposed(f) and f.subject is None for f in (a, b)):
        return True  # a sentence may not say which round; that the times overlap has to do
    (one, spans), (other, others) = _subject(ledger, a), _subject(ledger, b)
    return one == other and (not spans or not others or spans == others)


def _same_event(a: Fact, b: Fact) -> bool:
    if a.attribute in _ONCE:
        return True
    return a.subject is not None and b.subject is not None and a.attribute in _TIMELESS


def _subject(ledger: Ledger, fact: Fact) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The telling words of a subject, and the periods in it, apart from each other."""
    text = fact.subject or ""
    spans = dated(text)
    for span in reversed(spans):
        text = text[: span.begin] + " " + text[span.stop :]
    entity = ledger.entity_of.get(fact.entity)
    for name in sorted(entity.names if entity else (), key=len, reverse=True):
        edge = "" if is_cjk(name) else r"(?![A-Za-z0-9])"
        text = re.sub(re.escape(name) + edge, " ", text, flags=re.IGNORECASE)
    words = frozenset(_WORD.findall(text.lower())) - _EMPTY
    return words, frozenset((p.start.isoformat(), p.end.isoformat()) for p in spans)


def _components(edges: Iterable[tuple[Fact, Fact]]) -> list[list[Fact]]:
    """Facts that hang together by disagreement, each group oldest first."""
    groups: list[dict[str, Fact]] = []
    for a, b in edges:
        touching = [g for g in groups if a.id in g or b.id in g]
        groups = [g for g in groups if g not in touching]
        groups.append({k: f for g in touching for k, f in g.items()} | {a.id: a, b.id: b})
    oldest_first = [sorted(g.values(), key=lambda f: (f.as_of or "", f.id)) for g in groups]
    return sorted(oldest_first, key=lambda g: (g[0].entity, g[0].attribute, g[0].id))


def _candidate(ledger: Ledger, facts: Sequence[Fact]) -> Candidate:
    conflict = Conflict(
        id="found:" + "+".join(sorted(f.id for f in facts)),
        topic=facts[0].topic,
        kind="unresolved",
        facts=tuple(f.id for f in facts),
        reading=_reading(ledger, facts, "en"),
        reading_zh=_reading(ledger, facts, "zh"),
    )
    return Candidate(conflict=conflict, facts=tuple(facts))


def _reading(ledger: Ledger, facts: Sequence[Fact], language: Language) -> str:
    sides: dict[tuple[str, str], list[str]] = {}
    for fact in facts:
        sides.setdefault(_said(fact, language), []).append(_who(ledger, fact, language))
    slip = _slip(facts)
    head = _head(ledger, facts[0], language)
    told = [_side(who, *said, language) for said, who in sides.items()]
    if language == "zh":
        hint = f"两者相差恰为{slip}倍，可能有一方数量级有误。" if slip else ""
        return f"{head}：{'；'.join(told)}。{hint}现有资料无法判定何者为准。"
    hint = f" One is exactly {slip} times the other: a slip of scale is likely." if slip else ""
    return f"{head}: {'; '.join(told)}.{hint} Nothing held here decides which is right."


def _head(ledger: Ledger, fact: Fact, language: Language) -> str:
    entity = ledger.entity_of.get(fact.entity)
    name = entity.called(language) if entity else fact.entity
    label = lexicon().attributes.get(fact.attribute, {}).get(language)
    label = label or fact.attribute.replace("_", " ")
    if language == "zh":
        return f"{name}的{label}" + (f"（{fact.subject}）" if fact.subject else "")
    label = label if label.isupper() else label[:1].lower() + label[1:]
    return f"{name}, {label}" + (f" ({fact.subject})" if fact.subject else "")


def _said(fact: Fact, language: Language) -> tuple[str, str]:
    """The figure and the time it is of, in words."""
    amount = figure(fact)
    assert amount is not None
    return amounts.format(amount, language), periods.say(fact.as_of, language)


def _who(ledger: Ledger, fact: Fact, language: Language) -> str:
    """Who says it, when it was printed, of which tier."""
    source = ledger.source_of.get(fact.source)
    publisher = source.publisher if source else fact.source
    printed = periods.say(source.published if source else None, language)
    tier = ledger.tier(fact)
    if language == "zh":
        read = "，按规则从原文读取" if is_proposed(fact) else ""
        return f"{publisher}（{printed}，{tier}级{read}）"
    read = ", read from its text by rule" if is_proposed(fact) else ""
    return f"{publisher} ({printed}, tier {tier}{read})"


def _side(who: Sequence[str], said: str, of: str, language: Language) -> str:
    if language == "zh":
        return f"{'、'.join(who)}称{of}为{said}"
    several = ", ".join(who[:-1]) + " and " if len(who) > 1 else ""
    return f"{several}{who[-1]} {'give' if several else 'gives'} {said} for {of}"


def _slip(facts: Sequence[Fact]) -> int | None:
    """10, 100, 1000 … if two sides differ by exactly that."""
    values = sorted(f.range[0] for f in facts if f.range and f.range[0] > 0)
    if len(values) < 2:
        return None
    ratio = values[-1] / values[0]
    return next((n for n in (10, 100, 1000, 10_000) if ratio == n), None)
