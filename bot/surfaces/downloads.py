"""Links of the page that save a file: what the server makes of it is `api.py`'s business."""

from urllib.parse import quote

from bot.surfaces.markup import esc
from bot.surfaces.words import Words

_FORMATS = {"docx": "Word", "pdf": "PDF", "md": "Markdown"}


def memo(language: str, words: Words) -> str:
    """The memo of the company in each format."""
    links = " · ".join(
        f'<a class="out" href="/api/memo?format={key}&amp;language={esc(language)}">{name}</a>'
        for key, name in _FORMATS.items()
    )
    return (
        f'<h3>{esc(words["memo"])}</h3><p class="quiet">{esc(words["memo_help"])}</p><p>{links}</p>'
    )


def audit(thread_id: str, words: Words) -> str:
    """The audit trail of the thread."""
    address = f"/api/threads/{quote(thread_id, safe='')}/audit"
    tip = esc(words["audit_tip"])
    return f'<a class="out" href="{esc(address)}" title="{tip}">{esc(words["audit"])}</a>'
