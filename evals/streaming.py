"""What verification costs while a model streams: time on top of it, and how late text comes.

A server on loopback speaks the OpenAI protocol and streams for ten seconds what an honest model
would say: the evidence it was sent, a sentence a block, every other one in words of its own. Out:
the time from the question to the finished answer beside the time of the stream, and for each
sentence that stands how long after its last character the desk told it. Needs no network.
`python -m evals.streaming [--seconds 10] [--questions 3] [--write docs/model.md]`.
"""

import argparse
import json
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bot import Bot, Settings
from evals import loopback, readme, statistics
from knowledge import sentences

WARMING = "Who are the investors?"
QUESTIONS = (
    "What is the latest valuation?",
    "How much cash does the company have?",
    "What are the main risks?",
)
_BLOCK = re.compile(r"^(=[0-9a-f]{16}=)\n\[(\d+)\][^\n]*\n(.*?)\n\1$", re.MULTILINE | re.DOTALL)
_SENTENCES = 8
_PIECE = 8  # characters in one event
_BLOCK_NAME = "streaming"


@dataclass(slots=True, kw_only=True)
class Streamed:
    """One reply as the server sent it; `ended` is when each sentence was out."""

    began: float
    over: float = 0.0
    ended: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """`late`: seconds from a sentence's end to its text; `overhead`: a share of the stream."""

    question: str
    stream_s: float
    answer_s: float
    said: int
    late: tuple[float, ...]

    @property
    def overhead(self) -> float:
        return self.answer_s / self.stream_s - 1


class Honest(ThreadingHTTPServer):
    """Streams the evidence back; a second request of an answer (mending) gets nothing new."""

    daemon_threads = True

    def __init__(self, seconds: float) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.seconds = seconds
        self.replies: list[Streamed] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Honest
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        said = "\n".join(str(m["content"]) for m in body["messages"])
        mends = len(body["messages"]) > 2
        told = list(_honest(said))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        if mends:
            self._event(told[0])
        else:
            self._stream(told)
        self._event("", finish="stop")
        self.wfile.write(b"data: [DONE]\n\n")

    def _stream(self, told: list[str]) -> None:
        """At an even pace, however long writing takes."""
        total = sum(map(len, told))
        reply = Streamed(began=time.monotonic())
        self.server.replies.append(reply)
        sent = 0
        for sentence in told:
            for at in range(0, len(sentence), _PIECE):
                piece = sentence[at : at + _PIECE]
                sent += len(piece)
                due = reply.began + self.server.seconds * sent / total
                time.sleep(max(0.0, due - time.monotonic()))
                self._event(piece)
            reply.ended[_plain(sentence)] = time.monotonic()
        reply.over = time.monotonic()

    def _event(self, text: str, finish: str | None = None) -> None:
        choice = {"index": 0, "delta": {"role": "assistant", "content": text}}
        event = {
            "id": "x",
            "object": "chat.completion.chunk",
            "created": 1,
            "model": "honest",
            "choices": [{**choice, "finish_reason": finish}],
        }
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        self.wfile.flush()


def _honest(request: str) -> Iterator[str]:
    """The first sentence of each block, every other one turned round, with its number."""
    for at, (_, number, text) in enumerate(_BLOCK.findall(request)[:_SENTENCES]):
        start, end = sentences(text)[0]
        said = text[start:end].strip().rstrip(".")
        yield f"{f'It is on record that {said}' if at % 2 else said} [{number}].\n"


def _plain(text: str) -> str:
    """Letters and digits before the mark: as it is shown it may be set in bold."""
    return "".join(c for c in text.partition("[")[0] if c.isalnum())


def timed(bot: Bot, server: Honest, question: str) -> Timed:
    """One answer, with the moment of each text event."""
    began, late = time.monotonic(), dict[str, float]()
    for event in bot.stream(question):
        now, reply = time.monotonic(), server.replies[-1] if server.replies else None
        if event["type"] == "text" and reply and reply.began > began:
            said = [s for s in reply.ended if s in _plain(event["text"])]
            late |= {s: now - reply.ended[s] for s in said if s not in late}
        if event["type"] == "final" and not event["answer"]["writer"].startswith("model:"):
            raise RuntimeError(f"the model's text did not stand: {event['answer']['notice']}")
    reply = server.replies[-1]
    return Timed(
        question=question,
        stream_s=reply.over - reply.began,
        answer_s=time.monotonic() - began,
        said=len(reply.ended),
        late=tuple(late.values()),
    )


def measure(bot: Bot, server: Honest, questions: tuple[str, ...]) -> list[Timed]:
    """After one answer that warms up what is loaded once."""
    server.seconds, seconds = 0.2, server.seconds
    timed(bot, server, WARMING)
    server.seconds = seconds
    return [timed(bot, server, question) for question in questions]


def table(made: list[Timed]) -> str:
    lines = [
        "| question | stream, s | to answer, s | over | sentences, told | late p50 / most, ms |",
        "|---|---|---|---|---|---|",
    ]
    for t in made:
        middle = statistics.median(t.late).value
        lines.append(
            f"| {t.question} | {t.stream_s:.2f} | {t.answer_s:.2f} | {t.overhead:.1%} "
            f"| {t.said}, {len(t.late)} | {middle * 1000:.0f} / {max(t.late) * 1000:.0f} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long a reply streams")
    parser.add_argument("--questions", type=int, default=len(QUESTIONS))
    parser.add_argument("--write", type=Path, metavar="FILE", help="replace the block of the file")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, loopback.on(Honest(args.seconds)) as server:
        settings = replace(
            Settings.from_env(),
            home=Path(home),
            model="openai:honest",
            base_url=server.url,
            model_key="none",
        )
        with Bot.open(settings) as bot:
            made = table(measure(bot, server, QUESTIONS[: args.questions]))
    print(made)
    if args.write:
        readme.write(args.write, _BLOCK_NAME, made)


if __name__ == "__main__":
    main()
