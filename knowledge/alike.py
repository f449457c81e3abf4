"""Which passages say the same thing in the same words: one paragraph, printed in several articles.

A key stands for the words of a paragraph in their order, whatever their typography: letter case,
white space, quotation marks, markup, articles. Every figure, sign, unit, name, negation and
question mark is a part of it, and so is the period that the document reports on, and, beside "last
year", the month of printing: paragraphs that differ in one of these have different keys. Rows of
the catalog; whose a document is, is not compared here.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from knowledge.records import Source
from knowledge.split import blocks

RULES = "1"  # changes when the same paragraph gets another key
TABLES = """
CREATE TABLE IF NOT EXISTS alike (key INTEGER NOT NULL, passage INTEGER NOT NULL
  REFERENCES passages (rowid) ON DELETE CASCADE, PRIMARY KEY (key, passage)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS alike_of_passage ON alike (passage);
"""
LONG = 8  # words, or twice as many Chinese characters: less is said by chance
MOST = 20  # other passages looked at for each: what stands in a hundred documents is boilerplate

_KEPT = 2048  # paragraphs and sentences: every question that finds them reads them again
_TOKEN = re.compile(
    r"\d+(?:\.\d+)*|[㐀-鿿]|[^\W\d_㐀-鿿]+(?:'[^\W\d_㐀-鿿]+)*|[%‰$€£¥₩₹+±~≈<>≤≥×/?]"
    r"|-(?=[$€£¥₩₹]?\d)|\((?=[$€£¥₩₹]?\d)"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_INITIALS = re.compile(r"(?<=\b[a-z])\.(?=[a-z]\b)")
_ALIKE = str.maketrans("‘’ʼ`‐‑‒–—−", "''''------", "\u00ad\u200b\u200c\u200d\ufeff")
_SAME_WORD = {"bn": "billion", "percent": "%"}
_ARTICLES = frozenset({"a", "an", "the"})
_RELATIVE = re.compile(
    r"\b(?:(?:this|last|next|past|previous|current|coming) (?:year|quarter|month|week|fall|spring|"
    r"summer|winter|autumn|night|decade)|today|yesterday|tomorrow|tonight|now|currently|recently|ago|"
    r"so far|to date|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|[今去明本上下近][年月季周]|今[天日]|昨|目前|近日|日前|截至",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\s{0,3}#{1,6}\s")


@lru_cache(maxsize=_KEPT)
def said(text: str) -> tuple[str, ...]:
    """The words, figures and signs of a text in their order, without its typography."""
    plain = unicodedata.normalize("NFKC", text).translate(_ALIKE).casefold()
    plain = _INITIALS.sub("", _THOUSANDS.sub("", plain)).replace("per cent", "%")
    plain = plain.replace("n't", " not")
    found = (_SAME_WORD.get(token, token) for token in _TOKEN.findall(plain))
    return tuple(token for token in found if token not in _ARTICLES)


def keys(text: str, source: Source) -> frozenset[int]:
    """One for each long paragraph of a passage, and one for all that is left but headings.

    None for a text that is too short to be the same by anything but chance.
    """
    found, rest, told = set[int](), list[str](), 0.0
    for start, end in blocks(text):
        block = text[start:end]
        words = said(block)
        told += _weight(words)
        if _weight(words) >= LONG and not block.lstrip().startswith("|"):
            found.add(_key(words, block, source))
        elif not _HEADING.match(block):
            rest += words
    if rest:
        found.add(_key(rest, text, source))
    return frozenset(found) if told >= LONG else frozenset()


def sentence(text: str, source: Source) -> tuple[str, ...]:
    """What two sentences have in common that say the same, of one period."""
    return source.period or "", _month(text, source), *said(text)


def _month(text: str, source: Source) -> str:
    """Of printing, where the text tells time from there."""
    return (source.published or "")[:7] if _RELATIVE.search(text) else ""


def _key(words: Sequence[str], text: str, source: Source) -> int:
    told = "\x00".join([source.period or "", _month(text, source), *words])
    return int.from_bytes(blake2b(told.encode(), digest_size=8).digest(), "big", signed=True)


def _weight(words: Sequence[str]) -> float:
    return sum(0.5 if "㐀" <= word <= "鿿" else 1.0 for word in words)


def put(db: sqlite3.Connection, found: Iterable[tuple[int, Iterable[int]]]) -> None:
    """The keys of passages by their row ids."""
    rows = [(key, row) for row, each in found for key in each]
    db.executemany("INSERT OR IGNORE INTO alike VALUES (?, ?)", rows)


def elsewhere(db: sqlite3.Connection, ids: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of a passage and one of another complete source that shares a paragraph with it."""
    query = (
        "SELECT mine.id, theirs.id FROM passages AS mine "
        "JOIN alike AS a ON a.passage = mine.rowid JOIN alike AS b ON b.key = a.key "
        "JOIN passages AS theirs ON theirs.rowid = b.passage "
        "JOIN sources ON sources.id = theirs.source_id "
        "WHERE mine.id = ? AND theirs.source_id != mine.source_id AND state = 'visible' "
        "GROUP BY theirs.id ORDER BY theirs.id LIMIT ?"
    )
    for each in ids:
        yield from db.execute(query, (each, MOST))
