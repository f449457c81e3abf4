"""Stretches of calendar time: of what was read, of ISO dates, and whether one lies within another.

In: readings and dates of records. Out: `Span`s, first and last day. Knows no claim.
"""

from collections.abc import Iterable
from datetime import date

from bot.checks.reading import Reading
from knowledge import periods

Span = tuple[date, date]


def span(iso: str | None) -> tuple[Span, ...]:
    if not iso:
        return ()
    got = periods.parse(iso)
    return ((got.start, got.end),)


def spans_read(said: Iterable[Reading]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys((d.start, d.end) for r in said for d in r.dates))


def covers(named: Span, spans: Iterable[Span]) -> bool:
    """One of the spans lies wholly within what was named."""
    return any(named[0] <= start and end <= named[1] for start, end in spans)


def is_day(words: str, spans: Iterable[Span]) -> bool:
    """A date without its year: a date of the proof, in that date's own year."""
    return any(covers(named, [span]) for span in spans for named in within(words, span[0].year))


def within(words: str, year: int) -> list[Span]:
    """What wording without a year ("30 June", "Q3", "上半年") means in that year."""
    texts = (f"{words} {year}", f"{words} of {year}", f"{words}, {year}", f"{year}年{words}")
    return [(p.start, p.end) for t in texts for p in periods.find(t) if len(p.text) >= len(t)]


def undated(said: Iterable[Reading], years: Iterable[int]) -> tuple[Span, ...]:
    """The dates without a year, taken to be of the years that the record speaks of."""
    words = dict.fromkeys(m.key for r in said for m in r.loose)
    return tuple(s for year in dict.fromkeys(years) for w in words for s in within(w, year))
