"""What a browser or a program may suppose of the cash: JSON in, a checked `Change` out.

Only what could not be a scenario at all is refused here (a word for a number, an unknown field);
what cannot be in this scenario, such as a negative burn, the model says in a sentence of its own.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from knowledge.scenario import Change, Level, Raise

_MOST = Decimal(10) ** 18
_Figure = Annotated[Decimal, Field(ge=-_MOST, le=_MOST, allow_inf_nan=False, max_digits=40)]
_Unit = Annotated[str, Field(pattern=r"^([A-Z]{3}|multiple)?$")]
_MOST_RAISES = 12


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Range(_Body):
    """In base units. `unit`: a currency, "multiple" of what is recorded, "" for the plain one."""

    low: _Figure
    high: _Figure
    unit: _Unit = ""

    @model_validator(mode="after")
    def in_order(self) -> Self:
        if self.low > self.high:
            raise ValueError("low is above high")
        return self

    def level(self) -> Level:
        return Level(low=self.low, high=self.high, unit=self.unit)


class Coming(_Body):
    """A raise; without a day it counts as in hand from the balance."""

    amount: Range
    day: date | None = None


class Supposed(_Body):
    """The body of a scenario. What is left out stays as the sources have it."""

    opening: Range | None = None
    burn: Range | None = None
    runs: Range | None = None
    run_cost: Range | None = None
    electricity: Range | None = None
    people: Range | None = None
    revenue: Range | None = None
    growth: Range | None = None
    raises: tuple[Coming, ...] | None = Field(default=None, max_length=_MOST_RAISES)
    with_rounds: bool | None = None
    horizon_months: int | None = None
    out_before: date | None = None

    def change(self) -> Change:
        fields: dict[str, Any] = {name: getattr(self, name) for name in type(self).model_fields}
        for name, given in fields.items():
            if isinstance(given, Range):
                fields[name] = given.level()
        if self.raises is not None:
            fields["raises"] = tuple(Raise(amount=r.amount.level(), day=r.day) for r in self.raises)
        return Change(**fields)

    @classmethod
    def of(cls, change: Change) -> Self:
        """What of a change this body can say."""
        return cls.model_validate(
            {k: v for k, v in change.to_dict().items() if k in cls.model_fields}
        )
