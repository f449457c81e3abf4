"""Money that one statement tells with the number of those it went to → the figure for each.

"Average payout per laid-off person", 遣散费人均多少: "let 57 people go and paid them 9.1 million".
In: the understanding, the ledger. Out: the metric with the fact, or None where no statement about
what is asked tells just one sum and one number. Formulas are knowledge's.
"""

import re
from collections.abc import Iterator

from bot.computing.derived import Paired
from bot.computing.of_what import is_rate
from bot.matching.wording import Thing, share_of, things
from bot.understand import Understanding
from knowledge import Fact, Ledger, asides, metrics

_EACH = re.compile(
    r"\b(?:per|each|every|apiece|average|avg|on average)\b|人均|平均|均摊|每一?[个名位人件台家]",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:per|each|every|an?) (?:second|minute|hour|day|week|month|quarter|year)\b"
    r"|每(?:小时|分钟|天|日|周|个?月|个?季|年)|年均|月均",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:pay\w*|paid|payout\w*|compensation|severance|cost\w*|spend\w*|spent|money|how much|"
    r"bill\w*|loss\w*|lost|amount\w*|fee\w*)\b|补偿|费|付|钱|薪|奖|损失|金额|花|赔",
    re.IGNORECASE,
)
_COUNTS = ("count", "people", "users")
_SAYS = 0.6  # of what is asked


def shared_out(u: Understanding, ledger: Ledger) -> Paired | None:
    text = u.standalone
    asks = _EACH.search(text) and _MONEY.search(text) and not _TIME.search(text)
    if not asks or u.unknown or {"why", "supposed", "compare", "each"}.intersection(u.wants):
        return None
    named = [t for t in things(u, ledger) if t.kind not in ("day", "own")]
    asked = [t for t in named if not _asks_for_money(t)]
    if not asked and not any("price" in c for c in u.concepts):
        asked = named  # 遣散费 tells the sum and what it was for
    told = [p for p in _sums_and_numbers(ledger) if asked and share_of(p[0], asked) >= _SAYS]
    best = max(told, key=lambda p: share_of(p[0], asked), default=None)
    made = metrics.each(ledger, *best) if best else None
    return Paired(metric=made, facts=best) if best and made else None


def _asks_for_money(thing: Thing) -> bool:
    """Its words ask for the sum and do not tell what it was for: "payout", 拿到多少钱."""
    return bool(_MONEY.search(" ".join(thing.said)))


def _sums_and_numbers(ledger: Ledger) -> Iterator[tuple[Fact, Fact]]:
    for fact in ledger.facts:
        if not fact.range or is_rate(fact) or ledger.standing(fact) != "current":
            continue
        told = (fact, *asides.beside(fact))
        sums = [f for f in told if len(f.unit or "") == 3 and (f.unit or "").isupper()]
        numbers = [f for f in told if f.unit in _COUNTS]
        if len(sums) == len(numbers) == 1 and fact.attribute not in ("customers", "headcount"):
            yield sums[0], numbers[0]
