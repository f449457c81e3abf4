"""Ways to make a true claim false: one text in, the same text with one thing wrong out.

Each way is a function of text, language and a random source; it returns None where it does not
apply. Figures are found by patterns of their own, not by `knowledge.amounts`, so that what the
parser overlooks is broken too. Knows no evidence.
"""

import re
from calendar import month_name
from collections.abc import Callable
from decimal import Decimal
from random import Random

from evals.wordings import Swaps
from knowledge import Language

Break = Callable[[str, Language, Random], str | None]

_UNIT = (
    r"\s?(?:%|percent|×|[xX]\b|times\b|(?:hundred|thousand|million|billion|trillion)\b|"
    r"[KkMB]\b|tokens?\b|parameters\b|users\b|years\b|months\b|people\b|GPUs\b|"
    r"cards\b|MW\b|GWh\b|yuan\b|[万亿千百]|个?百分点|倍|[美港日]?元|token|参数|人|张|个月|字)"
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
FIGURE = re.compile(
    rf"(?:(?<=[$€£¥])(?:{_NUMBER})|(?<![A-Za-z0-9_.,])(?<![A-Za-z]-)(?:{_NUMBER})(?={_UNIT}))"
)
_TO = r"(?:\s?[–—~-]\s?|[至到]| to )"
_RANGE = re.compile(
    rf"(?<![A-Za-z0-9_.,])(?<![A-Za-z]-)(?P<low>{_NUMBER})(?P<mid>\s?(?:[万亿]|million|billion|%)?{_TO}\$?)"
    rf"(?P<high>{_NUMBER})(?={_UNIT}|年)"
)
_YEAR = re.compile(r"(?<![\d$])20[23]\d(?=\D|$)(?!\s?(?:tokens|GPUs|万|亿|million))")
_MONTHS = list(month_name)[1:]
_MONTH = re.compile(r"\b(?:" + "|".join(_MONTHS) + r")\b(?=,? 20\d\d)")
_HALVES = (
    ("first half", "second half"),
    ("second half", "first half"),
    ("上半年", "下半年"),
    ("下半年", "上半年"),
)
_MONTH_ZH = re.compile(r"(?<=年)(\d{1,2})(?=月)")


def value(text: str, language: Language, rng: Random) -> str | None:
    """Ten times as much, or a tenth."""
    factor = rng.choice((Decimal(10), Decimal("0.1")))
    return _figure(text, rng, lambda n: n * factor)


def digits(text: str, language: Language, rng: Random) -> str | None:
    """One digit off, as 87 → 85."""

    def change(number: Decimal) -> Decimal:
        units = number.as_tuple().exponent
        assert isinstance(units, int)
        step = Decimal(2).scaleb(units)
        return number + (step if number.as_tuple().digits[-1] < 5 else -step)

    return _figure(text, rng, change)


def scale(text: str, language: Language, rng: Random) -> str | None:
    """A million said as a billion, 万 as 亿."""
    swaps = (
        ((r"\bmillion\b", "billion"), (r"\bbillion\b", "million"), (r"\btrillion\b", "billion"))
        if language == "en"
        else (("(?<=\\d)万亿", "亿"), ("(?<=\\d)亿", "万"), ("(?<=\\d)万(?!亿)", "亿"))
    )
    return _swap(text, swaps, rng)


def range_end(text: str, language: Language, rng: Random) -> str | None:
    """2–3 → 2–5."""
    found = list(_RANGE.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    high = Decimal(match["high"].replace(",", ""))
    return _put(
        text, match.span("high"), _written(high + max(Decimal(2), high // 3), match["high"])
    )


def period(text: str, language: Language, rng: Random) -> str | None:
    """Another year, month or half-year."""
    ways = [_other_year, _other_month, _other_half]
    rng.shuffle(ways)
    return next((made for way in ways if (made := way(text, rng))), None)


def _other_year(text: str, rng: Random) -> str | None:
    found = list(_YEAR.finditer(text))
    if not found:
        return None
    match = rng.choice(found)
    return _put(text, match.span(), str(int(match[0]) + rng.choice((-1, 1))))


def _other_month(text: str, rng: Random) -> str | None:
    found = [*_MONTH.finditer(text), *_MONTH_ZH.finditer(text)]
    if not found:
        return None
    match = rng.choice(found)
    index = _MONTHS.index(match[0]) if match[0] in _MONTHS else int(match[0]) - 1
    shifted = (index + rng.choice((2, 3, 4))) % 12
    return _put(text, match.span(), str(shifted + 1) if match[0].isdigit() else _MONTHS[shifted])


def _other_half(text: str, rng: Random) -> str | None:
    return _swap(text, _HALVES, rng)


def by(swaps: dict[Language, Swaps]) -> Break:
    """One of the wordings of the language, each where it first stands."""
    return lambda text, language, rng: _swap(text, swaps[language], rng)


def _swap(text: str, swaps: Swaps, rng: Random) -> str | None:
    fitting = [(m, new) for old, new in swaps if (m := re.search(old, text))]
    if not fitting:
        return None
    match, new = rng.choice(fitting)
    return _put(text, match.span(), match.expand(new))


def _figure(text: str, rng: Random, change: Callable[[Decimal], Decimal]) -> str | None:
    found = [m for m in FIGURE.finditer(text) if Decimal(m[0].replace(",", ""))]
    if not found:
        return None
    match = rng.choice(found)
    number = Decimal(match[0].replace(",", ""))
    return _put(text, match.span(), _written(change(number), match[0]))


def _written(number: Decimal, like: str) -> str:
    return f"{number:,f}" if "," in like else f"{number:f}"


def _put(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]
