"""The page: Gradio components, and which event fills which. A bot and an app in, the app out.

All content is HTML from `pages.py`; nothing is decided here. The browser keeps the thread's id and
the language in the address, and nothing else. The only place that imports Gradio.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from bot.surfaces import pages, received, whatif_tab
from bot.surfaces.desk import Desk
from bot.surfaces.words import EN, for_language
from knowledge import Language

_HERE = Path(__file__).parent
_FONTS = ("-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
_MONO = ("ui-monospace", "SF Mono", "Menlo", "Consolas", "Liberation Mono", "monospace")
_SCRIPTS = ("places", "page", "whatif", "intake", "editor")
_TABS = ("chat", "sources", "metrics", "conflicts", "whatif", "evals")
_RUNNING, _WAITING = 32, 64  # answers at once; events that may wait for one
_SESSIONS = 1000
# The address is the only memory of the browser: #t=THREAD&lang=en
_RECALL = """() => { const at = new URLSearchParams(location.hash.slice(1));
  const own = navigator.language.startsWith('zh') ? 'zh' : 'en'
  return [at.get('t') || '', at.get('lang') || own] }"""
_REMEMBER = "(thread, lang) => { window.diligencePage.remember(thread, lang); return [] }"
_PASS_ON_CHANGE = "window.addEventListener('diligence:changed', () => trigger('renew'))"
_OPEN_ON_CLICK = """element.addEventListener('click', (event) => {
  const row = event.target.closest('[data-thread]')
  if (row) trigger('open', { thread: row.dataset.thread })
})"""


def mount(app: FastAPI, bot: Desk) -> FastAPI:
    """Puts the page at "/" behind the routes that `app` already has."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when Gradio is imported
    import gradio as gr

    demo = build(bot)
    demo.has_launched = True  # without it Gradio trusts file paths that a browser sends
    gr.mount_gradio_app(
        app,
        demo,
        path="/",
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        max_file_size="1mb",
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
        theme=gr.themes.Base(font=_FONTS, font_mono=_MONO),
        css="".join(_file(f"{name}.css") for name in ("theme", "whatif", "places", "shelf")),
        js=f"() => {{\n{';'.join(_file(f'{name}.js') for name in _SCRIPTS)}}}",
    )
    return app


