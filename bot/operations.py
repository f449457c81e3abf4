"""What a question does with two figures: divide, subtract, add, count months, show the way between.

In: the understanding, the two facts where they are found. Out: the operation. Finds no figure.
"""

import re
from typing import Literal

from bot.two_quantities import is_multiple
from bot.understand import Understanding
from knowledge import Fact

Operation = Literal["ratio", "share", "difference", "sum", "months", "path"]
# what the question wants, the plainest last: "by what factor did it change over time" is a factor
_WANTED: tuple[tuple[str, Operation], ...] = (
    ("between", "months"), ("together", "sum"), ("difference", "difference"), ("share", "share"),
    ("ratio", "ratio"), ("timeline", "path"), ("growth", "path"), ("compare", "ratio"),
)  # fmt: skip
# "how much did it fall from … to …": how much it changed, in whichever direction
_CHANGED = re.compile(
    r"\bhow (?:much|many|far)\b.*\b(?:rise|rose|fall|fell|drop|dropped|decline[ds]?|increase[ds]?|"
    r"decrease[ds]?|go up|went up|go down|went down|gain(?:ed)?|los[et])\b"
    r"|(?:增加|减少|下降|上升|掉|降低|提高)了?多少",
    re.IGNORECASE,
)
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
    wanted = next((op for want, op in _WANTED if want in u.wants), None)
    if wanted is None and u.period and _CHANGED.search(u.standalone):
        return "path"
    if wanted == "ratio" and "ratio" not in u.wants and len({*u.focus, *u.others}) > 1:
        return None  # two parties are shown side by side
    grown = "growth" in u.wants and "compare" not in u.wants  # 涨了百分之几
    return "path" if wanted == "share" and grown else wanted


def is_change(facts: tuple[Fact, Fact], operation: Operation, u: Understanding) -> bool:
    """One quantity at two times, and how much it changed is asked: the stations tell it all."""
    a, b = facts
    alike = (a.entity, a.attribute, a.subject) == (b.entity, b.attribute, b.subject)
    return operation == "difference" and alike and a.as_of != b.as_of and len(u.periods) < 2


def is_by_percent(facts: tuple[Fact, Fact], u: Understanding) -> bool:
    """By what percent the first is above or below the second: of the second, that is."""
    return facts[0].attribute == facts[1].attribute and bool(_BY_PERCENT.search(u.standalone))


def is_part(u: Understanding) -> bool:
    """What fraction of the one's the other has."""
    return bool(_PART_OF.search(u.standalone))
