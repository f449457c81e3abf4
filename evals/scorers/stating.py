"""Whether a text states an expected amount: read by two ways that share no code.

In: the text of an answer or a claim, and a `Sum` or `Nugget` typed by hand. Out: yes or no. A
range counts as stated by its ends one by one too; a rounding within its own last digit is right.
"""

import re
from decimal import Decimal

from bot.answer import Answer
from evals.case import Nugget, Sum
from evals.scorers.spelled import SLACK, spelled
from knowledge import amounts

_COMMA = re.compile(r"(?<=\d),(?=\d{3})")


def states(text: str, wanted: Sum) -> bool:
    """The amount as `knowledge.amounts` reads it, confirmed by `spelled`, which does without."""
    return read(text, wanted) and spelled(text, wanted)


def carries(text: str, nugget: Nugget) -> bool:
    """Whether the text holds the nugget: its amount and, if any are given, one of its words."""
    if nugget.amount and not states(text, nugget.amount):
        return False
    plain = _COMMA.sub("", text.lower())  # 3,820万 says 3820万
    said = (words.lower() for words in nugget.says)
    return not nugget.says or any(w in text.lower() or _COMMA.sub("", w) in plain for w in said)


def asserted(answer: Answer) -> str:
    """What the claims say as so: without the recorded readings of disputes, which name the figure
    that is wrong beside the right one.
    """
    readings = {group["reading"] for group in answer.conflicts if group["reading"]}
    return " ".join(c["text"] for c in answer.claims if not any(r in c["text"] for r in readings))


def read(text: str, wanted: Sum) -> bool:
    """What `knowledge.amounts` alone makes of it."""
    for found in amounts.find(text):
        same = wanted.unit in (found.unit, "count")
        low = same and _near(found.low, wanted.low, found.step)
        if low and _near(found.high, wanted.high, found.step):
            return True
    ends = [Sum(low=end, high=end, unit=wanted.unit) for end in (wanted.low, wanted.high)]
    return wanted.low != wanted.high and all(read(text, end) for end in ends)


def _near(found: Decimal, wanted: Decimal, step: Decimal) -> bool:
    return abs(found - wanted) <= max(step / 2, abs(wanted) * SLACK)
