"""PATH of an answer that a language model writes: ask → listen → judge → mend once → or not at all.

In: what was found and the extractive answer to it. Out: a `Draft`: sentences that stand, what was
withheld and why, what it cost; or the extractive answer with one line on why. Every sentence
passes `verify` before anybody sees it, and again in the graph. Knows no provider's package.
"""

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot import prompts
from bot.answer import Claim
from bot.checks.meaning import Meaning
from bot.model.blocks import Blocks, by_worth, digest
from bot.model.conversation import Conversation
from bot.model.faults import Fault
from bot.model.hearing import Hearing, Tell, reasons
from bot.model.marks import Said
from bot.model.provider import Clock, Provider
from bot.model.spend import Spend
from bot.model.tools import Got, Tools
from bot.understand import Understanding
from bot.writers.base import Found

_MEND_S = 4.0  # with less time than this a second try is not worth it
_SENTENCES = 7  # asked for, at most
_LEAST_TOKENS = 100  # of evidence; a model that takes less is none for this
_KEPT_DRAFTS = 256
_MOST_WITHHELD, _MOST_WITHHELD_CHARS = 20, 400
_PULSE_S = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the writer is told beside what was found; `before`: earlier questions, conclusions."""

    thread_id: str
    before: Sequence[tuple[str, str]]
    tools: Tools
    tell: Tell
    stopped: Callable[[], bool]
    meaning: Meaning | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`found` holds what tools added. `exchanges`: what was sent and received, for the record."""

    claims: tuple[Claim, ...]
    writer: str
    found: Found
    usage: dict[str, Any]
    withheld: tuple[dict[str, Any], ...] = ()
    notice: str | None = None
    exchanges: tuple[dict[str, Any], ...] = ()


