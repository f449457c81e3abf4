"""What can be moved in the cash model, and what follows, against figures worked out by hand.

The made ledger: cash CNY 12 billion on 31 December 2025, a run 1–2, electricity 1 a year, published
runway 2–3 years (so a burn of 4–6), $1 = CNY 7, a round of $1 billion since, revenue of CNY 70
million a month.
"""

import json
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from scenario_ledger import ARR, CASH, FACTS, POWER, ROUND, RUN, RUNWAY, fact, ledger

from bot import Bot
from bot.whatif.levers import Lever, levers, shown_in
from bot.whatif.projection import Projection, project
from knowledge import Language, Ledger
from knowledge.scenario import Change, Level, Raise

BILLION = 10**9
LANGUAGES: tuple[Language, Language] = ("en", "zh")
TOO_FAR = ("between a month and fifty years", "一个月至五十年")


def level(low: float, high: float | None = None, unit: str = "") -> Level:
    ends = (low, low if high is None else high)
    return Level(low=Decimal(str(ends[0])), high=Decimal(str(ends[1])), unit=unit)


def billions(low: float, high: float | None = None, unit: str = "") -> Level:
    return level(low * BILLION, None if high is None else high * BILLION, unit)


def shown(change: Change, language: Language = "en", of: Ledger | None = None) -> Projection:
    made = project(of or ledger(), change, language)
    assert not made.problem
    return made


def middle(made: Projection, month: int) -> float:
    found = made.months[month]
    assert found.month == month
    return round(found.middle / BILLION, 6)


# name → stated ends, top of the slider, in millions of yuan (runs and percent as they are)
STANDING: dict[str, tuple[tuple[float, float] | None, float]] = {
    "opening": ((12_000, 12_000), 36_000),
    "burn": ((4_000, 6_000), 18_000),
    "run_cost": ((1_000, 2_000), 6_000),
    "electricity": ((1_000, 1_000), 3_000),
    "people": (None, 6_000),
    "revenue": ((70, 70), 210),
    "raise": (None, 36_000),
}


@pytest.mark.parametrize("name", STANDING)
def test_lever_stands_where_the_sources_do_and_reaches_three_times_as_far(name: str) -> None:
    stated, top = STANDING[name]
    lever = levers(ledger(), "en")[name]
    million = Decimal(10**6)
    assert lever.value == (stated and tuple(Decimal(str(x)) * million for x in stated))
    assert lever.high == Decimal(str(top)) * million
    assert lever.sourced == (stated is not None)
    assert 50 <= lever.high / lever.step <= 300


def test_runs_start_at_what_the_burn_would_pay_for() -> None:
    # (5 − 1) ÷ 1.5 = 2.67, (5 − 2) ÷ 1.5
    assert levers(ledger(), "en")["runs"].value == (3, 3)
    dear = replace(POWER, value=Decimal(2 * BILLION))
    assert levers(ledger(CASH, RUN, RUNWAY, dear), "en")["runs"].value == (2, 2)


def test_cash_cannot_be_moved_to_nothing_and_costs_can() -> None:
    made = levers(ledger(), "en")
    assert made["opening"].low == made["opening"].step
    assert (made["burn"].low, made["runs"].low) == (0, 0)


@pytest.mark.parametrize(
    ("facts", "runs"), [((CASH, RUN), 1), ((CASH, RUNWAY), 0), ((CASH,), 0)], ids=str
)
def test_runs_without_a_burn_or_a_price_start_low(facts: tuple[Any, ...], runs: int) -> None:
    assert levers(ledger(*facts), "en")["runs"].value == (runs, runs)


def test_sliders_grow_with_the_company_and_know_no_size_of_their_own() -> None:
    larger = tuple(
        replace(f, **{n: v * 1000 for n in ("value", "low", "high") if (v := getattr(f, n))})
        if f is not RUNWAY
        else f
        for f in FACTS
    )
    for small, large in zip(
        levers(ledger(), "en").levers, levers(ledger(*larger), "en").levers, strict=True
    ):
        if small.unit == "CNY":
            assert large.high == small.high * 1000
            assert large.step == small.step * 1000


def test_chart_reaches_a_year_beyond_the_burn_and_asks_about_the_middle_of_it() -> None:
    start = levers(ledger(), "en").start
    # the cash lasts 24 to 36 months
    assert (start.horizon_months, start.out_before) == (48, date(2028, 6, 30))
    assert start.runs is None


