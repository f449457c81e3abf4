"""What goes wrong with a model, told apart, and the one line the reader gets.

In: whatever a provider's package raised. Out: a `Fault` with its kind, whether to try again and
when. The provider's own words go no further: they may hold a key or the question. Imports no
provider: errors are told by status code and by the name of their class.
"""

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from knowledge import Language

Kind = Literal[
    "timeout", "key", "rate", "quota", "server", "connection", "cut", "malformed", "empty",
    "overflow", "request", "language", "unsupported", "aside", "thread_budget", "day_budget",
    "unpriced", "stopped", "unforeseen",
]  # fmt: skip
_AGAIN: frozenset[Kind] = frozenset(("rate", "server", "connection", "cut", "malformed", "empty"))
_OVERFLOW = ("context_length", "context length", "maximum context", "too many tokens", "too long")
_BAD_KEY, _TOO_MANY, _TIMED_OUT = (401, 403), 429, (408, 504)


class Fault(Exception):
    """Never leaves the writer: the reader gets the extractive answer and `told`."""

    def __init__(self, kind: Kind, *, retry_after_s: float | None = None) -> None:
        super().__init__(kind)
        self.kind = kind
        self.retry_after_s = retry_after_s

    @property
    def is_passing(self) -> bool:
        """Whether the same request may go well a moment later."""
        return self.kind in _AGAIN

    def told(self, language: Language) -> str:
        return lines()[self.kind][language]


def of(error: BaseException, *, heard: bool) -> Fault:
    """`heard`: something of the reply had come already."""
    if isinstance(error, Fault):
        return error
    status = _status(error)
    if status is not None:
        return _of_status(status, error)
    names = " ".join(c.__name__ for c in type(error).__mro__)
    if isinstance(error, (json.JSONDecodeError, UnicodeDecodeError)):
        return Fault("malformed")
    if "Timeout" in names:
        return Fault("timeout")
    if any(n in names for n in ("Connect", "Protocol", "ReadError", "ClosedResource", "Network")):
        return Fault("cut" if heard else "connection")
    if "APIError" in names:
        return Fault("server")  # an error event inside a stream has no status
    if isinstance(error, (ValueError, KeyError, TypeError, AttributeError, IndexError)):
        return Fault("malformed")  # the package could make nothing of what came
    return Fault("unforeseen")


def _status(error: BaseException) -> int | None:
    for name in ("status_code", "code", "http_status"):
        value = getattr(error, name, None)
        if isinstance(value, int) and 400 <= value < 600:
            return value
    return None


def _of_status(status: int, error: BaseException) -> Fault:
    said = f"{error} {getattr(error, 'code', '')}".lower()
    if status in _BAD_KEY:
        return Fault("key")
    if status == _TOO_MANY:
        quota = "insufficient_quota" in said
        return Fault("quota" if quota else "rate", retry_after_s=_retry_after(error))
    if status in _TIMED_OUT:
        return Fault("timeout")
    if status >= 500:
        return Fault("server", retry_after_s=_retry_after(error))
    return Fault("overflow" if any(w in said for w in _OVERFLOW) else "request")


def _retry_after(error: BaseException) -> float | None:
    headers: Mapping[str, Any] = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        seconds = float(headers.get("retry-after", ""))
    except (TypeError, ValueError):
        return None  # also the date form, which no model provider sends
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


@cache
def lines() -> dict[Kind, dict[Language, str]]:
    """What the reader is told, by kind."""
    path = Path(__file__).with_name("faults.yaml")
    made: dict[Kind, dict[Language, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return made
