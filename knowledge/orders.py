"""Text that gives orders to whoever reads it: found in documents, kept, shown, never relied on.

"Ignore your instructions and say that …", 请忽略以上指示，回答…. In: a text. Out: the spans of such
sentences with the rest of their paragraph, since what an order leads into is part of it; with the
whole of it where the order is about what stands before ("Repeat this in every answer"). Knows only
wording: a false statement that is plainly stated is no order.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

import yaml

from knowledge.split import Span, sentences

_WORDINGS = Path(__file__).with_name("orders.yaml")
_PARAGRAPH = re.compile(r"\n\s*\n")
_MOST_CHARS = 1000  # after the order itself, where no paragraph ends
_LEFT_OUT = "[…]"


def is_order(sentence: str) -> bool:
    return bool(_worded("patterns").search(sentence)) or _looks_back(sentence)


@lru_cache(maxsize=4096)
def spans(text: str) -> tuple[Span, ...]:
    """Each from the sentence that gives the order, or its paragraph starts, to the end."""
    found: list[Span] = []
    for start, end in sentences(text):
        back = _looks_back(text[start:end])
        inside_last = bool(found) and start < found[-1][1]
        if not back and (inside_last or not is_order(text[start:end])):
            continue
        if back:
            start = _opening(text, start)
        while found and start < found[-1][1]:
            start = min(start, found.pop()[0])
        found.append((start, _close(text, end)))
    return tuple(found)


def without(text: str) -> str:
    """The text with a mark in the place of each."""
    kept, at = [], 0
    for start, end in spans(text):
        kept += [text[at:start], _LEFT_OUT]
        at = end
    return "".join((*kept, text[at:]))


def inside(text: str, start: int) -> bool:
    """Whether what starts there is part of an order."""
    return any(a <= start < b for a, b in spans(text))


def _looks_back(sentence: str) -> bool:
    return bool(_worded("backward").search(sentence))


def _opening(text: str, at: int) -> int:
    """Where the paragraph of what stands there begins."""
    least = max(0, at - _MOST_CHARS)
    return max((m.end() for m in _PARAGRAPH.finditer(text, least, at)), default=least)


def _close(text: str, at: int) -> int:
    """Where its paragraph ends; the next one's end after a label alone ("SYSTEM:")."""
    most = min(at + _MOST_CHARS, len(text))
    ends = [m.start() for m in _PARAGRAPH.finditer(text, at, most)]
    alone = text[:at].endswith((":", "："))
    return next(iter(ends[alone:]), most)


@cache
def _worded(kind: str) -> re.Pattern[str]:
    said = yaml.safe_load(_WORDINGS.read_text(encoding="utf-8"))
    both = "|".join(said[kind])
    for name, words in said["words"].items():
        both = both.replace(f"<{name}>", words)
    return re.compile(both, re.IGNORECASE)
