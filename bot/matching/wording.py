"""How much of what a question says a text says too, each thing weighed by how rarely the record
says it.

In: an understanding and a ledger. Out: the things asked for, and the share of them that a fact, a
recorded gap or a reading carries. Knows no attribute's fitness: `fit` decides who answers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Literal

from bot.matching.kindred import in_english, kin, meant, rendered, saying
from bot.understand import Understanding, mentions_name
from knowledge import (
    Amount,
    Conflict,
    Fact,
    Ledger,
    amounts,
    dated,
    is_cjk,
    lexicon,
    stated,
    tells_of,
    worded,
)
from knowledge import text_of as text_of

MODIFIERS = ("remaining", "used_up", "ever", "smaller")  # wants that a text may say too
_CHATTER = 0.25  # what a word weighs that the record never uses
_STRANGE = 0.6  # … where it stands right beside what is asked: "cash conversion"


Kind = Literal["concept", "own", "word", "name", "figure", "day"]  # own: words of a concept


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing the question says; `says` tells whether a text does, `facts` which facts do."""

    kind: Kind
    weight: float
    says: Callable[[str], bool]
    facts: frozenset[str]
    said: tuple[str, ...] = ()  # its words in the question
    attributes: tuple[str, ...] = ()  # of a concept
    concept: str | None = None


def things(u: Understanding, ledger: Ledger) -> tuple[Thing, ...]:
    """What the question says but for the company itself, which every fact speaks of."""
    made = [replace(_thing("name", says, ledger), said=said) for says, said in _names(u, ledger)]
    made += [_thing("figure", says, ledger) for says in _figures(u)]
    made += [_thing("word", _modifier(w), ledger) for w in u.wants if w in MODIFIERS]
    made += [_thing("day", _period(u.period), ledger)] if u.period else []
    for term in u.terms:
        unsaid = _STRANGE if term in u.tight else _CHATTER
        word = _weighed("word", saying(term), _with_word(term, ledger), ledger, unsaid)
        made.append(replace(word, said=(term,)))
    for concept in dict.fromkeys((*u.concepts, *u.asides)):
        made += _asked(concept, u, ledger)
    return tuple(made)


def _names(u: Understanding, ledger: Ledger) -> list[tuple[Callable[[str], bool], tuple[str, ...]]]:
    company = ledger.subject.id if ledger.subject else None
    told = [(_name(n), (n,)) for n in (*u.names, *u.beside)]
    others = [e for e in dict.fromkeys((*u.focus, *u.others)) if e != company]
    called = [ledger.entity_of[e].names for e in others if e in ledger.entity_of]
    return told + [(_any_name(names), tuple(names)) for names in called]


def share(text: str, asked: Sequence[Thing]) -> float:
    """Of 1: how much of what is asked the text says; 0 where nothing is asked."""
    return _part([t for t in asked if t.says(text)], asked)


def share_of(fact: Fact, asked: Sequence[Thing]) -> float:
    return _part([t for t in asked if fact.id in t.facts], asked)


def shares(asked: Sequence[Thing]) -> dict[str, float]:
    """The share of each fact that says something of what is asked, all at once."""
    told = [t for t in asked if t.kind != "own"]
    whole = sum(t.weight for t in told)
    said: dict[str, float] = {}
    for thing in told:
        for fact_id in thing.facts:
            said[fact_id] = said.get(fact_id, 0.0) + thing.weight
    return {fact_id: weight / whole for fact_id, weight in said.items()}


def own_words(fact: Fact, asked: Sequence[Thing]) -> float:
    """The rarity of the question's own words for its concepts that the fact has: a rule on the VIE
    comes before other rules.
    """
    return sum(t.weight for t in asked if t.kind == "own" and fact.id in t.facts)


def _part(said: Sequence[Thing], asked: Sequence[Thing]) -> float:
    whole = sum(t.weight for t in asked if t.kind != "own")
    return sum(t.weight for t in said if t.kind != "own") / whole if whole else 0.0


def text_of_group(group: Conflict, ledger: Ledger) -> str:
    """Its reading and what its members say."""
    members = [text_of(ledger.by_id[i]) for i in group.facts if i in ledger.by_id]
    return "\n".join([group.reading, group.reading_zh, *members])


def _thing(kind: Kind, says: Callable[[str], bool], ledger: Ledger) -> Thing:
    return _weighed(kind, says, _saying(says, ledger), ledger)


def _weighed(
    kind: Kind,
    says: Callable[[str], bool],
    facts: frozenset[str],
    ledger: Ledger,
    unsaid: float = _STRANGE,
) -> Thing:
    count = len(ledger.facts) + 1
    weight = log(count / (len(facts) + 0.5)) / log(count) if facts else unsaid
    return Thing(kind=kind, weight=max(0.1, min(1.0, weight)), says=says, facts=facts)


