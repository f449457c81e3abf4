"""The path of one question: understand → retrieve → compute → write → verify → Answer.

Nodes adapt plain functions to the graph's state; what they work with stays in memory, only the turn
(the answer and what was understood) is kept in the thread. Knows no page and no protocol.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from langgraph.graph import END, START, StateGraph

from bot import checklist, coverage, phrases
from bot.answer import Claim
from bot.answerable import answerable
from bot.checks.meaning import Meaning
from bot.citable import citable
from bot.compose import compose as compose_answer
from bot.compute import compute
from bot.computing.pairing import paired
from bot.earlier import before_round
from bot.errors import FutureDay
from bot.follow import followed
from bot.matching import cases
from bot.matching.changed import changed, ranked
from bot.matching.fit import Ranked
from bot.matching.presumed import presumed
from bot.matching.profile import introduces, profiled
from bot.model import lent
from bot.open_points import in_words, open_points
from bot.question.times import refuse_future
from bot.readings import Understand, readings
from bot.record import Record
from bot.retrieve import Retrieved, retrieve
from bot.state import State
from bot.understand import Understanding, understand
from bot.whatif.supposed import missed, supposed
from bot.withheld import verified
from bot.work import Work
from bot.writers.base import Found, Writer
from bot.writers.model import Asked, ModelWriter
from knowledge import (
    KnowledgeBase,
    Ledger,
    Metric,
    metrics,
    scenario,
)
from knowledge.scenario import ScenarioError

if TYPE_CHECKING:
    from langgraph.checkpoint.base import BaseCheckpointSaver
    from langgraph.graph.state import CompiledStateGraph

STEPS = ("understand", "retrieve", "compute", "write", "verify")
_TURNS_TOLD = 3  # of a thread, to a language model: each question with its conclusion


@dataclass(frozen=True, kw_only=True)
class Steps:
    """The nodes, bound to one store and one writer."""

    kb: KnowledgeBase
    ledger: Ledger
    offered: tuple[Metric, ...]
    writer: Writer
    meaning: Meaning | None = None  # settles what the words of a model's text do not
    model: ModelWriter | None = None  # writes in the writer's place where its text stands
    answerable: dict[tuple[str, int], bool] = field(default_factory=dict)

    def understand(self, state: State) -> State:
        last = state["turns"][-1] if state.get("turns") else {}
        before = last.get("understanding")
        u = understand(
            state["question"],
            ledger=self.ledger,
            is_known=self.record.is_known,
            as_of=state.get("as_of"),
        )
        if before and not introduces(u):
            told = Understanding.from_dict(before)
            u = followed(u, told, self.record.as_of(state.get("as_of")))
        u = before_round(u, self.record.as_of(state.get("as_of")))
        u = profiled(u, self.record.as_of(state.get("as_of")))
        as_of = min((d for d in (state.get("as_of"), u.as_of) if d), default=None)
        ledger, whole = self.record.as_of(as_of), self.record.whole(as_of)
        work = Work(u=u, as_of=as_of, ledger=ledger, whole=whole)
        try:
            refuse_future(as_of, self.ledger)
            work.change = supposed(u, work.ledger, last, as_of)
            if points := open_points(u, work.ledger):
                work.refused = in_words(points, u.language)
        except (ScenarioError, FutureDay) as error:
            work.refused = error.told(u.language)
        return {"work": work}

    def retrieve(self, state: State) -> State:
        work = state["work"]
        assert work.u is not None
        if work.change or work.refused:
            return {"work": work}  # the model's inputs are recorded facts, chosen by the model
        if work.u.since and not work.u.unknown and work.ledger.facts:
            work.changes = changed(work.u, work.ledger)
            work.retrieved = Retrieved(facts=ranked(work.changes))
            if not work.changes.facts:
                work.refused = phrases.nothing_new(work.u.since, work.u.language)
        else:
            work.retrieved = retrieve(
                work.u,
                kb=self.kb,
                ledger=work.ledger,
                as_of=work.as_of,
                proposals=self.record.proposals(),
            )
        return {"work": work}

    def compute(self, state: State) -> State:
        work = state["work"]
        assert work.u is not None
        work.computed = self._computed(work)
        work.refused = work.refused or missed(work)
        work.found = self._found(work)
        return {"work": work}

    def _found(self, work: Work) -> Found:
        return Found(
            retrieved=work.retrieved,
            metrics=work.computed,
            change=work.change,
            changes=work.changes,
            paired=work.paired is not None,
            ledger=work.whole,
            evidence=citable(work, self.kb, self.record.proposals()),
        )

    def _computed(self, work: Work) -> tuple[Metric, ...]:
        assert work.u is not None
        if work.change:
            try:
                return scenario.answer(work.ledger, work.change)
            except ScenarioError as error:
                work.refused = error.told(work.u.language)
        done = (work.retrieved.done.metric,) if work.retrieved.done else ()
        if work.refused or work.changes:
            return done
        offered = self.offered if work.ledger is self.ledger else metrics.compute(work.ledger)
        if work.retrieved.cased:
            return cases.metrics(work.retrieved.cased, offered)
        work.paired = paired(work.u, work.ledger, offered, self._understood(work))
        if work.paired:
            facts = tuple(Ranked(fact=f, score=1, strength="strong") for f in work.paired.facts)
            work.retrieved = replace(work.retrieved, facts=facts, quotes=(), done=None, faced=False)
            return (work.paired.metric,)
        if work.retrieved.brought or work.retrieved.faced or work.u.unknown:
            return done
        return (*compute(work.u, work.ledger, offered, work.retrieved.facts), *done)

    def write(self, state: State) -> State:
        work = state["work"]
        assert work.u is not None and work.found is not None
        work.claims = self._written(work)
        if not work.claims and coverage.may_presume(work):
            work.claims = self._reread(work) or self._premise(work)
        if self.model and work.claims:
            asked = self._asked(state, work)
            work.draft = self.model.draft(work.u, work.found, work.claims, asked)
            work.found, work.claims = work.draft.found, list(work.draft.claims)
            work.computed, work.exchanges = work.found.metrics, list(work.draft.exchanges)
        return {"work": work}

    def _reread(self, work: Work) -> list[Claim]:
        """The answer to the first narrower reading that the record answers, if any."""
        assert work.u is not None
        for u in readings(work.u, work.ledger, self._understood(work)):
            again = Work(u=u, as_of=work.as_of, ledger=work.ledger, whole=work.whole)
            self.compute(self.retrieve({"work": again}))
            claims = self._written(again)
            if claims:
                work.take(again)
                return claims
        return []

    def _understood(self, work: Work) -> Understand:
        return partial(understand, ledger=work.ledger, is_known=self.record.is_known)

    def _written(self, work: Work) -> list[Claim]:
        assert work.u is not None and work.found is not None
        return self.writer.write(work.u, work.found) if coverage.supported(work.u, work) else []

    def _premise(self, work: Work) -> list[Claim]:
        """What is recorded of what the question takes for granted, if anything."""
        assert work.u is not None
        told = presumed(work.u, work.ledger, self.record.is_known)
        if told is None:
            return []
        work.retrieved, work.computed, work.presumed = Retrieved(facts=told.facts), (), True
        work.found = self._found(work)
        return self.writer.write(told.u, work.found)

    def _asked(self, state: State, work: Work) -> Asked:
        from langgraph.config import get_stream_writer

        turns = [t["answer"] for t in state.get("turns", [])[-_TURNS_TOLD:]]
        return Asked(
            thread_id=state["thread_id"],
            before=[(a["question"], a["claims"][0]["text"]) for a in turns if a["claims"]],
            tools=lent.tools(work, self.record),
            tell=get_stream_writer(),
            stopped=state.get("stopped") or (lambda: False),
            meaning=self.meaning,
        )

    def verify(self, state: State) -> State:
        work = state["work"]
        assert work.u is not None and work.found is not None
        work.verified = verified(work, self.writer, self.meaning)
        answer = self._finished(state, work).to_dict() | {"question": state["question"]}
        turn = {"answer": answer, "understanding": work.u.to_dict()}
        if work.refused and state.get("turns"):
            turn["change"] = state["turns"][-1].get("change")
        elif work.change:
            turn["change"] = work.change.to_dict()
        return {"answer": answer, "turns": [turn]}

    def _finished(self, state: State, work: Work) -> Any:
        assert work.u is not None and work.found is not None and work.verified is not None
        alone = coverage.left_open(work.u, work)
        status = coverage.status(work)
        if alone and status == "answered":
            status = "partial"
        answer = compose_answer(
            work.u,
            verified=work.verified,
            found=work.found,
            status=status,
            missing=alone or checklist.missing(work.u, work.ledger, declined=status == "declined"),
            followups=checklist.followups(work.u, self.can_answer, declined=status == "declined"),
            thread_id=state["thread_id"],
            as_of=work.as_of,
            writer=self.writer.name,
            declined=work.refused,
        )
        draft = work.draft
        if draft is None:
            unconverted = coverage.unconverted(work.u, work)
            told = phrases.no_rate(unconverted, work.u.language) if unconverted else None
            return replace(answer, notice=told)
        return replace(
            answer,
            writer=draft.writer,
            usage=draft.usage,
            withheld=list(draft.withheld),
            notice=draft.notice,
        )

    def can_answer(self, question: str) -> bool:
        """Whether the desk could; asked of the same few questions after every answer, so kept."""
        key = (question, self.kb.passage_count)
        if key not in self.answerable:
            self.answerable[key] = answerable(question, self.kb, self.ledger, self.record.is_known)
        return self.answerable[key]

    @cached_property
    def record(self) -> Record:
        return Record(kb=self.kb, ledger=self.ledger)


def build(
    steps: Steps, saver: "BaseCheckpointSaver[str] | None"
) -> "CompiledStateGraph[Any, Any, Any, Any]":
    """The compiled graph; with a saver it remembers each thread's turns."""
    graph = StateGraph(State)
    for name in STEPS:
        graph.add_node(name, _timed(name, getattr(steps, name)))  # type: ignore[call-overload]  # TypedDict node
    for a, b in zip((START, *STEPS), (*STEPS, END), strict=True):
        graph.add_edge(a, b)
    return graph.compile(checkpointer=saver)


def _timed(name: str, step: Callable[[State], State]) -> Callable[[State], State]:
    def run(state: State) -> State:
        began = time.perf_counter()
        out = step(state)
        work = out.get("work") or state["work"]
        work.timings[name] = round((time.perf_counter() - began) * 1000, 2)
        if "answer" in out:
            out["answer"]["timings_ms"] = {
                **work.timings,
                "total": round(sum(work.timings.values()), 2),
            }
        return out

    return run
