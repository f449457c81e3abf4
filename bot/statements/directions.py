"""Which way a sentence says something went, and which way its figures and the lines say it went.

"Fell from $5 million in 2030 to $4 million" is judged by its own figures; "the margin fell" by the
measure, the share or the rows that it names, over the years spoken of. Out: a check where one of
these decides, none where they do not.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.answer import Check
from bot.statements import columns
from bot.statements.cited import Cited
from bot.statements.lines import Line, years_in
from bot.statements.quoted import years_of
from bot.statements.wanted import called, years
from knowledge import Amount

NEGATED = re.compile(r"\b(?:not|no longer|never|neither)\b|n['’]t\b|不|没|未", re.IGNORECASE)
_UP = re.compile(
    r"\b(?:increas\w*|improv\w*|gr[eo]w\w*|ris(?:e|es|en|ing)|rose|expand\w*|higher|up(?= from))\b"
    r"|上升|增加|增长|改善",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:decreas\w*|declin\w*|drop\w*|fell|fall(?:en|ing)?|shr[aiu]nk\w*|lower|reduc\w*|deteriorat\w*|"
    r"worsen\w*|down(?= from))\b|下降|减少|恶化",
    re.IGNORECASE,
)
_NOT_SO = re.compile(rf"(?:{NEGATED.pattern})[^,;]*?(?:{_UP.pattern}|{_DOWN.pattern})", re.I)
MOVED = {1: "rose", -1: "fell", 0: "stayed"}
LEADING = re.compile(r"^\W*(?:yes|no)\b[,:]?\s*", re.IGNORECASE)
_TO, _FROM = re.compile(r"\bto\b"), re.compile(r"\bfrom\b")
_THAN = re.compile(r"\b(?:from|than|compared (?:to|with)|versus|vs\.?)\b", re.IGNORECASE)
_BY = re.compile(r"\bby\W*$")
_BEFORE = 24  # characters in which "from" belongs to a figure
_NEAR = 40  # between the figures of two years that are told beside one another


def is_so(text: str, sign: int) -> bool | None:
    """What the sentence says of a direction; None where it says none, or two."""
    if _UP.search(text) and _DOWN.search(text):
        text = _NOT_SO.sub(" ", text)
    up, down, negated = (bool(p.search(text)) for p in (_UP, _DOWN, NEGATED))
    if up == down:
        return None
    if negated:
        return sign <= 0 if up else sign >= 0
    return sign == (1 if up else -1)


def of(text: str, held: Cited) -> list[Check]:
    """By the two figures between which it says that something moved."""
    plain = LEADING.sub("", text)
    pairs = list(_pairs(held.figures(plain), plain))
    signs = {(abs(b.low) > abs(a.low)) - (abs(b.low) < abs(a.low)) for a, b in pairs}
    ok = is_so(plain, *signs) if len(signs) == 1 and not NEGATED.search(plain) else None
    if ok is None:
        return []
    before, after = pairs[0]
    return [Check(kind="sign", ok=ok, detail=f"from {before.text} to {after.text}")]


def _pairs(figures: Sequence[Amount], text: str) -> Iterator[tuple[Amount, Amount]]:
    """Earlier and later: "from A to B", "B, down from A", "A in 2030 and B in 2031"."""
    for a, b in pairwise(figures):
        lead, between = text[max(0, a.start - _BEFORE) : a.start], text[a.end : b.start]
        first, then = years_of(a, text), years_of(b, text)
        if a.unit != b.unit or _BY.search(lead):
            continue
        if _FROM.search(lead) and _TO.search(between):
            yield a, b
        elif _THAN.search(between):
            yield b, a
        elif len(first) == len(then) == 1 and first != then and len(between) < _NEAR:
            yield (a, b) if min(first) < min(then) else (b, a)


def trends(text: str, question: str, held: Sequence[Line]) -> list[Check]:
    """Whether what the sentence names moved as it says."""
    plain = LEADING.sub("", text)
    if is_so(plain, 0) is None and is_so(plain, 1) is None:
        return []
    when = years_in(text) or frozenset(years(question))
    name, sign = _measured(plain, when, held) or _rows(plain, question, when, held)
    ok = None if sign is None else is_so(plain, sign)
    if sign is None or ok is None:
        return []
    return [Check(kind="sign", ok=ok, detail=f"{name} {MOVED[sign]}")]


def _measured(
    text: str, when: frozenset[int], held: Sequence[Line]
) -> tuple[str, int | None] | None:
    """The measure or the share that it names; None where it names none."""
    found = called(text, held)
    if found is None or not when:
        return None
    name, _, of_year = found
    first, last = min(when) if len(when) > 1 else min(when) - 1, max(when)
    pairs = [(a, b) for a in of_year(first) for b in of_year(last) if a.of == b.of]
    signs = {(b.value > a.value) - (b.value < a.value) for a, b in pairs}
    return name, signs.pop() if len(signs) == 1 else None


def _rows(
    text: str, question: str, when: frozenset[int], held: Sequence[Line]
) -> tuple[str, int | None]:
    rows = columns.named(text, question, held)
    return (rows[0].label if rows else ""), columns.moved(rows, when)
