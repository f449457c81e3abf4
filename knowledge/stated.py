"""What a text states, read once: its amounts, dates, concepts and word tokens.

The same statements are looked at for every question, so what was read is kept. Pure functions of
the text; knows nothing else.
"""

import re
from functools import lru_cache

from knowledge import amounts, periods, words
from knowledge.lexicon import lexicon
from knowledge.periods import Period
from knowledge.records import Amount, Fact

_KEPT = 50_000
_BECAUSE = re.compile(r"(?<!基)因(?![此素子果而])|由于")


def text_of(fact: Fact) -> str:
    """All that a fact says, in both languages."""
    return _text(fact.subject or "", fact.statement, fact.statement_zh, fact.attribute)


@lru_cache(maxsize=_KEPT)
def _text(subject: str, english: str, chinese: str, attribute: str) -> str:
    return f"{subject}\n{english}\n{chinese}\n{lexicon().words_of(attribute)}"


@lru_cache(maxsize=_KEPT)
def stated(text: str) -> tuple[Amount, ...]:
    """Every amount of the text."""
    return tuple(amounts.find(text))


@lru_cache(maxsize=_KEPT)
def dated(text: str) -> tuple[Period, ...]:
    """Every date and period of the text."""
    return tuple(periods.find(text))


@lru_cache(maxsize=_KEPT)
def named_in(text: str) -> frozenset[str]:
    """The ids of the concepts that the text names."""
    return frozenset(m.concept for m in lexicon().mentions(text))


@lru_cache(maxsize=_KEPT)
def gives_reason(text: str) -> bool:
    """Whether the text says why."""
    return lexicon().gives_reason(text)


def tells_why(fact: Fact) -> bool:
    """Either statement says why: English "as suppliers put up their prices" is plain in Chinese."""
    return gives_reason(fact.statement) or bool(_BECAUSE.search(fact.statement_zh))


@lru_cache(maxsize=_KEPT)
def gives_circumstance(text: str) -> bool:
    """Whether the text says what went with it: the next best to a reason."""
    return lexicon().gives_circumstance(text)


@lru_cache(maxsize=_KEPT)
def worded(text: str) -> frozenset[str]:
    """The word tokens of the text."""
    return frozenset(words.tokens(text))
