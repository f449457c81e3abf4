"""Cases through the desk, one after another: each once, its answer kept for its twin.

In: cases; where their dossiers lie. Out: a `Record` each. Opens one desk a dossier, in a data
folder of its own, so a desk that is being served stays as it is. An exception while asking is a
record with an error: not a wrong answer, and no end of the run. Judges nothing.
"""

import shutil
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, runtime_checkable

from bot import Bot, Settings
from bot.answer import Answer
from bot.settings import SHIPPED
from evals.case import Case
from evals.errors import SuiteError
from evals.record import Record
from knowledge import SentenceTransformerEmbedder, StoreMismatch

_LEFT = ("threads.sqlite*", "audit.sqlite*")
INVENTED = Path(__file__).parent / "dossiers"


class Desk(Protocol):
    """What is asked: a `Bot`, or one that is wrong on purpose."""

    def ask(self, question: str, thread_id: str | None, as_of: str | None) -> Answer: ...


@runtime_checkable
class Finder(Protocol):
    """A desk that also tells what it finds."""

    def found(self, question: str, as_of: str | None) -> list[str]: ...


Opened = Callable[[Case, ExitStack], Desk]  # the desk a case is asked of, and what closes it


@dataclass(slots=True, kw_only=True)
class Session:
    """Use as a context; `known` are records of a run that was broken off."""

    open: Opened
    known: Mapping[str, Record] = field(default_factory=dict)
    kept: Callable[[Record], None] = lambda record: None
    records: dict[str, Record] = field(default_factory=dict)
    stopped: Exception | None = None  # a desk did not open: no case's fault, and the end of the run
    _desks: dict[tuple[str, ...], Desk] = field(default_factory=dict)
    _closing: ExitStack = field(default_factory=ExitStack)

    def ask(self, case: Case) -> Record:
        record = self.known.get(case.key) or self._ask(case)
        if case.key not in self.known:
            self.kept(record)
        self.records[case.key] = record
        return self.joined(case)

    def joined(self, case: Case) -> Record:
        """The record of a case that was asked, with its twin's answer if that was asked too."""
        twin = self.records.get(_twin(case))
        return replace(self.records[case.key], twin=twin.answer if twin else None)

    def _ask(self, case: Case) -> Record:
        desk = self.desk(case)
        began = time.perf_counter()
        thread, answer = None, None
        try:
            for question in case.asked:
                answer = desk.ask(question, thread, case.as_of)
                thread = answer.thread_id
        except Exception as error:  # noqa: BLE001  # whatever it is, it is this case's, not the run's
            return Record(case=case, error=f"{type(error).__name__}: {error}")
        assert answer is not None
        took = time.perf_counter() - began
        return Record(case=case, answer=answer, seconds=took, ranked=_ranked(case, desk, answer))

    def desk(self, case: Case) -> Desk:
        """One for each dossier, and one for each set of documents beside it."""
        key = (case.dossier, *case.documents)
        if self.stopped:
            raise self.stopped
        if key not in self._desks:
            try:
                self._desks[key] = self.open(case, self._closing)
            except Exception as error:
                self.stopped = error
                raise
        return self._desks[key]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.close()


def _ranked(case: Case, desk: Desk, answer: Answer) -> tuple[str, ...]:
    """Sources as found; as cited where the desk does not tell or a thread decides."""
    if isinstance(desk, Finder) and not case.turns:
        return tuple(desk.found(case.question, case.as_of))
    return tuple(dict.fromkeys(c.source_id for c in answer.citations))


def _twin(case: Case) -> str:
    return f"{case.stem}.{'zh' if case.language == 'en' else 'en'}"


def desks(settings: Settings, given: Path | None = None) -> Opened:
    """Opens desks under `settings.home`, all with one embedder; `given` is a user's own dossier."""
    model = SentenceTransformerEmbedder(
        settings.embedder, cache=settings.models, runtime=settings.embed_with
    )

    def opened(case: Case, closing: ExitStack) -> Desk:
        folder = given or folder_of(case.dossier)
        home = settings.home / "evals" / "desks" / _shelf(case.documents)
        chosen = replace(settings, home=home, models_folder=settings.models, dossier=folder)
        for left in [f for name in _LEFT for f in (home / chosen.name).glob(name)]:
            left.unlink()  # threads of earlier runs, which nobody goes on with
        desk = closing.enter_context(_fresh(chosen, model))
        failed = [r for r in desk.ingest(case.documents) if r.status == "failed"]
        if failed:
            raise SuiteError(f"{failed[0].path}: {failed[0].reason}", help=failed[0].help)
        return desk

    return opened


def _fresh(settings: Settings, model: SentenceTransformerEmbedder) -> Bot:
    """The desk; one that another version built is made anew, since it holds nothing of its own."""
    try:
        return Bot.open(settings, embedder=model)
    except StoreMismatch:
        shutil.rmtree(settings.home / settings.name)
        return Bot.open(settings, embedder=model)


def _shelf(documents: Sequence[str]) -> str:
    """A folder name for each set of documents: what one desk was given no other knows."""
    return f"{zlib.crc32(chr(0).join(documents).encode()):08x}" if documents else "bare"


def folder_of(dossier: str) -> Path | None:
    """The shipped or invented dossier of that name, None for "none"; SuiteError if unknown."""
    if dossier == "none":
        return None
    places = (SHIPPED.parent / dossier, INVENTED / dossier)
    found = next((p for p in places if dossier and p.is_dir()), None)
    if found is None:
        raise SuiteError(
            f"there is no dossier {dossier!r}",
            help="Give the folder of your dossier: --dossier DIR.",
        )
    return found
