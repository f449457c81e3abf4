"""The cash model over a made ledger, against divisions and sums worked out by hand."""

import time
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scenario_ledger import ARR, CASH, POWER, RUN, RUNWAY, fact, ledger

from knowledge import Amount, Metric, amounts, exchange
from knowledge.scenario import (
    Change,
    Inputs,
    Level,
    Raise,
    ScenarioError,
    answer,
    apply,
    from_ledger,
    goal_seek,
    run,
    scenario_metric,
    spread,
)
from knowledge.scenario.months import day_of, middle, months_after
from knowledge.scenario.wording import third


def level(low: str | int, unit: str = "", high: str | int | None = None) -> Level:
    return Level(low=Decimal(low), high=Decimal(low if high is None else high), unit=unit)


def given_raise(amount: str, unit: str, day: date | None) -> Raise:
    return Raise(amount=level(amount, unit), day=day)


def inputs(change: Change | None = None) -> Inputs:
    return apply(from_ledger(ledger()), change or Change(runs=level(3, "count")))


FLAGSHIP = ledger(
    fact("cash", "cash", "10e9", "CNY"),
    RUN,
    fact("power", "electricity_cost_annual", "5e8", "CNY"),
)
THREE_AT_THE_TOP = Change(runs=level(3, "count"), end="high", raises=())


def flagship() -> Metric:
    return answer(FLAGSHIP, THREE_AT_THE_TOP)[0]


# ledger → inputs


def test_inputs_are_the_newest_standing_facts_and_nothing_else() -> None:
    got = from_ledger(ledger())
    assert (got.cash.fact_id, got.cash.low, got.currency) == ("cash", 12 * 10**9, "CNY")
    assert got.run_cost and (got.run_cost.low, got.run_cost.high) == (10**9, 2 * 10**9)
    assert got.electricity and got.electricity.fact_id == "power"
    assert (got.revenue, got.people, got.runs, got.raises) == (None, None, None, ())
    assert got.start == date(2026, 1, 1)


def test_burn_is_the_one_the_published_runway_implies() -> None:
    got = from_ledger(ledger()).burn
    assert got and (got.low, got.high, got.fact_id) == (4 * 10**9, 6 * 10**9, "runway")


def test_implied_burn_is_of_the_balance_that_the_runway_was_published_of() -> None:
    then = fact("then", "cash", "9e9", "CNY", as_of="2024-12-31")
    runway = fact("runway", "runway_years", "3", "years", as_of="2025-02-01")
    held = ledger(CASH, then, runway)
    got = from_ledger(held)
    assert got.burn and got.burn.low == 3 * 10**9  # 9 ÷ 3, not 12 ÷ 3
    cited = {i.fact_id for i in answer(held, Change())[0].inputs}
    assert cited == {"cash", "runway", "then"}


def test_recorded_burn_serves_where_no_runway_is_published() -> None:
    got = from_ledger(ledger(CASH, fact("burn", "burn_annual", "3e9", "CNY"))).burn
    assert got and (got.low, got.fact_id) == (3 * 10**9, "burn")


def test_own_burn_comes_before_the_runway_that_another_reckons() -> None:
    own = fact("burn", "burn_annual", "3e9", "CNY", certainty="company_statement")
    reckoned = fact("runway", "runway_years", "2", "years", as_of="2026-05-01")
    got = from_ledger(ledger(CASH, own, reckoned)).burn
    assert got and got.fact_id == "burn"  # older, and the company's own
    told = fact("burn", "burn_annual", "3e9", "CNY")
    got = from_ledger(ledger(CASH, told, reckoned)).burn
    assert got and got.fact_id == "runway"


def test_revenue_on_record_is_a_twelfth_of_a_year_in_the_currency_of_the_balance() -> None:
    got = from_ledger(ledger()).known_revenue
    assert got and (got.low, got.unit, got.fact_id) == (70_000_000, "CNY", "arr")


def test_fact_in_another_currency_is_converted_at_the_recorded_rate() -> None:
    got = from_ledger(ledger(CASH, fact("run", RUN.attribute, "1e9", "USD"), RUNWAY))
    assert got.run_cost and got.run_cost.low == 7 * 10**9
    assert got.run_cost.rate == exchange(ledger(), "USD", "CNY", None)[0]  # type: ignore[index]  # recorded


