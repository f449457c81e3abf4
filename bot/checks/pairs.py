"""Which name, date and word goes with which figure, where one wording has several figures.

"70 for K2, 72 for Nova" does not bear out "72 for K2", nor a history one year's figure beside
another year, nor "55% on computing, 30% on hiring" a "55% on hiring". Each wording is cut between
its figures; what the proof gives to another figure only is not this one's. Knows no other check.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.answer import Check
from bot.checks.figures import alike
from bot.checks.names import Mark
from bot.checks.proofs import Proof
from bot.checks.reading import Reading, keys, part
from bot.checks.spans import Span, covers
from knowledge import Amount

_JOINT = re.compile(
    r"[,;:，；：、）)]\s*"
    r"|\s(?:and|to|against|than|versus|from|while|but|or|ahead of|behind|below|above|after)\s"
    r"|[和与至到而但比由→]"
)
_AGAIN = re.compile(r"\bor\b|即|合")


@dataclass(frozen=True, slots=True)
class _Pair:
    amount: Amount
    names: frozenset[str]
    dates: tuple[Span, ...]
    words: frozenset[str]


def checks(run: Reading, near: Reading, proof: Proof) -> list[Check]:
    theirs = list(_inherited(_pairs(near), _shared(near)))
    if len(run.amounts) == 0 or len(theirs) < 2:
        return []
    return [c for mine in _pairs(run) for c in _compare(mine, theirs, proof)]


def _inherited(pairs: Iterable[_Pair], shared: frozenset[str]) -> Iterator[_Pair]:
    """A figure beside which nobody is named is of whom the one before is: "for $18 a share, for
    $2 billion in total". What is `shared` goes with each.
    """
    before: frozenset[str] = frozenset()
    for pair in pairs:
        before = pair.names or before
        yield replace(pair, names=before, words=pair.words | shared)


def _shared(reading: Reading) -> frozenset[str]:
    """The words before its first figure; all where one figure is the other told again."""
    if _AGAIN.search(reading.text):
        return _words(reading)
    first = min((a.start for a in reading.amounts), default=reading.offset)
    return _words(part(reading, reading.offset, first))


def _words(reading: Reading) -> frozenset[str]:
    return keys((*reading.words, *reading.concepts))


def _compare(mine: _Pair, theirs: list[_Pair], proof: Proof) -> Iterator[Check]:
    own = [p for p in theirs if alike(mine.amount, p.amount)]
    others = [p for p in theirs if p not in own and p.amount.unit == mine.amount.unit]
    if not own or not others:
        return
    odd = {n for p in others for n in mine.names & p.names}
    if odd and not any(mine.names & p.names for p in own):
        detail = f"{mine.amount.text} is not {min(odd)}'s in {proof.id}"
        yield Check(kind="entity", ok=False, detail=detail)
    theirs_only, own_only = _apart([p.words for p in others], [p.words for p in own])
    if (strange := mine.words & theirs_only) and not mine.words & own_only:
        detail = f"{mine.amount.text} does not go with {min(strange)} in {proof.id}"
        yield Check(kind="measure", ok=False, detail=detail)
    for day in mine.dates:
        held = [covers(day, p.dates) for p in own if p.dates]
        if held and not any(held) and any(covers(day, p.dates) for p in others):
            detail = f"{mine.amount.text} is of another time in {proof.id}"
            yield Check(kind="date", ok=False, detail=detail)


def _apart(
    some: list[frozenset[str]], others: list[frozenset[str]]
) -> tuple[frozenset[str], frozenset[str]]:
    """What only the ones have, and what only the others."""
    one, other = (frozenset[str]().union(*words) for words in (some, others))
    return one - other, other - one


def _pairs(reading: Reading) -> Iterator[_Pair]:
    """Each figure with what is named between the joints around it."""
    start, end = reading.offset, reading.offset + len(reading.text)
    figures = sorted(reading.amounts, key=lambda a: a.start)
    joints = [m.start() + start for m in _JOINT.finditer(reading.text)]
    cuts = [start]
    for one, following in zip(figures, figures[1:], strict=False):
        between = [at for at in joints if one.end <= at < following.start]
        cuts.append(between[0] if between else following.start)
    cuts.append(end)
    for figure, s, e in zip(figures, cuts, cuts[1:], strict=False):
        here = part(reading, s, e)
        named = keys(m for m in (*here.parties, *here.names) if not _reports(m, here))
        yield _Pair(
            amount=figure,
            names=named,
            dates=tuple((d.start, d.end) for d in here.dates),
            words=_words(here),
        )


def _reports(name: Mark, here: Reading) -> bool:
    """It is who says so, not whose figure it is: "Bloomberg reported"."""
    said = [c for c in here.cues if c.family in ("said", "attributed")]
    return any(0 <= c.start - name.end <= 2 or 0 <= name.start - c.end <= 6 for c in said)
