"""What a question does with two figures: divide, subtract, add, count months, show the way between.

In: the understanding, the two facts where they are found. Out: the operation. Finds no figure.
"""

import re
from typing import Literal

from bot.computing.two_quantities import is_multiple
from bot.understand import Understanding
from knowledge import Fact, spans

Operation = Literal["ratio", "share", "difference", "sum", "months", "path"]
# what the question wants, the plainest last: "by what factor did it change over time" is a factor
_WANTED: tuple[tuple[str, Operation], ...] = (
    ("between", "months"), ("together", "sum"), ("difference", "difference"), ("share", "share"),
    ("ratio", "ratio"), ("timeline", "path"), ("growth", "path"), ("compare", "ratio"),
)  # fmt: skip
# "how much did it fall from … to …": how much it changed, in whichever direction
_MOVED = (
    r"(?:rise|rose|fall|fell|drop|dropped|decline[ds]?|increase[ds]?|decrease[ds]?|go up|went up|"
    r"go down|went down|gain(?:ed)?|los[et]|shrink|shrank|widen(?:ed)?|improve[ds]?|worsen(?:ed)?|"
    r"grow|grew|change[ds]?)"
)
_CHANGED = re.compile(
    rf"\b(?:how (?:much|many|far)|(?:by )?what percent(?:age)?)\b.*\b{_MOVED}\b"
    rf"|\b{_MOVED}\b.*\b(?:by )?how (?:much|many)\b"
    r"|\b(?:percentage|percent) (?:change|growth|rise|fall|drop|increase|decrease)\b"
    r"|\b(?:change|growth|rise|fall|drop|increase|decrease)\b.*\bin (?:percent|%)"
    r"|(?:增加|增长|增|减少|减|下降|上升|掉|降低|降|提高|扩大|收窄|缩小|变化|改善|恶化|升|涨|跌|少|多)了?"
    r"(?:多少|百分之几|百分之多少|几成|几个百分点)",
    re.IGNORECASE,
)
_PEAK = re.compile(
    r"\b(?:from|below|since|off|against|than|of|to|with) (?:its|their|the|an?)? ?"
    r"(?:previous |all[- ]time )?(?:peak|high)\b|高峰|巅峰|顶峰|峰值|最高点",
    re.IGNORECASE,
)
_OF_ONE = ("share", "difference", "ratio")
# "what fraction of X's does Y have": a part is no more than its whole
_PART_OF = re.compile(r"\b(?:fraction|share|percentage|percent|part|portion) of\b", re.IGNORECASE)
_BY_PERCENT = re.compile(
    r"\b(?:cheaper|dearer|more expensive|higher|lower|larger|smaller|bigger|more|less) than\b"
    r"|\b(?:discount|premium) to\b|(?:便宜|贵|高|低|多|少|大|小)(?:了|出)?(?:百分之|几成)",
    re.IGNORECASE,
)


def operation_of(u: Understanding) -> Operation | None:
    if is_multiple(u):
        return "ratio"
    if "between" in u.wants and _is_of_lasting(u):
        return None
    wanted = next((op for want, op in _WANTED if want in u.wants), None)
    alone = len({*u.focus, *u.others}) < 2
    unclear = wanted is None or (wanted in _OF_ONE and "ratio" not in u.wants and alone)
    if unclear and u.period and not u.names and _CHANGED.search(u.standalone):
        return "path"
    if is_now_and_then(u) or (alone and is_from_peak(u)):
        return "path"
    if wanted == "ratio" and "ratio" not in u.wants and len({*u.focus, *u.others}) > 1:
        return None  # two parties are shown side by side
    grown = "growth" in u.wants and "compare" not in u.wants  # 涨了百分之几
    return "path" if wanted == "share" and grown else wanted


def is_now_and_then(u: Understanding) -> bool:
    """One party's figure of today beside that of another time: "now, against March 2026"."""
    named = u.names or u.beside or u.figures or len({*u.concepts, *u.asides}) > 1
    one = len({*u.focus, *u.others}) < 2 and not named
    return one and bool(u.period) and {"compare", "latest"} <= set(u.wants) and len(u.periods) < 2


def is_from_peak(u: Understanding) -> bool:
    """How far a figure is from the highest it has been: "down from its peak", 比高峰期掉了多少."""
    return not (u.period or u.names) and bool(_PEAK.search(u.standalone))


def _is_of_lasting(u: Understanding) -> bool:
    """How many months the cash pays for are none between two days."""
    return "runway" in u.concepts or {"cash", "burn"} == set(u.concepts)


def is_change(facts: tuple[Fact, Fact], operation: Operation, u: Understanding) -> bool:
    """One quantity at two times, and how much it changed is asked: the stations tell it all."""
    a, b = facts
    alike = (a.entity, a.attribute) == (b.entity, b.attribute) and a.as_of != b.as_of
    named = a.subject != b.subject and not (spans.is_of_whole(a) and spans.is_of_whole(b))
    if named or not alike or u.names:
        return False
    rate = a.unit == "percent"
    return (
        operation == "share"
        or (operation == "difference" and (rate or len(u.periods) < 2))
        or (operation == "ratio" and rate and "ratio" not in u.wants)
    )


def is_by_percent(facts: tuple[Fact, Fact], u: Understanding) -> bool:
    """By what percent the first is above or below the second: of the second, that is."""
    return facts[0].attribute == facts[1].attribute and bool(_BY_PERCENT.search(u.standalone))


def is_part(u: Understanding) -> bool:
    """What fraction of the one's the other has."""
    return bool(_PART_OF.search(u.standalone))
