"""Words that may stand for one another: of one root, of one line of a word list, of two languages.

In: a word and a text. Out: whether the text says it, in either language. Only for finding: words
that are kindred prove nothing. The lists are `alike.yaml` and the glossary; renderings come from
`knowledge.bilingual`. Knows no record.
"""

import sys
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from functools import cache, lru_cache
from pathlib import Path

import yaml

from knowledge import is_cjk, renderings, worded, words

_ROOT = 6  # letters two words must open with to be of one root: subscriber, subscription
_OPENING = 4  # letters of the shorter of two words of one root, at the least
_KEPT = 4096  # words whose line is remembered
_LEAST = 2  # characters of a Chinese word that is looked for inside a question


def says(term: str, text: str) -> bool:
    """The text has the word, or one that stands for it."""
    return saying(term)(text)


def saying(term: str) -> Callable[[str], bool]:
    """Tells of a text whether it says the word."""
    if is_cjk(term):
        chinese, english = meant(term), in_english(term)
        return lambda text: any(t in text for t in chinese) or not english.isdisjoint(worded(text))
    wanted = worded(term)
    return lambda text: all(w in worded(text) or _is_kin(w, worded(text)) for w in wanted)


def kin(word: str, listed: Sequence[str]) -> frozenset[str]:
    """The English token, those of a sorted list that are of its root, and those of its line."""
    opening = word[:_OPENING]
    start, end = bisect_left(listed, opening), bisect_left(listed, opening + chr(sys.maxunicode))
    return _of_line(word).union([word], (t for t in listed[start:end] if _is_of_root(word, t)))


def _is_kin(word: str, tokens: Collection[str]) -> bool:
    opening = word[:_OPENING]
    return not _of_line(word).isdisjoint(tokens) or any(
        t.startswith(opening) and _is_of_root(word, t) for t in tokens
    )


def _is_of_root(a: str, b: str) -> bool:
    """Two English tokens that open alike: "subscriber", "subscription"; "price", "priced"."""
    if not (_is_english(a) and _is_english(b)):
        return False
    short, long = sorted((a, b), key=len)
    if short[:_ROOT] == long[:_ROOT] and len(short) >= _ROOT:
        return True
    return len(short) >= _OPENING and long.startswith(short) and len(long) - len(short) <= 3


@lru_cache(maxsize=_KEPT)
def _of_line(word: str) -> frozenset[str]:
    """English words of the trade that stand for the token."""
    lines = [line for line in _kinds() if word in line] if _is_english(word) else []
    return frozenset(w for line in lines for w in line if _is_english(w))


def _is_english(token: str) -> bool:
    return token.isascii() and token.isalpha()


def rendered(term: str) -> Callable[[str], bool]:
    """Tells of a text whether it says the Chinese word in English."""
    wanted = renderings(term)
    return lambda text: any(stems <= worded(text) for stems in wanted)


def within(question: str) -> list[str]:
    """The Chinese words of the lists that stand in it, whichever way a dictionary cuts it."""
    return [w for w in _chinese() if w in question] if is_cjk(question) else []


@cache
def _chinese() -> tuple[str, ...]:
    listed = {w for line in _kinds() for w in line if is_cjk(w) and len(w) >= _LEAST}
    return tuple(sorted(listed))


@cache
def meant(term: str) -> frozenset[str]:
    """Chinese words that stand for the term."""
    lines = [line for line in _kinds() if term in line]
    return frozenset([term, *(w for line in lines for w in line if is_cjk(w))])


@cache
def in_english(term: str) -> frozenset[str]:
    """English stems that stand for the Chinese term."""
    return frozenset(w for line in _kinds() if term in line for w in line if not is_cjk(w))


@cache
def _kinds() -> tuple[frozenset[str], ...]:
    """The lines of `alike.yaml` and the glossary's single words, English ones by their stems."""
    here = Path(__file__).parent
    files = (here / "alike.yaml", here.parent / "papers" / "glossary.yaml")
    rows = [row for f in files for row in yaml.safe_load(f.read_text(encoding="utf-8"))]
    single = [[str(w).lower() for w in row if " " not in str(w)] for row in rows]
    return tuple(frozenset(map(words.stem, row)) for row in single)
