"""Dates in both languages, typed by hand, and what is no date."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import periods
from knowledge.records import Language

FOUND = [
    pytest.param("17 February 2026", "2026-02-17", "2026-02-17", id="day-month-year"),
    pytest.param("on 3rd March 2026", "2026-03-03", "2026-03-03", id="ordinal-day"),
    pytest.param("February 17, 2026", "2026-02-17", "2026-02-17", id="american"),
    pytest.param("Feb 2026", "2026-02-01", "2026-02-28", id="short-month"),
    pytest.param("Sept. 2024", "2024-09-01", "2024-09-30", id="short-month-with-dot"),
    pytest.param("February 2024", "2024-02-01", "2024-02-29", id="leap-year"),
    pytest.param("early April 2026", "2026-04-01", "2026-04-10", id="early-month"),
    pytest.param("mid-June 2026", "2026-06-11", "2026-06-20", id="mid-month"),
    pytest.param("late January 2025", "2025-01-21", "2025-01-31", id="late-month"),
    pytest.param("8-14 December 2025", "2025-12-08", "2025-12-14", id="days-of-a-month"),
    pytest.param("in 2025", "2025-01-01", "2025-12-31", id="year"),
    pytest.param("(2025)", "2025-01-01", "2025-12-31", id="year-in-parentheses"),
    pytest.param("2026 revenue", "2026-01-01", "2026-12-31", id="year-before-noun"),
    pytest.param("mid-2026", "2026-05-01", "2026-08-31", id="mid-year"),
    pytest.param("a late-2025 column", "2025-09-01", "2025-12-31", id="late-year"),
    pytest.param("Q3 2025", "2025-07-01", "2025-09-30", id="quarter"),
    pytest.param("2025Q3", "2025-07-01", "2025-09-30", id="quarter-behind"),
    pytest.param("third quarter of 2025", "2025-07-01", "2025-09-30", id="quarter-in-words"),
    pytest.param("a third-quarter 2026 launch", "2026-07-01", "2026-09-30", id="quarter-hyphen"),
    pytest.param("H1 2026", "2026-01-01", "2026-06-30", id="half"),
    pytest.param("1H26", "2026-01-01", "2026-06-30", id="half-short"),
    pytest.param("H2'25", "2025-07-01", "2025-12-31", id="half-apostrophe"),
    pytest.param("3Q25", "2025-07-01", "2025-09-30", id="quarter-short"),
    pytest.param("1H2026", "2026-01-01", "2026-06-30", id="half-digit-first"),
    pytest.param("second half of 2026", "2026-07-01", "2026-12-31", id="half-in-words"),
    pytest.param("first six months of 2026", "2026-01-01", "2026-06-30", id="first-months"),
    pytest.param("2026年前六个月", "2026-01-01", "2026-06-30", id="zh-first-months"),
    pytest.param("2025年头9个月", "2025-01-01", "2025-09-30", id="zh-first-nine-months"),
    pytest.param("2026财年收入", "2026-01-01", "2026-12-31", id="zh-fiscal-year"),
    pytest.param("FY2025", "2025-01-01", "2025-12-31", id="fiscal-year"),
    pytest.param("September to November 2025", "2025-09-01", "2025-11-30", id="months"),
    pytest.param(
        "between September and November 2025", "2025-09-01", "2025-11-30", id="between-months"
    ),
    pytest.param("December 2025 to March 2026", "2025-12-01", "2026-03-31", id="across-years"),
    pytest.param("2026-07-29", "2026-07-29", "2026-07-29", id="iso-day"),
    pytest.param("2026-07", "2026-07-01", "2026-07-31", id="iso-month"),
    pytest.param("2026/07/29", "2026-07-29", "2026-07-29", id="slashes"),
    pytest.param("2026年2月17日", "2026-02-17", "2026-02-17", id="zh-day"),
    pytest.param("2026年7月", "2026-07-01", "2026-07-31", id="zh-month"),
    pytest.param("2025年", "2025-01-01", "2025-12-31", id="zh-year"),
    pytest.param("2025年底", "2025-09-01", "2025-12-31", id="zh-end-of-year"),
    pytest.param("2026年年中", "2026-05-01", "2026-08-31", id="zh-middle-of-year"),
    pytest.param("2026年4月初", "2026-04-01", "2026-04-10", id="zh-early-month"),
    pytest.param("2026年6月中旬", "2026-06-11", "2026-06-20", id="zh-mid-month"),
    pytest.param("2026年3月下旬", "2026-03-21", "2026-03-31", id="zh-late-month"),
    pytest.param("third quarter of fiscal 2025", "2025-07-01", "2025-09-30", id="fiscal-quarter"),
    pytest.param("2025财年第三季度", "2025-07-01", "2025-09-30", id="zh-fiscal-quarter"),
    pytest.param("2025年第三季度", "2025-07-01", "2025-09-30", id="zh-quarter"),
    pytest.param("2025年三季度", "2025-07-01", "2025-09-30", id="zh-quarter-short"),
    pytest.param("2026年上半年", "2026-01-01", "2026-06-30", id="zh-first-half"),
    pytest.param("2026年下半年", "2026-07-01", "2026-12-31", id="zh-second-half"),
    pytest.param("2025年9月至11月", "2025-09-01", "2025-11-30", id="zh-months"),
    pytest.param("2024年9月至2025年3月", "2024-09-01", "2025-03-31", id="zh-across-years"),
    pytest.param("2025年12月8日至14日当周", "2025-12-08", "2025-12-14", id="zh-days"),
    pytest.param("截至2024年3月财年", "2024-03-01", "2024-03-31", id="zh-inside-a-sentence"),
]
NOT_FOUND = [
    pytest.param("last year, this month", id="relative"),
    pytest.param("去年12月，今年2月", id="zh-relative"),
    pytest.param("30 September", id="no-year"),
    pytest.param("10月23日", id="zh-no-year"),
    pytest.param("31 June 2026", id="impossible-day"),
    pytest.param("2026年13月", id="zh-impossible-month"),
    pytest.param("2000 GPUs", id="gpus"),
    pytest.param("2000万", id="zh-scale"),
    pytest.param("2000人", id="zh-people"),
    pytest.param("2,025", id="thousands"),
    pytest.param("$2025", id="money"),
    pytest.param("2025.5", id="decimal"),
    pytest.param("2000 million yuan", id="million"),
    pytest.param("K2-2025", id="name"),
    pytest.param("arXiv 2607.24653", id="arxiv"),
    pytest.param("1990s", id="decade"),
]


@pytest.mark.parametrize(("text", "start", "end"), FOUND)
def test_period_is_found(text: str, start: str, end: str) -> None:
    (period,) = periods.find(text)

    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)
    assert text[period.begin : period.stop] == period.text


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_is_no_absolute_period_is_left_out(text: str) -> None:
    assert periods.find(text) == []


def test_several_periods_come_in_reading_order() -> None:
    found = periods.find("2024年2月、17 February 2026 and Q3 2025")

    assert [period.text for period in found] == ["2024年2月", "17 February 2026", "Q3 2025"]


@pytest.mark.parametrize(
    ("iso", "start", "end"),
    [
        pytest.param("2026-07-29", date(2026, 7, 29), date(2026, 7, 29), id="day"),
        pytest.param("2024-02", date(2024, 2, 1), date(2024, 2, 29), id="month"),
        pytest.param("2026", date(2026, 1, 1), date(2026, 12, 31), id="year"),
    ],
)
def test_iso_date_is_parsed_as_coarsely_as_it_is_given(iso: str, start: date, end: date) -> None:
    period = periods.parse(iso)

    assert (period.start, period.end, period.text) == (start, end, iso)


@pytest.mark.parametrize(
    "iso",
    ["", "2026-13", "2026-00", "2026-02-30", "26-07", "2026/07", "July 2026", "2026-7", "0000"],
)
def test_anything_but_an_iso_date_is_refused(iso: str) -> None:
    with pytest.raises(ValueError):
        periods.parse(iso)


@pytest.mark.parametrize(
    ("iso", "en", "zh"),
    [
        pytest.param("2026-07-29", "29 July 2026", "2026年7月29日", id="day"),
        pytest.param("2026-07", "July 2026", "2026年7月", id="month"),
        pytest.param("2026", "2026", "2026年", id="year"),
        pytest.param(None, "undated", "日期不详", id="none"),
    ],
)
def test_date_is_said_in_words(iso: str | None, en: str, zh: str) -> None:
    assert periods.say(iso, "en") == en
    assert periods.say(iso, "zh") == zh


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from([4, 7, 10]))
def test_date_said_in_either_language_is_found_again(day: date, length: int) -> None:
    iso = day.isoformat()[:length]
    expected = periods.parse(iso)
    languages: tuple[Language, Language] = ("en", "zh")
    for language in languages:
        (found,) = periods.find(periods.say(iso, language))
        assert (found.start, found.end) == (expected.start, expected.end)


@settings(deadline=None)
@given(st.text(alphabet="2026年月日至-/ Q1H5FYMayto0 ", max_size=60))
def test_spans_quote_the_text(text: str) -> None:
    for period in periods.find(text):
        assert text[period.begin : period.stop] == period.text
        assert period.start <= period.end
    spans = periods.spans(text)
    assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))
