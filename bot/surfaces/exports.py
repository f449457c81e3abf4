"""What leaves the desk as a file: the audit trail of a thread, for the command line and over HTTP.

The command line reads the trail beside a running server: it opens no store and loads no model.
Knows no format of its own but JSON.
"""

import json
import re
from pathlib import Path
from typing import TypeVar

from starlette.responses import Response

from bot.errors import SettingsError, UnknownThread
from bot.settings import Settings
from bot.trail import Trail

_Sent = TypeVar("_Sent", bound=Response)


def audit(settings: Settings, thread_id: str | None, turn: int | None) -> str:
    """The entries of a thread as JSON."""
    if not thread_id:
        raise SettingsError(
            "No thread is named.", help="Give its id as 'ask' prints it, or --verify."
        )
    trail = _trail(settings)
    try:
        return json.dumps(trail.export(thread_id, turn), ensure_ascii=False, indent=1)
    finally:
        trail.close()


def verified(settings: Settings) -> tuple[str, list[str]]:
    """One line on the chain, and what is wrong with it."""
    trail = _trail(settings)
    try:
        head, problems = trail.head(), trail.verify()
    finally:
        trail.close()
    whole = "broken" if problems else "whole"
    return f"{head['entries']} entries, the chain is {whole}; head {head['head']}", problems


def written(path: str, content: bytes) -> str:
    """Writes the file and says so; raises SettingsError where it cannot."""
    try:
        Path(path).expanduser().write_bytes(content)
    except OSError as error:
        raise SettingsError(
            f"{path!r} cannot be written: {error.strerror}.",
            help="Name a file in a folder of yours.",
        ) from error
    return f"Written: {path}"


def attached(answer: _Sent, name: str) -> _Sent:
    """The answer as a file that a browser saves; `name` may come from an address."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    answer.headers["Content-Disposition"] = f'attachment; filename="{plain}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _trail(settings: Settings) -> Trail:
    if not settings.trail.is_file():
        raise UnknownThread("There is no audit trail yet.", help="Ask a question first.")
    return Trail(settings.trail)
