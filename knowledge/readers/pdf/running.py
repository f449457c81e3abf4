"""Which Lines of a document's pages are running heads, footers and page numbers.

They stand at the edge of many pages, in the same place with the same words but for digits. A line
that gives the scale of the figures ("in millions") is never one. Does not know text or tables.
"""

import re
from collections import Counter
from collections.abc import Sequence

from knowledge.readers.pdf.lines import Line
from knowledge.readers.tables import SCALE

_NONE = 10**9
_SHORT_NUMBER = re.compile(r"(?<![\d.,])\d{1,4}(?![\d.,])")
_EDGE = 3  # lines at the top and at the bottom that may be running ones
_SHARE, _LEAST = 0.3, 3
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|第)?\s*[-–—|(\[]?\s*(?:[A-Z]{1,3}-)?(?P<number>\d{1,4}|[ivxl]{1,7})\s*[-–—|)\]]?"
    r"\s*(?:(?:of|/|／)\s*\d{1,4}|[页頁](?:\s*[,，/]?\s*共?\s*\d{1,4}\s*[页頁])?)?",
    re.IGNORECASE,
)

Key = tuple[str, bool, int]


def running(pages: Sequence[Sequence[Line]]) -> list[set[int]]:
    """For each page the indices of its lines that are left out; lines run from top to bottom."""
    offset = _number_offset(pages)
    keys = [_keys(lines, index + offset) for index, lines in enumerate(pages)]
    seen = Counter(key for each in keys for key in set(each.values()))
    most = max(_LEAST, _SHARE * len(pages))
    left_out: list[set[int]] = []
    for index, (lines, each) in enumerate(zip(pages, keys, strict=True)):
        repeated = {at for at, key in each.items() if seen[key] >= most}
        numbered = {at for at in each if _page_number(lines[at]) == index + offset}
        with_scale = {at for at in repeated if SCALE.search(lines[at].text)}
        left_out.append((repeated - with_scale) | numbered)
    return left_out


def _edges(lines: Sequence[Line]) -> list[tuple[int, bool]]:
    top = range(min(_EDGE, len(lines)))
    bottom = range(max(len(lines) - _EDGE, len(top)), len(lines))
    return [*((at, True) for at in top), *((at, False) for at in bottom)]


def _keys(lines: Sequence[Line], number: int) -> dict[int, Key]:
    """What makes a line the same on other pages: its place, and its words but for page `number`."""
    printed = re.compile(rf"(?<!\d){number}(?!\d)")
    return {
        at: (printed.sub("#", lines[at].text), is_top, round(lines[at].top / 8))
        for at, is_top in _edges(lines)
    }


def _page_number(line: Line) -> int | None:
    found = _PAGE_NUMBER.fullmatch(line.text.strip())
    return int(found["number"]) if found and found["number"].isdigit() else None


def _number_offset(pages: Sequence[Sequence[Line]]) -> int:
    """What to add to a page's index to get the number printed on it; far off where there is none.

    A number in a line of its own says it best; else any that grows with the pages.
    """
    alone: Counter[int] = Counter()
    inside: Counter[int] = Counter()
    for index, lines in enumerate(pages):
        edge = [lines[at] for at, _ in _edges(lines)]
        numbers = (_page_number(line) for line in edge)
        alone.update({number - index for number in numbers if number is not None})
        inside.update({int(n) - index for line in edge for n in _SHORT_NUMBER.findall(line.text)})
    for found in (alone, inside):
        best = found.most_common(1)
        if best and best[0][1] >= max(2, 0.4 * len(pages)):
            return best[0][0]
    return _NONE
