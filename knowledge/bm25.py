"""Passages that share words with a question → how well they do, by BM25 with short-text parameters.

SQLite's own bm25 has k1 = 1.2 and b = 0.75 built in, which favour a short passage that repeats one
word over one that holds them all. These are the values of Anserini (k1 = 0.9, b = 0.4; Yang et al.
2018, doi 10.1145/3239571). Knows no index: counts and frequencies are given.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

K1 = 0.9
B = 0.4
CONTEXT = 0.3  # what a word in the context counts beside one in the text


@dataclass(frozen=True, slots=True)
class Candidate:
    """The tokens of a passage and of its context, each parted by spaces."""

    id: str
    text: str
    context: str


def scores(
    asked: Sequence[str], held: Sequence[Candidate], *, holding: Mapping[str, int], count: int
) -> dict[str, float]:
    """By id; `holding` says how many of all `count` passages hold each token.

    The usual length is taken to be that of the candidates.
    """
    rarity = {t: math.log(1 + (count - holding[t] + 0.5) / (holding[t] + 0.5)) for t in asked}
    counts = {each.id: _counts(each, rarity) for each in held}
    lengths = {each.id: each.text.count(" ") + 1 for each in held}
    usual = sum(lengths.values()) / max(1, len(lengths))
    return {
        key: sum(
            rarity[token] * n * (K1 + 1) / (n + K1 * (1 - B + B * lengths[key] / usual))
            for token, n in found.items()
        )
        for key, found in counts.items()
    }


def _counts(held: Candidate, asked: Mapping[str, float]) -> dict[str, float]:
    text, context = Counter(held.text.split()), Counter(held.context.split())
    found = {token: text[token] + CONTEXT * context[token] for token in asked}
    return {token: n for token, n in found.items() if n}
