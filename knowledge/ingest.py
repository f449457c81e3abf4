"""The path of one document: read → split → propose facts → embed → store.

A file in, a report out. Reading a file again changes nothing; a changed file replaces its former
version, and the journal keeps that it did. Facts read from its sentences are stored with it, marked
proposed. A file that cannot be read is reported, not raised, so
that it does not hold up a hundred others; nothing of it stays behind. Does not know formats,
models or databases.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from knowledge import orders, readers
from knowledge.database import to_json
from knowledge.errors import DocumentError
from knowledge.propose import propose, stamp
from knowledge.records import Entity, Language, Page, Passage, Source, Text
from knowledge.split import SPLITTER, split
from knowledge.store import Bundle, KnowledgeBase

BETWEEN = "\n\n"  # what stands between the pages of a stored text

Status = Literal["added", "changed", "unchanged", "failed"]

_CJK = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LETTER = re.compile(r"[^\W\d_]")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?P<heading>.+?)\s*#*$", re.MULTILINE)


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


def ingest(  # noqa: PLR0913  # what a caller may say about a document, one word each
    base: KnowledgeBase,
    path: Path | str,
    *,
    publisher: str | None = None,
    published: str | None = None,
    tier: int = 3,
    today: date | None = None,
    allow_private: bool = False,
) -> IngestReport:
    """What the caller says about publisher and date comes before what the document says.

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
    pages = document.pages
    day = published or _past(pages[0], today)
    entities = base.records("entity")
    bundle = _bundle(path, pages, publisher, day, tier, made_by=f"{SPLITTER} {stamp(entities)}")
    bundle = replace(bundle, original=document.original)
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


def _bundle(  # noqa: PLR0913  # what is said about a document, one word each
    path: Path | str,
    pages: Sequence[readers.LocatedPage],
    publisher: str | None,
    published: str | None,
    tier: int,
    *,
    made_by: str,
) -> Bundle:
    """`made_by`: other rules or other names in the dossier make other proposals of a text."""
    first = pages[0]
    content = BETWEEN.join(page.text for page in pages)
    name = _name(path)
    source_id = f"{_slug(name)}-{sha256(content.encode()).hexdigest()[:8]}"
    source = Source(
        id=source_id,
        title=first.title or _first_heading(content) or name,
        publisher=publisher or first.publisher or "unknown",
        published=published,
        language=first.language or language_of(content),
        tier=max(tier, first.tier or tier),
        access="upload",
        url=_web_address(first.url),
    )
    text = Text(source_id=source_id, name="document", text=content)
    return Bundle(
        source=source,
        texts=(text,),
        passages=tuple(_passages(text, pages, source.language)),
        origin="user",
        digest=sha256(f"{made_by}\n{to_json(source)}\n{content}".encode()).hexdigest(),
        path=str(path) if _web_address(str(path)) else str(Path(path).resolve()),
    )


def _passages(
    text: Text, pages: Sequence[readers.LocatedPage], language: Language
) -> Iterator[Passage]:
    """Each page split by itself, so that no passage stands on two pages or in two tables."""
    start = ordinal = 0
    prefix = f"{text.source_id}#{sha256(text.text.encode()).hexdigest()[:12]}/{SPLITTER}"
    for page in pages:
        for passage in split(replace(text, text=page.text), language=language):
            yield replace(
                passage,
                id=f"{prefix}/{ordinal}",
                ordinal=ordinal,
                start=start + passage.start,
                end=start + passage.end,
                page=page.number,
                section=passage.section or page.section,
            )
            ordinal += 1
        start += len(page.text) + len(BETWEEN)


def _name(path: Path | str) -> str:
    """The file's name, or the last part of an address, or its host."""
    if not _web_address(str(path)):
        return Path(path).stem
    parts = urlsplit(str(path))
    return Path(parts.path).stem or str(parts.hostname)


def _with_proposals(bundle: Bundle, entities: list[Entity]) -> Bundle:
    [text] = bundle.texts
    found = propose(text.text, source=bundle.source, entities=entities)
    return replace(bundle, proposals=found)


def language_of(text: str) -> Language:
    """Chinese if a fifth of its letters are: its names and product names are often English."""
    chinese, letters = len(_CJK.findall(text)), len(_LETTER.findall(text))
    return "zh" if chinese * 5 > letters else "en"


def _slug(stem: str) -> str:
    """A file name as part of an id: lower-case letters of any script, digits and dashes."""
    plain = unicodedata.normalize("NFKC", stem).lower()
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:60] or "document"


def _first_heading(text: str) -> str | None:
    found = _HEADING.search(text)
    return found["heading"] if found else None


def _past(page: Page, today: date | None) -> str | None:
    """The date the document gives for itself, unless it is no date or lies ahead."""
    given = page.published or ""
    latest = (today or date.today()).isoformat()
    return given if _DATE.fullmatch(given) and given <= latest else None


def _web_address(url: str | None) -> str | None:
    return url if url and urlsplit(url).scheme in ("http", "https") else None