def test_a_company_with_priced_runs_and_no_burn_starts_by_items() -> None:
    start = levers(ledger(CASH, RUN, POWER), "en").start
    assert (start.runs, start.horizon_months) == (level(1), 60)


def test_rounds_since_the_balance_are_listed_as_recorded() -> None:
    assert levers(ledger(), "en").rounds == ("10 May 2026: $1 billion",)
    assert levers(ledger(), "zh").rounds == ("2026年5月10日：10亿美元",)


def test_sourced_lever_has_its_statement_and_source(ledger: Ledger) -> None:
    cash = levers(ledger, "en")["opening"]
    assert cash.statement == ("Brinekeld's letter put its cash at EUR 240 million on 30 June 2031.")
    assert (cash.source, cash.fact_id) == ("Letter to investors", "cash-jun2031")
    assert levers(ledger, "zh")["opening"].statement.startswith("布林凯的致投资者信称")


@pytest.mark.parametrize(
    ("top", "unit", "language", "expected"),
    [
        (15 * 10**9, "CNY", "en", (10**9, "CNY ", " billion")),
        (15 * 10**9, "CNY", "zh", (10**8, "", "亿元")),
        (720 * 10**6, "EUR", "en", (10**6, "€", " million")),
        (42 * 10**6, "EUR", "zh", (10**4, "", "万欧元")),
        (3 * 10**12, "JPY", "en", (10**12, "JPY ", " trillion")),
        (900, "USD", "en", (1, "$", "")),
        (6, "count", "zh", (1, "", "")),
        (20, "percent", "en", (1, "", "%")),
        (120, "months", "en", (1, "", " months")),
    ],
)  # fmt: skip
def test_money_is_counted_by_its_magnitude(
    top: int, unit: str, language: Language, expected: tuple[int, str, str]
) -> None:
    assert shown_in(Decimal(top), unit, language) == expected


def test_lever_shows_its_figures_in_the_unit_of_its_slider() -> None:
    burn: Lever = levers(ledger(), "zh")["burn"]
    assert burn.shown(*burn.value or ()) == "40–60亿元"


# what is changed → the balance in billions of yuan after 12 and 24 months, every input mid-range
BY_HAND: list[tuple[Change, float, float]] = [
    (Change(), 7, 2),  # 12 − 5
    (Change(burn=billions(4)), 8, 4),
    (Change(burn=billions(4, 8)), 6, 0),
    (Change(burn=level(0.5, 0.5, "multiple")), 9.5, 7),
    (Change(opening=billions(20)), 15, 10),
    (Change(runs=level(2)), 8, 4),  # 12 − (2 × 1.5 + 1)
    (Change(runs=level(1, 3), people=billions(1)), 7, 2),
    (Change(runs=level(2), run_cost=billions(0.1, unit="USD")), 9.6, 7.2),  # 12 − (2 × 0.7 + 1)
    (Change(runs=level(0), electricity=billions(3)), 9, 6),
    (Change(burn=billions(4), growth=level(0)), 8.84, 5.68),  # 0.07 a month
    (Change(burn=billions(4), revenue=billions(0.1), growth=level(0)), 9.2, 6.4),
    (Change(burn=billions(4), with_rounds=True), 15, 11),  # 7 in May 2026
    (Change(burn=billions(4), raises=(Raise(amount=billions(1), day=date(2027, 3, 1)),)), 8, 5),
    (Change(burn=billions(4), raises=(Raise(amount=billions(1)),)), 9, 5),  # in hand
]  # fmt: skip


@pytest.mark.parametrize(("change", "year", "two"), BY_HAND)
def test_balance_by_month_is_what_the_figures_give(change: Change, year: float, two: float) -> None:
    made = shown(change)
    assert (middle(made, 12), middle(made, 24)) == (year, two)


def test_revenue_grows_from_month_to_month() -> None:
    made = shown(Change(burn=billions(4), growth=level(10)))
    # 12 − 2 × 4/12 + 0.07 + 0.077
    assert middle(made, 2) == 11.480333