def test_balance_of_a_month_counts_from_its_end() -> None:
    got = from_ledger(ledger(replace(CASH, as_of="2026-02"), RUN, RUNWAY))
    assert got.start == date(2026, 3, 1)


# one path


def test_flagship_runs_out_in_mid_july_2027() -> None:
    got = run(apply(from_ledger(FLAGSHIP), THREE_AT_THE_TOP), "high")
    assert got.years is not None and round(got.years, 2) == Decimal("1.54")  # 10 ÷ 6.5
    assert got.runs_out == date(2027, 7, 15)  # 18 months and 0.46 of July


def test_flagship_at_a_billion_a_run_lasts_nearly_three_years() -> None:
    got = run(apply(from_ledger(FLAGSHIP), THREE_AT_THE_TOP), "low")
    assert got.years is not None and round(got.years, 1) == Decimal("2.9")  # 10 ÷ 3.5


@pytest.mark.parametrize(
    ("end", "years"), [("low", 3), ("mid", "2.18181818"), ("high", "1.71428571")]
)
def test_end_of_the_ranges(end: str, years: str | int) -> None:
    got = run(inputs(), end)  # type: ignore[arg-type]  # literals above
    assert got.years is not None and round(got.years, 8) == Decimal(years)


def test_whole_years_end_on_the_last_day_of_december() -> None:
    got = run(inputs(Change(burn=level("6e9"))))
    assert (got.months, got.runs_out) == (24, date(2027, 12, 31))


def test_growing_revenue_is_added_month_by_month() -> None:
    # 400 a month are spent of 1,000; 100, 200, 400 come in: 700, 500, 500, then income is higher
    small = ledger(fact("cash", "cash", "1000", "CNY"))
    change = Change(burn=level(4800), revenue=level(100), growth=level(100, "percent"))
    assert run(apply(from_ledger(small), change)).months is None
    # at 800 a month: 300 left, then 600 short in the second month: half of it
    change = replace(change, burn=level(9600))
    assert run(apply(from_ledger(small), change)).months == Decimal("1.5")


def test_raise_counts_from_its_day() -> None:
    half_way = given_raise("6e9", "CNY", date(2027, 7, 1))
    in_time = inputs(Change(burn=level("6e9"), raises=(half_way,)))
    assert run(in_time).years == 3  # (12 + 6) ÷ 6
    too_late = inputs(Change(burn=level("12e9"), raises=(half_way,)))
    assert run(too_late).years == 1


def test_high_end_takes_the_low_end_of_the_money() -> None:
    made = inputs(Change(burn=level("2e9"), opening=level("10e9", high="14e9")))
    assert (run(made, "high").years, run(made, "low").years) == (5, 7)


def test_cash_can_end_in_the_month_of_a_raise() -> None:
    # a billion a month: 0.1 left and 0.1 raised on 16 June last 0.2 months more
    change = Change(
        burn=level("12e9"), opening=level("5.6e9"),
        raises=(given_raise("1e8", "CNY", date(2026, 6, 16)),),
    )  # fmt: skip
    assert run(inputs(change)).months == Decimal("5.7")
    assert spread(inputs(change), paths=2).p50 == pytest.approx(5.7 / 12)


def test_raise_on_the_day_the_cash_ends_is_in_time() -> None:
    raises = (given_raise("6e9", "CNY", date(2028, 1, 1)),)
    assert run(inputs(Change(burn=level("6e9"), raises=raises))).years == 3


def test_dollars_are_converted_at_the_rate_nearest_to_their_day() -> None:
    raises = (given_raise("1e9", "USD", date(2026, 7, 1)),)
    got = inputs(Change(burn=level("19e9"), raises=raises))
    assert (got.raises[0].amount.low, run(got).years) == (7 * 10**9, 1)


def test_electricity_beyond_a_burn_counts_only_with_its_change() -> None:
    got = inputs(Change(burn=level("4e9"), electricity=level(2, "multiple")))
    assert round(run(got).years or 0, 4) == Decimal("2.4")  # 12 ÷ (4 + 1)
    with_runs = inputs(Change(runs=level(2, "count"), electricity=level(2, "multiple")))
    assert run(with_runs, "high").years == 2  # 12 ÷ (4 + 2)


