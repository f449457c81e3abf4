"""What became of something: "there was talk of $600 million in November; what did it end up at?"

In: an understanding that asks for an outcome, the ledger. Out: the facts that took the place of the
one that the question tells of, then that one; without any such, what stands now of what is asked.
Knows no wording of answers.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.matching import fit, wording
from bot.matching.fit import Ranked
from bot.matching.wording import Thing
from bot.understand import Understanding
from knowledge import Fact, Ledger, dated, first_day, last_day

_PLANS = ("goal", "ipo_timing")
_ORIGIN = re.compile(
    r"\b(?:origin\w+|draft|deck|memo\w*|initial\w*|first|earlier|previous\w*|old|promised|planned"
    r"|used to|supposed to|meant to)\b"
    r"|最初|原先|原本|原来|当初|草稿|草案|材料|之前|此前|曾|承诺过|早先",
    re.IGNORECASE,
)
_SAYS = 0.62  # of what the question says: what says as much is what it tells of
_TOLD = 3  # of the facts that the question may tell of


def outcome(
    u: Understanding, ledger: Ledger, asked: Sequence[Thing], ranked: Sequence[Ranked]
) -> tuple[Ranked, ...]:
    """`ranked` itself where the question asks for none."""
    if not (asks(u) or "as_planned" in u.wants or _is_given_up(u, ledger, ranked)):
        return tuple(ranked)
    least = 0.0 if asks(u) else _SAYS  # a plan is looked for among all there are
    strong = [r for r in ranked if r.strength == "strong" and r.share >= least]
    told = sorted(strong, key=lambda r: -_times(r.fact, u))[:_TOLD]
    for each in told:
        later = _later(each.fact, ledger)
        if later and "outcome" in u.wants:
            later = later[::-1]  # what the talks of November led to, before what holds today
        if later:
            found = [replace(each, fact=f, score=each.score + 1, share=1.0) for f in later]
            return (*found, each)
    if not (asks(u) and (u.period or u.figures)):
        return tuple(ranked)
    now = replace(u, period=None, figures=())
    return tuple(fit.rank(now, ledger, wording.things(now, ledger)))


def _is_given_up(u: Understanding, ledger: Ledger, ranked: Sequence[Ranked]) -> bool:
    """What the question's time leads to is a plan that another took the place of: "is it due in
    September?" is answered by what holds now, unless the old plan itself is asked for.
    """
    first = next((r.fact for r in ranked if r.strength == "strong"), None)
    if first is None or u.period is None or _ORIGIN.search(u.standalone):
        return False
    return first.attribute in _PLANS and ledger.standing(first) == "superseded"


def _times(fact: Fact, u: Understanding) -> int:
    """How many of the question's times it tells: what was said in August of September."""
    told = [(p.start.isoformat(), p.end.isoformat()) for p in dated(fact.statement)]
    told += [(first_day(fact.as_of), last_day(fact.as_of))] if fact.as_of else []
    return sum(any(s <= end and start <= e for s, e in told) for start, end in u.periods)


def asks(u: Understanding) -> bool:
    """Whether it is about what followed, or whether something still holds."""
    return "outcome" in u.wants or "standing" in u.wants


def _later(fact: Fact, ledger: Ledger) -> list[Fact]:
    """The end of the chain that replaces it, and what replaced it first; newest first."""
    seen: dict[str, Fact] = {}
    first = ledger.replaced_by(fact.id)
    left = list(first)
    while left:
        one = left.pop()
        if one.id not in seen:
            seen[one.id] = one
            left += ledger.replaced_by(one.id)
    standing = [f for f in seen.values() if f in first or ledger.standing(f) == "current"]
    return sorted(standing, key=lambda f: f.as_of or "", reverse=True)
