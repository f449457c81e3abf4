"""A question about a number of things of which one is on record: "left after two K3-scale runs".

In: the understanding and the ledger. Out: the cost of so many, or what is left of the cash after
them; None where no number stands before what is counted, or nothing tells what one costs.
"""

import re
from dataclasses import replace
from decimal import Decimal

from bot.computing.derived import Paired
from bot.computing.quantities import alone, candidates
from bot.matching.wording import text_of
from bot.question.names import inside
from bot.understand import Understanding
from knowledge import Fact, Ledger, lexicon, metrics, numerals

_MOST = 100
# between the number and what is counted: "two K3-scale training runs", 两次K3规模训练
_BETWEEN = re.compile(r"(?:\s+[\w.-]+){0,2}\s+|[次轮回个台套份席名][^，。？?]{0,10}", re.IGNORECASE)
_NUMBER = re.compile(rf"(?<![A-Za-z0-9-]){numerals.PATTERN}", re.IGNORECASE)  # no Naru-3
_OF_ONE = re.compile(
    r"\b(?:one|a single|each|per|every)\b|一次|一台|一个|每|单次|单台", re.IGNORECASE
)
_ASKS = frozenset({"figure", "money"})
_LEFT = frozenset({"difference", "remaining"})


def several(u: Understanding, ledger: Ledger) -> Paired | None:
    counted = _counted(u)
    if counted is None:
        return None
    concept, count = counted
    one = next((f for f in candidates(alone(u, concept), ledger) if _is_of_one(f)), None)
    others = {*u.concepts, *u.asides} - {concept}
    balance = _balance(u, ledger) if others == {"cash"} and _LEFT.intersection(u.wants) else None
    if one is None or (others and balance is None) or not (balance or _ASKS.intersection(u.wants)):
        return None
    made = metrics.repeated(ledger, one, count, balance)
    facts = (balance, one) if balance else (one,)
    return Paired(metric=made, facts=facts, whole=True) if made else None


def _counted(u: Understanding) -> tuple[str, Decimal] | None:
    """The quantity that a number above one stands before, and the number."""
    text = u.standalone
    names = [m.span() for n in (*u.names, *u.beside) for m in re.finditer(re.escape(n), text)]
    found = [(m, numerals.read(m)) for m in _NUMBER.finditer(text) if not inside(m.span(), names)]
    numbers = [(m.span(), n.value) for m, n in found if n and 1 < n.value < _MOST]
    for mention in lexicon().mentions(text):
        if lexicon().concepts[mention.concept].unit != "money":
            continue
        for (start, end), count in numbers:
            ahead = end <= mention.start and _BETWEEN.fullmatch(text[end : mention.start])
            if ahead or start == mention.start:
                return mention.concept, count
    return None


def _balance(u: Understanding, ledger: Ledger) -> Fact | None:
    asked = replace(alone(u, "cash"), names=(), beside=())
    return next(iter(candidates(asked, ledger)), None)


def _is_of_one(fact: Fact) -> bool:
    label = lexicon().attributes.get(fact.attribute, {}).get("en", "")
    return bool(_OF_ONE.search(f"{label}\n{text_of(fact)}"))
