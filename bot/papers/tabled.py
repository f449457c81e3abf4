"""Passages → the cells of tables that answer: the row says the line, the heading the time.

A cell counts if its label, heading, caption and document say what the question says, its label says
little else, and it holds something of the kind that was asked for. Knows no prose and no formula.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.answer import Evidence
from bot.papers import timed
from bot.papers.asked import Asked
from bot.papers.homes import Homes
from bot.papers.put import Kind
from bot.papers.said import Said, said, share
from bot.papers.units import Unit
from knowledge import (
    Period,
    Source,
    TableRow,
    cells,
    finance,
    is_cjk,
    lexicon,
    orders,
    table_rows,
    words,
)
from knowledge.cells import Cell
from knowledge.units import CURRENCIES

LEAST = 0.7
_OUTER = 0.6  # what counts that only caption, section or title say
_EXTRA = 0.12  # taken off for each word of a label that nobody asked for
_NOTE = re.compile(
    r"^(?:[一二三四五六七八九十]+、)?(?:其中|[减加])?[:：]?|<[^>]*>|\(.*?\)|（.*?）|\*"
    r"|, net\b.*$|[—–:：].*$",
    re.IGNORECASE,
)
_NET = re.compile(r"\bnet\b|净额|净值", re.IGNORECASE)  # of what is set off: what counts
_GENERIC = frozenset(
    words.tokens(
        "total net other amount number year end date fiscal fy value usd million billion company"
        " business based data statement sheet consolidated and of the in for to from by at on a an"
        " item"
        " quarter quarters first second third fourth"
        " 合计 总计 总额 金额 项目 截至 年末 是 公司 合并 净额 本 年度 期末 期初 年初 余额 本期"
        " 上期 发生额 发生 额 本年 上年 同期 季度 第一 第二 第三 第四 期末余额 期初余额 年初余额"
        " 年末余额 本期发生额 上期发生额 本期金额 上期金额"
    )
)
_GENERAL = frozenset(
    words.tokens("total net and of the in for to from by at on consolidated 合计 总计 总额")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A row with the cells of it that were asked for."""

    row: TableRow
    evidence: Evidence
    source: Source
    worth: float
    headings: tuple[str, ...]


def choose(
    asked: Asked,
    held: Iterable[tuple[Evidence, Source]],
    homes: Homes,
    before: Callable[[Evidence], str] = lambda evidence: "",
) -> list[Found]:
    """`before` gives the words before a table that has no caption of its own."""
    found: list[Found] = []
    if asked.extreme:
        return found  # one row says nothing of the others
    for place, (evidence, source) in enumerate(held):
        above = ""
        for row in _rows(evidence):
            above = above or ("" if row.caption else before(evidence))
            worth, headings = _worth(asked, row, evidence, source, homes.names(source.id), above)
            if worth >= LEAST and headings:
                found.append(
                    Found(row=row, evidence=evidence, source=source, headings=headings,
                          worth=worth - 0.002 * place)
                )  # fmt: skip
    return sorted(found, key=lambda f: -f.worth)


def _rows(evidence: Evidence) -> Iterator[TableRow]:
    for row in table_rows(evidence.passage):
        if not orders.inside(evidence.passage, evidence.passage.find(row.text)):
            yield row


def _worth(  # noqa: PLR0913  # a row, where it stands, and what is asked of it
    asked: Asked,
    row: TableRow,
    evidence: Evidence,
    source: Source,
    home: frozenset[str],
    before: str,
) -> tuple[float, tuple[str, ...]]:
    """How well the row answers, and the headings of the cells that do."""
    label = said(_NOTE.sub("", cells.beyond_period(row.label)))
    outer = said(
        f"{before} {row.caption} {row.corner} {row.whole} {evidence.locator.section or ''}"
        f" {source.title}"
    )
    best: tuple[float, tuple[str, ...]] = (0.0, ())
    columns = _columns(asked, row, source, cells.period(before))
    for group in _grouped(columns):
        head = said(_NOTE.sub("", " ".join(cells.beyond_period(c.heading) for c in group[:1])))
        worth = _said(asked, label, head, outer, home)
        if worth > best[0]:
            best = (worth, tuple(c.heading for c in group))
    return best


def _columns(asked: Asked, row: TableRow, source: Source, told: Period | None) -> list[Cell]:
    """The cells of the kind and the time that were asked for; `told` is the time that the words
    before the table tell.
    """
    made = [c for c in cells.cells(row) if _is_kind(asked.kind, c)]
    times = [c.period for c in cells.cells(row) if c.period]
    if not asked.periods:
        return made
    return [c for c in made if _is_timed(asked, timed.column(c, times, told, source), c)]


