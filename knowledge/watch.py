"""A folder watched: what is new or changed in it since the last look, once it has stopped changing.

    a scan still being copied into the room is not there yet; two looks later it is

By looking every few seconds: that works on network drives, too, where systems tell nothing. Does
not open files.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge import folder

INTERVAL_S = 2.0
_State = dict[Path | str, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    changed: tuple[Path | str, ...]
    gone: tuple[Path | str, ...] = ()


def watch(
    given: Sequence[Path | str], stop: threading.Event, *, interval_s: float = INTERVAL_S
) -> Iterator[Seen]:
    """First everything that is there, then what changes, until `stop`."""
    known: _State = {}
    before = _state(given)
    while not stop.is_set():
        now = _state(given)
        steady = {path: state for path, state in now.items() if before.get(path) == state}
        changed = tuple(path for path, state in steady.items() if known.get(path) != state)
        gone = tuple(path for path in known if path not in now)
        if changed or gone:
            yield Seen(changed=changed, gone=gone)
        known = {path: state for path, state in known.items() if path in now} | steady
        before = now
        stop.wait(interval_s)


def _state(given: Sequence[Path | str]) -> _State:
    """Time of change and size of each document; of an address nothing is known."""
    found: _State = {}
    for each in folder.documents(given):
        if not each.skipped and not each.failed:
            try:
                state = Path(each.path).stat()
                found[each.path] = (state.st_mtime_ns, state.st_size)
            except (OSError, ValueError):
                found[each.path] = (0, each.size)
    return found
