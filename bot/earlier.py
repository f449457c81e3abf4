"""The figure before another: "and before that?", 上一轮呢, "the valuation before the Series D".

In: an understanding, that of the turn before, the ledger. Out: the question asked of the day of the
figure before, or nothing where none is recorded. Knows no wording of answers.
"""

import re
from dataclasses import replace

from bot.quantities import alone, candidates
from bot.understanding import Understanding
from knowledge import Fact, Ledger, first_day, last_day

_EARLIER = re.compile(
    r"^\W*(?:(?:and|what about|how about|what was it|what was)\s+)*(?:the\s+)?"
    r"(?:one |figure |number |value |round |time )?"
    r"(?:before(?: that| this)?|previous(?:ly)?|prior|earlier)"
    r"(?: (?:one|figure|number|value|round|time))?\W*$"
    r"|^\W*(?:那么?)?再?(?:之前|此前|以前|上一[次轮个]|前一[次轮个]|往前|更早)的?(?:呢|是多少|多少)?\W*$",
    re.IGNORECASE,
)
_BEFORE_ROUND = re.compile(
    r"\b(?:before|prior to|ahead of|preceding) (?:the |its |their )?series [A-H]\+?(?![A-Za-z])"
    r"|[A-H]\+?轮(?:融资)?(?:之前|以前|前(?!后))",
    re.IGNORECASE,
)
LOST = ("whether", "compare", "latest", "supposed")  # wants that the next turn does not go on with


def the_one_before(
    now: Understanding, before: Understanding, ledger: Ledger
) -> Understanding | None:
    """The same asked of the day of the figure before the one that answered: "and before that?"."""
    if not _EARLIER.match(now.question) or not before.concepts:
        return None
    asked = replace(
        before,
        question=now.question,
        language=now.language,
        standalone=f"{before.standalone} — {now.question}",
        wants=tuple(w for w in before.wants if w not in LOST),
    )
    return _earlier(asked, replace(before, names=()), ledger)


def before_round(u: Understanding, ledger: Ledger) -> Understanding:
    """What is asked "before the Series D" is asked of the figure before the round's own."""
    if len(u.names) != 1 or not u.concepts or not _BEFORE_ROUND.search(u.question):
        return u
    return _earlier(u, u, ledger) or u


def _earlier(asked: Understanding, told: Understanding, ledger: Ledger) -> Understanding | None:
    """`asked` of the day of the newest figure before the one that answers `told`."""
    quantity = alone(told, told.concepts[0])
    held = candidates(replace(quantity, names=(), period=None), ledger, ever=True)
    own = next(iter(candidates(quantity, ledger)), None)
    older = [f for f in held if own and _is_before(f, own)]
    if not older:
        return None
    day = max(f.as_of or "" for f in older)
    names = tuple(n for n in asked.names if not n.startswith("Series "))
    return replace(asked, names=names, period=(first_day(day), last_day(day)), periods=())


def _is_before(fact: Fact, other: Fact) -> bool:
    return (fact.as_of or "") < (other.as_of or "")
