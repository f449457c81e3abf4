"""The conversation as HTML: question, steps, answer, the rail beside it; all of it escaped.

An answer's `key` is its place in the thread; it ties the marks in the text to the cards of the
same answer. Knows no Gradio and asks the bot nothing.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.surfaces import downloads
from bot.surfaces.cards import badge, evidence_set
from bot.surfaces.markup import answer_text, esc, mark
from bot.surfaces.words import Words

Row = Mapping[str, Any]
# What the browser itself has to say
SAID = (
    *("close", "next", "open_page", "original", "page_of", "previous", "unmarked", "stop"),
    *("run_of", "left_s", "left_min", "not_reached", "same_as"),
    *(f"state_{state}" for state in ("waiting", "uploading", "reading", "storing", "added")),
    *(f"state_{state}" for state in ("changed", "unchanged", "skipped", "failed", "stopped")),
)
STEPS = ("understand", "retrieve", "compute", "write", "verify")


def brand(company: str, words: Words) -> str:
    subject = f'<span class="company">{esc(company)}</span>' if company else ""
    label = esc(words["threads"])
    menu = f'<button type="button" class="menu" data-menu aria-label="{label}">☰</button>'
    said = esc(json.dumps({name: words[name] for name in SAID}, ensure_ascii=False))
    title = f"<h1>{esc(words['product'])}</h1>"
    return f'<div class="brand" data-say="{said}">{menu}{title}{subject}</div>'


def welcome(company: str, suggestions: Sequence[Row], words: Words) -> str:
    """What an empty thread shows: what this is, and one question of each topic to start with."""
    title = words["welcome_of"].format(company=company) if company else words["welcome"]
    firsts = [topic["questions"][0] for topic in suggestions if topic["questions"]][:4]
    text = words["welcome_help"] if company or firsts else words["welcome_empty"]
    return (
        f'<div class="welcome"><h2>{esc(title)}</h2><p>{esc(text)}</p>'
        f'<div class="chips">{"".join(_chip(question) for question in firsts)}</div></div>'
    )


def _chip(question: str, css: str = "chip") -> str:
    said = esc(question)
    return f'<button type="button" class="{css}" data-ask="{said}">{said}</button>'


def rail(threads: Sequence[Row], suggestions: Sequence[Row], current: str, words: Words) -> str:
    items = "".join(_thread(thread, current) for thread in threads)
    listed = items or f'<p class="quiet">{esc(words["no_threads"])}</p>'
    topics = "".join(
        f"<details><summary>{esc(topic['topic'])}</summary>"
        f"{''.join(_chip(question, 'suggestion') for question in topic['questions'])}</details>"
        for topic in suggestions
    )
    return (
        f'<nav><h3>{esc(words["threads"])}</h3><div class="threads">{listed}</div>'
        f'<h3>{esc(words["suggested"])}</h3><div class="topics">{topics}</div></nav>'
    )


def _thread(row: Row, current: str) -> str:
    here = ' aria-current="true"' if row["id"] == current else ""
    day = str(row.get("updated") or "")[:10]
    return (
        f'<button type="button" class="thread" data-thread="{esc(row["id"])}"{here}>'
        f"<span>{esc(row['title'])}</span><time>{esc(day)}</time></button>"
    )


def thread(answers: Sequence[Row], words: Words) -> str:
    return "".join(turn(answer, str(i), words) for i, answer in enumerate(answers))


def panel(answers: Sequence[Row], words: Words) -> str:
    """The evidence of every answer of the thread, that of the last one showing."""
    last = len(answers) - 1
    sets = "".join(
        evidence_set(answer, str(i), words, shown=i == last) for i, answer in enumerate(answers)
    )
    body = sets or f'<p class="quiet">{esc(words["no_evidence"])}</p>'
    return (
        f'<div class="panel"><header><h3>{esc(words["evidence"])}</h3>'
        f'<button type="button" class="close" data-close aria-label="{esc(words["close"])}">×'
        f"</button></header>{body}</div>"
    )


def turn(answer: Row, key: str, words: Words) -> str:
    numbers = [citation["n"] for citation in answer["citations"]]
    return (
        f'<article class="turn" data-answer="{esc(key)}" lang="{esc(answer["language"])}">'
        f"{question(answer['question'], words)}"
        f'<div class="answer"><div class="text">{answer_text(answer["answer"], key, numbers)}</div>'
        f"{_withheld(answer, words)}{_disagreement(answer, key, words)}"
        f"{_missing(answer, words)}{_foot(answer, key, words)}"
        f"{_followups(answer, words)}</div></article>"
    )


def question(text: str, words: Words) -> str:
    return f'<div class="question" aria-label="{esc(words["you"])}"><p>{esc(text)}</p></div>'


def draft(asked: str, markdown: str, done: Mapping[str, float], words: Words) -> str:
    """The turn while it is being made: which steps are done, and the text so far, without marks."""
    text = answer_text(_half_written(markdown), "draft", ())
    return (
        f'<article class="turn live">{question(asked, words)}<div class="answer">'
        f'{steps(done, words)}<div class="text">{text}</div></div></article>'
    )


def _half_written(markdown: str) -> str:
    """Without marks, which have no cards yet, and with a bold begun but not ended closed."""
    text = re.sub(r"\s?\[\d*\]?$|\s?\[\d{1,3}\]", "", markdown).rstrip().removesuffix("**")
    return f"{text}**" if text.count("**") % 2 else text


def steps(done: Mapping[str, float], words: Words) -> str:
    """Understand → … → verify. The first that has not reported is the one at work."""
    running = next((step for step in STEPS if step not in done), None)
    items = "".join(_step(step, done.get(step), step == running, words) for step in STEPS)
    return f'<ol class="steps">{items}</ol>'


def _step(step: str, ms: float | None, running: bool, words: Words) -> str:
    css = "done" if ms is not None else "running" if running else "waiting"
    took = f"<small>{ms:,.0f} ms</small>" if ms is not None else ""
    return f'<li class="{css}">{esc(words[f"step_{step}"])}{took}</li>'


def notice(asked: str, line: str, words: Words) -> str:
    """A question that got no answer: an error or a stop, in one line."""
    said = question(asked, words) if asked else ""
    return f'<article class="turn">{said}<p class="notice" role="alert">{esc(line)}</p></article>'


def _foot(answer: Row, key: str, words: Words) -> str:
    status = answer["status"]
    claims = answer["claims"]
    good = sum(claim["verdict"] in ("supported", "computed") for claim in claims)
    checked = words["checked"].format(n=good, all=len(claims)) if claims else ""
    as_of = f"{words['as_of']} {answer['as_of']}" if answer.get("as_of") else ""
    took = _took(answer.get("timings_ms") or {}, words)
    parts = "".join(f"<span>{esc(part)}</span>" for part in (checked, as_of) if part)
    return (
        f'<footer class="foot">{badge(words[status], f"status {status}", words[f"{status}_tip"])}'
        f"{parts}{took}{downloads.audit(answer['thread_id'], words)}"
        f'<button type="button" class="sheet" data-sheet="{esc(key)}">'
        f"{esc(words['show_evidence'])} ({len(answer['citations'])})</button></footer>"
    )


def _took(timings: Mapping[str, float], words: Words) -> str:
    if "total" not in timings:
        return ""
    by_step = " · ".join(
        f"{words[f'step_{step}']} {timings[step]:,.0f} ms" for step in STEPS if step in timings
    )
    return f'<span class="took" title="{esc(by_step)}">{timings["total"]:,.0f} ms</span>'


def _disagreement(answer: Row, key: str, words: Words) -> str:
    if not answer["conflicts"]:
        return ""
    body = "".join(
        f"<li><p>{esc(conflict['reading'])}</p><ul>"
        f"{''.join(_statement(said, key) for said in conflict['statements'])}</ul></li>"
        for conflict in answer["conflicts"]
    )
    return (
        f'<details class="disagree"><summary>{esc(words["disagree"])} '
        f"({len(answer['conflicts'])})</summary><ul>{body}</ul></details>"
    )


def _withheld(answer: Row, words: Words) -> str:
    """Sentences of a model that did not pass, for who wants to see them; never in the text."""
    held = answer.get("withheld") or []
    if not held:
        return ""
    title = words["withheld_one"] if len(held) == 1 else words["withheld"].format(n=len(held))
    items = "".join(_held_back(one) for one in held)
    return (
        f'<details class="withheld"><summary>{esc(title)}</summary>'
        f'<p class="quiet">{esc(words["withheld_help"])}</p><ul>{items}</ul></details>'
    )


def _held_back(one: Row) -> str:
    reasons = "; ".join(map(str, one.get("reasons", ())))
    return f"<li><s>{esc(one['text'])}</s><p>{esc(reasons)}</p></li>"


def _statement(said: Row, key: str) -> str:
    when = said.get("as_of") or said.get("published") or ""
    n = said.get("citation")
    card = mark(key, n) if isinstance(n, int) else ""
    return f"<li><time>{esc(when)}</time> {esc(said['text'])}{card}</li>"


def _missing(answer: Row, words: Words) -> str:
    if not answer["missing"]:
        return ""
    items = "".join(
        f"<li>{esc(gap['what'])} "
        f"<span>{esc(words['settled_by'])} {esc(gap['document'])}</span></li>"
        for gap in answer["missing"]
    )
    return f'<div class="missing"><h4>{esc(words["missing"])}</h4><ul>{items}</ul></div>'


def _followups(answer: Row, words: Words) -> str:
    if not answer["followups"]:
        return ""
    chips = "".join(_chip(question) for question in answer["followups"])
    return f'<div class="chips" aria-label="{esc(words["followups"])}">{chips}</div>'
