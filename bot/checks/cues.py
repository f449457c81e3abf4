"""The cues of a text: words that say how sure it is, which way it goes, whether it is so.

In: a text. Out: its cues in reading order, each with sense and family (`cues.yaml`). Knows no
claim and no evidence.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from knowledge import is_cjk

_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ’", "abcdefghijklmnopqrstuvwxyz'")
_MONTH_OF_MAY = re.compile(r"\bMay\b")
# What stands in a term without being matched itself, for its length.
_LOOK = re.compile(r"\(\?<?[=!](?:[^()]|\([^()]*\))*\)|[()?:|\\]")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue at [start:end] of its text."""

    sense: str
    family: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def cues(text: str) -> tuple[Cue, ...]:
    """Without overlaps; where two start together the longer wins."""
    # not "May 2031": the month keeps its capital and the term has none
    folded = _folded(text)
    english, chinese, senses = _patterns()
    found = list(english.finditer(folded))
    if is_cjk(text):
        found = sorted([*found, *chinese.finditer(folded)], key=lambda m: m.start())
    made = (Cue(*senses[m.lastgroup or ""], m.start(), m.end()) for m in found)
    return tuple(c for c in made if c.family != "neutral")


def _folded(text: str) -> str:
    parts = _MONTH_OF_MAY.split(text)
    return "MAY".join(part.translate(_LOWER) for part in parts)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, tuple[str, str]]]:
    """An alternation for each language; a group's name leads to sense and family."""
    path = Path(__file__).with_name("cues.yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw: dict[str, dict[str, str]] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    terms = [
        (term.strip(), (sense, row["family"]))
        for sense, row in raw.items()
        for language in ("en", "zh")
        for term in row.get(language, "").split(" / ")
        if term.strip()
    ]
    terms.sort(key=lambda t: len(_LOOK.sub("", t[0])), reverse=True)
    named = {f"g{i}": term for i, term in enumerate(terms)}
    english = "|".join(f"(?P<{g}>{t})" for g, (t, _) in named.items() if not is_cjk(t))
    chinese = "|".join(f"(?P<{g}>{t})" for g, (t, _) in named.items() if is_cjk(t))
    whole = rf"(?<![a-zA-Z])(?=[a-z])(?:{english})(?![a-zA-Z])"
    starts = "".join(sorted({c for c in chinese if is_cjk(c)}))  # most characters start none
    return (
        re.compile(whole),
        re.compile(f"(?=[{starts}])(?:{chinese})"),
        {g: kind for g, (_, kind) in named.items()},
    )
