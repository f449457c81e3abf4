"""The latest evaluation that was run over this desk: files of a folder in, what they hold out.

Written by the evals; read here for the page and the API. Runs nothing and trusts nothing: what
cannot be read is as if it were not there.
"""

import json
from pathlib import Path
from typing import Any

MOST_BYTES = 20_000_000


def latest(home: Path) -> dict[str, Any] | None:
    """The summary of the last run; None where there is none."""
    raw = _read(home / "evals" / "latest.json")
    try:
        found = json.loads(raw) if raw else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def report(home: Path) -> bytes | None:
    """The whole report as HTML; None where there is none."""
    return _read(home / "evals" / "latest.html")


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.stat().st_size <= MOST_BYTES else None
    except OSError:
        return None
