"""Passages as found → passages that can be read alone: whole sentences, with what they point to.

A sentence that runs on over a page or was too long for one passage stands in two. It is joined to
the passage in which it begins, and taken from the one in which it ends. A passage that begins with
"It" or "该公司" gets the sentence before, if that stands under the same heading on the same page.
Every joined passage is still one stretch of its stored text. Knows no question.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Protocol

from knowledge import Passage, Text, next_to, sentences

MOST = 1500  # characters that a joined passage may have
_BETWEEN = 4  # characters of white space between two passages of running text

# What ends a sentence, with the brackets and quotation marks that close behind it.
_ENDED = re.compile(r"[.!?:;。！？：；…][\"'”’」』）)\]*_]*\s*\Z")
_STRUCTURE = re.compile(r"\s*(?:\||#{1,6}\s|[-*+•·]\s|\d{1,3}[.)、]\s)")
_GOES_ON = re.compile(r"\s*(?:[a-z][a-z'’,-]*[ ,]|[\u4e00-\u9fff，、])")
_BREAKS_OFF = re.compile(r"(?:[A-Za-z0-9,%)’'-]|[\u4e00-\u9fff，、）])\s*\Z")
_POINTS_BACK = re.compile(
    r"\s*(?:(?:It|Its|They|Their|This|These|That|Those|He|His|She|Her|Such|Both|The (?:"
    r"company|group|firm|latter|former|increase|decrease|decline|rise|change))\b"
    r"|[该其此它这]|他们|上述|后者|前者)"
)
_MOST_OF_A_CAPTION = 16  # characters: a shorter last line may be a heading, a page number, a name


class Shelf(Protocol):
    def passages(self, ids: Sequence[str]) -> list[Passage]: ...
    def text(self, source_id: str, name: str = "document") -> Text: ...


def joined(found: Sequence[Passage], shelf: Shelf) -> list[Passage]:
    """In their order; where a sentence begins in a passage before, that one follows."""
    beside = _beside(found, shelf)
    made: dict[str, Passage] = {}
    for passage in found:
        for each in _whole(passage, beside, shelf):
            made.setdefault(each.id, each)
    return list(made.values())


def whole_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a joined passage, also of those that run on over a page."""
    found: list[tuple[int, int]] = []
    for start, end in sentences(text):
        if found and start - found[-1][1] > 1:
            before = found[-1][0]
            if _continues(text[before : found[-1][1]], text[start:end]):
                found[-1] = before, end
                continue
        found.append((start, end))
    return found


def _beside(found: Sequence[Passage], shelf: Shelf) -> dict[str, Passage]:
    held = {passage.id: passage for passage in found}
    ids = [next_to(passage.id, step) for passage in found for step in (-1, 1)]
    missing = [each for each in dict.fromkeys(filter(None, ids)) if each not in held]
    return held | {passage.id: passage for passage in shelf.passages(missing)}


def _whole(passage: Passage, beside: Mapping[str, Passage], shelf: Shelf) -> Iterator[Passage]:
    before = beside.get(next_to(passage.id, -1) or "")
    after = beside.get(next_to(passage.id, 1) or "")
    start, end = passage.start, passage.end
    if before and _runs_on(before, passage):
        start = _after_first(passage)
        yield from _other(passage, start, end, after, shelf)
        yield _told(before, before.start, passage.start + _first(passage), shelf)
        return
    if before and _points_back(passage, before):
        start = before.start + sentences(before.text)[-1][0]
    yield from _other(passage, start, end, after, shelf)


def _other(
    passage: Passage, start: int, end: int, after: Passage | None, shelf: Shelf
) -> Iterator[Passage]:
    """The passage from `start`, with the end of its last sentence; none where nothing is left."""
    if after and _runs_on(passage, after):
        end = after.start + _first(after)
    if start < end:
        yield _told(passage, start, end, shelf)


def _first(passage: Passage) -> int:
    """Where its first sentence ends."""
    return sentences(passage.text)[0][1]


def _after_first(passage: Passage) -> int:
    told = sentences(passage.text)
    return passage.start + told[1][0] if len(told) > 1 else passage.end


def _runs_on(one: Passage, other: Passage) -> bool:
    """Whether a sentence begins in the one and ends in the other."""
    if not _adjoin(one, other) or not sentences(other.text):
        return False
    over_page = one.page is not None and other.page == one.page + 1
    # else another paragraph begins
    return (over_page or other.start - one.end <= 1) and _continues(one.text, other.text)


# "《…》2031年11月5日", "By …, 3 November 2031": a line of its own, whatever comes after.
_BYLINE = re.compile(
    r"^.{0,40}(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4})\s*$|^.{0,8}(?:作者|记者|编辑|来源)[:： ]"
)


def _continues(text: str, following: str) -> bool:
    last = text.rstrip().rsplit("\n", 1)[-1]
    return (
        len(last) >= _MOST_OF_A_CAPTION
        and not _ENDED.search(text)
        and not _BYLINE.search(last)
        and bool(_BREAKS_OFF.search(text))
        and not _STRUCTURE.match(last)
        and not _STRUCTURE.match(following)
        and bool(_GOES_ON.match(following))
    )


def _points_back(passage: Passage, before: Passage) -> bool:
    alike = (passage.page, passage.section) == (before.page, before.section)
    told = alike and _adjoin(before, passage) and _POINTS_BACK.match(passage.text)
    last = before.text.rstrip().rsplit("\n", 1)[-1]
    return bool(told) and not _STRUCTURE.match(last) and bool(sentences(before.text))


def _adjoin(one: Passage, other: Passage) -> bool:
    same = (one.source_id, one.text_name) == (other.source_id, other.text_name)
    return same and 0 <= other.start - one.end <= _BETWEEN


def _told(passage: Passage, start: int, end: int, shelf: Shelf) -> Passage:
    """The stretch, as a passage in the same place; as it was where that is none or too long."""
    if (start, end) == (passage.start, passage.end) or end - start > MOST:
        return passage
    text = shelf.text(passage.source_id, passage.text_name).text[start:end]
    return replace(
        passage, start=start, end=end, text=text, sha256=sha256(text.encode()).hexdigest()
    )
