"""A figure that a text works out from figures it has shown: the steps that may lead to it.

One step at a time: sum, difference, mean, ratio, growth. Any two figures of a statement would make
nearly any percentage, so the operands have to stand in the text. Knows no lines.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, permutations

from knowledge import Amount

_MOST_OPERANDS = 10


def steps(shown: Sequence[Amount], figure: Amount) -> Iterator[tuple[Decimal, str]]:
    """Results with how they were made; the operands shown last come first."""
    pool = list({(a.low, a.unit): a for a in reversed(shown)}.values())[:_MOST_OPERANDS]
    percent = figure.unit == "percent"
    for a, b in permutations(pool, 2):
        if not percent and a.unit == "percent" != b.unit:
            yield a.low / 100 * b.low, f"{a.text} of {b.text}"
        if (a.unit == "percent") == (b.unit == "percent"):
            yield from _of_two(a, b, percent=percent)
    for chosen in combinations([a for a in pool if (a.unit == "percent") == percent], 3):
        total = sum((abs(a.low) for a in chosen), Decimal(0))
        yield total, " + ".join(a.text for a in chosen)
        yield total / 3, f"mean of {', '.join(a.text for a in chosen)}"


def _of_two(a: Amount, b: Amount, *, percent: bool) -> Iterator[tuple[Decimal, str]]:
    x, y = abs(a.low), abs(b.low)
    if percent == (a.unit == "percent"):
        yield x - y, f"{a.text} − {b.text}"
        yield x + y, f"{a.text} + {b.text}"
        yield (x + y) / 2, f"({a.text} + {b.text}) / 2"
    if y and a.unit != "percent":
        yield x / y * (100 if percent else 1), f"{a.text} / {b.text}"
    if y and percent:
        yield (x / y - 1) * 100, f"{a.text} / {b.text} − 1"
