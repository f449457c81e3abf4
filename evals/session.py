"""Cases through the desk, one after another: each once, its answer kept for its twin.

In: cases; where their dossiers lie. Out: a `Record` each. Opens one desk a dossier, in a data
folder of its own, so a desk that is being served stays as it is. An exception while asking is a
record with an error: not a wrong answer, and no end of the run. Judges nothing.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from bot import Bot, Settings
from bot.answer import Answer
from bot.settings import SHIPPED
from evals.case import Case
from evals.errors import SuiteError
from evals.record import Record

INVENTED = Path(__file__).parent / "dossiers"


class Desk(Protocol):
    """What is asked: a `Bot`, or one that is wrong on purpose."""

    def ask(self, question: str, thread_id: str | None, as_of: str | None) -> Answer: ...


Opened = Callable[[str, ExitStack], Desk]  # a dossier's name, and what closes its desk


@dataclass(slots=True, kw_only=True)
class Session:
    """Use as a context; `known` are records of a run that was broken off."""

    open: Opened
    known: Mapping[str, Record] = field(default_factory=dict)
    kept: Callable[[Record], None] = lambda record: None
    records: dict[str, Record] = field(default_factory=dict)
    _desks: dict[str, Desk] = field(default_factory=dict)
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
        desk = self.desk(case.dossier)
        began = time.perf_counter()
        thread, answer = None, None
        try:
            for question in case.asked:
                answer = desk.ask(question, thread, case.as_of)
                thread = answer.thread_id
        except Exception as error:  # noqa: BLE001  # whatever it is, it is this case's, not the run's
            return Record(case=case, error=f"{type(error).__name__}: {error}")
        assert answer is not None
        ranked = tuple(dict.fromkeys(c.source_id for c in answer.citations))
        took = time.perf_counter() - began
        return Record(case=case, answer=answer, seconds=took, ranked=ranked)

    def desk(self, dossier: str) -> Desk:
        if dossier not in self._desks:
            self._desks[dossier] = self.open(dossier, self._closing)
        return self._desks[dossier]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.close()


def _twin(case: Case) -> str:
    return f"{case.stem}.{'zh' if case.language == 'en' else 'en'}"


def desks(settings: Settings, given: Path | None = None) -> Opened:
    """Opens desks under `settings.home`; `given` is the dossier folder of a user's own cases."""

    def opened(dossier: str, closing: ExitStack) -> Desk:
        folder = given or folder_of(dossier)
        home = settings.home / "evals" / "desks"
        for left in (home / folder.name).glob("threads.sqlite*"):
            left.unlink()  # threads of earlier runs, which nobody goes on with
        return closing.enter_context(Bot.open(replace(settings, home=home, dossier=folder)))

    return opened


def folder_of(dossier: str) -> Path:
    """The shipped or invented dossier of that name; SuiteError where there is none."""
    places = (SHIPPED.parent / dossier, INVENTED / dossier)
    found = next((p for p in places if dossier and p.is_dir()), None)
    if found is None:
        raise SuiteError(
            f"there is no dossier {dossier!r}",
            help="Give the folder of your dossier: --dossier DIR.",
        )
    return found
