"""A stored text in, its passages out; each passage quotes its span of the text exactly.

Blocks (headings, paragraphs, list items, table rows) are found first, sentences inside them second,
then neighbours of one section are packed into passages of about half to a whole `max_chars`. Knows
English and Chinese punctuation and Markdown; does not know sources, vectors or storage.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.records import Language, Passage, Text

SPLITTER = "s1"  # part of every passage id: change it when passages would come out differently

Span = tuple[int, int]

_LINE = re.compile(r"[^\n]*\n?")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+\S")
_LIST_ITEM = re.compile(
    r"\s*(?:[-*+•·]|\d{1,3}[.)、]|[（(][一二三四五六七八九十\d]{1,3}[)）])\s+\S"
)
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*$")
_BOLD_LEAD = re.compile(r"\s*\*\*(?P<lead>[^*\n]{1,80})\*\*")

# A stop with its closing quotes or brackets; Chinese stops need no space after them.
_STOP = re.compile(
    r"(?:[。！？；]+|[!?]+(?=[\"'”’」』）)\]]*(?:\s|$|[\u3400-\u9fff]))|\.+(?=[\"'”’)\]]*(?:\s|$)))"
    r"[\"'”’」』）》)\]]*"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[\"'“‘])(?:(?P<title>Mr|Mrs|Ms|Dr|Prof|St|Gen|Sen|No|Nos|Fig|Eq|Sec|Vol|pp?|vs|cf|approx|est|ca|e\.g|i\.e|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|(?P<name>(?:[A-Za-z]\.)*[A-Z]|Inc|Corp|Co|Ltd|Bros|Jr|Sr|etc|a\.m|p\.m))$"
)
_STARTS_SENTENCE = re.compile(
    r"(?:The|It|In|A|An|This|That|These|They|He|She|We|But|And|At|On|For|As|By|Its|If|However)\b"
)
_SHORT = 4000  # characters of a text whose sentences are remembered, and …
_KEPT = 2048  # … how many such texts
_ORDINAL = re.compile(r"\s*\d{1,3}$")
_SOFT_BREAKS = ("，", ",", "、", ":", "：", ";", " ", "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Atom:
    """The smallest thing a passage is built from: one sentence, list item, table row or heading."""

    start: int
    end: int
    section: str | None
    opens_section: bool = False
    is_heading: bool = False


def split(text: Text, *, language: Language, max_chars: int = 900) -> list[Passage]:
    """Passages of `text` in order. A Chinese one aims at half the length: it says as much."""
    limit = max_chars // 2 if language == "zh" else max_chars
    prefix = f"{text.source_id}#{_sha256(text.text)[:12]}/{SPLITTER}"
    passages = []
    for ordinal, (start, end, section) in enumerate(_pack(_atoms(text.text, limit), limit)):
        quote = text.text[start:end]
        passages.append(
            Passage(
                id=f"{prefix}/{ordinal}",
                kind="passage",
                source_id=text.source_id,
                text_name=text.name,
                ordinal=ordinal,
                start=start,
                end=end,
                text=quote,
                language=language,
                sha256=_sha256(quote),
                section=section,
            )
        )
    return passages


def next_to(passage_id: str, step: int) -> str | None:
    """The id of the passage so many places later in the same text, if ids there are of `split`."""
    prefix, slash, ordinal = passage_id.rpartition("/")
    at = int(ordinal) + step if slash and ordinal.isdecimal() else -1
    return f"{prefix}/{at}" if at >= 0 else None


def sentences(text: str) -> list[Span]:
    """Spans of the sentences of `text`, without the whitespace around them."""
    return list(_kept(text) if len(text) <= _SHORT else _sentences(text))


@lru_cache(maxsize=_KEPT)
def _kept(text: str) -> tuple[Span, ...]:
    """Of a passage, which every question that finds it reads again."""
    return tuple(_sentences(text))


def _sentences(text: str) -> Iterator[Span]:
    for block in blocks(text):
        yield from _sentences_in(text, block)


def blocks(text: str) -> Iterator[Span]:
    """Stretches that no sentence crosses: a heading, a list item, a table row, a paragraph."""
    start = end = 0
    for match in _LINE.finditer(text):
        line = match.group()
        alone = bool(_HEADING.match(line) or _TABLE_ROW.match(line))
        if start < end and (alone or not line.strip() or _LIST_ITEM.match(line)):
            yield start, end
            start = end
        if start == end:
            start = match.start()
        end = match.end()
        if alone or not line.strip():
            if line.strip():
                yield start, end
            start = end
    if text[start:end].strip():
        yield start, end


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _sentences_in(text: str, block: Span) -> Iterator[Span]:
    start, end = block
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, start, stop, end):
            yield from _trimmed(text, start, stop.end())
            start = stop.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _ends_sentence(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether this stop closes a sentence: not in "No. 3", "U.S. Treasury", "Really?" he asked."""
    if stop.group()[0] in "。！？；":
        return True
    follows = text[stop.end() : min(end, stop.end() + 40)].lstrip()
    if follows[:1].islower():
        return False
    before = text[max(start, stop.start() - 12) : stop.start()]
    if not stop.group().startswith(".") or stop.group().startswith(".."):
        return True
    if _ORDINAL.fullmatch(text, start, stop.start()):
        return False
    short = _ABBREVIATION.search(before)
    if short is None:
        return True
    return short["title"] is None and bool(_STARTS_SENTENCE.match(follows))


def _atoms(text: str, limit: int) -> Iterator[Atom]:
    section = None
    for start, end in blocks(text):
        block = text[start:end]
        is_heading = bool(_HEADING.match(block))
        lead = _BOLD_LEAD.match(block)
        if is_heading:
            section = block.strip().strip("#").strip()
        elif lead:
            section = lead["lead"].strip().rstrip(".:。：").strip()
        opens = is_heading or lead is not None
        for span in (
            _sentences_in(text, (start, end)) if not is_heading else _trimmed(text, start, end)
        ):
            for a, b in _fitting(text, span, limit):
                yield Atom(
                    start=a, end=b, section=section, opens_section=opens, is_heading=is_heading
                )
                opens = False


def _fitting(text: str, span: Span, limit: int) -> Iterator[Span]:
    """The span itself, or, if longer than `limit`, pieces of it cut at the softest place."""
    start, end = span
    while end - start > limit:
        cut = _cut(text, start, start + limit)
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _cut(text: str, start: int, end: int) -> int:
    for mark in _SOFT_BREAKS:
        # not in the middle of "1,000"
        at = text.rfind(mark, start + (end - start) // 2, end - 1)
        if at >= 0 and not (text[at - 1].isdigit() and text[at + 1].isdigit()):
            return at + 1
    return end


def _pack(atoms: Iterable[Atom], limit: int) -> Iterator[tuple[int, int, str | None]]:
    """Neighbours of one section, until about half of `limit`; headings go with what follows."""
    held: list[Atom] = []
    for atom in atoms:
        if held and not _joins(held, atom, limit):
            yield held[0].start, held[-1].end, held[-1].section
            held = []
        held.append(atom)
    if held:
        yield held[0].start, held[-1].end, held[-1].section


def _joins(held: list[Atom], atom: Atom, limit: int) -> bool:
    if atom.end - held[0].start > limit:
        return False
    if held[-1].is_heading:
        return True
    return not atom.opens_section and held[-1].end - held[0].start < limit // 2
