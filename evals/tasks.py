"""The suites as inspect_ai tasks: `inspect eval evals/tasks.py@smoke`, then `inspect view`.

In: a suite. Out: a log in which every case shows its answer, claims, evidence and scores. No model
takes part: the solver asks the desk. `diligence eval` runs the same tasks. Cases run one at a time;
a case that raises is an error of that case. The door to inspect_ai.
"""

import atexit
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from inspect_ai import Task, task
from inspect_ai import eval as inspect_eval
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ModelOutput
from inspect_ai.scorer import Score, Scorer, Target, mean, scorer, stderr
from inspect_ai.solver import Generate, Solver, TaskState, solver

from bot import Settings
from bot.answer import Answer
from evals import suites
from evals.case import Case, load
from evals.record import Record
from evals.scorers import score
from evals.session import Session, desks
from evals.suites import Suite

NOT_SCORED = float("nan")  # inspect keeps these apart from zeros


class CaseFailed(Exception):
    """Asking raised; the record says what."""


def run(suite: Suite, cases: Sequence[Case], session: Session, logs: Path) -> Path:
    """Asks every case through inspect_ai; the records are the session's. Where the log lies."""
    (log,) = inspect_eval(
        build(suite, cases, session), model=None, log_dir=str(logs), display="none",
        fail_on_error=False, max_samples=1, log_level="warning", score_display=False,
    )  # fmt: skip
    return Path(log.location)


def build(suite: Suite, cases: Sequence[Case], session: Session) -> Task:
    by_key = {case.key: case for case in cases}
    return Task(
        name=suite.name, dataset=MemoryDataset([_sample(case) for case in cases]),
        solver=ask(session, by_key), scorer=judge(session, by_key, suite.scorers),
        fail_on_error=False, model="none/none",
    )  # fmt: skip


def _sample(case: Case) -> Sample:
    target = [str(n) for n in case.nuggets] or ["to be declined"]
    about = case.model_dump(mode="json", include={"dossier", "topic", "kind", "language", "note"})
    return Sample(id=case.key, input="\n".join(case.asked), target=target, metadata=about)


@solver
def ask(session: Session, by_key: Mapping[str, Case]) -> Solver:
    async def solve(state: TaskState, generate: Generate) -> TaskState:
        record = session.ask(by_key[str(state.sample_id)])
        if record.answer is None:
            raise CaseFailed(record.error)
        state.output = ModelOutput.from_content("desk", record.answer.answer)
        state.metadata |= _shown(record.answer)
        return state

    return solve


def _shown(answer: Answer) -> dict[str, Any]:
    """What the log shows beside the answer."""
    held = answer.to_dict()
    return {
        "status": answer.status, "claims": held["claims"], "evidence": held["citations"],
        "conflicts": held["conflicts"], "metrics": held["metrics"], "missing": held["missing"],
        "timings_ms": held["timings_ms"],
    }  # fmt: skip


@scorer(metrics={"*": [mean(), stderr()]})
def judge(session: Session, by_key: Mapping[str, Case], wanted: Sequence[str]) -> Scorer:
    async def judged(state: TaskState, target: Target) -> Score:
        return _as_inspect(session.joined(by_key[str(state.sample_id)]), wanted)

    return judged


def _as_inspect(record: Record, wanted: Sequence[str]) -> Score:
    made = score(record)
    values = {n: made[n].value if n in made else NOT_SCORED for n in wanted}
    faults = [f"{n}: {fault}" for n in wanted if n in made for fault in made[n].faults]
    return Score(value=values, explanation="\n".join(faults) or "nothing is wrong")


def _opened(name: str, dossier: str | None, cases: str | None) -> Task:
    chosen = suites.suite(name)
    rows = load([Path(cases)]) if cases else suites.cases_in(chosen.folder)
    closing = ExitStack()
    folder = Path(dossier) if dossier else None
    session = closing.enter_context(Session(open=desks(Settings.from_env(), folder)))
    atexit.register(closing.close)  # inspect says nothing when all samples of a task are done
    return build(chosen, chosen.choose(rows), session)


@task
def smoke(dossier: str | None = None, cases: str | None = None) -> Task:
    return _opened("smoke", dossier, cases)


@task
def full(dossier: str | None = None, cases: str | None = None) -> Task:
    return _opened("full", dossier, cases)


@task
def others(dossier: str | None = None, cases: str | None = None) -> Task:
    return _opened("others", dossier, cases)


@task
def retrieval(dossier: str | None = None, cases: str | None = None) -> Task:
    return _opened("retrieval", dossier, cases)


@task
def numbers(dossier: str | None = None, cases: str | None = None) -> Task:
    return _opened("numbers", dossier, cases)


@task
def parity(dossier: str | None = None, cases: str | None = None) -> Task:
    return _opened("parity", dossier, cases)


@task
def safety(dossier: str | None = None, cases: str | None = None) -> Task:
    return _opened("safety", dossier, cases)
