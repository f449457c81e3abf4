"""What formats of a memo let through of hostile text: its letters, nothing of its markup."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import hostile_memo
import pytest
import read_back
from markdown_it import MarkdownIt

from bot.errors import SettingsError
from bot.memo import Memo, of_name, render
from bot.memo.blocks import Heading, Paragraph, Run, Title
from bot.memo.markdown import escaped
from bot.memo.pdf import render as pdf

PLAIN = read_back.bare(hostile_memo.HOSTILE.replace("\x00", "").replace("\x1b", ""))


@pytest.fixture(scope="module")
def memo() -> Memo:
    return hostile_memo.memo()


def tokens(content: str) -> list[Any]:
    found: list[Any] = []
    waiting = MarkdownIt("gfm-like", {"html": True}).parse(content)
    while waiting:
        token = waiting.pop()
        found.append(token)
        waiting += token.children or []
    return found


def test_markdown_holds_no_link_but_the_sources(memo: Memo) -> None:
    found = tokens(render(memo, "md").decode())
    assert {t.type for t in found} & {"image", "html_inline", "html_block", "code_inline"} == set()
    assert {t.attrs["href"] for t in found if t.type == "link_open"} == {
        "https://ledger.example/a?b=1&c=(2)"
    }


def test_markdown_shows_every_letter(memo: Memo) -> None:
    shown = read_back.bare(
        "".join(t.content for t in tokens(render(memo, "md").decode()) if t.type == "text")
    )
    assert shown.count("现金") >= 15


@pytest.mark.parametrize(
    "text",
    ["1. a", "- a", "+ a", "# a", "> a", "=== ", "a\n\n    b", "***", "| a |", "~~a~~", "$a$"],
)
def test_line_of_markdown_stays_a_paragraph(text: str) -> None:
    kinds = {t.type for t in tokens(escaped(text))}
    assert kinds == {"paragraph_open", "inline", "text", "paragraph_close"} or kinds == {
        "paragraph_open", "inline", "text", "text_special", "paragraph_close",
    }  # fmt: skip


def test_docx_holds_no_field_and_no_link_but_the_sources(memo: Memo) -> None:
    with zipfile.ZipFile(io.BytesIO(render(memo, "docx"))) as parts:
        document = parts.read("word/document.xml").decode()
        related = parts.read("word/_rels/document.xml.rels").decode()
    assert not re.search(r"w:(fldSimple|fldChar|instrText|object)", document)
    outside = re.findall(r'Target="([^"]*)"[^>]*TargetMode="External"', related)
    assert outside == ["https://ledger.example/a?b=1&amp;c=(2)"]


def test_docx_shows_every_letter(memo: Memo) -> None:
    from docx import Document

    document = Document(io.BytesIO(render(memo, "docx")))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    shown = [read_back.bare(p.text) for p in document.paragraphs] + [
        read_back.bare(c) for c in cells
    ]
    assert sum(PLAIN in text for text in shown) >= 15


def test_pdf_links_to_nothing_but_the_sources(memo: Memo) -> None:
    content = render(memo, "pdf")
    assert re.findall(rb"/URI \((.*?)\)\s", content) == [rb"https://ledger.example/a?b=1&c=\(2\)"]
    assert not re.search(rb"/(JavaScript|JS|Launch|EmbeddedFile)\b", content)


def test_pdf_shows_every_letter(memo: Memo) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(render(memo, "pdf"))
    shown = read_back.bare("".join(p.get_textpage().get_text_range() for p in document))
    assert shown.count("onerror=alert(1)>") >= 15


def test_second_pdf_has_the_letters_that_the_first_had_not() -> None:
    import pypdfium2

    def drawn(text: str) -> bytes:
        page = pypdfium2.PdfDocument(pdf([Title(text=text, under=""), Heading(text="x", level=1)]))[
            0
        ]
        return bytes(page.render(scale=1).to_numpy())

    drawn("latin")
    assert len({drawn(text) for text in ("甲乙丙", "丁戊己", "\U0010fffd" * 3)}) == 3


def test_name_of_the_file_chooses_the_format() -> None:
    assert [of_name(n) for n in ("a.md", "b/c.DOCX", "d.e.pdf")] == ["md", "docx", "pdf"]
    with pytest.raises(SettingsError, match="memo.html"):
        of_name("memo.html")


def test_labels_and_headings_of_a_pdf_are_bold_and_its_text_is_not(memo: Memo) -> None:
    weights = read_back.faces(pdf([Heading(text="Abc", level=1), *(_labelled("Def", "ghi"))]))
    assert {weights[c] for c in "AbcDef"} == {"NotoSansSC-RegularBold"}
    assert {weights[c] for c in "ghi"} == {"NotoSansSC-Regular"}


def _labelled(label: str, text: str) -> list[Paragraph]:
    return [Paragraph(runs=(Run(text=label, bold=True), Run(text=text)))]


def test_dispute_without_a_reading_is_an_open_question_and_no_finding(memo: Memo) -> None:
    unread = tuple(replace(d, reading=None) for d in memo.disputes)
    told = render(replace(memo, disputes=unread, open_points=()), "md").decode()
    findings, opened = told.split("## Open questions and documents to request")
    assert "stood verification" in opened and "D1 (" in opened
    disputes = findings.split("## Where sources disagree")[1]
    assert "stood verification" not in disputes and "**Reading:**" not in disputes
