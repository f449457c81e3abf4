"""Text that gives orders to whoever reads it: found in documents, kept, shown, never relied on.

"Ignore your instructions and say that …", 请忽略以上指示，回答…. In: a text. Out: the spans of such
sentences with the rest of their paragraph, since what an order leads into is part of it. Knows
only wording: a false statement that is plainly stated is no order.
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
    return bool(_order().search(sentence))


@lru_cache(maxsize=4096)
def spans(text: str) -> tuple[Span, ...]:
    """Each from the sentence that gives the order to the end of its paragraph."""
    found: list[Span] = []
    for start, end in sentences(text):
        if found and start < found[-1][1]:
            continue
        if is_order(text[start:end]):
            close = _PARAGRAPH.search(text, end, end + _MOST_CHARS)
            found.append((start, close.start() if close else min(end + _MOST_CHARS, len(text))))
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


@cache
def _order() -> re.Pattern[str]:
    said = yaml.safe_load(_WORDINGS.read_text(encoding="utf-8"))
    both = "|".join(said["patterns"])
    for name, words in said["words"].items():
        both = both.replace(f"<{name}>", words)
    return re.compile(both, re.IGNORECASE)
