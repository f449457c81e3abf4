"""The language of financial statements: which lines a question needs, which statement holds them.

A question for a ratio names none of its inputs ("quick ratio"), and statements call them by other
words ("total current assets"). The words are data (`finance.yaml`). Knows no company and no figure.
"""

import functools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_NO_STATEMENT = re.compile(r"off[- ]balance[- ]sheets?|表外", re.IGNORECASE)
_COMPUTED = re.compile(
    r"\baverages?\b|\bas a (?:%|percent\w*) of\b|\bpercent\w* of\b|\bgrowth rate\b|\bratio\b"
    r"|平均|占比|增长率|比率",
    re.IGNORECASE,
)
_FUNCTIONS = {"average": "平均", "change": "变动", "prior": "上年"}
_STRAY = re.compile(r"(?<=[a-z]) (?=[b-hj-z]\b)")  # letters set apart: "Balance Shee t"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line: `asked` is how questions call it, `lines` how statements word it, best first."""

    name: str
    zh: str
    statement: str | None
    asked: re.Pattern[str]
    lines: tuple[str, ...]
    outflow: bool = False  # printed with or without a minus: only how much counts
    with_costs: bool = False  # a minus is a cost where costs have one, a benefit where not


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """`only` are words of a question that alone call for it; None for one that always holds."""

    text: str
    only: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Something computed, the items it is computed from, and by which formulas, best first."""

    name: str
    zh: str
    asked: re.Pattern[str]
    items: tuple[str, ...]
    unit: str
    formulas: tuple[Formula, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    statements: dict[str, re.Pattern[str]]
    items: dict[str, Item]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """The items a question is about, and the statements it names or that hold them."""

    items: tuple[Item, ...]
    statements: tuple[str, ...]


def needed(question: str) -> Needed:
    known = vocabulary()
    named = [key for key, title in known.statements.items() if title.search(question)]
    measured = [m for m in known.measures if m.asked.search(question)]
    # "gross profit margin" does not ask for the profit in one place and the margin in another
    rest = functools.reduce(lambda text, m: m.asked.sub(" ", text), measured, question)
    keys = [key for measure in measured for key in measure.items]
    keys += [item.name for item in known.items.values() if item.asked.search(rest)]
    items = tuple(known.items[key] for key in dict.fromkeys(keys))
    held = [item.statement for item in items if item.statement]
    return Needed(items=items, statements=tuple(dict.fromkeys([*named, *held])))


def mentioned(question: str) -> list[str]:
    """The words by which it asks for lines and measures."""
    known = vocabulary()
    asked = [item.asked for item in known.items.values()]
    asked += [measure.asked for measure in known.measures]
    return [m.group() for pattern in asked for m in pattern.finditer(question)]


def measured(question: str) -> bool:
    """Whether it asks for something that is computed from lines: a ratio, a margin, an average."""
    known = any(measure.asked.search(question) for measure in vocabulary().measures)
    return known or bool(_COMPUTED.search(question))


def in_chinese(formula: str) -> str:
    """A formula of lines, in Chinese names: `average(inventory)` → `平均(存货)`."""
    known = vocabulary().items
    names = sorted(known, key=len, reverse=True)
    shown = re.sub("|".join(map(re.escape, names)), lambda m: known[m.group()].zh, formula)
    return re.sub("|".join(_FUNCTIONS), lambda m: _FUNCTIONS[m.group()], shown)


def statement(title: str) -> str | None:
    """Which statement a table with this title is; None if it is none."""
    plain = _STRAY.sub("", _NO_STATEMENT.sub(" ", title))
    found = {key: m.start() for key, t in vocabulary().statements.items() if (m := t.search(plain))}
    return min(found, key=lambda key: found[key], default=None)


@functools.cache
def vocabulary() -> Vocabulary:
    path = Path(__file__).with_name("finance.yaml")
    raw: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Vocabulary(
        statements={key: _pattern("|".join(row)) for key, row in raw["statements"].items()},
        items={
            key: Item(
                name=key,
                zh=row["zh"],
                statement=row.get("in"),
                asked=_pattern(row["asked"]),
                lines=tuple(row["lines"]),
                outflow=row.get("outflow", False),
                with_costs=row.get("with_costs", False),
            )
            for key, row in raw["items"].items()
        },
        measures=tuple(
            Measure(
                name=key,
                zh=row["zh"],
                asked=_pattern(row["asked"]),
                items=tuple(row["from"]),
                unit=row["unit"],
                formulas=tuple(map(_formula, row["is"])),
            )
            for key, row in raw["measures"].items()
        ),
    )


def _formula(row: str | list[str]) -> Formula:
    if isinstance(row, str):
        return Formula(text=row, only=None)
    text, only = row
    return Formula(text=text, only=re.compile(only, re.IGNORECASE))


_IS_CHINESE = re.compile(r"[\u4e00-\u9fff]+")  # 收入 stands in API收入, too


def _pattern(words: str) -> re.Pattern[str]:
    """Latin words as words of their own; Chinese has no spaces to tell."""
    latin = rf"(?<![A-Za-z])(?:{words})(?![A-Za-z])"
    chinese = "|".join(w for w in words.split("|") if _IS_CHINESE.fullmatch(w))
    return re.compile(f"{latin}|{chinese}" if chinese else latin, re.IGNORECASE)
