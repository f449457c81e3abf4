"""Whom and which round a question names → units that have to be borne out themselves.

Names that the documents are known by, the longest first; then what is written as a name. A Chinese
name may stand for a Latin one that it sounds like. Reads no document.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.papers import glossary, put
from bot.papers.units import Span, Unit, free
from knowledge import finance, is_cjk, lexicon, sounds

_A = "A-Za-zÀ-ɏ"  # Luleå, São Paulo
_NAME = re.compile(
    rf"(?<![{_A}0-9])[A-ZÀ-Þ0-9][{_A}0-9]*[{_A}][{_A}0-9]*(?:[-&'’.][{_A}0-9]+)*"
    rf"(?:\s+(?:of\s+)?[A-ZÀ-Þ][{_A}0-9]*(?:[-&'’.][{_A}0-9]+)*)*"
)
_ROUND = re.compile(
    r"(?:series|round)\s+([A-H])\b|(?<![A-Za-z])([A-H]\+?)\s*轮(?:融资)?", re.IGNORECASE
)
_OWNER = re.compile(r"[^'’]+['’]s(?: |$)")
_NO_NAME = re.compile(r"(?:FY|Q[1-4]|H[12]|USD|KRW|CNY|RMB|US|P&L|[A-Z]{2,4}A?|\d+)\W*")


def rounds(text: str) -> list[tuple[Span, Unit]]:
    return [(m.span(), _round(m)) for m in _ROUND.finditer(text)]


def names(
    text: str, taken: Sequence[Span], aliases: Mapping[str, frozenset[str]]
) -> Iterable[tuple[Span, Unit]]:
    """Known names first, the longest before its parts; then what is written as a name."""
    found: list[tuple[Span, Unit]] = []
    lower = text.lower()
    for name in sorted(aliases, key=len, reverse=True):
        for match in re.finditer(_as_word(name), lower):
            if free(match.span(), [*taken, *(s for s, _ in found)]):
                found.append((match.span(), _named(match.group(), aliases[name])))
    for match in _NAME.finditer(text):
        for part in _parts(match, text):
            span, said = _without_opening(*_without_word(part), text)
            if said and free(span, [*taken, *(s for s, _ in found)]):
                found.append((span, _named(said, aliases.get(said.lower(), frozenset()))))
    return [_versioned(span, unit, text, taken) for span, unit in found]


_NUMBER = re.compile(rf"[ -]?(?P<version>{glossary.VERSION})")


def _versioned(span: Span, unit: Unit, text: str, taken: Sequence[Span]) -> tuple[Span, Unit]:
    """With the number that belongs to a name: "Wren 3" is not "Wren 2"."""
    number = _NUMBER.match(text, span[1])
    if not number or not free((number.start("version"), number.end()), taken):
        return span, unit
    return (span[0], number.end()), with_version(unit, number["version"])


def with_version(unit: Unit, version: str) -> Unit:
    terms = (glossary.term(f"{t.text}{'' if is_cjk(t.text) else ' '}{version}") for t in unit.terms)
    return replace(unit, said=f"{unit.said} {version}", terms=tuple(terms))


def _parts(match: re.Match[str], text: str) -> list[re.Match[str]]:
    """Whose it is apart from what: "Harrowmere's Transportation" is a company's segment."""
    owner = _OWNER.match(text, match.start(), match.end())
    rest = _NAME.match(text, owner.end(), match.end()) if owner else None
    return [owner, rest] if owner and rest else [match]


def _named(said: str, others: frozenset[str]) -> Unit:
    plain = re.sub(r"['’]s$", "", said)
    forms = {plain.lower(), *others}
    first = plain.split()[0].lower()
    if " " in plain and len(first) > 4 and first not in lexicon().generic_en:
        forms.add(first)  # "Pellworth" for "Pellworth Dynamics"
    return Unit(said=plain, terms=tuple(map(glossary.term, sorted(forms))), name=True, weight=1.5)


def _without_word(match: re.Match[str]) -> tuple[int, str]:
    """Without a word of the glossary in capitals behind a name: "Harrowmere IPO"."""
    said = match.group()
    name, _, last = said.rpartition(" ")
    return match.start(), name if name and last.isupper() and glossary.find(last) else said


def _without_opening(start: int, said: str, text: str) -> tuple[Span, str]:
    """Without a first word that is written large only because a sentence begins."""
    first, _, rest = said.partition(" ")
    if put.opens(first):
        start += len(first) + 1
        said = rest
    if _NO_NAME.fullmatch(said) or (not text[:start].strip() and _opens_line(text[start:])):
        return (start, start), ""
    if glossary.find(said) and " " not in said and not is_cjk(text):
        return (start, start), ""
    return (start, start + len(said)), said


def _opens_line(text: str) -> bool:
    """It begins with a line of statements, as in "Accounts payable?"."""
    return any(item.asked.match(text) for item in finance.vocabulary().items.values())


def may_be_rendered(unit: Unit) -> bool:
    """A name of which no document says what it is in Latin letters, and no thing with a number."""
    return unit.name and all(is_cjk(t.text) and not t.version for t in unit.terms)


def sounded(unit: Unit, heard: Iterable[str]) -> Unit:
    """With the Latin names that it sounds like: 特斯拉 may stand for Tesla."""
    alike = [name for name in heard if sounds.alike(unit.said, name)]
    return replace(
        unit, terms=(*unit.terms, *(_named(name, frozenset()).terms[0] for name in alike))
    )


def is_round(unit: Unit) -> bool:
    return bool(_ROUND.fullmatch(unit.said))


def _round(match: re.Match[str]) -> Unit:
    letter = (match[1] or match[2]).upper()
    forms = (f"series {letter}", f"{letter}轮", f"round {letter}")
    return Unit(said=f"Series {letter}", terms=tuple(map(glossary.term, forms)), name=True)


def _as_word(name: str) -> str:
    if is_cjk(name):
        return re.escape(name)
    return rf"(?<![a-z0-9]){re.escape(name)}(?:['’]s)?(?![a-z0-9])"