def test_cash_beyond_the_horizon_has_no_end() -> None:
    got = run(inputs(Change(burn=level("1e9"))))  # twelve years
    assert (got.months, got.runs_out) == (None, None)
    assert run(inputs(Change(burn=level("1e9"), horizon_months=180))).years == 12


AMOUNT = st.integers(min_value=1, max_value=10**6).map(lambda n: Decimal(n) * 10**6)


@settings(deadline=None)
@given(cash=AMOUNT, burn=AMOUNT)
def test_without_growth_and_raises_the_model_is_a_division(cash: Decimal, burn: Decimal) -> None:
    change = Change(opening=level(str(cash)), burn=level(str(burn)), horizon_months=600)
    got = run(inputs(change)).years
    assert got is None if cash / burn >= 50 else abs((got or 0) - cash / burn) < Decimal("1e-6")


@given(
    start=st.dates(date(2000, 1, 1), date(2090, 1, 1)).map(lambda d: d.replace(day=1)),
    day=st.dates(date(2000, 1, 1), date(2099, 1, 1)),
)
def test_day_of_months_after_is_the_day_before(start: date, day: date) -> None:
    months = months_after(start, day)
    if months > 0:
        assert (day - day_of(start, months)).days == 1


def test_middle_of_a_period() -> None:
    assert middle(date(2027, 1, 1), date(2027, 12, 31)) == date(2027, 7, 1)
    assert middle(date(2027, 6, 1), date(2027, 6, 30)) == date(2027, 6, 16)
    assert middle(date(2027, 4, 1), date(2027, 6, 30)) == date(2027, 5, 16)
    assert middle(date(2027, 3, 3), date(2027, 3, 3)) == date(2027, 3, 3)


# goals


@pytest.mark.parametrize(
    ("vary", "years", "change", "expected"),
    [
        ("raise", 3, Change(runs=level(3, "count")), 9 * 10**9),  # 3 × 7 − 12
        ("raise", 1, Change(runs=level(3, "count")), 0),
        ("burn", 4, Change(burn=level("4e9")), 3 * 10**9),  # 12 ÷ 4
        ("runs", 3, Change(vary="runs"), Decimal("1.5")),  # (12 ÷ 3 − 1) ÷ 2
        ("revenue", 4, Change(runs=level(2, "count")), Decimal(10**9) / 6),  # (20 − 12) ÷ 48
    ],
)  # fmt: skip
def test_goal_by_hand(vary: str, years: int, change: Change, expected: Decimal) -> None:
    got = goal_seek(inputs(change), vary, Decimal(years), "high")  # type: ignore[arg-type]
    assert got is not None and abs(got - expected) <= abs(expected) / 10**6


@pytest.mark.parametrize("vary", ["revenue_growth", "raise", "revenue", "runs", "burn"])
def test_goal_put_into_the_model_gives_the_target(vary: str) -> None:
    """The least that is enough, the most that is affordable: a hundredth off changes the answer."""
    start = inputs(Change(runs=level(2, "count"), vary="revenue_growth"))
    if vary == "burn":
        start = inputs(Change(burn=level("6e9")))
    if vary in ("raise", "revenue", "runs", "burn"):
        start = replace(start, revenue=None)
    target = Decimal(4)
    value = goal_seek(start, vary, target, "high")  # type: ignore[arg-type]  # literals above
    assert value is not None
    worse = value * (Decimal("1.01") if vary in ("runs", "burn") else Decimal("0.99"))
    assert lasts(start, vary, value, target) and not lasts(start, vary, worse, target)


def lasts(start: Inputs, vary: str, value: Decimal, target: Decimal) -> bool:
    name = {"revenue_growth": "growth", "raise": "cash"}.get(vary, vary)
    held = getattr(start, name) or start.cash
    given = start.cash.low + value if vary == "raise" else value
    got = run(replace(start, **{name: replace(held, low=given, high=given)}), "high").years
    return got is None or got >= target - Decimal("1e-9")


def test_goal_nothing_reaches_is_none() -> None:
    late = goal_seek(inputs(), "raise", Decimal(5), "high", date(2029, 1, 1))
    assert late is None  # 12 ÷ 7 years are over by then
    small = ledger(CASH, fact("power", POWER.attribute, "20e9", "CNY"), RUN, RUNWAY)
    assert goal_seek(apply(from_ledger(small), Change(vary="runs")), "runs", Decimal(2)) is None


# many paths


