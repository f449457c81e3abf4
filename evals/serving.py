"""`diligence serve` as a process of its own, on a port of its own, asked over HTTP, then ended."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.measured import peak_gb

START_TIMEOUT_S = 180.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    process: subprocess.Popen[bytes]
    port: int
    began: float

    @property
    def age_s(self) -> float:
        return time.perf_counter() - self.began

    def until(self, status: str) -> None:
        """Waits for /healthz to say it."""
        until = time.perf_counter() + START_TIMEOUT_S
        while time.perf_counter() < until:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with code {self.process.returncode}")
            try:
                if self.call("GET", "/healthz")["status"] == status:
                    return
            except OSError:  # it does not listen yet
                pass
            time.sleep(0.05)
        raise TimeoutError(f"the server did not say {status!r} within {START_TIMEOUT_S:g} s")

    def call(self, method: str, path: str, body: object = None) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            sent = None if body is None else json.dumps(body).encode()
            connection.request(method, path, sent, {"Content-Type": "application/json"})
            reply = connection.getresponse()
            text = reply.read()
            if reply.status != 200:
                raise RuntimeError(f"{method} {path} gave {reply.status}: {text[:200]!r}")
            return json.loads(text)
        finally:
            connection.close()

    def settled_peak_gb(self) -> float:
        """Once it stops growing: the model may still be loading while facts alone give answers."""
        status, before, now = Path(f"/proc/{self.process.pid}/status"), -1.0, 0.0
        for _ in range(12):
            before, now = now, peak_gb(status.read_text(encoding="utf-8"))
            if now == before:
                break
            time.sleep(5)
        return now


@contextmanager
def server(home: Path) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    env = {key: value for key, value in os.environ.items() if not key.startswith("DILIGENCE_")}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve", "--host", "127.0.0.1", "--port", str(port)],
        env=env | {"DILIGENCE_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield Server(process=process, port=port, began=began)
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
