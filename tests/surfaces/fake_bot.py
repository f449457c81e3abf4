"""A desk with canned answers, for tests of the surfaces: meets `bot.surfaces.desk.Desk`.

Words in the question steer it: "slow", "Borealis" (declined), "<" (hostile), "broken" (raises).
"""

import os
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import aurora
import aurora_tables as tables
import hostile_memo
import scenario_ledger

from bot.answer import Answer
from bot.errors import UnknownSource, UnknownThread
from bot.library import Held
from bot.memo import Memo
from bot.passages.originals import Place
from bot.whatif.levers import Levers, levers
from bot.whatif.projection import Projection, project
from knowledge import About, IngestReport, Language, Original, PageView, Progress, Source
from knowledge.scenario import Change

STEPS = ("understand", "retrieve", "compute", "write", "verify")


class FakeBot:
    def __init__(self, pause_s: float = 0.0) -> None:
        self.pause_s = pause_s
        self.folder = Path(tempfile.gettempdir()) / f"incoming-{os.getpid()}-{id(self)}"
        self.stopped = threading.Event()
        self.asked_memo, self.may_end_memo = threading.Event(), threading.Event()
        self.may_end_memo.set()
        self._threads: dict[str, list[dict[str, Any]]] = {}

    def ask(self, question: str, thread_id: str | None = None, as_of: str | None = None) -> Answer:
        if "broken" in question:
            raise RuntimeError("secret detail of /etc/passwd")
        if thread_id and thread_id not in self._threads:
            raise UnknownThread(
                f"There is no thread {thread_id!r}.", help="List them with 'threads'."
            )
        made = thread_id or f"t{len(self._threads) + 1}"
        give = (
            aurora.declined
            if "Borealis" in question
            else aurora.hostile
            if "<" in question
            else aurora.answered
        )
        answer = give(question, made)
        self._threads.setdefault(made, []).append(answer.to_dict())
        return answer

    def stream(
        self, question: str, thread_id: str | None = None, as_of: str | None = None
    ) -> Iterator[dict[str, Any]]:
        pause_s = 0.4 if "slow" in question else self.pause_s
        try:
            for step in STEPS[:3]:
                time.sleep(pause_s)
                yield {"type": "step", "step": step, "ms": 7.0}
            for word in aurora.TEXTS["en"].split(" ")[:40]:
                time.sleep(pause_s / 2)
                yield {"type": "text", "text": f"{word} "}
            answer = self.ask(question, thread_id, as_of)
            for step in STEPS[3:]:
                yield {"type": "step", "step": step, "ms": 5.0}
            yield {"type": "final", "answer": answer.to_dict()}
        except GeneratorExit:
            self.stopped.set()
            raise

    def threads(self) -> list[dict[str, Any]]:
        return [
            {"id": name, "title": answers[0]["question"], "updated": "2026-10-05T10:00:00"}
            for name, answers in reversed(self._threads.items())
        ]

    def thread(self, thread_id: str) -> list[dict[str, Any]]:
        if thread_id not in self._threads:
            raise UnknownThread(
                f"There is no thread {thread_id!r}.", help="List them with 'threads'."
            )
        return list(self._threads[thread_id])

    def memo(self, language: Language, as_of: str | None = None) -> Memo:
        self.asked_memo.set()
        self.may_end_memo.wait(10)
        return replace(hostile_memo.memo(), language=language, as_of=as_of)

    def audit(self, thread_id: str, turn: int | None = None) -> dict[str, Any]:
        shown = self.thread(thread_id)
        return {"thread_id": thread_id, "chain": {}, "entries": [{"shown": a} for a in shown]}

    def sources(self) -> list[Source]:
        return list(aurora.SOURCES)

    def held(self) -> list[Held]:
        return [
            Held(source=source, passages=3, own=source.id != aurora.SOURCES[0].id)
            for source in aurora.SOURCES
        ]

    @property
    def incoming(self) -> Path:
        return self.folder

    def intake(
        self,
        paths: Sequence[str | Path],
        about: About | None = None,
        *,
        stop: threading.Event | None = None,
    ) -> Iterator[Progress]:
        for done, path in enumerate(paths):
            for state in ("reading", "storing", "added"):
                time.sleep(self.pause_s)
                report = IngestReport(path=str(path), source_id="x", status="added", passages=1)
                yield Progress(
                    file=str(path),
                    state=state,  # type: ignore[arg-type]  # one of its words
                    done=done,
                    total=len(paths),
                    eta_s=None,
                    report=report if state == "added" else None,
                )

    def correct(self, source_id: str, about: About) -> Source:
        raise UnknownSource("It cannot be corrected.", help="It is canned.")

    def remove(self, source_id: str) -> None:
        raise UnknownSource("It cannot be removed.", help="It is canned.")

    def evaluation(self) -> dict[str, Any] | None:
        return tables.evaluation()

    def evaluation_report(self) -> bytes | None:
        return None

    def source_text(self, source_id: str, name: str = "document") -> str:
        return f"{aurora.HOSTILE} {aurora.CASH}"

    def original(self, source_id: str) -> Original:
        raise UnknownSource("It is not kept.", help="Only documents of your own are.")

    def place(self, source_id: str, start: int, end: int, name: str = "document") -> Place:
        return Place(
            source_id=source_id,
            title="Aurora",
            name="",
            kind="",
            page=None,
            section=None,
            before="Before it. ",
            quote=aurora.HOSTILE,
            after=" After it.",
        )

    def page(self, source_id: str, number: int, start: int, end: int) -> PageView:
        raise UnknownSource("It has no pages.", help="Only those of a PDF are drawn.")

    def metrics(self, language: Language) -> list[dict[str, Any]]:
        return tables.metrics(language)

    def conflicts(self, language: Language) -> list[dict[str, Any]]:
        return tables.conflicts()

    def suggestions(self, language: Language) -> list[dict[str, Any]]:
        return tables.suggestions(language)

    def levers(self, language: Language) -> Levers:
        return levers(scenario_ledger.ledger(), language)

    def project(self, change: Change, language: Language) -> Projection:
        return project(scenario_ledger.ledger(), change, language)

    def company(self, language: Language) -> str:
        return "极光机器人" if language == "zh" else "Aurora Robotics"

    def health(self) -> dict[str, Any]:
        return {"store": "ok"}

    def ready(self) -> bool:
        return True
