"""The two tools a model may use while it writes: search again, and the desk's own cash model.

Both only read. Arguments are the model's and so are checked like anybody's; what comes back is more
evidence, or one line on why there is none. The graph says how to search and compute.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot import prompts
from bot.answer import Evidence
from bot.model.provider import Call
from knowledge import Metric
from knowledge.scenario import Change, Level, Raise, ScenarioError

_MOST = 10**15


class _Search(BaseModel):
    model_config = ConfigDict(extra="ignore")

    query: str = Field(min_length=1, max_length=300)


class _Level(BaseModel):
    model_config = ConfigDict(extra="ignore")

    low: float = Field(ge=-_MOST, le=_MOST, allow_inf_nan=False)
    high: float = Field(ge=-_MOST, le=_MOST, allow_inf_nan=False)
    currency: str = Field(default="", pattern=r"^([A-Z]{3})?$")

    def level(self) -> Level:
        low, high = sorted(Decimal(str(value)) for value in (self.low, self.high))
        return Level(low=low, high=high, unit=self.currency)


class _Scenario(BaseModel):
    model_config = ConfigDict(extra="ignore")

    opening: _Level | None = None
    burn: _Level | None = None
    runs: _Level | None = None
    run_cost: _Level | None = None
    electricity: _Level | None = None
    people: _Level | None = None
    revenue: _Level | None = None
    growth: _Level | None = None
    raise_amount: _Level | None = None
    raises_nothing: bool = False

    def change(self) -> Change:
        made: dict[str, Any] = {
            name: given.level()
            for name in type(self).model_fields
            if isinstance(given := getattr(self, name), _Level) and name != "raise_amount"
        }
        if self.raise_amount:
            made["raises"] = (Raise(amount=self.raise_amount.level()),)
        elif self.raises_nothing:
            made["raises"] = ()
        return Change(**made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """More evidence, and the metrics among it; or `problem`: why there is none."""

    evidence: tuple[Evidence, ...] = ()
    metrics: tuple[Metric, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What the desk lends: neither changes anything."""

    search: Callable[[str], Sequence[Evidence]]
    suppose: Callable[[Change], tuple[Sequence[Metric], Sequence[Evidence]]]

    def use(self, call: Call) -> Got:
        try:
            if call.name == "search":
                return self._search(_Search.model_validate(call.arguments))
            if call.name == "scenario":
                return self._suppose(_Scenario.model_validate(call.arguments))
        except ValidationError as error:
            return Got(problem=f"{error.errors()[0]['loc']}: {error.errors()[0]['msg']}")
        except ScenarioError as error:
            return Got(problem=error.told("en"))
        return Got(problem="There is no such tool.")

    def _search(self, asked: _Search) -> Got:
        found = tuple(self.search(asked.query))
        return Got(evidence=found, problem="" if found else "Nothing was found.")

    def _suppose(self, asked: _Scenario) -> Got:
        metrics, evidence = self.suppose(asked.change())
        problem = "" if metrics else "The recorded facts do not carry a cash model."
        return Got(metrics=tuple(metrics), evidence=tuple(evidence), problem=problem)


def offered() -> list[dict[str, Any]]:
    """What the provider is told of them, in the form all providers take."""
    return [
        _function("search", prompts.SEARCH, _Search),
        _function("scenario", prompts.SCENARIO, _Scenario),
    ]


def _function(name: str, says: str, arguments: type[BaseModel]) -> dict[str, Any]:
    about = {"name": name, "description": says, "parameters": arguments.model_json_schema()}
    return {"type": "function", "function": about}
