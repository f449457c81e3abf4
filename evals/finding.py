"""Is a source that carries the answer found, by each of the signals alone and by all together?

In: the cases over the shipped dossier and over the invented company that name `sources` and ask one
question. Out: recall@k over sources, by dossier and language: a source stands where the best
passage of its document does. Only passages of documents are searched; recorded facts are left out,
and so are dossiers held back, since weights are chosen by these figures.

    python -m evals.finding [--json]
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from typing import Any

from bot import Bot, Settings
from evals.case import Case
from evals.external import ranking
from evals.external.ranking import Ranked
from evals.session import desks
from evals.suites import HELD_BACK, shipped_cases
from knowledge import Hit, Passage

DEEP = 400  # passages taken so that ten documents are among them
Finder = Callable[[Bot, Case], Iterable[Passage]]


def by_words(bot: Bot, case: Case) -> list[Passage]:
    return _passages(bot, bot.kb.search_words(case.question, DEEP))


def by_meaning(bot: Bot, case: Case) -> list[Passage]:
    return _passages(bot, bot.kb.search_vectors(case.question, DEEP))


def ours(bot: Bot, case: Case) -> list[Passage]:
    return bot.find(case.question, DEEP)


SYSTEMS: dict[str, Finder] = {"ours": ours, "words alone": by_words, "meaning alone": by_meaning}


def measure(cases: Sequence[Case], bot_of: Callable[[Case], Bot]) -> dict[str, Any]:
    """recall@k and MRR@10 by system, overall and by dossier and language."""
    return {
        name: ranking.report([_ranked(case, find(bot_of(case), case)) for case in cases])
        for name, find in SYSTEMS.items()
    }


def judged(cases: Iterable[Case]) -> list[Case]:
    """Follow-ups cannot be searched for alone; some cases bring documents of their own."""
    held = [c for c in cases if not c.documents and c.dossier not in HELD_BACK]
    return [c for c in held if c.sources and c.question and not c.must_decline]


def _ranked(case: Case, found: Iterable[Passage]) -> Ranked:
    return Ranked(
        question=case.question,
        places=tuple(dict.fromkeys(passage.source_id for passage in found)),
        gold=frozenset(case.sources),
        kind=f"{case.dossier}, {case.language}",
    )


def _passages(bot: Bot, hits: Sequence[Hit]) -> list[Passage]:
    found = bot.kb.passages([hit.passage_id for hit in hits])
    return [passage for passage in found if passage.kind == "passage"]


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.finding", description=__doc__)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    with ExitStack() as opened:
        open_desk, held = desks(Settings.from_env()), dict[str, Bot]()

        def bot_of(case: Case) -> Bot:
            if case.dossier not in held:
                desk = open_desk(case, opened)
                assert isinstance(desk, Bot)
                held[case.dossier] = desk
            return held[case.dossier]

        found = measure(judged(shipped_cases()), bot_of)
    print(json.dumps(found, indent=1) if args.json else ranking.table(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
