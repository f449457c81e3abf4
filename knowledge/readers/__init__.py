"""A file or a web address in, its Pages out. What it holds decides how it is read, not its name.

Whatever cannot be read is a DocumentError that names it and says what to do. No text at all counts
as a failure: a page that lost its text must not be stored as an empty one. Everything but plain
text is parsed in a child process with limits.
"""

import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from knowledge.errors import DocumentError
from knowledge.readers import attached, child, html, kinds, scans, signs, text
from knowledge.readers.addresses import Resolve, addresses
from knowledge.readers.documents import Document, LocatedPage, parsed
from knowledge.readers.encodings import decoded
from knowledge.readers.pdf import recognise
from knowledge.readers.web import Fetched, FetchError, fetch
from knowledge.records import Original, Page
from knowledge.reports import printable

__all__ = [
    "Document",
    "FetchError",
    "Fetched",
    "LocatedPage",
    "Received",
    "document",
    "document_at",
    "document_in",
    "document_of",
    "fetch",
    "read",
    "receive",
    "version",
]

VERSION = "r4"  # changes when the same file makes another text: files are then read again


def version() -> str:
    """What the text of a file depends on beside its bytes: with OCR a scan has text."""
    return f"{VERSION} ocr" if recognise.installed() else VERSION


MAX_BYTES = 20_000_000  # of text, HTML and mail
MAX_PACKED_BYTES = 100_000_000  # of a PDF or Office file, most of which is pictures

# A 1,000-page prospectus takes about 25 s of work.
_CPU_S = {"pdf": 90, "office": 40}
_READERS = {"pdf": "pdf", "office": "archive", "mail": "mail", "sheet": "sheet", "html": "html"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """Bytes under the name that errors call them; `url` and `charset` as the server gave them."""

    name: str
    content: bytes
    url: str | None = None
    charset: str | None = None


def read(path: Path) -> list[Page]:
    """The pages of `document(path)`."""
    return list(document(path).pages)


def document(path: Path) -> Document:
    """PDF, Word, PowerPoint, Excel, CSV, e-mail, HTML, Markdown or text; each page has text."""
    return document_of(_bytes(path), str(path))


def document_at(url: str, *, allow_private: bool = False, resolve: Resolve = addresses) -> Document:
    """What an http(s) address holds; its pages carry the address that answered in the end."""
    return document_in(_fetched(url, allow_private, resolve))


def receive(path: Path | str, *, allow_private: bool = False) -> Received:
    """The bytes of a file or of what an http(s) address holds, not looked at yet."""
    if urlsplit(str(path)).scheme in ("http", "https"):
        return _fetched(str(path), allow_private, addresses)
    return Received(name=str(path), content=_bytes(Path(path)))


def document_in(received: Received) -> Document:
    found = document_of(received.content, received.name, charset=received.charset)
    if not received.url:
        return found
    first, *rest = found.pages
    first = replace(
        first,
        url=received.url,  # not the address the page claims for itself
        publisher=_publisher(first.publisher, urlsplit(received.url).hostname or ""),
    )
    return replace(found, pages=(first, *rest))


def _fetched(url: str, allow_private: bool, resolve: Resolve) -> Received:
    found = fetch(url, allow_private=allow_private, resolve=resolve)
    return Received(name=url, content=found.content, url=found.final_url, charset=found.charset)


def _publisher(claimed: str | None, host: str) -> str:
    """A page may call itself anything: its name counts if the host's name has it, else the host."""
    letters = "".join(filter(str.isalnum, (claimed or "").lower()))
    plain = "".join(filter(str.isalnum, host))
    return claimed if claimed and letters and letters in plain else host.removeprefix("www.")


def document_of(raw: bytes, name: str, *, charset: str | None = None) -> Document:
    """`name` is what errors call it; `charset` is what a server said about text."""
    if not raw.strip():
        raise DocumentError(f"{name!r} is empty", help="Ingest a file that has text in it.")
    try:
        found = attached.joined(_parsed(raw, name, charset), _parsed)
    except (UnicodeDecodeError, child.Stopped) as problem:
        raise DocumentError(
            f"{name!r} could not be read: {problem}",
            help="Open it, save it anew or as PDF or text, and ingest that.",
        ) from problem
    found = signs.cleaned(found)
    pages = tuple(page for page in found.pages if page.text.strip())
    if not pages:
        raise DocumentError(
            f"{name!r} holds no text that could be extracted",
            help=_help(found),
        )
    original = Original(name=printable(_file_name(name)), kind=found.kind, content=raw)
    return replace(found, pages=pages, original=original)


def _file_name(name: str) -> str:
    """Of a path or an address its last part; of an address without one its host."""
    parts = urlsplit(name)
    if parts.scheme in ("http", "https"):
        return PurePosixPath(parts.path).name or parts.hostname or "page"
    return Path(name).name


def _parsed(raw: bytes, name: str, charset: str | None = None) -> Document:
    kind = kinds.kind(raw)
    if isinstance(kind, kinds.Foreign):
        raise DocumentError(
            f"{name!r} is {kind.said}, which is not read here",
            help="Save it without a password and ingest that."
            if "password" in kind.said
            else "Export it as PDF, DOCX, XLSX, HTML or text and ingest that.",
        )
    if kind not in _CPU_S and len(raw) > MAX_BYTES:
        raise _too_large(name, len(raw), MAX_BYTES)
    if kind in ("html", "sheet", "text"):
        content = decoded(raw, declared=html.declared_charset(raw) or charset)
        if kind == "text":
            return Document(pages=(LocatedPage(**text.fields(content)),), kind="text")
        raw = content.encode()
    cpu_s = _CPU_S.get(kind, child.CPU_S)
    return scans.read(raw, parsed(_READERS[kind], raw, cpu_s=cpu_s), cpu_s=cpu_s)


def _help(found: Document) -> str:
    if any("scanned" in warning or "picture" in warning for warning in found.warnings):
        if recognise.installed():
            return "No text was recognised in its pictures (OCR); ingest a better scan or its text."
        return f"It is a scan. With OCR its pages are read: {recognise.INSTALL}."
    return "Open it, copy its text into a .txt or .md file and ingest that."


def _bytes(path: Path) -> bytes:
    try:
        # without waiting: a pipe that nobody writes to would be waited for without end
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise DocumentError(f"{str(path)!r} is no file", help="Give a file or a folder.")
            if state.st_size > MAX_PACKED_BYTES:
                raise _too_large(str(path), state.st_size, MAX_PACKED_BYTES)
            return file.read(MAX_PACKED_BYTES)
    except OSError as problem:
        raise DocumentError(
            f"{str(path)!r} cannot be opened: {problem.strerror or problem}",
            help="Check the path and that the file may be read.",
        ) from problem


def _too_large(name: str, size: int, most: int) -> DocumentError:
    return DocumentError(
        f"{name!r} has {size / 1e6:.0f} MB, and {most / 1e6:.0f} MB is the limit",
        help="Split it and ingest the parts that matter.",
    )
