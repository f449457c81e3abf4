"""A question for a ratio, a growth or a share → a figure worked out from cells of one filing.

The formula is named and shown, each line in it is cited with its figure and year; where a line or a
year is missing nothing is worked out. Knows formulas as data only (`knowledge.finance`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from bot.answer import Evidence
from bot.papers.asked import Asked
from bot.papers.lines import Filing, Read
from knowledge import Amount, Language, Metric, MetricInput, amounts, finance, ratios

_GROWS = re.compile(
    r"\bgr[eo]w\w*|\bgrowth|\bincreas\w+|\bdecreas\w+|\bchange\w*|\brise\b|\brose\b|\bdeclin\w+"
    r"|\bfell\b|增长|增加|下降|减少|变化|增幅|降幅",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"\bas an? (?:%|percent\w*|share) of\b|\bpercent\w* of\b|\bshare of\b|\brelative to\b"
    r"|\bratio of\b|占",
    re.IGNORECASE,
)
_AVERAGE = re.compile(
    r"(?:\d|two|three|four|five)[- ]?years? average|average .{0,60}(?:between|from|over)|年平均",
    re.I,
)
_TURN = re.compile(
    r"\bimprov\w+|\bdeclin\w+|\bincreas\w+|\bdecreas\w+|\bchange\w*|\bcompare\w*|改善|提高|下降|变化|上升",
    re.I,
)
_PLACES = {"percent": 1, "times": 2, "days": 2}
_UNITS = {"percent": "percent", "times": "multiple", "days": "days"}
_MOST_YEARS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be worked out: `formulas` best first; `average` over all the years together."""

    name: str
    zh: str
    unit: str
    formulas: tuple[str, ...]
    average: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    metric: Metric
    cited: tuple[Evidence, ...]
    quotes: dict[str, str]


def task(asked: Asked) -> Task | None:
    """What the question wants worked out; None where it asks for no such thing, or for more than a
    formula answers: the margin of a segment is not the company's.
    """
    if asked.kind in ("why", "who", "date"):
        return None
    average = bool(_AVERAGE.search(asked.text))
    units = [u for u in asked.units if u.weight >= 1 and not u.name]
    rest = [u for u in units if not u.item and not _is_of_form(u.said)]
    made = _of_measure(asked, average) or _of_lines(asked, average)
    if made is None:
        return None
    used = " ".join(made.formulas)
    beside = [u.item for u in units if u.item and u.item.name not in used]
    return None if rest or (beside and not asked.defined) else made


def _is_of_form(said: str) -> bool:
    forms = (_GROWS, _SHARE, _AVERAGE, _TURN, _PLAIN)
    return any(form.search(said) for form in forms)


_PLAIN = re.compile(
    r"^(?:ratio|proportion|percentage|比例|占比|比重|比率|rate|year|average|spend|plan|占|high|low)$",
    re.I,
)


def _of_measure(asked: Asked, average: bool) -> Task | None:
    measure = asked.measure
    if measure is None:
        return None
    fitting = [f.text for f in measure.formulas if f.only is None or f.only.search(asked.question)]
    return Task(
        name=measure.name,
        zh=measure.zh,
        unit=measure.unit,
        formulas=tuple(fitting),
        average=average,
    )


def _of_lines(asked: Asked, average: bool) -> Task | None:
    """One line growing, or one line as a share of another."""
    items = asked.items
    if len(items) == 2 and _SHARE.search(asked.text):
        part, whole = (i.name for i in _in_order(asked))
        return Task(name=f"{part} / {whole}", zh=f"{part} / {whole}", unit="percent",
                    formulas=(f"{part} / {whole}",), average=average)  # fmt: skip
    if len(items) == 1 and average:
        name = items[0].name
        return Task(name=f"average {name}", zh=f"{name} 平均", unit="money",
                    formulas=(name,), average=True)  # fmt: skip
    if len(items) == 1 and _GROWS.search(asked.text):
        name = items[0].name
        return Task(name=f"growth of {name}", zh=f"{name} 增长率", unit="percent",
                    formulas=(f"{name} / prior({name}) - 1",))  # fmt: skip
    return None


