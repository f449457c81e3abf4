"""How much of what a question says a text says too, each thing weighed by how rarely the record
says it.

In: an understanding and a ledger. Out: the things asked for, and the share of them that a fact, a
recorded gap or a reading carries. Knows no attribute's fitness: `fit` decides who answers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from pathlib import Path

import yaml

from bot.understand import Understanding, mentions_name
from knowledge import (
    Fact,
    Ledger,
    amounts,
    dated,
    is_cjk,
    lexicon,
    named_in,
    stated,
    worded,
    words,
)

MODIFIERS = ("remaining",)  # wants that a text may say too
_UNSAID = 0.6  # what a word weighs that the record never uses: it may be chatter
_ROOT = 6  # letters two words must open with to be of one root: subscriber, subscription


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing the question says; `says` tells whether a text does, `facts` which facts do."""

    weight: float
    says: Callable[[str], bool]
    facts: frozenset[str]


def things(u: Understanding, ledger: Ledger) -> tuple[Thing, ...]:
    """What the question says but for the company itself, which every fact speaks of."""
    company = ledger.subject.id if ledger.subject else None
    told: list[Callable[[str], bool]] = [_name(n) for n in (*u.names, *u.beside)]
    told += [_figure(f) for f in u.figures]
    told += [_modifier(w) for w in u.wants if w in MODIFIERS]
    for entity in dict.fromkeys((*u.focus, *u.others)):
        if entity != company and entity in ledger.entity_of:
            told.append(_any_name(ledger.entity_of[entity].names))
    if u.period:
        told.append(_period(u.period))
    made = [_thing(says, _saying(says, ledger), ledger) for says in told]
    made += [_thing(_word(t), _with_word(t, ledger), ledger) for t in u.terms]
    made += [_asked(c, u, ledger) for c in dict.fromkeys((*u.concepts, *u.asides))]
    return tuple(made)


def share(text: str, asked: Sequence[Thing]) -> float:
    """Of 1: how much of what is asked the text says; 0 where nothing is asked."""
    whole = sum(t.weight for t in asked)
    return sum(t.weight for t in asked if t.says(text)) / whole if whole else 0.0


def share_of(fact: Fact, asked: Sequence[Thing]) -> float:
    whole = sum(t.weight for t in asked)
    return sum(t.weight for t in asked if fact.id in t.facts) / whole if whole else 0.0


def text_of(fact: Fact) -> str:
    return f"{fact.subject or ''}\n{fact.statement}\n{fact.statement_zh}"


def _thing(says: Callable[[str], bool], facts: frozenset[str], ledger: Ledger) -> Thing:
    count = len(ledger.facts) + 1
    weight = log(count / (len(facts) + 0.5)) / log(count) if facts else _UNSAID
    return Thing(weight=max(0.1, min(1.0, weight)), says=says, facts=facts)


def _saying(says: Callable[[str], bool], ledger: Ledger) -> frozenset[str]:
    return frozenset(f.id for f in ledger.facts if says(text_of(f)))


def _with_word(term: str, ledger: Ledger) -> frozenset[str]:
    """As `_word` would find them, by way of the record's vocabulary."""
    if is_cjk(term):
        return _saying(_word(term), ledger)
    held = ledger.vocabulary
    found = [
        frozenset[str]().union(*(ids for token, ids in held.items() if alike(wanted, token)))
        for wanted in worded(term)
    ]
    return frozenset.intersection(*found) if found else frozenset()


def _asked(concept: str, u: Understanding, ledger: Ledger) -> Thing:
    """Named in the text, or said there in the question's own words for it; of facts, also those
    whose attribute answers it.
    """
    said = u.standalone
    own = [said[m.start : m.end] for m in lexicon().mentions(said) if m.concept == concept]
    attributes = lexicon().concepts[concept].attributes
    facts = frozenset(
        f.id for f in ledger.facts if f.attribute in attributes or concept in named_in(text_of(f))
    ).union(*(_with_word(w, ledger) for w in own))
    words_of = [_word(w) for w in own]
    return _thing(
        lambda text: concept in named_in(text) or any(says(text) for says in words_of),
        facts,
        ledger,
    )


def _word(term: str) -> Callable[[str], bool]:
    if is_cjk(term):
        kinds = {other for line in _kinds() if term in line for other in line if is_cjk(other)}
        return lambda text: any(t in text for t in (term, *kinds))
    wanted = worded(term)
    return lambda text: all(any(alike(w, t) for t in worded(text)) for w in wanted)


def _name(name: str) -> Callable[[str], bool]:
    letter = f"{name.removeprefix('Series ')}轮" if name.startswith("Series ") else name
    return lambda text: mentions_name(text, name) or letter in text


def _any_name(names: Sequence[str]) -> Callable[[str], bool]:
    return lambda text: any(mentions_name(text, n) for n in names)


def _figure(figure: str) -> Callable[[str], bool]:
    return lambda text: any(
        amounts.compare(a, b) in ("equal", "rounded") for a in stated(figure) for b in stated(text)
    )


def _modifier(want: str) -> Callable[[str], bool]:
    return lambda text: want in lexicon().wants(text)


def _period(period: tuple[str, str]) -> Callable[[str], bool]:
    start, end = period
    return lambda text: any(
        p.start.isoformat() <= end and start <= p.end.isoformat() for p in dated(text)
    )


@cache
def alike(a: str, b: str) -> bool:
    """Two English tokens of one root, or words of the trade that stand for one another."""
    if a == b:
        return True
    if not (a.isascii() and b.isascii() and a.isalpha() and b.isalpha()):
        return False
    shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared += 1
    short, long = sorted((len(a), len(b)))
    rooted = shared >= _ROOT or (shared == short >= 4 and long - short <= 3)
    return rooted or any(a in line and b in line for line in _kinds())


@cache
def _kinds() -> tuple[frozenset[str], ...]:
    """The lines of `alike.yaml`, English words by their stems."""
    path = Path(__file__).with_name("alike.yaml")
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(frozenset(words.stem(str(w).lower()) for w in row) for row in rows)
