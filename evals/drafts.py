"""True claims as drafts of a model, some broken in one way: what does the writer hold back?

In: a dossier. Out: the share of broken drafts withheld, by kind, the share of untouched ones kept,
and what judging a sentence takes. Drafts go through the same reading of marks and the same hearing
as a model's text. `python -m evals.drafts [--dossier DIR] [--sample N] [--meaning]`.
"""

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from bot import Settings
from bot.checks.meaning import Likeness, Meaning
from bot.model.blocks import Blocks
from bot.model.hearing import Hearing
from bot.model.marks import Sentences
from bot.retrieve import Retrieved
from bot.settings import SHIPPED
from bot.understand import understand
from bot.writers.base import Found
from evals import mutants, statistics, truths
from evals.truths import Desk, Truth
from knowledge import Language, SentenceTransformerEmbedder, sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One claim as it was written; `kind` is how it was broken, "" for an untouched one."""

    text: str
    kind: str
    stands: bool
    seconds: float


def written(on: Desk, truth: Truth, text: str, kind: str, meaning: Meaning | None = None) -> Draft:
    """Every sentence of the claim with the numbers of all its evidence."""
    ids = [i for i in truth.claim.evidence if i in on.evidence]
    marks = "".join(f"[{n}]" for n in range(1, len(ids) + 1))
    draft = " ".join(f"{text[a:b]} {marks}" for a, b in sentences(text))
    hearing = replace(_hearing(on, ids, truth.language), meaning=meaning)
    reading = Sentences()
    said = [*reading.feed(draft), *reading.close()]
    began = time.perf_counter()
    for each in said:
        hearing.hear(each)
    took = time.perf_counter() - began
    stands = bool(said) and not hearing.held_back
    return Draft(text=text, kind=kind, stands=stands, seconds=took / max(len(said), 1))


def _hearing(on: Desk, ids: list[str], language: Language) -> Hearing:
    asked = "How much is it?" if language == "en" else "是多少？"
    u = understand(asked, ledger=on.ledger, is_known=lambda _: True)
    found = Found(retrieved=Retrieved(), metrics=on.metrics, ledger=on.ledger, evidence=on.evidence)
    return Hearing(u=u, found=found, blocks=Blocks(ids=list(ids)), tell=lambda _: None)


def drafts(
    on: Desk, chosen: Sequence[Truth], rng: Random, meaning: Meaning | None = None
) -> list[Draft]:
    made = [written(on, t, t.claim.text, "", meaning) for t in chosen]
    for kind, broken in mutants.kinds(on.ledger.entities).items():
        for truth in chosen:
            text = broken(truth.claim.text, truth.language, rng)
            if text and text != truth.claim.text:
                made.append(written(on, replace(truth), text, kind, meaning))
    return made


def report(made: Sequence[Draft]) -> dict[str, Any]:
    whole = [d for d in made if not d.kind]
    broken = [d for d in made if d.kind]
    by_kind = {k: [d for d in broken if d.kind == k] for k in sorted({d.kind for d in broken})}
    times = sorted(d.seconds for d in made)
    return {
        "withheld": asdict(statistics.mean([float(not d.stands) for d in broken])),
        "kept": asdict(statistics.mean([float(d.stands) for d in whole])),
        "by_kind": {
            k: asdict(statistics.mean([float(not d.stands) for d in v])) for k, v in by_kind.items()
        },
        "seconds_median": times[len(times) // 2],
        "seconds_p95": times[int(len(times) * 0.95)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dossier", type=Path, default=SHIPPED)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--meaning", action="store_true", help="with the packaged embedder")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    rng = Random(mutants.SEED)
    on = truths.desk(args.dossier)
    embedder = SentenceTransformerEmbedder(cache=Settings.from_env().models)
    meaning = Likeness(embedder.encode) if args.meaning else None
    made = drafts(on, truths.sample(list(truths.of(on)), args.sample, rng), rng, meaning)
    told = report(made)
    if args.json:
        print(json.dumps(told, indent=2))
        return
    for name in ("withheld", "kept"):
        print(f"{name}: {told[name]}")
    for kind, share in told["by_kind"].items():
        print(f"  {kind}: {share}")
    print(f"a sentence: {told['seconds_median']:.4f} s, p95 {told['seconds_p95']:.4f} s")
    for d in [d for d in made if args.misses and d.stands == bool(d.kind)]:
        print(f"MISS {d.kind or 'untouched'}: {d.text}")


if __name__ == "__main__":
    main()
