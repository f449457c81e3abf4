"""A sentence of a claim → stretches, each of which one proof has to carry alone.

Value from one source, date from another and name from a third make no true sentence. A sentence is
cut only where its grammar allows, and only into stretches that state something; among the ways to
cut, the one with the fewest failed checks counts. Knows no checks.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.answer import Check
from bot.checks.names import spans_of
from bot.checks.proofs import Proof
from bot.checks.reading import Reading, part

# Not between a name and its figure: "Nova 4: 10 million tokens", "the last round (EUR 5)".
_AFTER = re.compile(r"[,;—–，；。、](?!\d)|[:：](?!\s?\D{0,4}\d)|[)）](?![:：])")
_BEFORE = re.compile(
    r"(?: \(|（)(?=[^)）]{25})"
    r"|(?<= )(?:and|but|while|whereas|although|though|then)(?= )|而|但|并|且|以及|同时"
)
# Allowed between two figures only, and not in front of a date: "EUR 5 at the end of 2030".
_BETWEEN = re.compile(
    r"(?:^|(?<= ))(?:to|from|than|versus|vs\.?|against|at|on|with|over|for|after|before|up from|"
    r"down from|compared with|followed by)(?= )|[与和及至到比较由从]"
)
_MOST_CUTS = 10
_NEAR = 14  # characters between a joint and the date that it leads to

Judge = Callable[[Reading, Reading, Proof], list[Check]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Borne:
    """Stretches with the proofs that carry them best, and every check of the two."""

    proofs: tuple[Proof, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def failed(self) -> int:
        return sum(not c.ok for c in self.checks)

    def then(self, other: "Borne") -> "Borne":
        return Borne(proofs=(*self.proofs, *other.proofs), checks=(*self.checks, *other.checks))


def carry(sentence: Reading, proofs: Sequence[Proof], judge: Judge) -> Borne:
    """The best cut; the sentence as a whole where that holds already, and before a worse one."""
    whole = carry_whole(sentence, proofs, judge)
    if whole.failed == 0 or len(proofs) == 1:
        return whole
    cuts = [0, *_cuts(sentence), len(sentence.text)]
    # best[j]: the best way up to cut j for each proof that carries the last stretch
    best: list[list[Borne]] = [[Borne()], *([] for _ in cuts[1:])]
    for j in range(1, len(cuts)):
        ways = []
        for i in range(j):
            run = part(sentence, cuts[i], cuts[j])
            if best[i] and _states(run):
                here = _each(run, part(sentence, 0, cuts[i]), proofs, judge)
                ways += [way for borne in here for way in _after(best[i], borne)]
        best[j] = _best_of_each(ways)
    return min((whole, *best[-1]), key=_failed)


def carry_whole(sentence: Reading, proofs: Sequence[Proof], judge: Judge) -> Borne:
    """The sentence uncut, with the proof that carries it best."""
    return min(_each(sentence, part(sentence, 0, 0), proofs, judge), key=_failed)


def _failed(borne: Borne) -> tuple[int, int]:
    return borne.failed, len(borne.proofs)


def _each(run: Reading, before: Reading, proofs: Sequence[Proof], judge: Judge) -> list[Borne]:
    return [Borne(proofs=(p,), checks=tuple(judge(run, before, p))) for p in proofs]


def _after(ways: Sequence[Borne], borne: Borne) -> list[Borne]:
    """No proof carries two stretches on end: it has to carry them as the one they are."""
    others = [w for w in ways if not w.proofs or w.proofs[-1] is not borne.proofs[0]]
    return [min(others, key=_failed).then(borne)] if others else []


def _best_of_each(ways: Sequence[Borne]) -> list[Borne]:
    last = {id(w.proofs[-1]): w for w in sorted(ways, key=_failed, reverse=True)}
    return list(last.values())


def _states(run: Reading) -> bool:
    """It has a figure of something, or says something of somebody; the rest leans on its clause."""
    if run.amounts or run.digits:
        named = (*run.words, *run.concepts, *run.names, *run.parties, *run.cues, *run.dates)
        return bool(named or _BETWEEN.match(run.text.strip()))
    matter = len({w.key for w in run.words}) + len(run.concepts)
    return matter >= 2 and bool(run.parties or run.names or run.cues or len(run.words) > 3)


def _cuts(sentence: Reading) -> list[int]:
    """Where the sentence may be cut, outside of everything that was read."""
    taken = [
        *spans_of((*sentence.amounts, *sentence.parties, *sentence.names, *sentence.cues)),
        *((d.begin, d.stop) for d in sentence.dates),
    ]
    text = sentence.text
    cuts = [
        *(m.end() for m in _AFTER.finditer(text)),
        *(m.start() for m in _BEFORE.finditer(text)),
        *(m.start() for m in _BETWEEN.finditer(text) if _parts_figures(m, sentence)),
    ]
    free = {c for c in cuts if 0 < c < len(text) and not any(s < c < e for s, e in taken)}
    return sorted(free)[:_MOST_CUTS]


def _parts_figures(joint: re.Match[str], sentence: Reading) -> bool:
    before = [a.start for a in sentence.amounts if a.start < joint.start()]
    after = [a.start for a in sentence.amounts if a.start > joint.start()]
    dates = [d.begin for d in sentence.dates if joint.start() < d.begin < joint.end() + _NEAR]
    return bool(before and after) and not any(d < min(after) for d in dates)
