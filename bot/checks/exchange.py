"""What it did to a sentence that some of its words were exchanged for others.

Another name, date, figure or measure in the place of the one there was; a hedge, a "not", a bound
or a direction gone, put in or turned. Knows synonyms as cues of one sense, nothing of grammar.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from bot.answer import Check
from bot.checks import opposites, stance
from bot.checks.figures import LIMITS, alike
from bot.checks.matter import kin, kinds
from bot.checks.names import Mark, spans_of, touches
from bot.checks.proofs import Proof
from bot.checks.reading import Reading, keys
from bot.checks.spans import covers

_TURNS = ("direction", "result", "comparison", "frequency", "basis", "side", "region", "counted")
_KEPT = {
    "unrealised": "hedge", "unproven": "hedge", "estimated": "hedge", "negation": "negation",
    "direction": "sign", "result": "sign", "comparison": "sign",
}  # fmt: skip

_LIGHT = frozenset(("count", "put", "stand", "stood", "amount", "total", "came", "come"))
_LEAST_ZH = 2  # characters that make another word
_NUMBER = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\b|[两二三四五六七八九]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """`old` is what the words had that went, `new` what those have that came in their place."""

    old: Reading
    new: Reading
    run: Reading
    wording: Reading
    proof: Proof


def did(e: Exchange) -> Iterator[Check]:
    yield from _lost(e)
    yield from _turned(e)
    yield from _unbound(e)
    yield from _renamed(e)
    yield from _refigured(e)
    yield from _redated(e)
    yield from _reworded(e)
    yield from _opposed(e)
    measured = keys(e.old.concepts), keys(e.new.concepts)
    if all(measured) and not measured[0] & measured[1]:
        yield _wrong("measure", f"{min(measured[1])} in the place of {min(measured[0])}")


def _wrong(kind: str, detail: str) -> Check:
    return Check(kind=kind, ok=False, detail=detail)


def _count(reading: Reading, family: str) -> int:
    return sum(c.family == family for c in reading.cues)


def _lost(e: Exchange) -> Iterator[Check]:
    """A hedge, negation or direction that went and is nowhere made good."""
    for family, kind in _KEPT.items():
        if family not in e.old.families() or family in e.new.families():
            continue
        fewer = _count(e.run, family) < _count(e.wording, family)
        made_good = e.new if "estimated" in e.wording.families() else e.run
        if fewer and not stance.instead(family, e.old, made_good):
            yield _wrong(kind, f"{family} dropped")
    told = e.run.families() & stance.ATTRIBUTES or not stance.needs_attribution(e.proof)
    if "attributed" in e.old.families() and not told:
        yield _wrong("hedge", "attribution dropped")


def _turned(e: Exchange) -> Iterator[Check]:
    """One direction for another, a negation put in, an assurance in the place of a hedge."""
    before = e.old.senses(*_TURNS)
    for sense in sorted(e.new.senses(*_TURNS) - before if before else ()):
        yield _wrong("sign", f"{sense} in the place of {min(before)}")
    assured = e.new.senses("assured") - e.old.senses("assured")
    if assured and e.old.families() & stance.HEDGES - {"said"}:
        yield _wrong("hedge", f"{min(assured)} in the place of a hedge")
    more = _count(e.run, "negation") > _count(e.wording, "negation")
    if more and "negation" in e.new.families() - e.old.families():
        yield _wrong("negation", "negation put in")


def _unbound(e: Exchange) -> Iterator[Check]:
    """A limit of the exchanged words that the figure has no longer."""
    for held in (a for a in e.old.amounts if a.bound in LIMITS):
        before, now = ([a for a in r.amounts if alike(a, held)] for r in (e.wording, e.run))
        limited = [sum(a.bound == held.bound for a in side) for side in (before, now)]
        if now and limited[1] < min(limited[0], len(now)):
            yield _wrong("bound", f"{now[0].text}: in the place of {held.text}")


def _renamed(e: Exchange) -> Iterator[Check]:
    parties = keys(e.new.parties) - keys(e.old.parties)
    if e.old.parties and parties:
        yield _wrong("entity", f"{min(parties)} in the place of another party")
    names = keys(e.new.names) - keys(e.old.names)
    if names and (e.old.names or e.old.parties) and not _are_parts(e.new.names, e.old):
        yield _wrong("name", f"{min(names)} in the place of another name")


def _are_parts(new: tuple[Mark, ...], old: Reading) -> bool:
    """Each new name is a part of an old one: "Kanaal" of "Groen Kanaal"."""
    held = {w for m in (*old.names, *old.parties) for w in re.split(r"[^a-z0-9]+", m.key)}
    return all(set(re.split(r"[^a-z0-9]+", m.key)) <= held for m in new)


def _refigured(e: Exchange) -> Iterator[Check]:
    for figure in e.new.amounts:
        same = [a for a in e.old.amounts if alike(figure, a)]
        if not same and figure.unit in {a.unit for a in e.old.amounts}:
            yield _wrong("figure", f"{figure.text}: in the place of {e.old.amounts[0].text}")
        if same and figure.bound in LIMITS and figure.bound not in {a.bound for a in same}:
            yield _wrong("bound", f"{figure.text}: in the place of {same[0].text}")


def _reworded(e: Exchange) -> Iterator[Check]:
    """Matter of which the proof has no word: "factory noise" said as "quiet offices"."""
    least = _LEAST_ZH if e.run.language == "zh" else 1
    gone = keys(e.old.words) - keys(e.run.words) - _LIGHT
    new = _foreign(e.new, e.proof)
    told = keys((*e.new.words, *e.new.concepts))
    if len(gone) >= least and len(new) >= least and new == told:
        yield _wrong("wording", f"{min(new)} in the place of {min(gone)}")


def _opposed(e: Exchange) -> Iterator[Check]:
    """A word for its contrary, and a number for another that counts nothing that was read."""
    held = [w.text for w in e.proof.wordings if w.language == e.run.language]
    if word := opposites.contrary(e.new.text, e.old.text, held, "exchanged"):
        yield _wrong("sign", f"{word} in the place of its contrary")
    before, now = _numbers(e.old), _numbers(e.new)
    if before and now and not before & now:
        yield _wrong("figure", f"{min(now)} in the place of {min(before)}")


def _foreign(new: Reading, proof: Proof) -> frozenset[str]:
    """Words and measures that the proof has in no form."""
    held = frozenset(chain.from_iterable(kinds(w.text) for w in proof.wordings))
    words = {w for w in keys(new.words) if w not in proof.vocabulary and not kin(w) & held}
    return keys(new.concepts) - proof.concepts | words


def _numbers(reading: Reading) -> frozenset[str]:
    """Those that are read as no figure and no date: of a model, of seats."""
    read = [*spans_of(reading.amounts), *((d.begin, d.stop) for d in reading.dates)]
    found = [(m[0], m.start() + reading.offset) for m in _NUMBER.finditer(reading.text.lower())]
    return frozenset(n for n, at in found if not touches(at, at + len(n), read))


def _redated(e: Exchange) -> Iterator[Check]:
    spans = [(d.start, d.end) for d in e.old.dates]
    for day in e.new.dates if spans else ():
        if not covers((day.start, day.end), spans):
            yield _wrong("date", f"{day.text} in the place of {e.old.dates[0].text}")
    loose = keys(e.old.loose), keys(e.new.loose)
    if all(loose) and loose[0] != loose[1]:
        yield _wrong("date", f"{min(loose[1])} in the place of {min(loose[0])}")
