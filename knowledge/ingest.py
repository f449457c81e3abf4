"""The path of one document: read → split → propose facts → embed → store.

A file in, a report out. Reading a file again changes nothing; a changed file replaces its former
version, and the journal keeps that it did. Facts read from its sentences are stored with it, marked
proposed. A file that cannot be read is reported, not raised, so
that it does not hold up a hundred others; nothing of it stays behind. Does not know formats,
models or databases.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from knowledge import orders, readers
from knowledge.binding import About, Place, bind
from knowledge.errors import DocumentError
from knowledge.propose import propose, stamp
from knowledge.records import Entity, Page
from knowledge.store import Bundle, KnowledgeBase

Status = Literal["added", "changed", "unchanged", "failed"]

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What became of one document; `reason` and `help` are filled for a failed one."""

    path: str
    source_id: str | None
    status: Status
    passages: int
    reason: str = ""
    help: str = ""
    warnings: tuple[str, ...] = ()


def ingest(
    base: KnowledgeBase,
    path: Path | str,
    *,
    about: About | None = None,
    today: date | None = None,
    allow_private: bool = False,
) -> IngestReport:
    """What the caller says `about` a document comes before what the document says of itself.

    A document cannot raise its own tier, only lower it, nor have been published after `today`.
    `path` may be an http(s) address; `allow_private` opens those of the own network.
    """
    try:
        document = _read(path, allow_private)
    except DocumentError as problem:
        return IngestReport(
            path=str(path),
            source_id=None,
            status="failed",
            passages=0,
            reason=str(problem),
            help=problem.help,
        )
    said = about or About()
    if said.published is None:
        said = replace(said, published=_past(document.pages[0], today))
    entities = base.records("entity")
    bundle = bind(document, _place(path, document.pages[0]), said, made_by=stamp(entities))
    warnings = (*document.warnings, *_orders(bundle.texts[0].text))
    return replace(_stored(base, path, bundle, entities), warnings=warnings)


def _orders(text: str) -> Iterator[str]:
    """What the reader of the report should know of text that tries to give orders."""
    found = orders.spans(text)
    if found:
        start, end = found[0]
        said = " ".join(text[start:end].split())[:80]
        yield (
            f"{len(found)} {'passage gives' if len(found) == 1 else 'passages give'} orders to "
            f"whoever reads ({said!r}): kept and shown, never relied on."
        )


def _read(path: Path | str, allow_private: bool) -> readers.Document:
    if _web_address(str(path)):
        return readers.document_at(str(path), allow_private=allow_private)
    return readers.document(Path(path))


def _stored(
    base: KnowledgeBase, path: Path | str, bundle: Bundle, entities: list[Entity]
) -> IngestReport:
    """What is stored already is neither read for facts nor embedded again."""
    status: Status = "added"
    if base.digests("user").get(bundle.source.id) == bundle.digest:
        status = "unchanged"
    elif base.add(_with_proposals(bundle, entities)):
        status = "changed"
    return IngestReport(
        path=str(path),
        source_id=bundle.source.id,
        status=status,
        passages=len(bundle.passages),
    )


def _place(path: Path | str, first: Page) -> Place:
    """Called after the file, or after the last part of an address, or after its host."""
    if not _web_address(str(path)):
        file = Path(path)
        return Place(path=str(file.resolve()), name=file.stem, url=_web_address(first.url))
    parts = urlsplit(str(path))
    name = Path(parts.path).stem or str(parts.hostname)
    return Place(path=str(path), name=name, url=_web_address(first.url))


def _with_proposals(bundle: Bundle, entities: list[Entity]) -> Bundle:
    [text] = bundle.texts
    found = propose(text.text, source=bundle.source, entities=entities)
    return replace(bundle, proposals=found)


def _past(page: Page, today: date | None) -> str | None:
    """The date the document gives for itself, unless it is no date or lies ahead."""
    given = page.published or ""
    latest = (today or date.today()).isoformat()
    return given if _DATE.fullmatch(given) and given <= latest else None


def _web_address(url: str | None) -> str | None:
    return url if url and urlsplit(url).scheme in ("http", "https") else None
