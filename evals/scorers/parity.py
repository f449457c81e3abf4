"""Language parity: the same question in English and Chinese gives the same figures and standing.

In: a record with its twin's answer. Out: 1 or 0. "超过100亿元" and "above CNY 10 billion" are one
figure, and so are "7名" and "7": a bare number is the same number with a unit, or with a measure
that only one language counts in ("900 kg", 900公斤). "6%至9%" is a range and "from 6% to 9%" its
two ends. A scale without a number, "单位：十亿", is no figure.
"""

import re
from decimal import Decimal

from bot.answer import Answer
from evals.record import Record
from evals.scorers.score import Score, whether
from knowledge import Amount, amounts, periods

_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.,]*\d)")
_COUNT = re.compile(r"(?<![\w.,-])\d+(?:\.\d+)?(?![\d.,]*[\dA-Za-z%])|(?<=[㐀-鿿])\d+(?=[㐀-鿿])")
_IN_WORDS = "one two three four five six seven eight nine ten eleven twelve"
Figure = tuple[str, Decimal, Decimal]  # unit, low, high


def parity(record: Record) -> Score | None:
    if record.answer is None or record.twin is None:
        return None
    faults = []
    if record.answer.status != record.twin.status:
        faults.append(f"{record.answer.status} here, {record.twin.status} in the other language")
    for one, other in ((record.answer, record.twin), (record.twin, record.answer)):
        missing = _only(figures(one), figures(other) | _bare(other))
        missing = [m for m in missing if m[0] != "count" or m[1] not in _counted(other)]
        faults += [f"only in {one.language}: {told(figure)}" for figure in missing]
    return whether(faults)


def _only(here: set[Figure], there: set[Figure]) -> list[Figure]:
    """What has no equal there; a bare number is equal to the same number of anything."""
    ends = {figure[1:] for figure in there}
    bare = {figure[1:] for figure in there if figure[0] == "count"}
    return sorted(
        (unit, low, high)
        for unit, low, high in here - there
        if (low, high) not in (ends if unit == "count" else bare)
        and not _is_told_by_ends(unit, low, high, there)
    )


def _is_told_by_ends(unit: str, low: Decimal, high: Decimal, there: set[Figure]) -> bool:
    """Of a range both ends stand there; or it is the end of a range of which the other one is here
    too, as `parity` sees when it looks the other way.
    """
    if low != high:
        return {(unit, low, low), (unit, high, high)} <= there
    return any(u == unit and a != b and low in (a, b) for u, a, b in there)


def figures(answer: Answer) -> set[Figure]:
    """Every amount that the claims state."""
    found = [a for claim in answer.claims for a in amounts.find(claim["text"]) if not _is_scale(a)]
    named = {(a.low, a.high) for a in found if a.unit != "count"}
    # a bare "100亿" beside "超过100亿元" names no further figure
    said = [a for a in found if a.unit != "count" or (a.low, a.high) not in named]
    return {(a.unit, a.low, a.high) for a in said}


def _bare(answer: Answer) -> set[Figure]:
    """Numbers that stand without a unit: "200,000 and 2 million count characters" for 20万, "two of
    the six" for 六名中的两名.
    """
    text = " ".join(claim["text"] for claim in answer.claims)
    numbers = [Decimal(m.group().replace(",", "")) for m in _NUMBER.finditer(text)]
    words = re.findall(r"[a-z]+", text.lower())
    numbers += [Decimal(n) for n, w in enumerate(_IN_WORDS.split(), start=1) if w in words]
    return {("count", n, n) for n in numbers}


def _counted(answer: Answer) -> set[Decimal]:
    """Numbers of what no unit is known for, 公斤 or 席; a day's and an amount's are none."""
    text = " ".join(claim["text"] for claim in answer.claims)
    taken = [(p.begin, p.stop) for p in periods.find(text)]
    taken += [(a.start, a.end) for a in amounts.find(text)]
    free = "".join(" " if any(s <= i < e for s, e in taken) else c for i, c in enumerate(text))
    return {Decimal(m.group()) for m in _COUNT.finditer(free)}


def _is_scale(amount: Amount) -> bool:
    """十亿, 万 without a digit: what a table counts in."""
    return amount.unit == "count" and amount.text.strip("十百千万亿") == "" and amount.low >= 1000


def told(figure: Figure) -> str:
    unit, low, high = figure
    return f"{low:,f} {unit}" if low == high else f"{low:,f} to {high:,f} {unit}"
