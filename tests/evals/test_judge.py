"""A model's opinion of answers, asked of a real server: read, counted, shown, and never a floor."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from records import CASE, DECLINED, answer, claim, record
from scripted_server import ScriptedServer, Turn, serving

from bot import Settings
from bot.model.provider import provider
from evals import judge, suites
from evals.errors import SuiteError
from evals.report.markdown import markdown
from evals.report.page import page
from evals.result import result
from evals.tables import scored

RIGHT = json.dumps({"right": "yes", "borne_out": True, "why": "It says so."})
WRONG = json.dumps({"right": "no", "borne_out": False, "why": "<b>Nothing</b> bears it out."})


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    with serving() as started:
        yield started


def told(server: ScriptedServer, *turns: Turn, answers: int) -> Any:
    server.again(*turns)
    settings = Settings(model="openai:tiny", base_url=server.url, model_key="sk-loopback")
    made = scored([record(answer())] * answers)
    return judge.opinions(made, provider(settings), first_s=3, total_s=5)


def test_opinions_become_shares_and_what_cannot_be_read_is_counted_apart(
    server: ScriptedServer,
) -> None:
    turns = [Turn(text=RIGHT), Turn(text=f"Sure:\n```json\n{WRONG}\n```"), Turn(text="Well, yes.")]
    made = told(server, *turns, answers=3)
    assert (made["asked"], made["unread"]) == (3, 1)
    assert made["right"]["value"] == made["borne_out"]["value"] == 0.5
    assert [d["right"] for d in made["differs"]] == ["no"]  # the scorers found no fault


def test_judge_sees_question_expectation_answer_and_quotes(server: ScriptedServer) -> None:
    told(server, Turn(text=RIGHT), answers=1)
    said = server.requests[0]["messages"][1]["content"]
    for part in (
        CASE.question,
        *map(str, CASE.nuggets),
        answer().answer,
        "[1] The mid-year letter",
    ):
        assert part in said


def test_right_without_what_was_expected_is_a_difference(server: ScriptedServer) -> None:
    server.again(Turn(text=RIGHT))
    settings = Settings(model="openai:tiny", base_url=server.url, model_key="sk-loopback")
    made = scored([record(answer(claim("Nothing is known.")))])
    differs = judge.opinions(made, provider(settings), first_s=3, total_s=5)["differs"]
    assert [d["key"] for d in differs] == [CASE.key]


def test_wrong_key_ends_the_run_with_one_line(server: ScriptedServer) -> None:
    with pytest.raises(SuiteError, match="the judge cannot be asked"):
        told(server, Turn(status=401), answers=2)
    assert len(server.requests) == 1


def test_opinion_is_in_reports_and_changes_neither_scores_nor_floors(
    server: ScriptedServer,
) -> None:
    made = scored([record(answer()), record(DECLINED)])
    plain = result(suites.suite("full"), made, None)
    opinion = told(server, Turn(text=WRONG), answers=1)
    shown = {**plain, "judge": opinion}
    for text in (markdown(shown), page(shown)):
        assert "opinion" in text and "openai:tiny" in text and "<b>Nothing" not in text
    assert "opinion" not in markdown(plain) + page(plain)
