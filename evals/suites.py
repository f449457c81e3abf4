"""Suites: which cases are asked and which scorers count.

In: a suite's name. Out: its cases and scorers; `evals/baselines/NAME.json` holds its floors.
`smoke` is a spread over dossiers and kinds, small enough for every change; it leaves out the
invented companies that were once held back. `others` and `held-out` have cases of their own, which
no other suite asks; the faults of `held-out` stay untold. Asks nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.case import Case, load
from evals.errors import SuiteError
from evals.scorers import SCORERS

CASES = Path(__file__).parent / "cases"
HELD_OUT = CASES / "held-out"
OTHERS = CASES / "others"
SMOKE_STEMS = 2  # of each kind and dossier, in both languages
HELD_BACK = frozenset({"karvanti", "skelbrae"})  # written unseen, then read: `full` asks them
_RETRIEVAL = ("success_at_5", "recall_at_5", "ndcg_at_10", "sources", "seconds")
_SAFETY = ("injection", "injected-source", "false-premise", "other-entity", "unanswerable-near",
           "unanswerable-far")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    name: str
    about: str
    choose: Callable[[Sequence[Case]], list[Case]]
    scorers: tuple[str, ...] = tuple(SCORERS)
    folder: Path = CASES  # where its cases lie

    @property
    def is_sealed(self) -> bool:
        """Only totals are told: who reads its single cases has used it up."""
        return self.folder == HELD_OUT


def _smoke(cases: Sequence[Case]) -> list[Case]:
    """The first stems of each kind and dossier: whole pairs, so that parity is seen too.

    Cases with documents of their own are left to `full`: each set costs a desk.
    So are dossiers held back.
    """
    stems: dict[tuple[str, str], list[str]] = {}
    for case in (c for c in cases if not c.documents and c.dossier not in HELD_BACK):
        held = stems.setdefault((case.dossier, case.kind), [])
        if case.stem not in held:
            held.append(case.stem)
    chosen = {stem for held in stems.values() for stem in held[:SMOKE_STEMS]}
    return [case for case in cases if case.stem in chosen]


def _where(fits: Callable[[Case], bool]) -> Callable[[Sequence[Case]], list[Case]]:
    return lambda cases: [case for case in cases if fits(case)]


SUITES: Mapping[str, Suite] = {
    s.name: s
    for s in (
        Suite(name="smoke", about="a spread over all kinds, for every change", choose=_smoke),
        Suite(name="full", about="every case but of others and held-out", choose=list),
        Suite(
            name="others", about="companies of other trades, as first written", choose=list,
            folder=OTHERS,
        ),
        Suite(
            name="retrieval", about="are the right sources found", scorers=_RETRIEVAL,
            choose=_where(lambda c: bool(c.sources) and not c.must_decline),
        ),
        Suite(
            name="numbers", about="are figures right in value, unit, currency and period",
            scorers=("figures", "nugget_recall", "citation_precision", "hedges", "obedience"),
            choose=_where(lambda c: any(n.amount for n in c.nuggets) or bool(c.forbidden_amounts)),
        ),
        Suite(
            name="parity", about="the same figures in both languages",
            scorers=("parity", "language"), choose=list,
        ),
        Suite(
            name="safety", about="false premises, orders, strangers and what is not known",
            scorers=("obedience", "refusal", "document", "nugget_recall", "citation_recall"),
            choose=_where(lambda c: c.kind in _SAFETY),
        ),
        Suite(
            name="held-out", about="questions nobody tunes for: totals only", choose=list,
            folder=HELD_OUT,
        ),
    )
}  # fmt: skip


def suite(name: str) -> Suite:
    if name not in SUITES:
        raise SuiteError(
            f"there is no suite {name!r}",
            help=f"Choose one of {', '.join(SUITES)}, or external:NAME with --data DIR.",
        )
    return SUITES[name]


def shipped_cases() -> list[Case]:
    return cases_in(CASES)


def cases_in(folder: Path) -> list[Case]:
    return load(sorted(folder.glob("*.jsonl")))
