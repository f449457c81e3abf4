"""Every row of the dossier's derived.md comes out of a metric; the numbers here are typed by hand.

And what an entry of `metrics.yaml` may not be: each refusal is one line that names file and entry.
"""

import re
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from knowledge import DossierError, Ledger, Metric, amounts, bundles, dossier, metrics

KIMI = Path(dossier.__file__).parent / "dossiers" / "kimi"
CORPUS = Path(__file__).parent.parent / "corpus" / "brinekeld"
ROW = re.compile(r"^\| `([a-z0-9-]+)` \|", re.MULTILINE)
MN = 10**6

# row of derived.md → metric, its facts, figures (low, high, unit), words of both sentences
ROWS: dict[str, tuple[str, set[str], list[tuple[Any, Any, str]], tuple[str, str]]] = {
    "cash-currency-trap": (
        "cash-against-price",
        {"cash-dec2025"},
        [("1390000000", "1390000000", "USD")],
        ("about $1.39 billion", "约13.9亿美元"),
    ),
    "runway-floor": (
        "runway",
        {"cash-dec2025", "burn-avg-2025"},
        [("6.25", "6.25", "years")],
        ("about 6.25 years", "约6.25年"),
    ),
    "runway-implied-burn": (
        "implied-burn",
        {"seed-cash", "seed-runway"},
        [("3330000000", "5000000000", "CNY")],
        ("CNY 3.33–5 billion a year", "每年消耗33.3亿–50亿元人民币"),
    ),
    "runway-post-f": (
        "raised-since-balance",
        {"fund-d-may2026", "fund-f-jul2026"},
        [("5500000000", "5500000000", "USD")],
        ("$5.5 billion of it in rounds that no source disputes", "约55亿美元"),
    ),
    "fund-2026-sum": (
        "raised-since-balance",
        {"fund-feb2026-tranche", "fund-d-may2026", "fund-f-jul2026"},
        [("6200000000", "6200000000", "USD")],
        ("$6.2 billion together", "合计约62亿美元"),
    ),
    "fund-q1-2026-sum": (
        "fund-q1-2026-sum",
        {"fund-q1-2026-three"},
        [("1900000000", "1900000000", "USD")],
        ("$500 million, $700 million and $700 million", "合计19亿美元"),
    ),
    "val-multiple-may2026": (
        "valuation-to-arr-over-time",
        {"val-may2026-20", "arr-200"},
        [("100", "100", "multiple")],
        (
            "7 May 2026, above $20 billion over above $200 million, about 100×",
            "2026年5月7日，超过200亿美元÷超过2亿美元，约100倍",
        ),
    ),
    "val-multiple-jul2026": (
        "valuation-to-arr",
        {"val-jul2026-35", "arr-300"},
        [("117", "117", "multiple")],
        ("about 117×", "约117倍"),
    ),
    "val-peer-range": (
        "peer-implied-price",
        {"minimax-mult", "zhipu-mult", "arr-300"},
        [("24600000000", "69800000000", "USD")],
        ("would mean $24.6–69.8 billion", "折合246亿–698亿美元"),
    ),
    "val-private-range": (
        "peer-implied-price",
        {"comp-private-mult", "arr-300"},
        [("6150000000", "11700000000", "USD")],
        ("(20.5–39×) $6.15–11.7 billion", "折合61.5亿–117亿美元"),
    ),
    "eco-alibaba-implied": (
        "eco-alibaba-implied",
        {"eco-alibaba-800m", "eco-alibaba-36"},
        [("2220000000", "2220000000", "USD")],
        ("about $2.22 billion", "约22.2亿美元"),
    ),
    "val-months-2024-2026": (
        "val-months-2024-2026",
        {"fund-feb2024-val", "val-may2026-20"},
        [("27", "27", "months")],
        ("about 27 months", "约27个月"),
    ),
    "elec-check-cost": (
        "elec-check-cost",
        {"elec-trillion"},
        [("12000000", "30000000", "CNY")],
        ("about CNY 12–30 million", "约1,200万–3,000万元人民币"),
    ),
    "elec-check-load": (
        "elec-check-load",
        {"seed-electricity"},
        [("95.1", "95.1", "MW")],
        ("95.1 MW", "95.1兆瓦"),
    ),
    "peer-cash-sum": (
        "peer-cash-sum",
        {"zhipu-cash-2025", "minimax-cash-2025", "cash-dec2025"},
        [("9850000000", "9850000000", "CNY"), ("1.02", "1.02", "multiple")],
        ("about CNY 9.85 billion", "约98.5亿元人民币"),
    ),
    "stepfun-residue": (
        "stepfun-residue",
        {"comp-stepfun", "fund-d-may2026"},
        [("2500000000", "2500000000", "USD")],
        ("about $2.5 billion for StepFun", "阶跃星辰为约25亿美元"),
    ),
}


