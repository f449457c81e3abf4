"""Sentences that answer about as well → of each document the one that tells of the latest time.

"Valued at 120 million in 2028 … at 500 million in 2031": what is, where the question names no time
and no round. Sentences without a date stay where they are. Does not judge who answers.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.papers.asked import Asked
from bot.papers.named import is_round
from bot.papers.prose import Sentence
from bot.papers.said import said, share
from knowledge import dated

_NEAR = 0.2  # of the best of a document: told in other words
_PASSING = ("amount", "share", "count")  # what changes from time to time


def latest(asked: Asked, told: Sequence[Sentence], least: float) -> list[Sentence]:
    """Best first, those worth the `least`; where a figure of now is asked for one for each
    document, whose later ones may be worth less.
    """
    if asked.periods or asked.kind not in _PASSING or any(is_round(u) for u in asked.names):
        return [s for s in told if s.worth > least]
    by_source: dict[str, list[Sentence]] = {}
    for sentence in told:
        by_source.setdefault(sentence.evidence.source_id, []).append(sentence)
    return [_latest(asked, each) for each in by_source.values()]


def _latest(asked: Asked, told: Sequence[Sentence]) -> Sentence:
    first, day = told[0], _day(told[0])
    near = [s for s in told if s.worth > first.worth - _NEAR and _says_all(asked, first, s)]
    later = [s for s in near if day and (d := _day(s)) and d > day]
    return max(later, key=lambda s: (_day(s) or date.min, s.worth), default=first)


def _says_all(asked: Asked, first: Sentence, other: Sentence) -> bool:
    """The other says each thing that the first says: what matures is not what was drawn."""
    things = [u for u in asked.units if not u.name and share(u, said(first.text))]
    return all(share(u, said(other.text)) for u in things)


def _day(sentence: Sentence) -> date | None:
    return max(_ends(sentence), default=None)


def _ends(sentence: Sentence) -> Iterable[date]:
    return (p.end for p in dated(sentence.text))
