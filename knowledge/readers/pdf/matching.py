"""Which characters of a PDF page show a stretch of a passage, by their letters and digits alone.

The reader has joined hyphens, left out page numbers and put bars between cells, so a line of the
passage is looked for whole first. Where that fails (a row cut between columns, a label that wraps)
its words are, in their order, near one another. Headings that the reader put together from several
places are not found. Knows no boxes and no files.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_ENOUGH = 0.6  # of a line's letters and digits, else what was found is chance
_FAR = 12  # words that may stand between two that belong together, beside those left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A letter or digit, the index of the character that shows it, and its word's number."""

    text: str
    index: int
    word: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    """`places`: which signs of the page its letters are, or which characters of the passage."""

    text: str
    places: tuple[int, ...]


def shown(signs: Sequence[Sign], passage: str, start: int, end: int) -> Iterator[int]:
    """The characters of the page that show what of the passage lies between start and end."""
    stream = "".join(sign.text for sign in signs)
    page_words: list[_Word] | None = None
    after = offset = 0
    for line in passage.splitlines(keepends=True):
        kept = [offset + at for at, c in enumerate(line) if c.isalnum()]
        key = "".join(passage[at] for at in kept)
        at = stream.find(key, after)
        at = stream.find(key) if at < 0 else at
        pairs = [(place, at + i) for i, place in enumerate(kept)] if key and at >= 0 else []
        if key and at < 0 and offset < end and offset + len(line) > start:
            page_words = page_words or _of_page(signs)
            pairs = _aligned(page_words, _of_line(line, offset), len(key))
        if pairs:
            after = pairs[-1][1] + 1
        yield from (signs[seen].index for place, seen in pairs if start <= place < end)
        offset += len(line)


def _of_page(signs: Sequence[Sign]) -> list[_Word]:
    """Parted where the reader parted words; each Chinese character by itself."""
    found: list[_Word] = []
    number = None
    for at, sign in enumerate(signs):
        if sign.word == number and not _is_chinese(sign.text) and found:
            last = found[-1]
            found[-1] = _Word(text=last.text + sign.text, places=(*last.places, at))
        else:
            found.append(_Word(text=sign.text, places=(at,)))
        number = None if _is_chinese(sign.text) else sign.word
    return found


def _of_line(line: str, offset: int) -> list[_Word]:
    """Parted as a page parts them: "1,234" is one word, whatever stands between its digits."""
    found = []
    for piece in re.finditer(r"[^\s|]+", line):
        if any(map(_is_chinese, piece.group())):
            found += [
                _Word(text=m.group(), places=tuple(range(offset + m.start(), offset + m.end())))
                for m in _WORD.finditer(line, piece.start(), piece.end())
            ]
        else:
            places = [piece.start() + i for i, c in enumerate(piece.group()) if c.isalnum()]
            text = "".join(line[place] for place in places)
            found.append(_Word(text=text, places=tuple(offset + place for place in places)))
    return [word for word in found if word.text]


def _aligned(page: Sequence[_Word], line: Sequence[_Word], letters: int) -> list[tuple[int, int]]:
    """(place in the passage, sign of the page) around the longest run of words they share."""
    matcher = SequenceMatcher(
        None, [word.text for word in page], [word.text for word in line], autojunk=False
    )
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return []
    best = max(range(len(blocks)), key=lambda i: _letters(blocks[i], line))
    kept = [blocks[best]]
    for block in blocks[best + 1 :]:
        left_out = block.b - kept[-1].b - kept[-1].size
        if block.a - kept[-1].a - kept[-1].size <= left_out + _FAR:
            kept.append(block)
    for block in reversed(blocks[:best]):
        left_out = kept[0].b - block.b - block.size
        if kept[0].a - block.a - block.size <= left_out + _FAR:
            kept.insert(0, block)
    pairs = [
        pair
        for block in kept
        for i in range(block.size)
        for pair in zip(line[block.b + i].places, page[block.a + i].places, strict=True)
    ]
    return pairs if len(pairs) >= _ENOUGH * letters else []


def _letters(block: Match, line: Sequence[_Word]) -> int:
    return sum(len(word.text) for word in line[block.b : block.b + block.size])


def _is_chinese(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
