"""The pieces that every format knows how to set; a memo is a list of them.

Text in a `Run` is only ever text: formats escape it. Knows no memo and no format.
"""

from dataclasses import dataclass
from typing import Literal

from bot.memo.bars import Bars
from bot.whatif.projection import Projection


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """`mark` is the number of a reference, shown as [n]; `url` is shown as a link to itself."""

    text: str = ""
    bold: bool = False
    quiet: bool = False
    mark: int | None = None
    url: str | None = None


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    text: str
    under: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    text: str
    level: Literal[1, 2, 3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    runs: Runs
    style: Literal["plain", "item", "lead"] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`widths` are shares of the page's width."""

    head: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What number `n` stands for."""

    n: int
    runs: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars or the cash by month; formats without pictures say the bars in letters."""

    drawn: Bars | Projection
    title: str


Block = Title | Heading | Paragraph | Table | Reference | Chart