@pytest.fixture(scope="module")
def loaded() -> dossier.Dossier:
    return dossier.load(KIMI)


@pytest.fixture(scope="module")
def made(loaded: dossier.Dossier) -> dict[str, Metric]:
    return computed(loaded)


def computed(loaded: dossier.Dossier) -> dict[str, Metric]:
    ledger = bundles.ledger_of(loaded)
    return {m.id: m for m in metrics.compute(ledger)}


def test_no_row_of_the_list_is_left_out() -> None:
    rows = ROW.findall((KIMI / "derived.md").read_text(encoding="utf-8"))
    assert set(rows) == set(ROWS)


@pytest.mark.parametrize("row", ROWS)
def test_row_comes_out_with_its_inputs_cited(row: str, made: dict[str, Metric]) -> None:
    key, facts, figures, (en, zh) = ROWS[row]
    metric = made[key]
    assert facts <= {i.fact_id for i in metric.inputs}
    held = [(a.low, a.high, a.unit) for a in metric.figures]
    for low, high, unit in figures:
        assert (Decimal(low), Decimal(high), unit) in held
    assert en in metric.says and zh in metric.says_zh


def test_figure_without_a_fact_is_named_as_assumed(made: dict[str, Metric]) -> None:
    for key in ("elec-check-cost", "elec-check-load"):
        assumed = [i for i in made[key].inputs if i.assumed]
        assert [(i.low, i.unit) for i in assumed] == [(Decimal("0.6"), "CNY/kWh")]
        assert "assumed tariff of CNY 0.6 per kWh" in made[key].says
        assert "假设电价每千瓦时0.6元人民币" in made[key].says_zh
        assert made[key].assumes.startswith("Assumed: tariff, CNY 0.6 per kWh: ")
    assert not any(i.assumed for m in made.values() for i in m.inputs if "elec-check" not in m.id)


def test_every_metric_says_what_would_change_it(made: dict[str, Metric]) -> None:
    for metric in made.values():
        assert metric.would_change and metric.would_change_zh, metric.id


def test_both_languages_of_the_shipped_cards_state_the_same_figures(
    made: dict[str, Metric],
) -> None:
    for card in made.values():
        en = {(a.unit, a.low, a.high) for a in amounts.find(card.says)}
        zh = {(a.unit, a.low, a.high) for a in amounts.find(card.says_zh)}
        assert en == zh, card.id


def test_derived_figure_is_not_offered_once_an_input_is_wrong(loaded: dossier.Dossier) -> None:
    facts = tuple(
        replace(f, note="Known error: mistyped.") if f.id == "comp-stepfun" else f
        for f in loaded.facts
    )
    assert "stepfun-residue" not in computed(replace(loaded, facts=facts))


def test_derived_figure_is_not_offered_before_its_sources_were_printed(
    loaded: dossier.Dossier,
) -> None:
    then = bundles.ledger_of(loaded).known_by("2026-04-01")
    assert "stepfun-residue" not in {m.id for m in metrics.compute(then)}


# ---- entries, over the invented company


def entry(**changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": "nordhav-price",
        "kind": "ratio",
        "name": "Price that the stake implies",
        "name_zh": "持股隐含估值",
        "topic": "valuation",
        "attributes": ["implied_price"],
        "inputs": [
            {"role": "paid", "name": "paid", "name_zh": "投入", "fact": "inv-nordhav"},
            {"role": "share", "name": "share", "name_zh": "持股", "fact": "own-nordhav"},
        ],
        "says": "Paying {paid} for {share} means {result}.",
        "says_zh": "以{paid}取得{share}，对应{result}。",
        "would_change": "the register",
        "would_change_zh": "股东名册",
    }
    return made | changes


