"""A metric worked out from cells of documents, worked out again: from the cells that are cited.

In: the metric and the evidence. Out: a check of each input, which has to stand in a row of
its passage under its label, its year not another's, and one of the result, which has to follow by
the formula. Trusts nothing that the metric says of itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from bot.answer import Check, Evidence
from knowledge import Amount, Metric, MetricInput, cells, finance, ratios, scales, table_rows
from knowledge.cells import Cell
from knowledge.scales import Scale

_UNITS = {"percent": "percent", "multiple": "times", "days": "days"}  # others are money


def checks(metric: Metric, held: Sequence[Evidence]) -> list[Check]:
    """`held` is all that may be cited; none where the metric is not of documents."""
    read = [i for i in metric.inputs if i.line and i.year is not None]
    if not read:
        return []
    return [*(_stands(i, held) for i in read), _follows(metric, read)]


def _stands(given: MetricInput, held: Sequence[Evidence]) -> Check:
    label, _, _ = given.name.rpartition(", ")
    passages = [e.passage for e in held if e.id == given.evidence_id]
    around = [e.passage for e in held if e.kind == "passage"]
    ok = any(
        cell.amount
        and (_figure(cell.amount.low, given), cell.amount.unit)
        == (_figure(given.low, given), given.unit)
        and _is_of(given.year, cell)
        for passage in passages
        for cell in _cells(passage, label, around)
    )
    detail = f"{given.name}: {'in' if ok else 'not in'} the cited table"
    return Check(kind="input", ok=ok, detail=detail)


def _figure(value: Decimal, given: MetricInput) -> Decimal:
    """A tax may be read as a cost that its statement prints with a minus."""
    return abs(value) if finance.vocabulary().items[given.line].with_costs else value


def _cells(own: str, label: str, around: Sequence[str]) -> Iterator[Cell]:
    """Of the rows of that label, counted as the passage itself says and as it does with another."""
    rows = [row for row in table_rows(own) if row.label == label]
    frames = {Scale(), *(scales.told([own, other]) for other in around), scales.told(around)}
    for row in rows:
        for frame in frames:
            yield from cells.cells(row, frame)


def _is_of(year: int | None, cell: Cell) -> bool:
    """Its column is of the year; a fiscal one that ends by June is called by either year."""
    if cell.period is None or cell.period.end.year == year:
        return True
    return abs(cell.period.end.year - (year or 0)) == 1 and cell.period.end.month <= 6


def _follows(metric: Metric, read: Sequence[MetricInput]) -> Check:
    """Every figure that the sentence may use comes out of the formula, and the result does."""
    allowed = list(_outcomes(metric, read))
    said = [a for a in metric.figures if a.unit == metric.unit]
    ok = bool(said) and all(_among(a, allowed) for a in said) and _is_result(metric, allowed)
    detail = f"{metric.formula} {'gives' if ok else 'does not give'} {metric.value}"
    return Check(kind="formula", ok=ok, detail=detail)


def _outcomes(metric: Metric, read: Sequence[MetricInput]) -> Iterator[Amount]:
    held = {(i.line, i.year or 0): ratios.Figure(value=i.low, unit=i.unit) for i in read}
    years = sorted({year for _, year in held})
    made = [each for year in years if (each := _of_year(metric.formula, year, held))]
    unit = _UNITS.get(metric.unit, "money")
    for average in (False, True):
        if made:
            yield from ratios.outcomes([m.value for m in made], unit, made[0].unit, average)


def _of_year(
    formula: str, year: int, held: Mapping[tuple[str, int], ratios.Figure]
) -> ratios.OfFigures | None:
    return ratios.of_figures(formula, lambda name, back: held.get((name, year - back)))


def _among(amount: Amount, allowed: Iterable[Amount]) -> bool:
    return any((a.low, a.unit) == (amount.low, amount.unit) for a in allowed)


def _is_result(metric: Metric, allowed: Iterable[Amount]) -> bool:
    return any(a.low == metric.value and a.unit == metric.unit for a in allowed)
