"""The what-if tab: as HTML, as it is sent, and as a reader moves it in a real Chromium."""

import json
import struct
from csv import reader
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import aurora
import pytest
from fake_bot import FakeBot
from playwright.sync_api import Browser, Page, expect
from pydantic import ValidationError
from scenario_ledger import FACTS, ledger
from visits import Served, Visit, opened

from bot.surfaces import pages, sliders, whatif
from bot.surfaces.supposed import Supposed
from bot.surfaces.words import EN, ZH
from bot.whatif.levers import Levers, levers
from bot.whatif.projection import Projection, project
from knowledge import Language, Ledger
from knowledge.scenario import Change, Level, Raise

browser_test = pytest.mark.browser
BURN_4 = '{"burn": {"low": 4000000000, "high": 4000000000}, "horizon_months": 48}'


class Desk(FakeBot):
    """The made desk over another ledger."""

    def __init__(self, of: Ledger) -> None:
        super().__init__()
        self.of = of

    def levers(self, language: Language) -> Levers:
        return levers(self.of, language)

    def project(self, change: Change, language: Language) -> Projection:
        return project(self.of, change, language)


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.attributes |= {name for name, _ in attrs}


def view(raw: str = "", language: Language = "en") -> pages.WhatIf:
    return pages.what_if(FakeBot(), raw, language)


def test_body_says_what_a_change_says() -> None:
    change = Change(
        runs=Level(low=Decimal(1), high=Decimal("2.5")),
        burn=None,
        electricity=Level(low=Decimal(2), high=Decimal(2), unit="multiple"),
        raises=(Raise(amount=Level(low=Decimal(5), high=Decimal(5)), day=date(2027, 1, 1)),),
        with_rounds=True,
        horizon_months=36,
        out_before=date(2028, 1, 1),
    )
    body = {k: v for k, v in change.to_dict().items() if k != "unread"}
    for coming in body["raises"]:
        del coming["fact_id"]
    assert Supposed.model_validate_json(json.dumps(body)).change() == change


@pytest.mark.parametrize(
    "raw",
    [
        '{"burn": 4}',
        '{"burn": {"low": 4}}',
        '{"burn": {"low": "four", "high": 4}}',
        '{"burn": {"low": 5, "high": 4}}',
        '{"burn": {"low": "NaN", "high": "NaN"}}',
        '{"burn": {"low": 0, "high": "Infinity"}}',
        '{"burn": {"low": 0, "high": 1e19}}',
        '{"burn": {"low": 0, "high": 1, "unit": "yuan"}}',
        '{"burn": {"low": 0, "high": 1, "more": 1}}',
        '{"vary": "burn"}',
        '{"horizon_months": 4.5}',
        '{"out_before": "soon"}',
        '{"raises": [{"amount": {"low": 1, "high": 1}, "day": "2027-02-30"}]}',
        '{"raises": [' + ",".join(['{"amount": {"low": 1, "high": 1}}'] * 13) + "]}",
        "[]",
        "en",
        '{"path": "/etc/passwd"}',
    ],
)
def test_what_is_no_body_is_refused_and_the_page_says_so_in_one_line(raw: str) -> None:
    with pytest.raises(ValidationError):
        Supposed.model_validate_json(raw)
    made = view(raw)
    assert EN["bad_scenario"] in made.outcome
    assert "passwd" not in made.outcome + made.levers
    assert (made.levers, made.premises, made.asked) == ("", "", "")


def test_first_view_is_what_the_sources_say() -> None:
    made = view()
    assert "About 2–3 years from the balance of 31 December 2025" in made.outcome
    assert made.outcome.count("Sourced: cash") == 1
    assert "data-moved" not in made.levers.replace('data-lever="horizon_months"', "")[:2500]
    assert made.premises.count(">sourced<") == 2
    assert ">Report<" in made.premises


