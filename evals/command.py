"""`diligence eval`: a suite, a user's own cases or a public benchmark, from the command line.

In: arguments and settings. Out: printed scores and three reports under `home/evals` (of a sealed
suite the totals alone, unless asked); exit code 0, or 1 where a floor is not held or a case ended
in an error. Joins the commands of `bot.surfaces.cli` through the entry-point group
`diligence.commands`; decides nothing about right and wrong.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from bot import Settings
from bot.model.provider import provider
from evals import external, floors, judge, readme, report, suites, tables
from evals.case import Case, load
from evals.errors import SuiteError
from evals.measure import Run, measure
from evals.report.markdown import goal, goals
from evals.result import totals
from evals.session import desks, folder_of
from evals.suites import Suite

BLOCK = "evals"
MOST_SHOWN = 20  # failing cases printed without --misses; the report holds them all


def register(commands: Any) -> None:
    """Adds `eval` to the subcommands."""
    about = "measure answers over cases with known answers"
    parser = commands.add_parser("eval", help=about, description=about)
    parser.set_defaults(command=run)
    parser.add_argument("suite", help=f"{', '.join(suites.SUITES)}, or external:NAME")
    parser.add_argument("--dossier", type=Path, metavar="DIR", help="your dossier's folder")
    parser.add_argument("--cases", type=Path, nargs="+", metavar="FILE", help="your cases")
    parser.add_argument("--baselines", type=Path, metavar="DIR", help="your own floors")
    parser.add_argument("--data", type=Path, metavar="DIR", help="data of a public benchmark")
    parser.add_argument("--floor-check", action="store_true", help="exit 1 under a floor")
    parser.add_argument("--accept", action="store_true", help="make this run the baseline")
    parser.add_argument("--because", metavar="TEXT", default="", help="why a floor may fall")
    parser.add_argument("--judge", metavar="MODEL", help="a model's opinion too; no floor has it")
    parser.add_argument("--fresh", action="store_true", help="do not take up a broken-off run")
    parser.add_argument("--misses", action="store_true", help="print every case with a fault")
    parser.add_argument("--write", type=Path, metavar="FILE", help=f"replace block {BLOCK!r}")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace, settings: Settings) -> int:
    if args.suite.startswith("external:"):
        return _external(args)
    chosen = suites.suite(args.suite)
    if args.write:
        readme.require(args.write, BLOCK)
    folder, home = _baselines(args), settings.home / "evals"
    cases = chosen.choose(_cases(args, chosen))
    run = measure(
        chosen, cases, desks(settings, args.dossier), home=home,
        folders=_folders(args, cases),
        baseline=floors.read(chosen.name, folder), fresh=args.fresh,
    )  # fmt: skip
    if args.judge:
        run.result["judge"] = _judged(run, replace(settings, model=args.judge))
    if chosen.is_sealed and not args.misses:
        run = _sealed(run, home)
    else:
        report.write(run.result, home)
    print(json.dumps(run.result, ensure_ascii=False, indent=1) if args.json else _text(run, args))
    if args.write:
        readme.write(args.write, BLOCK, goals(run.result))
    if args.accept:
        _accept(run, chosen, folder, args)
    return int(args.floor_check and not args.accept and _falls_short(run.result))


def _judged(run: Run, settings: Settings) -> Any:
    """The opinion of the model that `settings` names; the desk itself was asked without it."""
    model = provider(settings)
    return judge.opinions(
        run.made, model,
        first_s=settings.first_words_seconds, total_s=settings.model_seconds,
    )  # fmt: skip


def _sealed(run: Run, home: Path) -> Run:
    """Its totals; the log of the single cases goes."""
    (home / "logs" / run.result["log"]).unlink()
    return replace(run, result=totals(run.result))


def _accept(run: Run, chosen: Suite, folder: Path, args: argparse.Namespace) -> None:
    """The run as baseline: of its suite, and of every other that chooses among the same cases."""
    every = chosen.name == "full" and not args.cases
    among = [suite for suite in suites.SUITES.values() if suite.folder == chosen.folder]
    for suite in among if every else [chosen]:
        keys = {case.key for case in suite.choose([s.record.case for s in run.made])}
        made = [s for s in run.made if s.record.case.key in keys]
        tally = tables.tally(made, suite.scorers)
        floors.accept(suite, made, tally, because=args.because, folder=folder)


def _falls_short(result: Mapping[str, Any]) -> bool:
    return bool(result["errors"]) or result["floors"] != "held"


def _cases(args: argparse.Namespace, chosen: Suite) -> list[Case]:
    if bool(args.cases) != bool(args.dossier):
        raise SuiteError(
            "--cases and --dossier belong together",
            help="Give your dossier's folder and the file of your cases.",
        )
    return load(args.cases) if args.cases else suites.cases_in(chosen.folder)


def _folders(args: argparse.Namespace, cases: Sequence[Case]) -> list[Path]:
    """What the answers rest on: dossiers and the documents beside them."""
    dossiers = {args.dossier or folder_of(case.dossier) for case in cases}
    documents = {Path(name) for case in cases for name in case.documents}
    return sorted({folder for folder in dossiers if folder} | documents)


def _baselines(args: argparse.Namespace) -> Path:
    """A user's floors lie beside their cases; ours never hold for other cases."""
    if args.baselines or not args.cases:
        return args.baselines or floors.FOLDER
    return Path(args.cases[0].parent / "baselines")


def _text(run: Run, args: argparse.Namespace) -> str:
    """Failing cases first, then the scores, then what is under its floor."""
    made = run.result
    shown = made["failing"][: None if args.misses else MOST_SHOWN]
    lines = ["\n".join(_miss(case)) + "\n" for case in shown if args.misses or made["below"]]
    for name, s in made["scores"].items():
        interval = f"{s['value']:.3f} [{s['low']:.3f}, {s['high']:.3f}] (n={s['n']})"
        lines.append(f"{name:20} {interval:34} {goal(s)}".rstrip())
    lines.append(
        f"{made['cases']} cases, {made['without_fault']} without fault, {made['errors']} errors; "
        f"floors {made['floors']}"
    )
    lines += judge.lines(made["judge"]) if "judge" in made else []
    return "\n".join([*lines, *(f"BELOW: {line}" for line in made["below"])])


def _miss(case: Mapping[str, Any]) -> list[str]:
    evidence = ", ".join(f"[{e['n']}] {e['source']}" for e in case["evidence"][:8])
    return [
        f"{case['key']} ({case['kind']})  {' / '.join(case['asked'])}",
        *(f"  {name}: {fault}" for name, held in case["faults"].items() for fault in held[:4]),
        f"  expected: {'; '.join(case['expected'])}",
        f"  got: {case['error'] or ' '.join(case['got'].split())[:400]}",
        f"  evidence: {evidence or 'none'}",
    ]


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
