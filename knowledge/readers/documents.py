"""What a reader gives back: Pages that know their place, and what could not be read.

Readers run in a child process (`child`), so a Document also travels as JSON. Does not know formats.
"""

import base64
import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass

from knowledge.readers import child
from knowledge.records import Original, Page

MAX_CHARS = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedPage(Page):
    """A Page with the heading it stands under, or its cells: "Liquidity", "P&L!A5:F9".

    `within` is the file inside the file that it is of, with its page there: "terms.pdf, page 3".
    `recognised`: read from a picture, where letters may be taken for others.
    """

    section: str | None = None
    within: str | None = None
    recognised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file inside the file, not looked at yet."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`warnings` are whole sentences about parts of the file that are not in `pages`.

    `attachments` are still to be read, each by its own reader (`attached`). `scanned` are the
    numbers of pages whose letters only their picture shows.
    `original` is the file itself, which readers do not hand back: it is added outside.
    """

    pages: tuple[LocatedPage, ...]
    kind: str
    warnings: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    scanned: tuple[int, ...] = ()
    original: Original | None = None


def parsed(reader: str, given: bytes, *, cpu_s: int = child.CPU_S) -> Document:
    """The Document that `knowledge.readers.<reader>.parse` makes of `given` in a child process.

    `child.Stopped` where it makes none.
    """
    code = (
        f"from knowledge.readers import documents, {reader} as reader\n"
        f"documents.serve(reader.parse, cpu_s={cpu_s})"
    )
    found = json.loads(child.run(code, given, cpu_s=cpu_s))
    return Document(
        pages=tuple(LocatedPage(**page) for page in found["pages"]),
        kind=found["kind"],
        warnings=tuple(found["warnings"]),
        attachments=tuple(
            Attachment(name=each["name"], content=base64.b64decode(each["content"]))
            for each in found["attachments"]
        ),
        scanned=tuple(found["scanned"]),
    )


def serve(parse: Callable[[bytes], Document], *, cpu_s: int) -> None:
    """Runs in the child process; a `child.Refused` becomes its last words."""
    child.limit(cpu_s=cpu_s)
    made = parse(sys.stdin.buffer.read())
    if sum(len(page.text) for page in made.pages) > MAX_CHARS:
        raise child.Refused(f"its text is longer than {MAX_CHARS // 10**6} million characters")
    sys.stdout.write(json.dumps(asdict(made), default=lambda raw: base64.b64encode(raw).decode()))