def test_sliders_stand_where_the_body_has_them() -> None:
    made = view(BURN_4, "zh")
    lever = made.levers.split('data-lever="burn"')[1].split('data-lever="runs"')[0]
    assert "data-moved" in lever
    assert "<output>40亿元</output>" in lever
    assert lever.count('value="40"') == 2
    assert 'data-home="60"' in lever
    assert json.loads(made.asked)["burn"]["low"] == "4000000000"


def test_desk_without_cash_shows_one_sentence_and_nothing_to_move() -> None:
    for language, said in (("en", "state no dated cash"), ("zh", "有日期的现金余额")):
        made = pages.what_if(Desk(Ledger()), "", language)
        assert said in made.outcome
        assert (made.levers, made.premises) == ("", "")
        assert "<svg" not in made.outcome


def test_unforeseen_error_is_one_line_without_details() -> None:
    class Broken(FakeBot):
        def project(self, change: Change, language: Language) -> Projection:
            raise RuntimeError("secret detail of /etc/passwd")

    made = pages.what_if(Broken(), "", "en")
    assert "The desk could not finish this." in made.outcome
    assert "passwd" not in made.outcome


def test_chart_has_band_median_zero_line_balance_raise_and_day() -> None:
    raw = json.dumps(
        {"with_rounds": True, "horizon_months": 24, "out_before": "2027-06-30"} | json.loads(BURN_4)
    )
    outcome = view(raw).outcome
    for css in ("band", "median", "middle", "zero", "raise", "before", "dot"):
        assert outcome.count(f'class="fan-{css}"') >= 2, css  # on a desk and on a phone
    assert "Balance of 31 December 2025" in outcome
    assert ">+7<" in outcome  # $1 billion at seven yuan
    assert ">30 June 2027 · 0%<" in outcome
    assert ">2027-01<" in outcome
    assert ">Cash, CNY billion<" in outcome


def test_long_chart_is_dated_by_years() -> None:
    outcome = view('{"horizon_months": 120}').outcome
    assert ">2028<" in outcome
    assert ">2028-01<" not in outcome


def test_csv_has_a_row_for_each_month_in_base_units() -> None:
    made = project(ledger(), Supposed.model_validate_json(BURN_4).change(), "en")
    rows = list(reader(whatif.csv(made).splitlines()))
    assert rows[0] == ["month", "day", "p10_CNY", "p50_CNY", "p90_CNY", "middle_CNY"]
    assert rows[13][:2] == ["12", "2026-12-31"]
    assert [round(float(x)) for x in rows[13][2:]] == [8_000_000_000] * 4
    assert len(rows) == 50


def test_csv_keeps_the_percentiles_apart() -> None:
    made = project(ledger(), Change(horizon_months=12), "en")
    last = whatif.csv(made).splitlines()[-1].split(",")
    # 12 − 5.8, 12 − 5, 12 − 4.2
    assert [round(float(x) / 10**9, 1) for x in last[2:]] == [6.2, 7.0, 7.8, 7.0]


def test_hostile_text_of_a_source_stays_text() -> None:
    bad = ledger(
        *(replace(f, statement=aurora.HOSTILE, statement_zh=aurora.HOSTILE) for f in FACTS)
    )
    source = replace(bad.sources[0], title=aurora.HOSTILE)
    made = pages.what_if(Desk(replace(bad, sources=(source,))), "", "en")
    for html in (made.levers, made.outcome, made.premises):
        found = Tags(html)
        assert not {"img", "script", "iframe"} & set(found.found)
        assert not [name for name in found.attributes if name.startswith("on")]
    assert "&lt;img" in made.premises


def test_both_languages_have_every_word_and_the_same_figures() -> None:
    assert EN.keys() == ZH.keys()
    made = levers(ledger(), "zh")
    form = sliders.form(made, Supposed.of(made.start), ZH)
    outcome = view(language="zh").outcome
    assert ">期初现金<" in form
    assert "60%" in view().outcome
    assert "60%" in outcome
    assert ">现金，亿元<" in outcome


