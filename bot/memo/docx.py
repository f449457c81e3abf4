"""Blocks → DOCX with real headings, tables and pictures, and links from each [n] to its reference.

Text goes in as text: no field, no hyperlink and no markup can come out of it. The only links out
are the addresses of cited sources. Knows no memo.
"""

import io
from collections.abc import Sequence
from typing import Any

from bot.memo import drawn
from bot.memo.blocks import Block, Chart, Heading, Paragraph, Reference, Run, Table, Title
from bot.weblinks import is_web

_INK, _SOFT, _GREEN, _LINK = "1D2733", "5B6875", "12744D", "1F5A96"
_LATIN, _HAN = "Calibri", "Microsoft YaHei"
_WIDTH_CM = 17.0
_TITLE_CHARS = 255  # of a property of the file
_SIZES = {1: 16, 2: 13, 3: 11}


def render(blocks: Sequence[Block]) -> bytes:
    from docx import Document

    document = Document()
    _page(document)
    for block in blocks:
        _Writer(document).add(block)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _page(document: Any) -> None:
    from docx.shared import Cm, Pt

    for section in document.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(2)
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3"):
        _face(document.styles[name])
    document.styles["Normal"].font.size = Pt(10)
    for level, size in _SIZES.items():
        style = document.styles[f"Heading {level}"]
        style.font.size, style.font.color.rgb = Pt(size), _colour(_LINK if level == 3 else _GREEN)
    for name, size in (("Title", 24), ("Subtitle", 13)):
        style = document.styles[name]
        style.font.size, style.font.italic = Pt(size), False
        style.font.color.rgb = _colour(_GREEN if name == "Title" else _SOFT)
    document.core_properties.author = "Diligence desk"
    document.core_properties.comments = ""


def _face(style: Any) -> None:
    """Both alphabets: without the second, Word picks a face of its own for Chinese."""
    from docx.oxml.ns import qn

    style.font.name = _LATIN
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _HAN)


def _colour(code: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(code)


class _Writer:
    def __init__(self, document: Any) -> None:
        self._document = document

    def add(self, block: Block) -> None:
        match block:
            case Title():
                named = _plain(f"{block.text} · {block.under}")
                self._document.core_properties.title = named[:_TITLE_CHARS]
                self._document.add_paragraph(_plain(block.text), style="Title")
                self._document.add_paragraph(_plain(block.under), style="Subtitle")
            case Heading():
                self._document.add_heading(_plain(block.text), block.level)
            case Paragraph():
                self._paragraph(block)
            case Table():
                self._table(block)
            case Reference():
                self._reference(block)
            case Chart():
                self._chart(block)

    def _paragraph(self, block: Paragraph) -> None:
        from docx.shared import Pt

        style = "List Bullet" if block.style == "item" else None
        made = self._document.add_paragraph(style=style)
        made.paragraph_format.space_after = Pt(4)
        _fill(made, block.runs, bold=block.style == "lead")

    def _table(self, block: Table) -> None:
        from docx.shared import Cm, Pt

        grid = self._document.add_table(rows=0, cols=len(block.widths), style="Table Grid")
        grid.autofit = False
        for column, width in zip(grid.columns, block.widths, strict=True):
            column.width = Cm(width * _WIDTH_CM)
        rows = [tuple((Run(text=h, bold=True),) for h in block.head)] if block.head else []
        for row in [*rows, *block.rows]:
            for cell, runs, width in zip(grid.add_row().cells, row, block.widths, strict=True):
                cell.width = Cm(width * _WIDTH_CM)
                cell.paragraphs[0].paragraph_format.space_after = Pt(2)
                _fill(cell.paragraphs[0], runs, size=9)
        self._document.add_paragraph().paragraph_format.space_after = Pt(2)

    def _reference(self, block: Reference) -> None:
        from docx.shared import Cm, Pt

        made = self._document.add_paragraph()
        made.paragraph_format.left_indent = Cm(1)
        made.paragraph_format.first_line_indent = Cm(-1)
        made.paragraph_format.space_after = Pt(3)
        _bookmark(made, block.n)
        _fill(made, (Run(text=f"[{block.n}] "), *block.runs), size=8.5)

    def _chart(self, block: Chart) -> None:
        from docx.shared import Cm

        caption = self._document.add_paragraph()
        caption.paragraph_format.keep_with_next = True
        _fill(caption, (Run(text=block.title, quiet=True),), size=9)
        self._document.add_picture(io.BytesIO(drawn.png(block)), width=Cm(_WIDTH_CM))
        shown = self._document.inline_shapes[-1]._inline.docPr
        shown.set("descr", _plain(drawn.drawing(block).about or block.title))


def _fill(
    paragraph: Any, runs: Sequence[Run], *, bold: bool = False, size: float | None = None
) -> None:
    from docx.shared import Pt

    for run in runs:
        if run.mark is not None:
            made = _link(paragraph, f"[{run.mark}]", anchor=f"ref{run.mark}")
        elif run.url is not None and is_web(run.url):
            made = _link(paragraph, run.url, url=run.url)
        else:
            made = paragraph.add_run(_plain(run.text or run.url or ""))
            made.bold = bold or run.bold or None
            made.font.color.rgb = _colour(_SOFT if run.quiet else _INK)
        if size:
            made.font.size = Pt(size)


def _link(paragraph: Any, text: str, *, anchor: str = "", url: str = "") -> Any:
    """A run inside a link, to a place in the document or to an address."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    if anchor:
        link.set(qn("w:anchor"), anchor)
    else:
        related = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), related)
    made = paragraph.add_run(_plain(text))
    made.font.color.rgb = _colour(_LINK)
    link.append(made._r)
    paragraph._p.append(link)
    return made


def _bookmark(paragraph: Any, n: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(name)
        mark.set(qn("w:id"), str(n))
        if name.endswith("Start"):
            mark.set(qn("w:name"), f"ref{n}")
        paragraph._p.append(mark)


def _plain(text: str) -> str:
    """Without control letters, which XML forbids; a line break is a blank."""
    return "".join(c if c.isprintable() or c == " " else " " for c in text)
