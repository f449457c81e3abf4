"""The path of one document: receive → read → bind → propose facts → admit to the store.

A file or address in, a report out. The same bytes at the same place are not read again; a changed
file replaces its former version, and the journal keeps that it did. Facts read from its sentences
are stored with it, marked proposed; what the user said about it holds until something else is said.
What cannot be read is reported, not raised, so that it does not hold up a hundred others; nothing
of it stays behind. Does not know formats, models or databases.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from knowledge import orders, readers
from knowledge.admit import Ready, admit
from knowledge.binding import BINDING, About, Place, bind
from knowledge.copies import Copy, said_in
from knowledge.database import to_json
from knowledge.errors import DocumentError
from knowledge.propose import propose, stamp
from knowledge.proposed import Proposal
from knowledge.records import Entity, Page
from knowledge.reports import IngestReport, not_read, printable
from knowledge.split import SPLITTER
from knowledge.store import KnowledgeBase
from knowledge.stored import Bundle

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_DEFECTS = (ArithmeticError, LookupError, MemoryError, RecursionError, TypeError, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a document is read under: the user's words about it, and what the program knows.

    No document is dated after `today`; `allow_private` opens addresses of the own network.
    """

    about: About
    entities: tuple[Entity, ...]
    today: date | None = None
    allow_private: bool = False

    @property
    def stamp(self) -> str:
        """Under another one the same bytes make another source."""
        made_by = f"{readers.version()} {SPLITTER} {BINDING} {stamp(self.entities)} {self.about!r}"
        return sha256(made_by.encode()).hexdigest()


def terms(
    base: KnowledgeBase,
    about: About | None = None,
    *,
    today: date | None = None,
    allow_private: bool = False,
) -> Terms:
    return Terms(
        about=about or About(),
        entities=tuple(base.records("entity")),
        today=today,
        allow_private=allow_private,
    )


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
    under = terms(base, about, today=today, allow_private=allow_private)
    [report] = admit(base, [read(base, path, under)])
    return report


def read(base: KnowledgeBase, path: Path | str, under: Terms) -> Ready | IngestReport:
    """A document ready to be stored, or why there is nothing to store. Safe in any thread."""
    try:
        received = readers.receive(path, allow_private=under.allow_private)
        return _read(base, path, received, under)
    except DocumentError as problem:
        return not_read(path, "failed", str(problem), problem.help)
    except _DEFECTS as defect:
        # a document that trips our own code must not hold up the hundred others
        said = f"{str(path)!r} could not be taken in: {type(defect).__name__} {str(defect)[:120]}."
        return not_read(path, "failed", said, "Report this defect, and save it as PDF meanwhile.")


def correct(base: KnowledgeBase, source_id: str, about: About) -> IngestReport:
    """Reads the stored original again under what the user now says; KeyError if there is none."""
    original, path = base.original(source_id), base.path_of(source_id)
    received = readers.Received(
        name=original.name, content=original.content, url=base.source(source_id).url
    )
    [report] = admit(base, [_read(base, path, received, terms(base, about))])
    return report


def _read(
    base: KnowledgeBase, path: Path | str, received: readers.Received, under: Terms
) -> Ready | IngestReport:
    place = printable(str(path) if _web_address(str(path)) else str(Path(path).resolve()))
    before = base.copy_at(place)
    under = replace(under, about=_together(before[0].about if before else "{}", under.about))
    copy = Copy(
        path=place,
        raw=sha256(received.content).hexdigest(),
        said="",  # not read yet
        stamp=under.stamp,
        about=to_json(under.about),
    )
    return _known(base, path, copy) or _ready(path, received, under, copy)


def _together(said_before: str, said_now: About) -> About:
    """What was said before holds where nothing is said now."""
    now = {name: value for name, value in asdict(said_now).items() if value is not None}
    return About(**{**json.loads(said_before), **now})


def _known(base: KnowledgeBase, path: Path | str, copy: Copy) -> IngestReport | None:
    """The same bytes at the same place need not be read again."""
    found = base.copy_at(copy.path)
    if not found or (found[0].raw, found[0].stamp) != (copy.raw, copy.stamp):
        return None
    return IngestReport(
        path=printable(str(path)),
        source_id=found[1],
        status="unchanged",
        passages=base.passage_count_of(found[1]),
        warnings=base.source(found[1]).warnings,
    )


def _ready(path: Path | str, received: readers.Received, under: Terms, copy: Copy) -> Ready:
    document = readers.document_in(received)
    about = under.about
    if about.published is None:
        about = replace(about, published=_past(document.pages[0], under.today))
    place = Place(path=copy.path, name=_name(path), url=_web_address(document.pages[0].url))
    made = bind(document, place, about, made_by=stamp(under.entities))
    [text] = made.texts
    source = replace(made.source, warnings=(*document.warnings, *_orders(text.text)))
    bundle = replace(
        made,
        source=source,
        proposals=tuple(
            proposal
            for proposal in propose(text.text, source=source, entities=under.entities)
            if not _is_recognised(proposal, made)
        ),
        copy=replace(
            copy,
            said=said_in(text.text),
            title=source.title,
            publisher=source.publisher,
            published=source.published,
        ),
    )
    return Ready(path=printable(str(path)), bundle=bundle)


def _is_recognised(proposal: Proposal, made: Bundle) -> bool:
    """From a picture nothing is recorded by rule: one digit misread makes another fact."""
    return any(
        passage.page in made.source.recognised
        for passage in made.passages
        if passage.start < proposal.end and proposal.start < passage.end
    )


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


def _name(path: Path | str) -> str:
    """After the file, or after the last part of an address, or after its host."""
    if not _web_address(str(path)):
        return printable(Path(path).stem)
    parts = urlsplit(str(path))
    return printable(Path(parts.path).stem or str(parts.hostname))


def _past(page: Page, today: date | None) -> str | None:
    """The date the document gives for itself, unless it is no date or lies ahead."""
    given = page.published or ""
    latest = (today or date.today()).isoformat()
    return given if _DATE.fullmatch(given) and given <= latest else None


def _web_address(url: str | None) -> str | None:
    return url if url and urlsplit(url).scheme in ("http", "https") else None
