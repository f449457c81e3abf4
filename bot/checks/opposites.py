"""Whether a claim has a word where its source has the contrary: audited for unaudited, a premium
for a discount, the second largest for the largest.

In: what is said, the wording that it is likest, all wordings of the proof. Out: the word, or None.
Which words are contrary is data (`opposites.yaml`). Knows no figures, no grammar.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

from knowledge import is_cjk

_Row = tuple[re.Pattern[str], re.Pattern[str]]


def contrary(said: str, wording: str, held: Iterable[str], kind: str = "anywhere") -> str | None:
    """A word of `said` that no wording held has, where `wording` has its contrary, which is not
    said.
    """
    told = list(held)
    for row in _rows()[kind]:
        for mine, theirs in (row, row[::-1]):
            found = mine.search(said)
            if not found or not theirs.search(wording) or theirs.search(said):
                continue
            if not any(mine.search(each) for each in told):
                return found[0]
    return None


@cache
def _rows() -> dict[str, list[_Row]]:
    path = Path(__file__).with_suffix(".yaml")
    raw: dict[str, list[list[str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {kind: [(_side(one), _side(other)) for one, other in rows] for kind, rows in raw.items()}


def _side(words: str) -> re.Pattern[str]:
    english = "|".join(w for w in words.split(" / ") if not is_cjk(w))
    chinese = "|".join(w for w in words.split(" / ") if is_cjk(w))
    whole = rf"(?<![A-Za-z-])(?:{english})(?![A-Za-z-])" if english else ""
    return re.compile("|".join(filter(None, (whole, chinese))), re.IGNORECASE)
