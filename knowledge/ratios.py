"""Formulas over lines of statements, as data → a figure and the lines that went in.

    365 * average(accounts payable) / (cost of sales + change(inventory))

`average` is over a year's end and the one before, `change` their difference, `prior` the one
before. Formulas stand in `finance.yaml`; a line is called as its item is. What comes out is rounded
as it is said, so that whoever checks it gets the same. Knows no document.
"""

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from knowledge import finance
from knowledge.records import Amount

Back = int  # years before the one that was asked about
Lines = Callable[[str, Back], Decimal | None]

_PLACES = {"percent": 1, "times": 2, "days": 2}  # that a result is said with
_UNITS = {"percent": "percent", "times": "multiple", "days": "days"}
_FUNCTIONS = ("average", "change", "prior")


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """`used` are the lines and years back that the formula took, in its order."""

    value: Decimal
    used: tuple[tuple[str, Back], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfFigures:
    """As `Worked`; `unit` is that of all lines."""

    value: Decimal
    unit: str
    used: tuple[tuple[str, Back], ...]


def of_figures(formula: str, figures: Callable[[str, Back], Figure | None]) -> OfFigures | None:
    """Of figures as they are printed: what goes out counts without its sign, and thousands beside
    no scale, or two currencies, give nothing.
    """
    known = finance.vocabulary().items
    units: dict[tuple[str, Back], str] = {}

    def value(name: str, back: Back) -> Decimal | None:
        figure = figures(name, back)
        if figure is None:
            return None
        units[name, back] = figure.unit
        return abs(figure.value) if known[name].outflow else figure.value

    made = work(formula, value)
    held = {units[key] for key in made.used} if made else set()
    if made is None or len(held) != 1:
        return None
    return OfFigures(value=made.value, unit=held.pop(), used=made.used)


def outcomes(values: Sequence[Decimal], unit: str, money: str, average: bool) -> list[Amount]:
    """Rounded as they are said; one for each year, or their average."""
    whole = average and len(values) > 1
    shown = [sum(values, Decimal()) / len(values)] if whole else values
    return [_amount(value, unit, money) for value in shown]


def plain(out: Sequence[Amount]) -> list[Amount]:
    """Shares as plain ratios: 12.3% → 0.12."""
    made = [
        (a.low / 100).quantize(Decimal("0.01"), ROUND_HALF_UP) for a in out if a.unit == "percent"
    ]
    return [Amount(low=v, high=v, unit="count") for v in made]


def constants(formula: str) -> list[Amount]:
    found = {Decimal(n) for n in re.findall(r"\d+", formula)}
    return [Amount(low=v, high=v, unit="count") for v in found]


def _amount(value: Decimal, unit: str, money: str) -> Amount:
    if unit == "money":
        return Amount(low=value, high=value, unit=money)
    scaled = value * 100 if unit == "percent" else value
    step = Decimal(1).scaleb(-_PLACES[unit])
    rounded = scaled.quantize(step, ROUND_HALF_UP)
    return Amount(low=rounded, high=rounded, unit=_UNITS[unit], step=step)


def work(formula: str, lines: Lines, back: Back = 0) -> Worked | None:
    """The formula for the year `back` years before; None where a line is missing or is 0 below."""
    used: dict[tuple[str, Back], Decimal] = {}
    names, tree = _parsed(formula)

    def take(name: str, years: Back) -> Decimal:
        value = lines(names[name], back + years)
        if value is None:
            raise LookupError(name)
        used[names[name], back + years] = value
        return value

    try:
        value = _value(tree, take)
    except (LookupError, ZeroDivisionError, ArithmeticError):
        return None
    return Worked(value=value, used=tuple(used))


def _value(node: ast.expr, take: Callable[[str, Back], Decimal]) -> Decimal:
    match node:
        case ast.Constant(value=int() as number):
            return Decimal(number)
        case ast.Name(id=name):
            return take(name, 0)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner, take)
        case ast.Call(func=ast.Name(id=called), args=[ast.Name(id=name)]):
            return _FORMS[called](take(name, 0) if called != "prior" else Decimal(0), take(name, 1))
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATIONS[type(op)](_value(left, take), _value(right, take))
    raise ValueError(f"no formula: {ast.dump(node)}")


_FORMS: Mapping[str, Callable[[Decimal, Decimal], Decimal]] = {
    "average": lambda now, before: (now + before) / 2,
    "change": lambda now, before: now - before,
    "prior": lambda now, before: before,
}
_OPERATIONS: Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}


@cache
def _parsed(formula: str) -> tuple[Mapping[str, str], ast.expr]:
    """Names of lines hold spaces and commas: each is read as one word. Longest runs of words."""
    names: dict[str, str] = {}

    def one_word(found: re.Match[str]) -> str:
        said = found.group().strip()
        if said in _FUNCTIONS:
            return said
        key = "line_" + re.sub(r"\W+", "_", said)
        names[key] = said
        return key

    text = re.sub(r"[a-z]+(?:,? [a-z]+)*", one_word, formula)
    return names, ast.parse(text, mode="eval").body
