"""Rows of a sheet with merged cells in; out, the same rows with each label in all that it spans.

    A2:A4 "Salt"           →  "Salt" in each of the rows 2 to 4 that says something
    B1:C1 "2031"           →  "2031" in both columns

Figures and long texts stay where they are, and so does a title that is alone in its row. Rows come
in order and are not kept. Does not know formats.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.readers.grid import is_label, names_columns

MOST_ACROSS = 64  # a heading over whole rows is not said sixteen thousand times
_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    top: int
    left: int
    bottom: int
    right: int


def span(ref: str) -> Span | None:
    """From "B1:C1", row 1, columns 2 to 3; None for what is no range of cells."""
    found = _REF.fullmatch(ref)
    if not found:
        return None
    left, top, right, bottom = found.groups()
    return Span(top=int(top), left=_column(left), bottom=int(bottom), right=_column(right))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class Spread:
    """Fills the rows of one sheet, from the top down."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._waiting = sorted(spans, key=lambda each: -each.top)
        self._open: list[tuple[Span, str]] = []

    def filled(self, number: int, cells: dict[int, str]) -> dict[int, str]:
        """The row's column → text, with what spans it; what a cell says itself stays."""
        self._open = [(each, said) for each, said in self._open if each.bottom >= number]
        while self._waiting and self._waiting[-1].top <= number:
            each = self._waiting.pop()
            said = cells.get(each.left, "") if each.top == number else ""
            if is_label(said):
                self._open.append((each, said))
        down = {each.left: said for each, said in self._open} | cells
        if not names_columns([down[column] for column in sorted(down)]):
            return down
        across = {
            column: said
            for each, said in self._open
            for column in range(each.left, min(each.right, each.left + MOST_ACROSS) + 1)
        }
        return across | down
