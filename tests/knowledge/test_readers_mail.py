"""E-mails with attachments: each read by its own reader, within limits."""

import io
import threading
from email.message import EmailMessage
from email.policy import SMTP

import openpyxl
import pytest

from knowledge import readers
from knowledge.binding import About, Place, bind
from knowledge.errors import DocumentError
from knowledge.readers import Document, LocatedPage, attached, child, mail


def letter(said: str = "See what is attached.", *, subject: str = "Terms") -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Ada Quill <ada@brinekeld.example>"
    made["To"] = "desk@fund.example"
    made["Date"] = "Mon, 17 Feb 2031 08:00:00 +0000"
    made["Subject"] = subject
    if said:
        made.set_content(said)
    return made


def attach(made: EmailMessage, name: str, content: bytes) -> None:
    made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)


def raw(made: EmailMessage) -> bytes:
    return made.as_bytes(policy=SMTP)


def book() -> bytes:
    made, out = openpyxl.Workbook(), io.BytesIO()
    made.active.title = "P&L"
    for row in (["EUR m", 2031], ["Cash", 12]):
        made.active.append(row)
    made.save(out)
    return out.getvalue()


def plainly(content: bytes, name: str) -> Document:
    """Reads mail as mail and all else as words, without a process for each."""
    if content.startswith(b"From:"):
        return mail.parse(content)
    pages = [LocatedPage(text=each) for each in content.decode().split("|")]
    return Document(pages=tuple(pages), kind="text")


def test_attachments_are_read_by_their_own_readers_and_named_in_their_places() -> None:
    made = letter()
    attach(made, "figures.xlsx", book())
    attach(made, "C:\\deals\\note.txt", "我们出价500万欧元。".encode("gb18030"))
    attach(made, "logo.png", b"\x89PNG\r\n\x1a\n123")
    document = readers.document_of(raw(made), "terms.eml")
    assert [(page.within, page.section, page.text.split("\n")[-1]) for page in document.pages] == [
        (None, None, "See what is attached."),
        ("figures.xlsx", "P&L!A2:B2", "| Cash | 12 |"),
        ("note.txt", None, "我们出价500万欧元。"),
    ]
    assert document.kind == "mail"
    assert document.warnings == (
        "Attachment 'logo.png' was not read (an image, which is not read here): "
        "save it and ingest it.",
    )


def test_mail_that_only_carries_a_file_is_read_with_it() -> None:
    made = letter("")
    attach(made, "note.txt", b"Brinekeld holds ten million euros.")
    head, note = readers.document_of(raw(made), "terms.eml").pages
    assert (head.title, head.published) == ("Terms", "2031-02-17")
    assert note.text == "Brinekeld holds ten million euros."


def test_mails_in_mails_are_read_two_deep() -> None:
    made = letter("The fourth.", subject="fourth")
    for subject in ("third", "second", "first"):
        outer = letter(f"The {subject}.", subject=subject)
        outer.add_attachment(made)
        made = outer
    document = readers.document_of(raw(made), "first.eml")
    assert [(page.within, page.section, page.text.split("\n")[-1]) for page in document.pages] == [
        (None, None, "The first."),
        ("second", None, "The second."),
        ("second/third", None, "The third."),
    ]
    [warning] = document.warnings
    assert warning.startswith("Attachment 'second/third/fourth' was not read (it is a mail in a")


def test_twenty_attachments_are_read_and_the_others_named() -> None:
    made = letter()
    for n in range(attached.MOST + 2):
        attach(made, f"{n}.txt", f"Note {n}.".encode())
    document = attached.joined(mail.parse(raw(made)), plainly)
    assert [page.text for page in document.pages[1:]] == [f"Note {n}." for n in range(20)]
    assert [warning.split("'")[1] for warning in document.warnings] == ["20.txt", "21.txt"]


def test_attachments_that_take_too_long_together_are_named() -> None:
    made = letter()
    attach(made, "note.txt", b"Note.")
    document = attached.joined(mail.parse(raw(made)), plainly, within_s=0)
    assert len(document.pages) == 1
    assert "'note.txt' was not read" in document.warnings[0]


def test_page_of_an_attachment_is_not_taken_for_a_page_of_the_mail() -> None:
    made = letter()
    attach(made, "terms.pdf", b"x")
    page = LocatedPage(text="Five million.", number=3, section="Price", title="T", published="2020")
    found = attached.joined(
        mail.parse(raw(made)), lambda *_: Document(pages=(page,), kind="pdf", warnings=("Torn.",))
    )
    assert found.pages[1] == LocatedPage(
        text="Five million.", section="Price", within="terms.pdf, page 3"
    )
    assert found.warnings == ("Attachment 'terms.pdf': Torn.",)


def test_reading_that_was_stopped_is_not_taken_for_an_attachment_that_cannot_be_read() -> None:
    made = letter()
    attach(made, "terms.pdf", b"x")

    def stopped(content: bytes, name: str) -> Document:
        raise child.Stopped("reading was stopped")

    event = threading.Event()
    token = child.stop.set(event)
    try:
        assert attached.joined(mail.parse(raw(made)), stopped).warnings
        event.set()
        with pytest.raises(child.Stopped):
            attached.joined(mail.parse(raw(made)), stopped)
    finally:
        child.stop.reset(token)


def test_bomb_in_a_mail_costs_the_attachment_and_not_the_mail() -> None:
    made = letter()
    attach(made, "cut.docx", b"PK\x03\x04" + b"\0" * 90)
    document = readers.document_of(raw(made), "terms.eml")
    assert document.pages[0].text.endswith("See what is attached.")
    assert "'cut.docx' was not read (it is damaged" in document.warnings[0]


def test_mail_without_words_and_attachments_is_an_error() -> None:
    with pytest.raises(DocumentError, match="no text"):
        readers.document_of(raw(letter("")), "empty.eml")


def test_damaged_attachment_leaves_the_mail_as_it_is() -> None:
    made = raw(letter()).replace(b"text/plain", b"multipart/mixed; boundary=b")
    head, _, said = made.partition(b"\r\n\r\n")
    parts = (
        b"\r\n\r\n--b\r\n\r\n" + said + b"--b\r\nContent-Type: message/rfc822\r\n"
        b"Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\nZm9v\r\n--b--"
    )
    document = attached.joined(mail.parse(head + parts), plainly)
    assert document.pages[0].text.endswith("See what is attached.")


def test_place_of_a_passage_names_the_attachment_also_under_a_heading() -> None:
    made = letter()
    attach(made, "note.md", b"# Price\n\nFive million euros.\n\n# Term\n\nThree years.")
    found = attached.joined(mail.parse(raw(made)), plainly)
    bundle = bind(found, Place(path="terms.eml", name="terms.eml"), About(), made_by="test")
    assert [p.section for p in bundle.passages] == [None, "note.md: Price", "note.md: Term"]
