"""PATH of one run: cases → asked by inspect_ai → scored → result.

In: a suite, its cases, how desks are opened. Out: a `Run`. Takes up a run of the same code and
cases that was broken off. Prints a bar on a terminal and nothing else; keeps a log.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals import tables
from evals.case import Case
from evals.errors import SuiteError
from evals.floors import Baseline
from evals.journal import journal
from evals.progress import Progress
from evals.record import Record
from evals.result import result
from evals.session import Opened, Session
from evals.statistics import Interval
from evals.suites import Suite
from evals.tables import Scored


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    made: Sequence[Scored]
    tally: Mapping[str, Interval]
    result: dict[str, Any]


def measure(  # noqa: PLR0913  # one run, named once
    suite: Suite,
    cases: Sequence[Case],
    opened: Opened,
    *,
    home: Path,
    folders: Sequence[Path],
    baseline: Baseline | None = None,
    fresh: bool = False,
) -> Run:
    """Asks every case of the suite and scores the answers; `folders` are what desks are opened on.

    Logs and unfinished runs lie in `home`.
    """
    if not cases:
        raise SuiteError("there are no cases to ask", help="Give a file with at least one case.")
    kept = journal(home / "unfinished", cases, folders)
    if fresh:
        kept.finish()
    known = kept.known(cases)
    bar = Progress(len(cases), done=len(known))

    def keep(record: Record) -> None:
        kept.keep(record)
        bar.step()

    with Session(open=opened, known=known, kept=keep) as session:
        log = _ask(suite, cases, session, home / "logs")
    if session.stopped:
        raise session.stopped
    kept.finish()
    made = tables.scored([session.joined(case) for case in cases])
    return Run(
        made=made, tally=tables.tally(made, suite.scorers),
        result=result(suite, made, baseline, log=log.name),
    )  # fmt: skip


def _ask(suite: Suite, cases: Sequence[Case], session: Session, logs: Path) -> Path:
    try:
        from evals import tasks
    except ImportError as error:
        raise SuiteError(
            f"inspect_ai is missing: {error}", help="pip install 'diligence-bot[evals]'."
        ) from error
    return tasks.run(suite, cases, session, logs)


def once(cases: Sequence[Case], opened: Opened) -> list[Scored]:
    """The cases asked of any desk and scored, without log and journal."""
    with Session(open=opened) as session:
        for case in cases:
            session.ask(case)
        return tables.scored([session.joined(case) for case in cases])
