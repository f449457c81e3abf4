"""A run's result as one HTML page that needs nothing but itself: no script, no remote asset.

In: the dictionary of `evals.result`. Out: the page. All text of answers, questions and sources is
escaped: a source may hold markup.
"""

from collections.abc import Mapping, Sequence
from html import escape
from importlib import resources
from typing import Any

from evals import judge
from evals.report.markdown import goal


def page(made: Mapping[str, Any]) -> str:
    style = resources.files("evals.report").joinpath("page.css").read_text(encoding="utf-8")
    name = escape(made["suite"])
    body = [
        f"<h1>Evaluation: {name}</h1>",
        f"<p>{escape(made['about'])}. {escape(made['at'])}. {made['cases']} cases, "
        f"{made['without_fault']} without fault, {made['errors']} errors.</p>",
        _floors(made),
        _scores(made["scores"]),
        *(_group(by, held, list(made["scores"])) for by, held in made["by"].items()),
        _moved(made["moved"]),
        _judged(made.get("judge")),
        f"<h2>Cases with a fault, worst first ({len(made['failing'])})</h2>",
        *(_case(case) for case in made["failing"]),
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Evaluation: {name}</title><style>{style}</style></head>\n"
        f"<body>{''.join(body)}</body></html>\n"
    )


def _judged(told: Mapping[str, Any] | None) -> str:
    if told is None:
        return ""
    said = "".join(f"<li>{escape(line)}</li>" for line in judge.lines(told))
    return f"<h2>A model’s opinion</h2><ul>{said}</ul>"


def _floors(made: Mapping[str, Any]) -> str:
    if made["floors"] == "none":
        return "<p>No baseline to compare with.</p>"
    lines = "".join(f"<li>{escape(line)}</li>" for line in made["below"])
    return f'<p class="{made["floors"]}">Floors {made["floors"]}.</p>' + (
        lines and f"<ul>{lines}</ul>"
    )


def _scores(scores: Mapping[str, Any]) -> str:
    rows = [
        [escape(name), f"{s['value']:.3f}", _bar(s), str(s["n"]), escape(goal(s)),
         "" if s["baseline"] is None else f"{s['value'] - s['baseline']:+.3f}"]
        for name, s in scores.items()
    ]  # fmt: skip
    return _table(["score", "value", "95 % interval", "cases", "goal", "since baseline"], rows)


def _bar(score: Mapping[str, Any]) -> str:
    """The interval drawn between 0 and 1."""
    low, high = (min(1.0, max(0.0, score[end])) * 100 for end in ("low", "high"))
    said = f"{score['low']:.3f} to {score['high']:.3f}"
    drawn = f'<i style="left:{low:.1f}%;width:{max(high - low, 0.5):.1f}%"></i>'
    return f'<span class="bar" title="{said}">{drawn}</span> {said}'


def _group(by: str, held: Mapping[str, Any], names: Sequence[str]) -> str:
    rows = [[escape(value), *(_cell(tally.get(n)) for n in names)] for value, tally in held.items()]
    return f"<h2>By {escape(by)}</h2>{_table([by, *names], rows)}"


def _cell(score: Mapping[str, Any] | None) -> str:
    if score is None:
        return "–"
    return f'<span title="{score["low"]:.3f} to {score["high"]:.3f}, n={score["n"]}">' + (
        f"{score['value']:.2f}</span>"
    )


def _moved(moved: Sequence[Mapping[str, Any]]) -> str:
    rows = [
        [escape(m["key"]), ", ".join(
            f"{escape(n)} {c['was']:g} → {c['now']:g}" for n, c in m["scores"].items())]
        for m in moved
    ]  # fmt: skip
    head = f"<h2>Moved since the baseline ({len(moved)})</h2>"
    return head + _table(["case", "scores"], rows) if moved else ""


def _case(case: Mapping[str, Any]) -> str:
    faults = "".join(
        f"<li><b>{escape(n)}</b> {escape(fault)}</li>"
        for n, held in case["faults"].items()
        for fault in held
    )
    evidence = "".join(
        f"<li>[{e['n']}] {escape(e['source'])}, {escape(e['published'] or 'undated')}: "
        f"<q>{escape(e['quote'])}</q></li>"
        for e in case["evidence"]
    )
    asked = escape(" / ".join(case["asked"]))
    must_not = f"<p>Must not say: {escape('; '.join(case['must_not']))}</p>" * bool(
        case["must_not"]
    )
    return (
        f"<details><summary>{case['worth']:.2f} <b>{escape(case['key'])}</b> "
        f"<small>{escape(case['kind'])}</small> {asked}</summary>"
        f"<p>Expected: {escape('; '.join(case['expected']))}</p>{must_not}"
        f"<p>Got ({escape(case['status'])}): {escape(case['error'] or case['got'])}</p>"
        f"<ul>{faults}</ul><ol>{evidence}</ol></details>"
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Cells are HTML already."""
    top = "".join(f"<th>{escape(name)}</th>" for name in head)
    lines = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
    return f'<div class="wide"><table><tr>{top}</tr>{lines}</table></div>'
