"""What a browser sent, which may be anything at all → a language, a field of an event."""

from typing import Any

from knowledge import Language


def language(raw: object) -> Language:
    return "zh" if raw == "zh" else "en"


def field(event: Any, name: str) -> str:
    """A text field of an event; "" where there is none."""
    data = event._data if isinstance(event._data, dict) else {}
    value = data.get(name)
    return value if isinstance(value, str) else ""
