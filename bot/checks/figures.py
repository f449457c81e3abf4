"""A figure of a claim against the figures of one proof: quoted, mismatched or absent.

In: an amount as a claim states it and a proof. Out: checks that say which, value and bound.
A claim may be coarser than its source, never finer; ranges are not rounded. Knows no dates.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from bot.answer import Check
from bot.checks.proofs import Proof
from bot.checks.reading import Reading
from knowledge import Amount, Bound, Language

Likeness = Literal["equal", "rounded"]

_POINTS = re.compile(r"points?|bps?|百分点|基点")
_COARSEST = Decimal("0.06")  # a rounding moves a figure by less than this share of it
_THINGS = frozenset(
    {"people", "users", "GPUs", "tokens", "params", "characters", "tonnes", "score", "kWh", "MW"}
)
LIMITS: frozenset[Bound] = frozenset({"at_least", "at_most"})


def checks(run: Reading, proof: Proof, worked_out: Mapping[Amount, str]) -> list[Check]:
    """Of each figure of the run; one that the proof has not may be worked out from others."""
    made: list[Check] = []
    for figure in run.amounts:
        quoted = check(figure, proof, run.language)
        how = None if all(c.ok for c in quoted) else worked_out.get(figure)
        made += [Check(kind="figure", ok=True, detail=how)] if how else quoted
    return [*made, *digits(run, proof)]


def check(figure: Amount, proof: Proof, language: Language) -> list[Check]:
    """One check for the value and, where it is found, one for its bound."""
    home, held = proof.id, proof.amounts
    found = [(h, like) for h in held if (like := alike(figure, h))]
    if not found:
        if limit := _limited(figure, held):
            detail = f"{figure.text}: quoted, as a limit of {_told(limit)} in {home}"
            return [Check(kind="figure", ok=True, detail=detail)]
        return [Check(kind="figure", ok=False, detail=mismatch(figure, held, home))]
    exact = any(like == "equal" for _, like in found)
    word = "equal" if exact else "rounded"
    how = f"quoted, {word} in {home}"
    if proof.metric and any(alike(figure, a) for a in proof.metric.figures):
        how = f"computed, {proof.metric.formula}, in {home}"
    made = [Check(kind="figure", ok=True, detail=f"{figure.text}: {how}")]
    said = {a.bound for w in proof.said(language) for a in w.amounts if alike(figure, a)}
    bounds = said or {h.bound for h, _ in found}
    if {figure.bound, *bounds} & LIMITS:
        ok = figure.bound in bounds
        detail = f"{figure.text}: {figure.bound}, {' or '.join(sorted(bounds))} in {home}"
        made.append(Check(kind="bound", ok=ok, detail=detail))
    return made


def digits(run: Reading, proof: Proof) -> list[Check]:
    """A number that was read as part of a name ("Nova 45,000") stands in the proof all the same."""
    values = {a.low for a in proof.amounts}
    made = []
    for mark in run.digits:
        plain = mark.key.replace(",", "")
        if re.fullmatch(r"[\d.]+", plain):
            named = set(re.findall(r"\d+", mark.key)) <= proof.names
            ok = named or (plain.count(".") < 2 and Decimal(plain) in values)
        else:
            ok = any(mark.key in w.text for w in proof.wordings)
        detail = f"{mark.key} {'stands' if ok else 'does not stand'} in {proof.id}"
        made.append(Check(kind="figure", ok=ok, detail=detail))
    return made


def alike(figure: Amount, held: Amount) -> Likeness | None:
    """Whether the value is the held one, exactly or rounded by the claim's own last digit."""
    if not _same_unit(figure.unit, held.unit) or _in_points(figure) != _in_points(held):
        return None
    if (figure.low, figure.high) == (held.low, held.high):
        return "equal"
    if figure.low != figure.high or held.low != held.high or figure.step <= held.step:
        return None
    off = abs(figure.low - held.low)
    small = off <= figure.step / 2 and off <= abs(held.low) * _COARSEST
    return "rounded" if small else None


def _same_unit(stated: str, held: str) -> bool:
    """A bare number names no unit, but money and shares are not counted bare."""
    return stated == held or (stated == "count" and held in _THINGS)


def _in_points(amount: Amount) -> bool:
    """A difference of two percentages is not a percentage."""
    return amount.unit == "percent" and bool(_POINTS.search(amount.text))


def _limited(figure: Amount, held: Iterable[Amount]) -> Amount | None:
    """The figure that a round limit was put to: "more than 240" of 243, "up to 3" of 2–3."""
    if figure.low != figure.high or figure.bound not in LIMITS:
        return None
    for each in (h for h in held if h.unit == figure.unit):
        if figure.bound == "at_least" and each.bound != "at_most":
            over = each.low - figure.low
            near = 0 < over < figure.step or (each.low < each.high and not over)
        else:
            over = figure.low - each.high
            near = each.bound not in ("at_least",) and (
                0 < over < figure.step or (each.low < each.high and not over)
            )
        if near and abs(over) <= abs(each.low) * _COARSEST:
            return each
    return None


def mismatch(figure: Amount, held: Sequence[Amount], home: str) -> str:
    """What it differs in from the nearest figure: unit, currency, scale or value."""
    for each in held:
        if (figure.low, figure.high) == (each.low, each.high):
            money = _is_money(figure.unit) and _is_money(each.unit)
            what = "currency" if money else "unit"
            return f"{figure.text}: mismatch of {what}, {_told(each)} in {home}"
    same = [h for h in held if h.unit == figure.unit]
    for each in same:
        if each.low and figure.low and _is_power_of_ten(figure.low / each.low):
            return f"{figure.text}: mismatch of scale, {_told(each)} in {home}"
    if same:
        nearest = min(same, key=lambda h: abs(h.low - figure.low))
        return f"{figure.text}: mismatch of value, {_told(nearest)} in {home}"
    return f"{figure.text}: absent from {home}"


def _is_power_of_ten(ratio: Decimal) -> bool:
    return ratio > 0 and ratio != 1 and ratio.normalize().as_tuple().digits == (1,)


def _is_money(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()


def _told(held: Amount) -> str:
    ends = f"{held.low:f}" if held.low == held.high else f"{held.low:f} to {held.high:f}"
    return held.text or f"{ends} {held.unit}"
