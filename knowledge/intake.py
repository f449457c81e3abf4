"""The path of many documents: several are read ahead while others are embedded and stored.

Files, folders and addresses in; what happens to each out, as it happens, with the time left.
Documents are stored in the order given, so that stopping and going on makes the same store as never
having stopped. Does not know formats, nor who is watching.
"""

import os
import threading
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from knowledge import folder
from knowledge.admit import Ready, admit
from knowledge.folder import Found
from knowledge.ingest import Terms, read
from knowledge.meaning import GROUP
from knowledge.progress import Counted, Progress, Within
from knowledge.readers import child
from knowledge.reports import IngestReport, Status, not_read, printable
from knowledge.store import KnowledgeBase

MOST_READERS = 8
MOST_BYTES_AHEAD = 150_000_000  # of files read or being read and not yet stored: bounds memory
_LEAST_BYTES = 20_000  # a small file costs about as much as one of this size
_LOOK_S = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ahead:
    found: Found
    reading: "Future[Ready | IngestReport]"
    counted: Counted

    @property
    def passages(self) -> int:
        result = self.reading.result()
        return len(result.bundle.passages) if isinstance(result, Ready) else 0


class _GivenUp(Exception):
    """Ends the embedding of documents of which nothing is stored yet."""


def intake(
    base: KnowledgeBase,
    given: Sequence[Path | str],
    under: Terms,
    *,
    stop: threading.Event | None = None,
    readers: int | None = None,
) -> Iterator[Progress]:
    """Ends early when `stop` is set: after the documents being stored, the rest as if not named."""
    documents = folder.documents(given)
    count = readers or min(os.cpu_count() or 1, MOST_READERS)
    with closing(_Intake(base, documents, under, count)) as work:
        while work.left and not (stop and stop.is_set()):
            yield from work.read_on()
            yield from work.store()


class _Intake:
    """Documents to be read (`_todo`), those read or being read (`_ahead`), how many are done."""

    def __init__(
        self, base: KnowledgeBase, documents: Sequence[Found], under: Terms, readers: int
    ) -> None:
        self._base = base
        self._under = under
        self._todo = deque(documents)
        self._ahead: deque[_Ahead] = deque()
        self._most_ahead = 2 * readers
        self._giving_up = threading.Event()
        self._pool = ThreadPoolExecutor(readers, thread_name_prefix="reader")
        self._storing = ThreadPoolExecutor(1, thread_name_prefix="storing")
        self._total, self._done = len(documents), 0
        self._worked, self._left = 0, sum(map(_weight, documents))
        self._since = time.monotonic()
        self._in_hand: _Ahead | None = None

    @property
    def left(self) -> bool:
        return bool(self._todo or self._ahead)

    def close(self) -> None:
        """No process and no thread is left behind."""
        self._giving_up.set()
        self._pool.shutdown(cancel_futures=True)
        self._storing.shutdown(cancel_futures=True)

    def read_on(self) -> Iterator[Progress]:
        """Starts as many as there are readers and memory for."""
        while self._todo and self._has_room(self._todo[0]):
            found = self._todo.popleft()
            counted = Counted()
            reading = self._pool.submit(self._read, found, counted)
            self._ahead.append(_Ahead(found=found, reading=reading, counted=counted))
            yield self._progress(found, "reading")

    def store(self) -> Iterator[Progress]:
        """Those at the front that are read; waits a moment if there is none."""
        wait([self._ahead[0].reading], timeout=_LOOK_S)
        yield from self._heard()
        group = self._group()
        for each in group:
            if isinstance(each.reading.result(), Ready):
                yield self._progress(each.found, "storing")
        if group:
            reports = yield from self._stored(group)
            for each, report in zip(group, reports, strict=True):
                self._through(each.found, report)
                yield self._progress(each.found, report.status, report=report)

    def _heard(self) -> Iterator[Progress]:
        for each in self._ahead:
            if not each.reading.done() and (within := each.counted.news()):
                yield self._progress(each.found, "reading", within=within)

    def _stored(self, group: Sequence[_Ahead]) -> Generator[Progress, None, list[IngestReport]]:
        """In a thread of its own, so that how far it is can be told: of the largest document."""
        largest = max(group, key=lambda each: each.passages)
        self._in_hand = largest

        def count(done: int, total: int) -> None:
            if self._giving_up.is_set():
                raise _GivenUp
            largest.counted.passages(done, total)

        found = [each.reading.result() for each in group]
        work = self._storing.submit(admit, self._base, found, count)
        try:
            while not work.done():
                wait([work], timeout=_LOOK_S)
                if within := largest.counted.news():
                    yield self._progress(largest.found, "storing", within=within)
                yield from self._heard()
        except GeneratorExit:  # whoever listened went away: what is in hand is stored
            wait([work])
            raise
        finally:
            self._in_hand = None
        return work.result()

    def _has_room(self, found: Found) -> bool:
        held = sum(each.found.size for each in self._ahead)
        fits = len(self._ahead) < self._most_ahead and held + found.size <= MOST_BYTES_AHEAD
        return fits or not self._ahead

    def _read(self, found: Found, counted: Counted) -> Ready | IngestReport:
        child.stop.set(self._giving_up)
        child.told.set(counted.pages)
        if found.skipped:
            return not_read(found.path, "skipped", found.skipped)
        if found.failed:
            said = f"{str(found.path)!r} {found.failed}."
            return not_read(found.path, "failed", said, "Check that it may be read.")
        return read(self._base, found.path, self._under)

    def _group(self) -> list[_Ahead]:
        """A model is slow on a few texts at a time: small documents are embedded together."""
        group: list[_Ahead] = []
        passages = 0
        while self._ahead and self._ahead[0].reading.done() and passages < GROUP:
            group.append(self._ahead.popleft())
            passages += group[-1].passages
        return group

    def _through(self, found: Found, report: IngestReport) -> None:
        self._done += 1
        self._left -= _weight(found)
        if report.status not in ("unchanged", "skipped"):  # they say nothing about the others
            self._worked += _weight(found)

    def _progress(
        self,
        found: Found,
        state: Literal["reading", "storing"] | Status,
        *,
        within: Within | None = None,
        report: IngestReport | None = None,
    ) -> Progress:
        spent_s = time.monotonic() - self._since
        under_way = sum(_weight(each.found) * each.counted.share for each in self._begun())
        worked, left = self._worked + under_way, self._left - under_way
        return Progress(
            file=printable(str(found.path)),
            state=state,
            done=self._done,
            total=self._total,
            eta_s=round(spent_s * left / worked, 1) if worked else None,
            within=within,
            report=report,
        )

    def _begun(self) -> Iterator[_Ahead]:
        yield from self._ahead
        if self._in_hand:
            yield self._in_hand


def _weight(found: Found) -> int:
    return 0 if found.skipped or found.failed else max(found.size, _LEAST_BYTES)
