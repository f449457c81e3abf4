"""The conversation as HTML: question, steps, answer, the rail beside it; all of it escaped.

An answer's `key` is its place in the thread; it ties the marks in the text to the cards of the
same answer. Knows no Gradio and asks the bot nothing.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.surfaces import below, downloads
from bot.surfaces.below import STEPS
from bot.surfaces.cards import chip, evidence_set
from bot.surfaces.markup import answer_text, esc
from bot.surfaces.words import Words

Row = Mapping[str, Any]
# What the browser itself has to say
SAID = (
    *("close", "next", "open_page", "original", "page_of", "previous", "unmarked", "stop"),
    *("passage_marked", "spent_s"),
    *("pages_of", "passages_of", "run_of", "left_s", "left_min", "not_reached", "same_as"),
    *(f"state_{state}" for state in ("waiting", "uploading", "reading", "storing", "added")),
    *(f"state_{state}" for state in ("changed", "unchanged", "skipped", "failed", "stopped")),
)


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
        f'<div class="chips">{"".join(chip(question) for question in firsts)}</div></div>'
    )


def rail(threads: Sequence[Row], suggestions: Sequence[Row], current: str, words: Words) -> str:
    items = "".join(_thread(thread, current) for thread in threads)
    listed = items or f'<p class="quiet">{esc(words["no_threads"])}</p>'
    topics = "".join(
        f"<details><summary>{esc(topic['topic'])}</summary>"
        f"{''.join(chip(question, 'suggestion') for question in topic['questions'])}</details>"
        for topic in suggestions
    )
    return (
        f'<nav><h3>{esc(words["threads"])}</h3><div class="threads">{listed}</div>'
        f'<h3>{esc(words["suggested"])}</h3><div class="topics">{topics}</div>'
        f"{downloads.memo(words['in_language'], words)}</nav>"
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
        f"{below.aside(answer)}{below.withheld(answer, words)}"
        f"{below.disagreement(answer, key, words)}{below.missing(answer, words)}"
        f"{below.foot(answer, key, words)}{below.followups(answer, words)}</div></article>"
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
