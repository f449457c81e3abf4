"""An e-mail (.eml) into one Page: who wrote what to whom and when, without quoted-printable.

    Subject: Term sheet     →  title "Term sheet", publisher "Ada Quill", published 2031-02-17
    From: Ada Quill <…>

The plain text is read; where there is none, the HTML. Attachments are handed on as bytes. Runs in
the child process.
"""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message
from email.utils import parseaddr
from typing import Any

from knowledge.readers import html
from knowledge.readers.child import Refused
from knowledge.readers.documents import Attachment, Document, LocatedPage
from knowledge.readers.encodings import decoded

_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_MOST_PARTS = 500
_NAME_CHARS = 80


def parse(raw: bytes) -> Document:
    try:
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)
        said = _body(message)
        attachments = tuple(_attachments(message))
    except (MessageError, LookupError, ValueError, RecursionError) as problem:
        raise Refused("it is a damaged e-mail") from problem
    if not said.strip() and not attachments:
        return Document(pages=(), kind="mail")
    heads = [f"{name}: {value}" for name in _SHOWN if (value := _field(message, name))]
    page = LocatedPage(
        text="\n\n".join(filter(None, ["\n".join(heads), said.strip()])),
        title=_field(message, "Subject") or None,
        publisher=_sender(message),
        published=_date(message),
    )
    return Document(pages=(page,), kind="mail", attachments=attachments)


def _body(message: EmailMessage) -> str:
    if sum(1 for _ in message.walk()) > _MOST_PARTS:
        raise Refused("it has too many parts")
    plain = message.get_body(preferencelist=("plain",))
    if isinstance(plain, EmailMessage) and (text := _content(plain)).strip():
        return text.replace("\r\n", "\n")
    page = message.get_body(preferencelist=("html",))
    return str(html.extracted(_content(page))["text"]) if isinstance(page, EmailMessage) else ""


def _content(part: EmailMessage) -> str:
    """Its words; where its charset is wrong, as the bytes look."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    return decoded(raw, declared=part.get_content_charset())


def _field(message: Message, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _sender(message: Message) -> str | None:
    name, address = parseaddr(_field(message, "From"))
    return name or address or None


def _date(message: Any) -> str | None:
    when = getattr(message.get("Date"), "datetime", None)
    return when.date().isoformat() if when else None


def _attachments(message: EmailMessage) -> Iterator[Attachment]:
    """A mail that is attached without a name of its own goes by its subject."""
    for part in message.iter_attachments():
        name, inner = part.get_filename(), part.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], Message):
            name = name or _field(inner[0], "Subject")
        yield _named(name or part.get_content_type(), _bytes(part))


def _bytes(part: EmailMessage) -> bytes:
    """None of what is damaged: that costs the attachment, not the mail."""
    try:
        inner = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(inner, list):
            return b"".join(each.as_bytes() for each in inner[:1] if isinstance(each, Message))
        raw = part.get_payload(decode=True)
    except (MessageError, LookupError, ValueError, TypeError, AttributeError):
        return b""
    return raw if isinstance(raw, bytes) else b""


def _named(name: str, content: bytes) -> Attachment:
    """As the mail calls it: the last part of a path, and not longer than a line."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1].strip() or "attachment"
    return Attachment(name=last[-_NAME_CHARS:], content=content)
