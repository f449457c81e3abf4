"""What one answer went through, as an entry of the audit trail.

In: what the steps hand on. Out: a plain dictionary of what was asked, understood, retrieved,
computed, written, exchanged with a model, verified, rejected and shown, with the versions of all
that took part; also of answers that broke off. Keeps no key: every secret given is struck out.
"""

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.answer import Claim
from bot.spans import Spans
from bot.trail import Trail
from bot.work import Work
from knowledge import Metric

_STRUCK = "[struck out]"


@dataclass(slots=True, kw_only=True)
class Seen:
    """One question while it is worked on. `steps` are name, start and end in nanoseconds."""

    question: str
    thread_id: str
    as_of: str | None
    began: int = field(default_factory=time.time_ns)
    steps: list[tuple[str, int, int]] = field(default_factory=list)
    work: Work | None = None
    answer: dict[str, Any] | None = None
    ended: str = "answered"

    def step(self, name: str, out: dict[str, Any]) -> None:
        """Hears of a finished step; `out` is what its node gave."""
        start = self.steps[-1][2] if self.steps else self.began
        self.steps.append((name, start, time.time_ns()))
        self.work = out.get("work") or self.work
        self.answer = out.get("answer") or self.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """Follows questions into the trail and, where an endpoint is set, into spans."""

    trail: Trail
    versions: Callable[[], dict[str, Any]]
    spans: Spans | None = None
    secrets: Collection[str] = ()

    @contextmanager
    def follow(self, question: str, thread_id: str, as_of: str | None) -> Iterator[Seen]:
        """Records the question when the block ends, however it ends."""
        seen = Seen(question=question, thread_id=thread_id, as_of=as_of)
        try:
            yield seen
        except BaseException as error:
            seen.ended = "stopped" if isinstance(error, GeneratorExit) else type(error).__name__
            raise
        finally:
            content = struck(entry(seen) | {"versions": self.versions()}, self.secrets)
            self.trail.record(thread_id, content, counts=seen.answer is not None)
            if self.spans:
                self.spans.send(seen.ended, seen.steps, _measured(seen))

    def close(self) -> None:
        self.trail.close()
        if self.spans:
            self.spans.close()


def entry(seen: Seen) -> dict[str, Any]:
    """The whole way of one answer, or as much of it as there was."""
    asked = {"question": seen.question, "as_of": seen.as_of}
    whole: dict[str, Any] = {"asked": asked, "ended": seen.ended, "shown": seen.answer}
    work = seen.work
    if work is None:
        return whole
    cited = {c["evidence_id"] for c in (seen.answer or {}).get("citations", ())}
    judged = [*work.verified.kept, *work.verified.dropped] if work.verified else []
    return whole | {
        "understood": work.u.to_dict() if work.u else None,
        "supposed": work.change.to_dict() if work.change else None,
        "refused": work.refused,
        "retrieved": _retrieved(work, cited),
        "computed": [_computed(m) for m in work.computed],
        "written": [_written(c) for c in work.claims],
        "exchanged": work.exchanges,
        "verified": [_judged(c) for c in judged if _stands(c)],
        "rejected": [_judged(c) for c in judged if not _stands(c)],
    }


def struck(told: Any, secrets: Iterable[str]) -> Any:
    """The same with every secret replaced, wherever it stands in a text or a name."""
    given = tuple(s for s in secrets if s)
    if not given:
        return told
    match told:
        case str():
            for secret in given:
                told = told.replace(secret, _STRUCK)
            return told
        case dict():
            return {struck(str(k), given): struck(v, given) for k, v in told.items()}
        case list() | tuple():
            return [struck(v, given) for v in told]
    return told


def _stands(claim: Claim) -> bool:
    return claim.verdict in ("supported", "computed")


def _retrieved(work: Work, cited: Collection[str]) -> dict[str, Any]:
    """`offered` is all that the writer might cite; facts and passages are what was ranked."""
    found = work.found.evidence if work.found else {}
    ids = {e.ref: e.id for e in found.values() if e.ref}
    return {
        "facts": [
            {"id": r.fact.id, "source": r.fact.source, "score": round(r.score, 4)}
            | {"strength": r.strength, "cited": ids.get(r.fact.id) in cited}
            for r in work.retrieved.facts
        ],
        "passages": [
            {"id": q.evidence.id, "source": q.evidence.source_id, "score": round(q.score, 4)}
            | {"quote": q.text, "cited": q.evidence.id in cited}
            for q in work.retrieved.quotes
        ],
        "offered": {e.id: e.sha256 for e in found.values()},
    }


def _computed(m: Metric) -> dict[str, Any]:
    inputs = [asdict(i) for i in m.inputs]
    told = {"id": m.id, "formula": m.formula, "inputs": inputs, "unit": m.unit}
    return told | {"value": m.value, "low": m.low, "high": m.high, "as_of": m.as_of}


def _written(claim: Claim) -> dict[str, Any]:
    told = {"text": claim.text, "kind": claim.kind, "role": claim.role}
    return told | {"evidence": list(claim.evidence), "quotes": claim.quotes}


def _judged(claim: Claim) -> dict[str, Any]:
    checks = [asdict(c) for c in claim.checks]
    return {"text": claim.text, "verdict": claim.verdict, "checks": checks}


def _measured(seen: Seen) -> dict[str, str | int]:
    """What a span tells: sizes and outcomes, and no word of question or answer."""
    answer, verified = seen.answer or {}, seen.work.verified if seen.work else None
    return {
        "diligence.thread": seen.thread_id,
        "diligence.status": str(answer.get("status", seen.ended)),
        "diligence.writer": str(answer.get("writer", "")),
        "diligence.claims.kept": len(verified.kept) if verified else 0,
        "diligence.claims.rejected": len(verified.dropped) if verified else 0,
        "diligence.citations": len(answer.get("citations", ())),
    }
