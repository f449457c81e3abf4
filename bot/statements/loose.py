"""Rows of figures that no table holds, as text of a PDF has them → rows of one.

    July 29, 2031 | January 28, 2031        Votes For | Votes Against
    Cash | $ 1,093 | $ 1,874                57,172,731 | 13,324,080
    →  | | July 29, 2031 | January 28, 2031 |
       | Cash | $ 1,093 | $ 1,874 |         | Votes For | 57,172,731 | …

In: passages of one document in their order; headings may end one and their row open the next. Out:
the same with such rows as tables, below what stood above their headings (it may tell the scale). A
row without headings that fit stays as it is.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

_FIGURE = re.compile(r"[$€£¥\s]*[(−–-]?[$€£¥\s]*\d[\d,]*(?:\.\d+)?\s*\)?\s?%?|\s*[-–—−]\s*%?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"[A-Za-z㐀-鿿]")


@lru_cache(maxsize=256)
def barred(passages: tuple[str, ...]) -> tuple[str, ...]:
    made, heads, above = list[str](), list[str](), ""
    for text in passages:
        out = list[str]()
        for line in text.splitlines():
            cells = _cells(line)
            rows = _row(cells, heads)
            out += [above, *rows] if rows else [line]
            if _are_headings(cells):
                heads = cells
            elif line.strip() and not (cells and _are_figures(cells[1:])):
                heads, above = [], line
        made.append("\n".join(out))
    return tuple(made)


def _cells(line: str) -> list[str]:
    """None of a line that is no row, or a row of a table."""
    if "|" not in line or line.lstrip().startswith("|"):
        return []
    return [cell.strip() for cell in line.split("|")]


def _are_headings(cells: Sequence[str]) -> bool:
    return len(cells) > 1 and not any(_FIGURE.fullmatch(c) for c in cells)


def _are_figures(cells: Sequence[str]) -> bool:
    return bool(cells) and all(_FIGURE.fullmatch(c) for c in cells)


def _row(cells: list[str], heads: list[str]) -> list[str]:
    """A row with a label under days or years, or figures each under what they are called."""
    if not heads or not _are_figures(cells[1:]):
        return []
    if len(cells) == len(heads) + 1 and _WORD.search(cells[0]) and all(map(_YEAR.search, heads)):
        return [_told(["", *heads]), _told(cells)]
    if len(cells) == len(heads) and _are_figures(cells) and len(set(heads)) == len(heads):
        return [_told(["", ""]), *(_told(pair) for pair in zip(heads, cells, strict=True))]
    return []


def _told(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
