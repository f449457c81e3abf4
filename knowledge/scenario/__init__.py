"""What-if questions about the cash: a monthly model whose every input is sourced or assumed.

The path of one scenario: ledger → `from_ledger` → `apply` a `Change` → `run`, `spread` or
`goal_seek` → a `Metric` in words. `answer` does it in one call. Reads no question and no file;
knows no company.
"""

from knowledge.scenario.answer import answer, scenario_metric
from knowledge.scenario.build import apply
from knowledge.scenario.cash import Outcome, goal_seek, run
from knowledge.scenario.chance import Band, Spread, spread
from knowledge.scenario.inputs import Arrival, Change, End, Input, Inputs, Level, Raise, Vary
from knowledge.scenario.months import day_of, middle
from knowledge.scenario.problems import ScenarioError
from knowledge.scenario.recorded import from_ledger

__all__ = [
    "Arrival",
    "Band",
    "Change",
    "End",
    "Input",
    "Inputs",
    "Level",
    "Outcome",
    "Raise",
    "ScenarioError",
    "Spread",
    "Vary",
    "answer",
    "apply",
    "day_of",
    "from_ledger",
    "goal_seek",
    "middle",
    "run",
    "scenario_metric",
    "spread",
]
