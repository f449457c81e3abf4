"""How facts read from text by rule match those an editor recorded: `python -m evals.proposals`.

Reads the digests of a dossier as if they had been ingested and compares what is proposed with its
`facts.yaml`. The recorded facts are no complete list, so an unmatched proposal is not yet a wrong
one: `--unmatched` prints them with their sentences for judging by hand, `--misses` what was missed.
"""

import argparse
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.settings import SHIPPED
from evals.statistics import mean
from knowledge import Fact, Text, amounts, dossier, language_of, periods, stated
from knowledge.candidates import agree, figure
from knowledge.dossier import Dossier
from knowledge.propose import propose
from knowledge.proposed import Proposal, as_fact

# Kinds of one measure that a sentence rarely tells apart. What is sought is not what was paid.
FAMILIES = (
    {"valuation", "valuation_post", "valuation_pre", "market_cap"},
    {"round_amount", "round_status", "round_label"},
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposal and the recorded fact it states again; `timely` if their times overlap."""

    proposal: Proposal
    fact: Fact
    timely: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`wanted`: recorded facts with a figure that stands in their source's digest."""

    language: str
    proposals: tuple[Proposal, ...]
    wanted: tuple[Fact, ...]
    pairs: tuple[Pair, ...]

    @property
    def found(self) -> set[str]:
        return {p.fact.id for p in self.pairs}

    @property
    def timely(self) -> set[str]:
        return {p.fact.id for p in self.pairs if p.timely}

    @property
    def matched(self) -> set[str]:
        return {p.proposal.id for p in self.pairs}

    @property
    def mistimed(self) -> set[str]:
        """Matched proposals whose text gives a time that no recorded fact of the figure shares."""
        dated = {p.proposal.id for p in self.pairs if p.proposal.dated in ("stated", "inferred")}
        return dated - {p.proposal.id for p in self.pairs if p.timely}

    @property
    def unmatched(self) -> list[Proposal]:
        return [p for p in self.proposals if p.id not in self.matched]

    @property
    def misses(self) -> list[Fact]:
        return [f for f in self.wanted if f.id not in self.found]


def measure(loaded: Dossier) -> list[Report]:
    """One report per language of the digests."""
    made = {language: _Tally() for language in ("en", "zh")}
    sources = {s.id: s for s in loaded.sources}
    for text in loaded.digests:
        tally = made[language_of(_body(text))]
        read = propose(text.text, source=sources[text.source_id], entities=loaded.entities)
        recorded = [f for f in loaded.facts if f.source == text.source_id and f.range and f.unit]
        tally.proposals += read
        tally.wanted += [f for f in recorded if _stands_in(f, text)]
        tally.pairs += [_pair(p, f) for p in read for f in loaded.facts if same(p, f)]
    return [
        Report(
            language=language,
            proposals=tuple(t.proposals),
            wanted=tuple(t.wanted),
            pairs=tuple(t.pairs),
        )
        for language, t in made.items()
    ]


class _Tally:
    def __init__(self) -> None:
        self.proposals: list[Proposal] = []
        self.wanted: list[Fact] = []
        self.pairs: list[Pair] = []


def same(proposal: Proposal, fact: Fact) -> bool:
    """The same entity, kind of measure and figure, whatever the time."""
    recorded = figure(fact)
    if recorded is None or proposal.entity != fact.entity:
        return False
    kinds = {proposal.attribute, fact.attribute}
    if len(kinds) > 1 and not any(kinds <= family for family in FAMILIES):
        return False
    close = amounts.compare(proposal.amount, recorded) in ("equal", "rounded")
    return close and agree(proposal.amount, recorded)


def _pair(proposal: Proposal, fact: Fact) -> Pair:
    as_of = as_fact(proposal).as_of
    if as_of is None or fact.as_of is None:
        return Pair(proposal, fact, timely=False)
    one, other = periods.parse(as_of), periods.parse(fact.as_of)
    return Pair(proposal, fact, one.start <= other.end and other.start <= one.end)


def _stands_in(fact: Fact, text: Text) -> bool:
    recorded = figure(fact)
    said = (amounts.compare(a, recorded) for a in stated(text.text)) if recorded else ()
    return any(each in ("equal", "rounded") for each in said)


def _body(text: Text) -> str:
    """Chinese if most of it is: names alone do not make a digest Chinese."""
    chinese = sum("㐀" <= c <= "鿿" for c in text.text)
    return text.text if chinese * 5 > len(text.text) else ""


def lines(reports: Iterable[Report]) -> list[str]:
    """A table: a proposal that no recorded fact matches may still be right."""
    made = ["language  proposed  matched  share  mistimed  |  recorded  found  in time  recall"]
    for r in reports:
        recorded = {f.id for f in r.wanted}
        recall = str(mean([f.id in r.found for f in r.wanted])) if r.wanted else "-"
        share = f"{len(r.matched) / len(r.proposals):.2f}" if r.proposals else "-"
        made.append(
            f"{r.language:8}  {len(r.proposals):8}  {len(r.matched):7}  {share:>5}  "
            f"{len(r.mistimed):8}  |  {len(recorded):8}  {len(r.found & recorded):5}  "
            f"{len(r.timely & recorded):7}  {recall}"
        )
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.proposals", description=__doc__)
    parser.add_argument("--dossier", type=Path, default=SHIPPED)
    parser.add_argument("--misses", action="store_true", help="recorded facts that were missed")
    parser.add_argument("--unmatched", type=int, metavar="N", help="N proposals to judge by hand")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(arguments)
    reports = measure(dossier.load(asked.dossier))
    print("\n".join(lines(reports)))
    if asked.misses:
        for fact in (f for r in reports for f in r.misses):
            print(f"missed {fact.id} ({fact.entity} {fact.attribute}): {fact.statement}")
    if asked.unmatched:
        pool = [p for r in reports for p in r.unmatched]
        print(f"{len(pool)} proposals match no recorded fact")
        for p in random.Random(asked.seed).sample(pool, min(asked.unmatched, len(pool))):
            said = amounts.format(p.amount, "en")
            print(f"unmatched {p.entity} {p.attribute} {said} {p.as_of}: {p.statement}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