# in the browser


def into(page: Page) -> None:
    page.click("#tab-whatif-button")
    page.locator("#whatif-outcome .outcome").wait_for()


def move(page: Page, lever: str, value: str, end: str = "low") -> None:
    """As a hand does it: the figure follows the slider, and letting go sends it."""
    slider = page.locator(f"[data-lever='{lever}'] [data-end='{end}']")
    slider.evaluate(
        """(slider, value) => { slider.value = value
        for (const name of ['input', 'change']) {
          slider.dispatchEvent(new Event(name, { bubbles: true })) } }""",
        value,
    )


def says(page: Page, text: str) -> None:
    expect(page.locator("#whatif-outcome .says")).to_contain_text(text)


def band(page: Page) -> str | None:
    return page.locator("svg.wide polygon.fan-band").get_attribute("points")


def shown_as(page: Page, lever: str, text: str) -> None:
    expect(page.locator(f"[data-lever='{lever}'] output")).to_have_text(text)


@browser_test
def test_moving_a_slider_changes_chart_sentence_and_table(visit: Visit) -> None:
    page = visit.page
    into(page)
    says(page, "About 2–3 years from the balance of 31 December 2025")
    before = band(page)
    move(page, "opening", "24")
    shown_as(page, "opening", "CNY 24 billion")
    says(page, "About 4–6 years from the balance of 31 December 2025: CNY 24 billion")
    assert band(page) != before
    expect(page.locator(".premises tr").nth(1)).to_contain_text("assumed")
    page.click("[data-lever='opening'] [data-back]")
    says(page, "About 2–3 years")
    shown_as(page, "opening", "CNY 12 billion")
    assert band(page) == before


@browser_test
def test_slider_follows_the_keyboard(visit: Visit) -> None:
    page = visit.page
    into(page)
    before = band(page)
    page.focus("[data-lever='opening'] [data-end='low']")
    page.keyboard.press("End")
    says(page, "CNY 36 billion")
    assert band(page) != before


@browser_test
def test_many_moves_at_once_end_at_the_last(visit: Visit) -> None:
    page = visit.page
    into(page)
    for billions in (20, 16, 28, 14, 30, 18):
        move(page, "opening", str(billions))
    says(page, "CNY 18 billion")
    settled = band(page)
    page.wait_for_timeout(1500)
    says(page, "CNY 18 billion")
    assert band(page) == settled


@browser_test
def test_spending_by_items_revenue_and_rounds_count_once_chosen(visit: Visit) -> None:
    page = visit.page
    into(page)
    page.check("[data-choice][value='items']")
    says(page, "3 × CNY 1–2 billion + CNY 1 billion a year")
    expect(page.locator("[data-lever='burn']")).to_be_hidden()
    page.check("[data-switch='revenue']")
    says(page, "plus revenue of CNY 70 million a month growing 0% a month")
    page.check("[data-switch='rounds']")
    expect(page.locator(".premises")).to_contain_text("Raise on 10 May 2026")
    move(page, "people", "2")
    says(page, "CNY 2 billion a year")


@browser_test
def test_one_figure_becomes_a_range_and_the_fan_opens(visit: Visit) -> None:
    page = visit.page
    into(page)
    page.click("[data-lever='burn'] [data-split]")
    shown_as(page, "burn", "CNY 5 billion")
    says(page, "CNY 5 billion a year")
    closed = band(page)
    page.click("[data-lever='burn'] [data-split]")
    shown_as(page, "burn", "CNY 4.4–5.6 billion")
    says(page, "CNY 4.4–5.6 billion a year")
    assert band(page) != closed


@browser_test
def test_raise_and_dates_are_taken_as_given(visit: Visit) -> None:
    page = visit.page
    into(page)
    move(page, "raise", "3")
    page.fill("[data-day='raise_day']", "2027-06-30")
    expect(page.locator(".premises")).to_contain_text("Raise on 30 June 2027")
    page.fill("[data-day='out_before']", "2029-01-01")
    expect(page.locator(".headline")).to_contain_text("before 1 January 2029")