def test_paths_are_the_same_under_a_seed_and_differ_under_another() -> None:
    assert spread(inputs(), seed=7) == spread(inputs(), seed=7)
    assert spread(inputs(), seed=7).months != spread(inputs(), seed=8).months


def test_ten_thousand_paths_over_sixty_months_take_a_fifth_of_a_second() -> None:
    change = Change(
        runs=level(3, "count"), revenue=level("1e7", high="1e8"), growth=level(1, "percent", 5),
        raises=(given_raise("1e9", "USD", date(2027, 3, 3)),), horizon_months=60,
    )  # fmt: skip
    made = inputs(change)
    spread(made, paths=10)  # numpy is imported once
    took = []
    for _ in range(3):
        began = time.perf_counter()
        spread(made)
        took.append(time.perf_counter() - began)
    assert min(took) <= 0.2


def test_percentiles_of_one_drawn_cost() -> None:
    # 12 ÷ (3c + 1) with c even over 1…2: P10 at c = 1.9, the median at 1.5, P90 at 1.1
    got = spread(inputs())
    assert got.p10 == pytest.approx(12 / 6.7, rel=0.01)
    assert got.p50 == pytest.approx(12 / 5.5, rel=0.01)
    assert got.p90 == pytest.approx(12 / 4.3, rel=0.01)


def test_chance_of_running_out_before_a_day() -> None:
    got = spread(inputs())
    assert got.chance_out_before(date(2028, 1, 1)) == pytest.approx(1 / 3, abs=0.02)  # c > 5/3
    assert got.chance_out_before(date(2026, 6, 1)) == 0
    assert got.chance_out_before(date(2030, 1, 1)) == 1
    with pytest.raises(ScenarioError):
        got.chance_out_before(date(2020, 1, 1))


def test_paths_without_ranges_are_the_one_path() -> None:
    change = Change(
        burn=level("5e9"), revenue=level("5e7"), growth=level(2, "percent"),
        raises=(given_raise("1e9", "USD", date(2027, 5, 20)),),
    )  # fmt: skip
    made = inputs(change)
    years = run(made).years
    assert years is not None
    got = spread(made, paths=5)
    assert [got.p10, got.p50, got.p90] == [pytest.approx(float(years), rel=1e-9)] * 3


def test_fan_starts_with_the_cash_and_ends_with_nothing() -> None:
    fan = spread(inputs()).fan
    assert (fan[0].month, fan[0].p10, fan[0].p90) == (0, 12e9, 12e9)
    assert (fan[-1].month, fan[-1].p90) == (120, 0)
    assert all(band.p10 <= band.p50 <= band.p90 for band in fan)
    assert fan[12].p50 == pytest.approx(12e9 - 5.5e9, rel=0.01)


def test_percentile_beyond_the_horizon_is_none() -> None:
    assert spread(inputs(Change(burn=level("1e9"))), paths=10).p50 is None


@settings(max_examples=25, deadline=None)
@given(cost=st.integers(1, 20), more=st.integers(0, 20))
def test_dearer_runs_never_last_longer(cost: int, more: int) -> None:
    def years(billions: int) -> Decimal:
        change = Change(runs=level(3, "count"), run_cost=level(f"{billions}e8"), horizon_months=600)
        return run(inputs(change)).years or Decimal(50)

    assert years(cost + more) <= years(cost)


# in words


def test_flagship_sentence() -> None:
    assert flagship().says == (
        "About 1.54 years (18.5 months) from the balance of 31 December 2025: CNY 10 billion ÷ "
        "(3 × CNY 2 billion + CNY 0.5 billion a year); it would run out in mid-July 2027."
    )
    assert flagship().says_zh == (
        "自2025年12月31日的余额起约1.54年（18.5个月）："
        "100亿元人民币÷每年（3×20亿元+5亿元）；将于2027年7月中旬用完。"
    )
    assert flagship().caveat.startswith(
        "At CNY 1 billion a run it is about 2.9 years. Sourced: cash, cost of one run, electri"
        "city; assumed: the high end of each cost range, 3 training runs a year, even spending; "
        "left out: revenue, people and other spending."
    )
    assert flagship().caveat_zh.startswith("若单次训练10亿元，约为2.9年。有出处：现金")