def _file(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that events read and fill."""

    brand: Any
    language: Any
    new: Any
    tabs: dict[str, Any]
    rail: Any
    chat: Any
    live: Any
    box: Any
    send: Any
    stop: Any
    panel: Any
    tables: dict[str, Any]
    whatif: whatif_tab.Tab
    thread: Any

    @property
    def view(self) -> list[Any]:
        return [self.thread, self.chat, self.live, self.panel, self.rail]

    @property
    def labels(self) -> list[Any]:
        return [self.language, self.new, self.box, self.send, self.stop, *self.tabs.values()]

    @property
    def all_tables(self) -> list[Any]:
        return [self.brand, *self.tables.values()]


def build(bot: Desk) -> Any:
    """The Blocks: layout, then events. Queue limits as measured in RELIABILITY 13."""
    import gradio as gr

    with gr.Blocks(title=EN["product"], analytics_enabled=False, fill_width=True) as demo:
        parts = _layout(gr)
        _wire(gr, demo, parts, bot)
    demo.queue(default_concurrency_limit=_RUNNING, max_size=_WAITING, api_open=False)
    demo.state_session_capacity = _SESSIONS
    return demo


def _layout(gr: Any) -> _Parts:
    with gr.Row(elem_id="top"):
        brand = gr.HTML(elem_id="brand", apply_default_css=False)
        language = gr.Radio(
            [("EN", "en"), ("中文", "zh")],
            value="en",
            show_label=False,
            container=False,
            elem_id="language",
            interactive=True,
        )
        new = gr.Button(EN["new_thread"], elem_id="new", size="sm")
    tabs, tables = {}, {}
    with gr.Tabs(elem_id="tabs"):
        with gr.Tab(EN["tab_chat"], id="chat", elem_id="tab-chat") as tabs["chat"]:
            middle = _chat_layout(gr)
        for name in _TABS[1:]:
            with gr.Tab(EN[f"tab_{name}"], id=name, elem_id=f"tab-{name}") as tabs[name]:
                if name == "whatif":
                    whatif = whatif_tab.layout(gr)
                    continue
                if name == "sources":
                    tables["drop"] = gr.HTML(
                        elem_id="drop", js_on_load=_PASS_ON_CHANGE, apply_default_css=False
                    )
                    gr.HTML('<div id="intake-run"></div>', apply_default_css=False)  # the browser's
                tables[name] = gr.HTML(elem_id=f"{name}-table", apply_default_css=False)
    return _Parts(
        brand=brand,
        language=language,
        new=new,
        tabs=tabs,
        tables=tables,
        whatif=whatif,
        thread=gr.Textbox(visible=False),
        **middle,
    )


def _chat_layout(gr: Any) -> dict[str, Any]:
    parts = {}
    with gr.Row(elem_id="desk", equal_height=False):
        with gr.Column(elem_id="left", scale=0, min_width=0):
            parts["rail"] = gr.HTML(
                elem_id="rail", js_on_load=_OPEN_ON_CLICK, apply_default_css=False
            )
        with gr.Column(elem_id="middle", scale=1, min_width=0):
            with gr.Column(elem_id="talk"):
                parts["chat"] = gr.HTML(elem_id="chat", apply_default_css=False)
                parts["live"] = gr.HTML(elem_id="live", apply_default_css=False)
            with gr.Row(elem_id="composer"):
                parts["box"] = gr.Textbox(
                    show_label=False,
                    container=False,
                    lines=1,
                    max_lines=6,
                    scale=1,
                    placeholder=EN["placeholder"],
                    elem_id="box",
                    autofocus=True,
                )
                parts["send"] = gr.Button(EN["send"], variant="primary", elem_id="send", scale=0)
                parts["stop"] = gr.Button(EN["stop"], elem_id="stop", scale=0, visible=False)
        with gr.Column(elem_id="right", scale=0, min_width=0):
            parts["panel"] = gr.HTML(elem_id="panel", apply_default_css=False)
    return parts


def _wire(gr: Any, demo: Any, parts: _Parts, bot: Desk) -> None:
    quiet = {"show_progress": "hidden", "api_visibility": "private"}
    here = [parts.thread, parts.language]
    remember = {"fn": None, "inputs": here, "js": _REMEMBER}

    def everything(thread_id: str, language: str) -> list[Any]:
        spoken = received.language(language)
        return [
            *_labels(gr, spoken),
            *_table_values(pages.tables(bot, spoken)),
            *_view_values(pages.opened(bot, thread_id, spoken)),
        ]

    def renewed(language: str) -> list[Any]:
        return _table_values(pages.tables(bot, received.language(language)))

    def reopened(language: str, event: gr.EventData) -> list[Any]:
        return _view_values(
            pages.opened(bot, received.field(event, "thread"), received.language(language))
        )

    def fresh(language: str) -> list[Any]:
        return _view_values(pages.opened(bot, "", received.language(language)))

    def ask(question: str, thread_id: str, language: str) -> Iterator[dict[Any, Any]]:
        yield {
            parts.box: "",
            parts.send: gr.update(visible=False),
            parts.stop: gr.update(visible=True),
        }
        for step in pages.asking(bot, question or "", thread_id or "", received.language(language)):
            yield _progress(parts, step)
        yield _idle(gr, parts)

    def stopped(language: str) -> dict[Any, Any]:
        return {parts.live: pages.stopped(received.language(language)), **_idle(gr, parts)}

    whole = [*parts.labels, *parts.all_tables, *parts.view]
    demo.load(everything, here, whole, js=_RECALL, **quiet)
    parts.language.input(everything, here, whole, **quiet).then(**remember)
    for renewing in (parts.tables["drop"].renew, parts.tabs["evals"].select):
        renewing(renewed, parts.language, parts.all_tables, **quiet)
    parts.rail.open(reopened, parts.language, parts.view, **quiet).then(**remember)
    parts.new.click(fresh, parts.language, parts.view, **quiet).then(**remember)
    asked = gr.on(
        [parts.box.submit, parts.send.click],
        ask,
        [parts.box, *here],
        [parts.box, parts.send, parts.stop, *parts.view],
        **quiet,
    )
    asked.then(**remember)
    parts.stop.click(
        stopped, parts.language, [parts.live, parts.send, parts.stop], cancels=[asked], **quiet
    )
    opening = [parts.tabs["whatif"].select, parts.language.input]
    whatif_tab.wire(gr, parts.whatif, opening, parts.language, bot)


def _labels(gr: Any, language: Language) -> list[Any]:
    words = for_language(language)
    return [
        language,
        words["new_thread"],
        gr.update(placeholder=words["placeholder"]),
        words["send"],
        words["stop"],
        *(gr.update(label=words[f"tab_{name}"]) for name in _TABS),
    ]


def _table_values(tables: pages.Tables) -> list[str]:
    return [
        *(tables.brand, tables.drop, tables.sources),
        *(tables.metrics, tables.conflicts, tables.evals),
    ]


def _view_values(view: pages.ThreadView) -> list[str]:
    return [view.thread_id, view.chat, "", view.panel, view.rail]


def _progress(parts: _Parts, step: pages.Progress) -> dict[Any, Any]:
    if step.view is None:
        return {parts.live: step.live}
    return dict(zip(parts.view, _view_values(step.view), strict=True))


def _idle(gr: Any, parts: _Parts) -> dict[Any, Any]:
    return {parts.send: gr.update(visible=True), parts.stop: gr.update(visible=False)}
