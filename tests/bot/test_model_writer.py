"""What a model writes: what stands is told at once, the rest is mended once or withheld."""

import json
import threading
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from model_desk import KEY, QUESTION, written
from scripted_server import ScriptedServer, Turn, evidence, first_sentence, serving

from bot import Bot, prompts
from bot.errors import SettingsError
from bot.model import faults
from bot.model.spend import price

PRICES = "- {model: 'openai:tiny', input: 1.0, output: 10.0, as_of: 2031-01-01}\n"


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    with serving() as started:
        yield started


@pytest.fixture(scope="module")
def desk(
    bot: Bot, server: ScriptedServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Bot]:
    with written(bot, server, tmp_path_factory.mktemp("written")) as made:
        yield made


@pytest.fixture(autouse=True)
def forgotten(desk: Bot) -> None:
    desk._steps.model._drafts.clear()  # type: ignore[union-attr]  # the desk has a model


def saying(*lines: str) -> Turn:
    """`{cash}` and the like are filled in with the number of the evidence that has the words."""

    def text(request: dict[str, Any]) -> str:
        blocks = evidence(request)
        return "\n".join(_numbered(line, blocks) for line in lines) + "\n"

    return Turn(text=text)


def _numbered(line: str, blocks: list[tuple[int, str]]) -> str:
    said, _, words = line.partition(" <- ")
    numbers = [n for n, text in blocks if words and words in text]
    return f"{said} [{numbers[0]}]" if numbers else said


CASH = "Brinekeld's letter put its cash at EUR 240 million on 30 June 2031. <- 240 million on 30"
BURN = (
    "Brinekeld's letter says it uses about EUR 120 million of cash a year. <- 120 million of cash"
)
OLD = "The cash of 31 December 2030 was EUR 310 million. <- 310 million on 31"
WRONG = "Cash was EUR 940 million on 30 June 2031. <- 240 million on 30"


def test_sentences_that_stand_are_the_answer(desk: Bot, server: ScriptedServer) -> None:
    server.again(saying(CASH, BURN))
    answer = desk.ask(QUESTION)
    assert answer.writer == "model:openai:tiny"
    assert [c["kind"] for c in answer.claims] == ["generated", "generated"]
    assert [c["role"] for c in answer.claims] == ["conclusion", "support"]
    assert all(c["verdict"] == "supported" for c in answer.claims)
    assert [c.n for c in answer.citations][:2] == [1, 2]
    assert (answer.withheld, answer.notice) == ([], None)


def test_broken_sentence_is_mended_with_its_verdict_as_feedback(
    desk: Bot, server: ScriptedServer
) -> None:
    server.again(saying(WRONG, BURN), saying(CASH))
    answer = desk.ask(QUESTION)
    assert "940" in server.requests[1]["messages"][-1]["content"]
    assert "figure" in server.requests[1]["messages"][-1]["content"]
    assert [c["text"][:9] for c in answer.claims] == ["Brinekeld"] * 2
    assert "240" in answer.claims[0]["text"]  # in the place of the broken one
    assert answer.withheld == []


def test_sentence_that_cannot_be_mended_is_withheld_and_counted(
    desk: Bot, server: ScriptedServer
) -> None:
    server.again(saying(CASH, WRONG, BURN), saying(WRONG))
    answer = desk.ask(QUESTION)
    assert "940" not in answer.answer
    assert [w["text"] for w in answer.withheld] == [WRONG.partition(" <- ")[0]]
    assert any("figure" in reason for reason in answer.withheld[0]["reasons"])


