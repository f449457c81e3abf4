"""Blocks → PDF with an outline, page numbers, and links from each [n] to its reference.

All text is escaped before it meets the setter's markup; the only links out are the addresses of
cited sources. The typeface is cut to the characters that are used, and travels in the file. One
PDF is set at a time: the setter keeps its typefaces for the whole process.
"""

import io
import threading
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from bot.memo import drawn, typefaces
from bot.memo.blocks import (
    Block,
    Chart,
    Heading,
    Paragraph,
    Reference,
    Run,
    Runs,
    Table,
    Title,
)
from bot.weblinks import is_web

_FACE, _BOLD, _THICKER = "Memo", "MemoBold", 26
_INK, _SOFT, _LINK = "#1d2733", "#5b6875", "#1f5a96"
_WIDTH, _MARGIN = 595.0 - 2 * 56, 56  # points of an A4 page
_one_at_a_time = threading.Lock()
_HEADINGS = ("title", "h1", "h2", "h3", "head")  # set in bold
# font size, space between lines, space before and after, ink
_STYLES: dict[str, tuple[float, float, float, float, str]] = {
    "title": (22, 28, 0, 2, "#12744d"),
    "under": (13, 18, 0, 12, _SOFT),
    "h1": (16, 21, 18, 6, "#12744d"),
    "h2": (12.5, 17, 12, 3, _INK),
    "h3": (10.5, 14.5, 9, 2, _LINK),
    "plain": (9.5, 14.5, 1, 4, _INK),
    "lead": (10.5, 15.5, 1, 4, _INK),
    "item": (9.5, 14.5, 0, 3, _INK),
    "cell": (8.5, 12, 0, 0, _INK),
    "head": (8.5, 12, 0, 0, _SOFT),
    "reference": (8, 11.5, 0, 3, _INK),
    "caption": (8.5, 12, 6, 2, _SOFT),
}


def render(blocks: Sequence[Block]) -> bytes:
    with _one_at_a_time:
        _register(blocks)
        made = io.BytesIO()
        setter = _Setter()
        _document(made, _title(blocks)).build([f for b in blocks for f in setter.set(b)])
        return made.getvalue()


def _register(blocks: Sequence[Block]) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    letters = set(repr(blocks)) | {chr(c) for c in range(32, 127)} | set("•·…")
    for name, thicker in ((_FACE, 0), (_BOLD, _THICKER)):
        cut = typefaces.truetype(letters, thicker=thicker)
        face = TTFont(name, io.BytesIO(cut))
        # a name that is known keeps its first font: the next memo would lack its own letters
        pdfmetrics._fonts.pop(name, None)
        pdfmetrics._dynFaceNames.pop(face.face.name, None)
        pdfmetrics.registerFont(face)
    pdfmetrics.registerFontFamily(_FACE, normal=_FACE, bold=_BOLD, italic=_FACE, boldItalic=_BOLD)


def _title(blocks: Sequence[Block]) -> str:
    return next((f"{b.text} · {b.under}" for b in blocks if isinstance(b, Title)), "")


def _document(made: io.BytesIO, title: str) -> Any:
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    def foot(page: Any, _: Any) -> None:
        page.setFont(_FACE, 8)
        page.setFillColor(_SOFT)
        page.drawString(_MARGIN, 30, title)
        page.drawRightString(A4[0] - _MARGIN, 30, str(page.getPageNumber()))

    document = _outlined(BaseDocTemplate)(made, pagesize=A4, title=title, author="Diligence desk")
    inner = Frame(_MARGIN, 46, _WIDTH, A4[1] - 46 - 50, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate(frames=[inner], onPage=foot)])
    return document


