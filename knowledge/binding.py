"""A document as read, and what is said of it → the Bundle that the store takes.

Whose it is, what kind, for which period: what the user says comes before what the document says.
Passages get their context here (document, section), which is searched with them and never quoted.
Does not read files and does not touch the store.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from knowledge import finance
from knowledge.database import to_json
from knowledge.metadata import Metadata, metadata
from knowledge.readers.documents import Document, LocatedPage
from knowledge.readers.parts import written_in
from knowledge.records import Passage, Source, Text
from knowledge.registrant import names_company
from knowledge.split import SPLITTER, split
from knowledge.stored import Bundle

BETWEEN = "\n\n"  # what stands between the pages of a stored text
BINDING = "b1"  # part of every digest: change it when the same document makes another bundle

_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?P<heading>.+?)\s*#*$", re.MULTILINE)
_TITLE_CHARS = 400  # of a table: its caption and column headings


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is said of a document; None is left to the document, "" says there is none.

    `published` alone is never left to it: a document may not date itself ahead.
    """

    title: str | None = None
    company: str | None = None
    form: str | None = None
    period: str | None = None
    publisher: str | None = None
    published: str | None = None
    tier: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a document came from: `path` or `url` as given, and a `name` to call it by."""

    path: str
    name: str
    url: str | None = None


def bind(document: Document, place: Place, about: About, *, made_by: str) -> Bundle:
    """`made_by`: other rules or other names in the dossier make other proposals of a text."""
    content = BETWEEN.join(page.text for page in document.pages)
    source = replace(
        _source(document.pages[0], content, place, about), recognised=_recognised(document.pages)
    )
    text = Text(source_id=source.id, name="document", text=content)
    stamp = f"{BINDING} {SPLITTER} {made_by}\n{to_json(source)}\n{content}"
    return Bundle(
        source=source,
        texts=(text,),
        passages=tuple(_passages(text, document.pages, source)),
        origin="user",
        digest=sha256(stamp.encode()).hexdigest(),
        path=place.path,
        original=document.original,
    )


def _source(first: LocatedPage, content: str, place: Place, about: About) -> Source:
    found = metadata(_with_title(first, content), place.name)
    tier = 3 if about.tier is None else about.tier
    return Source(
        id=f"{_slug(place.name)}-{sha256(content.encode()).hexdigest()[:8]}",
        title=about.title or _title(first, content, found, place.name),
        publisher=about.publisher or first.publisher or found.company or "unknown",
        published=about.published or None,
        language=first.language or written_in(content),
        tier=max(tier, first.tier or tier),
        access="upload",
        url=place.url,
        company=_said(about.company, found.company),
        form=_said(about.form, found.form),
        period=_said(about.period, found.period),
    )


def _with_title(first: LocatedPage, content: str) -> str:
    """A page may say whose and what it is above its text only; an article's title is no cover."""
    return f"{first.title}\n{content}" if first.title and names_company(first.title) else content


def _recognised(pages: Sequence[LocatedPage]) -> tuple[int, ...]:
    return tuple(sorted({p.number for p in pages if p.recognised and p.number is not None}))


def _said(given: str | None, found: str | None) -> str | None:
    return found if given is None else given or None


def _title(first: LocatedPage, content: str, found: Metadata, name: str) -> str:
    """A filing's own first heading is "UNITED STATES": what it is says more."""
    if found.company and found.form:
        return " ".join(filter(None, [found.company, found.form, found.period]))
    heading = _HEADING.search(content)
    return first.title or (heading["heading"] if heading else None) or name


def _passages(text: Text, pages: Sequence[LocatedPage], source: Source) -> Iterator[Passage]:
    """Each page split by itself, so that no passage stands on two pages or in two tables."""
    start = ordinal = 0
    prefix = f"{text.source_id}#{sha256(text.text.encode()).hexdigest()[:12]}/{SPLITTER}"
    for page in pages:
        for passage in split(replace(text, text=page.text), language=source.language):
            heading = passage.section or page.section
            section = ": ".join(filter(None, [page.within, heading])) or None
            yield replace(
                passage,
                id=f"{prefix}/{ordinal}",
                ordinal=ordinal,
                start=start + passage.start,
                end=start + passage.end,
                page=page.number,
                section=section,
                statement=_statement(passage.text, page.section),
                context=context(source, section, passage.text),
            )
            ordinal += 1
        start += len(page.text) + len(BETWEEN)


def context(source: Source, section: str | None, text: str) -> str:
    """The document and the heading a passage stands under, unless it begins with that itself."""
    document = " ".join(filter(None, [source.company, source.form, source.period]))
    shown = section if section and section not in text else None
    return " · ".join(filter(None, [document or source.title, shown]))


def _statement(text: str, caption: str | None) -> str | None:
    """Which financial statement a table is a part of, by its caption and headings."""
    if "|" not in text:
        return None
    return finance.statement(f"{caption or ''}\n{text[:_TITLE_CHARS]}")


def _slug(stem: str) -> str:
    """A file name as part of an id: lower-case letters of any script, digits and dashes."""
    plain = unicodedata.normalize("NFKC", stem).lower()
    return re.sub(r"[\W_]+", "-", plain).strip("-")[:60] or "document"
