"""Plain text and Markdown into one Page; front matter becomes its fields, not its text.

    ---
    title: Orrery seeks new funds
    published: 2026-02-17
    ---
    Orrery is in talks …

Also decides how bytes are decoded (`decoded`), for HTML too. Does not know files.
"""

import codecs
import re
from datetime import date
from typing import Any

from knowledge.records import Language

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.{0,8000}?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_LANGUAGES: dict[str, Language] = {"en": "en", "zh": "zh"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# GB18030 and Big5 both accept nearly any bytes; only the right one yields everyday characters.
_EVERYDAY = frozenset(
    "的一是在不了有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年"
    "动動同工也能下过過子说說产產种種面而方后後多定行学學法所民得经經公司市月日元亿億万萬，。、：；（）"
)


def fields(text: str) -> dict[str, Any]:
    """The Page's fields."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    given = _mapping(front["yaml"]) if front else {}
    if not front or not given:
        return {"text": text}
    tier = given.get("tier")
    return {
        "text": text[front.end() :].lstrip("\n"),
        "title": _string(given.get("title")),
        "publisher": _string(given.get("publisher")),
        "published": _string(given.get("published")),
        "url": _string(given.get("url")),
        "tier": tier if tier in (1, 2, 3) else None,
        "language": _LANGUAGES.get(str(given.get("language"))),
    }


def decoded(raw: bytes, *, declared: str | None = None) -> str:
    """By byte order mark, else UTF-8, else as declared, else the best of GB18030, Big5 and cp1252.

    UnicodeDecodeError if the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        readings = [_tried(raw, name) for name in (declared or "", "gb18030", "big5")]
        if readings[0]:
            return readings[0]
        best = max(readings, key=_everyday)
        return best if _everyday(best) else raw.decode("cp1252")


def _tried(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError):  # LookupError: a page may declare any name
        return ""


def _everyday(text: str) -> int:
    return sum(character in _EVERYDAY for character in text)


def _mapping(yaml_text: str) -> dict[str, Any]:
    """The front matter as a mapping; empty if it is none, and the text is then left as it is."""
    import yaml

    try:
        found = yaml.safe_load(yaml_text)
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}


def _string(value: object) -> str | None:
    """A scalar as text: YAML turns 2026-02-17 into a date and 2026 into a number."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, str | int):
        return str(value).strip() or None
    return None
