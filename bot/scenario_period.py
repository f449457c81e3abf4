"""A burn that a what-if tells without its period → with "a month" where only that can be meant.

"If burn drops to 1.8m": of a company that burns 35 million a year it is of a month. In: a question,
the ledger. Out: the question; itself where a period is told, the burn only moves by the sum, or no
burn is recorded. Computes no scenario.
"""

from datetime import date
from decimal import Decimal

from bot.scenario_clauses import Pair, assign
from bot.scenario_terms import terms
from bot.scenario_words import tokens
from knowledge import Language, Ledger, scenario
from knowledge.scenario import Level, ScenarioError

_TOLD = frozenset({"per_month", "per_year", "budget"})
_MOVES = frozenset({"up", "down", "more"})
_BETWEEN = Decimal("3.46")  # as far from a year's burn as from a month's


def with_period(question: str, language: Language, today: date, ledger: Ledger) -> str:
    got = tokens(question, language, today)
    bare = [p for p in assign(got.tokens).pairs if p.name == "burn" and _is_bare(p)]
    burn = _recorded(ledger) if bare else None
    if burn is None or len(bare) > 1:
        return question
    told: Level = bare[0].amount.value
    if told.unit not in ("", burn.unit) or told.high * _BETWEEN >= burn.low:
        return question
    end = got.at[bare[0].amount.end]
    return question[:end] + terms()["recorded"]["monthly"][language] + question[end:]


def _is_bare(pair: Pair) -> bool:
    tags = {t.tag for t in pair.clause}
    moves = bool(tags & _MOVES) and "to_level" not in tags
    return pair.amount.tag == "money" and not tags & _TOLD and not moves


def _recorded(ledger: Ledger) -> Level | None:
    try:
        burn = scenario.from_ledger(ledger).burn
    except ScenarioError:
        return None
    return burn and Level(low=burn.low, high=burn.high, unit=burn.unit)
