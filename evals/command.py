"""`diligence eval`: a suite, a user's own cases or a public benchmark, from the command line.

In: arguments and settings. Out: printed scores, exit code 0, or 1 where a floor is not held. Joins
the commands of `bot.surfaces.cli` through the entry-point group `diligence.commands`; decides
nothing about right and wrong.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from bot import Settings
from evals import external, suites, tables
from evals.case import Case, load
from evals.errors import SuiteError
from evals.session import Session, desks
from evals.statistics import Interval
from evals.tables import GOALS, Scored

MOST_SHOWN = 40  # failing cases printed; the report holds them all


def register(commands: Any) -> None:
    """Adds `eval` to the subcommands."""
    about = "measure answers over cases with known answers"
    parser = commands.add_parser("eval", help=about, description=about)
    parser.set_defaults(command=run)
    parser.add_argument("suite", help=f"{', '.join(suites.SUITES)}, or external:NAME")
    parser.add_argument("--dossier", type=Path, metavar="DIR", help="your dossier's folder")
    parser.add_argument("--cases", type=Path, nargs="+", metavar="FILE", help="your cases")
    parser.add_argument("--data", type=Path, metavar="DIR", help="data of a public benchmark")
    parser.add_argument("--misses", action="store_true", help="print every case that is not right")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace, settings: Settings) -> int:
    if args.suite.startswith("external:"):
        return _external(args)
    chosen = suites.suite(args.suite)
    cases = chosen.choose(_cases(args))
    with Session(open=desks(settings, args.dossier)) as session:
        made = tables.scored(_ask_all(session, cases, quiet=args.json))
    _print(made, chosen.scorers, args)
    return 0


def _cases(args: argparse.Namespace) -> list[Case]:
    if bool(args.cases) != bool(args.dossier):
        raise SuiteError(
            "--cases and --dossier belong together",
            help="Give your dossier's folder and the file of your cases.",
        )
    return load(args.cases) if args.cases else suites.shipped_cases()


def _ask_all(session: Session, cases: Sequence[Case], *, quiet: bool) -> list[Any]:
    shown = sys.stderr.isatty() and not quiet
    for done, case in enumerate(cases, start=1):
        session.ask(case)
        if shown:
            print(f"\r{done} of {len(cases)}", end="", file=sys.stderr, flush=True)
    if shown:
        print(file=sys.stderr)
    # asked again of the session: the first of a pair knows its twin only now
    return [session.joined(case) for case in cases]


def _print(made: Sequence[Scored], scorers: Sequence[str], args: argparse.Namespace) -> None:
    tally = tables.tally(made, scorers)
    failing = sorted((s for s in made if _failing(s, scorers)), key=lambda s: s.worth)
    if args.json:
        groups = tables.grouped(made, scorers)
        print(json.dumps({"scores": tally, "by": groups}, default=asdict, indent=1))
        return
    for one in failing if args.misses else ():
        print("\n".join(_miss(one, scorers)), end="\n\n")
    for name, interval in tally.items():
        print(f"{name:20} {interval!s:34} {_goal(name, interval)}".rstrip())
    errors = sum(bool(s.record.error) for s in made)
    print(f"{len(made)} cases, {len(made) - len(failing)} without fault, {errors} errors")


def _failing(one: Scored, scorers: Sequence[str]) -> bool:
    return bool(one.record.error) or any(one.scores[n].faults for n in scorers if n in one.scores)


def _miss(one: Scored, scorers: Sequence[str]) -> list[str]:
    record = one.record
    lines = [f"{record.case.key}  {' / '.join(record.case.asked)}"]
    lines += [f"  {n}: {f}" for n in scorers if n in one.scores for f in one.scores[n].faults]
    if record.error or record.answer is None:
        return [*lines, f"  error: {record.error}"]
    cited = [f"[{c.n}] {c.source_id}" for c in record.answer.citations[:6]]
    return [*lines, f"  got: {record.answer.answer[:300]!r}", f"  evidence: {', '.join(cited)}"]


def _goal(name: str, got: Interval) -> str:
    if name not in GOALS:
        return ""
    return f"goal ≥ {GOALS[name]} {'✓' if got.value >= GOALS[name] else '✗'}"


def _external(args: argparse.Namespace) -> int:
    name = args.suite.removeprefix("external:")
    known = [m.name for m in iter_modules(external.__path__)]
    module = import_module(f"evals.external.{name}") if name in known else None
    if module is None or not hasattr(module, "measure"):
        raise SuiteError(
            f"there is no benchmark {name!r}",
            help="evals/external holds the adapters; each has a function measure(data).",
        )
    if args.data is None or not args.data.is_dir():
        raise SuiteError(f"--data is {str(args.data)!r}", help="Give the folder of its data.")
    made = module.measure(args.data)
    print(json.dumps(made, indent=1, default=str) if args.json else module.table(made))
    return 0
