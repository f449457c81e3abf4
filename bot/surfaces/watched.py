"""A folder that a served desk goes on reading: what is there, then what is new or changed.

One line of standard error for each document; what is unchanged is passed over. A file that is gone
keeps its source: what was cited must stay. Decides nothing about documents.
"""

import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import BotError
from bot.settings import Settings
from knowledge import IngestReport, KnowledgeError, watch
from knowledge.watch import INTERVAL_S

if TYPE_CHECKING:
    from bot.desk import Bot

_QUIET = ("unchanged", "skipped")
_AGAIN_S = 30.0  # after the store could not be used: a full disk, a server gone


@contextmanager
def watched(bot: "Bot", folder: Path, *, interval_s: float = INTERVAL_S) -> Iterator[None]:
    """While the context lasts; it ends after the documents in hand."""
    stop = threading.Event()
    told = (bot, folder, stop, interval_s)
    reading = threading.Thread(target=_read, args=told, name="watch", daemon=True)
    reading.start()
    try:
        yield
    finally:
        stop.set()
        reading.join()


def refuse_own(given: Sequence[Path | str], settings: Settings) -> None:
    """A desk that watched its own files would read what it has just written.

    Under a hidden folder, as `.data` is one, a folder's reader does not look.
    """
    home = settings.home.resolve()
    for each in given:
        folder = Path(each).resolve()
        above = home.is_relative_to(folder) and not _is_hidden(home.relative_to(folder))
        if above or folder.is_relative_to(home / settings.name):
            raise BotError(
                f"{str(each)!r} cannot be watched: the desk keeps its own files in it.",
                help="Watch a folder for documents alone, or set DILIGENCE_HOME elsewhere.",
            )


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _read(bot: "Bot", folder: Path, stop: threading.Event, interval_s: float) -> None:
    _say(f"watching {folder}")
    for seen in watch([folder], stop, interval_s=interval_s):
        while not _taken_in(bot, seen.changed, stop):
            stop.wait(_AGAIN_S)
        for path in seen.gone:
            _say(f"gone: {path}; what was read of it stays until `diligence remove`")


def _taken_in(bot: "Bot", paths: Sequence[Path | str], stop: threading.Event) -> bool:
    """False if the store could not be used: what was taken in by then is known next time."""
    try:
        for event in bot.intake(paths, stop=stop):
            if event.report and event.report.status not in _QUIET:
                _say(_line(event.report))
    except KnowledgeError as error:
        _say(f"{error} {error.help}")
        return stop.is_set()
    return True


def _line(report: IngestReport) -> str:
    if report.status == "failed":
        return f"{report.reason} {report.help}"
    return f"{report.status}: {report.path}, {report.passages} passages"


def _say(message: str) -> None:
    print(f"diligence: {' '.join(message.split())}", file=sys.stderr, flush=True)  # noqa: T201
