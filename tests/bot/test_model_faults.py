"""What goes wrong with a model, against a real server: the extractive answer, and why."""

# ruff: noqa: E501  # a case is a row

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from model_desk import QUESTION, written
from scripted_server import ScriptedServer, Turn, first_sentence, serving

from bot import Bot
from bot.model import faults


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    with serving() as started:
        yield started


@pytest.fixture(scope="module")
def desk(
    bot: Bot, server: ScriptedServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bot]:
    home = tmp_path_factory.mktemp("faults")
    with written(bot, server, home, model_seconds=2.5, first_words_seconds=1.5) as made:
        yield made


OVERFLOW = {"message": "This model's maximum context length is 4096 tokens", "code": "context_length_exceeded"}  # fmt: skip
FOREIGN = "布林凯尔德的现金为2.4亿欧元。[1] 该公司还有很多其他的情况。[2]"
FAULTS: dict[str, tuple[list[Turn], str, int | None]] = {
    # name: the script, the kind of fault, requests made (None: as many as there is time for)
    "silent": ([Turn(text="x", before_s=30)], "timeout", 1),
    "trickle": ([Turn(text="word " * 500, piece=1, pieces_s=0.1)], "timeout", 1),
    "stalls in mid-stream": ([Turn(text="Cash was", stall_after_s=30)], "timeout", 1),
    "bad key": ([Turn(status=401, error={"message": "Incorrect API key: sk-loopback-7Qz81"})], "key", 1),
    "forbidden": ([Turn(status=403)], "key", 1),
    "asked to wait too long": ([Turn(status=429, headers={"Retry-After": "120"})], "rate", 1),
    "always too many": ([Turn(status=429, headers={"Retry-After": "0"})], "rate", None),
    "no money left": ([Turn(status=429, error={"message": "x", "code": "insufficient_quota"})], "quota", 1),
    "failing": ([Turn(status=500)], "server", None),  # a third try may be too late for the first words
    "overloaded": ([Turn(status=529, headers={"Retry-After": "0.1"})], "server", None),
    "cut": ([Turn(text="Brinekeld", cut=True)], "cut", None),
    "not JSON": ([Turn(raw="data: {broken\n\n")], "malformed", None),
    "a page, not an answer": ([Turn(raw="<html>gateway</html>")], "malformed", None),
    "nothing": ([Turn(text="")], "empty", None),
    "only blanks": ([Turn(text=" \n ")], "empty", None),
    "refusal": ([Turn(text="I'm sorry, but I cannot help with that.")], "unsupported", 1),
    "another language": ([Turn(text=FOREIGN)], "language", 1),
    "endless": ([Turn(text="Cash is many things. " * 20, piece=420, endless=True)], "unsupported", 1),
    "endless without a stop": ([Turn(text="cash and " * 40, piece=360, endless=True)], "unsupported", 1),
    "always too long": ([Turn(status=400, error=OVERFLOW)], "overflow", None),
    "no such model": ([Turn(status=404)], "request", 2),
    "own knowledge": ([Turn(text="Cash is EUR 240 million. It was founded by two friends.")], "unsupported", 1),
    "beside the point": ([Turn(text="Brinekeld sells its cells to shipyards [40].")], "unsupported", 1),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_fault_gives_the_extractive_answer_and_says_why(
    name: str, desk: Bot, bot: Bot, server: ScriptedServer
) -> None:
    script, kind, requests = FAULTS[name]
    desk._steps.model._plain = False  # type: ignore[union-attr]  # what another test found out
    server.again(*script)
    began = time.monotonic()
    answer, plain = desk.ask(QUESTION), bot.ask(QUESTION)
    assert time.monotonic() - began < 5
    assert answer.answer == plain.answer
    assert answer.writer == "extractive"
    assert answer.notice == faults.lines()[kind]["en"]  # type: ignore[index]  # a kind
    assert answer.withheld == []
    assert requests in (len(server.requests), None)


def test_fault_is_told_in_the_language_of_the_question(desk: Bot, server: ScriptedServer) -> None:
    server.again(Turn(status=401))
    assert desk.ask("账上有多少现金？").notice == faults.lines()["key"]["zh"]


def test_every_fault_has_its_line_in_both_languages() -> None:
    from typing import get_args

    assert set(faults.lines()) == set(get_args(faults.Kind))
    assert all(set(said) == {"en", "zh"} and all(said.values()) for said in faults.lines().values())


RECOVERS: dict[str, list[Turn]] = {
    "too many, then well": [Turn(status=429, headers={"Retry-After": "0.2"}), Turn(text=first_sentence)],
    "failing, then well": [Turn(status=503), Turn(text=first_sentence)],
    "cut, then well": [Turn(text="Brinekeld's letter", cut=True), Turn(text=first_sentence)],
    "streams nonsense, answers whole": [Turn(raw="<html>"), Turn(text=first_sentence)],
    "takes no tools": [Turn(status=400), Turn(text=first_sentence)],
    "too long, then shorter": [Turn(status=400, error=OVERFLOW), Turn(text=first_sentence)],
    "no usage told": [Turn(text=first_sentence, usage=False)],
}  # fmt: skip


@pytest.mark.parametrize("name", RECOVERS)
def test_passing_fault_is_tried_again(name: str, desk: Bot, server: ScriptedServer) -> None:
    desk._steps.model._drafts.clear()  # type: ignore[union-attr]  # the desk has a model
    server.again(*RECOVERS[name])
    answer = desk.ask(QUESTION)
    assert answer.writer == "model:openai:tiny"
    assert answer.notice is None
    assert answer.usage["input_tokens"] > 0


def test_second_try_after_an_overflow_sends_less(desk: Bot, server: ScriptedServer) -> None:
    desk._steps.model._drafts.clear()  # type: ignore[union-attr]  # the desk has a model
    server.again(Turn(status=400, error=OVERFLOW), Turn(text=first_sentence))
    desk.ask("How long does the cash last?")
    sizes = [len(json.dumps(r["messages"])) for r in server.requests[:2]]
    assert sizes[1] < sizes[0]


def events_until(stream: Iterator[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    seen = []
    for event in stream:
        seen.append(event)
        if event["type"] == kind:
            return seen
    raise AssertionError(f"no {kind} in {seen}")


def test_closing_the_stream_ends_the_request(desk: Bot, server: ScriptedServer) -> None:
    desk._steps.model._drafts.clear()  # type: ignore[union-attr]  # the desk has a model
    server.again(Turn(text=first_sentence, stall_after_s=20))
    stream = desk.stream(QUESTION)
    events_until(stream, "text")
    began = time.monotonic()
    stream.close()  # type: ignore[attr-defined]  # a generator
    assert time.monotonic() - began < 1
    assert server.hung_up.wait(2)


def test_stream_gives_way_while_the_model_is_silent(desk: Bot, server: ScriptedServer) -> None:
    server.again(Turn(text="x", before_s=20))
    stream = desk.stream(QUESTION)
    events_until(stream, "waiting")
    stream.close()  # type: ignore[attr-defined]  # a generator
    assert server.hung_up.wait(2)
    assert len(server.requests) == 1


def test_text_of_a_reply_that_broke_off_is_taken_back(desk: Bot, server: ScriptedServer) -> None:
    desk._steps.model._drafts.clear()  # type: ignore[union-attr]  # the desk has a model

    def broken(request: dict[str, Any]) -> str:
        return first_sentence(request) + "And it "

    server.again(Turn(text=broken, cut=True))
    text, final = "", {}
    for event in desk.stream(QUESTION):
        text = "" if event["type"] == "restart" else text + event.get("text", "")
        final = event.get("answer", final)
    assert text == final["answer"]
    assert final["notice"] == faults.lines()["cut"]["en"]


def test_nothing_is_asked_of_the_model_where_the_desk_declines(
    desk: Bot, server: ScriptedServer
) -> None:
    server.again(Turn(text="It is EUR 9 billion. [1]"))
    answer = desk.ask("What is the price of tulips in Amsterdam?")
    assert answer.status == "declined"
    assert server.requests == []


def test_desk_of_a_server_that_is_gone_still_answers(bot: Bot, tmp_path: Path) -> None:
    with serving() as gone:
        pass
    with written(bot, gone, tmp_path, model_seconds=3.0) as desk:
        answer = desk.ask(QUESTION)
    assert answer.notice == faults.lines()["connection"]["en"]
    assert answer.answer == bot.ask(QUESTION).answer
