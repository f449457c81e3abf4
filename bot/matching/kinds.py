"""What kind of answer a question asks for, and whether a fact or a text is of it.

In: an understanding and a fact or a text. Out: yes or no: money where money is asked for, a number
of people, a reason, a day. What the fact is worth beside others is `worth`'s business.
"""

import re
from collections.abc import Sequence

from bot.matching import kindred
from bot.understand import Understanding
from knowledge import (
    Fact,
    dated,
    gives_circumstance,
    lexicon,
    spans,
    stated,
    tells_why,
)

_RATES = ("percent", "multiple", "count", "years", "months", "days")
_BEFORE, _BEHIND = 3, 30  # characters around a number within which stands what it counts
_IN_WORDS = re.compile(
    r"(?<![A-Za-z])(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty)(?![A-Za-z])"
    r"|[两三四五六七八九十][名个家位席项台次种款]",
    re.IGNORECASE,
)


def is_part(fact: Fact, u: Understanding) -> bool:
    """Parts are to be listed, and it is the amount of one: the revenue of a product."""
    of_it = fact.attribute in lexicon().concepts[u.concepts[0]].of_parts
    return of_it and "each" in u.wants and not spans.is_of_whole(fact)


def wants_figure(u: Understanding) -> bool:
    """A figure of a kind that a fact can be seen to carry: money, a share, a number."""
    return bool(u.concepts) and lexicon().concepts[u.concepts[0]].unit not in ("text", "time")


def wants_text(u: Understanding) -> bool:
    """A statement, of a kind that no figure is."""
    return bool(u.concepts) and lexicon().concepts[u.concepts[0]].unit == "text"


def in_unit(fact: Fact, u: Understanding) -> bool:
    """The figure is of the kind asked for: money for spending, not a percentage of it."""
    if u.concepts and is_part(fact, u):
        return True
    unit = lexicon().concepts[u.concepts[0]].unit if u.concepts else "text"
    is_money = fact.unit is not None and len(fact.unit) == 3 and fact.unit.isupper()
    match unit:
        case "money":
            return is_money
        case "percent":
            return fact.unit == "percent"
        case "time" | "text":
            return False
        case "count":
            return fact.range is not None and not is_money


def of_other_kind(fact: Fact, u: Understanding) -> bool:
    """A number of people was asked for, and the fact is a rate."""
    return "count" in u.wants and fact.unit in ("percent", "multiple")


def carries_kind(text: str, u: Understanding) -> bool:
    """It has money where money was asked for, a number where "how many" was; else it may be
    anything.
    """
    units = {a.unit for a in stated(text)} - {"years", "months", "days"}
    money = any(len(unit) == 3 and unit.isupper() for unit in units)
    if "money" in u.wants:
        return money
    if "count" in u.wants:
        if bool(units - {"percent", "multiple"}) and not (money and len(units) == 1):
            return True
        return not units and bool(_IN_WORDS.search(text))  # "two of the six directors"
    return True


def counts(text: str) -> bool:
    """It has a number of somebody or something, not a bare one."""
    units = {a.unit for a in stated(text)}
    return any(u not in _RATES and not (len(u) == 3 and u.isupper()) for u in units)


def numbers(text: str, things: Sequence[str]) -> bool:
    """It has a number of one of the things: "31 of its depots", 有61家客户; not just both words."""
    near = (text[max(0, a.start - _BEFORE) : a.end + _BEHIND] for a in stated(text))
    return any(kindred.says(thing, part) for part in near for thing in things)


def of_kind(fact: Fact, u: Understanding) -> bool:
    """Its statement carries what the question's own words ask for: a reason, money, a day."""
    if "why" in u.wants:
        return tells_why(fact) or gives_circumstance(fact.statement)
    held = stated(fact.statement)
    units = {a.unit for a in held if a.unit not in ("years", "months", "days")}
    money = any(len(unit) == 3 and unit.isupper() for unit in units)
    if "money" in u.wants or "count" in u.wants:
        return carries_kind(fact.statement, u)
    if "share" in u.wants and not u.concepts:
        return "percent" in units
    if "when" in u.wants:
        return bool(fact.as_of or dated(fact.statement))
    if "figure" in u.wants and not held:
        return False
    match lexicon().concepts[u.concepts[0]].unit if u.concepts else "text":
        case "money":
            return money or in_unit(fact, u)
        case "percent":
            return "percent" in units
        case "count":
            return bool(units - {"percent"})
        case "time" | "text":
            return True
