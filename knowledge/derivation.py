"""A figure that a dossier asks for: named inputs and the name of a formula.

Frozen records, as in `records`; what the formula is and whether an entry is in order: `metrics`.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

DerivationKind = Literal[
    "ratio", "difference", "sum", "ratio_to_sum", "months_between", "energy_cost", "load"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedInput:
    """One input of a `Derivation`: a fact's figure, an amount that stands in a fact's statement
    (`fact` and a figure), or an assumption (a figure and its reason). `role` names it in sentences.
    """

    role: str
    name: str
    name_zh: str
    fact: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    reason: str = ""
    reason_zh: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """A figure that a dossier asks for by naming its inputs: `kind` is a formula of the metrics.

    `says` holds {role}, {role.day} and {result}, and no figure of its own.
    """

    id: str
    kind: DerivationKind
    name: str
    name_zh: str
    topic: str
    attributes: tuple[str, ...]
    inputs: tuple[DerivedInput, ...]
    says: str
    says_zh: str
    caveat: str = ""
    caveat_zh: str = ""
    would_change: str = ""
    would_change_zh: str = ""
