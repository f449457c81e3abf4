"""Spans of an answer, received by a collector on loopback; nothing without an endpoint."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
import pytest
from hash_embedder import HashEmbedder
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as messages
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc as service

from bot import Bot, Settings
from bot.errors import SettingsError
from bot.graph import STEPS
from bot.spans import Spans

ROOT = Path(__file__).parent.parent.parent
CORPUS = ROOT / "tests" / "corpus" / "brinekeld"
SECRET = "zebra-finch"  # a word of a question


class Collector(service.TraceServiceServicer):  # type: ignore[misc]  # the library has no types
    """Keeps what is exported to it."""

    def __init__(self) -> None:
        self.spans: list[Any] = []
        self.lock = threading.Lock()

    def Export(self, request: Any, context: Any) -> Any:  # noqa: N802  # the protocol's name
        with self.lock:
            for resource in request.resource_spans:
                for scope in resource.scope_spans:
                    self.spans += scope.spans
        return messages.ExportTraceServiceResponse()


@pytest.fixture
def collector() -> Iterator[tuple[str, Collector]]:
    made = Collector()
    server = grpc.server(ThreadPoolExecutor(2))
    service.add_TraceServiceServicer_to_server(made, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    yield f"http://127.0.0.1:{port}", made
    server.stop(1).wait(5)


def test_answer_is_a_span_with_one_inside_for_each_step(
    collector: tuple[str, Collector], tmp_path: Path
) -> None:
    endpoint, received = collector
    settings = Settings(home=tmp_path, dossier=CORPUS, otlp=endpoint)
    with Bot.open(settings, embedder=HashEmbedder()) as bot:
        thread = bot.ask(f"How much cash is there, {SECRET}?").thread_id
    (whole,) = [s for s in received.spans if s.name == "ask"]
    steps = [s for s in received.spans if s.parent_span_id == whole.span_id]
    assert [s.name for s in sorted(steps, key=lambda s: s.start_time_unix_nano)] == list(STEPS)
    assert whole.start_time_unix_nano == min(s.start_time_unix_nano for s in steps)
    assert whole.end_time_unix_nano == max(s.end_time_unix_nano for s in steps)
    assert all(s.start_time_unix_nano < s.end_time_unix_nano for s in steps)
    told = {a.key: a.value for a in whole.attributes}
    assert told["diligence.thread"].string_value == thread
    assert not any(SECRET.encode() in s.SerializeToString() for s in received.spans)


def test_step_that_fails_marks_the_span(collector: tuple[str, Collector]) -> None:
    endpoint, received = collector
    spans = Spans(endpoint)
    spans.send("ValueError", [("understand", 1_000, 2_000)], {"diligence.status": "ValueError"})
    spans.close()
    (whole,) = [s for s in received.spans if s.name == "ask"]
    assert (whole.status.code, whole.status.message) == (2, "ValueError")


def test_without_an_endpoint_nothing_of_it_is_imported() -> None:
    code = "import bot.audit, bot.spans, sys; print('opentelemetry' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_endpoint_that_is_no_address_is_refused() -> None:
    with pytest.raises(SettingsError, match="collector:4317"):
        Spans("collector:4317")


def test_endpoint_comes_from_either_variable() -> None:
    both = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://a:1", "DILIGENCE_OTLP": "http://b:2"}
    assert Settings.from_env(both).otlp == "http://b:2"
    del both["DILIGENCE_OTLP"]
    assert Settings.from_env(both).otlp == "http://a:1"
    assert Settings.from_env({}).otlp is None
