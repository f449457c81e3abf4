"""A question typed with a slip → with the word that the record or the lexicon writes: "royalities".

In: the question, the ledger, whether the sources use a word. Out: each small word that neither a
dictionary nor a source has in the one known word that is a letter away, or two for a long one.
Knows no meaning.
"""

import re
from collections.abc import Callable
from functools import cache

from knowledge import Ledger, lexicon, word_classes

_WORD = re.compile(r"(?<![\w'’-])[a-z]{6,}(?![\w'’-])")
_LONG = 9  # letters of a word that may have two slips


def spelled(question: str, ledger: Ledger, is_known: Callable[[str], bool]) -> str:
    def meant(match: re.Match[str]) -> str:
        word = match.group()
        if word_classes.is_word(word) or is_known(word) or word in _listed():
            return word
        return _nearest(word, _listed() | ledger.plain_words | frozenset(ledger.capitals)) or word

    return _WORD.sub(meant, question)


def _nearest(word: str, known: frozenset[str]) -> str | None:
    """The only one so near; none where two are."""
    most = 2 if len(word) >= _LONG else 1
    near = [w for w in known if w[:1] == word[:1] and abs(len(w) - len(word)) <= most]
    apart = {w: d for w in near if (d := _slips(word, w)) <= most}
    least = [w for w, d in apart.items() if d == min(apart.values())]
    return least[0] if len(least) == 1 else None


def _slips(a: str, b: str) -> int:
    """Letters left out, put in, changed or swapped with the next."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        now = [i]
        for j, y in enumerate(b, 1):
            now.append(min(row[j] + 1, now[-1] + 1, row[j - 1] + (x != y)))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                now[-1] = min(now[-1], before[j - 2] + 1)
        before, row = row, now
    return row[-1]


@cache
def _listed() -> frozenset[str]:
    return frozenset(w for w in lexicon().words_en if len(w) >= 6)
