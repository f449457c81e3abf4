"""What a surface needs from a bot: `Desk`, met by `bot.Bot` and by the fake of the tests.

Also how anything that goes wrong is put into one line. Knows no HTTP and no page.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from bot.answer import Answer
from bot.library import Held
from bot.memo import Memo
from bot.passages.originals import Place
from bot.whatif.levers import Levers
from bot.whatif.projection import Projection
from knowledge import About, Language, Original, PageView, Source
from knowledge.scenario import Change

Status = Literal[400, 404, 500, 503]

# The command line's exit codes, told as HTTP: 2 usage and 3 bad input, 4 try again.
_STATUS_OF_EXIT: dict[int, Status] = {2: 400, 3: 400, 4: 503}


class Happening(Protocol):
    """What became of one document so far."""

    def to_dict(self) -> dict[str, Any]: ...


class Desk(Protocol):
    def ask(
        self, question: str, thread_id: str | None = None, as_of: str | None = None
    ) -> Answer: ...

    def stream(
        self, question: str, thread_id: str | None = None, as_of: str | None = None
    ) -> Iterator[dict[str, Any]]: ...

    def threads(self) -> list[dict[str, Any]]: ...

    def thread(self, thread_id: str) -> list[dict[str, Any]]: ...

    def memo(self, language: Language, as_of: str | None = None) -> Memo: ...

    def audit(self, thread_id: str, turn: int | None = None) -> dict[str, Any]: ...

    def sources(self) -> Sequence[Source]: ...

    def held(self) -> Sequence[Held]: ...

    @property
    def incoming(self) -> Path: ...

    def intake(
        self,
        paths: Sequence[str | Path],
        about: About | None = None,
        *,
        stop: threading.Event | None = None,
    ) -> Iterator[Happening]: ...

    def correct(self, source_id: str, about: About) -> Source: ...

    def remove(self, source_id: str) -> None: ...

    def evaluation(self) -> dict[str, Any] | None: ...

    def evaluation_report(self) -> bytes | None: ...

    def source_text(self, source_id: str, name: str = "document") -> str: ...

    def original(self, source_id: str) -> Original: ...

    def place(self, source_id: str, start: int, end: int, name: str = "document") -> Place: ...

    def page(self, source_id: str, number: int, start: int, end: int) -> PageView: ...

    def metrics(self, language: Language) -> list[dict[str, Any]]: ...

    def conflicts(self, language: Language) -> list[dict[str, Any]]: ...

    def suggestions(self, language: Language) -> list[dict[str, Any]]: ...

    def levers(self, language: Language) -> Levers: ...

    def project(self, change: Change, language: Language) -> Projection: ...

    def company(self, language: Language) -> str: ...

    def health(self) -> dict[str, Any]: ...

    def ready(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """An error as a reader meets it: what happened, what to do, and which HTTP status says so."""

    error: str
    help: str
    status: Status

    @property
    def line(self) -> str:
        return f"{self.error} {self.help}".strip()


def trouble(error: Exception) -> Trouble:
    """Our own errors speak for themselves; of any other only the log hears the details."""
    advice = getattr(error, "help", None)
    if not isinstance(advice, str):
        return Trouble(
            error="The desk could not finish this.",
            help="Try again; the server's log has the details.",
            status=500,
        )
    status = _STATUS_OF_EXIT.get(getattr(error, "exit_code", 3), 500)
    return Trouble(error=_sentence(str(error)), help=advice, status=status)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "。", "!", "?")) else f"{text}."
