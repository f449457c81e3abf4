"""What the steps of the graph hand on within one question; never stored."""

from dataclasses import dataclass, field
from typing import Any

from bot.computing.pairing import Paired
from bot.retrieve import Retrieved
from bot.understand import Understanding
from bot.verify import Verified
from bot.writers.base import Found
from bot.writers.model import Draft
from knowledge import Changes, Ledger, Metric
from knowledge.scenario import Change


@dataclass(slots=True)
class Work:
    u: Understanding | None = None
    ledger: Ledger = field(default_factory=Ledger)
    whole: Ledger = field(default_factory=Ledger)  # with what documents say beside the record
    retrieved: Retrieved = field(default_factory=Retrieved)
    computed: tuple[Metric, ...] = ()
    paired: Paired | None = None  # two figures that the question puts together
    change: Change | None = None  # what a what-if question changes in the cash model
    changes: Changes | None = None  # what became known in the stretch that was asked about
    as_of: str | None = None  # the last day whose publications count
    presumed: bool = False  # only what the question takes for granted is answered
    refused: str | None = None  # why there can be no answer, in the language of the question
    found: Found | None = None
    claims: list[Any] = field(default_factory=list)
    draft: Draft | None = None  # what a language model made of it, where one is configured
    verified: Verified | None = None
    exchanges: list[dict[str, Any]] = field(default_factory=list)  # sent to a model and received
    timings: dict[str, float] = field(default_factory=dict)

    def take(self, other: "Work") -> None:
        """Goes on from what another reading of the question came to."""
        self.u, self.retrieved, self.computed = other.u, other.retrieved, other.computed
        self.paired, self.changes, self.found = other.paired, other.changes, other.found
