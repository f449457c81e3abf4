"""What a file is, told by its bytes and never by its name.

`reads` is the module that reads it; a Foreign file is none that can be read. Does not parse.
"""

import csv
import re
from dataclasses import dataclass

from knowledge.readers import html
from knowledge.readers.encodings import decoded

_FOREIGN = (
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls, .ppt)"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"\x1f\x8b", "an archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"PK\x05\x06", "an empty archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"{\\rtf", "a rich text file (.rtf)"),
)
# Names of streams in the container that old Office files, protected ones and Outlook share.
_ENCRYPTED = ("EncryptedPackage".encode("utf-16-le"), "EncryptionInfo".encode("utf-16-le"))
_OUTLOOK = "__substg1.0_".encode("utf-16-le")
_MAIL_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*")
_MAIL_MARKS = frozenset(("date", "message-id", "mime-version", "received", "return-path", "to"))
_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    said: str


def kind(raw: bytes) -> str | Foreign:
    """One of "pdf", "office" (any Office archive), "mail", "html", "sheet" (CSV) and "text".

    UnicodeDecodeError if the bytes are no text.
    """
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    if raw.startswith(b"PK\x03\x04"):
        return "office"
    foreign = next((said for start, said in _FOREIGN if raw.startswith(start)), None)
    if foreign and any(name in raw for name in _ENCRYPTED):
        foreign = "an Office file protected by a password"
    elif foreign and _OUTLOOK in raw:
        foreign = "an Outlook message (.msg)"
    if foreign:
        return Foreign(said=foreign)
    content = decoded(raw, declared=html.declared_charset(raw))
    if content.count("\0") * 100 > len(content):
        return Foreign(said="not text")
    if is_mail(content):
        return "mail"
    if html.looks_like(content):
        return "html"
    return "sheet" if delimiter(content) else "text"


def is_mail(content: str) -> bool:
    """It begins with header fields, a sender among them, and something only mail carries."""
    names: set[str] = set()
    at = 0
    content = content[:65536].replace("\r\n", "\n")
    while field := _MAIL_FIELD.match(content, at):
        names.add(field.group().split(":", 1)[0].lower())
        at = field.end()
    ends = content[at : at + 1] in ("\n", "")
    return ends and "from" in names and len(names & _MAIL_MARKS) >= 2


def delimiter(content: str) -> str | None:
    """What parts the columns of a CSV file; None if the text is not one.

    Every row has as many columns as the first, which names them; prose does not keep to that.
    """
    sample = [line for line in content.splitlines()[:_SAMPLE_LINES] if line.strip()]
    if len(sample) < 2 or sample[0].lstrip().startswith(("#", "|", "- ")):
        return None
    for mark in _DELIMITERS:
        try:
            rows = list(csv.reader(sample[:-1] if len(sample) > 2 else sample, delimiter=mark))
        except csv.Error:  # a field of more than 131,072 characters
            continue
        widths = {len(row) for row in rows}
        if len(widths) == 1 and widths.pop() > 1 and _is_table(rows):
            return mark
    return None


def _is_table(rows: list[list[str]]) -> bool:
    head, body = rows[0], [row for row in rows[1:] if any(row)]
    names = [cell.strip() for cell in head if cell.strip()]
    short = all(len(cell) < 200 for row in rows for cell in row)
    has_figures = any(cell.strip()[:1].isdigit() for row in body for cell in row)
    return (
        short
        and len(names) >= len(head) - 1
        and len(set(names)) == len(names)
        and all(len(name) < 60 for name in names)
        and (has_figures or (len(head) > 2 and len(rows) > 3))
        and not any(row[-1].rstrip().endswith((".", "。")) for row in rows)
    )