def test_months_end_on_their_last_day() -> None:
    days = [m.day for m in shown(Change(horizon_months=12)).months]
    assert (days[0], days[2], days[12]) == (
        date(2025, 12, 31),
        date(2026, 2, 28),
        date(2026, 12, 31),
    )
    assert len(days) == 13


def test_without_ranges_every_path_is_the_same_and_ends_where_the_division_says() -> None:
    made = shown(Change(burn=billions(4), horizon_months=48))
    assert all(m.p10 == m.p50 == m.p90 == pytest.approx(m.middle, abs=1) for m in made.months)
    assert made.runway is not None
    assert made.runway.p50 == pytest.approx(3)
    assert made.months[36].p50 == pytest.approx(0, abs=1)


def test_percentiles_follow_the_range_of_the_burn() -> None:
    made = shown(Change())
    assert made.runway is not None
    # 12 ÷ 5.8, 12 ÷ 5, 12 ÷ 4.2
    assert made.runway.p10 == pytest.approx(2.069, abs=0.02)
    assert made.runway.p50 == pytest.approx(2.4, abs=0.02)
    assert made.runway.p90 == pytest.approx(2.857, abs=0.02)
    year = made.months[12]
    assert [round(x / BILLION, 1) for x in (year.p10, year.p50, year.p90)] == [6.2, 7.0, 7.8]


@pytest.mark.parametrize(
    ("day", "share"),
    [("2027-06-30", 0.0), ("2028-07-01", 0.6), ("2029-06-30", 1.0)],  # 12 ÷ 2.5 = 4.8
)
def test_chance_of_running_out_before_a_day(day: str, share: float) -> None:
    made = shown(Change(out_before=date.fromisoformat(day)))
    assert made.chance is not None
    assert made.chance.share == pytest.approx(share, abs=0.02)
    assert f"In {round(100 * made.chance.share)}% of 10,000 paths" in made.said[-1].text


def test_chance_may_be_asked_beyond_the_end_of_the_chart() -> None:
    made = shown(Change(horizon_months=12, out_before=date(2028, 7, 1)))
    assert made.chance is not None
    assert made.chance.share == pytest.approx(0.6, abs=0.02)
    assert [m.month for m in made.months] == list(range(13))


def test_short_chart_hides_no_answer() -> None:
    made = shown(Change(opening=billions(24), horizon_months=12))
    assert made.said[0].text.startswith("About 4–6 years from the balance")
    assert (len(made.months), made.reach_months) == (13, 120)


def test_sentence_is_that_of_the_chat() -> None:
    en, zh = (shown(Change(burn=billions(4)), language).said[0].text for language in LANGUAGES)
    assert en.startswith("About 3 years from the balance of 31 December 2025: CNY 12 billion ÷ ")
    assert zh.startswith("自2025年12月31日的余额起约3年：120亿元人民币÷每年40亿元")


def marked(made: Projection) -> dict[str, bool]:
    return {each.name: each.sourced for each in made.inputs}


def test_inputs_are_sourced_until_they_are_moved() -> None:
    assert marked(shown(Change())) == {"Opening cash": True, "Burn per year": True}
    assert marked(shown(Change(burn=billions(4)))) == {
        "Opening cash": True,
        "Burn per year": False,
    }
    by_items = Change(runs=level(2), people=billions(1), growth=level(0), with_rounds=True)
    assert marked(shown(by_items)) == {
        "Opening cash": True,
        "Training runs per year": False,
        "Cost of one run": True,
        "Electricity per year": True,
        "People and other spending per year": False,
        "Revenue per month": True,
        "Revenue growth per month": False,
        "Raise on 10 May 2026": True,
    }


def test_a_multiple_of_a_sourced_figure_is_assumed_and_says_of_what() -> None:
    burn = shown(Change(burn=level(2, 2, "multiple"))).inputs[1]
    assert (burn.sourced, burn.display) == (False, "CNY 8–12 billion")
    assert burn.note.startswith("2× as recorded")
    assert burn.cited[0].source == "Report"


def test_sourced_input_cites_its_statement_and_the_rate_that_converted_it() -> None:
    revenue = shown(Change(growth=level(0))).inputs[2]
    assert revenue.display == "CNY 70 million"
    assert revenue.note == "$10 million at 7 CNY per USD of 1 June 2026"
    assert [(c.statement, c.source_id) for c in revenue.cited] == [
        ("arr", "report"),
        ("Exchange rate: 7 CNY/USD", "report"),
    ]