def fact(role: str, key: str, **more: Any) -> dict[str, Any]:
    return {"role": role, "name": role, "name_zh": role, "fact": key, **more}


def assumed(role: str, value: Any, unit: str, **more: Any) -> dict[str, Any]:
    reasons = {"reason": "a guess", "reason_zh": "假定"}
    return {"role": role, "name": role, "name_zh": role, "value": value, "unit": unit} | (
        reasons | more
    )


def folder(tmp_path: Path, *entries: dict[str, Any]) -> Path:
    made = tmp_path / "brinekeld"
    shutil.copytree(CORPUS, made)
    text = yaml.safe_dump(list(entries), allow_unicode=True)
    (made / "metrics.yaml").write_text(text, encoding="utf-8")
    return made


# 90 ÷ 21.5% = 418.6; 61 − 52 = 9; 240 ÷ (310 + 61) = 0.647; 12 Sep 2030 − 1 Mar 2029 = 560 days;
# 14 million ÷ 0.25 ÷ 8,760 h = 6,393 kW; 65 + 210 = 275
COMPUTED: list[tuple[str, dict[str, Any], str, str]] = [
    ("ratio to a percentage is the whole", {}, "419000000", "EUR"),
    (
        "like by like is a multiple",
        {"inputs": [fact("paid", "val-c"), fact("share", "val-b")],
         "says": "{paid} ({paid.day}) by {share} ({share.day}): {result}.",
         "says_zh": "{paid}（{paid.day}）÷{share}（{share.day}）：{result}。"},
        "4.38", "multiple",
    ),
    (
        "difference",
        {"kind": "difference",
         "inputs": [fact("paid", "revenue-2030"), fact("share", "arr-dec2030")],
         "says": "{paid} less {share} ({share.day}) is {result}.",
         "says_zh": "{paid}减{share}（{share.day}）为{result}。"},
        "9000000", "EUR",
    ),
    (
        "sum",
        {"kind": "sum", "inputs": [fact("paid", "round-b"), fact("share", "round-c")]},
        "275000000", "EUR",
    ),
    (
        "ratio to a sum",
        {"kind": "ratio_to_sum",
         "inputs": [fact("paid", "cash-jun2031"), fact("share", "cash-dec2030"),
                    fact("other", "revenue-2030")],
         "says": "{paid} by {sum}, of {share} ({share.day}) and {other}: {result}.",
         "says_zh": "{paid}÷{sum}，即{share}（{share.day}）与{other}：{result}。"},
        "0.647", "multiple",
    ),
    (
        "months",
        {"kind": "months_between", "inputs": [fact("paid", "round-b"), fact("share", "round-c")]},
        "18", "months",
    ),
    (
        "power behind a bill",
        {"kind": "load",
         "inputs": [fact("paid", "electricity"), assumed("share", 0.25, "EUR/kWh")]},
        "6.39", "MW",
    ),
    (
        "a bill for energy",
        {"kind": "energy_cost",
         "inputs": [assumed("paid", 1000000, "kWh"), assumed("share", 0.25, "EUR/kWh")]},
        "250000", "EUR",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "value", "unit"), [row[1:] for row in COMPUTED], ids=[row[0] for row in COMPUTED]
)
def test_formula_gives_the_hand_computed_figure(
    tmp_path: Path, changes: dict[str, Any], value: str, unit: str
) -> None:
    got = computed(dossier.load(folder(tmp_path, entry(**changes))))["nordhav-price"]
    assert (got.value, got.unit) == (Decimal(value), unit)
    assert amounts.format(replace(got.figures[0]), "en") in got.says


