"""What a scorer gives: a value and, in words, what is wrong. No Score at all means "not scored".

Not scored is not zero: a case without conflicts says nothing about how conflicts are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """`value` from 0 (wrong) to 1 (right); a time in seconds for `seconds`."""

    value: float
    faults: tuple[str, ...] = ()


def share(of: int, faults: Sequence[str]) -> Score | None:
    """The share of `of` things that have no fault; not scored where there is no thing."""
    if not of:
        return None
    return Score(value=max(0.0, 1 - len(faults) / of), faults=tuple(faults))


def whether(faults: Sequence[str]) -> Score:
    return Score(value=float(not faults), faults=tuple(faults))
