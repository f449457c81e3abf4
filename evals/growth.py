"""What a store of 1,000, 10,000, 100,000 … passages costs: filling, asking, opening, memory, disk.

Each size is a process of its own over made-up text and vectors, so that the model's share is not
in it (`evals.bench` measures that). "Found" is the share of the ten nearest by an exact scan that a
search by meaning brings, and of the ten best by every word that a search by words brings: where it
falls is where one process stops being right.
`python -m evals.growth [--sizes 1000,10000] [--write README.md]`.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter

from evals import readme
from evals.measured import Surroundings, peak_gb, timed
from evals.synthetic import TopicVectors, bundles, question
from knowledge import Hit, KnowledgeBase, words
from knowledge.catalog import Catalog

BLOCK = "growth"
SIZES = "1000,10000,100000,1000000"
LIMIT_S = 5400.0  # of filling: what was reached by then is what is measured
QUESTIONS = 200
SCANNED = 50  # of them are compared with an exact scan
TOGETHER = 5  # sources stored together, as when a folder is brought in


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """Rates per second, times in ms unless they say otherwise; p50 and p95."""

    wanted: int
    passages: int
    per_s: float
    meaning: tuple[float, float]
    words: tuple[float, float]
    both: tuple[float, float]
    found: float
    same: float
    opens_s: float
    opens_after_kill_s: float
    memory_gb: float
    disk_mb: float

    @property
    def cells(self) -> tuple[str, ...]:
        size = f"{self.passages:,}" + (f" of {self.wanted:,}" * (self.passages < self.wanted))
        pairs = [f"{p50:.1f} / {p95:.1f}" for p50, p95 in (self.meaning, self.words, self.both)]
        opens = f"{self.opens_s:.2f} / {self.opens_after_kill_s:.2f}"
        return (
            size, f"{self.per_s:,.0f}", *pairs, f"{self.found:.3f} / {self.same:.3f}", opens,
            f"{self.memory_gb:.2f}", f"{self.disk_mb:,.0f}",
        )  # fmt: skip


_HEAD = (
    "passages", "stored / s", "by meaning, ms p50 / p95", "by words", "both",
    "found of ten, meaning / words", "opens, s (after kill -9)", "peak GB", "disk MB",
)  # fmt: skip


def grow(home: Path, wanted: int, limit_s: float) -> Grown:
    embedder = TopicVectors()
    with _opened(home, embedder) as kb:
        filled_s = timed(lambda: _fill(kb, wanted, limit_s))
        count = kb.passage_count
        asked = [question(n, count) for n in range(QUESTIONS)]
        for each in asked[:5]:
            kb.search_vectors(each, 10), kb.search_words(each, 10)
        meaning = _spread(asked, lambda q: kb.search_vectors(q, 10))
        wording = _spread(asked, lambda q: kb.search_words(q, 10))
        others = [question(QUESTIONS + n, count) for n in range(QUESTIONS)]
        both = _spread(others, lambda q: (kb.search_vectors(q, 10), kb.search_words(q, 10)))
        memory = peak_gb(Path("/proc/self/status").read_text(encoding="utf-8"))
        found = _found(kb, embedder, asked[:SCANNED], count)
    same = _same(home, asked[:SCANNED])
    opens = timed(lambda: _opened(home, embedder).close())
    (home / "growth" / "stopped.json").unlink()  # as kill -9 leaves it
    return Grown(
        wanted=wanted, passages=count, per_s=count / filled_s, meaning=meaning, words=wording,
        both=both, found=found, same=same, opens_s=opens,
        opens_after_kill_s=timed(lambda: _opened(home, embedder).close()), memory_gb=memory,
        disk_mb=sum(p.stat().st_size for p in home.rglob("*") if p.is_file()) / 1e6,
    )  # fmt: skip


def table(rows: Sequence[Grown], where: str) -> str:
    lines = [_HEAD, tuple("---" for _ in _HEAD), *(row.cells for row in rows)]
    return "\n".join([*(f"| {' | '.join(line)} |" for line in lines), "", where])


def _opened(home: Path, embedder: TopicVectors) -> KnowledgeBase:
    return KnowledgeBase.open(home, name="growth", embedder=embedder)


def _fill(kb: KnowledgeBase, wanted: int, limit_s: float) -> None:
    until = time.monotonic() + limit_s
    coming = bundles(wanted)
    while (group := list(islice(coming, TOGETHER))) and time.monotonic() < until:
        kb.add_all(group)


def _spread(asked: Sequence[str], call: Callable[[str], object]) -> tuple[float, float]:
    taken = sorted(timed(lambda: call(each)) * 1e3 for each in asked)  # noqa: B023  # called at once
    return taken[len(taken) // 2], taken[int(len(taken) * 0.95)]


def _found(kb: KnowledgeBase, embedder: TopicVectors, asked: Sequence[str], count: int) -> float:
    """The share of the ten nearest by an exact scan that the index brings."""
    queries = np.stack([embedder.encode_query(each) for each in asked])
    best: list[list[tuple[float, str]]] = [[] for _ in asked]
    for bundle in bundles(count):
        rows = embedder.encode([passage.text for passage in bundle.passages])
        for near, scores in zip(best, queries @ rows.T, strict=True):
            near += zip(map(float, scores), (p.id for p in bundle.passages), strict=True)
            near.sort(reverse=True)
            del near[10:]
    brought = [_ids(kb.search_vectors(each, 10)) for each in asked]
    exact = [{each for _, each in near} for near in best]
    shares = [len(a & b) / len(b) for a, b in zip(brought, exact, strict=True)]
    return sum(shares) / len(shares)


def _same(home: Path, asked: Sequence[str]) -> float:
    """The share of the ten best by all words that a search brings, which rates some rows only."""
    catalog = Catalog(home / "growth" / "catalog.sqlite", look_through=False)
    shares = []
    for each in asked:
        tokens = words.telling(words.tokens(each))
        full = _ids(catalog.search_words(tokens, 10, most=catalog.passage_count() * len(tokens)))
        shares.append(len(full & _ids(catalog.search_words(tokens, 10))) / len(full))
    catalog.close()
    return sum(shares) / len(shares)


def _ids(hits: Sequence[Hit]) -> set[str]:
    return {hit.passage_id for hit in hits}


def _in_process(wanted: int, limit_s: float) -> Grown:
    with tempfile.TemporaryDirectory(prefix="growth-") as home:
        command = [sys.executable, "-m", "evals.growth", "--one", str(wanted), "--home", home]
        done = subprocess.run(
            [*command, "--limit-s", str(limit_s)], stdout=subprocess.PIPE, text=True, check=True
        )
    return TypeAdapter(Grown).validate_json(done.stdout)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.growth", description=__doc__)
    parser.add_argument("--sizes", default=SIZES, help=f"passages, by commas ({SIZES})")
    parser.add_argument("--limit-s", type=float, default=LIMIT_S, help="of filling one size")
    parser.add_argument("--write", type=Path, metavar="README", help=f"replace block {BLOCK!r}")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.one:
        print(json.dumps(asdict(grow(args.home, args.one, args.limit_s))))
        return 0
    if args.write:
        readme.require(args.write, BLOCK)
    around, rows = Surroundings(), []
    for size in map(int, args.sizes.split(",")):
        rows.append(_in_process(size, args.limit_s))
        print(" · ".join(rows[-1].cells), flush=True)
    where = around.words()
    print(where)
    if args.write:
        readme.write(args.write, BLOCK, table(rows, where))
    return 0


if __name__ == "__main__":
    sys.exit(main())
