"""What the page shows while an answer is made, without a browser."""

import time
from collections.abc import Iterator
from typing import Any

from fake_bot import FakeBot

from bot.surfaces import pages

PAUSE_S = 0.15  # longer than the pace of updates, so that each event is an update of its own


class Restarting(FakeBot):
    """Its model begins, and what it wrote is taken back."""

    def stream(
        self, question: str, thread_id: str | None = None, as_of: str | None = None
    ) -> Iterator[dict[str, Any]]:
        for event in (
            {"type": "text", "text": "A first draft."},
            {"type": "restart"},
            {"type": "text", "text": "What stands."},
        ):
            yield event
            time.sleep(PAUSE_S)
        yield {"type": "final", "answer": self.ask(question, thread_id, as_of).to_dict()}


def test_text_that_was_taken_back_is_no_longer_shown() -> None:
    told = [step.live for step in pages.asking(Restarting(), "q", "", "en")]
    [begun, *after] = [live for live in told if "first draft" in live or "What stands" in live]
    assert "What stands." not in begun
    assert after
    assert all("first draft" not in live for live in after)