def _saying(says: Callable[[str], bool], ledger: Ledger) -> frozenset[str]:
    return _with_kin(frozenset(i for i, text in ledger.texts.items() if says(text)), ledger)


def _with_kin(found: frozenset[str], ledger: Ledger) -> frozenset[str]:
    """And the others of a subject of which at least half say it: the subject is called so."""
    subjects = {ledger.by_id[i].subject for i in found} - {None}
    called = [
        kin for s in subjects if s and len(found & (kin := ledger.by_subject[s])) * 2 >= len(kin)
    ]
    return found.union(*called)


def _with_word(term: str, ledger: Ledger) -> frozenset[str]:
    """As `saying` would find them, by way of the record's vocabulary."""
    held = ledger.vocabulary
    if is_cjk(term):
        chinese, english = meant(term), in_english(term)
        said = {i for i, text in ledger.texts.items() if any(word in text for word in chinese)}
        named = said.union(*(held.get(word, ()) for word in english))
        return _with_kin(frozenset(named), ledger) or _saying(rendered(term), ledger)
    found = [
        frozenset[str]().union(*(held.get(token, ()) for token in kin(wanted, ledger.tokens)))
        for wanted in worded(term)
    ]
    return _with_kin(frozenset.intersection(*found), ledger) if found else frozenset()


def _asked(concept: str, u: Understanding, ledger: Ledger) -> list[Thing]:
    """The concept, named in a text or said there in the question's own words, or what a fact's
    attribute answers; and an abbreviation it was asked for by: "VIE".
    """
    said = u.standalone
    own = {said[m.start : m.end] for m in lexicon().mentions(said) if m.concept == concept}
    worded_so = {w: _with_word(w, ledger) for w in sorted(own)}
    attributes = lexicon().concepts[concept].attributes
    asked = lexicon().concepts[concept]
    loose = asked.if_said if concept not in u.concepts[:1] else {"statement"} & asked.if_said
    told = {*attributes} - loose  # which may be about anything
    recorded = (f.id for f in ledger.facts if f.attribute in told)
    facts = ledger.telling.get(concept, frozenset()).union(recorded, *worded_so.values())
    ways = [saying(w) for w in own]
    made = _weighed(
        "concept",
        lambda text: concept in tells_of(text) or any(says(text) for says in ways),
        facts,
        ledger,
    )
    made = replace(made, said=tuple(own), attributes=attributes, concept=concept)
    # only what both languages write alike, or they would get different facts
    joint = {w: ids for w, ids in worded_so.items() if ids and w.isascii() and w.upper() == w}
    return [made, *(_weighed("own", saying(w), ids, ledger) for w, ids in joint.items())]


def _name(name: str) -> Callable[[str], bool]:
    letter = f"{name.removeprefix('Series ')}轮" if name.startswith("Series ") else name
    return lambda text: mentions_name(text, name) or letter in text


def _any_name(names: Sequence[str]) -> Callable[[str], bool]:
    return lambda text: any(mentions_name(text, n) for n in names)


def _figure(figure: str) -> Callable[[str], bool]:
    """The amount, or both ends of a range one by one: "from 2.5bn to 20bn"."""
    asked = [(a, *_ends(a)) for a in stated(figure)]

    def says(text: str) -> bool:
        held = stated(text)
        return any(
            _held(a, held) or (ends and all(_held(e, held) for e in ends)) for a, *ends in asked
        )

    return says


def _figures(u: Understanding) -> list[Callable[[str], bool]]:
    """Each, or where the question offers them to choose from, any."""
    each = [_figure(f) for f in u.figures]
    return [lambda text: any(says(text) for says in each)] if "either" in u.wants else each


def _held(asked: Amount, held: Sequence[Amount]) -> bool:
    """A bare "10 billion" is held whatever it is counted in."""
    return any(
        amounts.compare(asked, h) in ("equal", "rounded")
        or (asked.unit == "count" and (asked.low, asked.high) == (h.low, h.high))
        for h in held
    )


def _ends(a: Amount) -> list[Amount]:
    return [replace(a, low=end, high=end) for end in (a.low, a.high)] if a.low != a.high else []


def _modifier(want: str) -> Callable[[str], bool]:
    return lambda text: want in lexicon().wants(text)


def _period(period: tuple[str, str]) -> Callable[[str], bool]:
    start, end = period
    return lambda text: any(
        p.start.isoformat() <= end and start <= p.end.isoformat() for p in dated(text)
    )
