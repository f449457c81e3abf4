"""Documents over HTTP: files and web addresses in, what becomes of each out as it happens.

One line of JSON an event. Files are copied into a folder of the desk's own and leave it when the
request ends; a client that goes away stops the work after the document being stored. Decides
nothing about documents.
"""

import json
import logging
import threading
from collections.abc import AsyncIterator, Generator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import anyio
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from bot.surfaces import uploads
from bot.surfaces.corrections import Correction
from bot.surfaces.desk import Desk, trouble
from bot.surfaces.uploads import Upload
from knowledge import About

_MOST_FILES, _MOST_ADDRESSES = 200, 50
_log = logging.getLogger(__name__)


def add(app: FastAPI, bot: Desk) -> None:
    uploads.emptied(bot.incoming)

    @app.post("/api/ingest")
    async def ingest(request: Request) -> StreamingResponse:
        form = await request.form(max_files=_MOST_FILES, max_fields=_MOST_ADDRESSES + 2)
        about, addresses = _about(form), _addresses(form)
        sent = [
            Upload(name=f.filename or "document", file=f.file)
            for f in form.getlist("files")
            if isinstance(f, UploadFile)
        ]
        if not sent and not addresses:
            raise HTTPException(400, "There is nothing to read: send 'files' or 'addresses'.")
        held = ExitStack()
        names = await run_in_threadpool(held.enter_context, uploads.received(bot.incoming, sent))
        await form.close()
        lines = _lines(bot, names, addresses, about, held)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(lines, media_type="application/x-ndjson", headers=headers)


async def _lines(
    bot: Desk, names: dict[Path, str], addresses: list[str], about: About, held: ExitStack
) -> AsyncIterator[str]:
    stop = threading.Event()
    events = _events(bot, names, addresses, about, stop)
    try:
        async for event in iterate_in_threadpool(events):
            yield json.dumps(event, default=str, ensure_ascii=False) + "\n"
    finally:
        stop.set()
        with anyio.CancelScope(shield=True):  # the client may be gone; our files must go, too
            await run_in_threadpool(events.close)
            await run_in_threadpool(held.close)


def _events(
    bot: Desk, names: dict[Path, str], addresses: list[str], about: About, stop: threading.Event
) -> Generator[dict[str, Any], None, None]:
    """Files called as their sender calls them; an error ends it as a line of its own."""
    called = {str(path): name for path, name in names.items()}
    try:
        for progress in bot.intake([*names, *addresses], about, stop=stop):
            event = progress.to_dict()
            event["file"] = called.get(event["file"], event["file"])
            if event["report"]:
                event["report"] = _renamed(event["report"], called)
            yield event
    except Exception as error:  # the status is sent already, so the error travels as a line
        met = trouble(error)
        if met.status == 500:
            _log.exception("an ingest broke off")
        yield {"error": met.error, "help": met.help}


def _renamed(report: dict[str, Any], called: dict[str, str]) -> dict[str, Any]:
    """No path of this machine reaches a browser."""
    told = dict(report)
    for field in ("path", "reason", "same_as"):
        for path, name in called.items():
            told[field] = str(told.get(field) or "").replace(path, name)
    return told


def _about(form: FormData) -> About:
    given = form.get("about")
    return Correction.model_validate_json(given).about() if isinstance(given, str) else About()


def _addresses(form: FormData) -> list[str]:
    lines = [line for field in form.getlist("addresses") for line in str(field).split()]
    if len(lines) > _MOST_ADDRESSES:
        raise HTTPException(400, f"At most {_MOST_ADDRESSES} addresses are read at once.")
    for line in lines:
        if urlsplit(line).scheme not in ("http", "https"):
            raise HTTPException(400, f"{line!r} is no web address.")
    return lines
