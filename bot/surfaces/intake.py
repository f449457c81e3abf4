"""`diligence ingest` as it shows: a bar on a terminal, a line for each document, a report.

Takes the events of `Bot.intake` and prints them; the first Ctrl-C ends after the documents being
stored, the second at once. Decides nothing.
"""

import json
import shutil
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, get_args

from knowledge import About, IngestReport, Progress, Status, watch

if TYPE_CHECKING:
    from bot.desk import Bot

_STATUSES = get_args(Status)
_BAR = 24


def run(bot: "Bot", paths: Sequence[str], about: About, *, as_json: bool, watching: bool) -> int:
    """The exit code: 3 if a document failed, 130 if the user stopped it."""
    with _stopped_by_ctrl_c() as stop:
        if watching:
            return _watched(bot, paths, about, stop)
        since = time.monotonic()
        reports = list(_shown(bot, paths, about, stop, quiet=as_json))
        spent_s = round(time.monotonic() - since, 1)
    if as_json:
        print(_json(reports, stopped=stop.is_set(), spent_s=spent_s))
    else:
        print(f"{_counted(reports)} in {spent_s:g} s.")
        if stop.is_set():
            print("Stopped; give the same command again to go on.")
    if stop.is_set():
        return 130
    return 3 if any(report.status == "failed" for report in reports) else 0


def _watched(bot: "Bot", paths: Sequence[str], about: About, stop: threading.Event) -> int:
    """Until Ctrl-C. A file that is gone keeps its source: what was cited must stay."""
    print(f"Watching {', '.join(paths)}; Ctrl-C ends it.", flush=True)
    for seen in watch(paths, stop):
        list(_shown(bot, [str(path) for path in seen.changed], about, stop, quiet=False))
        for path in seen.gone:
            print(f"gone: {path}; what was read of it stays until `diligence remove`", flush=True)
    return 0


def _shown(
    bot: "Bot", paths: Sequence[str], about: About, stop: threading.Event, *, quiet: bool
) -> Iterator[IngestReport]:
    for event in bot.intake(paths, about, stop=stop):
        if event.report:
            _clear()
            _tell(event.report, quiet=quiet)
            yield event.report
        _bar(event)
    _clear()


def _tell(report: IngestReport, *, quiet: bool) -> None:
    if report.status == "failed":
        _complain(f"{report.reason} {report.help}")
    elif not quiet:
        print(_line(report), flush=True)
    for warning in report.warnings if report.status != "unchanged" else ():
        _complain(f"{report.path}: {warning}")


def _line(report: IngestReport) -> str:
    if report.status == "skipped":
        return f"skipped: {report.path}: {report.reason}"
    said = f"{report.status}: {report.path} as {report.source_id}, {report.passages} passages"
    return f"{said}, the same text as {report.same_as}" if report.same_as else said


def _counted(reports: Sequence[IngestReport]) -> str:
    counts = Counter[str](report.status for report in reports)
    return ", ".join(f"{counts[status]} {status}" for status in _STATUSES if counts[status]) or "0"


def _json(reports: Sequence[IngestReport], *, stopped: bool, spent_s: float) -> str:
    counts = Counter[str](report.status for report in reports)
    made: dict[str, Any] = {status: counts[status] for status in _STATUSES}
    made |= {"stopped": stopped, "seconds": spent_s, "documents": [asdict(r) for r in reports]}
    return json.dumps(made, ensure_ascii=False, indent=1)


def _bar(event: Progress) -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K" + _told(event)[: shutil.get_terminal_size().columns - 1])
        sys.stderr.flush()


def _told(event: Progress) -> str:
    """[#####.....] 3/12, 40 s left, storing 512 of 4,000 passages of report.pdf"""
    share = event.within.share if event.within else 0
    done = int(_BAR * (event.done + share) / max(event.total, 1))
    left = "" if event.eta_s is None else f", {_span(event.eta_s)} left"
    part = ""
    if event.within:
        part = f"{event.within.done:,} of {event.within.total:,} {event.within.unit} of "
    said = f"[{'#' * done}{'.' * (_BAR - done)}] {event.done}/{event.total}{left}, "
    return f"{said}{event.state} {part}{Path(event.file).name}"


def _clear() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _span(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


@contextmanager
def _stopped_by_ctrl_c() -> Iterator[threading.Event]:
    stop = threading.Event()

    def ask_to_stop(_: int, __: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        _complain("stopping after the documents being stored; Ctrl-C again ends at once")

    before = signal.signal(signal.SIGINT, ask_to_stop)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _complain(message: str) -> None:
    print(f"diligence: {' '.join(message.split())}", file=sys.stderr, flush=True)