def test_flagship_metric_is_filled() -> None:
    got = flagship()
    assert (got.id, got.unit, got.value, got.as_of) == (
        "scenario",
        "years",
        Decimal("1.54"),
        "2025-12-31",
    )
    assert [(i.name, i.fact_id) for i in got.inputs] == [
        ("cash", "cash"), ("training runs per year", None), ("cost of one run", "run"),
        ("electricity per year", "power"),
    ]  # fmt: skip


EXAMPLES = [
    THREE_AT_THE_TOP,
    Change(runs=level(3, "count")),
    Change(electricity=level(2, "multiple"), raises=(given_raise("1e9", "USD", date(2027, 7, 1)),)),
    Change(runs=level(2, "count"), with_rounds=True),
    Change(
        runs=level(2, "count"),
        people=level("1e9"),
        revenue=level("1e8"),
        growth=level(2, "percent"),
    ),
    Change(burn=level("70e6", "USD"), opening=level("8e9")),
    Change(vary="raise", target_years=Decimal(3), runs=level(3, "count")),
    Change(vary="revenue_growth", target_years=Decimal(4), runs=level(2, "count"), end="high"),
    Change(vary="runs", target_years=Decimal(3)),
    Change(runs=level(3, "count"), out_before=date(2028, 1, 1)),
    Change(runs=level(1, "count"), target_years=Decimal(5)),
    Change(runs=level(2, "count"), raises=(given_raise("1e9", "CNY", None),)),
]


@pytest.mark.parametrize("change", EXAMPLES)
def test_every_amount_in_the_sentences_is_a_figure_or_an_input(change: Change) -> None:
    for metric in answer(ledger(), change):
        held = [*metric.figures, *(amount(i.low, i.high, i.unit) for i in metric.inputs)]
        texts = (metric.says, metric.says_zh, metric.caveat, metric.caveat_zh)
        for found in (a for text in texts for a in amounts.find(text)):
            agreed = [h for h in held if amounts.compare(found, h) in ("equal", "rounded")]
            bare = [h for h in held if found.unit == "count" and found.low in (h.low, h.high)]
            rate = found.low == 7 and found.unit == "CNY"
            assert agreed or bare or rate, found.text


def amount(low: Decimal, high: Decimal, unit: str) -> Amount:
    return Amount(low=low, high=high, unit=unit)


@pytest.mark.parametrize("change", EXAMPLES)
def test_every_cited_input_is_a_fact_or_a_rate(change: Change) -> None:
    known = {f.id for f in ledger().facts} | {"rate:report"}
    for metric in answer(ledger(), change):
        assert {i.fact_id for i in metric.inputs if i.fact_id} <= known


def test_asked_amount_is_assumed_and_a_factor_on_a_fact_is_said_to_be_one() -> None:
    got = answer(ledger(), Change(burn=level("4e9"), electricity=level(2, "multiple")))[0]
    assert "assumed: a burn of CNY 4 billion, electricity 2× as recorded" in got.caveat
    assert "假设：每年消耗40亿元、电费为所载的2倍" in got.caveat_zh
    assert {i.name: i.assumed for i in got.inputs}["burn per year"]


def test_raise_that_comes_too_late_is_not_in_the_formula() -> None:
    late = given_raise("1e9", "USD", date(2029, 7, 1))
    got = answer(ledger(), Change(runs=level(3, "count"), end="high", raises=(late,)))[0]
    assert "CNY 12 billion ÷ (" in got.says and "before the raise comes in." in got.says
    assert "，届时融资尚未到账。" in got.says_zh
    partly = answer(ledger(), Change(raises=(given_raise("14e9", "CNY", date(2028, 9, 1)),)))[0]
    assert "at the earliest before the raise comes in." in partly.says


def test_rounds_are_left_out_until_they_are_asked_for() -> None:
    without, including = (
        answer(ledger(), Change(runs=level(2, "count"), with_rounds=counted))[0].caveat
        for counted in (None, True)
    )
    assert "rounds reported since the balance" in without.partition("left out")[2]
    assert "rounds" not in including.partition("left out")[2]
    assert "a raise on 10 May 2026 ($1 billion" in including.partition("assumed")[0]


def test_day_is_told_to_a_third_of_its_month() -> None:
    days = [date(2027, 7, n) for n in (10, 11, 20, 21, 31)]
    assert [third(day, "en").split("July")[0] for day in days] == [
        "early ", "mid-", "mid-", "late ", "late ",
    ]  # fmt: skip
    assert third(days[0], "zh") == "2027年7月上旬"


