"""What a table counts in: "in thousands", "单位：万元", "KRW billion" → a factor and a unit.

In: a heading, caption or sentence. Out: a `Scale`, either part of it unknown where the text does
not say. Knows the words of scales and currencies, no table.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from knowledge import units
from knowledge.records import Passage

_FACTORS = (
    (r"hundreds? of millions|亿|億", 8),
    (r"billions?|bn|十亿|十億", 9),
    (r"millions?|mn?|mm|百万|百萬", 6),
    (r"thousands?|['’]000s?|k|千", 3),
    (r"万|萬", 4),
)
_THINGS = (
    (r"percent(?:age)?|%|％", "percent"),
    (r"people|persons|人数?|headcount", "people"),
    (r"units|shares|count|stores|股数|万股|颗|台|家|个|件", "count"),
)
# What stands for a scale only where a currency, a bracket or "in" goes with it.
_SAYS = re.compile(
    r"\b(?:in|of)\s+(?:\w+\s+){0,3}?(?:thousands|millions|billions)\b|[单單]位|['’]000"
    r"|\b(?:thousands|millions|billions)\b|[（(][^（()）]*[万千亿億萬百十元股%％][^（()）]*[)）]|\((?:million|billion|thousand)",
    re.IGNORECASE,
)
_MONEY_ZH = re.compile(r"(?<![美港欧日韩澳加新])元")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """`factor` None and `unit` "" where the text does not say."""

    factor: Decimal | None = None
    unit: str = ""

    def __or__(self, other: "Scale") -> "Scale":
        """What this one leaves open, as the other says it."""
        thing = self.unit and self.unit not in units.CURRENCIES
        factor = self.factor if self.factor is not None or thing else other.factor
        return Scale(factor=factor, unit=self.unit or other.unit)


@lru_cache(maxsize=20_000)
def scale(text: str) -> Scale:
    """As a heading or caption says it; a currency alone says a unit and no factor."""
    unit = _currency(text)
    if not unit and not _SAYS.search(text):
        return Scale(unit=_thing(text) if len(text) < _SHORT else "")
    found = [(m.start(), power) for pattern, power in _factors() if (m := pattern.search(text))]
    factor = Decimal(10) ** _largest(found) if found else None
    return Scale(factor=factor, unit=unit or _thing(text))


_SHORT = 40  # characters of a heading that may be no more than a unit


def _largest(found: list[tuple[int, int]]) -> int:
    """十亿 before 亿, which stands in it; else the first that is said."""
    first = min(at for at, _ in found)
    return max(power for at, power in found if at <= first + 1)


def _currency(text: str) -> str:
    found = {name: m.start() for name, pattern in _currencies() if (m := pattern.search(text))}
    return min(found, key=lambda name: found[name], default="")


def _thing(text: str) -> str:
    for words, unit in _THINGS:
        edge = r"(?<![A-Za-z])(?:{})(?![A-Za-z])"
        if re.search(edge.format(words), text, re.IGNORECASE):
            return unit
    return ""


@cache
def _factors() -> list[tuple[re.Pattern[str], int]]:
    edge = r"(?<![A-Za-z])(?:{})(?![A-Za-z])"
    return [(re.compile(edge.format(words), re.IGNORECASE), power) for words, power in _FACTORS]


@cache
def _currencies() -> list[tuple[str, re.Pattern[str]]]:
    made = []
    for name, (front, behind) in units.CURRENCIES.items():
        words = f"{front}|{behind}" if name != "CNY" else r"CNY|RMB|人民币|人民幣|yuan|renminbi"
        latin = rf"(?<![A-Za-z])(?:{words})(?![A-Za-z])"
        made.append((name, re.compile(latin, re.IGNORECASE)))
    return [*made, ("CNY", _MONEY_ZH)]


def framed(near: Sequence[Passage]) -> tuple[Scale, list[Passage]]:
    """What passages say that a table counts in, the nearest first to speak, and which say it."""
    made, by = Scale(), list[Passage]()
    for passage in near:
        joined = made | _told(passage.text)
        if joined != made:
            made = joined
            by.append(passage)
        if made.factor is not None and made.unit:
            break
    return made, by


def told(texts: Sequence[str]) -> Scale:
    """The same of texts alone."""
    made = Scale()
    for text in texts:
        made = made | _told(text)
    return made


_TELLS = re.compile(
    r"^[^\n|]{0,160}(?:thousands|millions|billions|[单單]位)[^\n|]{0,120}$"
    r"|\b(?:amounts|figures)\b[^\n|]{0,60}\b(?:thousands|millions|billions)\b[^\n|.]{0,60}"
    r"|^[^\n|]{0,20}\b[A-Z]{3} (?:thousand|million|billion)\b[^\n|]{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)
_SIGN = re.compile(r"\|\s*\(?\s*(?P<sign>US\$|HK\$|[$€£¥₩])\s?\(?\d")


def words(text: str) -> str:
    """The very words or figures by which a passage says it; all of it where none do."""
    found = _TELLS.search(text) or _SIGN.search(text)
    return found.group().strip() if found else text


@lru_cache(maxsize=20_000)
def _told(text: str) -> Scale:
    """What a passage says of the amounts around it: a caption's words, or a sign in a cell."""
    found = _TELLS.search(text)
    said = scale(found.group()) if found else Scale()
    sign = _SIGN.search(text)
    return said | Scale(unit=_currency(sign["sign"]) if sign else "")
