"""Words that may stand for one another: of one root, of one line of a word list, of two languages.

In: a word and a text. Out: whether the text says it, in either language. Only for finding: words
that are kindred prove nothing. The lists are `alike.yaml` and the glossary; renderings come from
`knowledge.bilingual`. Knows no record.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import yaml

from knowledge import is_cjk, renderings, worded, words

_ROOT = 6  # letters two words must open with to be of one root: subscriber, subscription
_LEAST = 2  # characters of a Chinese word that is looked for inside a question


def says(term: str, text: str) -> bool:
    """The text has the word, or one that stands for it."""
    return saying(term)(text)


def saying(term: str) -> Callable[[str], bool]:
    """Tells of a text whether it says the word."""
    if is_cjk(term):
        chinese, english = _meant(term), _in_english(term)
        return lambda text: any(t in text for t in chinese) or not english.isdisjoint(worded(text))
    wanted = worded(term)
    return lambda text: all(any(alike(w, t) for t in worded(text)) for w in wanted)


@cache
def alike(a: str, b: str) -> bool:
    """Two English tokens of one root, or words of the trade that stand for one another."""
    if a == b:
        return True
    if not (a.isascii() and b.isascii() and a.isalpha() and b.isalpha()):
        return False
    shared = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        shared += 1
    short, long = sorted((len(a), len(b)))
    rooted = shared >= _ROOT or (shared == short >= 4 and long - short <= 3)
    return rooted or any(a in line and b in line for line in _kinds())


def rendered(term: str) -> Callable[[str], bool]:
    """Tells of a text whether it says the Chinese word in English."""
    wanted = renderings(term)
    return lambda text: any(stems <= worded(text) for stems in wanted)


def within(question: str) -> list[str]:
    """The Chinese words of the lists that stand in it, whichever way a dictionary cuts it."""
    listed = {w for line in _kinds() for w in line if is_cjk(w) and len(w) >= _LEAST}
    return sorted(w for w in listed if w in question)


@cache
def _meant(term: str) -> frozenset[str]:
    """Chinese words that stand for the term."""
    lines = [line for line in _kinds() if term in line]
    return frozenset([term, *(w for line in lines for w in line if is_cjk(w))])


@cache
def _in_english(term: str) -> frozenset[str]:
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