HELD_BACK = {
    "no mark": "Cash was EUR 240 million on 30 June 2031.",
    "a number never given": "Cash was EUR 240 million on 30 June 2031. [77]",
    "other evidence": "Brinekeld's letter put its cash at EUR 240 million. <- 120 million of cash",
    "a link": "Cash was EUR 240 million, see https://evil.example/x. <- 240 million on 30",
    "an image": "Cash was EUR 240 million ![x](http://evil.example). <- 240 million on 30",
    "a tag": "Cash was EUR 240 million <img src=x>. <- 240 million on 30",
    "another language": "截至2031年6月30日现金为2.4亿欧元。 <- 240 million on 30",
    "own knowledge": "Brinekeld was founded by two friends in Ghent. <- 240 million on 30",
    "another company": "Flowmark's cash was EUR 240 million on 30 June 2031. <- 240 million on 30",
    "replaced, told as present": "Brinekeld has EUR 310 million of cash. <- 310 million on 31",
    "a reason of its own": "Cash is EUR 240 million because sales fell. <- 240 million on 30",
}


@pytest.mark.parametrize("name", HELD_BACK)
def test_sentence_is_held_back(name: str, desk: Bot, server: ScriptedServer) -> None:
    server.again(saying(CASH, HELD_BACK[name]), Turn(text="-"))
    answer = desk.ask(QUESTION)
    assert len(answer.claims) == 1
    assert len(answer.withheld) == 1
    assert "evil" not in answer.answer


def test_answer_that_leaves_out_the_point_is_not_given(desk: Bot, server: ScriptedServer) -> None:
    server.again(saying(BURN))
    answer = desk.ask(QUESTION)
    assert answer.notice == faults.lines()["aside"]["en"]
    assert "240" in answer.answer


def test_chinese_question_is_answered_in_chinese(desk: Bot, server: ScriptedServer) -> None:
    server.again(Turn(text=first_sentence))
    answer = desk.ask("账上有多少现金？")
    assert answer.writer == "model:openai:tiny"
    assert "2.4亿" in answer.answer


def test_text_that_was_told_is_the_answer(desk: Bot, server: ScriptedServer) -> None:
    server.again(saying(CASH, BURN, OLD))
    events = list(desk.stream(QUESTION))
    kinds = [e["type"] for e in events]
    told = "".join(e["text"] for e in events if e["type"] == "text")
    assert told == events[-1]["answer"]["answer"]
    assert kinds.count("text") == 3
    assert kinds.index("text") < kinds.index("claim")
    assert "restart" not in kinds


def test_sentence_is_told_within_a_third_of_a_second(desk: Bot, server: ScriptedServer) -> None:
    """While the model thinks on; with the mark in front of the stop, and behind it."""

    def two(request: dict[str, Any]) -> str:
        said = _numbered(CASH, evidence(request)).replace(".", "").replace("2031 [", "2031 [")
        return f"{said}."

    waits = []
    for text in (first_sentence, two):
        desk._steps.model._drafts.clear()  # type: ignore[union-attr]  # the desk has a model
        server.again(Turn(text=text, stall_after_s=1.5, piece=400))
        for event in desk.stream(QUESTION):
            if event["type"] == "text" and server.sent_at:
                waits.append(time.monotonic() - server.sent_at)
    assert len(waits) == 2
    assert min(waits) < 0.3  # the other one has room for a busy machine
    assert max(waits) < 1.0


def test_thread_tells_the_model_what_was_said(desk: Bot, server: ScriptedServer) -> None:
    server.again(saying(CASH))
    thread = desk.ask(QUESTION).thread_id
    desk.ask("And how much does it use a year?", thread)
    said = server.requests[-1]["messages"][1]["content"]
    assert f"- {QUESTION} → Brinekeld's letter put its cash" in said


def test_search_brings_evidence_that_may_be_cited(desk: Bot, server: ScriptedServer) -> None:
    def after(request: dict[str, Any]) -> str:
        return f"{_numbered(CASH, evidence(request))}\n{_numbered(ROUND, evidence(request))}\n"

    ROUND = (
        "Brinekeld raised EUR 210 million in its Series C of 12 September 2030. <- raised EUR 210"
    )
    server.again(Turn(call=("search", {"query": "Series C round size"})), Turn(text=after))
    answer = desk.ask("How much cash did Brinekeld have on 31 December 2030?")
    tool = next(m for m in server.requests[1]["messages"] if m["role"] == "tool")
    assert "210 million" in tool["content"]
    assert len(server.requests) >= 2
    assert answer.status != "declined"


