"""Figures that a question offers to choose from: "14k or 19k?", 41人还是7人.

In: the question and the amounts it states. Out: whether they are alternatives, of which an answer
carries one. Knows no record.
"""

import re
from collections.abc import Sequence

from knowledge import Amount

_OR = re.compile(
    r"\W*(?:[A-Za-z%]+\s+){0,2}(?:or|versus|vs\.?|rather than)(?:\s+[A-Za-z]+){0,2}\W*"
    r"|[㐀-鿿]{0,4}(?:，|,)?(?:还是|抑或)[㐀-鿿]{0,4}",
    re.IGNORECASE,
)


def offered(question: str, states: Sequence[Amount]) -> bool:
    return any(
        _OR.fullmatch(question, one.end, two.start)
        for one, two in zip(states, states[1:], strict=False)
    )
