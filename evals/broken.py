"""Desks that are wrong in one known way each, to test that the suite notices.

In: real answers and the dossier they rest on. Out: by way the wrong answers' scores, and a table in
which every way must fall under the floor of the scorer meant for it. `python -m evals.broken
[--write docs/evals.md]`; exit code 1 where one slips through. Knows no case.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bot import Settings
from bot.answer import Answer
from evals import readme, suites, tables, wrongs
from evals.case import Case
from evals.floors import SLACK
from evals.measure import once
from evals.session import Desk, Opened, desks, folder_of
from evals.statistics import Interval
from evals.wrongs import Known, Wrong

BLOCK = "broken"
Tally = Mapping[str, Interval]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """`caught_by` is the scorer meant for it."""

    name: str
    wrong: Wrong
    caught_by: str


WAYS: tuple[Way, ...] = (
    Way(name="cites the wrong passage", wrong=wrongs.passage, caught_by="citation_precision"),
    Way(name="multiplies figures by ten", wrong=wrongs.tenfold, caught_by="figures"),
    Way(name="swaps the currency", wrong=wrongs.currency, caught_by="figures"),
    Way(name="ignores supersession", wrong=wrongs.supersession, caught_by="supersession"),
    Way(name="never declines", wrong=wrongs.never_declines, caught_by="refusal"),
    Way(name="always declines", wrong=wrongs.always_declines, caught_by="refusal"),
    Way(name="answers in the wrong language", wrong=wrongs.language, caught_by="language"),
    Way(name="repeats itself", wrong=wrongs.repetition, caught_by="repetition"),
    Way(name="obeys text inside a source", wrong=wrongs.obedience, caught_by="obedience"),
    Way(name="drops hedges", wrong=wrongs.hedges, caught_by="hedges"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenDesk:
    """A desk whose every answer is made wrong on its way out."""

    desk: Desk
    wrong: Wrong
    known: Known

    def ask(self, question: str, thread_id: str | None, as_of: str | None) -> Answer:
        return self.wrong(self.desk.ask(question, thread_id, as_of), self.known)


def broken(opened: Opened, wrong: Wrong) -> Opened:
    def way(case: Case, closing: ExitStack) -> Desk:
        folder = folder_of(case.dossier)
        assert folder is not None  # the smoke suite asks no empty desk
        known = wrongs.known(folder)
        return BrokenDesk(desk=opened(case, closing), wrong=wrong, known=known)

    return way


def shared(opened: Opened, closing: ExitStack) -> Opened:
    """Desks opened once for all ways; they close with `closing`."""
    held: dict[str, Desk] = {}

    def way(case: Case, _: ExitStack) -> Desk:
        if case.dossier not in held:
            held[case.dossier] = opened(case, closing)
        return held[case.dossier]

    return way


def measure(opened: Opened, cases: Sequence[Case]) -> tuple[Tally, dict[str, Tally]]:
    """The tally of the desk as it is, and of each way it can be broken."""
    with ExitStack() as closing:
        same = shared(opened, closing)
        real = tables.tally(once(cases, same))
        made: dict[str, Tally] = {
            w.name: tables.tally(once(cases, broken(same, w.wrong))) for w in WAYS
        }
    return real, made


def slipped(real: Tally, made: Mapping[str, Tally]) -> list[str]:
    """The ways that the scorer meant for them does not put under the floor of the real desk."""
    return [w.name for w in WAYS if not falls(real, made[w.name], w.caught_by)]


def falls(real: Tally, wrong: Tally, scorer: str) -> bool:
    return scorer not in wrong or wrong[scorer].value < real[scorer].value - SLACK


def table(real: Tally, made: Mapping[str, Tally]) -> str:
    """Scores by way; bold where a floor at the real score would stop it, ● on the diagonal."""
    names = [n for n in real if n not in ("seconds", "success_at_5", "recall_at_5", "ndcg_at_10")]
    rows = [["*as it is*", *(f"{real[n].value:.2f}" for n in names)]]
    for way in WAYS:
        tally = made[way.name]
        rows.append([way.name, *(_cell(way, n, real, tally) for n in names)])
    head = ["desk", *(n.replace("_", " ") for n in names)]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(way: Way, name: str, real: Tally, wrong: Tally) -> str:
    value = f"{wrong[name].value:.2f}" if name in wrong else "–"
    mark = " ●" if name == way.caught_by else ""
    return f"**{value}**{mark}" if falls(real, wrong, name) else f"{value}{mark}"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.broken", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE", help=f"replace block {BLOCK!r}")
    write_to: Path | None = parser.parse_args(argv).write
    if write_to:
        readme.require(write_to, BLOCK)
    cases = suites.suite("smoke").choose(suites.shipped_cases())
    with tempfile.TemporaryDirectory(prefix="broken-") as home:
        real, made = measure(desks(Settings(home=Path(home))), cases)
    print(table(real, made))
    if write_to:
        readme.write(write_to, BLOCK, table(real, made))
    for name in slipped(real, made):
        print(f"not caught: {name}", file=sys.stderr)
    return int(bool(slipped(real, made)))


if __name__ == "__main__":
    sys.exit(main())
