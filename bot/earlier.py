"""The figure before another, and the round next to one: "and before that?", 下一轮呢, "the price
before the Series D".

In: an understanding, that of the turn before, the ledger. Out: the question asked of the day of the
figure before, or of the other round; nothing where none is meant. Knows no wording of answers.
"""

import re
from dataclasses import replace

from bot.computing.quantities import alone, candidates
from bot.question.rounds import is_lettered
from bot.question.understanding import Understanding
from knowledge import Fact, Ledger, first_day, last_day

_EARLIER = re.compile(
    r"^\W*(?:(?:and|what about|how about|what was it|what was)\s+)*(?:the\s+)?"
    r"(?:one |figure |number |value |round |time )?"
    r"(?:before(?: that| this)?|previous(?:ly)?|prior|earlier)"
    r"(?: (?:one|figure|number|value|round|time))?\W*$"
    r"|^\W*(?:那么?)?再?(?:之前|此前|以前|上一[次轮个]|前一[次轮个]|往前|更早)的?(?:呢|是多少|多少)?\W*$",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"^\W*(?:(?:and|what about|how about)\s+)*(?:in |at |for )?(?:the\s+)?"
    r"(?:next|following|subsequent|(?P<back>previous|prior|preceding)) "
    r"(?:\w+ing )?(?:round|one)\W*$"
    r"|^\W*(?:(?:and|what about)\s+)*(?:the (?:one|round) )after(?: that)?\W*$"
    r"|^\W*那?(?:么)?再?(?P<back_zh>(?:之前|此前|前面|以前)的?那?一?轮)呢?\W*$"
    r"|^\W*那?(?:么)?再?(?:下一[轮个]|后一[轮个]|接下来那一?[轮个])呢?\W*$",
    re.IGNORECASE,
)
_OF_ROUNDS = ("round_participants", "round_amount")
_UNKNOWN_ROUND = "Series ?"
_BEFORE_ROUND = re.compile(
    r"\b(?:before|prior to|ahead of|preceding) (?:the |its |their )?series [A-H]\+?(?![A-Za-z])"
    r"|[A-H]\+?轮(?:融资)?(?:之前|以前|前(?!后))",
    re.IGNORECASE,
)
TURN = " — "  # between the turns of a question put together
_OF_TWO = frozenset({"between", "difference", "ratio", "growth"})
# wants that the next turn does not go on with
LOST = ("whether", "compare", "latest", "supposed", "unknowns", "bull", "bear", "both_cases")


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
        standalone=f"{before.standalone}{TURN}{now.question}",
        wants=tuple(w for w in before.wants if w not in LOST),
    )
    return _earlier(asked, replace(before, names=()), ledger)


def both_told(now: Understanding, before: Understanding, ledger: Ledger) -> Understanding | None:
    """The figure and the one before it, told by the last two turns, set against each other: "how
    many months lie between them?", 涨了多少？
    """
    first = _EARLIER.match(before.question) and before.standalone.count(TURN) == 1
    asks = set(now.wants) & _OF_TWO and not (now.names or now.focus or now.period or now.terms)
    if not first or not asks or not before.period:
        return None
    quantity = alone(before, before.concepts[0])
    newest = next(iter(candidates(replace(quantity, names=(), period=None), ledger)), None)
    if newest is None or not newest.as_of:
        return None
    day = first_day(newest.as_of), last_day(newest.as_of)
    return replace(
        before, question=now.question, language=now.language, wants=now.wants,
        concepts=before.concepts[:1],
        standalone=f"{before.standalone}{TURN}{now.question}",
        period=before.period, periods=(before.period, day),
    )  # fmt: skip


def another_round(
    now: Understanding, before: Understanding, ledger: Ledger
) -> Understanding | None:
    """The same asked of the round next to the one of the turn before: "and the next round?"; where
    none is recorded there, of a round that is not.
    """
    told, named = _NEXT.match(now.question), [n for n in before.names if is_lettered(n)]
    company = ledger.subject.id if ledger.subject else ""
    if not told or len(named) != 1 or now.concepts[1:]:
        return None
    held = [f for a in _OF_ROUNDS for f in ledger.of(company, a) if is_lettered(f.subject or "")]
    days = {f.subject or "": f.as_of or "" for f in held if f.as_of}
    order = sorted(days, key=lambda name: days[name])
    step = -1 if told["back"] or told["back_zh"] else 1
    at = order.index(named[0]) + step if named[0] in order else -1
    name = order[at] if 0 <= at < len(order) else _UNKNOWN_ROUND
    wants = tuple(w for w in before.wants if w not in LOST)
    return replace(
        before, question=now.question, language=now.language, names=(name,), wants=wants,
        standalone=f"{before.standalone}{TURN}{now.question}", period=None, periods=(),
        unknown=() if name in order else (now.question,),
    )  # fmt: skip


def before_round(u: Understanding, ledger: Ledger) -> Understanding:
    """What is asked "before the Series D" is asked of the figure before the round's own."""
    asks = len(u.names) == 1 and u.concepts and u.period is None
    if not asks or not _BEFORE_ROUND.search(u.question):
        return u  # "in February, ahead of the Series D" tells its time itself
    return _earlier(u, u, ledger) or u


def _earlier(asked: Understanding, told: Understanding, ledger: Ledger) -> Understanding | None:
    """`asked` of the day of the newest figure before the one that answers `told`."""
    quantity = alone(told, told.concepts[0])
    held = candidates(replace(quantity, names=(), period=None), ledger, ever=True)
    own = next(iter(candidates(quantity, ledger)), None) or _round_itself(told, ledger)
    older = [f for f in held if own and _is_before(f, own)]
    if not older:
        return None
    day = max(f.as_of or "" for f in older)
    names = tuple(n for n in asked.names if not n.startswith("Series "))
    return replace(asked, names=names, period=(first_day(day), last_day(day)), periods=())


def _round_itself(told: Understanding, ledger: Ledger) -> Fact | None:
    """For a quantity that is recorded of no round: "the cash before the Series D"."""
    named = [n for n in told.names if is_lettered(n)]
    company = ledger.subject.id if ledger.subject else ""
    held = [f for a in _OF_ROUNDS for f in ledger.of(company, a) if f.as_of]
    return next((f for f in held if f.subject in named), None)


def _is_before(fact: Fact, other: Fact) -> bool:
    return (fact.as_of or "") < (other.as_of or "")
