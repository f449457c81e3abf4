"""The word index: the passages that hold any of some words, as candidates for a better ranking.

To rate a row costs a microsecond, and a frequent word stands in most rows of a large store. Where
the words asked for stand in more rows than `MOST`, the rarer of them choose the rows, and frequent
ones count in those only: all that is missed is a passage with none of the rarer words. Ranks by
SQLite's own bm25; how well a candidate does is for others to say.
"""

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge import bm25

TABLES = """
CREATE VIRTUAL TABLE words USING fts5 (tokens, context, tokenize = "ascii tokenchars '.&''_'");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
"""
MOST = 20_000  # rows that are rated for one question, so that it takes some 20 ms
_BEST = f"""
SELECT passages.id, best.score, words.tokens, words.context FROM (
  SELECT rowid AS at, -bm25(words, 1.0, {bm25.CONTEXT}) AS score FROM words
  WHERE words MATCH ?1 AND +rowid NOT IN (SELECT passages.rowid FROM sources
    JOIN passages ON source_id = sources.id WHERE state != 'visible')
  AND (?3 IS NULL OR +rowid IN (SELECT passages.rowid FROM passages
    WHERE source_id IN (SELECT value FROM json_each(?3))))
  ORDER BY score DESC, at LIMIT ?2
) AS best JOIN passages ON passages.rowid = best.at JOIN words ON words.rowid = best.at
ORDER BY score DESC, best.at
"""


@dataclass(frozen=True, slots=True)
class Match:
    """`tokens` of its text and of its context, each parted by spaces."""

    passage_id: str
    score: float
    tokens: str
    context: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """The words that choose rows, and the more frequent ones that only count in those."""

    rarer: Sequence[str]
    frequent: Sequence[str] = ()


def parted(holding: Mapping[str, int], k: int, *, count: int, most: int = MOST) -> Parted:
    """The rarest words that bring `k` rows, and as many others as bring `most` in all.

    `holding` says of each word how many of all `count` passages hold it. Beside rarer ones, words
    that more than half of them hold are left out: SQLite's bm25 gives those no weight.
    """
    rarer: list[str] = []
    frequent: list[str] = []
    rows = 0
    for token in sorted(filter(holding.get, holding), key=lambda each: holding[each]):
        usual = holding[token] * 2 > count
        if rows + holding[token] <= most or rows < (1 if usual else k):
            rarer.append(token)
            rows += holding[token]
        elif not usual:
            frequent.append(token)
    return Parted(rarer=rarer, frequent=frequent)


def candidates(
    db: sqlite3.Connection, words: Parted, k: int, sources: Sequence[str] | None = None
) -> list[Match]:
    """The `k` best of complete sources, or of those of `sources`; up to twice as many."""
    found = best(db, words.rarer, k, sources)
    if words.frequent:
        # among fewer a passage is placed no worse: none that holds a rarer word is lost
        both = f"({any_of(words.rarer)}) AND ({any_of(words.frequent)})"
        known = {each.passage_id for each in found}
        found += [each for each in _best(db, both, k, sources) if each.passage_id not in known]
    return found


def best(
    db: sqlite3.Connection, phrases: Collection[str], k: int, sources: Sequence[str] | None = None
) -> list[Match]:
    """The `k` best of the passages with any of the phrases, each a run of tokens."""
    return _best(db, any_of(phrases), k, sources) if phrases else []


def any_of(phrases: Collection[str]) -> str:
    """As FTS5 is asked."""
    return " OR ".join('"' + phrase.replace('"', '""') + '"' for phrase in phrases)


def _best(db: sqlite3.Connection, query: str, k: int, sources: Sequence[str] | None) -> list[Match]:
    listed = None if sources is None else json.dumps(list(sources))
    rows: list[tuple[Any, ...]] = db.execute(_BEST, (query, k, listed)).fetchall()
    return [Match(*row) for row in rows]
