"""What every writer is given and gives back.

A writer turns what was found into claims, each naming the evidence it rests on. It may write badly;
`verify` decides what stands.
"""

from dataclasses import dataclass
from typing import Protocol

from bot.answer import Claim, Evidence
from bot.retrieve import Retrieved
from bot.understand import Understanding
from knowledge import Changes, Ledger, Metric
from knowledge.scenario import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`evidence` is everything that may be cited, by id. With a `change` the metrics are what the
    cash model makes of it; `changes` are set where what is new was asked for; `paired` where the
    metric is what was asked for: two figures put together.
    """

    retrieved: Retrieved
    metrics: tuple[Metric, ...]
    ledger: Ledger
    evidence: dict[str, Evidence]
    change: Change | None = None
    changes: Changes | None = None
    paired: bool = False


class Writer(Protocol):
    @property
    def name(self) -> str: ...

    def write(self, u: Understanding, found: Found) -> list[Claim]: ...
