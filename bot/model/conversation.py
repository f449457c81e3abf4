"""One exchange with a model: send, hand on each sentence as it completes, try again where it helps.

In: messages and what to do with a sentence. Out: the whole text; or a `Fault` when the time or the
attempts are used up. Runs the tools that the model asks for and enters what every request costs.
Does not judge what is said.
"""

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.model import blocks as numbered
from bot.model import tools
from bot.model.faults import Fault
from bot.model.form import SCHEMA, Claims
from bot.model.marks import Said, Sentences
from bot.model.provider import Call, Clock, Message, Piece, Provider, Request, Tokens
from bot.model.spend import Spend
from bot.model.tools import Got

_ATTEMPTS = 3
_MOST_CALLS = 4  # of tools, in one answer
_MOST_CHARS = 12_000  # of one reply; an endless one is cut off
_MOST_TOKENS = 3_000  # of one reply, for what it may cost at most
_FIRST_WAIT_S = 0.5

Hear = Callable[[Said], None]


@dataclass(slots=True, kw_only=True)
class Conversation:
    """`look` turns a tool call into text for the model; `pulse` is called while nothing comes."""

    provider: Provider
    spend: Spend
    thread_id: str
    clock: Clock
    messages: list[Message]
    look: Callable[[Got], str]
    use: Callable[[Call], Got]
    stopped: Callable[[], bool]
    pulse: Callable[[], None]
    plain: bool = False  # the provider was found to take neither tools nor a form
    calls_left: int = _MOST_CALLS
    tokens: Tokens = field(default_factory=Tokens)
    exchanges: list[dict[str, Any]] = field(default_factory=list)

    def listen(self, hear: Hear, again: Callable[[], None], *, with_tools: bool = True) -> str:
        """`again` is called before a reply that broke off is asked for anew."""
        form = SCHEMA if self.provider.takes_form and not self.plain else None
        request = Request(messages=self.messages, tools=self._offered(with_tools), form=form)
        attempt = 1
        while True:
            try:
                text, calls = self._once(request, hear)
            except Fault as fault:
                request = self._next(request, fault, attempt)
                attempt += 1
                again()
                continue
            calls = calls if request.tools else ()  # what was not offered is not run
            self.messages.append(_said(text, calls))
            if not calls:
                return text
            self.messages += [self._result(call) for call in calls]
            request = replace(request, messages=self.messages, tools=self._offered(with_tools))

    def _offered(self, with_tools: bool) -> Sequence[dict[str, Any]]:
        return tools.offered() if with_tools and self.calls_left > 0 and not self.plain else ()

    def _once(self, request: Request, hear: Hear) -> tuple[str, Sequence[Call]]:
        reading: Sentences | Claims = Claims() if request.form else Sentences()
        came: list[str] = []
        calls: tuple[Call, ...] = ()
        used: Tokens | None = None
        sent = sum(numbered.tokens(json.dumps(m, ensure_ascii=False)) for m in request.messages)
        entry = self.spend.reserve(self.thread_id, Tokens(sent=sent, received=_MOST_TOKENS))
        try:
            for piece in self.provider.reply(request, self.clock, self.stopped):
                self._take(piece, reading, came, hear)
                calls, used = piece.calls or calls, piece.tokens or used
                if sum(map(len, came)) > _MOST_CHARS:
                    break
            for said in reading.close():
                hear(said)
        finally:
            text = "".join(came)
            self._enter(entry, used or Tokens(sent=sent, received=numbered.tokens(text)))
            self.exchanges.append({"sent": list(request.messages), "received": text})
        if self.stopped():
            raise Fault("stopped")
        if not text.strip() and not (calls and request.tools):
            raise Fault("empty")
        return text, calls

    def _take(self, piece: Piece, reading: Sentences | Claims, came: list[str], hear: Hear) -> None:
        if piece.text:
            came.append(piece.text)
        else:
            self.pulse()
        for said in reading.feed(piece.text) if piece.text else reading.pause():
            hear(said)

    def _enter(self, entry: int, used: Tokens) -> None:
        self.spend.settle(entry, used)
        self.tokens = Tokens(
            sent=self.tokens.sent + used.sent, received=self.tokens.received + used.received
        )

    def _next(self, request: Request, fault: Fault, attempt: int) -> Request:
        """What to ask instead, after a wait; the fault again where nothing would help in time."""
        if fault.kind == "request" and (request.tools or request.form):
            self.plain = True
            return replace(request, tools=(), form=None)
        wait = fault.retry_after_s
        wait = _FIRST_WAIT_S * 2 ** (attempt - 1) if wait is None else wait
        if not fault.is_passing or attempt >= _ATTEMPTS or wait >= self.clock.left_s:
            raise fault
        until = time.monotonic() + wait
        while time.monotonic() < until and not self.stopped():
            time.sleep(min(0.05, wait))
            self.pulse()
        if self.stopped():
            raise Fault("stopped")
        unreadable = fault.kind in ("malformed", "empty")
        return replace(request, whole=request.whole or unreadable)

    def _result(self, call: Call) -> Message:
        self.calls_left -= 1
        return {"role": "tool", "tool_call_id": call.id, "content": self.look(self.use(call))}


def _said(text: str, calls: Sequence[Call]) -> Message:
    made: dict[str, Any] = {"role": "assistant", "content": text}
    if calls:
        made["tool_calls"] = [
            {
                "id": c.id,
                "type": "function",
                "function": {"name": c.name, "arguments": json.dumps(dict(c.arguments))},
            }
            for c in calls
        ]
    return made
