"""A desk over the invented company whose answers a scripted model writes, beside the plain desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from scripted_server import ScriptedServer

from bot import Bot, Settings
from bot.memory import Memory
from bot.model.opened import model_writer

KEY = "sk-loopback-7Qz81"
QUESTION = "How much cash is there?"


@contextmanager
def written(bot: Bot, server: ScriptedServer, home: Path, **settings: Any) -> Iterator[Bot]:
    """The store of `bot` with threads, spending and a model of its own."""
    given = {"model": "openai:tiny", "base_url": server.url, "model_key": KEY, **settings}
    chosen = replace(bot.settings, home=home, **given)
    assert isinstance(chosen, Settings)
    model = model_writer(chosen)
    memory = Memory(home / chosen.name / "threads.sqlite")
    desk = Bot(kb=bot.kb, ledger=bot._ledger, memory=memory, settings=chosen, model=model)
    try:
        yield desk
    finally:
        memory.close()
        assert model is not None
        model.close()
