"""Bringing documents in a real Chromium, by the real desk: watch, ask, see the page, correct."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
import room
from hash_embedder import HashEmbedder, paragraphs
from playwright.sync_api import Browser, Locator, Page, expect
from serving import serving
from visits import Visit, opened

from bot import Bot, Settings
from bot.surfaces.api import build_app
from knowledge.embed import Vectors

pytestmark = pytest.mark.browser

QUESTION = "How much cash does the company hold?"
_PIXEL = """(image, [x, top, width]) => {
  const canvas = document.createElement('canvas')
  canvas.width = image.naturalWidth; canvas.height = image.naturalHeight
  const pen = canvas.getContext('2d')
  pen.drawImage(image, 0, 0)
  const scale = image.naturalWidth / width
  return [...pen.getImageData(x * scale, top * scale, 1, 1).data].slice(0, 3)
}"""


class Patient(HashEmbedder):
    """Takes its time over a large document, as a model does."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        time.sleep(0.7 if len(texts) > 200 else 0)
        return super().encode(texts)


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    settings = Settings(home=tmp_path / "home", dossier=None)
    with (
        Bot.open(settings, embedder=Patient()) as bot,
        serving(build_app(bot, token=None)) as address,
    ):
        yield address


@pytest.fixture
def desk(browser: Browser, url: str) -> Iterator[Visit]:
    made = opened(browser, url, viewport={"width": 1400, "height": 860})
    yield made
    made.page.context.close()
    assert (made.outside, made.dialogs, made.errors) == ([], [], [])


def bring(page: Page, *paths: Path) -> None:
    """Chooses files and waits until the desk is through with them."""
    page.click("#tab-sources-button")
    page.set_input_files("[data-drop] input[data-files] >> nth=0", list(paths))
    page.locator(".run-head .stop.over").wait_for()
    page.locator("#sources-table [data-row]").first.wait_for()


def is_tinted(image: Locator, x: float, top: float) -> bool:
    red, _, blue = image.evaluate(_PIXEL, [x, top, room.WIDTH])
    return bool(red > 200 and blue < 160)


def test_pdf_is_brought_asked_about_and_shown_with_its_quote_marked(
    desk: Visit, tmp_path: Path
) -> None:
    page = desk.page
    told = heard(page, ".files .state")
    bring(page, *room.written(tmp_path))
    assert {"reading", "added"} <= set(told)
    expect(page.locator(".run-head .total")).to_have_text("3 added")
    expect(page.locator("#sources-table [data-row]")).to_have_count(3)
    page.click("#tab-chat-button")
    desk.ask(QUESTION)
    expect(page.locator("#chat .turn .text")).to_contain_text(room.CASH)
    page.click("#chat .mark[data-n='1']")
    image = page.locator("#panel .card.chosen .leaf img")
    expect(image).to_be_visible()
    expect(page.locator("#panel .card.chosen .caption")).to_have_text("Page 2 of 2")
    image.evaluate("image => image.decode()")
    assert is_tinted(image, 61, room.CASH_TOP - 10)
    assert not is_tinted(image, 61, room.CASH_TOP + 14)
    assert shows(page.locator("#panel .card.chosen .leaf"), image, room.CASH_TOP)


def heard(page: Page, selector: str) -> list[str]:
    """What elements say from now on, as it changes."""
    told: list[str] = []
    page.expose_function("heard", lambda state: told.append(state))
    page.evaluate(
        """(selector) => new MutationObserver(() => {
      document.querySelectorAll(selector).forEach((each) => window.heard(each.textContent))
    }).observe(document.body, { childList: true, subtree: true, characterData: true })""",
        selector,
    )
    return told


