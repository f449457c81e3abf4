"""Shares and rankings with their uncertainty: bootstrap intervals and AUROC.

Pure functions of numbers; the same seed gives the same interval. Knows nothing of claims or cases.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

RESAMPLES = 2000
_TAILS = (2.5, 97.5)

T = TypeVar("T")
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A value with its 95 % bootstrap interval over `n` observations."""

    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}] (n={self.n})"


def mean(values: Sequence[float], *, seed: int = 0) -> Interval:
    """The mean, resampled; of booleans this is a share. ValueError for no values at all."""
    if not values:
        raise ValueError("no values to take the mean of")
    held = np.asarray(values, dtype=np.float64)
    means = np.concatenate([held[rows].mean(axis=1) for rows in _draws(held.size, seed)])
    return _interval(float(held.mean()), means, held.size)


def median(values: Sequence[float], *, seed: int = 0) -> Interval:
    """The median, resampled. ValueError for no values at all."""
    if not values:
        raise ValueError("no values to take the median of")
    held = np.asarray(values, dtype=np.float64)
    drawn = np.concatenate([np.median(held[rows], axis=1) for rows in _draws(held.size, seed)])
    return _interval(float(np.median(held)), drawn, held.size)


def f1(wanted: Sequence[bool], got: Sequence[bool], *, seed: int = 0) -> Interval:
    """F1 of a class: 2 × hits ÷ (wanted + got). ValueError where it was neither wanted nor got."""
    want, have = (np.asarray(x, dtype=np.float64) for x in (wanted, got))
    if not want.sum() + have.sum():
        raise ValueError("the class was neither wanted nor got")
    hits, either = want * have, want + have
    drawn = [(hits[rows].sum(axis=1), either[rows].sum(axis=1)) for rows in _draws(want.size, seed)]
    # a resample without the class says nothing about it
    shares = np.concatenate([2 * h[e > 0] / e[e > 0] for h, e in drawn])
    return _interval(2 * float(hits.sum()) / float(either.sum()), shares, want.size)


def _draws(size: int, seed: int) -> Iterator[npt.NDArray[np.int64]]:
    """Rows of indices, one a resample; a block at a time, so that a large sample stays small."""
    rng = np.random.default_rng(seed)
    block = max(1, min(RESAMPLES, 1_000_000 // size))
    for begun in range(0, RESAMPLES, block):
        yield rng.integers(size, size=(min(block, RESAMPLES - begun), size))


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance that a positive outranks a negative, ties counting half (Mann-Whitney U)."""
    if not positive or not negative:
        raise ValueError("AUROC needs scores of both classes")
    return _area(np.asarray(positive, dtype=np.float64), np.asarray(negative, dtype=np.float64))


def auroc_interval(
    positive: Sequence[float], negative: Sequence[float], *, seed: int = 0
) -> Interval:
    """AUROC; both classes are resampled on their own, so neither can come out empty."""
    value = auroc(positive, negative)
    rng = np.random.default_rng(seed)
    a, b = np.asarray(positive, dtype=np.float64), np.asarray(negative, dtype=np.float64)
    drawn = [_area(rng.choice(a, a.size), rng.choice(b, b.size)) for _ in range(RESAMPLES)]
    return _interval(value, drawn, a.size + b.size)


def clustered(
    groups: Sequence[Sequence[T]], measure: Callable[[list[T]], float], *, seed: int = 0
) -> Interval:
    """`measure` of everything, its interval from resampling whole groups.

    For observations that share a cause: sixteen answers to one question are not sixteen questions.
    Resamples in which `measure` cannot be taken (ValueError) are drawn again.
    """
    everything = [one for group in groups for one in group]
    value, rng, drawn = measure(everything), np.random.default_rng(seed), list[float]()
    for _ in range(10 * RESAMPLES):
        picked = rng.integers(len(groups), size=len(groups))
        try:
            drawn.append(measure([one for i in picked for one in groups[i]]))
        except ValueError:
            continue
        if len(drawn) == RESAMPLES:
            return _interval(value, drawn, len(everything))
    raise ValueError("the measure can hardly ever be taken of a resample")


def _area(positive: Floats, negative: Floats) -> float:
    ordered = np.sort(negative)
    below = np.searchsorted(ordered, positive, side="left")
    level = np.searchsorted(ordered, positive, side="right") - below
    return float((below + level / 2).mean() / negative.size)


def _interval(value: float, drawn: Sequence[float] | Floats, n: int) -> Interval:
    low, high = np.percentile(drawn, _TAILS)
    return Interval(value=value, low=float(low), high=float(high), n=n)
