"""The desk over HTTP: a bot in, a FastAPI app out, with the page mounted behind it.

Every route hands over to the bot and gives back what it says; errors become one JSON object with
`error` and `help`. Who may call is `gate.py`'s business. Knows no HTML.
"""

import json
import logging
import threading
from collections.abc import AsyncIterator, Collection, Generator, Iterator
from dataclasses import asdict
from typing import Any

import anyio
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.exceptions import HTTPException

from bot.errors import Unknown
from bot.memo import MEDIA, Format, render
from bot.surfaces import ingest_api, sources_api
from bot.surfaces.answers import as_json
from bot.surfaces.desk import Desk, trouble
from bot.surfaces.exports import attached
from bot.surfaces.gate import LOOPBACK, Gate
from bot.surfaces.limits import paced
from bot.surfaces.supposed import Supposed
from knowledge import KnowledgeError, Language

_ASK = "Send JSON with a 'question'."
_HELP = {"/api/scenario": "Send JSON as docs/architecture.md describes it; '{}' is a scenario."}
_log = logging.getLogger(__name__)


class Asked(BaseModel):
    """The body of a question."""

    model_config = ConfigDict(extra="forbid")

    question: str
    thread_id: str | None = None
    as_of: str | None = None


def build_app(
    bot: Desk, *, token: str | None, allowed_hosts: Collection[str] = (), ui: bool = True
) -> FastAPI:
    """Page and API of one bot. `allowed_hosts` are names beyond loopback, without ports."""
    app = FastAPI(title="Diligence desk", docs_url=None, redoc_url=None, openapi_url=None)
    _add_errors(app)
    _add_questions(app, bot)
    _add_records(app, bot)
    _add_exports(app, bot)
    sources_api.add(app, bot)
    ingest_api.add(app, bot)
    _add_scenarios(app, bot)
    if ui:
        from bot.surfaces.ui import mount

        app = mount(app, bot)
    app.add_middleware(Gate, hosts=LOOPBACK | {host.lower() for host in allowed_hosts}, token=token)
    return app


def _add_questions(app: FastAPI, bot: Desk) -> None:
    @app.get("/healthz")
    def healthz() -> dict[str, Any]:
        return {"status": "ok", "ready": bot.ready()}

    @app.post("/api/ask")
    def ask(asked: Asked) -> JSONResponse:
        return as_json(bot.ask(asked.question, asked.thread_id, asked.as_of).to_dict())

    @app.post("/api/ask/stream")
    def stream(asked: Asked) -> StreamingResponse:
        events = bot.stream(asked.question, asked.thread_id, asked.as_of)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(
            _until_gone(_sse(events)), media_type="text/event-stream", headers=headers
        )


def _add_records(app: FastAPI, bot: Desk) -> None:
    @app.get("/api/health")
    def health() -> JSONResponse:
        return as_json(bot.health())

    @app.get("/api/threads")
    def threads() -> JSONResponse:
        return as_json(bot.threads())

    @app.get("/api/threads/{thread_id}")
    def thread(thread_id: str) -> JSONResponse:
        return as_json(bot.thread(thread_id))

    @app.get("/api/evals")
    def evaluation() -> JSONResponse:
        return as_json(bot.evaluation())

    @app.get("/api/evals/report")
    def evaluation_report() -> Response:
        found = bot.evaluation_report()
        if found is None:
            raise HTTPException(404, "No evaluation has been run yet.")
        return attached(Response(found, media_type="application/octet-stream"), "evals.html")

    @app.get("/api/metrics")
    def metrics(language: Language = "en") -> JSONResponse:
        return as_json(bot.metrics(language))

    @app.get("/api/conflicts")
    def conflicts(language: Language = "en") -> JSONResponse:
        return as_json(bot.conflicts(language))


def _add_exports(app: FastAPI, bot: Desk) -> None:
    making = threading.Lock()

    @app.get("/api/memo")
    def memo(
        format: Format = "pdf", language: Language = "en", as_of: str | None = None
    ) -> Response:
        if not making.acquire(blocking=False):  # one takes seconds of a whole core
            raise HTTPException(503, "Another memo is being made; try again in a minute.")
        try:
            content = render(bot.memo(language, as_of), format)
        finally:
            making.release()
        return attached(Response(content, media_type=MEDIA[format]), f"memo-{language}.{format}")

    @app.get("/api/threads/{thread_id}/audit")
    def audit(thread_id: str, turn: int | None = None) -> JSONResponse:
        name = f"audit-{thread_id}" if turn is None else f"audit-{thread_id}-{turn}"
        return attached(as_json(bot.audit(thread_id, turn)), f"{name}.json")


def _add_scenarios(app: FastAPI, bot: Desk) -> None:
    @app.get("/api/scenario")
    def levers(language: Language = "en") -> JSONResponse:
        return as_json(asdict(bot.levers(language)))

    @app.post("/api/scenario")
    def project(supposed: Supposed, language: Language = "en") -> JSONResponse:
        return as_json(asdict(bot.project(supposed.change(), language)))


async def _until_gone(lines: Generator[str, None, None]) -> AsyncIterator[str]:
    """The lines; a client that goes away ends the answer's work, and with it the model's."""
    try:
        async for line in iterate_in_threadpool(lines):
            yield line
    finally:
        with anyio.CancelScope(shield=True):
            await run_in_threadpool(lines.close)


def _sse(events: Iterator[dict[str, Any]]) -> Generator[str, None, None]:
    try:
        for batch in paced(events):
            for event in batch:
                yield _event(event)
    except Exception as error:  # the status is sent already, so the error travels as an event
        met = trouble(error)
        if met.status == 500:
            _log.exception("an answer broke off")
        yield _event({"type": "error", "error": met.error, "help": met.help})


def _event(event: dict[str, Any]) -> str:
    return f"event: {event['type']}\ndata: {json.dumps(event, default=str, ensure_ascii=False)}\n\n"


def _add_errors(app: FastAPI) -> None:
    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "body") or "the body"
        return _error(400, f"{where!r}: {first['msg']}.", _HELP.get(request.url.path, _ASK))

    @app.exception_handler(HTTPException)
    def http(_: Request, error: HTTPException) -> JSONResponse:
        return _error(error.status_code, error.detail, getattr(error, "help", "Check the address."))

    @app.exception_handler(KnowledgeError)
    @app.exception_handler(Exception)
    def ours(_: Request, error: Exception) -> JSONResponse:
        met = trouble(error)
        status = 404 if isinstance(error, Unknown) else met.status
        return _error(status, met.error, met.help)


def _error(status: int, error: str, help: str) -> JSONResponse:
    return JSONResponse({"error": error, "help": help}, status_code=status)
