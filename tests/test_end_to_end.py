"""The real desk in a real browser: served as a user serves it, over the shipped dossier."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from visits import ARGS, CHROMIUM

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(built_home: Path) -> Iterator[str]:
    """`diligence serve` as its own process; it prints where it serves."""
    server = subprocess.Popen(
        [sys.executable, "-m", "bot", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        env=os.environ | {"DILIGENCE_HOME": str(built_home)},
        text=True,
    )
    began = time.monotonic()
    try:
        assert server.stdout is not None
        line = server.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found, line
        assert time.monotonic() - began < 60
        yield found.group()
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield started
        started.close()


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    opened = chromium.new_context(locale="en-US").new_page()
    opened.set_default_timeout(90_000)
    opened.goto(address)
    opened.locator(".welcome, .turn").first.wait_for()
    yield opened
    opened.context.close()


def ask(page: Page, question: str) -> None:
    before = page.locator("#chat .turn:not(.live)").count()
    page.fill("#box textarea", question)
    page.click("#send")
    page.locator("#chat .turn:not(.live)").nth(before).wait_for()


def test_answer_is_cited_and_its_mark_opens_the_highlighted_quote(page: Page) -> None:
    ask(page, "How much cash is there?")
    expect(page.locator("#chat .turn .text")).to_contain_text("above CNY 10 billion")
    page.click("#chat .mark[data-n='1']")
    card = page.locator("#panel .card[data-n='1']:visible")
    expect(card.locator("mark")).to_contain_text("10 billion yuan")


def test_chinese_question_is_answered_in_chinese(page: Page) -> None:
    ask(page, "账上还有多少现金？")
    expect(page.locator("#chat .turn .text")).to_contain_text("超过100亿元人民币")


def test_rival_without_a_recorded_value_is_declined(page: Page) -> None:
    ask(page, "What is ByteDance's valuation?")
    expect(page.locator("#chat .turn .text")).to_contain_text("The sources here do not say")
    expect(page.locator("#chat .mark")).to_have_count(0)


def test_thread_reopens_after_reload_with_its_citations(page: Page) -> None:
    ask(page, "What are the main risks?")
    marks = page.locator("#chat .mark").count()
    told = page.locator("#chat .turn .text").inner_text()
    assert marks > 2
    page.wait_for_url(re.compile("#t="))  # the address names the thread a moment after the answer
    page.reload()
    answer = page.locator("#chat .turn .text")
    answer.wait_for()
    expect(answer).to_have_text(told, use_inner_text=True)
    expect(page.locator("#chat .mark")).to_have_count(marks)


def test_served_desk_reads_the_folder_it_is_told_to_watch(built_home: Path, tmp_path: Path) -> None:
    room = tmp_path / "room"
    room.mkdir()
    (room / "mill.md").write_text("# Mill\n\nThe mill grinds rye.", encoding="utf-8")
    own = {"DILIGENCE_HOME": str(tmp_path / "home"), "DILIGENCE_DOSSIER": "none"}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "serve", "--port", "0", "--watch", str(room)],
        stderr=subprocess.PIPE,
        env=os.environ | own | {"DILIGENCE_MODELS": str(built_home / "models")},
        text=True,
    ) as server:
        assert server.stderr
        late = threading.Timer(150, server.kill)
        late.start()
        said: list[str] = []
        try:
            for line in server.stderr:
                said.append(line)
                if "mill.md" in line:
                    break
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=30)
        finally:
            late.cancel()
            server.kill()
    assert f"added: {room / 'mill.md'}" in said[-1], said
