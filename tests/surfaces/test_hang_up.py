"""Who no longer waits for an answer ends the model's request: over HTTP, and by Stop in Chromium.

A real desk over the invented company, served over HTTP, with a model behind a scripted server that
sends one sentence and then keeps silent; it notes when the connection to it was closed.
"""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hash_embedder import HashEmbedder
from model_desk import QUESTION, written
from playwright.sync_api import Browser
from scripted_server import ScriptedServer, Turn, first_sentence
from scripted_server import serving as scripted
from serving import serving
from visits import opened

from bot import Bot, Settings
from bot.surfaces.api import build_app

CORPUS = Path(__file__).parent.parent / "corpus" / "brinekeld"
SILENT = Turn(text=first_sentence, stall_after_s=30)


@pytest.fixture(scope="module")
def server() -> Iterator[ScriptedServer]:
    with scripted() as started:
        yield started


@pytest.fixture(scope="module")
def url(server: ScriptedServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("hang-up")
    settings = Settings(home=home / "store", dossier=CORPUS)
    with (
        Bot.open(settings, embedder=HashEmbedder()) as bot,
        written(bot, server, home) as desk,
        serving(build_app(desk, token=None, allowed_hosts=())) as served,
    ):
        yield served


def asking(url: str, path: str) -> http.client.HTTPConnection:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=20)
    body = json.dumps({"question": QUESTION})
    connection.request("POST", path, body, {"Content-Type": "application/json"})
    return connection


def test_client_that_closes_its_connection_ends_the_request(
    url: str, server: ScriptedServer
) -> None:
    server.again(SILENT)
    connection = asking(url, "/api/ask/stream")
    stream = connection.getresponse()
    while b"event: text" not in (line := stream.readline()):
        assert line, "the stream ended before a sentence stood"
    assert not server.hung_up.is_set()
    connection.close()
    stream.close()
    assert server.hung_up.wait(5), "the model went on for nobody"
    assert len(server.requests) == 1


def test_client_that_leaves_before_the_first_word_ends_the_request(
    url: str, server: ScriptedServer
) -> None:
    server.again(Turn(text="x", before_s=30))
    connection = asking(url, "/api/ask/stream")
    stream = connection.getresponse()
    while b"event: waiting" not in (line := stream.readline()):
        assert line, "the stream ended while the model was waited for"
    connection.close()
    stream.close()
    assert server.hung_up.wait(5), "the model was waited for by nobody"


def test_stop_in_the_browser_ends_the_request(
    url: str, server: ScriptedServer, browser: Browser
) -> None:
    server.again(SILENT)
    page = opened(browser, url, viewport={"width": 1200, "height": 800}).page
    page.fill("#box textarea", QUESTION)
    page.click("#send")
    page.locator("#stop").wait_for()
    page.get_by_text("240 million").first.wait_for()
    assert not server.hung_up.is_set()
    page.click("#stop")
    assert server.hung_up.wait(5), "the model went on after the stop"
    page.context.close()


def test_closed_page_ends_the_request(url: str, server: ScriptedServer, browser: Browser) -> None:
    server.again(SILENT)
    page = opened(browser, url, viewport={"width": 1200, "height": 800}).page
    page.fill("#box textarea", QUESTION)
    page.click("#send")
    page.get_by_text("240 million").first.wait_for()
    page.context.close()
    assert server.hung_up.wait(10), "the model went on for a page that is gone"
