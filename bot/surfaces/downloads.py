"""Links of the page that save a file: what the server makes of it is `api.py`'s business."""

from urllib.parse import quote

from bot.surfaces.markup import esc
from bot.surfaces.words import Words


def audit(thread_id: str, words: Words) -> str:
    """The audit trail of the thread."""
    address = f"/api/threads/{quote(thread_id, safe='')}/audit"
    tip = esc(words["audit_tip"])
    return f'<a class="out" href="{esc(address)}" title="{tip}">{esc(words["audit"])}</a>'
