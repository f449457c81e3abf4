"""Places in the order that the search gave them → the order after a cross-encoder read them.

The first `MOST` are judged by their best passage, where the model reads its language. What was
judged changes places among itself only, by the search's worth and the model's, both scaled to 1:
a model that was trained on other text cannot bring up a page that nothing else points at, nor
overrule the company and year that the question names. Who was not judged keeps his place.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from knowledge import Passage, Reranker

MOST = 20  # places: the ten that are shown, and as many that may come up

P = TypeVar("P", bound=Hashable)


def reranked(
    question: str, worth: Mapping[P, float], best: Mapping[P, Passage], by: Reranker
) -> list[P]:
    """All places of `worth`, which stand best first; `best` has the passage each is judged by."""
    order = list(worth)
    read = [place for place in order[:MOST] if best[place].language in by.reads]
    logits = by.scores(question, [best[place].searched for place in read])
    judged = read[: len(logits)]  # time may have ended before the last
    both = _together([worth[place] for place in judged], logits)
    by_both = sorted(range(len(judged)), key=lambda i: -both[i])
    moved = iter([judged[i] for i in by_both])
    free = set(judged)
    return [next(moved) if place in free else place for place in order]


def _together(worth: Sequence[float], logits: Sequence[float]) -> list[float]:
    if not logits:
        return []
    most, low, high = max(worth) or 1.0, min(logits), max(logits)
    spread = (high - low) or 1.0
    return [w / most + (x - low) / spread for w, x in zip(worth, logits, strict=True)]
