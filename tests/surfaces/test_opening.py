"""Before the desk is there: alive, not ready, and the socket is free for it afterwards."""

import http.client
import json
import socket
import time
from collections.abc import Iterator

import pytest

from bot.surfaces.opening import Opening


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as found:
        yield found


def call(listening: socket.socket, method: str, path: str) -> tuple[int, str, str | None]:
    connection = http.client.HTTPConnection(*listening.getsockname(), timeout=10)
    connection.request(method, path)
    reply = connection.getresponse()
    found = reply.status, reply.read().decode(), reply.getheader("Retry-After")
    connection.close()
    return found


def test_probe_is_answered_and_everything_else_asked_to_wait(listening: socket.socket) -> None:
    with Opening(listening) as opening:
        status, body, _ = call(listening, "GET", "/healthz")
        assert (status, json.loads(body)) == (200, {"status": "opening", "ready": False})
        assert call(listening, "GET", "/")[::2] == (503, "2")
        opening.count(1200, 4000)
        assert "1,200 of 4,000" in call(listening, "GET", "/anything")[1]
        status, body, _ = call(listening, "POST", "/api/ask")
        assert (status, "opened" in json.loads(body)["error"]) == (503, True)


def test_connection_that_says_nothing_holds_nothing_up(listening: socket.socket) -> None:
    began = time.monotonic()
    with Opening(listening), socket.create_connection(listening.getsockname()):
        assert call(listening, "GET", "/healthz")[0] == 200
    assert time.monotonic() - began < 3


def test_socket_serves_the_next_one_when_it_is_over(listening: socket.socket) -> None:
    with Opening(listening):
        call(listening, "GET", "/healthz")
    caller = socket.create_connection(listening.getsockname(), timeout=5)
    listening.settimeout(5)
    accepted, _ = listening.accept()
    with caller, accepted:
        accepted.sendall(b"next")
        assert caller.recv(4) == b"next"
