"""Metrics that any dossier may have, on the invented company; numbers worked out by hand."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from knowledge import Conflict, Fact, Ledger, Metric, amounts, bundles, dossier, metrics

CORPUS = Path(__file__).parent.parent / "corpus" / "brinekeld"
DOCS = Path(__file__).parent.parent.parent / "docs" / "metrics.md"


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return bundles.ledger_of(dossier.load(CORPUS))


def computed(ledger: Ledger) -> dict[str, Metric]:
    return {m.id: m for m in metrics.compute(ledger)}


def fact(key: str, attribute: str, value: Any, unit: str, day: str, **more: Any) -> Fact:
    """A fact of the company as a newspaper may report it; a pair of values is a range."""
    low, high = value if isinstance(value, tuple) else (value, value)
    given: dict[str, Any] = {
        "entity": "brinekeld",
        "topic": "runway",
        "statement": f"Reported: {attribute}.",
        "statement_zh": f"据报道：{attribute}。",
        "source": "gazette-jun2031",
        "certainty": "reported",
        "bound": "exact",
    }
    return Fact(
        id=key, attribute=attribute, low=Decimal(low), high=Decimal(high), unit=unit, as_of=day,
        **given | more,
    )  # fmt: skip


def added(ledger: Ledger, *facts: Fact) -> Ledger:
    return replace(ledger, facts=(*ledger.facts, *facts))


def without(ledger: Ledger, *ids: str) -> Ledger:
    left = tuple(f for f in ledger.facts if f.id not in ids)
    return replace(ledger, facts=left, conflicts=())


def changed(ledger: Ledger, key: str, **fields: Any) -> Ledger:
    facts = tuple(replace(f, **fields) if f.id == key else f for f in ledger.facts)
    return replace(ledger, facts=facts)


# ---- rounds


def test_months_between_rounds_go_from_report_to_report(ledger: Ledger) -> None:
    # 1 March 2029 to 12 September 2030: 560 days, 18.4 months
    got = computed(ledger)["months-between-rounds"]
    assert (got.value, got.unit) == (Decimal(18), "months")
    assert "March 2029 → September 2030 (18 months)" in got.says
    assert [i.fact_id for i in got.inputs] == ["round-b", "round-c"]


def test_later_retelling_of_a_round_is_no_newer_round(ledger: Ledger) -> None:
    again = fact("again", "round_amount", 65000000, "EUR", "2031-01-05", subject="Series B")
    got = computed(added(ledger, again))["months-between-rounds"]
    assert (got.value, len(got.inputs)) == (Decimal(18), 2)


def test_round_known_to_the_year_only_has_no_month(ledger: Ledger) -> None:
    early = fact("seed", "round_amount", 5000000, "EUR", "2027", subject="Seed")
    assert "seed" not in [
        i.fact_id for i in computed(added(ledger, early))["months-between-rounds"].inputs
    ]


def test_dilution_is_the_amount_over_the_price_after_it(ledger: Ledger) -> None:
    # 65 ÷ 320 = 20.3%; 210 ÷ 1,400 = 15%
    got = computed(ledger)["dilution-per-round"]
    assert (got.low, got.high) == (Decimal("15"), Decimal("20.3"))
    assert "March 2029: 20.3%; September 2030: 15%" in got.says
    assert {"round-b", "val-b", "round-c", "val-c"} == {i.fact_id for i in got.inputs}


PRICES = [
    # 210 ÷ (1,400 + 210) = 13.04%
    ("before the money", {"attribute": "valuation_pre"}, "September 2030: 13%"),
    # either: 13.04% to 15%
    ("basis not stated", {"attribute": "valuation"}, "September 2030: about 13–15%"),
    # price in dollars at 1.10 of September 2030: 231 ÷ 1,400 = 16.5%
    ("another currency", {"unit": "USD"}, "September 2030: 16.5%"),
]


@pytest.mark.parametrize(("change", "said"), [p[1:] for p in PRICES], ids=[p[0] for p in PRICES])
def test_dilution_follows_the_basis_of_the_price(
    ledger: Ledger, change: dict[str, str], said: str
) -> None:
    left = without(ledger, "val-c-wrong")
    assert said in computed(changed(left, "val-c", **change))["dilution-per-round"].says


def test_dilution_spans_amounts_that_differ_a_little(ledger: Ledger) -> None:
    # 180 to 210 of 1,400: 12.9 to 15%
    other = fact("c-too", "round_amount", 180000000, "EUR", "2030-09-20", subject="Series C")
    assert "about 12.9–15%" in computed(added(ledger, other))["dilution-per-round"].says


def test_round_with_amounts_too_far_apart_is_left_out_and_named(ledger: Ledger) -> None:
    other = fact("c-too", "round_amount", 100000000, "EUR", "2030-09-20", subject="Series C")
    got = computed(added(ledger, other))["dilution-per-round"]
    assert "2030" not in got.says
    assert "Left out, amount or price open: September 2030." in got.caveat
    assert "2030年9月" in got.caveat_zh


def test_round_whose_price_is_disputed_is_left_out(ledger: Ledger) -> None:
    open_ = Conflict(
        id="open", topic="valuation", kind="unresolved", facts=("val-c",), reading="", reading_zh=""
    )
    held = replace(ledger, conflicts=(*ledger.conflicts, open_))
    assert "September 2030" not in computed(held)["dilution-per-round"].says


# ---- the balance


def test_money_used_is_the_total_raised_less_the_balance_of_that_month(ledger: Ledger) -> None:
    # 293 raised by December 2030; with 150 left, 143 were used
    got = computed(changed(ledger, "cash-dec2030", value=Decimal(150000000)))["funding-less-cash"]
    assert (got.value, got.unit) == (Decimal(143000000), "EUR")
    assert [i.fact_id for i in got.inputs] == ["raised-total", "cash-dec2030"]


def test_balance_above_the_total_raised_leaves_nothing_to_compute(ledger: Ledger) -> None:
    assert "funding-less-cash" not in computed(ledger)  # 293 raised, 310 in cash


@pytest.mark.parametrize(
    "subject", ["six months to December 2030", "June 2030 to December 2030", "2030", "Q4 2030"]
)
def test_money_raised_in_some_months_is_not_all_the_money(ledger: Ledger, subject: str) -> None:
    poorer = changed(ledger, "cash-dec2030", value=Decimal(150000000))
    held = changed(poorer, "raised-total", subject=subject)
    assert "funding-less-cash" not in computed(held)


def test_credits_are_set_against_the_cash_in_its_currency(ledger: Ledger) -> None:
    # $69 million at 1.15 is €60 million; of €240 million, 25%
    credit = fact("credit", "cloud_credit", 69000000, "USD", "2031-05", subject="Nordhav Capital")
    got = computed(added(ledger, credit))["credits-in-cash"]
    assert (got.value, got.unit) == (Decimal(25), "percent")
    assert "€60 million at 1.15 USD per EUR of 20 June 2031" in got.says
    assert [i.fact_id for i in got.inputs] == ["credit", "rate:gazette-jun2031", "cash-jun2031"]


def test_credits_in_percent_are_taken_of_the_same_holders_investment(ledger: Ledger) -> None:
    # 40% of €90 million is €36 million; of €240 million, 15%
    credit = fact("credit", "cloud_credit", 40, "percent", "2030-09", subject="Nordhav Capital")
    got = computed(added(ledger, credit))["credits-in-cash"]
    assert got.value == Decimal(15)
    assert {"credit", "inv-nordhav", "cash-jun2031"} == {i.fact_id for i in got.inputs}
    stranger = replace(credit, subject="Tessel Fund")
    assert "credits-in-cash" not in computed(added(ledger, stranger))


def test_one_run_takes_a_share_of_the_cash(ledger: Ledger) -> None:
    # 240 ÷ 30 to 60 = 4 to 8 runs; 12.5 to 25% each
    cost = fact("run", "training_run_cost", (30000000, 60000000), "EUR", "2031-06-01")
    got = computed(added(ledger, cost))["training-runs"]
    assert (got.low, got.high) == (Decimal(4), Decimal(8))
    assert "one run takes 12.5–25% of it" in got.says and "12.5–25%" in got.says_zh


def test_estimate_is_set_against_the_balance_that_its_own_source_states(ledger: Ledger) -> None:
    # the blog's own €300 million over 3 to 4 years, not the letter's €310 million
    own = fact("blog-cash", "cash", 300000000, "EUR", "2030-12-31", source="blog-feb2031")
    got = computed(added(ledger, own))["implied-burn"]
    assert [i.fact_id for i in got.inputs] == ["blog-cash", "runway-blog"]
    assert (got.low, got.high) == (Decimal(75000000), Decimal(100000000))


def test_disputed_round_counts_in_the_sum_but_not_in_the_part_that_is_sure(ledger: Ledger) -> None:
    # 40 + 50 = 90, of which 40 undisputed
    e = fact("round-e", "round_amount", 40000000, "EUR", "2031-07-10", subject="Series E")
    f = fact("round-f", "round_amount", 50000000, "EUR", "2031-08-10", subject="Series F")
    open_ = Conflict(
        id="open", topic="funding", kind="unresolved", facts=("round-f",), reading="", reading_zh=""
    )
    held = replace(added(ledger, e, f), conflicts=(*ledger.conflicts, open_))
    got = computed(held)["raised-since-balance"]
    assert got.value == Decimal(90000000)
    assert "€90 million together, €40 million of it in rounds that no source disputes" in got.says


# ---- mixed currencies


def test_burn_in_another_currency_is_converted_and_the_rate_said(ledger: Ledger) -> None:
    # $138 million at 1.15 is €120 million: two years
    got = computed(changed(ledger, "burn-h1", value=Decimal(138000000), unit="USD"))["runway"]
    assert "2 years at a burn of about $138 million (about €120 million at 1.15 USD" in got.says
    assert "按2031年6月20日汇率1.15 USD/EUR折算为约1.2亿欧元" in got.says_zh


def test_recurring_revenue_in_another_currency_is_converted(ledger: Ledger) -> None:
    # $92 million at 1.15 is €80 million; 1,900 ÷ 80 = 23.75
    held = changed(ledger, "arr-jun2031", value=Decimal(92000000), unit="USD")
    assert computed(held)["valuation-to-arr"].value == Decimal("23.8")


def test_multiple_holds_the_rate_of_the_day_of_its_price(ledger: Ledger) -> None:
    # $92 million at 1.10, the rate of 2029, is €83.6 million; the price of 2031 has 1.15
    held = changed(ledger, "arr-jun2031", value=Decimal(92000000), unit="USD", as_of="2029-06-30")
    assert computed(held)["valuation-to-arr"].value == Decimal("23.8")


def test_run_rate_of_one_product_is_not_the_companys(ledger: Ledger) -> None:
    held = changed(ledger, "arr-jun2031", subject="Skiff app")
    assert "valuation-to-arr" not in computed(held) and "valuation-to-arr" in computed(ledger)


def test_far_rate_is_called_the_nearest_one_recorded(ledger: Ledger) -> None:
    old = changed(ledger, "burn-h1", unit="USD", as_of="2029-06-30")
    assert "at the nearest rate recorded, 1.1 USD per EUR" in computed(old)["runway"].says


def test_without_a_rate_nothing_is_converted(ledger: Ledger) -> None:
    held = changed(ledger, "burn-h1", unit="JPY")
    assert "runway" not in computed(without(held, "runway-blog"))


# ---- multiples


def test_price_over_the_revenue_of_a_year(ledger: Ledger) -> None:
    # 1,900 ÷ 61 = 31.1
    got = computed(ledger)["valuation-to-revenue"]
    assert (got.value, got.unit) == (Decimal("31.1"), "multiple")
    assert "revenue of €61 million in 2030" in got.says and "2030年收入" in got.says_zh


def test_price_over_the_revenue_of_a_year_that_ends_elsewhere(ledger: Ledger) -> None:
    held = changed(ledger, "revenue-2030", subject="year to March 2030", as_of="2030-03-31")
    got = computed(held)["valuation-to-revenue"]
    assert got.value == Decimal("31.1")
    assert "in the year to March 2030" in got.says and "截至2030年3月的财年收入" in got.says_zh


def test_revenue_of_half_a_year_is_not_a_year(ledger: Ledger) -> None:
    held = changed(ledger, "revenue-2030", subject="first half of 2030")
    assert "valuation-to-revenue" not in computed(held)


def test_multiple_over_time_takes_the_run_rate_of_each_day(ledger: Ledger) -> None:
    # 1,400 ÷ 35 = 40 in September 2030; 1,900 ÷ 52 = 36.5 in April 2031 (88 came only in June)
    early = fact("arr-aug2030", "arr", 35000000, "EUR", "2030-08-31", topic="traction")
    got = computed(added(ledger, early))["valuation-to-arr-over-time"]
    assert "€1.4 billion over €35 million, about 40×" in got.says
    assert "€1.9 billion over €52 million, about 36.5×" in got.says
    assert got.value == Decimal("36.5")


def test_run_rate_of_another_year_is_not_set_against_a_price(ledger: Ledger) -> None:
    stale = fact("arr-2029", "arr", 35000000, "EUR", "2029-12-31", topic="traction")
    assert "valuation-to-arr-over-time" not in computed(added(ledger, stale))


# ---- growth


def test_compound_growth_between_two_dated_figures(ledger: Ledger) -> None:
    # (88 ÷ 52) ^ (30.44 ÷ 181 days) − 1 = 9.25% a month
    got = computed(ledger)["growth-arr"]
    assert (got.value, got.unit) == (Decimal("9.25"), "percent")
    assert "from €52 million (31 December 2030)" in got.says
    assert "每月复合升幅约9.25%" in got.says_zh


def test_growth_over_years_is_told_by_the_year(ledger: Ledger) -> None:
    # 61 ÷ 40 = 1.525 from the end of 2029 to the end of 2030
    old = fact("revenue-2029", "revenue", 40000000, "EUR", "2029-12-31", subject="2029")
    assert "about 52.5% a year, compounded" in computed(added(ledger, old))["growth-revenue"].says


def test_month_that_is_no_day_spans_the_rate(ledger: Ledger) -> None:
    # from some day of April to 30 June 2031: 61 to 90 days, 88 ÷ 66: 15.4% down to 10.2% a month
    april = fact("arr-apr", "arr", 66000000, "EUR", "2031-04", certainty="company_statement")
    got = computed(added(without(ledger, "arr-dec2030"), april))["growth-arr"]
    assert (got.low, got.high) == (Decimal("10.2"), Decimal("15.4"))


def test_fall_is_told_as_a_fall(ledger: Ledger) -> None:
    # 52 ÷ 88 backwards: 1 − 0.5909 ^ (30.44 ÷ 181) = 8.47% a month
    held = changed(ledger, "arr-dec2030", value=Decimal(88000000))
    got = computed(changed(held, "arr-jun2031", value=Decimal(52000000)))["growth-arr"]
    assert got.value == Decimal("-8.47")
    assert "fell from" in got.says and "8.47% a month" in got.says and "复合降幅" in got.says_zh


def test_different_kinds_of_source_are_said_to_differ(ledger: Ledger) -> None:
    held = changed(ledger, "arr-dec2030", certainty="estimate")
    assert "different kinds of source" in computed(held)["growth-arr"].caveat
    assert computed(ledger)["growth-arr"].caveat == ""


GROWTHS = [
    ("rate alone", "Paying users rose 170% month over month.", True),
    ("from and to", "Paying users rose 170%, from 10,000 users to 27,000 users.", False),
    ("money reached", "Paying customers rose 170% and now bring EUR 3 million.", False),
]


@pytest.mark.parametrize(("text", "flagged"), [g[1:] for g in GROWTHS], ids=[g[0] for g in GROWTHS])
def test_growth_is_flagged_only_where_its_base_is_missing(
    ledger: Ledger, text: str, flagged: bool
) -> None:
    rate = fact("paid", "paid_user_growth", 170, "percent", "2031-05", statement=text)
    got = computed(added(ledger, rate)).get("growth-without-base")
    assert (got is not None) == flagged
    if got:
        assert "growth of paying users 170% (month over month, May 2031)" in got.says
        assert "付费用户增长170%（按月，2031年5月）" in got.says_zh


# ---- others


def test_listed_peer_stands_beside_the_company(ledger: Ledger) -> None:
    got = computed(ledger)["peers-side-by-side"]
    assert "Cobaltine: revenue €410 million (2030), market value €3.1 billion" in got.says
    assert "Brinekeld: ARR €88 million" in got.says and "布林凯 年化收入8,800万欧元" in got.says_zh
    assert {"cobaltine-revenue", "cobaltine-cap", "cobaltine-multiple"} <= {
        i.fact_id for i in got.inputs
    }


def test_peer_in_another_currency_is_converted_at_a_dated_rate(ledger: Ledger) -> None:
    # $3.565 billion at 1.15 is €3.1 billion
    held = changed(ledger, "cobaltine-cap", value=Decimal(3565000000), unit="USD")
    got = computed(held)["peers-side-by-side"]
    assert "$3.565 billion, about €3.1 billion (May 2031)" in got.says
    assert got.says.endswith("at 1.15 USD per EUR of 20 June 2031.")


def test_revenue_and_loss_of_a_peer_are_of_one_period(ledger: Ledger) -> None:
    loss = fact("c-loss", "net_loss", 30000000, "EUR", "2030-12-31", entity="cobaltine",
                subject="2030")  # fmt: skip
    half = fact("c-h1", "revenue", 250000000, "EUR", "2031-06-30", entity="cobaltine",
                subject="first half of 2031")  # fmt: skip
    got = computed(added(ledger, loss, half))["peers-side-by-side"]
    assert "revenue €410 million, net loss €30 million (2030)" in got.says


def price(entity: str, way: str, value: str, subject: str, day: str = "2031-05") -> Fact:
    return fact(f"{entity}-{way}-{subject}", f"price_{way}", value, "USD/Mtok", day,
                entity=entity, subject=subject)  # fmt: skip


def test_list_prices_side_by_side(ledger: Ledger) -> None:
    held = added(
        ledger,
        price("cobaltine", "input", "2", "Cob-1"),
        price("cobaltine", "output", "8", "Cob-1"),
        price("brinekeld", "input", "3", "Sluice"),
        price("brinekeld", "output", "12", "Sluice"),
        price("brinekeld", "input", "1", "Sluice, average of resellers", "2031-06"),
        price("brinekeld", "output", "5", "Sluice, average of resellers", "2031-06"),
    )
    got = computed(held)["token-prices"]
    assert (got.low, got.high, got.unit) == (Decimal(8), Decimal(12), "USD/Mtok")
    assert "Sluice (Brinekeld): input $3 per million tokens, output $12" in got.says
    assert "resellers" not in got.says  # a resale price is no list price


def test_one_companys_prices_are_no_comparison(ledger: Ledger) -> None:
    held = added(
        ledger, price("brinekeld", "input", "3", "S"), price("brinekeld", "output", "9", "S")
    )
    assert "token-prices" not in computed(held)


# ---- what is missing, and the records


MISSING = {
    "training-runs": ("Cost of one training run", "单次训练成本"),
    "credits-in-cash": ("Cloud credits", "云积分"),
    "raised-since-balance": ("a round dated after the balance", "余额日之后的轮次"),
    "growth-mau": ("Monthly active users at 2 dates", "月活用户（2个日期）"),
    "peer-implied-price": ("Price to revenue of two other companies", "收入倍数（另外两家公司）"),
    "context-windows": ("Context window of two companies", "上下文窗口（两家公司）"),
}


@pytest.mark.parametrize("key", MISSING)
def test_absent_metric_says_which_input_is_missing(ledger: Ledger, key: str) -> None:
    absent = {a.id: a for a in metrics.absent(ledger)}
    assert absent[key].missing == (MISSING[key][0],)
    assert absent[key].missing_zh == (MISSING[key][1],)


def test_missing_input_is_named_for_each_one_that_is_taken_away(ledger: Ledger) -> None:
    left = {a.id: a for a in metrics.absent(without(ledger, "arr-jun2031", "arr-dec2030"))}
    assert left["valuation-to-arr"].missing == ("Annual recurring revenue",)
    empty = {a.id: a.missing for a in metrics.absent(Ledger())}
    assert empty["runway"] == ("Cash", "Burn per year or Runway")


def test_every_metric_is_either_computed_or_absent(ledger: Ledger) -> None:
    here = set(computed(ledger))
    gone = {a.id for a in metrics.absent(ledger)}
    assert not here & gone
    assert here | gone == {f.words.id for f in metrics.METRICS}


def test_every_sentence_states_the_same_figures_in_both_languages(ledger: Ledger) -> None:
    usd = changed(ledger, "burn-h1", value=Decimal(138000000), unit="USD")
    rich = added(
        usd,
        fact("credit", "cloud_credit", 69000000, "USD", "2031-05", subject="Nordhav Capital"),
        fact("run", "training_run_cost", (30000000, 60000000), "EUR", "2031-06-01"),
        fact("paid", "paid_user_growth", 170, "percent", "2031-05"),
        fact("arr-aug2030", "arr", 35000000, "EUR", "2030-08-31", topic="traction"),
        fact("round-e", "round_amount", 40000000, "EUR", "2031-07-10", subject="Series E"),
    )
    for card in computed(rich).values():
        en = {(a.unit, a.low, a.high) for a in amounts.find(card.says)}
        zh = {(a.unit, a.low, a.high) for a in amounts.find(card.says_zh)}
        assert en == zh, card.id
        for language in ("en", "zh"):
            assert card.said(language).count("(") == card.said(language).count(")"), card.id


def test_page_of_metrics_lists_each_one_with_its_formula() -> None:
    page = DOCS.read_text(encoding="utf-8")
    for each in metrics.METRICS:
        assert f"| `{each.words.id}` | {each.words.formula} |" in page, each.words.id
