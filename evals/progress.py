"""A bar on a terminal: how many of how many, and about how long it still takes.

In: counts. Out: one line that rewrites itself, on a TTY only. Knows nothing of cases.
"""

import sys
import time
from dataclasses import dataclass, field
from typing import TextIO

WIDTH = 30


@dataclass(slots=True)
class Progress:
    total: int
    out: TextIO = field(default_factory=lambda: sys.stderr)
    done: int = 0
    began: float = field(default_factory=time.monotonic)

    def step(self) -> None:
        self.done += 1
        if self.out.isatty():
            end = "\n" if self.done == self.total else ""
            print(f"\r{self.line()}", end=end, file=self.out, flush=True)

    def line(self) -> str:
        filled = WIDTH * self.done // max(self.total, 1)
        left = (time.monotonic() - self.began) / max(self.done, 1) * (self.total - self.done)
        bar = "█" * filled + "░" * (WIDTH - filled)
        return f"{bar} {self.done} of {self.total}, {left:3.0f} s left"
