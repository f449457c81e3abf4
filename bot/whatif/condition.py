"""Whether a clause of a what-if only says what a recorded sum waits for: "phase 2 works and …".

In: the clause before the one that names the sum. Out: yes where it moves nothing itself and shares
a word with what is recorded of the sum. Reads no amount.
"""

import re
from collections.abc import Sequence

from bot.whatif.clauses import QUANTITIES, TOPICS, Clause
from bot.whatif.recorded import Movable
from knowledge import Ledger, is_cjk, lexicon

_SETS = (TOPICS - {"raise", "outlay"}) | (QUANTITIES - {"number", "times"}) | {
    "how_long", "last", "until", "ask", "chance", "budget", "include",
}  # fmt: skip
_WORD = re.compile(r"[a-z]{4,}", re.IGNORECASE)
_RUN = 2


def is_condition(clause: Clause, text: str, sums: Sequence[Movable], ledger: Ledger) -> bool:
    if {t.tag for t in clause} & _SETS:
        return False
    told = text[clause[0].start : clause[-1].end]
    return any(_shares(told, m) for m in sums)


def _shares(told: str, sum_: Movable) -> bool:
    fact = sum_.fact
    if is_cjk(told):
        runs = {told[i : i + _RUN] for i in range(len(told) - 1)}
        return any(is_cjk(run) and run in fact.statement_zh for run in runs)
    said = {_stem(w) for w in _WORD.findall(f"{fact.subject} {fact.statement}")}
    return any(
        _stem(w) in said and not lexicon().is_generic(w.lower()) for w in _WORD.findall(told)
    )


def _stem(word: str) -> str:
    return word.lower().removesuffix("s").removesuffix("ed")[:6]
