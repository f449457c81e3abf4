"""The door to language models (LangChain): a request out, its reply in piece by piece.

A request runs on one event loop of its own thread, so that a reply which stalls, trickles or is no
longer wanted can be ended at once: leaving the iteration closes the connection. Knows no evidence
and no wording. Keys go to the provider's package and nowhere else.
"""

import asyncio
import queue
import threading
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol

from bot.errors import SettingsError
from bot.model import faults
from bot.model.faults import Fault
from bot.settings import Settings

_MOST_WAITING = 64  # chunks; an endless reply must not fill the memory
_PULSE_S = 0.1  # how often a waiting reader is let go on, to stop or to show what is complete
_EXTRAS = {
    "openai": "openai",
    "anthropic": "anthropic",
    "google_genai": "google",
    "ollama": "ollama",
}
_CAN_RETRY = ("openai", "anthropic", "google_genai")  # packages that take `max_retries`

Message = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A tool that the model asks for; the arguments are not checked yet."""

    id: str
    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    sent: int = 0
    received: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What came. Nothing set: nothing came for a moment."""

    text: str = ""
    calls: tuple[Call, ...] = ()
    tokens: Tokens | None = None


@dataclass(slots=True, kw_only=True)
class Clock:
    """The time an answer may take, on `time.monotonic`, retries and repairs included."""

    first_by: float
    last_by: float
    heard: bool = False

    @classmethod
    def started(cls, *, first_s: float, total_s: float) -> "Clock":
        now = time.monotonic()
        return cls(first_by=now + min(first_s, total_s), last_by=now + total_s)

    @property
    def left_s(self) -> float:
        return (self.last_by if self.heard else self.first_by) - time.monotonic()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`form` is a JSON schema that the reply has to follow. `whole`: not streamed."""

    messages: Sequence[Message]
    tools: Sequence[Mapping[str, Any]] = ()
    form: Mapping[str, Any] | None = None
    whole: bool = False


class Provider(Protocol):
    """`takes_form`: it follows a JSON schema. `name` is as configured."""

    @property
    def name(self) -> str: ...
    @property
    def takes_form(self) -> bool: ...

    def reply(self, request: Request, clock: Clock, stopped: Callable[[], bool]) -> Iterator[Piece]:
        """Pieces until the reply is whole; raises Fault; a stop ends it without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LangChainProvider:
    name: str
    takes_form: bool
    chat: Any = field(repr=False)  # its fields hold the key

    def reply(self, request: Request, clock: Clock, stopped: Callable[[], bool]) -> Iterator[Piece]:
        came: queue.Queue[Any] = queue.Queue(maxsize=_MOST_WAITING)
        running = asyncio.run_coroutine_threadsafe(_pump(self.chat, request, came), _loop())
        said: list[Any] = []
        try:
            while not stopped():
                if clock.left_s <= 0:
                    raise Fault("timeout")
                try:
                    chunk = came.get(timeout=_PULSE_S)
                except queue.Empty:
                    yield Piece()
                    continue
                if chunk is None:
                    yield _rest(said)
                    return
                if isinstance(chunk, BaseException):
                    raise faults.of(chunk, heard=clock.heard)
                said += [chunk] if _matters(chunk) else []
                clock.heard = clock.heard or bool(chunk.text)
                yield Piece(text=chunk.text)
        finally:
            running.cancel()


async def _pump(chat: Any, request: Request, came: queue.Queue[Any]) -> None:
    """Each chunk, then None; or the error."""
    try:
        async with aclosing(_chunks(_bound(chat, request), request)) as chunks:
            async for chunk in chunks:
                await _put(came, chunk)
        await _put(came, None)
    except Exception as error:
        await _put(came, error)


async def _put(came: queue.Queue[Any], chunk: Any) -> None:
    """Waits where the reader is slower than the model, and lets a cancellation in."""
    while came.full():
        await asyncio.sleep(0.005)
    came.put_nowait(chunk)
    await asyncio.sleep(0)


async def _chunks(chat: Any, request: Request) -> AsyncGenerator[Any, None]:
    if request.whole:
        yield await chat.ainvoke(list(request.messages))
        return
    async with aclosing(chat.astream(list(request.messages))) as stream:
        async for chunk in stream:
            yield chunk


def _bound(chat: Any, request: Request) -> Any:
    if request.tools:
        chat = chat.bind_tools(list(request.tools))
    if request.form:
        form = {"name": "answer", "strict": True, "schema": dict(request.form)}
        chat = chat.bind(response_format={"type": "json_schema", "json_schema": form})
    return chat


def _matters(chunk: Any) -> bool:
    asks = getattr(chunk, "tool_call_chunks", None) or getattr(chunk, "tool_calls", None)
    return bool(asks or chunk.usage_metadata)


def _rest(said: Sequence[Any]) -> Piece:
    """The tool calls of all chunks put together, and the bill."""
    whole = None
    for chunk in said:
        whole = chunk if whole is None else whole + chunk
    if whole is None:
        return Piece()
    calls = tuple(
        Call(id=str(c.get("id") or i), name=c["name"], arguments=c.get("args") or {})
        for i, c in enumerate(whole.tool_calls)
    )
    used = whole.usage_metadata or {}
    bill = Tokens(sent=used.get("input_tokens", 0), received=used.get("output_tokens", 0))
    return Piece(calls=calls, tokens=bill if used else None)


def provider(settings: Settings) -> LangChainProvider:
    """The configured model; SettingsError in one line where it cannot be had."""
    from langchain.chat_models import init_chat_model

    assert settings.model
    company = settings.model.partition(":")[0]
    options: dict[str, Any] = {"timeout": settings.model_seconds}
    if company in _CAN_RETRY:
        options["max_retries"] = 0  # when to try again is decided here, within the time there is
    if settings.base_url:
        options |= {"base_url": settings.base_url}
    if company == "openai":
        options |= _openai(settings)
    elif settings.model_key:
        options["api_key"] = settings.model_key
    try:
        chat = init_chat_model(settings.model, **options)
    except ImportError as error:
        raise SettingsError(
            f"DILIGENCE_MODEL {settings.model!r} needs a package that is not installed.",
            help=f"Run: pip install {_package(company)}",
        ) from error
    except Exception as error:  # a provider's package may raise anything, with the key in it
        raise SettingsError(
            f"DILIGENCE_MODEL {settings.model!r} cannot be opened ({type(error).__name__}).",
            help="Name it as provider:model and give its key in DILIGENCE_MODEL_KEY.",
        ) from None
    profile = chat.profile or {}
    takes_form = company == "openai" and bool(profile.get("structured_output"))
    return LangChainProvider(name=settings.model, takes_form=takes_form, chat=chat)


def _openai(settings: Settings) -> dict[str, Any]:
    """A server of one's own gets the key meant for it, never the one in OPENAI_API_KEY."""
    options: dict[str, Any] = {"stream_usage": True, "use_responses_api": False}
    key = settings.model_key or ("none" if settings.base_url else None)
    return options | ({"api_key": key} if key else {})


def _package(company: str) -> str:
    extra = _EXTRAS.get(company)
    return f"'diligence-bot[{extra}]'" if extra else f"langchain-{company.replace('_', '-')}"


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """One loop for all requests: clients keep connections that belong to their loop."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="models", daemon=True).start()
    return loop
