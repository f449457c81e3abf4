"""Sources over HTTP: what they are, their text, their original, and where a quote stands in it.

Nothing of a document reaches a browser as anything but text, a picture that we drew, or a download.
Who may call is `gate.py`'s business. Knows no HTML.
"""

from dataclasses import asdict
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import FastAPI, Query
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from bot.library import Held
from bot.surfaces.answers import as_json
from bot.surfaces.corrections import Correction
from bot.surfaces.desk import Desk

_MOST = 2**40
Offset = Annotated[int, Query(ge=0, le=_MOST)]


def add(app: FastAPI, bot: Desk) -> None:
    @app.get("/api/sources")
    def sources() -> JSONResponse:
        return as_json([_told(row) for row in bot.held()])

    @app.get("/api/sources/{source_id}")
    def source(source_id: str) -> JSONResponse:
        return as_json(_told(_found(bot, source_id)))

    @app.patch("/api/sources/{source_id}")
    def correct(source_id: str, said: Correction) -> JSONResponse:
        return as_json(_told(_found(bot, bot.correct(source_id, said.about()).id)))

    @app.delete("/api/sources/{source_id}")
    def remove(source_id: str) -> JSONResponse:
        bot.remove(source_id)
        return as_json({"removed": source_id})

    _add_texts(app, bot)
    _add_originals(app, bot)


def _told(row: Held) -> dict[str, Any]:
    """The source's own fields and what the desk knows of it; no path of this machine."""
    kept = row.original
    return {
        **asdict(row.source),
        "passages": row.passages,
        "own": row.own,
        "newer": row.newer,
        "original": kept and {"name": kept.name, "kind": kept.kind, "size": kept.size},
    }


def _found(bot: Desk, source_id: str) -> Held:
    for row in bot.held():
        if row.source.id == source_id:
            return row
    raise HTTPException(404, f"There is no source {source_id!r}.")


def _add_texts(app: FastAPI, bot: Desk) -> None:
    @app.get("/api/sources/{source_id}/text")
    def text(source_id: str, name: str = "document") -> PlainTextResponse:
        if all(source.id != source_id for source in bot.sources()):
            raise HTTPException(404, f"There is no source {source_id!r}.")
        try:
            return PlainTextResponse(bot.source_text(source_id, name))
        except KeyError:
            raise HTTPException(404, f"Source {source_id!r} has no text {name!r}.") from None

    @app.get("/api/sources/{source_id}/place")
    def place(source_id: str, start: Offset, end: Offset, name: str = "document") -> JSONResponse:
        return as_json(asdict(bot.place(source_id, start, end, name)))


def _add_originals(app: FastAPI, bot: Desk) -> None:
    @app.get("/api/sources/{source_id}/original")
    def original(source_id: str) -> Response:
        found = bot.original(source_id)
        headers = {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name, safe='')}",
            "Cache-Control": "no-store",
        }
        # never its own kind: a browser must not open what someone else wrote as our page
        return Response(found.content, media_type="application/octet-stream", headers=headers)

    @app.get("/api/sources/{source_id}/pages/{number:int}.png")
    def picture(source_id: str, number: int, start: Offset = 0, end: Offset = 0) -> Response:
        found = bot.page(source_id, number, start, end)
        headers = {"Cache-Control": "no-store"}
        return Response(found.png, media_type="image/png", headers=headers)

    @app.get("/api/sources/{source_id}/pages/{number:int}")
    def page(source_id: str, number: int, start: Offset = 0, end: Offset = 0) -> JSONResponse:
        found = asdict(bot.page(source_id, number, start, end))
        return as_json({name: value for name, value in found.items() if name != "png"})
