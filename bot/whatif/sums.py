"""When a sum of a what-if moves: "raise $60m next March", "a one-off fine in two years".

In: what was said, the pair of a sum, today's date. Out: the day with the token that names it, or
None where none is named: then the sum moves with the balance.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.whatif.clauses import Pair, Said, nearest
from bot.whatif.words import Token
from knowledge.scenario import middle

ONCE = {"raise": "raises", "outlay": "outlays"}  # what a pair is of → the field that lists them
_ONLY_A_DATE = {"date", "later", "filler", "if", "since"}


@dataclass(frozen=True, slots=True)
class Found:
    day: date
    token: Token


def day_of(said: Said, pair: Pair, used: Collection[Token], today: date) -> Found | None:
    """The middle of the period named nearest, in this clause or alone in one next to it."""
    home = said.clauses.index(pair.clause)
    beside = (*said.clauses[max(home - 1, 0) : home], *said.clauses[home + 1 : home + 2])
    for where in (pair.clause, *(c for c in beside if {t.tag for t in c} <= _ONLY_A_DATE)):
        token = nearest(where, pair.amount, frozenset({"date", "later"}))
        if token is not None and token not in used:
            named = middle(*token.value) if token.tag == "date" else _after(today, token.value)
            return Found(named, token)
    return None


def _after(today: date, months: Decimal) -> date:
    year, month = divmod(today.year * 12 + today.month - 1 + int(months), 12)
    return date(year, month + 1, min(today.day, 28))
