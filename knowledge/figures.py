"""One number with the words around it → a `Figure`: value, unit, bound and span.

In: a text in which names and dates are blanked out (`names.hide`). Out: figures from left to right.
Each is read on its own: ranges, lists ("$500, 700 and 700 million") and the topic of the sentence
are put together in `amounts`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from knowledge import numerals, units
from knowledge.records import Bound

_GAP = r"(?: (?:an? )?)?"
_BOUNDS = rf"(?:{units.BOUND_BEFORE_TEXT}{_GAP}){{0,2}}"
_FIGURE = (
    r"(?:(?<![\w.])|(?<=[Tt]oken)|(?<=[Tt]okens)|(?<=ARR)|(?<=[MDW]AU)"
    r"|(?<=[A-Za-z])(?=[一二两三四五六七八九十百千]))"
    rf"(?P<bounds>{_BOUNDS})(?P<between>[Bb]etween |介于)?(?P<upward>上(?=[百千万亿]))?"
    rf"(?P<every>{units.EVERY_MILLION_TOKENS})?(?P<bounds_inside>{_BOUNDS})"
    rf"(?P<sign>(?<![\w)\]%])-(?=\S))?(?:(?P<front>{units.PREFIX}|百分之)\s?)?"
    rf"(?P<sign_inside>-)?(?P<number>{numerals.PATTERN})"
)
_FIXED = (
    rf"(?<![\w.-])(?P<bounds>{_BOUNDS})(?:"
    + "|".join(f"(?P<f{i}>{words})" for i, (words, _, _) in enumerate(units.FIXED))
    + ")"
)
_UNFINISHED = re.compile(r"[A-Za-z]|\.\d|\.[A-Za-z]", re.ASCII)
# A bare 36 in front of other characters is part of a name, or counts something unknown: "36氪".
_UNFINISHED_BARE = re.compile(
    r"[A-Za-z]|\.[\dA-Za-z]|(?![的和与及或至到以左上多余之在约])[一-龥]", re.ASCII
)
_PER = re.compile(r"(?:\bper |/ ?|\bevery |每)$", re.ASCII)
_NEVER_ONE = {"years", "months", "weeks", "people", "users", "GPUs", "params"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`unit` is "" where none is written. `fronted`: a currency stands before the number.

    `spelled` numbers ("two", "万亿") are amounts only with a unit. `priced_from` is where words
    like "每百万token" start in front of the number.
    """

    low: Decimal
    high: Decimal
    unit: str
    bound: Bound
    step: Decimal
    scale: Decimal
    start: int
    end: int
    fronted: bool = False
    between: bool = False
    spelled: bool = False
    priced_from: int | None = None


def scan(seen: str) -> Iterator[Figure]:
    """Every figure from left to right; spelled-out numbers may still lack a unit."""
    position = 0
    while match := _figure().search(seen, position):
        figure = _read(seen, match)
        if figure is not None:
            yield figure
        position = figure.end if figure else max(match.end("number"), position + 1)


def at(seen: str, position: int) -> Figure | None:
    """The figure that starts exactly at `position`."""
    match = _figure().match(seen, position)
    return _read(seen, match) if match else None


def fixed(seen: str) -> Iterator[Figure]:
    """Amounts that are one word: "twice", "翻倍", "half"."""
    for match in _one_word().finditer(seen):
        index = next(i for i in range(len(units.FIXED)) if match[f"f{i}"])
        _, value, unit = units.FIXED[index]
        number = Decimal(value)
        yield Figure(
            low=number, high=number, unit=unit, bound=units.bound_before(match["bounds"]),
            step=Decimal(1), scale=Decimal(1), start=match.start(), end=match.end(),
        )  # fmt: skip


def _read(seen: str, match: re.Match[str]) -> Figure | None:
    numeral = numerals.read(match)
    if numeral is None or _belongs_to_a_word(seen, match):
        return None
    unit = _unit(seen, match)
    if unit is None or not _is_meant(numeral, unit, match):
        return None
    half = unit.name == "years" and seen.startswith("半", unit.end)  # 两年半
    bound, end = units.bound_after(seen, unit.end + half)
    before = units.bound_before(match["bounds_inside"] if match["every"] else match["bounds"])
    if bound == "exact" and (numeral.more or match["upward"]):
        bound = "at_least"
    number = numeral.value + half * Decimal("0.5")
    value = number * unit.factor * (-1 if match["sign"] or match["sign_inside"] else 1)
    return Figure(
        low=value, high=value, unit=unit.name,
        bound=before if bound == "exact" or before == "at_most" else bound,
        step=numeral.step * unit.factor, scale=numeral.scale * unit.factor,
        start=match.end("every") if match["every"] else match.start(), end=end,
        fronted=match["front"] is not None, between=bool(match["between"]),
        spelled=numeral.spelled and (numeral.implied or numeral.scale < 1000),
        priced_from=match.start() if match["every"] else None,
    )  # fmt: skip


def priced(seen: str, figure: Figure) -> Figure:
    """Money for a million tokens: "$3 per million tokens", "每百万token 3美元"."""
    if figure.unit not in units.CURRENCIES:
        return figure
    unit = f"{figure.unit}/Mtok"
    if per := units.PER_MILLION_TOKENS.match(seen, figure.end):
        return replace(figure, unit=unit, end=per.end())
    if figure.priced_from is None:
        return figure
    bound = figure.bound
    if bound == "exact":
        bound = units.bound_before(seen[figure.priced_from : figure.start])
    return replace(figure, unit=unit, start=figure.priced_from, bound=bound)


def _unit(seen: str, match: re.Match[str]) -> units.Unit | None:
    """The unit before or after; named "" if none is written, None if this is no figure."""
    end, front = match.end(), match["front"]
    behind = units.after(seen, end)
    if front == "百分之":
        return units.Unit("percent", Decimal(1), end)
    if front is not None:
        end = behind.end if behind and behind.name in units.CURRENCIES else end
        return units.Unit(units.currency(front), Decimal(1), end)
    if behind is None:
        bare = not (match["scale"] or match["words"] or match["half"])
        unfinished = (_UNFINISHED_BARE if bare else _UNFINISHED).match(seen, end)
        return None if unfinished else units.Unit("", Decimal(1), end)
    return behind


def _belongs_to_a_word(seen: str, match: re.Match[str]) -> bool:
    """数十亿, 第三, 好几百: the characters before make it vague or an ordinal."""
    start = match.start("number")
    if match["chinese"] is None or start == 0:
        return False
    before = seen[max(0, start - 2) : start]
    counted = before in ("参数", "户数", "人数", "总数")
    return before[-1] in "几第好" or (before[-1] == "数" and not counted)


def _is_meant(numeral: numerals.Numeral, unit: units.Unit, match: re.Match[str]) -> bool:
    """Whether number and unit state an amount: not 一年 ("a year"), 一次, "per million tokens"."""
    before = match.string[max(0, match.start() - 6) : match.start()]
    if unit.name == "tokens" and _PER.search(before):
        return False
    if match["chinese"] is None:
        return not (numeral.spelled and unit.name == "count")
    if unit.name == "count" or (unit.name == "characters" and numeral.value < 100):
        return False
    halves = match.string.startswith("半", unit.end)
    return halves or not (numeral.value == 1 and unit.name in _NEVER_ONE)


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(_FIGURE, re.ASCII)


@cache
def _one_word() -> re.Pattern[str]:
    return re.compile(_FIXED, re.ASCII)
