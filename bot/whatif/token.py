"""A what-if question in pieces: its tokens, and where each character stood in the original.

Only records; what makes them is `words`, what they mean beside each other `near`.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Token:
    """`tag` is a key of the terms, or money, percent, multiple, number, span, date, stop, unknown.

    `value` is a Level, for a span its months, for a date its first and last day.
    """

    tag: str
    start: int
    end: int
    value: Any = None
    signed: bool = False  # a percentage written with its plus: "+50%"
    part: bool = False  # a percentage in words, of what there is: "half"
    added: bool = False  # a multiple that comes on top: "涨一倍" is twice as much
    closing: bool = False  # the end of a period: "end of 2027", "2027年底"


@dataclass(frozen=True, slots=True)
class Read:
    """The question with absolute times, its tokens, and where each character stood in the original.

    `at[i]` is the original position of character i.
    """

    text: str
    tokens: tuple[Token, ...]
    original: str
    at: tuple[int, ...]

    def verbatim(self, start: int, end: int) -> str:
        return self.original[self.at[start] : self.at[end]].strip(" ,，")
