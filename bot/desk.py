"""The desk: one store, one graph, its threads. What surfaces, scripts and evaluations talk to.

`Bot.open(settings)` builds or opens the knowledge base; `ask` and `stream` answer; the rest are
views of what is known. Decides nothing about an answer: that is the graph's.
"""

import threading
import uuid
from collections.abc import Generator, Iterator
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from bot import graph, memo, opening, versions, views
from bot.answer import Answer
from bot.audit import Audit, Seen
from bot.documents import Documents
from bot.memo import Memo, Room
from bot.memory import Memory
from bot.model.opened import model_writer
from bot.passages.find import find
from bot.passages.sought import query
from bot.question import times
from bot.question.asked import askable
from bot.settings import Settings
from bot.shown import Shown
from bot.spans import Spans
from bot.trail import Trail
from bot.understand import understand
from bot.writers.extractive import ExtractiveWriter
from bot.writers.model import ModelWriter
from knowledge import (
    Counting,
    KnowledgeBase,
    Language,
    Ledger,
    Passage,
    bundles,
    dossier,
    metrics,
    named_in,
)

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

    from knowledge import Embedder


class Bot(Documents, Shown):
    """Use `Bot.open`; safe for many threads; one per data folder."""

    def __init__(
        self,
        *,
        kb: KnowledgeBase,
        ledger: Ledger,
        memory: Memory,
        settings: Settings,
        model: ModelWriter | None = None,
    ) -> None:
        super().__init__(kb=kb, settings=settings)
        self._memory = memory
        self._model = model
        self._ledger = ledger
        self._steps = graph.Steps(
            kb=kb,
            ledger=ledger,
            offered=metrics.compute(ledger),
            writer=ExtractiveWriter(max_words=settings.max_words),
            model=model,
            meaning=opening.meaning(settings, kb) if model else None,
        )
        self._graph = graph.build(self._steps, memory.saver)
        record = versions.of_record(ledger)
        self._audit = Audit(
            trail=Trail(settings.trail),
            versions=lambda: versions.of_desk(kb, record),
            spans=Spans(settings.otlp) if settings.otlp else None,
            secrets=settings.secrets,
        )

    @classmethod
    def open(
        cls,
        settings: Settings | None = None,
        *,
        embedder: "Embedder | None" = None,
        rebuild: bool = False,
        progress: Counting | None = None,
    ) -> "Bot":
        """Opens the store in `settings.home`, bringing it in line with the dossier folder."""
        chosen = settings or Settings.from_env()
        loaded = dossier.load(chosen.dossier) if chosen.dossier else None
        model = model_writer(chosen)
        kb = opening.store(chosen, embedder=embedder, rebuild=rebuild, progress=progress)
        try:
            if loaded:
                kb.sync(bundles.bundles(loaded), records=bundles.records(loaded), progress=progress)
            kb.reembed_in_background()
            memory = Memory(chosen.home / chosen.name / "threads.sqlite")
            ledger = bundles.ledger_of(loaded) if loaded else Ledger()
            return cls(kb=kb, ledger=ledger, memory=memory, settings=chosen, model=model)
        except BaseException:
            kb.close()
            raise

    def ask(self, question: str, thread_id: str | None = None, as_of: str | None = None) -> Answer:
        """The answer, remembered in its thread; a new thread unless `thread_id` names one."""
        for event in self.stream(question, thread_id, as_of):
            if event["type"] == "final":
                return Answer.from_dict(event["answer"])
        raise AssertionError("a stream ends with its answer")

    def stream(
        self, question: str, thread_id: str | None = None, as_of: str | None = None
    ) -> Iterator[dict[str, Any]]:
        """Events: {"type": "step" | "text" | "claim" | "final", …}; the last holds the answer.

        While a language model writes there is "text" as soon as a sentence stands, "waiting" now
        and then, and "restart" where the text so far no longer holds. Closing the iteration ends
        the model's work too.
        """
        asked = self._valid(question)
        day = times.valid_day(as_of) if as_of else None
        times.refuse_future(day, self._ledger)
        if thread_id:
            self._memory.require(thread_id)
        key = thread_id or uuid.uuid4().hex[:12]
        gone = threading.Event()
        state = {"question": asked, "thread_id": key, "as_of": day, "stopped": gone.is_set}
        told = ""
        with self._audit.follow(asked, key, day) as seen:
            events = self._events(state, key, seen)
            try:
                for event in events:
                    told = "" if event["type"] == "restart" else told + event.get("text", "")
                    yield event
            finally:
                gone.set()  # before the graph is closed, which waits for the step at work
                events.close()
        answer = seen.answer or {}
        self._memory.note(key, asked)
        if told != answer["answer"]:
            if told:
                yield {"type": "restart"}
            for paragraph in answer["answer"].splitlines(keepends=True):
                yield {"type": "text", "text": paragraph}
        for claim in answer["claims"]:
            yield {"type": "claim", "claim": claim}
        yield {"type": "final", "answer": answer}

    def _events(
        self, state: dict[str, Any], key: str, seen: Seen
    ) -> Generator[dict[str, Any], None, None]:
        """Steps as they finish, and what the model's writer tells meanwhile; where nothing can be
        told meanwhile, LangGraph spends no threads on listening for it.
        """
        config: Any = {"configurable": {"thread_id": key}}
        modes: Any = ["updates", "custom"] if self._model else ["updates"]
        told: Any
        for mode, told in self._graph.stream(state, config, stream_mode=modes, durability="exit"):
            if mode == "custom":
                yield dict(told)
                continue
            for step, out in told.items():
                seen.step(step, out)
                work, answer = out.get("work"), out.get("answer")
                timings = answer["timings_ms"] if answer else work.timings
                yield {"type": "step", "step": step, "ms": timings.get(step, 0.0)}

    def found(self, question: str, as_of: str | None = None) -> list[str]:
        """Ids of the sources that a question of its own finds, best first; answers nothing."""
        state: Any = {
            "question": self._valid(question),
            "thread_id": "",
            "as_of": as_of,
        }
        for step in (self._steps.understand, self._steps.retrieve, self._steps.compute):
            state |= step(state)
        held = state["work"].retrieved
        ids = [r.fact.source for r in held.facts] + [q.evidence.source_id for q in held.quotes]
        ids += [e.source_id for e in state["work"].found.evidence.values()]
        return list(dict.fromkeys(ids))

    def threads(self) -> list[dict[str, Any]]:
        return self._memory.threads()

    def thread(self, thread_id: str) -> list[dict[str, Any]]:
        """The thread's answers, oldest first; raises UnknownThread."""
        self._memory.require(thread_id)
        config: Any = {"configurable": {"thread_id": thread_id}}
        return [turn["answer"] for turn in self._graph.get_state(config).values.get("turns", [])]

    def audit(self, thread_id: str, turn: int | None = None) -> dict[str, Any]:
        """What each answer of a thread went through, oldest first; raises UnknownThread."""
        return self._audit.trail.export(thread_id, turn)

    def memo(self, language: Language = "en", as_of: str | None = None) -> Memo:
        """The standard questions answered into a memo; outside any conversation, but in the
        audit trail.
        """
        day = times.valid_day(as_of) if as_of else None
        times.refuse_future(day, self._ledger)
        thread_id = f"memo-{uuid.uuid4().hex[:12]}"
        record = self._steps.record
        room = Room(
            kb=self.kb,
            ledger=record.as_of(day),
            whole=record.whole(day),
            language=language,
            ask=lambda question: self._apart(question, thread_id, day),
        )
        return memo.build(room, as_of=day, made=date.today(), thread_id=thread_id)

    def _apart(self, question: str, thread_id: str, as_of: str | None) -> Answer:
        """An answer of its own, which no thread remembers."""
        alone = graph.build(self._steps, None)
        state = {"question": question, "thread_id": thread_id, "as_of": as_of}
        with self._audit.follow(question, thread_id, as_of) as seen:
            for update in alone.stream(state, stream_mode="updates"):
                for step, out in update.items():
                    seen.step(step, out)
        assert seen.answer is not None
        return Answer.from_dict(seen.answer)

    def find(self, question: str, k: int = 10) -> list[Passage]:
        """The `k` passages of documents that most likely answer, best first; nothing is asked of
        recorded facts, and nothing is remembered.
        """
        u = understand(
            self._valid(question),
            ledger=self._ledger,
            is_known=self._steps.record.is_known,
        )
        return find(query(u, self.kb, self._ledger), self.kb, k)

    def health(self) -> dict[str, Any]:
        return {
            "status": "ok",
            "passages": self.kb.passage_count,
            "embedder": self.kb.embedder.name,
            "reembedding": views.moving(self.kb.moving),
        }

    def ready(self) -> bool:
        return True

    def warm(self) -> threading.Thread:
        """Loads in the background what the first question would wait for."""

        def load() -> None:
            for fact in self._ledger.facts:
                named_in(fact.statement)
            self.kb.embedder.encode_query("warm")
            if self.kb.reranker:
                self.kb.reranker.scores("warm", ["up"])

        worker = threading.Thread(target=load, name="warm", daemon=True)
        worker.start()
        return worker

    def as_runnable(self) -> "Runnable[str, dict[str, Any]]":
        """A LangChain Runnable from a question to the answer object."""
        from langchain_core.runnables import RunnableLambda

        return RunnableLambda(lambda question: self.ask(question).to_dict())

    def as_retriever(self) -> "BaseRetriever":
        """A LangChain retriever of the evidence an answer cites."""
        from bot.retriever import DeskRetriever

        return DeskRetriever(desk=self)

    def verify(self) -> list[str]:
        return self.kb.verify()

    def close(self) -> None:
        self._audit.close()
        if self._model:
            self._model.close()
        self._memory.close()
        self.kb.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _valid(self, question: str) -> str:
        return askable(question, self.settings.max_question_chars)
