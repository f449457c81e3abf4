"""One scenario of the cash in full: sentences, balance by month, chances, and what it rests on.

In: a ledger, a `Change` and a language. Out: a `Projection`, or one that holds nothing but the
sentence that says why there is none. All figures are the cash model's; knows no page.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from bot.whatif.premises import Used, used
from knowledge import Language, Ledger, scenario
from knowledge.scenario import (
    Change,
    Input,
    Inputs,
    Level,
    ScenarioError,
    Spread,
    months,
)

_CENTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    text: str
    caveat: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The balance at the end of a month; `middle` is that with every input mid-range. A path that
    ran out counts as zero.
    """

    month: int
    day: date
    p10: float
    p50: float
    p90: float
    middle: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A raise that counts: its amount mid-range and when, in months after the balance."""

    month: float
    amount: float
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """The share of paths (0 to 1) that run out before a day."""

    before: date
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Runway:
    """Years until the cash is gone, shortest first. None: beyond the months computed."""

    p10: float | None
    p50: float | None
    p90: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """`problem` says why nothing was computed; everything else is then empty. `months` are those
    asked for, `reach_months` those computed.
    """

    language: Language
    problem: str = ""
    said: tuple[Said, ...] = ()
    currency: str = ""
    as_of: str = ""
    months: tuple[Month, ...] = ()
    runway: Runway | None = None
    reach_months: int = 0
    paths: int = 0
    chance: Chance | None = None
    raises: tuple[Coming, ...] = ()
    inputs: tuple[Used, ...] = ()


def project(ledger: Ledger, change: Change, language: Language) -> Projection:
    try:
        return _projected(ledger, change, language)
    except ScenarioError as error:
        return Projection(language=language, problem=error.told(language))


def _projected(ledger: Ledger, change: Change, language: Language) -> Projection:
    known, before = scenario.from_ledger(ledger), change.out_before
    asked = replace(_priced(known, change), out_before=None, horizon_months=_reach(known, change))
    inputs = scenario.apply(known, asked)
    metrics = list(scenario.answer(ledger, asked))
    if before:
        metrics += scenario.answer(ledger, replace(asked, out_before=before))
    spread = scenario.spread(inputs)
    return Projection(
        language=language,
        said=tuple(
            Said(text=m.said(language), caveat=m.caveat_zh if language == "zh" else m.caveat)
            for m in metrics
        ),
        currency=inputs.currency,
        as_of=inputs.as_of,
        months=_months(inputs, spread, change.horizon_months or known.horizon_months),
        runway=Runway(p10=spread.p10, p50=spread.p50, p90=spread.p90),
        reach_months=inputs.horizon_months,
        paths=spread.paths,
        chance=Chance(before=before, share=spread.chance_out_before(before)) if before else None,
        raises=tuple(
            Coming(month=float(r.month), amount=float(r.amount.at("mid")), day=r.day)
            for r in inputs.raises
        ),
        inputs=used(ledger, inputs, language),
    )


def _reach(known: Inputs, change: Change) -> int:
    """Months to compute: no fewer than the model's own, so that a short chart hides no answer."""
    shown, until = change.horizon_months, Decimal(0)
    if shown is not None and shown < 1:
        raise ScenarioError("horizon")
    if change.out_before:
        until = months.months_after(known.start, change.out_before)
    return max(known.horizon_months, shown or 0, int(until.to_integral_value(ROUND_CEILING)))


def _priced(known: Inputs, change: Change) -> Change:
    """No run costs nothing, whatever a run costs."""
    unpriced = change.run_cost is None and known.run_cost is None
    if unpriced and change.runs and change.runs.low == change.runs.high == 0:
        return replace(change, run_cost=Level(low=Decimal(0), high=Decimal(0)))
    return change


def _months(inputs: Inputs, spread: Spread, shown: int) -> tuple[Month, ...]:
    middle = scenario.spread(_mid(inputs), paths=1)  # one path, nothing left to draw
    return tuple(
        Month(
            month=band.month,
            day=months.day_of(inputs.start, Decimal(band.month)),
            p10=round(band.p10, _CENTS),
            p50=round(band.p50, _CENTS),
            p90=round(band.p90, _CENTS),
            middle=round(one.p50, _CENTS),
        )
        for band, one in zip(spread.fan[: shown + 1], middle.fan, strict=False)
    )


def _mid(inputs: Inputs) -> Inputs:
    """Every range narrowed to its middle."""
    narrowed: dict[str, Any] = {
        name: replace(given, low=given.at("mid"), high=given.at("mid"))
        for name in Inputs.__slots__
        if isinstance(given := getattr(inputs, name), Input)
    }
    raises = tuple(
        replace(r, amount=replace(r.amount, low=r.amount.at("mid"), high=r.amount.at("mid")))
        for r in inputs.raises
    )
    return replace(inputs, raises=raises, **narrowed)
