"""What a question says besides names → units, each with the ways that documents may word it.

Lines of statements and words of the glossary first, then each word that is left. Knows the language
of statements; reads no document.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.papers import glossary, put
from bot.papers.glossary import Term
from knowledge import finance, is_cjk, words

Span = tuple[int, int]

_LATIN = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ0-9]*(?:[-'’&][A-Za-zÀ-ɏ0-9]+)*")
_CHINESE = re.compile(rf"(?P<run>[㐀-鿿]{{2,}})(?P<version>{glossary.VERSION})?")
LIGHT = 0.3  # what a word counts that hardly says anything
_WORD_BEFORE = re.compile(r"(?P<word>[A-Za-z]{3,})\s+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One thing the question says. `terms` are the ways to say it; `item` is the line of statements
    that it is, if it is one; a `name` has to be borne out itself, whatever else is.
    """

    said: str
    terms: tuple[Term, ...]
    item: finance.Item | None = None
    name: bool = False
    weight: float = 1.0


def worded(text: str, taken: Sequence[Span]) -> list[tuple[Span, Unit]]:
    """Lines of statements and words of the glossary, the longest first."""
    spots: list[tuple[Span, Unit]] = []
    for item in finance.vocabulary().items.values():
        for m in item.asked.finditer(text):
            lines = tuple(glossary.term(line) for line in item.lines if _is_long(line))
            spots.append((m.span(), Unit(said=m.group(), terms=lines, item=item)))
    for found in glossary.find(text):
        said = text[found.start : found.end]
        spots.append(((found.start, found.end), Unit(said=said, terms=found.terms)))
    kept: dict[Span, Unit] = {}
    for span, unit in sorted(spots, key=lambda s: (s[0][0] - s[0][1], s[1].item is None)):
        if span in kept and unit.item is None:
            joined = (*kept[span].terms, *unit.terms)
            kept[span] = Unit(said=unit.said, terms=joined, item=kept[span].item)
        elif free(span, [*taken, *kept]):
            kept[span] = unit
    return [(s, _weighed(u)) for s, u in kept.items()]


def _is_long(line: str) -> bool:
    """Of several words, so that it stands for nothing else in a sentence: not "cash", "现金"."""
    return len(line) > 3 if is_cjk(line) else " " in line


def _weighed(unit: Unit) -> Unit:
    """What hardly says anything by itself counts little: "hold", "show", "brought"."""
    if (unit.item and unit.item.statement) or not put.is_plain(unit.said):
        return unit
    return replace(unit, weight=LIGHT)


def rest(text: str, taken: Sequence[Span]) -> list[Unit]:
    """The words that are left, each a unit of its own."""
    made = []
    left = "".join(" " if any(s <= i < e for s, e in taken) else c for i, c in enumerate(text))
    for match in _LATIN.finditer(left):
        word = re.sub(r"['’]s$", "", match.group())
        if put.tells(word):
            made.append(Unit(said=word, terms=(glossary.term(word.lower()),)))
    for run in _CHINESE.finditer(put.without_plain(left)):
        made += _of_run(run["run"], run["version"] or "")
    return made


def _of_run(run: str, version: str) -> list[Unit]:
    """Ordinary words of the dictionary are words, from the first that is none it is a name."""
    pieces = words.cut(run)
    first = next((n for n, piece in enumerate(pieces) if not words.is_common(piece)), len(pieces))
    if version:
        first = 0
    plain = [Unit(said=p, terms=(glossary.term(p),)) for p in pieces[:first] if len(p) > 1]
    name = "".join(pieces[first:]) + version
    if len(name) < 2:
        return plain
    return [*plain, Unit(said=name, terms=(glossary.term(name),), name=True)]


def of_lines(text: str, held: Sequence[tuple[Span, Unit]]) -> Iterable[Span]:
    """Where the word before a line is of how statements call it: "merchandise inventories"."""
    for (start, _), unit in held:
        before = _WORD_BEFORE.search(text[:start])
        lines = unit.item.lines if unit.item else ()
        if before and any(before["word"].lower() in line.split() for line in lines):
            yield before.span("word")


def free(span: Span, taken: Iterable[Span]) -> bool:
    return span[0] < span[1] and all(span[1] <= s or e <= span[0] for s, e in taken)
