"""A mail with what is attached to it into one Document: the mail first, then each attachment.

    terms.pdf, page 3                    →  within "terms.pdf, page 3"
    offer.eml, to which it is attached   →  within "offer.eml/terms.pdf, page 3"

Each is read like a file of its own, in a child process of its own. One that cannot be read becomes
a warning. Numbers of pages are those of the attachment, so the Pages have none. Knows no format.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from knowledge.errors import DocumentError
from knowledge.readers import child
from knowledge.readers.documents import MAX_CHARS, Attachment, Document, LocatedPage
from knowledge.reports import printable

MOST = 20
DEEPEST = 2  # a mail attached to a mail attached to the mail
MOST_S = 180.0  # further ones are not begun

Read = Callable[[bytes, str], Document]


def joined(mail: Document, read: Read, *, within_s: float = MOST_S) -> Document:
    """`mail` itself where nothing is attached; `child.Stopped` where reading was given up."""
    pages, warnings = list(mail.pages), list(mail.warnings)
    waiting = [(each, 1) for each in mail.attachments]
    taken, ends = 0, time.monotonic() + within_s
    while waiting:
        given, depth = waiting.pop(0)
        name = printable(given.name)
        if taken >= MOST or time.monotonic() >= ends:
            warnings.append(_unread(name, f"only {taken} are read with a mail"))
            continue
        taken += 1
        found = _found(given, name, depth, read)
        if isinstance(found, str):
            warnings.append(_unread(name, found))
            continue
        chars = sum(len(page.text) for page in (*pages, *found.pages))
        if chars > MAX_CHARS:
            warnings.append(_unread(name, "its text is too long to stand with the mail"))
            continue
        pages += [_placed(page, name) for page in found.pages]
        warnings += [f"Attachment {name!r}: {warning}" for warning in found.warnings]
        inner = [replace(each, name=f"{given.name}/{each.name}") for each in found.attachments]
        waiting = [*((each, depth + 1) for each in inner), *waiting]
    return replace(mail, pages=tuple(pages), warnings=tuple(warnings), attachments=())


def _found(given: Attachment, name: str, depth: int, read: Read) -> Document | str:
    """Its Document, or why it has none."""
    try:
        found = read(given.content, name)
    except DocumentError as problem:
        return str(problem).removeprefix(f"{name!r} ").removeprefix("is ").replace("\n", " ")
    except (UnicodeDecodeError, child.Stopped) as problem:
        given_up = child.stop.get()
        if given_up and given_up.is_set():
            raise
        return str(problem)
    if found.kind == "mail" and depth > DEEPEST:
        return "it is a mail in a mail in a mail"
    said = found.attachments or any(page.text.strip() for page in found.pages)
    return found if said else "it holds no text that could be extracted"


def _unread(name: str, why: str) -> str:
    return f"Attachment {name!r} was not read ({why.rstrip('.')}): save it and ingest it."


def _placed(page: LocatedPage, name: str) -> LocatedPage:
    """Who sent the mail and when is said by the mail, not by what is attached to it."""
    place = name if page.number is None else f"{name}, page {page.number}"
    return LocatedPage(text=page.text, section=page.section, within=place, language=page.language)
