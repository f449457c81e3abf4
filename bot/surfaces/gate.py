"""The one door of the server: who may come in, how much they may bring, what browsers may do.

An ASGI middleware in front of everything, page included: host and origin allow-list, bearer token
(or the cookie that `/?token=…` sets for a browser), size of bodies, which of Gradio's many paths
are served at all, and the security headers. Knows nothing of questions and answers.
"""

import hashlib
import json
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.surfaces.headers import HtmlNonce, secured

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
MAX_BODY_BYTES = 256 * 1024
MAX_UPLOAD_BYTES = 256 * 1024**2  # of one batch of documents
_UPLOADS = "/api/ingest"
COOKIE = "desk_session"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

# Of Gradio's routes the page needs these. Not served: upload, file, proxy, call, run, monitoring …
_PAGE_PATHS = frozenset({"/", "/config", "/theme.css", "/favicon.ico", "/manifest.json"})
_PAGE_FOLDERS = ("/assets/", "/static/", "/svelte/", "/gradio_api/heartbeat/", "/api/")
_PAGE_EVENTS = frozenset(
    f"/gradio_api/{name}"
    for name in (
        "queue/join",
        "queue/data",
        "cancel",
        "reset",
        "startup-events",
        "info",
        "theme.css",
    )
)


class Refusal(HTTPException):
    """An HTTPException, because FastAPI turns any other error in reading a body into a 400."""

    def __init__(self, status: int, error: str, *, help: str) -> None:
        super().__init__(status, detail=error)
        self.help = help


@dataclass(frozen=True, slots=True)
class Gate:
    """`hosts` are the names the server answers to, without ports; `token` None asks for none."""

    app: ASGIApp
    hosts: Collection[str] = field(default_factory=frozenset)
    token: str | None = None
    max_body_bytes: int = MAX_BODY_BYTES
    max_upload_bytes: int = MAX_UPLOAD_BYTES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close", "code": 1008})
        nonce = secrets.token_urlsafe(16)
        out = HtmlNonce(secured(send, nonce), nonce)
        try:
            if self._is_sign_in(scope):
                return await _redirect(out, _cookie(self.token or ""))
            self._check(scope)
            await self.app(scope, self._limited(scope, receive), out)
        except Refusal as refusal:
            if not out.started:
                await _refuse(out, refusal)
        return None

    def _check(self, scope: Scope) -> None:
        if scope["path"] == "/healthz":  # a probe knows neither name nor token, and learns nothing
            return
        headers = Headers(scope=scope)
        _check_host(headers.get("host", ""), self.hosts)
        if scope["method"] not in _SAFE_METHODS:
            _check_origin(headers, self.hosts)
        if self.token and not _knows(self.token, headers):
            raise Refusal(
                401,
                "This desk asks for its token.",
                help="Send 'Authorization: Bearer TOKEN', or open /?token=TOKEN in a browser.",
            )
        if not _is_served(scope["path"]):
            raise Refusal(404, "There is nothing here.", help="The page is at '/'.")

    def _is_sign_in(self, scope: Scope) -> bool:
        if not self.token or scope["path"] != "/" or scope["method"] != "GET":
            return False
        _check_host(Headers(scope=scope).get("host", ""), self.hosts)
        query = parse_qs(scope["query_string"].decode("latin-1"))
        return _same(query.get("token", [""])[0], self.token)

    def _limited(self, scope: Scope, receive: Receive) -> Receive:
        """Counts what arrives: a length announced in a header may be a lie or missing."""
        most = self.max_upload_bytes if scope["path"] == _UPLOADS else self.max_body_bytes
        too_large = Refusal(
            413,
            "The request is too large.",
            help=f"Send at most {most // 1024:,} KiB.",
        )
        announced = Headers(scope=scope).get("content-length", "0")
        if not announced.isdigit() or int(announced) > most:
            raise too_large
        arrived = 0

        async def counted() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > most:
                raise too_large
            return message

        return counted


def _check_host(host: str, hosts: Collection[str]) -> None:
    if _name(f"//{host}") not in hosts:
        raise Refusal(
            400,
            "This name is not one the desk answers to.",
            help="Use http://127.0.0.1, or add the host to the allowed hosts.",
        )


def _check_origin(headers: Headers, hosts: Collection[str]) -> None:
    """Browsers say where a request comes from; programs say nothing and pass."""
    origin = headers.get("origin")
    foreign = headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
    if foreign or (origin is not None and not _is_own(origin, headers.get("host", ""), hosts)):
        raise Refusal(
            403,
            "Another site may not act here.",
            help="Open the desk's own page, or call it from a program.",
        )


def _is_own(origin: str, host: str, hosts: Collection[str]) -> bool:
    return _name(origin) in hosts and urlsplit(origin).netloc.lower() == host.lower()


def _name(url: str) -> str:
    """The host of "//host:port" as the allow-list spells it; "" when there is none."""
    try:
        name = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return f"[{name}]" if ":" in name else name


def _knows(token: str, headers: Headers) -> bool:
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and _same(given.strip(), token):
        return True
    try:
        jar = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return False
    return COOKIE in jar and _same(jar[COOKIE].value, _session(token))


def _same(given: str, expected: str) -> bool:
    return secrets.compare_digest(given.encode(), expected.encode())


def _session(token: str) -> str:
    """What the cookie holds: proof of the token, not the token."""
    return hashlib.sha256(f"{COOKIE}:{token}".encode()).hexdigest()


def _is_served(path: str) -> bool:
    return path in _PAGE_PATHS or path in _PAGE_EVENTS or path.startswith(_PAGE_FOLDERS)


def _cookie(token: str) -> str:
    return f"{COOKIE}={_session(token)}; Path=/; HttpOnly; SameSite=Strict"


async def _redirect(send: Send, cookie: str) -> None:
    headers = [(b"location", b"/"), (b"set-cookie", cookie.encode()), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _refuse(send: Send, refusal: Refusal) -> None:
    body = json.dumps({"error": refusal.detail, "help": refusal.help}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": refusal.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": body})
