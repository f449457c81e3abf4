"""OpenTelemetry spans of an answer: one for the question, one inside it for each step.

In: names and times of finished steps. Out: spans to an OTLP collector over gRPC, in the background.
Only where an endpoint is set is anything of OpenTelemetry imported here; no text of a question, an
answer or a source is sent.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.errors import SettingsError

_SERVICE = "diligence"
_TIMEOUT_S = 5  # of one delivery: a collector that is gone must not hold up closing
_OVER = 2_000  # milliseconds that closing waits for what is still to be sent


class Spans:
    """Sends to `endpoint`, such as http://localhost:4317."""

    def __init__(self, endpoint: str) -> None:
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        if not endpoint.startswith(("http://", "https://")):
            raise SettingsError(
                f"The telemetry endpoint is {endpoint!r}.",
                help="Give an address such as http://localhost:4317.",
            )
        plain = endpoint.startswith("http://")
        exporter = OTLPSpanExporter(endpoint=endpoint, insecure=plain, timeout=_TIMEOUT_S)
        # our own provider: the process-wide one belongs to whoever embeds the desk
        self._provider = TracerProvider(resource=Resource({"service.name": _SERVICE}))
        self._provider.add_span_processor(BatchSpanProcessor(exporter))
        self._tracer = self._provider.get_tracer(_SERVICE)

    def send(
        self, ended: str, steps: Sequence[tuple[str, int, int]], told: Mapping[str, str | int]
    ) -> None:
        """`steps` are name, start and end in nanoseconds since 1970; `ended` other than
        "answered" or "stopped" is an error's name.
        """
        from opentelemetry.trace import Status, StatusCode, set_span_in_context

        if not steps:
            return
        whole = self._tracer.start_span("ask", start_time=steps[0][1], attributes=dict(told))
        inside: Any = set_span_in_context(whole)
        for name, start, end in steps:
            self._tracer.start_span(name, context=inside, start_time=start).end(end_time=end)
        if ended not in ("answered", "stopped"):
            whole.set_status(Status(StatusCode.ERROR, ended))
        whole.end(end_time=steps[-1][2])

    def close(self) -> None:
        self._provider.force_flush(_OVER)
        self._provider.shutdown()
