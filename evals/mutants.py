"""Mutation run: true claims of the dossier, each broken in one way, through `bot.verify`.

In: a dossier, by default the shipped one. Out: for each kind of break the share that verification
catches, and the share of true claims it rejects, as said and in other words, with 95 % bootstrap
intervals; `--misses` lists both. Says nothing about whether answers are useful.
`python -m evals.mutants [--json]`.
"""

import argparse
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random

from bot.settings import SHIPPED
from evals import breaks, statistics, truths, wordings
from evals.breaks import Break
from evals.statistics import Interval
from evals.truths import LANGUAGES, Desk, Truth
from knowledge import Entity, Language, is_cjk

SAMPLE = 200
SEED = 17
GOALS = {
    "value": 0.99, "digits": 0.99, "scale": 0.99, "unit": 0.99, "currency": 0.99, "period": 0.99,
    "range end": 0.99, "sign": 0.99, "entity": 0.90, "hedge": 0.90, "bound": 0.90, "negation": 0.90,
}  # fmt: skip
MOST_REJECTED = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    truth: Truth
    kind: str
    text: str
    caught: bool


def kinds(entities: Sequence[Entity]) -> dict[str, Break]:
    return {
        "value": breaks.value, "digits": breaks.digits, "scale": breaks.scale,
        "unit": breaks.by(wordings.UNITS), "currency": breaks.by(wordings.CURRENCIES),
        "period": breaks.period, "range end": breaks.range_end, "sign": breaks.by(wordings.SIGNS),
        "entity": _swapped(entities), "hedge": breaks.by(wordings.HEDGES),
        "bound": breaks.by(wordings.BOUNDS), "negation": breaks.by(wordings.NEGATIONS),
    }  # fmt: skip


def _swapped(entities: Sequence[Entity]) -> Break:
    """Somebody else of the dossier, under the name of the claim's language."""
    owners = {name: e.id for e in entities for name in e.names}
    longest = sorted(owners, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<![A-Za-z0-9]){re.escape(n)}(?![A-Za-z0-9])" if not is_cjk(n)
                                  else re.escape(n) for n in longest))  # fmt: skip

    def swap(text: str, language: Language, rng: Random) -> str | None:
        found = list(pattern.finditer(text))
        if not found:
            return None
        match = rng.choice(found)
        present = {owners[m[0]] for m in found}
        others = [e for e in entities if e.id not in present and e.id != "industry"]
        name = rng.choice(others).called(language)
        # Chinese has no space between words, but puts one between two Latin ones.
        after = text[match.end() :][:1]
        joint = " " if name[-1].isascii() and after.isascii() and after.isalnum() else ""
        return text[: match.start()] + name + joint + text[match.end() :]

    return swap


def mutate(on: Desk, chosen: Sequence[Truth], rng: Random) -> list[Mutant]:
    made = []
    for kind, broken in kinds(on.ledger.entities).items():
        for truth in chosen:
            text = broken(truth.claim.text, truth.language, rng)
            if text is None or text == truth.claim.text:
                continue
            caught = not on.stands(replace(truth.claim, text=text))
            made.append(Mutant(truth=truth, kind=kind, text=text, caught=caught))
    return made


def reworded(chosen: Sequence[Truth], rng: Random) -> list[Truth]:
    """The same claims in other words, still true: what a model's text might say."""
    said = breaks.by(wordings.REWORDINGS)
    texts = [(t, said(t.claim.text, t.language, rng)) for t in chosen]
    return [replace(t, claim=replace(t.claim, text=text)) for t, text in texts if text]


def caught(made: Sequence[Mutant], language: Language | None = None) -> dict[str, Interval]:
    """The share caught of each kind, in one language or both."""
    shares = {}
    for kind in GOALS:
        fits = [m for m in made if m.kind == kind and language in (None, m.truth.language)]
        if fits:
            shares[kind] = statistics.mean([float(m.caught) for m in fits])
    return shares


def rejected(on: Desk, made: Sequence[Truth]) -> list[Truth]:
    return [t for t in made if not on.stands(t.claim)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true", help="list every break that slips through")
    parser.add_argument("--dossier", type=Path, default=SHIPPED, help="folder of facts")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="true claims to break")
    parser.add_argument("--seed", type=int, default=SEED)
    args = parser.parse_args()
    rng = Random(args.seed)
    on = truths.desk(args.dossier)
    everything = list(truths.of(on))
    chosen = truths.sample(everything, args.sample, rng)
    made, others = mutate(on, chosen, rng), reworded(chosen, rng)
    wrong, refused = rejected(on, everything), rejected(on, others)
    lost = {
        "as said": statistics.mean([float(t in wrong) for t in everything]),
        "reworded": statistics.mean([float(t in refused) for t in others]),
    }
    if args.json:
        print(json.dumps(_report(made, lost), indent=2))
        return
    _print(made, lost)
    for miss in [m for m in made if args.misses and not m.caught]:
        print(
            f"MISS {miss.kind} [{miss.truth.form}] {miss.text}\n     was: {miss.truth.claim.text}"
        )
    for truth in [*wrong, *refused] if args.misses else ():
        print(f"REJECTED [{truth.form}] {truth.claim.text}")


def _report(made: Sequence[Mutant], lost: Mapping[str, Interval]) -> dict[str, object]:
    both = {"caught": caught(made), **{f"caught_{x}": caught(made, x) for x in LANGUAGES}}
    shares = {name: {k: asdict(v) for k, v in held.items()} for name, held in both.items()}
    return {
        **shares, "true_rejected": {k: asdict(v) for k, v in lost.items()},
        "goals": GOALS | {"true_rejected": MOST_REJECTED},
    }  # fmt: skip


def _print(made: Sequence[Mutant], lost: Mapping[str, Interval]) -> None:
    english, chinese = caught(made, "en"), caught(made, "zh")
    print(f"{'caught':10} {'':32} {'en':>6} {'zh':>6}  goal")
    for kind, share in caught(made).items():
        en, zh = (f"{x[kind].value:.3f}" if kind in x else "–" for x in (english, chinese))
        mark = "✓" if share.value >= GOALS[kind] else "✗"
        print(f"{kind:10} {share!s:32} {en:>6} {zh:>6}  ≥ {GOALS[kind]} {mark}")
    print("true claims rejected")
    mark = "✓" if lost["as said"].value <= MOST_REJECTED else "✗"
    print(f"{'as said':10} {lost['as said']!s:46}  ≤ {MOST_REJECTED} {mark}")
    print(f"{'reworded':10} {lost['reworded']}")


if __name__ == "__main__":
    main()
