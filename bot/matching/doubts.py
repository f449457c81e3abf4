"""The recorded dispute that a question is about: whether it is so, how a wrong figure came to be.

In: what the question says, the facts that fit it. Out: the group of disagreeing facts that says
more of it than any standing fact alone, if one does. Knows no wording of answers.
"""

from collections.abc import Sequence

from bot.matching import wording
from bot.matching.fit import Ranked
from bot.matching.wording import Thing
from bot.matching.worth import carries
from bot.understand import Understanding
from knowledge import Conflict, Ledger, lexicon, named_in

_SAYS = 0.7  # of what the question says


def doubted(
    u: Understanding, ledger: Ledger, asked: Sequence[Thing], ranked: Sequence[Ranked]
) -> Conflict | None:
    things = [t for t in asked if t.kind != "own"]
    stated = bool(u.figures) and u.currency is None  # what is converted is not doubted
    if not ("whether" in u.wants or stated) or len(things) < 2 or u.unknown:
        return None
    if "as_planned" in u.wants:
        return None  # a plan is kept or replaced, and not in dispute
    groups = [g for g in ledger.conflicts if g.kind != "superseded" and _is_on(g, u, ledger)]
    shares = [(wording.share(wording.text_of_group(g, ledger), asked), g) for g in groups]
    share, group = max(shares, key=lambda s: s[0], default=(0.0, None))
    standing = [r for r in ranked if ledger.standing(r.fact) == "current"]
    offered = group is not None and "either" in u.wants and _holds_all(group, u, ledger)
    # what it holds against each other is no answer to that
    if group and ("whether" in u.wants or offered):
        standing = [r for r in standing if r.fact.id not in group.facts]
    told = max((r.share for r in standing), default=0.0)
    return group if share >= _SAYS and share > told else None


def _holds_all(group: Conflict, u: Understanding, ledger: Ledger) -> bool:
    """Every figure that the question offers to choose from."""
    text = wording.text_of_group(group, ledger)
    return all(carries(text, figure) for figure in u.figures)


def _is_on(group: Conflict, u: Understanding, ledger: Ledger) -> bool:
    """It is about what is asked: that a source has the amounts of all rounds wrong is no answer to
    who joined one of them.
    """
    known, named = lexicon().concepts, (*u.concepts, *u.asides)
    asked = {a for c in named for a in (c, *known[c].attributes)}
    members = [ledger.by_id[i] for i in group.facts if i in ledger.by_id]
    of_it = any(f.attribute in asked or f.attribute == "statement" for f in members)
    return not asked or of_it or not named_in(group.reading).isdisjoint(named)
