"""Finds the tables among the Lines of a page and reads their columns, headings and captions.

                              Years ended December 31
    (in millions)                2031        2030
    Total revenue             $ 1,234     $ 1,100

becomes a Table with the heading "Years ended December 31 2031" over 1,234. A heading that stands
over several columns is given to each only where its place leaves no doubt; else the heading lines
stay as they are. Does not know pages or files.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.readers.pdf.bands import Band, bands, placed
from knowledge.readers.pdf.headings import YEAR, header, is_heading, needs_year
from knowledge.readers.pdf.lines import Line, is_figure
from knowledge.readers.tables import SCALE, Row, Table

_MOST_BETWEEN = 3  # label-only lines in a row that do not end a table
_MOST_ABOVE = 6
_FAR = 2.6  # in heights: what stands further off does not belong together
_CAPTION_LINES = 4
_CAPTION_CHARS = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A table and which lines it takes up, caption included: `lines[start:end]`."""

    start: int
    end: int
    table: Table


def tables(lines: Sequence[Line]) -> list[Found]:
    found: list[Found] = []
    taken = 0
    for start, end in _runs(lines):
        made = _table(lines, max(start, taken), end, taken)
        if made:
            found.append(made)
            taken = made.end
    return found


def _runs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Stretches of lines with figures in columns; label-only lines inside them belong to them."""
    runs: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if not _is_tabular(line):
            continue
        if runs and _goes_on(lines, runs[-1][1] - 1, at):
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return [
        (start, _with_wrapped_label(lines, end))
        for start, end in runs
        if sum(map(_is_tabular, lines[start:end])) > 1
    ]


def _is_tabular(line: Line) -> bool:
    return len(line.cells) > 1 and any(is_figure(cell.text) for cell in line.cells[1:])


def _goes_on(lines: Sequence[Line], last: int, at: int) -> bool:
    """Whether line `at` continues the table whose last line is `last`."""
    if _is_heading_row(lines[at]) and not _is_heading_row(lines[last]):
        return False  # "2023 | 2022" again: another table
    between = lines[last + 1 : at]
    values = min(cell.x0 for cell in lines[last].cells[1:])
    return (
        len(between) <= _MOST_BETWEEN
        and all(_is_close(lines[i], lines[i + 1]) for i in range(last, at))
        and not any(_is_prose(line, lines[last], values) for line in between)
        and not any(_has_year(line) and line.x0 > lines[last].x0 + 40 for line in between)
    )


def _is_prose(line: Line, row: Line, values: float) -> bool:
    """A single run of words that crosses the columns of `row`, whose figures begin at `values`."""
    crosses = line.x1 > values + line.height and line.x1 - line.x0 > 0.6 * (row.x1 - row.x0)
    return len(line.cells) == 1 and crosses


def _is_close(line: Line, after: Line) -> bool:
    return after.top >= line.top and after.top - line.bottom < _FAR * line.height


def _with_wrapped_label(lines: Sequence[Line], end: int) -> int:
    """The last label may run on in a line of its own."""
    if end < len(lines) and _is_close(lines[end - 1], lines[end]):
        line, last = lines[end], lines[end - 1]
        if line.text[:1].islower() and len(line.cells) == 1 and line.x1 <= last.cells[1].x0:
            return end + 1
    return end


def _has_year(line: Line) -> bool:
    return any(YEAR.search(cell.text) for cell in line.cells)


def _is_heading_row(line: Line) -> bool:
    """Years, dates or words over the columns, no amounts."""
    values = line.cells[1:] if len(line.cells) > 1 else line.cells
    return _has_year(line) and not any(_is_amount(cell.text) for cell in values)


def _is_amount(text: str) -> bool:
    """A figure other than a year; the "%" or "$" over a column is none."""
    digits = any(c.isdigit() for c in text)
    return digits and is_figure(text) and not YEAR.fullmatch(text)


def _table(lines: Sequence[Line], start: int, end: int, taken: int) -> Found | None:
    first = next((i for i in range(start, end) if _has_amount(lines[i])), end)
    columns = bands(lines[first:end])
    if not columns:
        return None
    heads = [i + 1 for i in range(start, first) if is_heading(lines[i], columns)]
    body = max(heads, default=_below_headings(lines, start, taken, columns))
    head = min(body, start)
    while head > taken and body - head < _MOST_ABOVE and _is_over(lines, head - 1, columns):
        head -= 1
    caption = _caption_start(lines, head, taken, columns)
    scales = [line for line in lines[head:body] if _is_scale(line)]
    return Found(
        start=caption,
        end=end,
        table=Table(
            caption=_caption(lines, (caption, head, taken), scales),
            header=header([line for line in lines[head:body] if not _is_scale(line)], columns),
            rows=_rows(lines[body:end], columns),
        ),
    )


def _below_headings(lines: Sequence[Line], start: int, taken: int, columns: Sequence[Band]) -> int:
    """Where the rows begin: "Assets", "Current assets:" may stand between headings and figures."""
    at = start
    while at > taken and start - at <= _MOST_BETWEEN and _is_close(lines[at - 1], lines[at]):
        line = lines[at - 1]
        if _is_over(lines, at - 1, columns) and (_has_year(line) or _is_scale(line)):
            return at
        if len(line.cells) > 1 or line.x1 > columns[0].x0:
            break
        at -= 1
    return start


def _is_scale(line: Line) -> bool:
    """Whether it says "(in thousands)" in a line of its own, over the figures."""
    return len(line.cells) == 1 and len(line.text) < 60 and bool(SCALE.search(line.text))


def _has_amount(line: Line) -> bool:
    return any(_is_amount(cell.text) for cell in line.cells[1:])


def _is_over(lines: Sequence[Line], at: int, columns: Sequence[Band]) -> bool:
    """A line of headings: it stands close above, and over the figures or with years in it."""
    line, below = lines[at], lines[at + 1]
    if not _is_close(line, below) or len(line.text) > 260:
        return False
    if any(_is_amount(cell.text) for cell in line.cells[1:]):
        return False
    if len(line.cells) == 1 and needs_year(line.text) and _has_year(below):
        return line.x1 > columns[0].x0
    over = [cell for cell in line.cells if cell.x0 >= columns[0].x0 - 4 * cell.height]
    if len(line.cells) == 1:
        return bool(over) and line.x1 <= columns[-1].x1 + 3 * line.height
    return bool(over)


def _caption_start(lines: Sequence[Line], head: int, taken: int, columns: Sequence[Band]) -> int:
    at = head
    while at > taken and head - at < _CAPTION_LINES:
        line = lines[at - 1]
        if not (_is_close(line, lines[at]) and _is_caption(line, columns)):
            break
        at -= 1
    return at


def _is_caption(line: Line, columns: Sequence[Band]) -> bool:
    text = line.text
    if len(line.cells) > 1 or len(text) > _CAPTION_CHARS:
        return False
    if SCALE.search(text) and text.lstrip().startswith(("(", "（", "[")):
        return True
    if text[:1].islower():
        return False  # the end of a sentence
    if text.endswith((".", "。", ";", "；", ",")):
        return bool(SCALE.search(text)) and len(text) < 60
    return line.bold or _is_centred(line, columns) or bool(SCALE.search(text) and len(text) < 60)


def _is_centred(line: Line, columns: Sequence[Band]) -> bool:
    left = line.x0 > 40 and line.x0 - 36 > 0.15 * columns[-1].x1
    return left and line.x1 < columns[-1].x1


def _caption(lines: Sequence[Line], place: tuple[int, int, int], scales: Sequence[Line]) -> str:
    start, head, taken = place
    said = " — ".join(line.text for line in (*lines[start:head], *scales))
    if SCALE.search(said) or start <= taken:
        return said
    # "The following table shows revenue (in millions):"
    before = " ".join(line.text for line in lines[max(start - 3, taken) : start])
    lead = re.search(r"\(([^()]{0,60})\)\s*[:：]?\s*$", before)
    if lead and SCALE.search(lead[1]):
        return " — ".join(filter(None, [said, f"({lead[1]})"]))
    return said


def _rows(lines: Sequence[Line], columns: Sequence[Band]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for line in lines:
        row = placed(line.cells, columns) or tuple(cell.text for cell in line.cells)
        if rows and _continues(rows[-1], row):
            rows[-1] = (
                f"{rows[-1][0]} {row[0]}",
                *(rows[-1][1:] if any(rows[-1][1:]) else row[1:]),
            )
        else:
            rows.append(row)
    return tuple(rows)


def _continues(row: Row, after: Row) -> bool:
    """A label that runs over two lines goes on in small letters; only one of them has figures."""
    has_both = any(row[1:]) and any(after[1:])
    return bool(row[0]) and after[0][:1].islower() and not has_both
