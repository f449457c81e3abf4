"""A formula that is asked for → a figure worked out from cells of one filing.

Each line is taken of the same filing, for the years asked about; where a line or a year is missing,
or lines count in different money, nothing is worked out. Says nothing: `result` does.
"""

import re
from collections.abc import Iterable

from bot.papers.asked import Asked
from bot.papers.lines import Filing, Read
from bot.papers.result import Done, Year, told
from bot.papers.task import Task
from knowledge import finance, ratios

_MOST_YEARS = 6


def work(asked: Asked, wanted: Task, filings: Iterable[Filing]) -> Done | None:
    """From the first filing that has every line of some formula."""
    for filing in filings:
        years = _years(asked, wanted, filing)
        for formula in wanted.formulas:
            made = [_worked(formula, filing, year) for year in years]
            if made and all(made):
                return told(asked, wanted, formula, filing.source.id, [m for m in made if m])
    return None


def _years(asked: Asked, wanted: Task, filing: Filing) -> list[int]:
    told = sorted({p.end.year for p in asked.periods})
    if not told:
        called = re.match(r"FY(\d{4})", filing.source.period or "")
        return [int(called[1])] if called else _newest(wanted, filing)
    if "prior(" in wanted.formulas[0]:
        return told[-1:] if len(told) != 2 or told[1] - told[0] == 1 else []
    if wanted.average and len(told) > 1:
        return list(range(told[0], told[-1] + 1))[-_MOST_YEARS:]
    if len(told) == 2 and "average(" in wanted.formulas[0] and not wanted.turns:
        return told[-1:]
    if len(told) == 1 and wanted.turns:
        return [told[0] - 1, told[0]]
    return told


def _newest(wanted: Task, filing: Filing) -> list[int]:
    known = finance.vocabulary().items
    first = next((known[n] for n in known if n in wanted.formulas[0]), None)
    held = [y for y in range(2100, 1990, -1) if first and filing.line(first, y)]
    return held[:1]


def _worked(formula: str, filing: Filing, year: int) -> Year | None:
    known = finance.vocabulary().items
    reads: dict[tuple[str, int], Read] = {}

    def figure(name: str, back: int) -> ratios.Figure | None:
        read = filing.line(known[name], year - back)
        if read is None or read.cell.amount is None:
            return None
        reads[name, back] = read
        return ratios.Figure(value=read.cell.amount.low, unit=read.cell.amount.unit)

    made = ratios.of_figures(formula, figure)
    if made is None:
        return None
    return Year(
        year=year, value=made.value, unit=made.unit, reads={key: reads[key] for key in made.used}
    )
