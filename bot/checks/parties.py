"""Whom a stretch of a claim names, against whom one proof is about.

Known parties are compared by id, so that either language and every spelling will do; other names
(people, papers, rounds, products) by their words. Knows no figures.
"""

import re
from collections.abc import Sequence
from itertools import chain

from bot.answer import Check
from bot.checks.proofs import Proof
from bot.checks.reading import Reading, keys
from bot.checks.times import is_report
from knowledge import Ledger

_PASSIVE = re.compile(r"\bby\b|[被由遭获]")
# Possession, origin and company turn the order round, or make it no matter.
_EITHER = re.compile(
    r"^['’]s?\b|^的|\b(?:with|versus|and|from|than|against|for|of its)\b|[与和同跟比]"
)


def checks(
    run: Reading, near: Reading, proof: Proof, held: Sequence[Proof], ledger: Ledger
) -> list[Check]:
    """Where two are compared, the other one may be of another proof."""
    known = proof.parties | proof.holders
    if is_report(run):
        known |= proof.sources
    if "comparison" in run.families():
        known |= frozenset(chain.from_iterable(p.holders for p in held))
    made = []
    for party in sorted(keys(run.parties)):
        entity = ledger.entity_of.get(party)
        name = entity.name if entity else party
        made.append(_check("entity", name, party in known, proof))
    made += [_check("name", n, _is_held(n, proof), proof) for n in sorted(keys(run.names))]
    if _is_turned(run, near):
        detail = f"who does what to whom is the other way round in {proof.id}"
        made.append(Check(kind="entity", ok=False, detail=detail))
    return made


def _is_turned(run: Reading, near: Reading) -> bool:
    """The same two parties in the other order, with no passive to account for it."""
    mine, theirs = _pair(run), _pair(near)
    if run.language != near.language or not mine or not theirs or {*mine} != {*theirs}:
        return False
    texts = [_between(run), _between(near)]
    if any(_EITHER.search(t) for t in texts):
        return False
    passive = [bool(_PASSIVE.search(t)) for t in texts]
    return (mine != theirs) != (passive[0] != passive[1])


def _pair(reading: Reading) -> tuple[str, str] | None:
    """The two parties of the reading in their order; None where there are more or fewer."""
    order = tuple(dict.fromkeys(m.key for m in reading.parties))
    return (order[0], order[1]) if len(order) == 2 else None


def _between(reading: Reading) -> str:
    """The words from the first party to the second, and the mark of possession after the first."""
    first = reading.parties[0]
    second = next(m for m in reading.parties if m.key != first.key)
    start = first.end - reading.offset
    return reading.text[start : second.start - reading.offset]


def whose(
    run: Reading, sentence: Reading, near: Reading, proof: Proof, ledger: Ledger
) -> list[Check]:
    """A figure of somebody else than the company has to say whose it is."""
    subject = ledger.subject
    if not run.amounts or not proof.holders or subject is None or subject.id in proof.holders:
        return []
    if sentence.parties or sentence.names or not proof.holders & ledger.entity_of.keys():
        return []
    if not proof.holders & keys(near.parties):
        return []  # its own words do not say either
    return [Check(kind="entity", ok=False, detail=f"does not say that {proof.id} is of another")]


def _is_held(name: str, proof: Proof) -> bool:
    parts = re.findall(r"[a-z0-9]+", name)
    return name in proof.names or (bool(parts) and all(_is_spelled(p, proof) for p in parts))


def _is_spelled(word: str, proof: Proof) -> bool:
    """As it stands, in the plural, or as a place and its adjective: Iberia, Iberian."""
    if {word, word.removesuffix("s")} & proof.names:
        return True
    return len(word) > 5 and any(
        n[:6] == word[:6] and abs(len(n) - len(word)) < 3 for n in proof.names if n.isalpha()
    )


def _check(kind: str, name: str, ok: bool, proof: Proof) -> Check:
    return Check(kind=kind, ok=ok, detail=f"{name} {'is' if ok else 'is not'} named by {proof.id}")