def _in_order(asked: Asked) -> list[finance.Item]:
    """The part before the whole, as the question says them; what a share is "of" is the whole."""
    said = sorted(asked.items, key=lambda i: _first(i, asked.text))
    whole = _OF.search(asked.text)
    first = _first(said[0], asked.text)
    return said[::-1] if whole and 0 <= first - whole.end() < _NEAR else said


_OF = re.compile(r"\b(?:share|percent\w*|proportion|ratio|part|%) of\b", re.IGNORECASE)
_NEAR = 16  # characters: "of its total"


def _first(item: finance.Item, question: str) -> int:
    found = item.asked.search(question)
    return found.start() if found else len(question)


def work(asked: Asked, filings: Iterable[Filing], language: Language) -> Done | None:
    """From the first filing that has every line of some formula, for the years asked about."""
    wanted = task(asked)
    if wanted is None:
        return None
    for filing in filings:
        years = _years(asked, wanted, filing)
        for formula in wanted.formulas:
            made = [_worked(formula, filing, year) for year in years]
            if made and all(made):
                return _told(asked, wanted, formula, filing, [m for m in made if m], language)
    return None


@dataclass(frozen=True, slots=True)
class _Year:
    year: int
    value: Decimal
    reads: tuple[tuple[str, Read], ...]


def _years(asked: Asked, wanted: Task, filing: Filing) -> list[int]:
    told = sorted({p.end.year for p in asked.periods})
    if not told:
        called = re.match(r"FY(\d{4})", filing.source.period or "")
        return [int(called[1])] if called else _newest(wanted, filing)
    if "prior(" in wanted.formulas[0]:
        return told[-1:] if len(told) != 2 or told[1] - told[0] == 1 else []
    if wanted.average and len(told) > 1:
        return list(range(told[0], told[-1] + 1))[-_MOST_YEARS:]
    if len(told) == 2 and "average(" in wanted.formulas[0] and not _TURN.search(asked.text):
        return told[-1:]
    if len(told) == 1 and _TURN.search(asked.text) and asked.measure:
        return [told[0] - 1, told[0]]
    return told


def _newest(wanted: Task, filing: Filing) -> list[int]:
    known = finance.vocabulary().items
    first = next((known[n] for n in known if n in wanted.formulas[0]), None)
    held = [y for y in range(2100, 1990, -1) if first and filing.line(first, y)]
    return held[:1]


def _worked(formula: str, filing: Filing, year: int) -> _Year | None:
    known = finance.vocabulary().items
    reads: dict[tuple[str, int], Read] = {}

    def value(name: str, back: int) -> Decimal | None:
        read = filing.line(known[name], year - back)
        if read is None or read.cell.amount is None:
            return None
        reads[name, back] = read
        figure = read.cell.amount.low
        return abs(figure) if known[name].outflow else figure

    made = ratios.work(formula, value)
    if made is None:
        return None
    units = {reads[key].cell.amount.unit for key in made.used if reads[key].cell.amount}  # type: ignore[union-attr]  # filtered
    if len(units) != 1:
        return None  # thousands beside no scale, or two currencies
    return _Year(year, made.value, tuple((n, reads[n, b]) for n, b in made.used))


