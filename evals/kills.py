"""Ingest killed at random moments (kill -9), the store opened again: is anything lost or half?

A made folder is read by a child process into a new store; the child is killed, the store opened
and looked through, the same command given again, until it ends by itself. Then half of the files
change and it starts over. After each kill: what was reported as added is there and found by words
and by vectors, every source is whole, catalog and index agree. At the end the store is the one that
an undisturbed ingest makes. A cheap embedder stands in for the model.

    python -m evals.kills [--kills 50] [--seed 0] [--json]
"""

import argparse
import hashlib
import json
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from evals.errors import EvaluationError
from knowledge import Embedder, KnowledgeBase, Language, intake, terms

DOCUMENTS, PARAGRAPHS = 24, 60
_MOST_S = 120.0


@dataclass(slots=True, kw_only=True)
class Kills:
    """`problems` are sentences; none means that nothing was lost and nothing half."""

    kills: int = 0
    runs: int = 0
    undisturbed_s: float = 0.0
    reported: int = 0
    after_first_report: int = 0
    problems: list[str] = field(default_factory=list)


class Hashed:
    """Words hashed into 512 dimensions: a text finds itself, and nothing has to be loaded.

    In 32 they were so alike that the index, a graph of neighbours, sometimes led to one of them by
    no way though it held it.
    """

    name, runtime, dimensions = "hashed words", "hash", 512
    reads: frozenset[Language] = frozenset({"en", "zh"})

    def encode(self, texts: Sequence[str]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        return np.stack([self.encode_query(text) for text in texts])

    def encode_query(self, text: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        vector = np.full(self.dimensions, 0.01, dtype=np.float32)
        for word in text.lower().split():
            digest = hashlib.sha256(word.encode()).digest()
            place = int.from_bytes(digest[:2]) % self.dimensions
            vector[place] += 1 if digest[2] % 2 else -1
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


Whole = dict[str, tuple[str, ...]]  # the texts of its passages, by source


def write(room: Path, edition: int) -> None:
    """The second edition changes every other file and makes one the same as its neighbour."""
    room.mkdir(exist_ok=True)
    for number in range(DOCUMENTS):
        changed = edition if number % 2 else 1
        told = number - 1 if edition == 2 and number == 6 else number
        name = f"{number:02}.{'html' if number % 6 == 3 else 'md'}"
        lines = (
            f"Line {i} of mill{told}v{changed} reports {told * 100 + i} tonnes of rye for the year."
            for i in range(PARAGRAPHS)
        )
        mark = "<p>{}</p>" if name.endswith("html") else "{}\n"
        body = "\n".join(mark.format(line) for line in lines)
        html = name.endswith("html")
        text = f"<html><body><article>{body}</article></body></html>" if html else body
        (room / name).write_text(text, encoding="utf-8")


def opened(home: Path) -> KnowledgeBase:
    embedder: Embedder = Hashed()
    return KnowledgeBase.open(home, name="kb", embedder=embedder)


def ingest(home: Path, room: Path) -> None:
    """The child: a line for each document that is in."""
    with opened(home) as base:
        for event in intake(base, [room], terms(base)):
            if event.report and event.report.source_id:
                print(json.dumps([event.report.source_id, event.report.passages]), flush=True)


def run(kills: int, seed: int = 0) -> Kills:
    found = Kills()
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        room, undisturbed = Path(folder) / "room", Path(folder) / "undisturbed"
        wanted, spent_s = _undisturbed(room, undisturbed)
        found.undisturbed_s = round(spent_s, 1)
        while found.kills < kills:
            home = Path(folder) / f"home-{found.runs}"
            for edition in (1, 2):
                write(room, edition)
                _disturbed(home, room, wanted, spent_s, kills, chance, found)
                with opened(home) as base:
                    found.problems += _unlike(base, wanted[edition - 1])
            found.runs += 1
    return found


def _undisturbed(room: Path, home: Path) -> tuple[list[Whole], float]:
    """What the store holds after each edition, and how long the first takes."""
    wanted, spent_s = [], 0.0
    for edition in (1, 2):
        write(room, edition)
        since = time.monotonic()
        child = _started(home, room)
        if child.wait(_MOST_S):
            raise EvaluationError("the undisturbed ingest failed", help="Run its tests.")
        spent_s = spent_s or time.monotonic() - since
        assert child.stdout
        child.stdout.close()
        with opened(home) as base:
            wanted.append(_whole(base))
    return wanted, spent_s


def _disturbed(  # noqa: PLR0913  # one experiment, its parts by name
    home: Path,
    room: Path,
    wanted: Sequence[Whole],
    spent_s: float,
    kills: int,
    chance: random.Random,
    found: Kills,
) -> None:
    """Until a child ends by itself: it is killed at a moment between its start and its end."""
    while True:
        after_s = chance.uniform(0.2, 0.8) * spent_s if found.kills < kills else _MOST_S
        reported, was_killed = _killed(_started(home, room), after_s)
        with opened(home) as base:
            found.problems += [f"kill {found.kills}: {said}" for said in _lost(base, reported)]
            found.problems += [f"kill {found.kills}: {said}" for said in _half(base, wanted)]
        found.reported += len(reported)
        found.after_first_report += bool(was_killed and reported)
        if not was_killed:
            return
        found.kills += 1


def _started(home: Path, room: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "evals.kills", "--child", str(home), str(room)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _killed(child: "subprocess.Popen[str]", after_s: float) -> tuple[list[tuple[str, int]], bool]:
    """What it had reported, and whether it was killed before its end."""
    timer = threading.Timer(after_s, child.kill)
    timer.start()
    assert child.stdout
    lines = [line for line in child.stdout if line.endswith("\n")]
    code = child.wait()
    timer.cancel()
    child.stdout.close()
    if code not in (0, -signal.SIGKILL):
        raise EvaluationError(f"the ingest ended with {code}", help="Run it by itself to see why.")
    return [(source, passages) for source, passages in map(json.loads, lines)], code != 0


def _lost(base: KnowledgeBase, reported: Sequence[tuple[str, int]]) -> list[str]:
    """What was reported as in and is not found, by words and by vectors."""
    problems = []
    for source_id, count in dict(reported).items():
        passages = base.passages_of(source_id)
        if len(passages) != count:
            problems.append(f"{source_id!r} has {len(passages)} of {count} passages")
        for passage in passages[:1] + passages[-1:]:
            by_words = base.search_words(passage.text, 2 * DOCUMENTS)
            by_vectors = base.search_vectors(passage.searched, 5)
            for way, hits in (("words", by_words), ("vectors", by_vectors)):
                texts = {each.text for each in base.passages([hit.passage_id for hit in hits])}
                if passage.text not in texts:
                    problems.append(f"{passage.id!r} is not found by {way}")
    return problems


def _half(base: KnowledgeBase, wanted: Sequence[Whole]) -> list[str]:
    """Sources that are not those of an undisturbed ingest, and what the store says is wrong."""
    problems = base.verify()
    for source_id, texts in _whole(base).items():
        if texts not in [whole.get(source_id) for whole in wanted]:
            problems.append(f"{source_id!r} is not whole")
    return problems


def _unlike(base: KnowledgeBase, wanted: Whole) -> list[str]:
    return [] if _whole(base) == wanted else ["the finished store is not the undisturbed one"]


def _whole(base: KnowledgeBase) -> Whole:
    """Passages, and the places each source was read at, without the folder they lie in."""
    return {
        source.id: (
            *(passage.text for passage in base.passages_of(source.id)),
            *(f"{Path(copy.path).name} {copy.raw}" for copy in base.copies(source.id)),
        )
        for source in base.sources()
    }


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--child", nargs=2, type=Path, metavar=("HOME", "ROOM"))
    args = parser.parse_args(argv)
    if args.child:
        ingest(*args.child)
        return 0
    found = run(args.kills, args.seed)
    for problem in found.problems:
        print(problem, file=sys.stderr)
    said = (
        f"{found.kills} kills of an ingest of {found.undisturbed_s:g} s in {found.runs} runs, "
        f"{found.after_first_report} after its first report; {found.reported} reports: "
        f"{len(found.problems)} problems"
    )
    print(json.dumps(asdict(found)) if args.json else said)
    return 1 if found.problems else 0


if __name__ == "__main__":
    sys.exit(main())
