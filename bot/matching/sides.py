"""The sides of a comparison: names and parties of which each is asked for its own figure.

In: an understanding, the ledger. Out: for each side whether a fact tells of it, the question's
first side first; none where nothing is set side by side. And facts for a side left without any.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot.matching import fit
from bot.matching.fit import Ranked
from bot.question.rounds import is_lettered
from bot.question.understanding import Understanding
from bot.understand import mentions_name
from knowledge import Fact, Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    name: str  # or the id of an entity
    tells: Callable[[Fact], bool]


def sides(u: Understanding, ledger: Ledger) -> tuple[Side, ...]:
    named = [n for n in u.names if n in u.apart]
    if len(named) > 1:
        return tuple(Side(name=n, tells=_of_name(n)) for n in named)
    company = (ledger.subject.id,) if ledger.subject else ()
    parties = tuple(dict.fromkeys((*(u.focus or company), *u.others)))
    if len(parties) < 2 or not ("compare" in u.wants or set(parties) & set(u.apart)):
        return ()
    own = [_of_party(p, ledger) for p in parties]
    return tuple(
        Side(name=p, tells=_alone(tells, [o for o in own if o is not tells], p in company))
        for p, tells in zip(parties, own, strict=True)
    )


def _of_name(name: str) -> Callable[[Fact], bool]:
    """By its subject where that names anything, else by its statement."""
    letter = f"{name.removeprefix('Series ')}轮" if name.startswith("Series ") else name

    def tells(fact: Fact) -> bool:
        if fact.subject and mentions_name(fact.subject, name):
            return True
        text = f"{fact.statement}\n{fact.statement_zh}"
        return mentions_name(text, name) or letter in text

    return tells


def _of_party(party: str, ledger: Ledger) -> Callable[[Fact], bool]:
    """A fact of it, or one whose subject it is: a holder of the company's shares."""
    known = ledger.entity_of.get(party)
    names = known.names if known else ()
    return lambda fact: (
        fact.entity == party or any(mentions_name(fact.subject or "", n) for n in names)
    )


def _alone(
    tells: Callable[[Fact], bool], others: list[Callable[[Fact], bool]], is_company: bool
) -> Callable[[Fact], bool]:
    """What is recorded of the company may be another side's: its holders' shares."""
    if not is_company:
        return tells
    return lambda fact: tells(fact) and not any(o(fact) for o in others)


def of_each(u: Understanding, ledger: Ledger, ranked: Sequence[Ranked]) -> list[Ranked]:
    """With what answers for a side that nothing answers for as a whole: in "A's Series D valuation
    against B's of May" the round is of one side and the month of the other.
    """
    found = list(ranked)
    for side in sides(u, ledger) if any(map(is_lettered, u.names)) else ():
        if side.name in ledger.entity_of and not _strong(side, ranked):
            alone = replace(u, focus=(side.name,), others=(), apart=(), periods=())
            tried = (replace(alone, period=None), replace(alone, names=()))
            told = (_strong(side, fit.rank(each, ledger)) for each in tried)
            found += next((held for held in told if held), [])
    return found


def _strong(side: Side, ranked: Sequence[Ranked]) -> list[Ranked]:
    return [r for r in ranked if r.strength == "strong" and side.tells(r.fact)]
