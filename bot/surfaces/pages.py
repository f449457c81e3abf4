"""What each part of the page shows, as HTML: a bot, a thread and a language in, strings out.

`asking` follows one question from the first step to the cited answer. Errors become one line where
the answer would stand. Knows no Gradio; `ui.py` puts these strings into components.
"""

import logging
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from bot.surfaces import cards, charts, evals_tab, shelf, sliders, turns, whatif
from bot.surfaces.desk import Desk, trouble
from bot.surfaces.limits import paced
from bot.surfaces.supposed import Supposed
from bot.surfaces.words import Words, for_language
from knowledge import Language

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadView:
    """An opened thread. `thread_id` is "" for a new one."""

    thread_id: str
    chat: str
    panel: str
    rail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The parts that depend on the language alone."""

    brand: str
    drop: str
    sources: str
    metrics: str
    conflicts: str
    evals: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """`asked` is the body that the sliders stand for, to be handed back with the next event."""

    levers: str
    outcome: str
    premises: str
    asked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """The page while a question is worked on: HTML below the thread, and the thread once done."""

    live: str
    view: ThreadView | None = None


def opened(bot: Desk, thread_id: str, language: Language) -> ThreadView:
    """A thread with its citations as they were given; an unknown one says so in one line."""
    words = for_language(language)
    try:
        answers = bot.thread(thread_id) if thread_id else []
        return _view(bot, thread_id, answers, language)
    except Exception as error:  # a page that does not open must still say why
        said = turns.notice("", _line(error), words)
        rail = turns.rail([], [], "", words)
        return ThreadView(thread_id="", chat=said, panel=turns.panel([], words), rail=rail)


def _view(
    bot: Desk, thread_id: str, answers: Sequence[dict[str, Any]], language: Language
) -> ThreadView:
    words = for_language(language)
    suggestions = bot.suggestions(language)
    chat = turns.thread(answers, words)
    return ThreadView(
        thread_id=thread_id,
        chat=chat or turns.welcome(bot.company(language), suggestions, words),
        panel=turns.panel(answers, words),
        rail=turns.rail(bot.threads(), suggestions, thread_id, words),
    )


def tables(bot: Desk, language: Language) -> Tables:
    words = for_language(language)
    try:
        return _tables(bot, language, words)
    except Exception as error:
        said = turns.notice("", _line(error), words)
        brand = turns.brand("", words)
        return Tables(brand=brand, drop="", sources=said, metrics=said, conflicts=said, evals=said)


def _tables(bot: Desk, language: Language, words: Words) -> Tables:
    sources = bot.sources()
    titles = {source.id: source.title for source in sources}
    metrics = bot.metrics(language)
    return Tables(
        brand=turns.brand(bot.company(language), words),
        drop=shelf.drop(words),
        sources=shelf.table(bot.held(), words),
        metrics=cards.metrics(metrics, charts.runway(metrics, words), titles, words),
        conflicts=cards.conflicts(bot.conflicts(language), titles, words),
        evals=evals_tab.latest(bot.evaluation(), words),
    )


def what_if(bot: Desk, raw: str, language: Language) -> WhatIf:
    """The tab for a body as the browser sent it; for "" as the sources have it."""
    words = for_language(language)
    try:
        levers = bot.levers(language)
        asked = Supposed.model_validate_json(raw) if raw else Supposed.of(levers.start)
        shown = bot.project(asked.change(), language)
        return WhatIf(
            levers=sliders.form(levers, asked, words),
            outcome=whatif.result(shown, words),
            premises=whatif.premises(shown, words),
            asked=asked.model_dump_json(exclude_none=True),
        )
    except ValidationError:
        said = turns.notice("", words["bad_scenario"], words)
    except Exception as error:
        said = turns.notice("", _line(error), words)
    return WhatIf(levers="", outcome=said, premises="", asked="")


def asking(bot: Desk, question: str, thread_id: str, language: Language) -> Iterator[Progress]:
    """Updates for one question, ten a second at most; stopping the iteration stops the bot."""
    words = for_language(language)
    if not question.strip():
        yield Progress(live=turns.notice("", words["empty_question"], words))
        return
    draft = _Draft(question=question)
    yield Progress(live=draft.html(words))
    try:
        with closing(_events(bot, question, thread_id)) as events:
            for batch in paced(events):
                for event in batch:
                    draft.hear(event)
                if draft.thread_id is None:
                    yield Progress(live=draft.html(words))
        done = draft.thread_id or thread_id
        yield Progress(live="", view=_view(bot, done, bot.thread(done), language))
    except Exception as error:
        yield Progress(live=turns.notice(question, _line(error), words))


def stopped(language: Language) -> str:
    words = for_language(language)
    return turns.notice("", words["stopped"], words)


def _events(bot: Desk, question: str, thread_id: str) -> Generator[dict[str, Any], None, None]:
    """A generator of our own, so that closing it closes the bot's, whatever that is made of."""
    yield from bot.stream(question, thread_id or None)


@dataclass(slots=True, kw_only=True)
class _Draft:
    """The answer as far as it has come."""

    question: str
    text: str = ""
    done: dict[str, float] = field(default_factory=dict)
    thread_id: str | None = None

    def hear(self, event: dict[str, Any]) -> None:
        match event["type"]:
            case "step":
                self.done[event["step"]] = event["ms"]
            case "text":
                self.text += event["text"]
            case "restart":  # what a model wrote so far does not stand
                self.text = ""
            case "final":
                self.thread_id = event["answer"]["thread_id"]

    def html(self, words: Words) -> str:
        return turns.draft(self.question, self.text, self.done, words)


def _line(error: Exception) -> str:
    met = trouble(error)
    if met.status == 500:
        _log.error("the page met an unforeseen error", exc_info=error)
    return met.line
