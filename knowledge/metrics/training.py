"""What training costs against the cash: how many runs it pays for, and the share that one takes.

Inputs are facts of the company with attributes cash and training_run_cost. Does not know how many
runs are planned, nor what else costs money.
"""

from knowledge.ledger import Ledger
from knowledge.metrics import base
from knowledge.metrics.base import Figure
from knowledge.metrics.formula import Formula, Need, Wording
from knowledge.records import Metric


def training_runs(ledger: Ledger) -> Metric | None:
    """Runs: balance ÷ cost of one run; spending on anything else is left out."""
    cash = base.first(ledger, "cash")
    held = base.first(ledger, "training_run_cost")
    cost = base.in_unit(ledger, "cost of one run", held, cash.unit if cash else None)
    if cash is None or cost is None:
        return None
    runs = (base.figure(cash) / cost.figure).named("count")
    share = (cost.figure / base.figure(cash)).percent()
    return base.metric(
        TRAINING_RUNS.words,
        inputs=(base.taken("cash", cash), *cost.inputs),
        result=runs,
        figures=(base.output(share.low, share.high, "percent"), *cost.figures),
        as_of=cash.as_of,
        says=f"{base.sentence(base.said(cash, 'en'))} would pay for {_count(runs, 'to')} training "
        f"runs at {cost.en} each, if nothing else cost money; one run takes "
        f"{base.say(share.low, share.high, 'percent', 'en')} of it.",
        says_zh=f"若不计其他支出，{base.said(cash, 'zh')}可支付{_count(runs, '至')}次训练"
        f"（每次{cost.zh}）；每次占其{base.say(share.low, share.high, 'percent', 'zh')}。",
    )


def _count(runs: Figure, to: str) -> str:
    low, high = base.nice(runs.low), base.nice(runs.high)
    return f"{low:f}" if low == high else f"{low:f}{'–' if to == '至' else ' to '}{high:f}"


TRAINING_RUNS = Formula(
    words=Wording(
        id="training-runs",
        name="Training runs the cash pays for",
        name_zh="现金可支付的训练次数",
        topic="runway",
        attributes=("training_run_cost",),
        formula="cash ÷ cost of one training run; cost of one run ÷ cash",
        formula_zh="现金÷单次训练成本；单次训练成本÷现金",
        would_change="a training budget or cloud invoices instead of an estimate per run",
        would_change_zh="以训练预算或云服务发票取代单次成本估计",
    ),
    needs=(Need(attributes=("cash",)), Need(attributes=("training_run_cost",))),
    fits="a cost in the currency of the balance, or an exchange rate",
    fits_zh="与余额同币种的成本，或汇率",
    make=training_runs,
)
