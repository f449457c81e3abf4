"""A file in, its Pages out. The reader is chosen by what the file holds, never by its name.

Whatever cannot be read is a DocumentError that names the file and says what to do. No text at all
counts as a failure: a page that lost its text must not be stored as an empty one.
"""

from pathlib import Path

from knowledge.errors import DocumentError
from knowledge.readers import child, html, text
from knowledge.records import Page

MAX_BYTES = 20_000_000

_KINDS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "an Office file or an archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "an archive"),
    (b"\x7fELF", "a program"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read(path: Path) -> list[Page]:
    """Pages of a text, Markdown or HTML file of at most 20 MB, each with some text."""
    raw = _bytes(path)
    _refuse_binary(path, raw)
    try:
        page = _page(raw)
    except (UnicodeDecodeError, child.Stopped) as problem:
        raise DocumentError(
            f"{str(path)!r} could not be read: {problem}",
            help="Save it as UTF-8 text, Markdown or a plain HTML page and ingest that.",
        ) from problem
    if not page.text.strip():
        raise DocumentError(
            f"{str(path)!r} holds no text that could be extracted",
            help="Open it, copy its text into a .txt or .md file and ingest that.",
        )
    return [page]


def _page(raw: bytes) -> Page:
    content = text.decoded(raw, declared=html.declared_charset(raw))
    return html.read(content) if html.looks_like(content) else text.read(content)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        raw = path.read_bytes() if 0 < size <= MAX_BYTES else b""
    except OSError as problem:
        raise DocumentError(
            f"{str(path)!r} cannot be opened: {problem.strerror or problem}",
            help="Check the path and that the file may be read.",
        ) from problem
    if size > MAX_BYTES:
        raise DocumentError(
            f"{str(path)!r} has {size / 1e6:.0f} MB, and {MAX_BYTES / 1e6:.0f} MB is the limit",
            help="Split it and ingest the parts that matter.",
        )
    if not raw.strip():
        raise DocumentError(f"{str(path)!r} is empty", help="Ingest a file that has text in it.")
    return raw


def _refuse_binary(path: Path, raw: bytes) -> None:
    kind = next((kind for start, kind in _KINDS if raw.startswith(start)), None)
    if kind is None and b"\0" in raw and not raw.startswith(_UTF16):
        kind = "not text"
    if kind:
        raise DocumentError(
            f"{str(path)!r} is {kind}, which is not read here",
            help="Export it as text, Markdown or HTML and ingest that.",
        )
