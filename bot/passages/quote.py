"""A sentence or a row of a table as it stands in a passage, chosen because it answers.

What searches choose and writers set down; `verify` looks its words up again. Knows no question.
"""

import re
from dataclasses import dataclass

from bot.answer import Evidence

_LABEL = re.compile(r"\s*(?:[-–—•*#>]\s*)*(?:[^.!?。！？]{2,60}?\s[-–—]\s+)?(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """`proposals` are the figures that rules read in it; `also` is where else it stands, each with
    its words there.
    """

    text: str
    evidence: Evidence
    score: float
    proposals: tuple[str, ...] = ()
    row: str = ""  # how a row of a table is said; "" for a sentence
    also: tuple[tuple[Evidence, str], ...] = ()


def unlabelled(text: str) -> str:
    """Without a list mark or a run-in heading in capitals ("Group 2: Money and Costs - The …")."""
    label = _LABEL.match(text)
    if label is None:
        return text
    words = [w for w in re.findall(r"[A-Za-z]+", label.group()) if len(w) > 3]
    return text[label.end() :] if all(w[0].isupper() for w in words) else text.lstrip("-–—•*#> ")
