"""Cited pages as one: the words, times and senses that stand anywhere on them.

In: the cited passages of documents. Out: `Pages`. What is part of an order to the reader is left
out, as everywhere. Knows no claim.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from bot.answer import Evidence
from bot.checks import verbs
from bot.checks.matter import kinds
from bot.checks.proofs import titled
from bot.checks.reading import Reading, read
from bot.checks.spans import Span, span, spans_read
from knowledge import orders, sentences, table_rows, words

_YEAR = re.compile(r"(?<!\d)(?:FY\s?|fiscal (?:year )?)?((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_DAY = 24  # characters that end a caption and may be the day of its columns
_SHORT_YEAR = re.compile(r"\b(?:FY|fiscal)\s?['’]?(\d\d)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of a page, or a row of a table of it."""

    reading: Reading
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """`beside` are the words of other passages of the same documents."""

    words: frozenset[str]
    beside: frozenset[str]
    kinds: frozenset[str]
    years: frozenset[int]
    spans: tuple[Span, ...]
    sentences: tuple[Told, ...]

    def senses(self, *families: str) -> frozenset[str]:
        return frozenset(chain.from_iterable(s.reading.senses(*families) for s in self.sentences))


def of(cited: Sequence[Evidence], found: Sequence[Evidence] = ()) -> Pages:
    """`found`: what else is there of the cited documents, where a name may stand too."""
    each = [_of(e) for e in cited if e.kind == "passage"]
    others = (_of(e).words for e in found if e.kind == "passage")
    return Pages(
        words=frozenset(chain.from_iterable(p.words for p in each)),
        beside=frozenset(chain.from_iterable(others)),
        kinds=frozenset(chain.from_iterable(p.kinds for p in each)),
        years=frozenset(chain.from_iterable(p.years for p in each)),
        spans=tuple(chain.from_iterable(p.spans for p in each)),
        sentences=tuple(chain.from_iterable(p.sentences for p in each)),
    )


@lru_cache(maxsize=2048)
def _of(e: Evidence) -> Pages:
    told = [
        e.passage[start:end].strip()
        for start, end in sentences(e.passage)
        if not orders.inside(e.passage, start)
    ]
    about = f"{e.title} {e.publisher} {e.locator.section or ''}"
    read_each = tuple(read(t, ()) for t in told)
    text = " ".join((*told, about))
    return Pages(
        words=frozenset(_words(text)),
        beside=frozenset(),
        kinds=kinds(text),
        years=years_in(f"{text} {e.published or ''}"),
        spans=(
            *spans_read([*read_each, *_columns(e.passage)]),
            *titled(e.title),
            *span(e.published),
            *span(e.as_of),
        ),
        sentences=tuple(Told(r, frozenset(_words(r.text))) for r in read_each),
    )


def _columns(passage: str) -> list[Reading]:
    """What stands above a column with what stands above the labels: "At June 30," and "2031"."""
    if "|" not in passage:
        return []
    above = {
        (day, heading)
        for row in table_rows(passage)
        for heading, _ in row.cells
        for day in (row.corner, row.caption[-_DAY:])
    }
    return [read(f"{day} {heading}", ()) for day, heading in sorted(above)]


def _words(text: str) -> set[str]:
    """As they stand, and verbs in their plain form."""
    found = words.tokens(text)
    return {*found, *verbs.plain(found)}


def years_in(text: str) -> frozenset[int]:
    """As they are called: "FY2031", "fiscal 31", "December 2031"."""
    found = {int(y) for y in _YEAR.findall(text)}
    return frozenset(found | {2000 + int(y) for y in _SHORT_YEAR.findall(text)})
