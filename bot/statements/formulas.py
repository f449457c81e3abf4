"""Named formulas over lines of statements: "quick ratio" → every value the cited lines give it.

The formulas are data (`formulas.yaml`). A name of a line may fit several rows of the statements and
a ratio may be taken in several usual ways: all values are given, with how each was made. Of the
rows that fit a name, only the surest are used. Knows no claim and no question.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, DivisionByZero, InvalidOperation
from functools import cache
from itertools import product
from pathlib import Path
from typing import Literal

import yaml

from bot.statements.lines import Line, all_words, label_words
from knowledge import finance, words

Kind = Literal["money", "ratio", "percent"]

_NAME = re.compile(r"(?P<over>average|change)?\[(?P<item>[^\]]+)\]")
_SIGNED = re.compile(r"\b(?:income|profit|cash flow|equity)$")
_MOST = 24  # ways to fill a formula; more would fit nearly any figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """`where` has to be in a question that defines the measure itself."""

    measure: str
    kind: Kind
    text: str
    where: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A result in base units (a percentage as such), how it was made, and from which evidence.

    `of` is the row or the formula that it is of, the same in every year.
    """

    kind: Kind
    value: Decimal
    of: str
    how: str
    evidence: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """`asked` is how questions and answers call it."""

    name: str
    asked: re.Pattern[str]
    ways: tuple[Formula, ...]


def asked_in(question: str) -> Measure | None:
    """The measure that is called by the most words of the question."""
    called = [(m, found) for m in _measures() if (found := m.asked.search(question))]
    return max(called, key=lambda each: len(each[1].group()))[0] if called else None


def ways(measure: Measure, question: str) -> tuple[Formula, ...]:
    """Those the question defines itself, else all usual ones."""
    own = tuple(w for w in measure.ways if w.where and w.where.search(question))
    return own[:1] or tuple(w for w in measure.ways if w.where is None)


def results(formula: Formula, year: int, held: Sequence[Line]) -> Iterator[Value]:
    """Nothing where a line that it needs is not there."""
    names = list(dict.fromkeys(_NAME.findall(formula.text)))
    choices = [list(_of_name(over, item, year, held)) for over, item in names]
    for chosen in list(product(*choices))[:_MOST]:
        value = _worth(_filled(formula.text, dict(zip(names, chosen, strict=True))))
        if value is not None:
            yield Value(
                kind=formula.kind,
                value=value * 100 if formula.kind == "percent" else value,
                of=f"{formula.text}: {', '.join(c.of for c in chosen)}",
                how=f"{formula.measure} {year} = {formula.text}",
                evidence=frozenset().union(*(c.evidence for c in chosen)),
            )


def moved(formula: Formula, year: int, held: Sequence[Line]) -> Iterator[Value]:
    """By how much it changed from the year before, over the same rows."""
    earlier = list(results(formula, year - 1, held))
    for later in results(formula, year, held):
        for first in (v for v in earlier if v.of == later.of):
            yield _made(later, first, later.value - first.value)


def _filled(text: str, chosen: Mapping[tuple[str, str], Value]) -> str:
    return _NAME.sub(lambda m: f"({chosen[m['over'] or '', m['item']].value})", text)


def of_item(item: str, year: int, held: Sequence[Line]) -> list[Value]:
    """The different values of the rows that are surest called by the item, in that year."""
    found: dict[int, dict[Decimal, Value]] = {}
    for line in held:
        strength = likeness(item, line)
        if strength and (year in line.years or not line.years):
            made = Value(
                kind="percent" if line.percent else "money",
                value=line.value,
                of=line.label,
                how=line.said,
                evidence=frozenset({line.evidence_id}),
            )
            found.setdefault(strength, {}).setdefault(abs(line.value), made)
    return list(found[max(found)].values()) if found else []


def likeness(item: str, line: Line) -> int:
    """How surely a row is the named line: in its very words, with a few more, or not (0).

    A row of the statement that holds such lines comes before one of a note.
    """
    known = finance.vocabulary().items.get(item)
    if known is None:
        return 4 if frozenset(words.tokens(item)) <= label_words(line.label) else 0
    label, full = label_words(line.label), all_words(line.label)
    home = 1 if known.statement and line.statement == known.statement else 0
    for wording in wordings(known):
        if full == wording or label == wording:
            return 4 + home
    if any(w <= full and len(label - w) < 4 for w in wordings(known)):
        return 2 + home
    return 0


@cache
def _words_of(lines: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words.tokens(line)) for line in lines)


def wordings(item: finance.Item) -> tuple[frozenset[str], ...]:
    return _words_of(item.lines)


def _of_name(over: str, item: str, year: int, held: Sequence[Line]) -> Iterable[Value]:
    now = [_plain(item, v) for v in of_item(item, year, held)]
    if not over:
        return now
    before = [_plain(item, v) for v in of_item(item, year - 1, held)]
    both = list(product(now, before))
    if over == "average":
        return [_made(a, b, (a.value + b.value) / 2) for a, b in both]
    return [_made(a, b, a.value - b.value) for a, b in both]


def _plain(item: str, value: Value) -> Value:
    """A cost or an outflow is printed with either sign; formulas take it without. A loss is one."""
    return value if _SIGNED.search(item) else replace(value, value=abs(value.value))


def _made(a: Value, b: Value, value: Decimal) -> Value:
    return replace(a, value=value, how=f"{a.how}, {b.how}", evidence=a.evidence | b.evidence)


def _worth(text: str) -> Decimal | None:
    try:
        return _evaluate(ast.parse(text, mode="eval").body)
    except (DivisionByZero, InvalidOperation):
        return None


def _evaluate(node: ast.expr) -> Decimal:
    match node:
        case ast.Constant(value=int() | float() as number):
            return Decimal(str(number))
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_evaluate(inner)
        case ast.BinOp(left=left, op=op, right=right):
            a, b = _evaluate(left), _evaluate(right)
            match op:
                case ast.Add():
                    return a + b
                case ast.Sub():
                    return a - b
                case ast.Mult():
                    return a * b
                case ast.Div():
                    return a / b
    raise ValueError(f"no such formula: {ast.dump(node)}")


@cache
def _measures() -> tuple[Measure, ...]:
    path = Path(__file__).with_name("formulas.yaml")
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    known = {m.name: m.asked for m in finance.vocabulary().measures}
    return tuple(
        Measure(
            name=name,
            asked=_pattern(row["asked"]) if "asked" in row else known[name],
            ways=tuple(_formula(name, way) for way in row["ways"]),
        )
        for name, row in raw.items()
    )


def _formula(measure: str, way: dict[str, str]) -> Formula:
    where = re.compile(way["where"], re.IGNORECASE) if "where" in way else None
    return Formula(measure=measure, kind=way["as"], text=way["of"], where=where)  # type: ignore[arg-type]  # of the three


def _pattern(called: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{called})(?![A-Za-z])", re.IGNORECASE)
