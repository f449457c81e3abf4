"""Formulas over lines of statements, as data → a figure and the lines that went in.

    365 * average(accounts payable) / (cost of sales + change(inventory))

`average` is over a year's end and the one before, `change` their difference, `prior` the one
before. Formulas stand in `finance.yaml`; a line is called as its item is. Knows no document.
"""

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

Back = int  # years before the one that was asked about
Lines = Callable[[str, Back], Decimal | None]

_FUNCTIONS = ("average", "change", "prior")


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """`used` are the lines and years back that the formula took, in its order."""

    value: Decimal
    used: tuple[tuple[str, Back], ...]


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
