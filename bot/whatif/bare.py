"""What a what-if leaves out of an amount: the month that a burn is of, the currency of a sum.

"If burn drops to 1.8m" of a company that burns 35 million a year is of a month; "the 18m lands" is
of the one currency in which the record tells 18 million. In: a question, the ledger. Out: the
question with it; itself where it says so itself or the record does not tell. Computes no scenario.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from bot.whatif.clauses import Pair, assign
from bot.whatif.sums import ONCE
from bot.whatif.terms import terms
from bot.whatif.words import Read, tokens
from knowledge import Language, Ledger, scenario, stated
from knowledge.scenario import Inputs, Level, ScenarioError

_TOLD = frozenset({"per_month", "per_year", "budget"})
_MOVES = frozenset({"up", "down", "more"})
_BETWEEN = Decimal("3.46")  # as far from a year's burn as from a month's
_YUAN = "CNY"  # what a bare sum in Chinese is of, at home


def completed(question: str, language: Language, today: date, ledger: Ledger) -> str:
    got = tokens(question, language, today)
    pairs = assign(got.tokens).pairs
    known = _recorded(ledger) if pairs else None
    if known is None:
        return question
    added = [
        *_months(pairs, got, known, language),
        *_currencies(pairs, got, known, ledger, language),
    ]
    for place, words in sorted(added, reverse=True):
        question = question[:place] + words + question[place:]
    return question


def _months(
    pairs: tuple[Pair, ...], got: Read, known: Inputs, language: Language
) -> Iterator[tuple[int, str]]:
    for pair in pairs:
        told: Level = pair.amount.value
        if pair.name != "burn" or known.burn is None or not _is_bare(pair):
            continue
        if told.unit in ("", known.currency) and told.high * _BETWEEN < known.burn.low:
            yield got.at[pair.amount.end], terms()["recorded"]["monthly"][language]


def _is_bare(pair: Pair) -> bool:
    tags = {t.tag for t in pair.clause}
    moves = bool(tags & _MOVES) and "to_level" not in tags
    return pair.amount.tag == "money" and not tags & _TOLD and not moves


def _currencies(
    pairs: tuple[Pair, ...], got: Read, known: Inputs, ledger: Ledger, language: Language
) -> Iterator[tuple[int, str]]:
    """A sum that comes in or goes out, of the one currency in which the record tells it."""
    for pair in (p for p in pairs if p.name in ONCE and not p.amount.value.unit):
        sum_: Level = pair.amount.value
        told = {
            held.unit
            for fact in ledger.facts
            for held in stated(fact.statement)
            if len(held.unit) == 3 and (held.low, held.high) == (sum_.low, sum_.high)
        }
        at_home = language == "zh" and known.currency == _YUAN
        if len(told) == 1 and not at_home:
            yield got.at[pair.amount.start], f"{told.pop()} "


def _recorded(ledger: Ledger) -> Inputs | None:
    try:
        return scenario.from_ledger(ledger)
    except ScenarioError:
        return None