def test_scenario_is_computed_by_the_desk(desk: Bot, server: ScriptedServer) -> None:
    burn = {"low": 60_000_000, "high": 60_000_000, "currency": "EUR"}

    def after(request: dict[str, Any]) -> str:
        tool = next(m["content"] for m in request["messages"] if m["role"] == "tool")
        n, card = next((n, t) for n, t in evidence(request) if "2031" in t and t in tool)
        return f"{_numbered(CASH, evidence(request))}\n{card.splitlines()[1]} [{n}]\n"

    server.again(Turn(call=("scenario", {"burn": burn, "raises_nothing": True})), Turn(text=after))
    answer = desk.ask(QUESTION)
    assert answer.writer == "model:openai:tiny"
    assert [c["verdict"] for c in answer.claims] == ["supported", "computed"]
    assert answer.metrics


BAD_CALLS = {
    "no such tool": ("delete_everything", {}),
    "no query": ("search", {}),
    "words for numbers": ("scenario", {"burn": {"low": "much", "high": 1}}),
    "endless number": ("scenario", {"burn": {"low": 1e300, "high": 1e300}}),
    "no currency": ("scenario", {"burn": {"low": 1, "high": 2, "currency": "<b>"}}),
    "nobody's currency": ("scenario", {"burn": {"low": 1, "high": 2, "currency": "XQZ"}}),
}


@pytest.mark.parametrize("name", BAD_CALLS)
def test_bad_call_is_told_to_the_model_and_changes_nothing(
    name: str, desk: Bot, server: ScriptedServer
) -> None:
    before = desk.kb.passage_count
    server.again(Turn(call=BAD_CALLS[name]), Turn(text=first_sentence))
    assert desk.ask(QUESTION).writer == "model:openai:tiny"
    tool = next(m for m in server.requests[1]["messages"] if m["role"] == "tool")
    assert "=" * 3 not in tool["content"]
    assert desk.kb.passage_count == before


def test_model_that_only_calls_tools_is_not_followed_forever(
    desk: Bot, server: ScriptedServer
) -> None:
    server.again(Turn(call=("search", {"query": "cash"})))
    answer = desk.ask(QUESTION)
    assert len(server.requests) < 10
    assert answer.writer == "extractive"


def test_same_question_over_the_same_evidence_is_not_paid_twice(
    desk: Bot, server: ScriptedServer
) -> None:
    server.again(saying(CASH, BURN))
    first, second = desk.ask(QUESTION), desk.ask(QUESTION)
    assert len(server.requests) == 1
    assert second.answer == first.answer
    assert second.usage["cached"]
    assert (second.usage["input_tokens"], second.usage["output_tokens"]) == (0, 0)


def test_fence_is_another_one_for_every_request(desk: Bot, server: ScriptedServer) -> None:
    server.again(Turn(text="-"))
    fences = set()
    for _ in range(3):
        desk.ask(QUESTION)
        fences.add(server.requests[-1]["messages"][1]["content"].split("\n")[0])
    assert len(fences) == 3


def test_answer_says_what_it_cost(bot: Bot, server: ScriptedServer, tmp_path: Path) -> None:
    own = tmp_path / "prices.yaml"
    own.write_text(PRICES)
    server.again(saying(CASH))
    with written(bot, server, tmp_path, prices=own) as desk:
        answer = desk.ask(QUESTION)
        later = desk.ask("How much does it use a year?", answer.thread_id)
    assert (answer.usage["input_tokens"], answer.usage["output_tokens"]) == (1000, 100)
    assert answer.usage["cost_usd"] == pytest.approx(0.002)
    assert answer.usage["price_as_of"] == "2031-01-01"
    assert answer.usage["price_checked"] is True
    spent = answer.usage["cost_usd"] + later.usage["cost_usd"]
    assert later.usage["thread_cost_usd"] == pytest.approx(spent)


def test_unknown_price_is_said_to_be(desk: Bot, server: ScriptedServer) -> None:
    server.again(saying(CASH))
    usage = desk.ask(QUESTION).usage
    assert (usage["cost_usd"], usage["price_as_of"], usage["price_checked"]) == (None, None, None)


