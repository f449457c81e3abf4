"""What changed in the stretch a question names → the facts concerned, best first.

In: an understanding with `since` and the ledger. Out: `Changes` narrowed to what was asked about.
Without a topic that is the company. Knows no wording.
"""

from dataclasses import replace

from bot.matching import fit
from bot.matching.fit import Ranked
from bot.understand import Understanding
from knowledge import Changes, Conflict, Ledger, changes


def changed(u: Understanding, ledger: Ledger) -> Changes:
    assert u.since is not None
    every = changes(ledger, *u.since)
    asked = _asked(u, ledger)
    return replace(
        every,
        replaced=tuple(p for p in every.replaced if p[0].id in asked),
        contested=tuple(c for c in every.contested if _concerns(c, asked)),
        added=tuple(f for f in every.added if f.id in asked),
    )


def ranked(found: Changes) -> tuple[Ranked, ...]:
    """As retrieved: what was replaced before what was added, newest first."""
    newest = sorted(found.facts, key=lambda f: f.as_of or "", reverse=True)
    replaced = {f.id for pair in found.replaced for f in pair}
    newest.sort(key=lambda f: f.id not in replaced)
    return tuple(Ranked(fact=f, score=1.0, strength="strong") for f in newest)


def _asked(u: Understanding, ledger: Ledger) -> set[str]:
    """The facts that the question is about, whenever they were printed."""
    if u.concepts or u.names:
        always = replace(u, since=None, period=None)
        return {r.fact.id for r in fit.rank(always, ledger) if r.strength == "strong"}
    whom = set(u.focus or u.others) or ({ledger.subject.id} if ledger.subject else set())
    return {f.id for f in ledger.facts if f.entity in whom}


def _concerns(group: Conflict, asked: set[str]) -> bool:
    return any(i in asked for i in group.facts)
