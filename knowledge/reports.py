"""What became of a document that was to be read: the words of the report, nothing else."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Status = Literal["added", "changed", "unchanged", "skipped", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncReport:
    """Ids of the sources, and how many passages were new to the embedding model."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]
    passages_embedded: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What became of one document; `reason` is there if it failed or was skipped.

    `help` says what to do about a failed one; `same_as` is where the same text was read before:
    it is stored once.
    """

    path: str
    source_id: str | None
    status: Status
    passages: int
    reason: str = ""
    help: str = ""
    warnings: tuple[str, ...] = ()
    same_as: str = ""


def not_read(
    path: Path | str, status: Literal["skipped", "failed"], reason: str, help: str = ""
) -> IngestReport:
    return IngestReport(
        path=printable(str(path)),
        source_id=None,
        status=status,
        passages=0,
        reason=reason,
        help=help,
    )


def printable(name: str) -> str:
    r"""A file may have any name: line ends, "\x1b[2J" and bytes that are no text are escaped."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)
