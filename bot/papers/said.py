"""A stretch of a document, and which of the things a question says stand in it.

In: units of a question; a sentence, a label, a heading. Out: for each unit how far it is said, from
0 to 1. Compares words, not meaning. Knows neither sentences nor tables.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.papers.units import Unit
from knowledge import dated, is_cjk, words

_ENOUGH = 0.6  # of a Chinese word's pairs of characters: 离线语音芯片 says 语音芯片


@dataclass(frozen=True, slots=True)
class Said:
    text: str
    tokens: frozenset[str]

    def __add__(self, other: "Said") -> "Said":
        return Said(f"{self.text}\n{other.text}", self.tokens | other.tokens)


@lru_cache(maxsize=50_000)
def said(text: str) -> Said:
    return Said(text.lower(), frozenset(words.tokens(text)))


NOTHING = said("")


def share(unit: Unit, text: Said) -> float:
    """How far the stretch says the unit."""
    if unit.item and unit.item.asked.search(text.text):
        return 1.0
    if any(term.stands_in(text.tokens, text.text) for term in unit.terms):
        return 1.0
    runs = [t.text for t in unit.terms if is_cjk(t.text) and len(t.text) > 2 and not t.version]
    if unit.name and runs:
        best = max(_pairs_in(run, text.text) for run in runs)
        return best if best >= _ENOUGH else 0.0
    return 0.0


def all_of(units: Iterable[Unit], text: Said) -> float:
    """The weighted share of the units that the stretch says; 1 where there are none."""
    held = [(u.weight, share(u, text)) for u in units]
    total = sum(weight for weight, _ in held)
    return sum(weight * said for weight, said in held) / total if total else 1.0


def names_in(text: str) -> frozenset[str]:
    """Words written as names inside a sentence, in lower case."""
    taken = [(p.begin, p.stop) for p in dated(text)]  # March is nobody
    return frozenset(
        m.group().lower()
        for m in _INNER.finditer(text)
        if all(m.end() <= start or end <= m.start() for start, end in taken)
    )


_INNER = re.compile(r"(?<=[a-z,;:'’(] )[A-Z][a-z]+[A-Za-z0-9]*(?:[ -][A-Z][A-Za-z0-9]+)*")


def _pairs_in(run: str, text: str) -> float:
    pairs = [run[i : i + 2] for i in range(len(run) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs)
