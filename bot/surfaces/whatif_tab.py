"""The what-if tab's components and events; Gradio itself comes as an argument from `ui.py`.

When a slider is let go, a body (`supposed.py`) is read off all of them; what follows from it fills
the tab. The body is kept beside them, so that they stand where they were in another language.
"""

from dataclasses import dataclass
from typing import Any

from bot.surfaces import pages, received
from bot.surfaces.desk import Desk

_PASS_ON = """
element.addEventListener('suppose', () => trigger('suppose'))
element.addEventListener('restore', () => trigger('restore'))"""
# Read when the event is sent and not before: Gradio sends one that had to wait with its old data.
_READ = "(asked, language) => [window.diligenceWhatIf.asked(), language]"


@dataclass(frozen=True, slots=True)
class Tab:
    levers: Any
    outcome: Any
    premises: Any
    asked: Any

    @property
    def all(self) -> list[Any]:
        return [self.levers, self.outcome, self.premises, self.asked]


def layout(gr: Any) -> Tab:
    with gr.Row(elem_id="whatif", equal_height=False):
        levers = gr.HTML(elem_id="whatif-levers", js_on_load=_PASS_ON, apply_default_css=False)
        outcome = gr.HTML(elem_id="whatif-outcome", apply_default_css=False)
        premises = gr.HTML(elem_id="whatif-premises", apply_default_css=False)
    return Tab(levers, outcome, premises, gr.Textbox(visible=False))


def wire(gr: Any, tab: Tab, opening: list[Any], language: Any, bot: Desk) -> None:
    """`opening` are the events at which the tab is drawn anew, sliders and all."""
    quiet = {"show_progress": "hidden", "api_visibility": "private"}

    def opened(asked: str, spoken: str) -> list[str]:
        return _values(pages.what_if(bot, asked or "", received.language(spoken)))

    def restored(spoken: str) -> list[str]:
        return opened("", spoken)

    def supposed(asked: str, spoken: str) -> list[str]:
        return opened(asked, spoken)[1:]

    here = [tab.asked, language]
    moved = {"inputs": here, "js": _READ, "trigger_mode": "always_last"}
    gr.on(opening, opened, here, tab.all, **quiet)
    tab.levers.restore(restored, language, tab.all, **quiet)
    tab.levers.suppose(supposed, outputs=tab.all[1:], **moved, **quiet)


def _values(view: pages.WhatIf) -> list[str]:
    return [view.levers, view.outcome, view.premises, view.asked]
