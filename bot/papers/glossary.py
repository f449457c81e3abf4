"""Words that call the same thing, both languages → the groups a text or a question falls into.

Backed by `glossary.yaml`. Knows no question, document or company.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from knowledge import is_cjk, words

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One way to say it: stems of English words in their order, or Chinese as it is written."""

    text: str
    stems: Stems

    def stands_in(self, tokens: frozenset[str], text: str) -> bool:
        if self.version:
            return self.text in _versions(text, self.base)
        if is_cjk(self.text):
            return self.text in text
        return tokens.issuperset(self.stems)

    def stands_as_said(self, text: str) -> bool:
        """The same in a long text, whose words were not told apart."""
        return self.base in text and self.text in _versions(text, self.base)

    @property
    def version(self) -> str:
        """The number of a thing that is called by one: "3" of "wren 3"."""
        return found["version"] if (found := _VERSION.fullmatch(self.text)) else ""

    @property
    def base(self) -> str:
        return found["base"] if (found := _VERSION.fullmatch(self.text)) else self.text

    def stands_as_another(self, text: str) -> bool:
        """The text speaks of other versions of the thing only."""
        told = _versions(text, self.base) if self.version else frozenset()
        return bool(told) and self.text not in told


@lru_cache(maxsize=20_000)
def _versions(text: str, base: str) -> frozenset[str]:
    """What is called so with a number, as terms spell it."""
    joint = "" if is_cjk(base) else " "
    found = re.finditer(rf"(?<![a-z0-9]){re.escape(base)}[ -]?({VERSION})", text)
    return frozenset(f"{base}{joint}{m[1]}" for m in found)


# Counts nothing: "Orrery 3", "Orrery 3.5", 青鹿3; not "Orrery 300", "Orrery 3 million".
VERSION = (
    r"\d{1,2}(?:\.\d{1,2})?(?![\d%]|[.,]\d|\s?(?:million|billion|thousand|percent|months?|years?"
    r"|days?|people|users|customers|[年月日个家人名亿万千元倍次位款张]))"
)
_VERSION = re.compile(rf"(?P<base>.*[^\W\d])[ -]?(?P<version>{VERSION})")


@dataclass(frozen=True, slots=True)
class Found:
    """A term of a question at [start:end] with all the ways to say it."""

    start: int
    end: int
    terms: tuple[Term, ...]


def find(question: str) -> list[Found]:
    """The longest terms that the question holds, none inside another, in reading order.

    A wording that stands in several groups means any of them.
    """
    lower = question.lower()
    taken: list[Found] = []
    for spelled, terms in _by_wording():
        start = _at(lower, spelled)
        while start >= 0:
            end = start + len(spelled)
            if all(end <= f.start or start >= f.end for f in taken):
                taken.append(Found(start, end, terms))
            start = _at(lower, spelled, end)
    return sorted(taken, key=lambda f: f.start)


def term(text: str) -> Term:
    return Term(text.lower(), () if is_cjk(text) else tuple(words.tokens(text)))


def _at(text: str, spelled: str, begin: int = 0) -> int:
    """Where it stands as words of its own; Chinese has no spaces to tell."""
    at = text.find(spelled, begin)
    while at >= 0 and not is_cjk(spelled):
        before, after = text[at - 1 : at], text[at + len(spelled) : at + len(spelled) + 1]
        latin = (before.isascii() and before.isalnum()) or (after.isascii() and after.isalnum())
        if not latin:
            return at
        at = text.find(spelled, at + 1)
    return at


@cache
def _by_wording() -> tuple[tuple[str, tuple[Term, ...]], ...]:
    path = Path(__file__).with_name("glossary.yaml")
    groups: list[list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    held: dict[str, dict[str, Term]] = {}
    for group in groups:
        made = {str(each): term(str(each)) for each in group}
        for each in made:
            held.setdefault(each.lower(), {}).update(made)
    ordered = sorted(held, key=len, reverse=True)
    return tuple((spelled, tuple(held[spelled].values())) for spelled in ordered)
