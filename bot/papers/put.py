"""How a question is put → its kind, and the part of it that asks.

Backed by `put.yaml`. In: the text of a question. Out: what kind of thing would answer it, and the
text without how to answer, definitions and plain words. Knows no company and no subject matter.
"""

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from bot.passages.find import asking
from knowledge import lexicon, words

Kind = Literal["amount", "share", "count", "date", "who", "why", "whether", "lasting", "text"]

_FORMERLY = re.compile(
    r"(?P<now>[A-Z][\w&.-]*)(?P<whose>['’]s)? "
    r"\((?:formerly|previously)(?: known as)? (?P<known>[^)]+)\)"
)
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")


def kind(text: str, *, of_money: bool) -> Kind:
    """`of_money`: a line of a statement or a ratio is named, which asks for its amount."""
    patterns = {k: _pattern(*_raw()["kinds"][k]) for k in get_args(Kind) if k != "text"}
    ordered: list[Kind] = [k for k in _raw()["kinds"] if patterns[k].search(text)]
    if not ordered:
        return "amount" if of_money or _pattern(*_raw()["amount_noun"]).search(text) else "text"
    return ordered[0]


def asks(question: str, known: Collection[str]) -> str:
    """Only what is asked; who "is formerly known as" somebody of the `known` is called so."""
    text = question
    for found in _FORMERLY.finditer(question):
        if found["known"].lower() in known:
            text = text.replace(found.group(), found["known"])
    text = _pattern(*_raw()["setting"]).sub(" ", text)
    orders = _pattern(rf"(?:{'|'.join(_raw()['orders'])})\b")
    parts = [part for part in _SENTENCE.split(text) if part.strip() and not orders.match(part)]
    return asking(" ".join(parts) or text)


def defines(question: str) -> bool:
    """Whether it says itself how a measure is to be worked out."""
    return bool(_pattern(*_raw()["defined"]).search(question))


def is_extreme(text: str) -> bool:
    """Whether it asks which of several is the most or the least."""
    return bool(_pattern(*_raw()["extreme"]).search(text))


def says_extreme(text: str) -> bool:
    return bool(_pattern(*_raw()["superlative"]).search(text))


def is_plain(said: str) -> bool:
    """It narrows nothing by itself: "hold", "show", "share of"."""
    return bool(_pattern(*_raw()["form"]).fullmatch(said)) or all(
        stem in _plain() for stem in words.tokens(said)
    )


def tells(word: str) -> bool:
    """Whether a word that no list knows says something of what is asked."""
    stem = (words.tokens(word) or [""])[-1]
    if len(word) < 3 or stem in _plain() or stem in _common() or lexicon().is_generic(word.lower()):
        return False
    return bool(words.telling([stem]))


def opens(word: str) -> bool:
    """Written large only because a sentence begins."""
    return lexicon().is_generic(word.lower()) or word.lower() in _common()


def without_plain(chinese: str) -> str:
    return _pattern(*_raw()["plain_zh"]).sub(" ", chinese)


@cache
def _plain() -> frozenset[str]:
    return frozenset(words.tokens(_raw()["plain_en"]))


@cache
def _common() -> frozenset[str]:
    said = _raw()["common_en"]
    return frozenset(said.split()) | frozenset(words.tokens(said))


@cache
def _pattern(*words_: str) -> re.Pattern[str]:
    return re.compile("|".join(words_), re.IGNORECASE | re.DOTALL)


@cache
def _raw() -> dict[str, Any]:
    path = Path(__file__).with_name("put.yaml")
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return raw
