"""Whom and what a text names: known parties, rounds, titles, other names, numbers within names.

In: a text, and the entities of the ledger. Out: marks with their places. It knows shapes ("36Kr",
"Series C", 《…》), not which names exist.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from knowledge import Entity, is_cjk, lexicon

_LATIN_NAME = re.compile(
    r"(?<![A-Za-z0-9])[a-z]{0,3}\d{0,3}[A-Z][A-Za-z0-9]*(?:[-&.'’][A-Za-z0-9]+)*"
)
_ROUND = re.compile(
    r"\b[Ss]eries ([A-Z]\d?\+?)(?![A-Za-z])(?:(?: funding)? round)?"
    r"|(?<![A-Za-z])([A-Z]\d?\+?)\s?轮(?:融资)?"
)
_INITIALS = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+){1,4}")  # Financial Times → FT
_LISTED = re.compile(r".*(?:^|\s)\(?\d{1,2}[).]\s*$", re.DOTALL)  # "1) Rent 2) Wages"
_TITLE = re.compile(r"《([^》]{1,40})》")
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9.])\d+(?:[.,]\d+)*(?![A-Za-z0-9])(?:\s?(?:[%×万亿]|[mb]illion|per ?cent))?"
)
# Capitals that name nobody: currencies, offices, words of the trade.
_TRADE = re.compile(
    r"eur|cny|usd|hkd|gbp|jpy|rmb|us|uk|eu|hk|ai|c[efot]o|coo|api|gpus?|ipos?|arr|[mdw]aus?|r&d|vie"
    r"|i|an?|the|series|round"
)


class Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Mark:
    """Something named at [start:end]: a party's id, a concept's id, a name or a stem."""

    key: str
    start: int
    end: int


def spans_of(found: Iterable[Spanned]) -> list[tuple[int, int]]:
    return [(f.start, f.end) for f in found]


def touches(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(s < end and start < e for s, e in spans)


def rounds(text: str) -> list[Mark]:
    """Financing rounds in either language, as "round c"."""
    return [Mark(f"round {(m[1] or m[2]).lower()}", *m.span()) for m in _ROUND.finditer(text)]


def parties(text: str, entities: tuple[Entity, ...]) -> tuple[Mark, ...]:
    pattern, owners = _pattern(entities)
    if pattern is None:
        return ()
    return tuple(Mark(owners[m[0]], m.start(), m.end()) for m in pattern.finditer(text))


@lru_cache(maxsize=16)
def _pattern(entities: tuple[Entity, ...]) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    owners = {n: e.id for e in entities for n in (*e.names, e.name, e.name_zh) if n}
    longest = sorted(owners, key=len, reverse=True)
    parts = (
        re.escape(n) if is_cjk(n) else rf"(?<![A-Za-z0-9]){re.escape(n)}(?![A-Za-z0-9])"
        for n in longest
    )
    return (re.compile("|".join(parts)) if owners else None), owners


def others(text: str, taken: Sequence[tuple[int, int]]) -> list[Mark]:
    """Titles, and words with a capital that neither open the sentence nor are of the trade."""
    found = [Mark(m[1], *m.span()) for m in _TITLE.finditer(text)]
    spans = [*taken, *spans_of(found)]
    matches = [m for m in _LATIN_NAME.finditer(text) if not touches(*m.span(), spans)]
    for at, match in enumerate(matches):
        word = re.sub(r"['’]s?$", "", match[0])
        opens = _opens(text, match.start())
        if _TRADE.fullmatch(word.lower()) or (opens and word.lower() in lexicon().generic_en):
            continue
        goes_on = at + 1 < len(matches) and matches[at + 1].start() == match.end() + 1
        if not opens or goes_on or _is_marked(word) or word != match[0]:
            found.append(Mark(word.lower(), *match.span()))
    return found


def _opens(text: str, start: int) -> bool:
    before = _LISTED.sub("", text[:start])
    return not is_cjk(text) and not re.search(r"[A-Za-z0-9,;)%€$]\W*$", before)


def _is_marked(word: str) -> bool:
    return bool(re.search(r"\d|[A-Z].*[A-Z]|[a-z][A-Z]", word))


def digits(text: str, taken: Sequence[tuple[int, int]]) -> tuple[Mark, ...]:
    return tuple(
        Mark(m[0], *m.span()) for m in _NUMBER.finditer(text) if not touches(*m.span(), taken)
    )


@lru_cache(maxsize=20_000)
def spelled(text: str) -> frozenset[str]:
    """Latin words and digits in lower case, rounds and titles: what names are looked for in."""
    found = re.findall(r"[a-z0-9]+", text.lower())
    full = [m[0].removeprefix("The ") for m in _INITIALS.finditer(text)]
    found += ["".join(word[0] for word in name.split()).lower() for name in full]
    return frozenset(
        {*found, *(m.key for m in rounds(text)), *(m[1] for m in _TITLE.finditer(text))}
    )