def test_implied_burn_says_what_it_is_implied_by() -> None:
    assert shown(Change()).inputs[1].note == "cash ÷ the published 2–3 years"
    assert shown(Change(), "zh").inputs[1].note == "现金÷公开估计的2–3年"


def test_raises_are_marked_with_their_month() -> None:
    change = Change(raises=(Raise(amount=billions(1, 3), day=date(2027, 1, 1)),))
    coming = shown(change).raises[0]
    assert (coming.month, coming.amount, coming.day) == (12, 2 * BILLION, date(2027, 1, 1))


def test_no_run_costs_nothing_where_no_price_is_known() -> None:
    made = shown(Change(runs=level(0)), of=ledger(CASH, POWER))
    assert middle(made, 12) == 11


# what is impossible → the sentence in both languages
IMPOSSIBLE: list[tuple[tuple[Any, ...], Change, str, str]] = [
    (FACTS, Change(burn=billions(-1, 1)), "cannot have a negative burn", "消耗不能为负数"),
    (FACTS, Change(burn=billions(0)), "the cash never runs out", "现金就不会用完"),
    (FACTS, Change(burn=billions(4), people=billions(1)), "contradict", "矛盾"),
    (FACTS, Change(growth=level(150)), "double every month", "增幅也不能超过一倍"),
    (FACTS, Change(burn=billions(1, unit="XAU")), "no exchange rate|exchange rate for 'XAU'",
     "没有“XAU”的汇率"),
    (FACTS, Change(horizon_months=601), *TOO_FAR),
    (FACTS, Change(horizon_months=0), *TOO_FAR),
    (FACTS, Change(out_before=date(2025, 6, 1)), *TOO_FAR),
    (FACTS, Change(out_before=date(9999, 1, 1)), *TOO_FAR),
    (FACTS, Change(raises=(Raise(amount=billions(1), day=date(2025, 12, 31)),)),
     "on or before the day of the cash balance", "不晚于现金余额日"),
    ((CASH, POWER), Change(runs=level(1)), "what a training run costs", "单次训练的成本"),
    ((CASH, RUN), Change(), "the sources give no burn", "没有消耗数据"),
    ((RUN, ARR, ROUND), Change(), "no dated cash balance", "有日期的现金余额"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "change", "en", "zh"), IMPOSSIBLE)
def test_what_cannot_be_is_one_sentence_without_figures(
    facts: tuple[Any, ...], change: Change, en: str, zh: str
) -> None:
    for language, words in zip(LANGUAGES, (en, zh), strict=True):
        made = project(ledger(*facts), change, language)
        assert any(word in made.problem for word in words.split("|"))
        assert (made.months, made.inputs, made.said, made.chance) == ((), (), (), None)


def test_desk_without_a_dated_balance_has_no_levers_and_says_why() -> None:
    undated = fact("cash", "cash", "12e9", "CNY", as_of=None)
    for empty in (Ledger(), ledger(undated)):
        made = levers(empty, "en")
        assert made.levers == ()
        assert made.problem.startswith("The sources state no dated cash balance")


def test_both_languages_have_the_same_figures(ledger: Ledger) -> None:
    change = replace(levers(ledger, "en").start, growth=level(0, 2), with_rounds=True)
    en, zh = (project(ledger, change, language) for language in LANGUAGES)
    assert (en.months, en.runway, en.chance, en.raises) == (
        zh.months,
        zh.runway,
        zh.chance,
        zh.raises,
    )
    assert [(i.low, i.high, i.sourced) for i in en.inputs] == [
        (i.low, i.high, i.sourced) for i in zh.inputs
    ]


def test_desk_offers_both(bot: Bot) -> None:
    # 240 ÷ (240 ÷ 3 … 240 ÷ 4)
    assert (
        bot.levers("zh")["burn"].shown(Decimal(60_000_000), Decimal(80_000_000)) == "0.6–0.8亿欧元"
    )
    made = bot.project(Change(burn=level(100_000_000)), "en")
    assert made.months[12].middle == 140_000_000


def test_projection_can_be_sent_as_json() -> None:
    sent = json.loads(json.dumps(asdict(shown(Change(horizon_months=12))), default=str))
    assert sent["months"][12]["day"] == "2026-12-31"
