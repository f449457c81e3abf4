"""Figures that a question offers to choose from: "14k or 19k?", 41人还是7人.

In: the question and the amounts it states. Out: whether they are alternatives, of which an answer
carries one. Knows no record.
"""

import re
from collections.abc import Sequence

from knowledge import Amount

_OR = re.compile(
    r"\W*(?:[A-Za-z%]+\s+){0,2}(?:or|versus|vs\.?|rather than)(?:\s+[A-Za-z]+){0,2}\W*"
    r"|[㐀-鿿]{0,4}(?:，|,)?(?:还是|抑或)[㐀-鿿]{0,4}"
    # 有写6.4亿有写4.2亿的
    r"|[㐀-鿿]{0,4}(?:，|,)?(?:[也又]?有(?:人|的)?[写说]|别处[写说]?)[㐀-鿿]{0,2}",
    re.IGNORECASE,
)


# "480m and 48m for the C. Which?"
_WHICH = re.compile(
    r"\bwhich(?: one)?(?: (?:is|of them is) (?:it|right|true))?\W*$|\bwho(?:['’]s| is) right\W*$"
    r"|哪个(?:才)?(?:对|准|是真的)|谁(?:说的)?对|信谁|信哪个",
    re.IGNORECASE,
)


def offered(question: str, states: Sequence[Amount]) -> bool:
    return bool(alternatives(question, states))


def alternatives(question: str, states: Sequence[Amount]) -> list[Amount]:
    if len(states) == 2 and _WHICH.search(question):
        return list(states)
    return [
        each
        for one, two in zip(states, states[1:], strict=False)
        if _OR.fullmatch(question, one.end, two.start)
        for each in (one, two)
    ]
