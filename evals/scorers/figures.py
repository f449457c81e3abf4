"""Figures: of those an answer states, the share that is right in value, unit, currency and period.

In: a record. Out: a share. A figure is right if it is an expected one, or stands in the passages
its claim cites (or in the metric computed from them); a multiple also if two right figures of its
claim make it ("tenfold: $20 billion for $2 billion"), and a length of time if a day of its claim
is that far from another or from one it cites. Wrong is any other, any that the case forbids, an
expected amount given for another period, and an answer with other figures of the expected unit in
the place of the expected one. What is merely missing is `nuggets.recall`'s.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from bot.answer import Answer
from evals.case import Case, Nugget
from evals.record import Record
from evals.scorers.citations import marks
from evals.scorers.score import Score, share
from evals.scorers.stating import asserted, states
from knowledge import Amount, amounts, periods


def figures(record: Record) -> Score | None:
    if record.answer is None:
        return None
    counted, faults = 0, list[str]()
    for claim in record.answer.claims:
        found = [a for a in amounts.find(claim["text"]) if a.unit != "count"]
        counted += len(found)
        right = [a for a in found if _borne_out(a, claim, record)]
        others = [a for a in found if a not in right and not _is_ratio(a, right)]
        faults += [f"not borne out: {a.text!r}" for a in others]
    displaced = list(_displaced(record.answer, record.case))
    faults += [*_forbidden(record), *_undated(record.answer, record.case), *displaced]
    return share(counted + len(displaced), faults)


def _borne_out(amount: Amount, claim: dict[str, Any], record: Record) -> bool:
    assert record.answer is not None
    expected = (n.amount for n in record.case.nuggets if n.amount)
    if any(states(amount.text, e) for e in expected):
        return True
    cited = marks(claim, record.answer)
    held = [a for c in cited for a in amounts.find(f"{c.passage}\n{c.quote}")]
    if any(amounts.compare(amount, a) in ("equal", "rounded", "within") for a in held):
        return True
    if _is_apart(amount, claim, record.answer):
        return True
    return any(_is_input(amount, metric) for metric in record.answer.metrics)


def _is_ratio(amount: Amount, right: Sequence[Amount]) -> bool:
    """Whether it is how many times one figure of the claim is another."""
    return amount.unit == "multiple" and any(
        a.unit == b.unit and b.low and abs(a.low / b.low - amount.low) <= amount.step / 2
        for a in right
        for b in right
        if a != b
    )


def _is_apart(amount: Amount, claim: dict[str, Any], answer: Answer) -> bool:
    """Whether it is the time from a day that the claim names to another one, or to one it cites."""
    said = [p.start for p in periods.find(claim["text"])]
    cited = [periods.parse(c.as_of).start for c in marks(claim, answer) if c.as_of]
    lengths = {n for a in said for b in (*said, *cited) if (n := _between(a, b, amount.unit))}
    return any(abs(n - amount.low) <= amount.step / 2 for n in lengths)


def _between(a: date, b: date, unit: str) -> Decimal:
    """In days, or in months of the calendar and years of twelve; 0 of any other unit."""
    months = Decimal(abs((a.year - b.year) * 12 + a.month - b.month))
    days = Decimal(abs((a - b).days))
    return {"days": days, "months": months, "years": months / 12}.get(unit, Decimal(0))


def _is_input(amount: Amount, metric: dict[str, Any]) -> bool:
    """A result or an input of a computed metric, as the answer itself lists them."""
    values = [(metric.get(end), metric["unit"]) for end in ("value", "low", "high")]
    for given in metric["inputs"]:
        ends = given["value"] if isinstance(given["value"], list) else [given["value"]]
        values += [(end, given["unit"]) for end in ends]
    return any(
        unit == amount.unit and abs(Decimal(str(value)) - end) <= amount.step / 2
        for value, unit in values
        if value is not None
        for end in (amount.low, amount.high)
    )


def _forbidden(record: Record) -> list[str]:
    assert record.answer is not None
    text = asserted(record.answer)
    return [f"states {a}" for a in record.case.forbidden_amounts if states(text, a)]


def _displaced(answer: Answer, case: Case) -> Iterator[str]:
    """Expected amounts whose place another figure takes."""
    for nugget in case.nuggets:
        if nugget.amount and not _saying(answer, nugget) and _led_by_another(answer, nugget):
            yield f"another figure in the place of {nugget.amount}"


def _undated(answer: Answer, case: Case) -> Iterator[str]:
    """Expected amounts that are given for another time."""
    for nugget in case.nuggets:
        saying = _saying(answer, nugget) if nugget.period else []
        if saying and not any(_is_of(claim, answer, nugget) for claim in saying):
            yield f"{nugget.amount} is not given for {nugget.period}"


def _saying(answer: Answer, nugget: Nugget) -> list[dict[str, Any]]:
    return [c for c in answer.claims if nugget.amount and states(c["text"], nugget.amount)]


def _led_by_another(answer: Answer, nugget: Nugget) -> bool:
    assert nugget.amount is not None
    lead = answer.claims[0]["text"] if answer.claims else ""
    return any(a.unit == nugget.amount.unit for a in amounts.find(lead))


def _is_of(claim: dict[str, Any], answer: Answer, nugget: Nugget) -> bool:
    """Whether the claim says the nugget's time, or cites something as of that time."""
    wanted = periods.parse(nugget.period or "")
    said = periods.find(claim["text"])
    said += [periods.parse(c.as_of) for c in marks(claim, answer) if c.as_of]
    return any(p.start <= wanted.end and wanted.start <= p.end for p in said)
