"""What was raised within a stretch of time, or in all: the rounds of it, added up.

"How much did they raise in 2026?", 2024年融资总额. In: the understanding and the ledger. Out: the
sum of the rounds dated in the stretch, or None where a day is meant ("raised by the end of 2025")
or the total is on record. The formula is knowledge's.
"""

import re
from collections.abc import Sequence

from bot.computing.derived import Paired
from bot.matching.worth import company_of
from bot.question import times
from bot.understand import Understanding
from knowledge import Fact, Ledger, metrics, spans

_RAISED = frozenset({"funding", "total_raised"})
_ASKS = frozenset({"figure", "money", "together"})
_OTHER = frozenset({  # what is asked of rounds one by one, or of two
    "each", "list", "compare", "ratio", "share", "difference", "growth", "between", "most", "least",
    "whether", "why", "supposed", "either", "latest_round",
})  # fmt: skip
_UP_TO = re.compile(
    r"\b(?:by|until|till|up to|as of|as at|before|since|ever|lifetime|to date)\b"
    r"|累计|截至|截止|至今|以来|之前|以前|为止|年[底末]",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow many (?:funding |financing )?rounds\b|几轮|多少轮", re.IGNORECASE)
_TRIED = re.compile(
    r"\b(?:seek|seeks|sought|seeking|target\w*|plan\w*|want\w*|hope\w*)\b|拟|计划|目标|打算|想",
    re.IGNORECASE,
)


def raised(u: Understanding, ledger: Ledger) -> Paired | None:
    if not _is_asked(u, ledger):
        return None
    if u.period is None:
        return _made(ledger, metrics.closed(ledger)) if not _totals(ledger) else None
    if any(_is_total(f.as_of, u.period, spans.months(f)) for f in _totals(ledger)):
        return None  # the total of just that stretch is on record
    held = [f for f in metrics.closed(ledger) if times.falls_in(f.as_of or "", u.period)]
    if len(held) < 2 and "total_raised" not in u.concepts:
        return None  # a round is told with its price and what is disputed of it
    return _made(ledger, held)


def _made(ledger: Ledger, held: Sequence[Fact]) -> Paired | None:
    made = metrics.raised_within(ledger, held)
    return Paired(metric=made, facts=tuple(held), whole=True) if made else None


def _is_asked(u: Understanding, ledger: Ledger) -> bool:
    others = {*u.focus, *u.others} - {company_of(ledger)}
    said = {*u.names, *u.terms, *u.figures, *u.unknown}
    in_all = u.period is None and u.concepts[:1] == ("total_raised",)
    stretch = in_all or (u.period is not None and (spans.between(*u.period) or 0) > 1)
    plain = _RAISED.issuperset(u.concepts) and bool(u.concepts) and not (others or said)
    asks = bool(_ASKS.intersection(u.wants)) or "total_raised" in u.concepts
    asks = asks or bool(_HOW_MANY.search(u.question))
    asks = asks and not _OTHER.intersection(u.wants)
    told = (u.period and _UP_TO.search(u.question)) or _TRIED.search(u.question)
    return stretch and plain and asks and len(u.periods) < 2 and not u.currency and not told


def _totals(ledger: Ledger) -> list[Fact]:
    return [f for f in ledger.of(company_of(ledger) or "", "raised_total") if f.range]


def _is_total(day: str | None, period: tuple[str, str], length: int | None) -> bool:
    whole = length is not None and length == spans.between(*period)
    return whole and times.falls_in(day or "", period)