def test_one_large_document_tells_how_far_it_is(desk: Visit, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_text("\n\n".join(paragraphs(f"rye{n}", 300) for n in range(9)), encoding="utf-8")
    told = heard(desk.page, ".files .state, .run-head .total")
    bring(desk.page, large)
    counted = [line for line in told if line.startswith("storing · 256 of ")]
    assert counted and counted[0].endswith(" passages")
    assert any("left" in line for line in told)


def shows(window: Locator, image: Locator, top: float) -> bool:
    """Whether a place `top` points down the page lies inside the window onto it."""
    outer, inner = window.bounding_box(), image.bounding_box()
    assert outer and inner
    at = inner["y"] + top * inner["width"] / room.WIDTH
    return outer["y"] < at < outer["y"] + outer["height"]


def test_whole_page_opens_turns_and_offers_the_original(desk: Visit, tmp_path: Path) -> None:
    page = desk.page
    bring(page, *room.written(tmp_path)[:1])
    page.click("#tab-chat-button")
    desk.ask(QUESTION)
    page.click("#chat .mark[data-n='1']")
    page.locator("#panel .leaf img").wait_for()
    page.click("#panel .leaf")
    viewer = page.locator("dialog.viewer")
    expect(viewer.locator("header")).to_contain_text("Page 2 of 2")
    page.keyboard.press("ArrowLeft")
    expect(viewer.locator("header")).to_contain_text("Page 1 of 2")
    with page.expect_download() as saved:
        viewer.locator(".out-file").click()
    assert saved.value.suggested_filename == "quarrywell report.pdf"
    original = (tmp_path / "quarrywell report.pdf").read_bytes()
    assert Path(saved.value.path()).read_bytes() == original
    page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)


def test_row_of_a_sheet_is_shown_as_a_table_with_its_cells_named(
    desk: Visit, tmp_path: Path
) -> None:
    page = desk.page
    bring(page, *room.written(tmp_path))
    page.click("#tab-chat-button")
    desk.ask("What is the gross profit?")
    page.click("#chat .mark[data-n='1']")
    card = page.locator("#panel .card.chosen")
    expect(card.locator(".cells tr:has(mark)")).to_have_text("Gross profit  617  495 ")
    expect(card.locator(".leaf img")).to_be_visible()


def test_source_is_corrected_and_deleted_on_the_page(desk: Visit, tmp_path: Path) -> None:
    page = desk.page
    bring(page, *room.written(tmp_path)[2:])
    page.click(".edit")
    page.fill("dialog[open] [name=company]", "Quarrywell")
    page.fill("dialog[open] [name=published]", "soon")
    page.click("dialog[open] .primary")
    expect(page.locator("dialog[open] .notice")).to_contain_text("not an ISO date")
    page.fill("dialog[open] [name=published]", "2032-03")
    page.select_option("dialog[open] [name=tier]", "1")
    page.click("dialog[open] .primary")
    row = page.locator("#sources-table [data-row]")
    expect(row).to_contain_text("Quarrywell")
    expect(row).to_contain_text("2032-03")
    expect(row).to_contain_text("Tier 1")
    page.click(".edit")
    page.click("dialog[open] .delete")
    expect(page.locator("dialog[open] .delete")).to_have_text("Delete for good?")
    page.click("dialog[open] .delete")
    expect(page.locator("#sources-table")).to_contain_text("No sources yet.")


def test_stop_leaves_what_was_added_and_says_what_was_not(desk: Visit, tmp_path: Path) -> None:
    page = desk.page
    for n in range(150):
        (tmp_path / f"note {n}.md").write_text(f"# Note {n}\n\nGravel {n}.")
    page.click("#tab-sources-button")
    files = sorted(tmp_path.glob("*.md"))
    page.set_input_files("[data-drop] input[data-files] >> nth=0", files)
    page.locator(".files .added").first.wait_for()
    page.click(".run-head .stop")
    expect(page.locator(".run-head .total")).to_contain_text("not read")
    expect(page.locator("#sources-table [data-row]").first).to_be_visible()


def test_failure_says_why_in_its_row_and_never_as_markup(desk: Visit, tmp_path: Path) -> None:
    page = desk.page
    odd = tmp_path / "<img src=x onerror=alert(1)>.pdf"
    odd.write_bytes(b"%PDF-1.7 nonsense")
    page.click("#tab-sources-button")
    page.set_input_files("[data-drop] input[data-files] >> nth=0", [odd])
    expect(page.locator(".files .failed .why").first).to_contain_text("damaged or no PDF")
    expect(page.locator(".files .name")).to_have_text(odd.name)
    expect(page.locator("#intake-run img")).to_have_count(0)
    expect(page.locator(".run-head .total")).to_have_text("1 failed")


def test_phone_shows_sources_without_scrolling_sideways(
    browser: Browser, url: str, tmp_path: Path
) -> None:
    visit = opened(browser, url, viewport={"width": 390, "height": 844}, has_touch=True)
    page = visit.page
    bring(page, *room.written(tmp_path))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.locator(".edit").first).to_be_in_viewport()
    page.click(".edit >> nth=0")
    expect(page.locator("dialog[open] .primary")).to_be_in_viewport()
    page.context.close()
