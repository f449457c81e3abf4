"""A sentence as the checks see it: figures, dates, parties, names, cues, concepts and words.

In: a text and the entities of the ledger. Out: a `Reading`, read once; `part` is the same for a
stretch of it. Knows no evidence.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from bot.checks import names
from bot.checks.cues import Cue, cues
from bot.checks.names import Mark, Spanned, spans_of, touches
from knowledge import (
    Amount,
    Entity,
    Language,
    dated,
    is_cjk,
    language_of,
    lexicon,
    periods,
    stated,
    words,
)

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*|[㐀-鿿]")
_TOKEN = re.compile(r"[a-z0-9]+|[㐀-鿿]")
_BARE_MONTH = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December)\b"
    r"|\b(?:first|second) half\b|\b(?:first|second|third|fourth) quarter\b|[上下]半年"
)
_FROM = re.compile(r"\bfrom (?:[a-z]+ )?$")
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")
# Chinese characters that carry grammar or bookkeeping, not matter.
_GRAMMAR = frozenset(
    "的了是在有和与及或而也都就还又为其该此这那被把对从到向由以于之所中里上下内外等已则且并但称"
    "正再更很最仅因时候等者得过着才刚约逾近另均各仍曾当间起期末初底后前次只没既即所由据经向受给"
    "年月日一二两三四五六七八九十百千万亿元个家名位次约超达至共计总额美欧港人民币公司据报道表示"
)


_S = TypeVar("_S", bound=Spanned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All spans are of the whole sentence, in a part of it too.

    `digits` are numbers read as part of a name, `loose` are dates without a year, `impossible`
    wordings of days that no calendar has.
    """

    text: str
    offset: int = 0  # where a part starts in its sentence
    language: Language
    amounts: tuple[Amount, ...]
    digits: tuple[Mark, ...]
    dates: tuple[periods.Period, ...]
    loose: tuple[Mark, ...]
    impossible: tuple[Mark, ...]
    parties: tuple[Mark, ...]
    names: tuple[Mark, ...]
    cues: tuple[Cue, ...]
    concepts: tuple[Mark, ...]
    words: tuple[Mark, ...]

    @property
    def says_something(self) -> bool:
        return bool(self.amounts or self.dates or self.parties or self.names or self.concepts
                    or self.words or self.digits)  # fmt: skip

    def senses(self, *families: str) -> frozenset[str]:
        return frozenset(c.sense for c in self.cues if c.family in families)

    def families(self) -> frozenset[str]:
        return frozenset(c.family for c in self.cues)


@lru_cache(maxsize=20_000)
def read(text: str, entities: tuple[Entity, ...]) -> Reading:
    parties, dates = names.parties(text, entities), dated(text)
    loose, impossible = _unread_dates(text, dates)
    rounds = names.rounds(text)
    said = lexicon().mentions(_but_starts(text))
    mentions = [m for m in said if not touches(m.start, m.end, spans_of(rounds))]
    days = [*periods.spans(text), *spans_of(loose)]
    taken = [
        *spans_of(parties),
        *spans_of(stated(text)),
        *(part for m in mentions for part in m.parts),  # a name may stand in the gap of a term
        *spans_of(rounds),
        *days,
    ]
    others = names.others(text, taken)
    return Reading(
        text=text,
        language=language_of(text),
        amounts=stated(text),
        digits=names.digits(text, [*spans_of((*stated(text), *parties, *rounds, *others)), *days]),
        dates=dates,
        loose=loose,
        impossible=impossible,
        parties=parties,
        names=tuple(sorted([*rounds, *others], key=lambda m: m.start)),
        cues=cues(text),
        concepts=tuple(Mark(m.concept, m.start, m.end) for m in mentions),
        words=_content(text, [*taken, *spans_of(others), *spans_of(cues(text))]),
    )


def _but_starts(text: str) -> str:
    """With blanks for "from" before a figure: "revenue grew from $6" has none come from anybody."""
    for amount in stated(text):
        text = _FROM.sub(lambda m: " " * len(m[0]), text[: amount.start]) + text[amount.start :]
    return text


def part(whole: Reading, start: int, end: int) -> Reading:
    """What of it stands within [start:end] of the sentence."""
    if (start, end) == (whole.offset, whole.offset + len(whole.text)):
        return whole
    return replace(
        whole,
        text=whole.text[start - whole.offset : end - whole.offset],
        offset=start,
        amounts=_within(whole.amounts, start, end),
        digits=_within(whole.digits, start, end),
        dates=tuple(d for d in whole.dates if start <= d.begin and d.stop <= end),
        loose=_within(whole.loose, start, end),
        impossible=_within(whole.impossible, start, end),
        parties=_within(whole.parties, start, end),
        names=_within(whole.names, start, end),
        cues=_within(whole.cues, start, end),
        concepts=_within(whole.concepts, start, end),
        words=_within(whole.words, start, end),
    )


@lru_cache(maxsize=20_000)
def tokens(text: str) -> frozenset[str]:
    """Words, digits and Chinese characters, in lower case: for telling which wording is nearest."""
    return frozenset(_TOKEN.findall(text.lower()))


def keys(marks: Iterable[Mark]) -> frozenset[str]:
    return frozenset(m.key for m in marks)


@lru_cache(maxsize=20_000)
def vocabulary(text: str) -> frozenset[str]:
    """Everything in the text that a claim's content may lean on."""
    parts = {p for w in _WORD.findall(text) for p in (w, *w.split("-"))}
    return frozenset(_stem(p) for p in parts)


def _within(found: tuple[_S, ...], start: int, end: int) -> tuple[_S, ...]:
    return tuple(f for f in found if start <= f.start and f.end <= end)


def _content(text: str, taken: Sequence[tuple[int, int]]) -> tuple[Mark, ...]:
    """Stems of English words and single Chinese characters that carry matter."""
    generic, made = lexicon().generic_en, []
    for match in _WORD.finditer(text):
        word = match[0]
        if touches(*match.span(), taken) or word in _GRAMMAR:
            continue
        if is_cjk(word) or (len(word) > 2 and word.lower() not in generic):
            made.append(Mark(_stem(word), *match.span()))
    return tuple(made)


def _stem(word: str) -> str:
    return words.stem(re.sub(r"['’].*$", "", word.lower()).strip("-"))


def _unread_dates(
    text: str, dates: Sequence[periods.Period]
) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Dates without a year, and wordings with one that are no day of the calendar."""
    known = [(d.begin, d.stop) for d in dates]
    spans = periods.spans(text)
    months = [m.span() for m in _BARE_MONTH.finditer(text)]
    spans += [m for m in dict.fromkeys(months) if not touches(*m, spans)]
    rest = [Mark(text[s:e].rstrip(". "), s, e) for s, e in spans if not touches(s, e, known)]
    odd = tuple(m for m in rest if _HAS_YEAR.search(m.key))
    return tuple(m for m in rest if not _HAS_YEAR.search(m.key)), odd
