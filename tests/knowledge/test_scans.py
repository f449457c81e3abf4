"""Scanned pages: an invented company's statements, in the memo's typeface, as a picture in a PDF.

Recognising needs the extra `ocr`; `.ci/run` installs none, so there those tests are skipped.
"""

import io
from collections.abc import Sequence
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from hash_embedder import HashEmbedder
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from knowledge import KnowledgeBase, readers
from knowledge.errors import DocumentError
from knowledge.ingest import ingest
from knowledge.readers import Document, pdf, scans
from knowledge.readers.pdf import recognise
from knowledge.readers.pdf.view import Stretch, view
from knowledge.readers.pdf.words import Word
from knowledge.records import Entity

LINES = (
    "Heliodor Robotics Ltd.",
    "Brinekeld held EUR 240 million in cash on 30 June 2031.",
    "Cash and cash equivalents were $1,204 million at year end.",
    "截至2031年12月31日，公司现金为12.04亿元人民币。",
    "Net sales|34,229|30,871",
    "Operating income|4,410|3,902",
)
needs_ocr = pytest.mark.skipif(
    not recognise.installed(), reason=f"the extra is not installed: {recognise.INSTALL}"
)


def picture(lines: Sequence[str]) -> Image.Image:
    """A sheet at 150 dpi; bars part columns."""
    face = Path(str(pylopdf_fonts_zh_cn.__file__)).parent / "NotoSansSC-Regular.otf"
    font = ImageFont.truetype(str(face), 28)
    sheet = Image.new("RGB", (1240, 1754), "white")
    draw = ImageDraw.Draw(sheet)
    for at, line in enumerate(lines):
        for column, cell in enumerate(line.split("|")):
            draw.text((100 + 330 * column, 100 + 56 * at), cell, font=font, fill="black")
    return sheet


def scanned(*pages: Sequence[str]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawString(60, 700, "Brinekeld held EUR 230 million in cash on 30 June 2030.")
    canvas.showPage()
    for lines in pages:
        canvas.drawImage(ImageReader(picture(lines)), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture(scope="module")
def raw() -> bytes:
    return scanned(LINES)


@pytest.fixture(scope="module")
def read(raw: bytes) -> Document:
    return readers.document_of(raw, "scan.pdf")


@needs_ocr
def test_scanned_page_is_read_in_both_languages_and_marked(read: Document) -> None:
    text = "\n".join(page.text for page in read.pages if page.number == 2)
    for said in ("Cash and cash equivalents were $1,204 million", "公司现金为12.04亿元人民币"):
        assert said in text
    assert {page.number: page.recognised for page in read.pages} == {1: False, 2: True}
    assert read.warnings == (
        "Page 2 was read by OCR from its picture: compare figures with the original.",
    )


@needs_ocr
def test_rows_of_a_scanned_table_keep_their_cells(read: Document) -> None:
    text = "\n".join(page.text for page in read.pages)
    assert "| Net sales | 34,229 | 30,871 |" in text
    assert "| Operating income | 4,410 | 3,902 |" in text


@needs_ocr
def test_quote_is_marked_on_the_picture_of_its_page(read: Document, raw: bytes) -> None:
    [page] = [page for page in read.pages if "$1,204" in page.text]
    at = page.text.index("$1,204")
    shown = view(raw, "scan.pdf", 2, [Stretch(passage=page.text, start=at, end=at + 6)])
    [box] = shown.boxes
    assert shown.exact
    assert 595 * 500 / 1240 < box.x0 < box.x1 < 595 * 800 / 1240
    assert 842 * 205 / 1754 < box.top < box.bottom < 842 * 260 / 1754


@needs_ocr
def test_passages_of_a_recognised_page_are_known_and_nothing_is_recorded_from_them(
    tmp_path: Path, raw: bytes
) -> None:
    (tmp_path / "scan.pdf").write_bytes(raw)
    with KnowledgeBase.open(tmp_path, name="kb", embedder=HashEmbedder()) as base:
        names = ("Brinekeld",)
        known = Entity(id="brinekeld", name="Brinekeld", name_zh="布林凯", names=names)
        base.sync([], records={"entity": [known]})
        report = ingest(base, tmp_path / "scan.pdf")
        assert report.status == "added"
        [source] = base.sources()
        assert source.recognised == (2,)
        assert [each.low for each in base.proposals()] == [230_000_000]  # the cover's
        assert base.search_words("现金", 3)


def test_without_the_extra_the_report_says_how_to_get_it(
    raw: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognise, "installed", lambda: False)
    found = readers.document_of(raw, "scan.pdf")
    assert found.scanned == (2,)
    assert found.warnings == (
        "Page 2 could not be read: a picture without text (scanned).",
        f"To read scanned pages: {recognise.INSTALL}.",
    )
    assert readers.version() == readers.VERSION
    only = scanned_only()
    with pytest.raises(DocumentError) as caught:
        readers.document_of(only, "scan.pdf")
    assert recognise.INSTALL in caught.value.help


def scanned_only() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(ImageReader(picture(LINES)), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_words_from_elsewhere_run_through_columns_and_tables(raw: bytes) -> None:
    placed = {
        "Net sales": 60,
        "34,229": 300,
        "30,871": 400,
        "Costs": 60,
        "9,229": 306,
        "8,871": 406,
    }
    words = [
        Word(text=text, x0=x, x1=x + 6 * len(text), top=top, bottom=top + 12, first=0, last=0)
        for text, x, top in (
            (text, x, 100 if at < 3 else 120) for at, (text, x) in enumerate(placed.items())
        )
    ]
    found = pdf.parse(raw, {2: words})
    assert [page.recognised for page in found.pages] == [False, True]
    assert "| Net sales | 34,229 | 30,871 |" in found.pages[1].text
    assert found.scanned == ()


def test_picture_in_which_nothing_was_recognised_is_reported(raw: bytes) -> None:
    found = pdf.parse(raw, {2: []})
    assert found.warnings == (
        "Page 2 could not be read: a picture in which no text was recognised.",
    )
    assert not any(page.recognised for page in found.pages)


def test_columns_that_the_model_ran_together_are_parted() -> None:
    place = recognise.Box
    boxes = [place(x0=x, x1=x + 9, top=0, bottom=12) for x in (0, 10, 20, 50, 60)]
    assert list(recognise._words("12345", boxes)) == [(0, 2), (3, 4)]
    assert list(recognise._words("12 345", boxes)) == [(0, 1), (2, 2), (3, 4)]


def test_most_pages_are_bounded(raw: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def run(code: str, given: bytes, *, cpu_s: int) -> bytes:
        asked.append(code)
        raise scans.child.Stopped("it took too long")

    monkeypatch.setattr(scans.child, "run", run)
    monkeypatch.setattr(recognise, "installed", lambda: True)
    found = Document(pages=(), kind="pdf", scanned=tuple(range(1, 1001)))
    assert scans.read(raw, found, cpu_s=1) == found
    assert len(asked) == scans.MOST / scans.TOGETHER