def _outlined(template: Any) -> Any:
    class Outlined(template):  # type: ignore[misc]  # the library has no types
        """Adds each heading to the outline as it is set."""

        def afterFlowable(self, flowable: Any) -> None:  # noqa: N802  # the library's name
            level = {"h1": 0, "h2": 1}.get(getattr(flowable, "memo_style", ""))
            if level is not None:
                key = f"h{self.page}-{id(flowable)}"
                self.canv.bookmarkPage(key)
                self.canv.addOutlineEntry(flowable.getPlainText(), key, level, closed=level == 0)

    return Outlined


class _Setter:
    """Blocks → the library's flowables."""

    def __init__(self) -> None:
        from reportlab.lib.styles import ParagraphStyle

        self._styles = {
            name: ParagraphStyle(
                name,
                fontName=_BOLD if name in _HEADINGS else _FACE,
                fontSize=size,
                leading=leading,
                spaceBefore=before,
                spaceAfter=after,
                textColor=ink,
                wordWrap="CJK",  # breaks Chinese anywhere, English at blanks
            )
            for name, (size, leading, before, after, ink) in _STYLES.items()
        }

    def set(self, block: Block) -> Iterator[Any]:
        match block:
            case Title():
                yield self._text(escape(block.text), "title")
                yield self._text(escape(block.under), "under")
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield from self._paragraph(block)
            case Table():
                yield self._table(block)
            case Reference():
                anchor = f'<a name="ref{block.n}"/>[{block.n}] '
                yield self._text(anchor + _runs(block.runs), "reference", indent=22)
            case Chart():
                yield from self._chart(block)

    def _text(self, markup: str, style: str, *, indent: float = 0, bullet: str = "") -> Any:
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.platypus import Paragraph as Set

        chosen = self._styles[style]
        if indent:
            chosen = ParagraphStyle(f"{style}-{indent}", chosen, leftIndent=indent)
            chosen.firstLineIndent = 0 if bullet else -indent
        made = Set(markup, chosen, bulletText=bullet or None)
        made.memo_style = style
        return made

    def _heading(self, block: Heading) -> Any:
        made = self._text(escape(block.text), f"h{block.level}")
        made.keepWithNext = True
        return made

    def _paragraph(self, block: Paragraph) -> Iterator[Any]:
        if block.style == "item":
            yield self._text(_runs(block.runs), "item", indent=12, bullet="•")
        else:
            yield self._text(_runs(block.runs), block.style)

    def _table(self, block: Table) -> Any:
        from reportlab.platypus import Table as Grid
        from reportlab.platypus import TableStyle

        rows = [[self._text(escape(h), "head") for h in block.head]] if block.head else []
        rows += [[self._text(_runs(cell), "cell") for cell in row] for row in block.rows]
        lines = [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, "#d5dade"),
            ("LEFTPADDING", (0, 0), (0, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ]
        grid = Grid(rows, [w * _WIDTH for w in block.widths], repeatRows=len(block.head) and 1)
        grid.setStyle(TableStyle(lines))
        grid.spaceAfter = 8
        return grid

    def _chart(self, block: Chart) -> Iterator[Any]:
        from reportlab.platypus import Image, KeepTogether

        size = drawn.drawing(block)
        picture = Image(io.BytesIO(drawn.png(block)), _WIDTH, _WIDTH * size.height / size.width)
        yield KeepTogether([self._text(escape(block.title), "caption"), picture])


def _runs(runs: Runs | Iterable[Run]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    if run.mark is not None:
        return f'<a href="#ref{run.mark}" color="{_LINK}">[{run.mark}]</a>'
    if run.url is not None:
        said = escape(_plain(run.url))
        link = f"<a href={quoteattr(run.url)} color={_LINK!r}>{said}</a>"
        return link if is_web(run.url) else said
    said = escape(_plain(run.text))
    if run.quiet:
        return f'<font color="{_SOFT}">{said}</font>'
    return f"<b>{said}</b>" if run.bold else said


def _plain(text: str) -> str:
    """Without control letters, which no typeface has."""
    return "".join(c if c.isprintable() or c == " " else " " for c in text)