@browser_test
@pytest.mark.parametrize(
    ("lever", "value", "said"),
    [("burn", "0", "the cash never runs out"), ("raise", "1", "on or before the day")],
)
def test_impossible_values_get_a_sentence_and_no_chart(
    visit: Visit, lever: str, value: str, said: str
) -> None:
    page = visit.page
    into(page)
    if lever == "raise":
        page.fill("[data-day='raise_day']", "2025-06-30")
    else:
        page.click("[data-lever='burn'] [data-split]")
    move(page, lever, value)
    expect(page.locator("#whatif-outcome .notice")).to_contain_text(said)
    expect(page.locator("#whatif-outcome svg")).to_have_count(0)
    page.click("[data-reset]")
    says(page, "About 2–3 years")


@browser_test
def test_saved_numbers_are_those_of_the_projection(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    into(page)
    page.click("[data-lever='burn'] [data-split]")
    says(page, "CNY 5 billion a year")
    with page.expect_download() as download:
        page.click("[data-save='csv']")
    kept = tmp_path / download.value.suggested_filename
    download.value.save_as(kept)
    rows = list(reader(kept.read_text().splitlines()))
    five = Level(low=Decimal(5 * 10**9), high=Decimal(5 * 10**9))
    made = project(ledger(), Change(burn=five, horizon_months=48), "en")
    assert kept.name == "cash-scenario.csv"
    assert [[float(x) for x in row[2:]] for row in rows[1:]] == [
        [m.p10, m.p50, m.p90, m.middle] for m in made.months
    ]
    assert [row[:2] for row in rows[1:]] == [[str(m.month), str(m.day)] for m in made.months]
    assert float(rows[13][3]) == 7_000_000_000


@browser_test
def test_saved_chart_needs_no_style_sheet(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    into(page)
    kept: dict[str, bytes] = {}
    for kind in ("svg", "png"):
        with page.expect_download() as download:
            page.click(f"[data-save='{kind}']")
        download.value.save_as(tmp_path / kind)
        kept[kind] = (tmp_path / kind).read_bytes()
    drawing = kept["svg"].decode()
    assert "rgb(14, 90, 79)" in drawing.split('class="fan-median"')[1][:900]
    assert "var(" not in drawing
    assert kept["png"].startswith(b"\x89PNG")
    assert struct.unpack(">II", kept["png"][16:24]) == (1720, 760)


@browser_test
def test_language_changes_the_words_and_leaves_the_sliders(visit: Visit) -> None:
    page = visit.page
    into(page)
    move(page, "opening", "24")
    says(page, "CNY 24 billion")
    page.click("#language label:has-text('中文')")
    says(page, "自2025年12月31日的余额起约4–6年：240亿元人民币÷每年40亿–60亿元")
    shown_as(page, "opening", "240亿元")
    expect(page.locator("#tab-whatif-button")).to_have_text("假设")
    expect(page.locator("[data-save='csv']")).to_have_text("保存数据（CSV）")
    expect(page.locator(".premises tr").nth(2)).to_contain_text("有出处")
    move(page, "burn", "30")
    says(page, "每年30亿–60亿元")


@browser_test
def test_phone_shows_the_narrow_chart_and_never_scrolls_sideways(
    browser: Browser, served: Served
) -> None:
    visit = opened(browser, served.url, viewport={"width": 390, "height": 844}, has_touch=True)
    page = visit.page
    into(page)
    expect(page.locator("svg.narrow")).to_be_visible()
    expect(page.locator("svg.wide")).to_be_hidden()
    page.check("[data-choice][value='items']")
    says(page, "3 × CNY 1–2 billion")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.querySelector('#tab-whatif').scrollWidth") <= 390
    assert (visit.errors, visit.outside) == ([], [])
    page.context.close()
