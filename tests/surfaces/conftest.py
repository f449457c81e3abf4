"""One desk and one browser for the tests of a module; a page of its own for each test."""

import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from fake_bot import FakeBot
from playwright.sync_api import Browser, sync_playwright
from visits import ARGS, CHROMIUM, Served, Visit, opened

from bot.surfaces.api import build_app


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    bot = FakeBot(pause_s=0.02)
    config = uvicorn.Config(
        build_app(bot, token=None, allowed_hosts=()),
        host="127.0.0.1",
        port=0,
        log_level="warning",
        timeout_graceful_shutdown=1,  # the page keeps a heartbeat open for as long as it lives
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started:
        assert time.monotonic() < deadline and thread.is_alive(), "the server did not start"
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Served(url=f"http://127.0.0.1:{port}", bot=bot)
    server.should_exit = True
    thread.join(timeout=20)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, served: Served) -> Iterator[Visit]:
    made = opened(browser, served.url, viewport={"width": 1400, "height": 860})
    yield made
    made.page.context.close()
    assert made.outside == []
    assert made.dialogs == []
    assert made.errors == []
