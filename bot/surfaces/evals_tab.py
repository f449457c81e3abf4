"""The latest evaluation as HTML: what `latest.json` of the evals folder holds, as a summary.

The file is written by another program and may be older or newer than this page: what it lacks is
left out, and everything in it is escaped. Runs nothing.
"""

from collections.abc import Mapping
from typing import Any, TypeGuard

from bot.surfaces.cards import badge
from bot.surfaces.markup import esc
from bot.surfaces.words import Words

_MOST_FAILING = 20
_SMALLER = frozenset(("seconds",))  # scores of which less is better
_FLOOR = {"held": "good", "broken": "bad"}


def latest(run: Mapping[str, Any] | None, words: Words) -> str:
    """`run` is None where none has been made."""
    if run is None:
        return f'<p class="quiet">{esc(words["no_evals"])}</p>'
    report = (
        f'<a class="out-file" href="/api/evals/report" download>{esc(words["evals_report"])}</a>'
    )
    return (
        f'<section class="evals"><header><h3>{esc(run.get("suite", ""))}</h3>'
        f"{_floors(run, words)}<time>{esc(_when(run))}</time>{report}</header>"
        f'<p class="quiet">{esc(run.get("about", ""))}</p>{_counts(run, words)}'
        f"{_scores(run.get('scores'), words)}{_failing(run.get('failing'), words)}</section>"
    )


def _when(run: Mapping[str, Any]) -> str:
    return str(run.get("at", ""))[:16].replace("T", " ")


def _floors(run: Mapping[str, Any], words: Words) -> str:
    state = str(run.get("floors", "none"))
    name = f"floors_{state}"
    return badge(words[name], _FLOOR.get(state, "plain")) if name in words else ""


def _counts(run: Mapping[str, Any], words: Words) -> str:
    told = words["evals_counts"].format(
        cases=run.get("cases", 0), good=run.get("without_fault", 0), errors=run.get("errors", 0)
    )
    below = "".join(f'<li class="notice">{esc(line)}</li>' for line in _list(run.get("below")))
    return f'<p class="counts">{esc(told)}</p><ul>{below}</ul>'


def _scores(scores: object, words: Words) -> str:
    rows = "".join(_score(str(name), score) for name, score in _map(scores).items() if _map(score))
    heads = "".join(
        f"<th>{esc(words[name])}</th>" for name in ("score", "mean", "interval", "goal", "cases")
    )
    return (
        f'<div class="scroll"><table class="scores"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _score(name: str, score: Mapping[str, Any]) -> str:
    value, goal = score.get("value"), score.get("goal")
    css = ""
    if _is_figure(value) and _is_figure(goal):
        css = "good" if (value <= goal if name in _SMALLER else value >= goal) else "bad"
    span = f"{_figure(score.get('low'))} – {_figure(score.get('high'))}"
    return (
        f'<tr><td>{esc(name.replace("_", " "))}</td><td class="number {css}">{_figure(value)}</td>'
        f'<td class="number">{span}</td><td class="number">{_figure(goal)}</td>'
        f'<td class="number">{esc(score.get("n", ""))}</td></tr>'
    )


def _failing(cases: object, words: Words) -> str:
    worst = [case for case in _list(cases) if _map(case)][:_MOST_FAILING]
    if not worst:
        return ""
    items = "".join(_case(case, words) for case in worst)
    return f'<h4>{esc(words["worst"])}</h4><div class="rows">{items}</div>'


def _case(case: Mapping[str, Any], words: Words) -> str:
    faults = "; ".join(
        f"{name}: {', '.join(map(str, _list(said)))}"
        for name, said in _map(case.get("faults")).items()
    )
    expected = " · ".join(map(str, _list(case.get("expected"))))
    asked = " → ".join(map(str, _list(case.get("asked"))))
    return (
        f'<details class="card"><summary>{esc(asked)} <small>{esc(case.get("key", ""))}</small>'
        f'</summary><p class="caveat">{esc(faults or case.get("error") or "")}</p>'
        f"<p><b>{esc(words['expected'])}</b> {esc(expected)}</p>"
        f"<p><b>{esc(words['got'])}</b> {esc(case.get('got', ''))}</p></details>"
    )


def _figure(value: object) -> str:
    return f"{value:.3f}" if _is_figure(value) else "—"


def _is_figure(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
