"""Markdown in which tables stand among prose into Parts, so that a table's rows keep its headings.

    (in millions)
    |  | 2031 | 2030 |      →  a Table with the caption "(in millions)"
    | Cash | $ | 12 | …

Does not know where the Markdown came from.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from knowledge.readers.grid import table_of
from knowledge.readers.parts import Part
from knowledge.readers.tables import SCALE, Row, Table

_RULE = re.compile(r"[\s|:-]+")
_BOLD = re.compile(r"\*\*(?P<said>[^*]{1,120})\*\*[:：]?")
_CURRENCY = re.compile(r"[A-Z]{0,3}[$€£¥￥(]+")
_MOST_CAPTIONS = 3
_SCALE_CHARS = 80


def parts(text: str) -> list[Part]:
    made: list[Part] = []
    held: list[str] = []  # paragraphs
    for is_table, lines in groupby(
        text.splitlines(), key=lambda line: line.lstrip().startswith("|")
    ):
        if not is_table:
            held += [p for p in "\n".join(lines).split("\n\n") if p.strip()]
            continue
        rows = _without_sign_columns([_row(line) for line in lines if not _RULE.fullmatch(line)])
        table = table_of(rows) if max(map(len, rows), default=0) > 1 else None
        if table is None:  # a frame around prose
            held += [" ".join(row) for row in rows]
            continue
        captions = list(_captions(held))
        made += _prose(held)
        held = []
        said = " — ".join(filter(None, [*captions, table.caption]))
        made.append(Part(content=Table(caption=said, header=table.header, rows=table.rows)))
    return made + _prose(held)


def _prose(paragraphs: list[str]) -> list[Part]:
    return [Part(content="\n\n".join(paragraphs).strip("\n"))] if paragraphs else []


def _captions(held: list[str]) -> Iterator[str]:
    """Takes the bold lines and scales at the end of `held`, which belong to the table below."""
    count = 0
    while count < min(_MOST_CAPTIONS, len(held)) and _caption(held[-1 - count]):
        count += 1
    taken = held[len(held) - count :]
    del held[len(held) - count :]
    yield from map(_caption, taken)


def _caption(paragraph: str) -> str:
    """What it says as a caption; "" if it is none."""
    text = paragraph.strip()
    bold = _BOLD.fullmatch(text)
    if bold:
        return bold["said"]
    return text if len(text) < _SCALE_CHARS and SCALE.search(text) and text[:1] != "#" else ""


def _row(line: str) -> Row:
    return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))


def _without_sign_columns(rows: list[Row]) -> list[Row]:
    """A column that only ever holds "$" or nothing is put in front of the figures right of it."""
    width = max(map(len, rows), default=0)
    full = [(*row, *[""] * (width - len(row))) for row in rows]
    signs = {
        c
        for c in range(1, width - 1)
        if any(row[c] for row in full)
        and all(not row[c] or _CURRENCY.fullmatch(row[c]) for row in full)
    }
    return [
        tuple(
            f"{row[c - 1]} {row[c]}".strip() if c - 1 in signs else row[c]
            for c in range(width)
            if c not in signs
        )
        for row in full
    ]
