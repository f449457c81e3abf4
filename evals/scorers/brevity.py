"""Brevity and repetition: short enough to read before deciding, and nothing said twice.

In: a record. Out: `brevity`, 1 up to the budget of words and falling with every word above it (two
Chinese characters count as a word); `repetition`, the share of claims that say something new.
"""

import re

from evals.record import Record
from evals.scorers.score import Score, share
from knowledge import amounts, words

MOST_WORDS = 220  # the desk's budget of 180 for the writer, with headings, marks and readings
SAME = 0.85  # of two claims' words in common: 0.8 is reached by two rounds of one company
_CJK = re.compile(r"[\u4e00-\u9fff]")


def brevity(record: Record) -> Score | None:
    if record.answer is None:
        return None
    count = length(record.answer.answer)
    long = count > MOST_WORDS
    faults = (f"{count} words, {MOST_WORDS} are enough",) if long else ()
    return Score(value=MOST_WORDS / count if long else 1.0, faults=faults)


def length(text: str) -> int:
    """Words, marks left out; two Chinese characters make one."""
    plain = re.sub(r"\[\d+\]", "", text)
    return len(_CJK.sub(" ", plain).split()) + (len(_CJK.findall(plain)) + 1) // 2


def repetition(record: Record) -> Score | None:
    if record.answer is None:
        return None
    texts = [claim["text"] for claim in record.answer.claims]
    faults = [
        f"says again: {text[:80]!r}"
        for i, text in enumerate(texts)
        if any(_same(text, before) for before in texts[:i])
    ]
    return share(len(texts), faults)


def _same(one: str, other: str) -> bool:
    a, b = (set(words.tokens(text)) for text in (one, other))
    if not a or not b or len(a & b) < SAME * len(a | b):
        return False
    # "$1 billion in May" and "$2 billion in May" differ in what matters
    return _figures(one) == _figures(other)


def _figures(text: str) -> set[object]:
    return {(a.unit, a.low, a.high) for a in amounts.find(text)}
