"""What was worked out from cells → one sentence in each language, and a metric that can be checked.

    Gross margin, 2031: 40.0% (formula: gross profit / revenue; Gross profit 2031: $4 million; …).

Names the formula, and every line in it with its figure and year, each cited. Works nothing out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.answer import Evidence
from bot.papers.asked import Asked
from bot.papers.lines import Read
from bot.papers.task import Task
from knowledge import Amount, Language, Metric, MetricInput, amounts, finance, ratios

_BOTH: tuple[Language, Language] = ("en", "zh")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    metric: Metric
    cited: tuple[Evidence, ...]
    quotes: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A formula's value for a year, and the cells that went in, by line and years before."""

    year: int
    value: Decimal
    unit: str  # of the lines: what money is counted in
    reads: Mapping[tuple[str, int], Read]


def told(asked: Asked, wanted: Task, formula: str, filing: str, made: Sequence[Year]) -> Done:
    out = ratios.outcomes([m.value for m in made], wanted.unit, made[0].unit, wanted.average)
    reads = {(n, r.year): r for each in made for (n, _), r in each.reads.items()}
    says = {
        lang: _sentence(asked, wanted, formula, made, out, list(reads.values()), lang)
        for lang in _BOTH
    }
    years = "-".join(str(each.year) for each in made)
    metric = Metric(
        id=f"worked-{re.sub(r'[^a-z]+', '-', wanted.name)}-{filing[:12]}-{years}",
        name=wanted.name, name_zh=wanted.zh, topic="traction", attributes=(wanted.name,),
        formula=formula, formula_zh=finance.in_chinese(formula),
        inputs=tuple(_input(name, r) for (name, _), r in reads.items()),
        value=out[-1].low, low=out[-1].low, high=out[-1].high, unit=out[-1].unit, as_of=None,
        says=says["en"], says_zh=says["zh"],
        figures=(*out, *ratios.plain(out), *ratios.constants(formula)),
    )  # fmt: skip
    cited: dict[str, Evidence] = {}
    quotes: dict[str, str] = {}
    for read in reads.values():
        cited |= {e.id: e for e in (read.evidence, *read.framed_by)}
        quotes.setdefault(read.evidence.id, read.cell.row.text)
    return Done(metric=metric, cited=tuple(cited.values()), quotes=quotes)


def _input(name: str, read: Read) -> MetricInput:
    amount = read.cell.amount
    assert amount is not None
    return MetricInput(
        name=f"{read.cell.row.label}, {read.year}", evidence_id=read.evidence.id,
        low=amount.low, high=amount.high, unit=amount.unit, line=name, year=read.year,
    )  # fmt: skip


def _sentence(  # noqa: PLR0913  # the parts of one sentence
    asked: Asked, wanted: Task, formula: str, made: Sequence[Year], out: Sequence[Amount],
    reads: Sequence[Read], language: Language,
) -> str:  # fmt: skip
    zh = language == "zh"
    shown = finance.in_chinese(formula) if zh else formula
    times = [str(each.year) for each in made]
    if len(out) < len(made):
        shown = f"{shown}，取平均" if zh else f"average of {shown}"
        times = [f"{times[0]}–{times[-1]}"]
    colon, comma = ("年：", "，") if zh else (": ", ", ")
    results = comma.join(
        f"{time}{colon}{_say(a, wanted.unit, language)}{_also(asked, a, language)}"
        for time, a in zip(times, out, strict=True)
    )
    lines = ("；" if zh else "; ").join(_line(read, language) for read in reads)
    if zh:
        return f"{wanted.zh}，{results}（公式：{shown}；{lines}）。"
    return f"{wanted.name.capitalize()}, {results} (formula: {shown}; {lines})."


def _line(read: Read, language: Language) -> str:
    assert read.cell.amount is not None
    said = amounts.format(read.cell.amount, language)
    label, year = read.cell.row.label, read.year
    return f"{label}（{year}年）：{said}" if language == "zh" else f"{label} {year}: {said}"


def _also(asked: Asked, amount: Amount, language: Language) -> str:
    """A share asked for to so many decimal places is given as a plain ratio too."""
    if amount.unit != "percent" or not re.search(r"decimal places?|小数", asked.question):
        return ""
    if re.search(r"percent|%", asked.question):
        return ""
    ratio = ratios.plain([amount])[0].low
    return f"（即{ratio}）" if language == "zh" else f" (as a ratio {ratio})"


def _say(amount: Amount, unit: str, language: Language) -> str:
    match unit:
        case "percent":
            return f"{amount.low}%"
        case "times":
            return f"{amount.low}倍" if language == "zh" else f"{amount.low} times"
        case "days":
            return f"{amount.low}天" if language == "zh" else f"{amount.low} days"
        case _:
            return amounts.format(amount, language)