def _is_timed(asked: Asked, held: Sequence[Period], cell: Cell) -> bool:
    if timed.is_part_of_year(cell.heading) and all(timed.days(p) > 300 for p in asked.periods):
        return False
    return any(timed.fits(a, p) for a in asked.periods for p in held)


def _grouped(columns: Sequence[Cell]) -> list[list[Cell]]:
    """Columns that differ in nothing but their time answer together."""
    groups: dict[str, list[Cell]] = {}
    for cell in columns:
        groups.setdefault(cells.beyond_period(cell.heading).lower(), []).append(cell)
    return list(groups.values())


def _said(asked: Asked, label: Said, head: Said, outer: Said, home: frozenset[str]) -> float:
    got, total, told = 0.0, 0.0, False
    labelled = False  # what the row is called is asked for
    for unit in asked.units:
        named = _on_line(unit, label)
        labelled = labelled or bool(named)
        inner = max(named, _on_line(unit, head))
        told = told or (inner > 0.5 and unit.weight >= 1)
        value = inner or _OUTER * share(unit, outer)
        if unit.name and not inner:
            value = 0.9 if home.intersection(t.text for t in unit.terms) else value
        if unit.name and value < 0.5:
            return 0.0
        if unit.weight >= 1 and not value:
            return 0.0
        got += unit.weight * value
        total += unit.weight
    if not total or not told or not (labelled or label.tokens <= _GENERIC | _COUNTED):
        return 0.0  # a column of it, but a row about somebody else
    return got / total - _EXTRA * len(_extras(asked, label, head))


def _on_line(unit: Unit, text: Said) -> float:
    """A line of statements is the label itself, or nearly; anything else need only stand in it."""
    if not unit.item:
        return share(unit, text)
    return line(unit.item, text.text)


def line(item: finance.Item, label: str) -> float:
    """How surely a label is the line: 1 in its very words, 0 not at all."""
    mine = frozenset(words.tokens(_NOTE.sub("", label))) - _GENERAL
    wordings = [frozenset(words.tokens(each)) - _GENERAL for each in item.lines]
    for place, wording in enumerate(wordings):
        if mine and mine == wording:
            return 1.0 - 0.01 * place + 0.005 * bool(_NET.search(label))
    for wording in wordings:
        if wording and wording <= mine and len(mine - wording) < 3:
            return 0.9 if len(wording) > 2 else 0.8  # "net income attributable to Nova"
    return 0.6 if item.asked.search(label) else 0.0


def _extras(asked: Asked, label: Said, head: Said) -> frozenset[str]:
    """What label and heading say that nobody asked for: "Product" of "Product revenue".

    Where both say everything in two languages, the one that says less more counts.
    """
    rest = (
        (label.tokens | head.tokens) - _GENERIC - _COUNTED - frozenset(words.tokens(asked.question))
    )
    for unit in asked.units:
        if max(_on_line(unit, label), _on_line(unit, head)) > 0:
            lines = unit.item.lines if unit.item else ()
            texts = [t.text for t in unit.terms] + list(lines)
            rest -= frozenset(s for text in texts for s in words.tokens(text))
    rest = frozenset(t for t in rest if not (t.isdigit() or lexicon().is_generic(t)) and len(t) > 1)
    chinese = frozenset(t for t in rest if is_cjk(t))
    both = any(is_cjk(x.text) and re.search(r"[a-z]{3}", x.text) for x in (label, head))
    return min(chinese, rest - chinese, key=len) if both else rest


def _is_kind(kind: Kind, cell: Cell) -> bool:
    unit = cell.amount.unit if cell.amount else None
    match kind:
        case "amount":
            return unit is not None and unit != "percent"
        case "share":
            return unit in ("percent", "multiple")
        case "count":
            return unit is not None and unit not in ("percent", "multiple", *CURRENCIES)
        case "date":
            return (
                bool(cell.period and cell.period.text in cell.printed)
                or cells.period(cell.printed) is not None
            )
        case "who":
            return unit is None and cells.period(cell.printed) is None
        case "lasting":
            return unit in ("years", "months", "days")
        case "why" | "whether":
            return False
        case "text":
            return unit is not None


def telling(heading: str) -> frozenset[str]:
    """What a heading says that narrows its column: "Parent", not "(in millions)"."""
    found = frozenset(words.tokens(heading)) - _GENERIC - _COUNTED
    return frozenset(t for t in found if len(t) > 2 and not t.isdigit())


_COUNTED = frozenset(
    words.tokens(
        "thousands millions billions thousand dollars usd us subsidiary subsidiaries companies"
        " incorporated inc corporation except share shares per data amounts restated audited"
        " unaudited note notes twelve months ended december january year years krw cny rmb eur"
        " 万元 亿元 千元 百万元 万股 人民币 单位 亿 万 元"
    )
)