class ModelWriter:
    def __init__(
        self,
        provider: Provider,
        spend: Spend,
        *,
        seconds: float = 60.0,
        first_words_s: float = 10.0,
        evidence_tokens: int = 6000,
    ) -> None:
        self._provider = provider
        self._spend = spend
        self._seconds, self._first_words_s = seconds, first_words_s
        self._evidence_tokens = evidence_tokens
        self._plain = False  # the provider takes neither tools nor a form
        self._drafts: OrderedDict[str, tuple[Said, ...]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return f"model:{self._provider.name}"

    def draft(self, u: Understanding, found: Found, plain: Sequence[Claim], asked: Asked) -> Draft:
        """`plain` is the extractive answer: what is given where the model's does not stand."""
        clock = Clock.started(first_s=self._first_words_s, total_s=self._seconds)
        budget = self._evidence_tokens
        while True:
            hearing, talk, key = self._begun(u, found, plain, asked, clock, budget)
            kept = self._drafts.get(key)
            try:
                if kept is None:
                    self._write(hearing, talk)
                else:
                    for said in kept:
                        hearing.hear(said)
                _refuse(hearing, plain)
            except Fault as fault:
                budget = hearing.blocks.spent // 2
                if fault.kind == "overflow" and budget >= _LEAST_TOKENS and clock.left_s > 0:
                    continue
                return self._without(fault, plain, hearing, talk)
            self._keep(key, hearing, talk)
            return self._with(hearing, talk, cached=kept is not None)

    def close(self) -> None:
        self._spend.close()

    def _begun(  # noqa: PLR0913  # one answer's beginnings
        self,
        u: Understanding,
        found: Found,
        plain: Sequence[Claim],
        asked: Asked,
        clock: Clock,
        budget: int,
    ) -> tuple[Hearing, Conversation, str]:
        blocks = Blocks()
        own = replace(found, evidence=dict(found.evidence))  # tools add to it
        shown = blocks.add(by_worth(found.evidence, [i for c in plain for i in c.evidence]), budget)
        hearing = Hearing(u=u, found=own, blocks=blocks, tell=asked.tell, meaning=asked.meaning)
        before = list(asked.before)
        system = prompts.system(fence=blocks.fence, language=u.language, sentences=_SENTENCES)
        question = prompts.question(u.question, evidence=shown, before=before)
        talk = Conversation(
            provider=self._provider,
            spend=self._spend,
            thread_id=asked.thread_id,
            clock=clock,
            messages=[
                {"role": "system", "content": system},
                {"role": "user", "content": question},
            ],
            use=asked.tools.use,
            look=lambda got: _added(got, hearing, budget),
            stopped=asked.stopped,
            pulse=_Pulse(asked.tell),
            plain=self._plain,
        )
        rest = (self._provider.name, prompts.VERSION, u.question, u.language, str(before))
        return hearing, talk, digest(blocks, found.evidence, *rest)

    def _write(self, hearing: Hearing, talk: Conversation) -> None:
        talk.listen(hearing.hear, hearing.again)
        self._plain = talk.plain
        failed = [(c.text, "; ".join(_for_model(c, hearing.blocks))) for c in hearing.held_back]
        if not failed or talk.clock.left_s < _MEND_S:
            return
        talk.messages.append({"role": "user", "content": prompts.repair(failed)})
        try:
            talk.listen(hearing.mend, lambda: None, with_tools=False)
        except Fault as fault:
            if fault.kind == "stopped":
                raise  # otherwise what stands already does not depend on the second try

    def _with(self, hearing: Hearing, talk: Conversation, *, cached: bool) -> Draft:
        withheld = [
            {"text": c.text[:_MOST_WITHHELD_CHARS], "reasons": reasons(c)}
            for c in hearing.held_back[:_MOST_WITHHELD]
        ]
        return Draft(
            claims=tuple(hearing.kept),
            writer=self.name,
            found=hearing.found,
            usage=self._usage(talk, cached=cached),
            withheld=tuple(withheld),
            exchanges=tuple(talk.exchanges),
        )

    def _without(
        self, fault: Fault, plain: Sequence[Claim], hearing: Hearing, talk: Conversation
    ) -> Draft:
        hearing.again()
        return Draft(
            claims=tuple(plain),
            writer="extractive",
            found=hearing.found,
            usage=self._usage(talk, cached=False),
            notice=fault.told(hearing.u.language),
            exchanges=tuple(talk.exchanges),
        )

    def _usage(self, talk: Conversation, *, cached: bool) -> dict[str, Any]:
        price = self._spend.price
        return {
            "model": self._provider.name,
            "input_tokens": talk.tokens.sent,
            "output_tokens": talk.tokens.received,
            "cost_usd": float(price.of(talk.tokens)) if price else None,
            "thread_cost_usd": float(self._spend.of_thread(talk.thread_id)) if price else None,
            "price_as_of": price.as_of if price else None,
            "price_checked": price.checked if price else None,
            "cached": cached,
        }

    def _keep(self, key: str, hearing: Hearing, talk: Conversation) -> None:
        """What tools brought is not part of the key, so such a draft is not kept."""
        numbers = {key: n for n, key in enumerate(hearing.blocks.ids, start=1)}
        if any(m.get("role") == "tool" for m in talk.messages):
            return
        said = tuple(
            Said(c.text, tuple(numbers.get(i, 0) for i in c.evidence)) for c in hearing.judged
        )
        with self._lock:
            self._drafts[key] = said
            self._drafts.move_to_end(key)
            while len(self._drafts) > _KEPT_DRAFTS:
                self._drafts.popitem(last=False)


def _added(got: Got, hearing: Hearing, budget: int) -> str:
    """What a tool brought, numbered on; from now on it may be cited."""
    if got.problem:
        return got.problem
    evidence = hearing.found.evidence
    evidence |= {e.id: evidence.get(e.id, e) for e in got.evidence}
    known = {m.id for m in hearing.found.metrics}
    new = tuple(m for m in got.metrics if m.id not in known)
    hearing.found = replace(hearing.found, metrics=(*hearing.found.metrics, *new))
    return hearing.blocks.add(got.evidence, 2 * budget) or "Nothing that is not above already."


def _refuse(hearing: Hearing, plain: Sequence[Claim]) -> None:
    """A Fault where too little stands, or what stands passes by what the evidence says best."""
    kept, held_back = hearing.kept, hearing.held_back
    if not kept or len(kept) < len(held_back):
        foreign = [c for c in held_back if any(x.kind == "language" for x in c.checks)]
        raise Fault("language" if len(foreign) * 2 > len(held_back) else "unsupported")
    point = set(plain[0].evidence) if plain else set()
    if point and not any(point & set(c.evidence) for c in kept):
        raise Fault("aside")


def _for_model(claim: Claim, blocks: Blocks) -> list[str]:
    """The reasons, with numbers in the place of ids."""
    numbers = {key: f"[{n}]" for n, key in enumerate(blocks.ids, start=1)}
    pattern = re.compile("|".join(map(re.escape, sorted(numbers, key=len, reverse=True))) or "$^")
    return [pattern.sub(lambda m: numbers[m.group()], reason) for reason in reasons(claim)]


class _Pulse:
    """Tells now and then that the model is waited for, so that a stop is noticed."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._last = time.monotonic()

    def __call__(self) -> None:
        if time.monotonic() - self._last >= _PULSE_S:
            self._last = time.monotonic()
            event: Mapping[str, Any] = {"type": "waiting"}
            self._tell(event)
