"""The page as a reader meets it, in a real Chromium, over a desk with canned answers."""

from urllib.parse import parse_qs, urlsplit

import aurora
import pytest
from playwright.sync_api import Browser, expect
from visits import Served, Visit, opened

pytestmark = pytest.mark.browser

QUESTION = "How long does the cash last?"


def test_answer_is_cited_and_mark_opens_card_with_highlighted_quote(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.page.click("#chat .mark[data-n='1']")
    card = visit.page.locator("#panel .card[data-n='1']:visible")
    expect(card).to_have_class("card evidence chosen")
    expect(card.locator("mark")).to_be_in_viewport()
    expect(card.locator("mark")).to_contain_text("stood at CNY 2.4 billion on 31 December 2025")
    expect(card.locator("a")).to_have_attribute("rel", "noopener noreferrer nofollow")


def test_mark_of_older_answer_brings_back_its_own_cards(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.ask("What is Borealis worth?")
    expect(visit.page.locator("#panel .card:visible")).to_have_count(0)
    visit.page.click("#chat .mark[data-answer='0'][data-n='2']")
    expect(visit.page.locator("#panel .card.chosen mark")).to_have_text(
        "CNY 60 million to CNY 80 million"
    )


def test_chinese_question_gets_chinese_answer_with_marks(visit: Visit) -> None:
    visit.ask("现金还能撑多久？")
    expect(visit.page.locator("#chat .turn .text")).to_contain_text("约可支撑2.5至3.3年")
    expect(visit.page.locator("#chat .turn .text .mark")).to_have_count(4)


def test_language_switch_changes_the_page_and_keeps_the_chat(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.page.click("#language label:has-text('中文')")
    expect(visit.page.locator("#send")).to_have_text("提问")
    expect(visit.page.locator("#tab-sources-button")).to_have_text("来源")
    expect(visit.page.locator("#chat .status")).to_have_text("已回答")
    expect(visit.page.locator("#chat .question")).to_have_text(QUESTION)


def test_declined_answer_says_so_and_names_the_document(visit: Visit) -> None:
    visit.ask("What is Borealis worth?")
    expect(visit.page.locator("#chat .status")).to_have_text("Not in the sources")
    expect(visit.page.locator("#chat .missing")).to_contain_text("A recent tender-offer price")


def test_follow_up_chip_asks_in_the_same_thread(visit: Visit) -> None:
    visit.ask(QUESTION)
    visit.page.click("#chat .chip >> nth=0")
    expect(visit.page.locator("#chat .turn")).to_have_count(2)
    expect(visit.page.locator("#chat .question").nth(1)).to_have_text(
        "What would a second plant cost?"
    )


def test_reload_and_reopened_thread_show_the_same_citations(visit: Visit) -> None:
    page = visit.page
    visit.ask(QUESTION)
    page.wait_for_url("**/#t=*")
    cards = page.locator("#panel .evidence-set").first.inner_html()
    page.reload()
    page.locator("#chat .turn .foot").wait_for()
    assert page.locator("#panel .evidence-set").first.inner_html() == cards
    here = parse_qs(urlsplit(page.url).fragment)["t"][0]
    page.click("#new")
    page.locator(".welcome").wait_for()
    page.click(f"#rail [data-thread='{here}']")
    page.locator("#chat .turn .foot").wait_for()
    assert page.locator("#panel .evidence-set").first.inner_html() == cards


def test_steps_show_while_streaming_and_stop_ends_the_answer(visit: Visit, served: Served) -> None:
    page = visit.page
    served.bot.stopped.clear()
    page.fill("#box textarea", "A slow one")
    page.click("#send")
    page.locator("#live .steps .done >> nth=1").wait_for()
    page.click("#stop")
    expect(page.locator("#live .notice")).to_contain_text("Stopped")
    expect(page.locator("#send")).to_be_visible()
    assert served.bot.stopped.wait(timeout=5), "the bot went on after the stop"


def test_error_is_one_line_without_traceback(visit: Visit) -> None:
    visit.page.fill("#box textarea", "broken")
    visit.page.click("#send")
    notice = visit.page.locator("#live .notice")
    expect(notice).to_have_text(
        "The desk could not finish this. Try again; the server's log has the details."
    )
    expect(visit.page.locator("#send")).to_be_visible()


def test_unknown_thread_in_the_address_is_one_line(browser: Browser, served: Served) -> None:
    visit = opened(browser, f"{served.url}/#t=nowhere&lang=en")
    expect(visit.page.locator("#chat .notice")).to_contain_text("There is no thread 'nowhere'.")
    visit.page.context.close()


def test_hostile_text_is_shown_and_never_runs(visit: Visit) -> None:
    page = visit.page
    visit.ask(aurora.HOSTILE)
    page.click("#chat .mark[data-n='1'] >> nth=0")
    expect(page.locator("#panel .card.chosen mark")).to_have_text(aurora.HOSTILE)
    for tab in ("sources", "metrics", "conflicts"):
        page.click(f"#tab-{tab}-button")
        expect(page.locator(f"#{tab}-table")).to_contain_text("<img src=x onerror=alert(1)>")
        page.locator(f"#{tab}-table p:text('onmouseover')").first.hover()
    made = "#chat, #live, #panel, #rail, #sources-table, #metrics-table, #conflicts-table"
    inside = page.locator(made)
    for bad in ("img", "script", "iframe", "[onmouseover]", "[onerror]", "a[href^='javascript']"):
        expect(inside.locator(bad)).to_have_count(0)


def test_sources_narrow_as_one_types_and_conflicts_by_topic(visit: Visit) -> None:
    page = visit.page
    page.click("#tab-sources-button")
    page.fill("[data-search]", "second plant")
    expect(page.locator("#sources-table [data-row]:visible")).to_have_count(1)
    page.click("#tab-conflicts-button")
    page.select_option("[data-topics]", "valuation")
    expect(page.locator("#conflicts-table [data-row]:visible")).to_have_count(1)


def test_phone_shows_evidence_as_a_sheet_and_never_scrolls_sideways(
    browser: Browser, served: Served
) -> None:
    visit = opened(browser, served.url, viewport={"width": 390, "height": 844}, has_touch=True)
    page = visit.page
    visit.ask(QUESTION)
    expect(page.locator("#panel")).not_to_be_visible()
    page.click("#chat .mark[data-n='1']")
    expect(page.locator("#panel .card.chosen mark")).to_be_in_viewport()
    page.click("#panel [data-close]")
    expect(page.locator("#panel")).not_to_be_visible()
    for tab in ("chat", "sources", "metrics", "conflicts"):
        page.click(f"#tab-{tab}-button")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, tab
    assert visit.outside == []
    page.context.close()
