"""How fast a reader is told things: a stream of events in, the same events at a bounded rate out.

Text that arrives between two updates is joined, never dropped; steps, claims and the final answer
pass in order. Knows no HTTP and no page.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

UPDATES_PER_SECOND = 10


def paced(
    events: Iterable[dict[str, Any]],
    clock: Callable[[], float] = time.monotonic,
    per_second: int = UPDATES_PER_SECOND,
) -> Iterator[list[dict[str, Any]]]:
    """Batches of events, at most `per_second` a second; the final answer is never held back."""
    waiting: list[dict[str, Any]] = []
    sent = float("-inf")
    for event in events:
        _add(waiting, event)
        now = clock()
        if event["type"] == "final" or now - sent >= 1 / per_second:
            yield waiting
            waiting, sent = [], now
    if waiting:
        yield waiting


def _add(waiting: list[dict[str, Any]], event: dict[str, Any]) -> None:
    last = waiting[-1] if waiting else None
    if last is not None and last["type"] == event["type"] == "text":
        waiting[-1] = {**last, "text": last["text"] + event["text"]}
    else:
        waiting.append(event)
