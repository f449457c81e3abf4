"""A measure with its goal, two things timed in turns, and what the machine is. Pure but for clocks.

Ours and the floor take turns: whatever else the machine does slows both. Linux only (/proc).
"""

import os
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """`value` in `unit`, as wished at or below `goal`, or at or above it where more is better."""

    name: str
    value: float
    unit: str
    goal: float | None
    how: str
    more_is_better: bool = False

    @property
    def met(self) -> bool | None:
        if self.goal is None:
            return None
        return self.value >= self.goal if self.more_is_better else self.value <= self.goal

    @property
    def cells(self) -> tuple[str, str, str, str]:
        sign = "≥" if self.more_is_better else "≤"
        goal = "" if self.goal is None else f"{sign} {self.goal:g} {self.unit}"
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


def table(measures: Sequence[Measured], where: str) -> str:
    """The README's block: the measures as Markdown, then when and where."""
    rows = [f"| {' | '.join(m.cells)} |" for m in measures]
    return "\n".join(["| measure | value | goal | how |", "|---|---|---|---|", *rows, "", where])


def peak_gb(status: str) -> float:
    """The most memory a process ever held, from its /proc status."""
    found = re.search(r"^VmHWM:\s*(\d+) kB$", status, re.MULTILINE)
    if not found:
        raise ValueError(f"no VmHWM in {status[:40]!r}")
    return int(found[1]) * 1024 / 1e9


def flags(cpuinfo: str) -> frozenset[str]:
    line = next(iter(re.findall(r"^flags.*", cpuinfo, re.MULTILINE)), "")
    return frozenset(re.findall(r"\w+", line))


def has_bfloat16(cpuinfo: str) -> bool:
    return bool({"avx512_bf16", "amx_bf16"} & flags(cpuinfo))


def machine(cpuinfo: str, cores: int) -> str:
    """The words that matter for these numbers: "2 cores with AVX-512 and bfloat16"."""
    known = (("AVX-512", "avx512f"), ("AMX", "amx_tile"))
    words = [word for word, flag in known if flag in flags(cpuinfo)]
    words += ["bfloat16"] if has_bfloat16(cpuinfo) else []
    has = ", ".join(words[:-1]) + " and " * (len(words) > 1) + "".join(words[-1:])
    return f"{cores} cores" + (f" with {has}" if has else "")


def busy_s(stat: str) -> float:
    """CPU seconds that everything on the machine has used since it started, from /proc/stat."""
    user, nice, system, _idle, _waiting, *rest = map(int, stat.split("\n", 1)[0].split()[1:9])
    return (user + nice + system + sum(rest)) / os.sysconf("SC_CLK_TCK")


class Surroundings:
    """When and where a run was, and how much of the machine others used from here to `words`."""

    def __init__(self) -> None:
        self._began, self._others_s = time.perf_counter(), _others_s()

    def words(self) -> str:
        here = machine(cpuinfo(), len(os.sched_getaffinity(0)))
        others = (_others_s() - self._others_s) / (time.perf_counter() - self._began)
        day = datetime.now(UTC)
        return f"{day:%Y-%m-%d}, {here}, no GPU; others used {others:.1f} cores meanwhile."


def cpuinfo() -> str:
    return Path("/proc/cpuinfo").read_text(encoding="utf-8")


def _others_s() -> float:
    """CPU seconds used by others than this process and the servers that it ended."""
    return busy_s(Path("/proc/stat").read_text(encoding="utf-8")) - sum(os.times()[:4])
