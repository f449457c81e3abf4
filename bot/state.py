"""What a thread keeps between questions, and what one question adds; the state of the graph.

The work of a question stays in memory and is never stored: a thread keeps each turn's answer and
what was understood. Knows no step.
"""

from collections.abc import Callable
from typing import Annotated, Any, TypedDict

from langgraph.channels import UntrackedValue

from bot.work import Work

_KEPT_TURNS = 200  # of a thread, so that its state stays small


def _appended(kept: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return (kept + new)[-_KEPT_TURNS:]


class State(TypedDict, total=False):
    question: str
    thread_id: str
    as_of: str | None
    turns: Annotated[list[dict[str, Any]], _appended]
    stopped: Annotated[Callable[[], bool], UntrackedValue]  # nobody waits for the answer any more
    work: Annotated[Work, UntrackedValue]
    answer: Annotated[dict[str, Any], UntrackedValue]
