"""The terms of a list that stand in a text, the longest first claimed.

In: terms with their keys; "…" stands for up to five words (en) or eight characters (zh) between two
parts. Out: keys with their places, and where the words between the parts stand: what is there is no
part of the term. Looks in small letters, which is several times as quick as to heed no case. Knows
no list.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

_KEPT = 4096  # texts whose terms are remembered
_GAP = r"[\s\-]+"
_NO_GAP = (0, 0)
_CJK = re.compile(r"[㐀-鿿]")


class Found(NamedTuple):
    """A term at [start:end] of its text; `gap` is where its "…" stands, empty without one."""

    key: str
    start: int
    end: int
    gap: tuple[int, int]


class Matcher:
    """One alternation for plain terms, a pattern for each gapped one."""

    def __init__(self, terms: Iterable[tuple[str, str]]) -> None:
        plain: dict[str, str] = {}
        self._gapped: list[tuple[re.Pattern[str], str]] = []
        self._opening: dict[str, list[int]] = {}  # what gapped ones open with → their places
        for term, key in terms:
            if "…" in term:
                opening = re.split(r"[\s\-…]", term.lower())[0]
                self._opening.setdefault(opening, []).append(len(self._gapped))
                self._gapped.append((re.compile(_gapped(term.lower())), key))
            else:
                plain.setdefault(_fold(term), key)
        self._plain = plain
        self._any = re.compile(any_of(plain))
        self._found = lru_cache(maxsize=_KEPT)(self._find)

    def find(self, text: str) -> list[Found]:
        """Kept for the texts asked last: a question is read by every step of its answer."""
        return list(self._found(text))

    def _find(self, text: str) -> list[Found]:
        taken: list[Found] = []
        for found in sorted(self._all(text), key=lambda f: f.start - f.end):
            if all(found.end <= t.start or found.start >= t.end for t in taken):
                taken.append(found)
        return sorted(taken, key=lambda f: f.start)

    def keys(self, text: str) -> frozenset[str]:
        return frozenset(found.key for found in self._all(text))

    def _all(self, text: str) -> list[Found]:
        """Of plain terms the longest at each place, and every gapped one."""
        small = in_small(text)
        plain = [Found(self._key(m[0]), *m.span(), _NO_GAP) for m in self._any.finditer(small)]
        found = list(plain)
        near = [places for opening, places in self._opening.items() if opening in small]
        for pattern, key in (self._gapped[i] for i in sorted(chain(*near))):
            matches = [m for m in pattern.finditer(small) if not _is_across(m, plain)]
            found += [Found(key, *m.span(), m.span("gap")) for m in matches]
        return found

    def _key(self, matched: str) -> str:
        folded = _fold(matched)
        return self._plain.get(folded) or self._plain[folded.removesuffix("s")]


def _is_across(match: re.Match[str], plain: Sequence[Found]) -> bool:
    """Whether its gap holds more of a term than it has letters: 上市…多少 across 每股发行价."""
    start, end = match.span("gap")
    own = match.end() - match.start() - (end - start)
    return any(start <= p.start and p.end <= end and p.end - p.start > own for p in plain)


def is_cjk(text: str) -> bool:
    return bool(_CJK.search(text))


def in_small(text: str) -> str:
    """In small letters, each where it stood; İ, which has two small ones, by the first of them."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower()[:1] for c in text)


def _fold(term: str) -> str:
    return re.sub(r"[\s\-]+", " ", term.lower()).strip()


def _pattern(term: str) -> str:
    if is_cjk(term):
        return re.escape(term)
    words = _GAP.join(re.escape(w) for w in _fold(term).split())
    return rf"(?<![A-Za-z0-9]){words}s?(?![A-Za-z0-9])"


def any_of(terms: Iterable[str]) -> str:
    """A pattern for the longest of the terms; most places of a text are passed at one look."""
    ordered = sorted(map(_fold, terms), key=len, reverse=True)
    chinese = [t for t in ordered if is_cjk(t)]
    latin = [t for t in ordered if not is_cjk(t)]
    starts = "".join(sorted({re.escape(t[0]) for t in chinese}))
    groups = [rf"(?=[{starts}])(?:{by_opening(chinese)})"] if chinese else []
    if latin:
        groups.append(rf"(?<![A-Za-z0-9])(?:{by_opening(latin, _GAP)})s?(?![A-Za-z0-9])")
    return "|".join(groups) or r"(?!)"


def by_opening(terms: Iterable[str], gap: str = re.escape(" ")) -> str:
    """A pattern for any of the terms in their order, a `gap` at each space; those that open with
    one letter are a group, so that a place is compared with few.
    """
    held: dict[str, list[str]] = {}
    for term in terms:
        told = gap.join(map(re.escape, term[1:].split(" ")))
        held.setdefault(re.escape(term[0]), []).append(told)
    return "|".join(rf"{letter}(?:{'|'.join(rest)})" for letter, rest in held.items())


def _gapped(term: str) -> str:
    # Bounded gaps only: an unbounded one would back-track over a long question. A term ends with
    # its clause: D轮融了多少，谁领投 asks for the amount and for who led.
    before, after = (part.strip() for part in term.split("…"))
    gap = (
        r"(?P<gap>[^，,；;。？?！!]{0,8}?)"
        if is_cjk(term)
        else r"(?P<gap>(?:[^\w;?!]+[\w']+){0,5}?[^\w;?!]+)"
    )
    return (
        _pattern(before).removesuffix("s?(?![A-Za-z0-9])")
        + gap
        + _pattern(after).removeprefix("(?<![A-Za-z0-9])")
    )
