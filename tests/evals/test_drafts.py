"""Broken sentences of a draft are withheld and untouched ones kept."""

from pathlib import Path
from random import Random

from evals import drafts, truths

CORPUS = Path(__file__).parent.parent / "corpus" / "brinekeld"


def test_broken_sentences_are_withheld_and_untouched_ones_kept() -> None:
    on, rng = truths.desk(CORPUS), Random(3)
    chosen = truths.sample(list(truths.of(on)), 40, rng)
    told = drafts.report(drafts.drafts(on, chosen, rng))
    assert told["withheld"]["value"] >= 0.97
    assert told["kept"]["value"] >= 0.97
    assert told["seconds_p95"] * 10 < 1.5  # ten sentences of a 10-second stream: 15 %
