"""Forms of irregular verbs → their plain form: "sold" and "sells" are one word.

In: a token as `knowledge.words` stems it. Out: the stem of the plain form (`verbs.yaml`), or
the token. Knows no sentence.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

from knowledge import words

_PATH = Path(__file__).with_suffix(".yaml")


def plain(tokens: Iterable[str]) -> list[str]:
    known = _plain()
    return [known.get(token, token) for token in tokens]


def is_past(word: str) -> bool:
    """Whether it is an irregular form: "lent", "sold"."""
    return word in _forms()


@cache
def _forms() -> frozenset[str]:
    return frozenset(form for _, *forms in _rows() for form in forms)


@cache
def _plain() -> dict[str, str]:
    return {words.stem(form): words.stem(first) for first, *forms in _rows() for form in forms}


@cache
def _rows() -> list[list[str]]:
    rows: list[list[str]] = yaml.safe_load(_PATH.read_text(encoding="utf-8"))
    return rows
