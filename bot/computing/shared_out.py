"""Money that one statement tells with the number of those it went to → the figure for each.

"Average payout per laid-off person", 遣散费人均多少: "let 57 people go and paid them 9.1 million";
"per seat and year": a contract that tells its sum, its seats and its term. In: the understanding,
the ledger. Out: the metric with the fact, or None where no statement about what is asked tells just
one sum and one number. Formulas are knowledge's.
"""

import re
from collections.abc import Iterator, Sequence

from bot.computing.derived import Paired
from bot.computing.of_what import is_rate, nouns
from bot.matching.kindred import says
from bot.matching.wording import Thing, share_of, things
from bot.understand import Understanding
from knowledge import Fact, Ledger, asides, metrics, spans

_EACH = re.compile(
    r"\b(?:per|each|every|apiece|average|avg|on average)\b|\ban? (?=[a-z]+ (?:cost|pay|bring))"
    r"|人均|平均|均摊|每一?[个名位人件台家]|每(?!年|月|季|天|日|周|小时)[㐀-鿿]{2}",
    re.IGNORECASE,
)
_OF_EACH = re.compile(
    r"\b(?:per|each|every)\s+(?!year|yr|annum)(?P<en>[a-z]{3,})"
    r"|\ban?\s+(?P<one>[a-z]{3,})(?= (?:cost|pay|bring))"
    r"|每一?[个名位件台家张块座](?P<zh>[㐀-鿿]{2})|每(?!年|月|季|天|日|周|小时|[个名位件台家张块座])(?P<plain>[㐀-鿿]{2})",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"\b(?:per|each|every|an?) (?:year|yr)\b|\bannual\w*|每年|一年|年均", re.IGNORECASE
)
_TIME = re.compile(
    r"\b(?:per|each|every|an?) (?:second|minute|hour|day|week|month|quarter)\b"
    r"|每(?:小时|分钟|天|日|周|个?月|个?季)|月均",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:pay\w*|paid|payout\w*|compensation|severance|cost\w*|spend\w*|spent|money|how much|"
    r"bill\w*|loss\w*|lost|amount\w*|fee\w*)\b|补偿|费|付|钱|薪|奖|损失|金额|花|赔",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\bhow many\b|几[个名位人件台家]|多少[个名位人件台家]", re.IGNORECASE)
_COUNTS = ("count", "people", "users")
_SAYS = 0.6  # of what is asked


def shared_out(u: Understanding, ledger: Ledger) -> Paired | None:
    text = u.standalone
    yearly = bool(_YEARLY.search(text))
    asks = _EACH.search(text) and (yearly or _MONEY.search(text)) and not _TIME.search(text)
    asks = asks and not _COUNTED.search(text)
    if not asks or u.unknown or {"why", "supposed", "compare", "each"}.intersection(u.wants):
        return None
    named = [t for t in things(u, ledger) if t.kind not in ("day", "own")]
    if yearly:
        return _of_a_term(text, named, ledger)
    asked = [t for t in named if not _asks_for_money(t)]
    if not asked and not any("price" in c for c in u.concepts):
        asked = named  # 遣散费 tells the sum and what it was for
    told = [p for p in _sums_and_numbers(ledger) if asked and share_of(p[0], asked) >= _SAYS]
    best = max(told, key=lambda p: share_of(p[0], asked), default=None)
    made = metrics.each(ledger, *best) if best else None
    return Paired(metric=made, facts=best) if best and made else None


def _of_a_term(text: str, named: Sequence[Thing], ledger: Ledger) -> Paired | None:
    """A year's part of the one contract that counts just what "each" stands before, of the party
    that the question names.
    """
    told = _OF_EACH.search(text)
    noun = (told["en"] or told["one"] or told["zh"] or told["plain"]) if told else ""
    parties = [t for t in named if t.kind == "name"]
    found = [
        (sum_, number)
        for sum_, number in _sums_and_numbers(ledger)
        if noun and says(noun, nouns(number)) and all(sum_.id in t.facts for t in parties)
    ]
    term = spans.term(found[0][0]) if parties and len(found) == 1 else None
    made = metrics.each(ledger, *found[0], months=term) if term else None
    return Paired(metric=made, facts=found[0]) if made else None


def _asks_for_money(thing: Thing) -> bool:
    """Its words ask for the sum and do not tell what it was for: "payout", 拿到多少钱."""
    return bool(_MONEY.search(" ".join(thing.said)))


def _sums_and_numbers(ledger: Ledger) -> Iterator[tuple[Fact, Fact]]:
    """One sum, whatever it is besides in another currency, and one number."""
    for fact in ledger.facts:
        if not fact.range or is_rate(fact) or ledger.standing(fact) != "current":
            continue
        told = (fact, *asides.beside(fact))
        sums = [f for f in told if len(f.unit or "") == 3 and (f.unit or "").isupper()]
        other = {f.unit for f in sums if f is not fact}
        sums = [fact] if fact in sums and fact.unit not in other else sums
        numbers = [f for f in told if f.unit in _COUNTS]
        if len(sums) == len(numbers) == 1 and fact.attribute not in ("customers", "headcount"):
            yield sums[0], numbers[0]
