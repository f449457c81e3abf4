"""Claims as JSON where the model takes a schema; plain text where its server does not."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from model_desk import QUESTION, written
from scripted_server import ScriptedServer, Turn, evidence, first_sentence, serving

from bot import Bot

MODEL = "openai:gpt-4o-mini"  # known to take a schema; what answers is the scripted server


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    with serving() as started:
        yield started


@pytest.fixture
def desk(bot: Bot, server: ScriptedServer, tmp_path: Path) -> Iterator[Bot]:
    with written(bot, server, tmp_path, model=MODEL) as made:
        yield made


def claims(*broken: str) -> Turn:
    """The best evidence word for word as a claim, after those that are given."""

    def text(request: dict[str, Any]) -> str:
        n, best = evidence(request)[0]
        made = [{"text": said, "citations": [n]} for said in broken]
        made.append({"text": best.splitlines()[0], "citations": [n]})
        return json.dumps({"claims": made})

    return Turn(text=text, piece=7)


def test_a_model_that_takes_a_schema_is_asked_for_claims(desk: Bot, server: ScriptedServer) -> None:
    server.again(claims())
    answer = desk.ask(QUESTION)
    asked = server.requests[0]["response_format"]
    assert asked["type"] == "json_schema"
    assert asked["json_schema"]["strict"] is True
    assert asked["json_schema"]["schema"]["required"] == ["claims"]
    assert (answer.writer, len(answer.claims)) == (f"model:{MODEL}", 1)
    assert "240 million" in answer.answer
    assert "{" not in answer.answer


def test_claims_are_shown_as_they_arrive(desk: Bot, server: ScriptedServer) -> None:
    server.again(Turn(text=claims().text, piece=7, stall_after_s=20))
    stream = desk.stream(QUESTION)
    for event in stream:
        if event["type"] == "text":
            break
    else:
        raise AssertionError("no text before the reply was whole")
    assert "240 million" in event["text"]
    stream.close()  # type: ignore[attr-defined]  # a generator
    assert server.hung_up.wait(2)


def test_a_claim_that_does_not_stand_is_sent_back_in_the_same_form(
    desk: Bot, server: ScriptedServer
) -> None:
    server.again(claims("Cash was EUR 940 million on 30 June 2031."), Turn(text='{"claims": []}'))
    answer = desk.ask(QUESTION)
    assert "940" in server.requests[1]["messages"][-1]["content"]
    assert server.requests[1]["response_format"]["type"] == "json_schema"
    assert [w["text"] for w in answer.withheld] == ["Cash was EUR 940 million on 30 June 2031."]


def test_a_server_that_refuses_the_schema_is_asked_for_text(
    desk: Bot, server: ScriptedServer
) -> None:
    refusal = {"message": "response_format is not supported", "type": "invalid_request_error"}
    server.again(Turn(status=400, error=refusal), Turn(text=first_sentence))
    answer = desk.ask(QUESTION)
    assert answer.writer == f"model:{MODEL}"
    assert ["response_format" in r for r in server.requests] == [True, False]
    server.again(Turn(text=first_sentence))
    desk.ask("What does the letter say of cash?")
    assert all("response_format" not in r for r in server.requests)  # it is remembered


def test_text_in_the_place_of_claims_gives_the_extractive_answer(
    desk: Bot, server: ScriptedServer
) -> None:
    server.again(Turn(text="I would rather write prose."))
    answer = desk.ask(QUESTION)
    assert answer.writer == "extractive"
    assert answer.notice
    assert "prose" not in answer.answer
