"""A finding of the model → the `Metric` that an answer cites, with every input it rests on."""

from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.ledger import Ledger
from knowledge.metrics.base import nice, output
from knowledge.records import Amount, Language, Metric, MetricInput
from knowledge.scenario import provenance
from knowledge.scenario.inputs import Change, Input, Inputs

Both = dict[Language, str]
LANGUAGES: tuple[Language, Language] = ("en", "zh")
_FORMULA = "cash + raises + revenue − spending, month by month, until nothing is left"
_FORMULA_ZH = "现金＋融资＋收入－支出，逐月计算至用完为止"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A result in both languages; `beside` goes into the caveat. `high` None: open upwards."""

    says: Both
    low: Decimal | None
    high: Decimal | None
    unit: str
    figures: tuple[Amount, ...]
    beside: Both | None = None


def metric(ledger: Ledger, inputs: Inputs, asked: Change, found: Finding) -> Metric:
    says: Both = {}
    caveat: Both = {}
    for language in LANGUAGES:
        gap = " " if language == "en" else ""
        says[language] = found.says[language]
        parts = [found.beside[language]] if found.beside else []
        parts.append(provenance.told(inputs, asked, language))
        parts += provenance.cautions(ledger, inputs, asked, language)
        caveat[language] = gap.join(p for p in parts if p)
    low, high = (nice(end) if end is not None else None for end in (found.low, found.high))
    return Metric(
        id="scenario",
        name="What-if on the cash",
        name_zh="现金情景测算",
        topic="runway",
        attributes=("runway_years", "cash", "burn_annual"),
        formula=_FORMULA,
        formula_zh=_FORMULA_ZH,
        inputs=_inputs(inputs),
        value=low if low == high else None,
        low=low,
        high=high,
        unit=found.unit,
        as_of=inputs.as_of,
        says=says["en"],
        says_zh=says["zh"],
        figures=tuple(dict.fromkeys((*found.figures, *_terms(inputs)))),
        caveat=caveat["en"],
        caveat_zh=caveat["zh"],
    )


def resting_on(made: Metric, known: Inputs) -> Metric:
    """With what else the unchanged case, which it is set against, rests on."""
    held = {i.fact_id for i in made.inputs}
    more = [i for i in _inputs(known) if i.fact_id and i.fact_id not in held]
    told = [replace(i, name=f"{i.name}, as recorded") for i in more]
    return replace(made, inputs=(*made.inputs, *told))


def _inputs(inputs: Inputs) -> tuple[MetricInput, ...]:
    """Each input that counts; a conversion adds its rate, cited by the rate's source."""
    behind = (inputs.stated_years, inputs.stated_on) if inputs.burn else ()
    stated = [i for i in behind if i is not None]
    made = [
        MetricInput(name=i.name, low=i.low, high=i.high, unit=i.unit, fact_id=i.fact_id)
        for i in [*inputs.used, *stated]
    ]
    for rate in dict.fromkeys(i.rate for i in inputs.used if i.rate):
        name = f"{rate.quote} per {rate.base}, {rate.date} ({rate.source})"
        cited = f"rate:{rate.source}"
        made.append(
            MetricInput(name=name, low=rate.rate, high=rate.rate, unit="count", fact_id=cited)
        )
    return tuple(made)


def _terms(inputs: Inputs) -> tuple[Amount, ...]:
    """The terms of the formula as a sentence may round them: ends, middle and range."""
    made = []
    for i in inputs.used:
        unit = "multiple" if i.unit == "count" else i.unit
        middle = i.at("mid")
        ends = ((i.low, i.high), (i.low, i.low), (i.high, i.high), (middle, middle))
        made += [output(low, high, unit) for low, high in ends]
        made += _originals(i)
    return tuple(made)


def _originals(each: Input) -> list[Amount]:
    """What was asked: the amount before a conversion, the factor on a sourced amount, or what is
    added to it or saved.
    """
    made = []
    for level in (each.given, each.times, each.more):
        if level is not None:
            low, high = sorted((abs(level.low), abs(level.high)))
            made.append(output(low, high, level.unit or each.unit))
    return made
