"""The first and the last figure of one quantity that a question follows, and those between.

"How did ARR develop from … to …", "grew in the first half", "revenue growth 2025". In: the
understanding, the ledger. Out: facts, oldest first; None where only one is recorded. Formulas are
knowledge's.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.computing.operations import is_from_peak
from bot.computing.quantities import alone, candidates, go_together
from bot.computing.two_quantities import all_named
from bot.understand import Understanding
from knowledge import Fact, Ledger, first_day, last_day, lexicon, spans

_COMPOUND = re.compile(r"\bcompound|\bcagr\b|\ba month\b|\bmonthly\b|复合|每月|月均", re.IGNORECASE)
_EVE_DAYS = 45


def first_and_last(u: Understanding, ledger: Ledger) -> tuple[Fact, Fact] | None:
    """Of the quantity in the one stretch that the question names; where that holds one figure, of a
    stretch itself, that and the one before.
    """
    concept = next(
        (c for c in all_named(u) if lexicon().concepts[c].unit not in ("text", "time")), ""
    )
    if not concept or len({*u.focus, *u.others}) > 1:
        return None
    asked = alone(u, concept)
    held = candidates(asked, ledger)
    if (
        held
        and "growth" in u.wants
        and spans.months(held[0])
        and held[0].attribute not in spans.RATES
    ):
        return _with_the_one_before(held[0], asked, ledger)
    if is_from_peak(u):
        return _from_the_peak(held[:1], asked, ledger)
    if not u.period:
        return None
    alike = sorted(
        (f for f in held if go_together(f, held[0]) or f == held[0]), key=lambda f: f.as_of or ""
    )
    if len(alike) > 1 and alike[0].as_of != alike[-1].as_of:
        return alike[0], alike[-1]
    return _from_the_eve(alike[0], asked, ledger) if alike else None


def _from_the_peak(
    now: Sequence[Fact], asked: Understanding, ledger: Ledger
) -> tuple[Fact, Fact] | None:
    """The largest that was ever recorded, and what stands now; none where a figure in another
    currency may be larger still.
    """
    held = candidates(asked, ledger, ever=True)
    peak = max(held, key=_size, default=None)
    if not (now and peak) or {f.unit for f in held} != {now[0].unit}:
        return None
    later = (peak.as_of or "") < (now[0].as_of or "")
    fell = later and go_together(peak, now[0]) and _size(peak) > _size(now[0])
    return (peak, now[0]) if fell else None


def _size(fact: Fact) -> Decimal:
    return fact.range[1] if fact.range else Decimal(0)


def _from_the_eve(last: Fact, asked: Understanding, ledger: Ledger) -> tuple[Fact, Fact] | None:
    """What was there when the stretch began: "grew in the first half" starts from December."""
    if asked.period is None or _COMPOUND.search(asked.standalone):
        return None  # a rate a month is a metric of its own
    began = date.fromisoformat(asked.period[0])
    for first in candidates(replace(asked, period=None), ledger, ever=True):
        days = (began - date.fromisoformat(last_day(first.as_of or ""))).days
        of_a_day = last.attribute in spans.RATES or not spans.months(last)
        if go_together(first, last) and 0 < days <= _EVE_DAYS and of_a_day:
            return first, last
    return None


def _with_the_one_before(
    last: Fact, asked: Understanding, ledger: Ledger
) -> tuple[Fact, Fact] | None:
    """A year's figure and that of the year before; none where the growth itself is on record."""
    day, length = date.fromisoformat(last_day(last.as_of or "")), spans.months(last) or 0
    stated = ledger.of(last.entity, f"{last.attribute}_growth")
    if any(last_day(f.as_of or "") == last_day(last.as_of or "") for f in stated):
        return None
    for first in candidates(replace(asked, period=None), ledger, ever=True):
        then = date.fromisoformat(last_day(first.as_of or ""))
        apart = (day.year - then.year) * 12 + day.month - then.month
        if go_together(first, last) and spans.months(first) == length == apart:
            return first, last
    return None


def between(a: Fact, b: Fact, ledger: Ledger) -> list[Fact]:
    """What is recorded of the quantity from the one day to the other, one figure a day: no half
    a year's between two years'.
    """
    start, end = sorted((first_day(a.as_of or ""), first_day(b.as_of or "")))
    kin = [
        f
        for f in ledger.facts
        if (f.entity, f.attribute, f.unit) == (a.entity, a.attribute, a.unit) and f.as_of
    ]
    held = [
        f
        for f in kin
        if f.range
        and ledger.standing(f) != "wrong"
        and start <= first_day(f.as_of or "") <= end
        and (f.id in (a.id, b.id) or go_together(f, a) and go_together(f, b))
    ]
    best = {first_day(f.as_of or ""): f for f in sorted(held, key=ledger.rank, reverse=True)}
    best |= {first_day(f.as_of or ""): f for f in (a, b)}
    return [best[day] for day in sorted(best)]
