"""Figures as financial statements print them: "$ (1,062.4)", "(3)%", "in thousands", "£m".

In: a cell, or text copied from a statement. Out: amounts with their sign, and the scale that a
heading declares. Knows no benchmark. `knowledge.amounts` reads each figure; only what is peculiar
to statements is undone here first.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from knowledge import Amount, amounts

_SIGN = r"(?:(?:US|HK|S|A|C)?[$€£¥]|RMB|USD)"
_WORTH = {"m": 6, "thousand": 3, "million": 6, "billion": 9, "000": 3}
_DECLARED = re.compile(
    rf"(?<!\w)in\s?(?:{_SIGN}\s?)?(?:\w+ )?(?P<a>thousand|million|billion)s\b"
    rf"|(?<!per ){_SIGN}\s?[’'‘´`]?(?P<b>000|m|million|billion|thousand)(?:s\b|\b(?!\s?[\d.]))"
    r"|(?<![\w.])[’'‘´`](?P<c>000)\b|^\s?(?P<d>M)\s?$"
    r"|\((?:[a-z]+ )?(?P<e>thousand|million|billion)s\b",
    re.IGNORECASE,
)
_SPACED = re.compile(rf"({_SIGN})\s+(?=[(\d−-])")
_NEGATIVE = re.compile(rf"({_SIGN}?) ?\( ?({_SIGN}?) ?(\d[\d,.]*) ?(%?) ?\)( ?%)?")
_ACCENTED = re.compile(rf"({_SIGN})[’'‘´`](?=\d)")


def read(text: str) -> list[Amount]:
    """The amounts of a cell or of copied text; figures in parentheses are negative.

    Spans point into the rewritten text, so they are of no use to the caller.
    """
    plain = _ACCENTED.sub(r"\1", _SPACED.sub(r"\1", text))
    return amounts.find(_NEGATIVE.sub(r"-\1\2\3\4\5", plain))


def scale(texts: Iterable[str]) -> Decimal | None:
    """What the first heading that declares one says its figures are counted in."""
    for text in texts:
        if found := _DECLARED.search(text):
            word = next(filter(None, found.groups())).lower()
            return Decimal(10) ** _WORTH[word]
    return None