def _told(  # noqa: PLR0913  # what was asked, what it is called, and what came out
    asked: Asked,
    wanted: Task,
    formula: str,
    filing: Filing,
    made: Sequence[_Year],
    language: Language,
) -> Done:
    values = [each.value for each in made]
    shown = [sum(values, Decimal()) / len(values)] if wanted.average and len(values) > 1 else values
    money = made[0].reads[0][1].cell.amount
    assert money is not None
    out = [_amount(v, wanted.unit, money.unit) for v in shown]
    reads = list({(n, r.year): (n, r) for each in made for n, r in each.reads}.values())
    says = {lang: _sentence(asked, wanted, formula, made, out, reads, lang) for lang in _BOTH}
    evidence: dict[str, Evidence] = {}
    quotes: dict[str, str] = {}
    for _, read in reads:
        evidence |= {e.id: e for e in (read.evidence, *read.framed_by)}
        quotes.setdefault(read.evidence.id, read.cell.row.text)
    inputs = tuple(
        MetricInput(
            name=f"{r.cell.row.label}, {r.year}", evidence_id=r.evidence.id,
            low=r.cell.amount.low, high=r.cell.amount.high, unit=r.cell.amount.unit,
        )
        for _, r in reads if r.cell.amount
    )  # fmt: skip
    years = "-".join(str(each.year) for each in made)
    metric = Metric(
        id=f"worked-{re.sub(r'[^a-z]+', '-', wanted.name)}-{filing.source.id[:12]}-{years}",
        name=wanted.name, name_zh=wanted.zh, topic="traction", attributes=(wanted.name,),
        formula=formula, formula_zh=formula, inputs=inputs,
        value=out[-1].low, low=out[-1].low, high=out[-1].high, unit=out[-1].unit, as_of=None,
        says=says["en"], says_zh=says["zh"],
        figures=(*out, *_ratio(out), *_constants(formula)),
    )  # fmt: skip
    return Done(metric=metric, cited=tuple(evidence.values()), quotes=quotes)


_BOTH: tuple[Language, Language] = ("en", "zh")


def _sentence(  # noqa: PLR0913  # the parts of one sentence
    asked: Asked, wanted: Task, formula: str, made: Sequence[_Year], out: Sequence[Amount],
    reads: Sequence[tuple[str, Read]], language: Language,
) -> str:  # fmt: skip
    """One sentence: `Gross margin, 2031: 40.0% (formula: …; gross profit 2031: $4 million; …).`"""
    name = wanted.zh if language == "zh" else wanted.name.capitalize()
    years = [str(each.year) for each in made]
    if len(out) == 1 and len(made) > 1:
        formula = f"average of {formula}" if language == "en" else f"{formula} 的平均"
        span = f"{years[0]}–{years[-1]}"
        results = f"{span}: {_say(out[0], wanted.unit, language)}{_also(asked, out[0])}"
    else:
        results = ", ".join(
            f"{year}: {_say(a, wanted.unit, language)}{_also(asked, a)}"
            for year, a in zip(years, out, strict=True)
        )
    lines = "; ".join(
        f"{r.cell.row.label} {r.year}: {amounts.format(r.cell.amount, language)}"
        for _, r in reads if r.cell.amount
    )  # fmt: skip
    if language == "zh":
        return f"{name}，{results}（公式：{formula}；{lines}）。"
    return f"{name}, {results} (formula: {formula}; {lines})."


def _also(asked: Asked, amount: Amount) -> str:
    """A share asked for to so many decimal places is given as a plain ratio too."""
    if amount.unit != "percent" or not re.search(r"decimal places?|小数", asked.question):
        return ""
    if re.search(r"percent|%", asked.question):
        return ""
    return f" (as a ratio {_ratio([amount])[0].low})"


def _ratio(out: Sequence[Amount]) -> list[Amount]:
    made = [
        (a.low / 100).quantize(Decimal("0.01"), ROUND_HALF_UP) for a in out if a.unit == "percent"
    ]
    return [Amount(low=v, high=v, unit="count") for v in made]


def _constants(formula: str) -> list[Amount]:
    found = {Decimal(n) for n in re.findall(r"\d+", formula)}
    return [Amount(low=v, high=v, unit="count") for v in found]


def _amount(value: Decimal, unit: str, money: str) -> Amount:
    if unit == "money":
        return Amount(low=value, high=value, unit=money)
    scaled = value * 100 if unit == "percent" else value
    rounded = scaled.quantize(Decimal(1).scaleb(-_PLACES[unit]), ROUND_HALF_UP)
    step = Decimal(1).scaleb(-_PLACES[unit])
    return Amount(low=rounded, high=rounded, unit=_UNITS[unit], step=step)


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