def test_conversion_names_rate_and_date() -> None:
    raises = (given_raise("1e9", "USD", date(2026, 7, 1)),)
    got = answer(ledger(), Change(runs=level(2, "count"), raises=raises))[0]
    assert "$1 billion, CNY 7 billion at 7 CNY per USD of 1 June 2026" in got.caveat
    assert "10亿美元，按2026年6月1日汇率7 CNY/USD折合70亿元" in got.caveat_zh
    assert any(i.fact_id == "rate:report" for i in got.inputs)


def test_rate_much_older_than_the_raise_is_said_to_be() -> None:
    raises = (given_raise("1e9", "USD", date(2027, 7, 1)),)
    got = answer(ledger(), Change(runs=level(2, "count"), raises=raises))[0]
    assert "more than half a year older" in got.caveat and "半年" in got.caveat_zh


def test_bounds_among_the_inputs_are_said() -> None:
    floor = replace(CASH, bound="at_least")
    got = answer(ledger(floor, RUN, POWER, ARR), Change(runs=level(2, "count")))[0]
    assert "Some inputs are bounds" in got.caveat
    assert "bounds" not in answer(ledger(), Change(runs=level(2, "count")))[0].caveat


def test_metric_of_a_single_outcome_is_the_one_handed_in() -> None:
    made = apply(from_ledger(FLAGSHIP), THREE_AT_THE_TOP)
    got = scenario_metric(FLAGSHIP, made, run(made, "high"), THREE_AT_THE_TOP)
    assert got == flagship()


# what cannot be


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (Change(run_cost=level("-1e9"), runs=level(3, "count")), "negative"),
        (Change(runs=level(-1, "count")), "negative"),
        (Change(raises=(given_raise("-1e9", "USD", None),)), "negative"),
        (Change(opening=level(0), runs=level(1, "count")), "negative"),
        (Change(burn=level(0)), "no_cost"),
        (Change(runs=level(0, "count"), electricity=level(0)), "no_cost"),
        (Change(burn=level("4e9"), runs=level(3, "count")), "contradiction"),
        (Change(burn=level("4e9"), people=level("1e9")), "contradiction"),
        (Change(burn=level("1e9", "quatloos")), "currency"),
        (Change(raises=(given_raise("1e9", "EUR", None),)), "currency"),
        (Change(raises=(given_raise("1e9", "USD", date(2025, 12, 31)),)), "raise_too_early"),
        (Change(raises=(given_raise("1e9", "USD", date(2036, 1, 1)),)), "raise_too_late"),
        (Change(horizon_months=12_000), "horizon"),
        (Change(vary="raise", target_years=Decimal(1000)), "horizon"),
        (Change(run_cost=level("1e9")), "no_runs"),
        (Change(growth=level(101, "percent")), "growth"),
        (Change(growth=level(-150, "percent")), "growth"),
    ],
)
def test_impossible_scenario_is_refused(change: Change, problem: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        answer(ledger(), change)
    assert caught.value.problem == problem
    for said in (caught.value.said("en"), caught.value.said("zh"), caught.value.helped("zh")):
        assert said and not any(c.isdigit() for c in said)


@pytest.mark.parametrize(
    ("facts", "change", "problem"),
    [
        ((RUN, POWER), Change(runs=level(1, "count")), "no_cash"),
        ((CASH, POWER), Change(runs=level(1, "count")), "no_run_cost"),
        ((CASH, RUN, POWER), Change(), "no_costs_known"),
        ((CASH, RUN, RUNWAY), Change(electricity=level(2, "multiple")), "no_base"),
        ((CASH, RUNWAY), Change(growth=level(5, "percent")), "no_revenue"),
    ],
)  # fmt: skip
def test_what_the_sources_do_not_state_is_named(facts: tuple, change: Change, problem: str) -> None:  # type: ignore[type-arg]
    with pytest.raises(ScenarioError) as caught:
        answer(ledger(*facts), change)
    assert caught.value.problem == problem


def test_change_survives_as_plain_data() -> None:
    import json

    for change in EXAMPLES:
        full = replace(change, raise_day=date(2027, 1, 1), unread=("x",))
        assert Change.from_dict(json.loads(json.dumps(full.to_dict()))) == full
    assert {f.name for f in fields(Change)} >= set(full.to_dict())
