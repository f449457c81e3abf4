"""A model's text as it arrives → whole sentences with the numbers they cite.

"Cash was CNY 10 billion [1][3]." → `Said("Cash was CNY 10 billion.", (1, 3))`. Reads [1], [1, 2],
[1-3], 【1】 and ［1］, before or after the full stop, however the text is cut into pieces; each
character is looked at a bounded number of times. Headings, list marks and a model's thinking aloud
are left out. Does not know whether a number exists.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge import sentences

_OPEN = {"[": "]", "【": "】", "［": "］"}
_CLOSE = tuple(_OPEN.values())
_STOPS = ".。!！?？"
_AFTER = "\"'”’」』）)》*_"  # closing quotes and emphasis belong to the sentence
_MOST_MARK = 40  # characters between the brackets
_NUMBERS = re.compile(r"[\d\s,，、;；^–—~-]{1,40}")
_NUMBER = re.compile(r"(\d{1,4})(?:\s?[-–—~]\s?(\d{1,4}))?")
_LEAD = re.compile(r"^(?:[-*•·>]|\d{1,2}[.)、])\s+")
_EMPHASIS = re.compile(r"\*\*|__|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)")
_MOST_RANGE = 20  # of "[1-3]"
_NEAR = 40  # characters on either side that tell a full stop from that of "No. 3"
_MOST_CHARS = 1500  # of a sentence; what is longer is cut, and will not stand


@dataclass(frozen=True, slots=True)
class Said:
    text: str
    marks: tuple[int, ...]


class Sentences:
    """Feed it pieces; what is complete comes back. `pause` when nothing comes for a moment."""

    def __init__(self) -> None:
        self._held = ""
        self._seen = 0  # up to here no sentence of `_held` ends
        self._aloud = Aloud()

    def feed(self, piece: str) -> list[Said]:
        said: list[Said] = []
        for at in range(0, len(piece), _MOST_CHARS):  # so that what is held stays short
            self._held += self._aloud.feed(piece[at : at + _MOST_CHARS])
            said += self._complete(final=False)
        return said

    def pause(self) -> list[Said]:
        """A cited sentence that has ended is not held back for a mark that may follow."""
        text = self._held.rstrip()
        if not text[self._seen : self._seen + 1] or text[self._seen] not in _STOPS:
            return []
        end = _past(text, self._seen)
        if end != len(text) or not _cites(text, self._seen, end):
            return []
        self._held, self._seen = "", 0
        return _read(text)

    def close(self) -> list[Said]:
        self._held += self._aloud.close()
        return list(self._complete(final=True))

    def _complete(self, *, final: bool) -> Iterator[Said]:
        while (end := self._end(final)) is not None:
            said, self._held, self._seen = self._held[:end], self._held[end:], 0
            yield from _read(said)

    def _end(self, final: bool) -> int | None:
        """Where the first sentence of what is held ends, its marks included."""
        text = self._held
        for at in range(self._seen, len(text)):
            if text[at] == "\n" and text[:at].strip():
                return at + 1
            if at >= _MOST_CHARS:
                return at
            if text[at] not in _STOPS:
                continue
            end = _past(text, at)
            undecided = end is None or not text[end:].strip(" ")
            if undecided and not final and not (end and _ends_marked(text, at)):
                self._seen = at
                return _MOST_CHARS if len(text) > _MOST_CHARS else None  # what follows decides
            if end is not None and (not text[end:].strip() or _is_end(text, at, end)):
                return end
        self._seen = len(text)
        return len(text) if final and text.strip() else None


class Aloud:
    """Text without what stands between <think> and </think>, tags cut apart included."""

    def __init__(self) -> None:
        self._held = ""
        self._thinks = False

    def feed(self, piece: str) -> str:
        text, out = self._held + piece, ""
        while True:
            tag = "</think>" if self._thinks else "<think>"
            before, found, rest = text.partition(tag)
            if not found:
                break
            out += "" if self._thinks else before
            self._thinks, text = not self._thinks, rest
        kept = next((n for n in range(len(tag) - 1, 0, -1) if text.endswith(tag[:n])), 0)
        self._held = text[len(text) - kept :]
        return out if self._thinks else out + text[: len(text) - kept]

    def close(self) -> str:
        return "" if self._thinks else self._held


def unmarked(text: str) -> Said:
    """The text without its marks and emphasis, and the numbers in their order."""
    kept, marks, at = [], list[int](), 0
    while at < len(text):
        end = _mark(text, at)
        if not end:
            kept.append(text[at])
            at += 1
            continue
        marks += _numbers(text[at + 1 : end - 1])
        while kept and kept[-1] == " ":
            kept.pop()
        at = end
    said = " ".join(_EMPHASIS.sub("", "".join(kept)).split())
    return Said(re.sub(r"\s+(?=[.。,，;；!！?？])", "", said), tuple(dict.fromkeys(marks)))


def _read(text: str) -> list[Said]:
    """Nothing for a heading, a line that only leads on to the next, or marks alone."""
    plain = _LEAD.sub("", text.strip(), count=1)
    if plain.startswith("#"):
        return []
    said = unmarked(plain)
    leads_on = said.text.endswith((":", "：")) and not said.marks
    return [] if leads_on or not any(c.isalnum() for c in said.text) else [said]


def _past(text: str, at: int) -> int | None:
    """Where the sentence that stops at `at` ends; None while a mark is not closed yet."""
    end = at
    while end < len(text) and text[end] in _STOPS + _AFTER:
        end += 1
    while True:
        start = end
        while start < len(text) and text[start] == " ":
            start += 1
        if text[start : start + 1] not in _OPEN:
            return end
        closed = _mark(text, start)
        if closed is None and len(text) - start <= _MOST_MARK and "\n" not in text[start:]:
            return None
        if not closed:
            return end
        end = closed
        while end < len(text) and text[end] in _STOPS + "*":
            end += 1


def _mark(text: str, at: int) -> int | None:
    """Where the mark that opens at `at` is past; 0 if it is none, None if it is not closed."""
    close = _OPEN.get(text[at])
    if close is None:
        return 0
    end = text.find(close, at, at + _MOST_MARK + 2)
    if end < 0:
        return None
    return (
        end + 1 if _NUMBERS.fullmatch(text, at + 1, end) and text[end + 1 : end + 2] != "(" else 0
    )


def _numbers(inside: str) -> Iterator[int]:
    for first, last in _NUMBER.findall(inside):
        low, high = int(first), int(last or first)
        yield from range(low, min(high, low + _MOST_RANGE) + 1)


def _ends_marked(text: str, at: int) -> bool:
    return text[:at].rstrip().endswith(_CLOSE)


def _cites(text: str, at: int, end: int) -> bool:
    return _ends_marked(text, at) or text[:end].endswith(_CLOSE)


def _is_end(text: str, at: int, end: int) -> bool:
    """Not "3.5", "No. 3", "U.S. Treasury"."""
    if text[at] in "。！？" or text[end - 1] in _CLOSE:
        return True
    if not text[end : end + 1].isspace():
        return False
    before = text[max(0, at - _NEAR) : at + 1].lstrip()
    spans = sentences(f"{before} {text[end : end + _NEAR].lstrip()}")
    return any(stop == len(before) for _, stop in spans)
