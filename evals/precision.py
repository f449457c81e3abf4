"""Does a quicker precision rank as float32 does? Shares of questions whose first k are the same.

In: the passages and the English questions of both dossiers' cases; the default embedder. Out: a row
for bfloat16: of the first 1, 3, 5 and 10, in how many questions order and set are those of float32,
and by how much a cosine moved at most. Searches by meaning only, over all passages.

    python -m evals.precision
"""

import sys
from collections.abc import Sequence

import numpy as np

from bot import Settings
from evals.session import folder_of
from evals.suites import shipped_cases
from knowledge import RuntimeName, SentenceTransformerEmbedder, bundles, dossier
from knowledge.embed import Vectors

FIRST = (1, 3, 5, 10)


def agreement(exact: Vectors, quick: Vectors, k: int) -> tuple[float, float]:
    """Of rows of cosines: the share with the same first `k` in the same order, and in any."""
    pairs = list(zip(_order(exact, k), _order(quick, k), strict=True))
    in_order = sum(one == other for one, other in pairs) / len(pairs)
    return in_order, sum(set(one) == set(other) for one, other in pairs) / len(pairs)


def _order(cosines: Vectors, k: int) -> list[list[int]]:
    return [[int(i) for i in np.argsort(-row, kind="stable")[:k]] for row in cosines]


def _cosines(runtime: RuntimeName, texts: Sequence[str], asked: Sequence[str]) -> Vectors:
    settings = Settings.from_env()
    embedder = SentenceTransformerEmbedder(
        settings.embedder, cache=settings.models, runtime=runtime
    )
    rows = embedder.encode(texts)
    return np.stack([rows @ embedder.encode_query(question) for question in asked])


def main() -> int:
    print("| passages | questions | same first | order of 3 | of 5 | of 10 | set of 10 | moved |")
    print("|---" * 8 + "|")
    for name in ("kimi", "sorivane"):
        folder = folder_of(name)
        assert folder
        held = bundles.bundles(dossier.load(folder))
        texts = list(dict.fromkeys(p.searched for b in held for p in b.passages))
        asked = [c.question for c in shipped_cases() if c.dossier == name and c.language == "en"]
        asked = [question for question in asked if question]
        exact, quick = _cosines("float32", texts, asked), _cosines("bfloat16", texts, asked)
        shares = [agreement(exact, quick, k) for k in FIRST]
        told = [*(f"{in_order:.3f}" for in_order, _ in shares), f"{shares[-1][1]:.3f}"]
        moved = float(np.abs(exact - quick).max())
        print(f"| {len(texts)} ({name}) | {len(asked)} | {' | '.join(told)} | {moved:.4f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
