"""How far many documents are, and how far inside the one in hand.

    3 of 12 documents, storing report.pdf, 512 of 4,000 passages, 40 s left

Counted by whoever works, in any thread; told to whoever asks. Does not know the work.
"""

import time
from dataclasses import asdict, dataclass
from typing import Any, Literal

from knowledge.reports import IngestReport, Status

Unit = Literal["pages", "passages"]
READING = 0.3  # of a document's time; embedding takes most of the rest
_TOLD_EVERY_S = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Within:
    """`done` of `total` pages are read, or passages embedded."""

    unit: Unit
    done: int
    total: int

    @property
    def share(self) -> float:
        """Of the whole work on the document, from 0 to 1."""
        part = self.done / max(self.total, 1)
        return READING * part if self.unit == "pages" else READING + (1 - READING) * part


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """`done` of `total` documents are through; `eta_s` is None until there is something to go by.

    `within` is how far the document is while it is read or stored, where that is counted. `report`
    is there once `state` is final.
    """

    file: str
    state: Literal["reading", "storing"] | Status
    done: int
    total: int
    eta_s: float | None
    within: Within | None = None
    report: IngestReport | None = None

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


class Counted:
    """What one thread counts and another tells, now and then."""

    def __init__(self) -> None:
        self.now: Within | None = None
        self._told: Within | None = None
        self._told_at = time.monotonic()  # a small document is through before there is news

    def pages(self, done: int, total: int) -> None:
        self.now = Within(unit="pages", done=done, total=total)

    def passages(self, done: int, total: int) -> None:
        self.now = Within(unit="passages", done=done, total=total)

    @property
    def share(self) -> float:
        return self.now.share if self.now else 0.0

    def news(self) -> Within | None:
        """What has changed, unless it was told just now or is over anyway."""
        now, at = self.now, time.monotonic()
        if now is None or now == self._told or now.done >= now.total:
            return None
        if at - self._told_at < _TOLD_EVERY_S:
            return None
        self._told, self._told_at = now, at
        return now