def test_shipped_prices_say_that_nobody_checked_them(tmp_path: Path) -> None:
    shipped = price("openai:gpt-4o", None)
    assert shipped and not shipped.checked and shipped.as_of
    own = tmp_path / "prices.yaml"
    own.write_text("- {model: m, input: 1, output: 1, as_of: 2031-01-01, checked: maybe}")
    with pytest.raises(SettingsError):
        price("m", own)


@pytest.mark.parametrize(
    ("limit", "prices", "kind"),
    [
        ({"budget_thread_usd": Decimal("0.0305")}, True, "thread_budget"),
        ({"budget_day_usd": Decimal("0.0305")}, True, "day_budget"),
        ({"budget_day_usd": Decimal(5)}, False, "unpriced"),
    ],
    ids=["thread", "day", "without a price"],
)
def test_budget_is_kept(
    limit: dict[str, Any], prices: bool, kind: str, bot: Bot, server: ScriptedServer, tmp_path: Path
) -> None:
    own = tmp_path / "prices.yaml"
    own.write_text(PRICES.replace("input: 1.0", "input: 0") if prices else "[]")
    server.again(saying(CASH))
    with written(bot, server, tmp_path, prices=own, **limit) as desk:
        first = desk.ask(QUESTION)
        second = desk.ask("How much does it use a year?", first.thread_id)
    assert second.notice == faults.lines()[kind]["en"]  # type: ignore[index]  # a kind
    assert len(server.requests) == (1 if prices else 0)


def test_many_at_once_do_not_overspend_together(
    bot: Bot, server: ScriptedServer, tmp_path: Path
) -> None:
    own = tmp_path / "prices.yaml"
    own.write_text(PRICES)
    server.again(Turn(text=first_sentence, before_s=1.0))
    with written(bot, server, tmp_path, prices=own, budget_day_usd=Decimal("0.04")) as desk:
        askers = [threading.Thread(target=desk.ask, args=(QUESTION,)) for _ in range(4)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
    assert len(server.requests) == 1


def test_key_is_nowhere_but_in_the_request(
    bot: Bot, server: ScriptedServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    server.again(Turn(status=401, error={"message": f"Incorrect API key provided: {KEY}"}))
    with written(bot, server, tmp_path) as desk:
        refused = desk.ask(QUESTION)
        server.again(Turn(text=first_sentence))
        answer = desk.ask(QUESTION)
        shown = [repr(desk.settings), repr(desk._steps.model), repr(desk._steps.model.__dict__)]  # type: ignore[union-attr]  # has one
        shown += [json.dumps(a.to_dict()) for a in (refused, answer)]
        shown += [json.dumps(desk.threads()), json.dumps(desk.thread(answer.thread_id))]
    assert server.keys == [f"Bearer {KEY}"]
    written_to_disk = [p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()]
    assert written_to_disk
    assert not any(KEY in text for text in [*shown, caplog.text])
    assert not any(KEY.encode() in data for data in written_to_disk)


def test_key_of_the_provider_is_not_sent_to_another_server(
    bot: Bot, server: ScriptedServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-provider")
    server.again(Turn(text=first_sentence))
    with written(bot, server, tmp_path, model_key=None) as desk:
        desk.ask(QUESTION)
    assert server.keys == ["Bearer none"]


def test_prompts_are_as_they_were_reviewed() -> None:
    """A changed prompt shows here; look at its effect, then write the new one down."""
    expected = (Path(__file__).parent / "prompts.snapshot.txt").read_text(encoding="utf-8")
    system = prompts.system(fence="=0=", language="en", sentences=7)
    asked = prompts.question("Q?", evidence="E", before=[("Earlier?", "So.")])
    mended = prompts.repair([("Cash was 9.", "figure: absent")])
    parts = (system, asked, mended, prompts.SEARCH, prompts.SCENARIO)
    assert "\n---\n".join(parts) + "\n" == expected