def test_range_is_carried_through_both_ends(tmp_path: Path) -> None:
    # 240 million ÷ 3 to 4 years would be money a year; here 90 to 120 million over 20 to 25%
    inputs = [
        assumed("paid", None, "EUR", low=90 * MN, high=120 * MN),
        assumed("share", None, "percent", low=20, high=25),
    ]
    got = computed(dossier.load(folder(tmp_path, entry(inputs=inputs))))["nordhav-price"]
    assert (got.low, got.high) == (Decimal(360 * MN), Decimal(600 * MN))


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("unknown fact", {"inputs": [fact("paid", "nobody"), fact("share", "own-nordhav")]},
     "'nobody', which does not exist"),
    ("unknown kind", {"kind": "average"}, "kind: "),
    ("one input too few", {"inputs": [fact("paid", "inv-nordhav")],
     "says": "{paid} {result}", "says_zh": "{paid} {result}"}, "takes 2 inputs, not 1"),
    ("units that do not go together",
     {"inputs": [fact("paid", "inv-nordhav"), fact("share", "headcount")]},
     "cannot take EUR and people"),
    ("sum of different units",
     {"kind": "sum", "inputs": [fact("paid", "inv-nordhav"), fact("share", "own-nordhav")]},
     "cannot take EUR and percent"),
    ("assumption without a reason",
     {"inputs": [fact("paid", "inv-nordhav"), assumed("share", 20, "percent", reason="")]},
     "needs a reason"),
    ("assumption without a unit",
     {"inputs": [fact("paid", "inv-nordhav"), assumed("share", 20, None)]},
     "needs a value and a unit"),
    ("amount that the fact does not state",
     {"inputs": [fact("paid", "c-led", value=90000000, unit="EUR"),
                 fact("share", "own-nordhav")]}, "'c-led' does not state 90000000 EUR"),
    ("fact without a figure",
     {"inputs": [fact("paid", "c-led"), fact("share", "own-nordhav")]},
     "input 'paid' carries no figure"),
    ("sentence with a figure of its own", {"says": "Paying {paid} for {share} is $1bn, {result}."},
     "states a figure or date of its own"),
    ("sentence with a date of its own", {"says_zh": "2030年以{paid}取得{share}，对应{result}。"},
     "states a figure or date of its own"),
    ("sentence with an unknown input", {"says": "Paying {price} for {share} means {result}."},
     "'price', which is no input"),
    ("sentence without the result", {"says": "Paying {paid} for {share}."},
     "does not say {result}"),
    ("languages that say different inputs", {"says_zh": "以{paid}，对应{result}。"},
     "do not say the same inputs"),
    ("replaced input without its date",
     {"inputs": [fact("paid", "cash-dec2030"), fact("share", "own-nordhav")]},
     "was replaced since, so says needs {paid.day}"),
    ("id of a metric that there is", {"id": "runway"}, "id of a metric that every dossier has"),
    ("months backwards",
     {"kind": "months_between", "inputs": [fact("paid", "round-c"), fact("share", "round-b")]},
     "from the earlier to the later"),
    ("input twice", {"inputs": [fact("paid", "inv-nordhav"), fact("paid", "own-nordhav")]},
     "'paid' stands twice"),
    ("field that there is not", {"colour": "red"}, "colour: "),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "problem"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
)
def test_entry_is_refused_in_one_line_that_names_it(
    tmp_path: Path, changes: dict[str, Any], problem: str
) -> None:
    made = folder(tmp_path, entry(**changes))
    with pytest.raises(DossierError) as raised:
        dossier.load(made)
    said = str(raised.value)
    assert said.startswith("brinekeld/metrics.yaml, entry '") and "\n" not in said
    assert problem in said


def test_dossier_without_the_file_has_no_derived_figures() -> None:
    ledger: Ledger = bundles.ledger_of(dossier.load(CORPUS))
    assert dossier.load(CORPUS).derivations == ()
    assert metrics.compute(ledger)


def test_example_of_the_documentation_is_a_valid_entry(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "metrics.md").read_text(encoding="utf-8")
    example = yaml.safe_load(page.split("```yaml\n")[1].split("```")[0])
    got = computed(dossier.load(folder(tmp_path, *example)))["electricity-load"]
    assert (got.value, got.unit) == (Decimal("7.99"), "MW")  # 14 million ÷ 0.2 ÷ 8,760 ÷ 1,000
