import time
from pathlib import Path

import pytest
from conftest import CORPUS
from hash_embedder import HashEmbedder

from bot import Bot, Settings
from bot.errors import UnknownThread
from bot.memory import Memory


def test_thread_survives_closing_and_reopening_the_desk(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, dossier=CORPUS)
    with Bot.open(settings, embedder=HashEmbedder()) as bot:
        first = bot.ask("What is Cobaltine worth?")
    with Bot.open(settings, embedder=HashEmbedder()) as bot:
        assert [t["id"] for t in bot.threads()] == [first.thread_id]
        assert bot.thread(first.thread_id) == [first.to_dict()]
        then = bot.ask("and its revenue?", thread_id=first.thread_id)
        assert "410 million" in then.answer
        assert len(bot.thread(first.thread_id)) == 2


def test_unknown_thread_is_refused_with_help(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "threads.sqlite")
    with pytest.raises(UnknownThread, match="'nowhere'") as caught:
        memory.require("nowhere")
    assert caught.value.help
    memory.close()


def test_threads_are_listed_newest_first_under_their_first_question(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "threads.sqlite")
    for thread, question in (("a", "one"), ("b", "two"), ("a", "three")):
        memory.note(thread, question)
        time.sleep(0.005)  # used at different milliseconds, as two questions are
    assert [(t["id"], t["title"]) for t in memory.threads()] == [("a", "one"), ("b", "two")]
    memory.close()


def test_two_threads_do_not_hear_each_other(bot: Bot) -> None:
    bot.ask("What is Cobaltine worth?")
    lone = bot.ask("and in dollars?")
    assert lone.status == "declined"
