"""Forms of irregular verbs → their plain form: "sold" and "sells" are one word.

In: a token as `knowledge.words` stems it. Out: the stem of the plain form (`verbs.yaml`), or
the token. Knows no sentence.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

from knowledge import words


def plain(tokens: Iterable[str]) -> list[str]:
    known = _plain()
    return [known.get(token, token) for token in tokens]


@cache
def _plain() -> dict[str, str]:
    path = Path(__file__).with_name("verbs.yaml")
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {words.stem(form): words.stem(first) for first, *forms in rows for form in forms}
