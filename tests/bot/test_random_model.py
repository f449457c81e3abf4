"""A random model behind a real server: noise in the words of the evidence reaches no reader."""

from pathlib import Path

from model_desk import QUESTION, written
from random_model import RandomModel
from scripted_server import ScriptedServer, Turn, serving

from bot import Bot
from bot.model.marks import Sentences

ASKED = [QUESTION, "How long does the cash last?", "账上有多少现金？"]


def sentences(server: ScriptedServer) -> list[str]:
    """Of every reply that was sent back to the model with the verdicts."""
    replies = [
        m["content"] for r in server.requests for m in r["messages"] if m["role"] == "assistant"
    ]
    said = []
    for text in replies:
        reading = Sentences()
        said += [*reading.feed(text), *reading.close()]
    return [s.text for s in said]


def test_noise_is_replaced_by_the_extractive_answer(bot: Bot, tmp_path: Path) -> None:
    with serving(Turn(text=RandomModel(seed=1))) as server, written(bot, server, tmp_path) as desk:
        for question in ASKED:
            answer, plain = desk.ask(question), bot.ask(question)
            assert answer.answer == plain.answer
            assert answer.writer == "extractive"
            assert answer.notice
            assert all(c["verdict"] in ("supported", "computed") for c in answer.claims)
        noise = sentences(server)
        assert len(noise) > 20
        assert not any(text in answer.answer for text in noise if len(text) > 12)
