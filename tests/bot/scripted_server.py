"""A real HTTP server on loopback that speaks the OpenAI chat protocol and does what it is told.

Each request takes the next `Turn` of the script (the last one repeats). It keeps what it was sent
and when a client hung up, so that tests can look at both.
"""

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from evals import loopback


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What to answer. `text` may be a function of the request, and give its pieces one by one as a
    model makes them. `pieces_s` pauses between pieces;
    `cut` breaks the connection after the text; `raw` is sent in the place of events.
    """

    text: str | Callable[[dict[str, Any]], str | Iterator[str]] = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    error: dict[str, Any] | None = None
    before_s: float = 0.0
    pieces_s: float = 0.0
    piece: int = 12  # characters
    cut: bool = False
    endless: bool = False
    raw: str | None = None
    call: tuple[str, dict[str, Any]] | None = None
    usage: bool = True
    stall_after_s: float = 0.0  # silence between the text and the end


class ScriptedServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, script: Sequence[Turn]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = list(script)
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.hung_up = threading.Event()
        self.sent_at = 0.0  # when the last piece of text went out
        self._turn = 0
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def next(self, request: dict[str, Any], key: str) -> Turn:
        with self._lock:
            self.requests.append(request)
            self.keys.append(key)
            turn = self.script[min(self._turn, len(self.script) - 1)]
            self._turn += 1
            return turn

    def again(self, *script: Turn) -> None:
        """Another script, from its beginning; what was kept is forgotten."""
        with self._lock:
            self.script, self._turn = list(script), 0
            self.requests, self.keys, self.sent_at = [], [], 0.0
            self.hung_up.clear()


class _Handler(BaseHTTPRequestHandler):
    server: ScriptedServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        turn = self.server.next(body, self.headers.get("Authorization", ""))
        try:
            self._wait(turn.before_s)
            self._answer(turn, body)
        except OSError:
            self.server.hung_up.set()
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        pass

    def _answer(self, turn: Turn, body: dict[str, Any]) -> None:
        if turn.status != 200:
            self._whole(turn.status, {"error": turn.error or {"message": "no"}}, turn.headers)
        elif body.get("stream"):
            self._stream(turn, body)
        elif turn.raw is not None:
            self._send(200, turn.raw.encode(), {})
        else:
            self._whole(200, _completion(turn, "".join(_text(turn, body))), turn.headers)

    def _whole(self, status: int, content: Any, headers: dict[str, str]) -> None:
        self._send(status, json.dumps(content).encode(), headers)

    def _send(self, status: int, data: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(data)),
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _stream(self, turn: Turn, body: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if turn.raw is not None:
            self._chunk(turn.raw)
        else:
            self._events(turn, body)
        if turn.cut:
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        self._chunk("")

    def _events(self, turn: Turn, body: dict[str, Any]) -> None:
        for piece in _pieces(turn, _text(turn, body)):
            self._event({"content": piece})
            self.server.sent_at = time.monotonic()
            self._wait(turn.pieces_s)
        self._wait(turn.stall_after_s)
        if turn.cut:
            return
        if turn.call:
            name, arguments = turn.call
            function = {"name": name, "arguments": json.dumps(arguments)}
            asks = {"index": 0, "id": "c1", "type": "function", "function": function}
            self._event({"tool_calls": [asks]})
        self._event({}, finish="tool_calls" if turn.call else "stop")
        if turn.usage:
            self._data({"id": "x", "choices": [], "usage": USAGE})
        self._chunk("data: [DONE]\n\n")

    def _event(self, delta: dict[str, Any], finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finish}
        self._data({"id": "x", "object": "chat.completion.chunk", "choices": [choice]})

    def _data(self, event: dict[str, Any]) -> None:
        self._chunk(f"data: {json.dumps({'created': 1, 'model': 'm', **event})}\n\n")

    def _chunk(self, text: str) -> None:
        data = text.encode()
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _wait(self, seconds: float) -> None:
        """Waits, and notices when the client has gone meanwhile."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.connection.settimeout(min(left, 0.05))
            try:
                if self.connection.recv(1, socket.MSG_PEEK) == b"":
                    raise ConnectionResetError
                time.sleep(min(left, 0.05))
            except TimeoutError:
                pass
            finally:
                self.connection.settimeout(None)


_BLOCK = re.compile(
    r"^=[0-9a-f]{16}=\n\[(\d+)\][^\n]*\n(.*?)\n=[0-9a-f]{16}=$", re.MULTILINE | re.DOTALL
)
USAGE = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}


def _text(turn: Turn, body: dict[str, Any]) -> str | Iterator[str]:
    return turn.text if isinstance(turn.text, str) else turn.text(body)


def _pieces(turn: Turn, text: str | Iterator[str]) -> Iterator[str]:
    if not isinstance(text, str):
        yield from text
        return
    while True:
        yield from (text[i : i + turn.piece] for i in range(0, len(text), turn.piece))
        if not turn.endless:
            return


def _completion(turn: Turn, text: str) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    made = {"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
    return {**made, "usage": USAGE} if turn.usage else made


def serving(*script: Turn) -> AbstractContextManager[ScriptedServer]:
    return loopback.on(ScriptedServer(script or [Turn()]))


def evidence(request: dict[str, Any]) -> list[tuple[int, str]]:
    """The numbered blocks of a request, as a model would read them."""
    said = "\n".join(str(m["content"]) for m in request["messages"])
    return [
        (int(n), text.strip())
        for n, text in re.findall(
            r"^=[0-9a-f]{16}=\n\[(\d+)\][^\n]*\n(.*?)\n=[0-9a-f]{16}=$", said, re.M | re.S
        )  # fmt: skip
    ]


def first_sentence(request: dict[str, Any]) -> str:
    """What an honest model says: the best evidence, word for word, with its number."""
    n, text = evidence(request)[0]
    return f"{text.splitlines()[0]} [{n}]\n"
