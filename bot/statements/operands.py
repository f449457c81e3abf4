"""Which figures of a sentence go into a calculation that it shows, and which come out of it.

"Gross margin = (14,694 - 11,969) / 14,694 = 18.5%": three operands, one result. Operands of a
division are often told as the table prints them, without its scale. Knows no lines.
"""

import re
from collections.abc import Sequence

from knowledge import Amount, stated

_BEFORE = re.compile(
    r"(?:[÷×/*+]|\b(?:divided by|times|minus|plus)|(?:[\d%)\]]|illion|thousand) [−–-] )"
    r"[\s($€£¥\[]*$"
)
_AFTER = re.compile(r"[\s)\]]*(?:[÷×/*+]| [−–-] [\s($€£¥\[]*\d|divided by|times|minus\b|plus\b)")
_DIVIDES = re.compile(r"[÷/]|\bdivid(?:ed|ing)\b", re.IGNORECASE)
_WORDED = re.compile(r"\bdivid(?:ed|ing)\b", re.IGNORECASE)
_EQUALS = re.compile(r"[=≈]")
_NEAR = 24  # characters in which an operator belongs to a figure


def is_operand(figure: Amount, text: str) -> bool:
    """Of a division that makes a ratio or a share: of two sums at one scale it needs none."""
    if not _DIVIDES.search(text) or not (_is_in_step(figure, text) or _is_told(figure, text)):
        return False
    ends = [m.end() for m in _EQUALS.finditer(text)]
    made = [a for a in stated(text) if ends and a.start >= ends[-1] and not _is_in_step(a, text)]
    return not any(len(a.unit) == 3 and a.unit.isupper() for a in made)


def results(figures: Sequence[Amount], text: str) -> list[Amount]:
    """Those that no step of the sentence works with."""
    return [a for a in figures if not _is_in_step(a, text)]


def _is_in_step(figure: Amount, text: str) -> bool:
    before = text[max(0, figure.start - _NEAR) : figure.start]
    after = text[figure.end : figure.end + _NEAR]
    return bool(_BEFORE.search(before) or _AFTER.match(after))


def _is_told(figure: Amount, text: str) -> bool:
    """As in: dividing current assets (1,001) by current liabilities (577)."""
    bracketed = text[: figure.start].endswith("(") and text[figure.end :].startswith(")")
    return bracketed and bool(_WORDED.search(text))
