"""A statement → the concepts it tells of, also in words that no question asks for them by.

"Spend 55% of the Series C on computing" names no use of proceeds and tells of one. In: the text of
a statement. Out: ids of concepts. Words: `told.yaml`; what names a concept in a question tells of
it too. Only for finding. Knows no question.
"""

from functools import cache, lru_cache
from pathlib import Path

import yaml

from knowledge.matcher import Matcher
from knowledge.stated import named_in

_KEPT = 50_000


@lru_cache(maxsize=_KEPT)
def tells_of(text: str) -> frozenset[str]:
    return named_in(text).union(*(each.keys(text) for each in _matchers()))


@cache
def _matchers() -> tuple[Matcher, ...]:
    """One for each concept: two may be told of in the same words."""
    path = Path(__file__).with_name("told.yaml")
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(
        Matcher((str(term), key) for term in (*row["en"], *row["zh"])) for key, row in rows.items()
    )
