"""What the port says until the desk is there: alive, and how far it has come.

A first start embeds everything and may convert a model; a probe and an early reader should not be
refused meanwhile. Knows nothing of the desk; gives the socket back as it was.
"""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

_PAGE = (
    "<!doctype html><meta charset=utf-8><meta http-equiv=refresh content=2>"
    "<title>Opening</title><p>The knowledge base is being opened{told}."
)
_IDLE_S = 5  # after which a connection that says nothing is closed


class Opening:
    """Answers on the listening socket from entry to exit; `count` is told how far it is."""

    def __init__(self, listening: socket.socket) -> None:
        self.done = self.total = 0
        opening = self

        class Handler(_Handler):
            told = opening

        self._server = ThreadingHTTPServer(("", 0), Handler, bind_and_activate=False)
        self._server.socket.close()
        self._server.socket = listening
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    def count(self, done: int, total: int) -> None:
        self.done, self.total = done, total

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    told: Opening
    timeout = _IDLE_S

    def do_GET(self) -> None:
        if self.path == "/healthz":
            self._say(200, "application/json", json.dumps({"status": "opening", "ready": False}))
        else:
            self._say(503, "text/html; charset=utf-8", _PAGE.format(told=self._share()))

    def do_POST(self) -> None:
        wait = {"error": "The knowledge base is being opened.", "help": "Try again in a moment."}
        self._say(503, "application/json", json.dumps(wait))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a page that refreshes itself would fill the terminal."""

    def version_string(self) -> str:
        return "desk"

    def _share(self) -> str:
        if not self.told.total:
            return ""
        return f": {self.told.done:,} of {self.told.total:,} passages embedded"

    def _say(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        if status == 503:
            self.send_header("Retry-After", "2")
        self.end_headers()
        self.wfile.write(body)
