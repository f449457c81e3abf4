"""A Table as text: blocks of rows, each under the table's caption and column headings.

    Consolidated income (in millions)
    | | 2031 | 2030 |
    | Total revenue | 1,234 | 1,100 |

A row means nothing without its year and its scale, so every block repeats them; a block is short
enough to become one passage. Used by all readers; does not know where a table came from.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Row = tuple[str, ...]

BLOCK_CHARS = {"en": 440, "zh": 215}  # just under where knowledge.split closes a passage
_CAPTION_CHARS = 160
_LABEL_CHARS = 120
_LEAST_ROWS_CHARS = 120

SCALE = re.compile(
    r"(?:\b(?:in|of)\s+)?(?:\b(?:US|HK|NT|A|C|S)?[$€£¥]|\b(?:USD|RMB|CNY|EUR|HKD|dollars|yuan)\b)?\s*"
    r"(?:\bin\s+)?\b(?:thousands|millions|billions|hundreds of millions)\b"
    r"|(?:(?:\b[A-Z]{1,3})?[$€£¥]|\b(?:USD|RMB|CNY|EUR|HKD))\s*(?:thousand|million|billion|mn?|bn|k|['’]?000)s?\b"
    r"|[$€£¥]\s*['’]000|['’]000s?\b"
    r"|[单單]位\s*[:：]?\s*[^\s|]{1,12}"
    r"|(?:人民[币幣]|美元|港[币幣元])?\s*(?:千|万|萬|百万|百萬|十亿|十億|亿|億)(?:元|美元|港元|人民币|人民幣)"
    r"|人民[币幣](?:千|万|萬|百万|百萬|亿|億)?元",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`header` are the rows above the figures; all rows start with the label."""

    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """`rows` and `columns` count from 0 in the table's own rows and columns, ends included."""

    text: str
    rows: tuple[int, int]
    columns: tuple[int, int]


def blocks(table: Table, *, language: str = "en") -> Iterator[Block]:
    """The table in pieces of a passage's length; a wide one is cut between columns as well."""
    most = BLOCK_CHARS[language]
    caption = _shortened(table.caption, min(_CAPTION_CHARS, most // 2))
    for first, last in _column_groups(table, most - len(caption)):
        picked = _picked(table, first, last)
        head = "\n".join(filter(None, [caption, *map(_line, picked.header)]))
        for start, end in _row_groups(picked.rows, most - len(head)):
            body = [line for row in picked.rows[start : end + 1] if (line := _line(row))]
            if body:
                yield Block(
                    text="\n".join(filter(None, [head, *body])),
                    rows=(start, end),
                    columns=(0 if last - first + 2 >= _width(table) else first, last),
                )


def _width(table: Table) -> int:
    return max((len(row) for row in (*table.header, *table.rows)), default=0)


def _column_groups(table: Table, room: int) -> Iterator[tuple[int, int]]:
    """Ranges of value columns (the label is column 0) whose longest rows fit together."""
    width = _width(table)
    longest = [
        max((len(row[c]) for row in (*table.header, *table.rows) if c < len(row)), default=0) + 3
        for c in range(width)
    ]
    first, used = 1, 0
    for column in range(1, width):
        if column > first and min(longest[0], _LABEL_CHARS) + used + longest[column] > room // 2:
            yield first, column - 1
            first, used = column, 0
        used += longest[column]
    yield first, max(width - 1, 0)


def _picked(table: Table, first: int, last: int) -> Table:
    def cut(row: Row) -> Row:
        return (*row[:1], *row[first : last + 1])

    return Table(
        header=tuple(map(cut, table.header)),
        rows=tuple(map(cut, table.rows)),
        caption=table.caption,
    )


def _row_groups(rows: Sequence[Row], room: int) -> Iterator[tuple[int, int]]:
    """Ranges of rows that fit into `room`, about equally long."""
    lengths = [len(_line(row)) + 1 for row in rows]
    room = max(room, _LEAST_ROWS_CHARS)
    parts = -(-sum(lengths) // room)
    fair = min(room, sum(lengths) / max(parts, 1) + max(lengths, default=0) / 2)
    start = used = 0
    for at, length in enumerate(lengths):
        if at > start and used + length > fair:
            yield start, at - 1
            start, used = at, 0
        used += length
    if rows:
        yield start, len(rows) - 1


def _line(row: Row) -> str:
    """A row between bars, without the empty cells at its end; "" for an empty row."""
    cells = [" ".join(cell.replace("|", "/").split()) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    if not cells:
        return ""
    return "| " + " | ".join(cells) + " |"


def _shortened(text: str, most: int) -> str:
    """The caption, cut in front if too long: its end is nearest to the table and has the scale."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return "… " + text[-(most - 2) :].split(" ", 1)[-1]
