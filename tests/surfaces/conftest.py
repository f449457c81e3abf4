"""One desk and one browser for the tests of a module; a page of its own for each test."""

from collections.abc import Iterator

import pytest
from fake_bot import FakeBot
from playwright.sync_api import Browser, sync_playwright
from serving import serving
from visits import ARGS, CHROMIUM, Served, Visit, opened

from bot.surfaces.api import build_app


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    bot = FakeBot(pause_s=0.02)
    with serving(build_app(bot, token=None, allowed_hosts=())) as url:
        yield Served(url=url, bot=bot)


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
