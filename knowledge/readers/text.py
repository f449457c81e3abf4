"""Plain text and Markdown into one Page; front matter becomes its fields, not its text.

    ---
    title: Orrery seeks new funds
    published: 2026-02-17
    ---
    Orrery is in talks …

Does not know files, nor how bytes become text (`encodings`).
"""

import re
from typing import Any

from knowledge.records import Language

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.{0,8000}?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_LANGUAGES: dict[str, Language] = {"en": "en", "zh": "zh"}


def fields(text: str) -> dict[str, Any]:
    """The Page's fields."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    given = _mapping(front["yaml"]) if front else {}
    if not front or not given:
        return {"text": text}
    tier = _string(given.get("tier")) or ""
    return {
        "text": text[front.end() :].lstrip("\n"),
        "title": _string(given.get("title")),
        "publisher": _string(given.get("publisher")),
        "published": _string(given.get("published")),
        "url": _string(given.get("url")),
        "tier": int(tier) if tier in ("1", "2", "3") else None,
        "language": _LANGUAGES.get(_string(given.get("language")) or ""),
    }


def _mapping(yaml_text: str) -> dict[str, Any]:
    """The front matter as a mapping; empty if it is none, and the text is then left as it is."""
    import yaml

    try:
        # strings only: a day that is none, a number of 5,000 digits or a nest is no defect of ours
        found = yaml.load(yaml_text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _string(value: object) -> str | None:
    """A list or mapping says nothing here: made of references, it could be without end."""
    return value.strip() or None if isinstance(value, str) else None
