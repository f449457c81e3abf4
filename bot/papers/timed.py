"""Whether a sentence or a cell is of the time that was asked about.

A year is told by its last day as well as by its number; a quarter is no year. Of a filing whose
columns are days the newest is the year that the filing calls its own. "A year before" counts from
the date before it. Knows no words but those of time.
"""

import re
from collections.abc import Sequence
from datetime import date

from knowledge import Period, Source, cells, dated
from knowledge.cells import Cell

_BEFORE = re.compile(
    r"\b(?:a|one) year (?:before|earlier|ago)|\b(?:the )?(?:prior|previous)[- ]year\b|\bup from\b"
    r"|\b(?:rose|fell|grew|increased|decreased|declined) to [^.;]{1,40}? from\b"
    r"|\bcompared (?:to|with)\b"
    r"|上年|去年|上一年|同比|比上年|前一年",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:three|six|nine) months\b|\b(?:13|26|39) weeks\b|\bquarter"
    r"|\bQ[1-4]\b|\b[1-4]Q|\bH[12]\b|季度|半年",
    re.IGNORECASE,
)
_QUARTER = 92  # days at most
_MONTH = 28  # days at least
_LONG = 300  # days: about a year


def days(period: Period) -> int:
    return (period.end - period.start).days + 1


def _is_an_end(asked: Period) -> bool:
    """The last months of a year, as "at the end of 2031" is read; its last quarter is shorter."""
    return _QUARTER < days(asked) <= 123


def fits(asked: Period, held: Period) -> bool:
    """Of the same time: the same stretch, or a day at its end."""
    if days(held) == 1 and days(asked) > 1:
        return asked.start <= held.start <= asked.end
    if days(asked) == 1 and days(held) > 1:
        return (
            abs((held.end - asked.end).days) <= 7
            or held.start <= asked.start <= held.end < asked.end
        )
    overlap = (min(asked.end, held.end) - max(asked.start, held.start)).days + 1
    longer = max(days(asked), days(held))
    if days(asked) < _MONTH and 28 <= days(held) <= 31:  # the end of a month asked, the month told
        return asked.end == held.end
    if _is_an_end(asked) and days(held) > _LONG:  # the end of a year asked, the year told
        return asked.end == held.end
    return overlap > 0.7 * longer


def sentence_fits(asked: Sequence[Period], text: str, before: str, source: Source) -> bool:
    """Every time that was asked about is one the sentence tells, or the document's own where the
    sentence tells none.
    """
    told = [*dated(text)]
    if _BEFORE.search(text):
        last = told or [*dated(before)]
        told += [cells.year_before(p) for p in last]
    if not told:
        told = (
            [p for p in own(source) if source.period or days(p) <= days(asked[0])] if asked else []
        )
        if not source.period and asked and days(asked[0]) < _LONG:
            told = []  # what an article prints without a date is of no quarter
    return all(any(_near(a, p) for p in told) for a in asked)


def _near(asked: Period, held: Period) -> bool:
    """A sentence tells its time more loosely than a column: any overlap of like stretches."""
    if days(asked) <= 123 and days(held) > _LONG:
        return _is_an_end(asked) and asked.end == held.end
    return held.start <= asked.end and asked.start <= held.end


def own(source: Source) -> list[Period]:
    """The time a document reports on, or was printed in."""
    text = source.period or source.published or ""
    return [*dated(re.sub(r"-Q[1-4]$", "", text))]


def column(
    cell: Cell, columns: Sequence[Period], told: Period | None, source: Source
) -> list[Period]:
    """Of which times a column may be: what it says itself, else what the words before the table
    tell, else the document's own; of that its quarter, or the year before: 期初余额.
    """
    if cell.period:
        return [column_year(cell.period, columns, source)]
    whole = [told] if told else own(source)
    number = cells.quarter(cell.heading)
    if number:
        return [cells.in_quarter(p, number) for p in whole]
    return [cells.year_before(p) for p in whole] if cells.is_earlier(cell.heading) else whole


def column_year(cell: Period, columns: Sequence[Period], source: Source) -> Period:
    """What a column is called: by the filing's own count where columns are days."""
    called = re.fullmatch(r"FY(\d{4})(?:-Q\d)?", source.period or "")
    points = [p.end for p in columns if days(p) == 1]
    if days(cell) > 1 or not called or not points or cell.end.month > 6:
        return cell
    shift = int(called[1]) - max(points).year
    if abs(shift) != 1:
        return cell
    year = cell.end.year + shift
    return Period(date(year, 1, 1), date(year, 12, 31), cell.begin, cell.stop, cell.text)


def is_part_of_year(heading: str) -> bool:
    return bool(_PART.search(heading))
