"""PDFs drawn here, line by line, so that what stands where is known. All of an invented company."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from knowledge import readers
from knowledge.errors import DocumentError
from knowledge.readers import Document, LocatedPage, pdf
from knowledge.readers.child import Refused
from knowledge.readers.pdf.view import PageView, Stretch, view

WIDTH, HEIGHT = A4
Draw = Callable[[Canvas], None]


def made(*pages: Draw, **options: object) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    for draw in pages:
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def prose(*lines: str, x: float = 60, top: float = 100, step: float = 13) -> Draw:
    def draw(canvas: Canvas) -> None:
        for at, line in enumerate(lines):
            canvas.drawString(x, HEIGHT - top - at * step, line)

    return draw


def together(*draws: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for each in draws:
            canvas.setFont("Helvetica", 10)
            each(canvas)

    return draw


def bold(text: str, top: float, x: float = 60, size: float = 10) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", size)
        canvas.drawString(x, HEIGHT - top, text)

    return draw


def rows(*given: tuple[str, ...], top: float, ends: tuple[float, ...] = (380, 460)) -> Draw:
    """Labels on the left, figures flush right at `ends`."""

    def draw(canvas: Canvas) -> None:
        for at, (label, *figures) in enumerate(given):
            canvas.drawString(60, HEIGHT - top - 14 * at, label)
            for end, figure in zip(ends, figures, strict=False):
                canvas.drawRightString(end, HEIGHT - top - 14 * at, figure)

    return draw


def centred(text: str, x: float, top: float) -> Draw:
    return lambda canvas: canvas.drawCentredString(x, HEIGHT - top, text)


def boxes(path: Path, page: int, passage: str, start: int = 0, end: int | None = None) -> PageView:
    stretch = Stretch(passage=passage, start=start, end=len(passage) if end is None else end)
    return view(path.read_bytes(), path.name, page, [stretch])


def pages(document: Document) -> dict[int, str]:
    found: dict[int, str] = {}
    for page in document.pages:
        assert page.number is not None
        found[page.number] = f"{found.get(page.number, '')}{page.text}\n\n"
    return found


def table_pages(document: Document) -> list[LocatedPage]:
    return [page for page in document.pages if "\n| " in f"\n{page.text}"]


INCOME = together(
    bold("Consolidated statement of income", 90),
    rows(("(in millions, except per share)", "2031", "2030"), top=110),
    rows(
        ("Revenue", "$ 1,234", "$ 1,100"),
        ("Cost of brine", "(617)", "(605)"),
        ("Gross profit", "617", "495"),
        ("Gross margin", "50.0 %", "45.0%"),
        top=124,
    ),
)


def test_row_of_a_table_keeps_its_years_its_scale_and_its_caption() -> None:
    [block] = table_pages(pdf.parse(made(INCOME)))
    assert block.text.splitlines() == [
        "Consolidated statement of income",
        "| (in millions, except per share) | 2031 | 2030 |",
        "| Revenue | $ 1,234 | $ 1,100 |",
        "| Cost of brine | (617) | (605) |",
        "| Gross profit | 617 | 495 |",
        "| Gross margin | 50.0 % | 45.0% |",
    ]
    assert (block.number, block.section) == (1, "Consolidated statement of income")


def test_long_table_repeats_caption_and_headings_in_every_block() -> None:
    lines = [(f"Salt works number {n}", f"{n},{n:03}", f"{n},{n + 1:03}") for n in range(10, 45)]
    table = together(
        bold("Output by works (in thousands of tonnes)", 70),
        rows(("Works", "2031", "2030"), top=90),
        rows(*lines, top=104),
    )
    blocks = table_pages(pdf.parse(made(table)))
    assert len(blocks) > 3
    for block in blocks:
        assert block.text.startswith(
            "Output by works (in thousands of tonnes)\n| Works | 2031 | 2030 |"
        )
        assert len(block.text) < 450
    said = [line for block in blocks for line in block.text.splitlines()[2:]]
    assert said == [f"| {label} | {a} | {b} |" for label, a, b in lines]


def test_heading_over_several_columns_is_given_to_each_of_them() -> None:
    ends = (290, 350, 430, 490)
    table = together(
        centred("Three months ended June 30,", 310, 90),
        centred("Six months ended June 30,", 450, 90),
        rows(("(in thousands)", "2031", "2030", "2031", "2030"), top=104, ends=ends),
        rows(
            ("Revenue", "310", "290", "640", "580"),
            ("Costs", "200", "190", "410", "385"),
            top=118,
            ends=ends,
        ),
    )
    [block] = table_pages(pdf.parse(made(table)))
    assert block.text.splitlines()[0] == (
        "| (in thousands) | Three months ended June 30, 2031 | Three months ended June 30, 2030 "
        "| Six months ended June 30, 2031 | Six months ended June 30, 2030 |"
    )
    assert "| Revenue | 310 | 290 | 640 | 580 |" in block.text


def test_heading_that_needs_a_year_goes_to_the_columns_that_have_one() -> None:
    ends = (290, 370, 450)
    table = together(
        lambda canvas: canvas.drawRightString(290, HEIGHT - 90, "Years ended June 30,"),
        rows(("EUR m", "2031", "2030", "Change"), top=104, ends=ends),
        rows(("Revenue", "310", "290", "7%"), ("Costs", "200", "190", "5%"), top=118, ends=ends),
    )
    [block] = table_pages(pdf.parse(made(table)))
    assert block.text.splitlines()[0] == (
        "| EUR m | Years ended June 30, 2031 | Years ended June 30, 2030 | Change |"
    )


def test_heading_whose_place_leaves_doubt_is_given_to_no_further_column() -> None:
    ends = (330, 370)
    table = together(
        # touches both columns, yet its middle is far right of theirs
        lambda canvas: canvas.drawString(328, HEIGHT - 90, "Northern coast"),
        rows(("EUR m", "Alba", "Bay"), top=104, ends=ends),
        rows(("Sales", "31", "29"), ("Costs", "20", "19"), top=118, ends=ends),
    )
    [block] = table_pages(pdf.parse(made(table)))
    heads = block.text.splitlines()[:2]
    assert heads[0].count("Northern coast") == 1
    assert heads[1] == "| EUR m | Alba | Bay |"


def test_missing_figure_leaves_its_column_empty_and_moves_no_other() -> None:
    table = together(
        rows(("USD m", "2031", "2030", "2029"), top=90, ends=(300, 380, 460)),
        rows(
            ("Revenue", "30", "20", "10"),
            ("Grants", "", "5", ""),
            ("Costs", "9", "", "7"),
            top=104,
            ends=(300, 380, 460),
        ),
    )
    [block] = table_pages(pdf.parse(made(table)))
    assert "| Grants |  | 5 |" in block.text
    assert "| Costs | 9 |  | 7 |" in block.text


def test_labels_without_figures_between_headings_and_rows_do_not_part_them() -> None:
    table = together(
        bold("Balance sheet", 80),
        rows(("$ in millions", "June 30, 2031", "June 30, 2030"), top=96),
        rows(
            ("Assets", ""),
            ("Current assets", ""),
            ("In hand", ""),
            ("Cash", "$ 412", "$ 388"),
            ("Salt", "51", "47"),
            top=110,
        ),
    )
    [block] = table_pages(pdf.parse(made(table)))
    assert block.text.startswith("Balance sheet\n| $ in millions | June 30, 2031 | June 30, 2030 |")
    assert "| Assets |\n| Current assets |\n| In hand |\n| Cash | $ 412 | $ 388 |" in block.text


def test_scale_in_a_sentence_before_the_table_goes_with_it() -> None:
    page = together(
        prose(
            "The following table shows what we owe, by the date on which it is due and by lender,",
            "without the leases of pans and pumps (in thousands):",
        ),
        rows(
            ("Due", "2031", "2030"),
            ("Bank loans", "1,500", "1,700"),
            ("Bonds", "9,000", "9,000"),
            top=140,
        ),
    )
    [block] = table_pages(pdf.parse(made(page)))
    assert block.text.startswith("(in thousands)\n")


def test_label_over_two_lines_is_one_row() -> None:
    table = together(
        rows(("EUR m", "2031", "2030"), top=90),
        rows(
            ("Changes in operating assets and liabilities, excluding", ""),
            ("acquisitions", "12", "14"),
            ("Other", "1", "2"),
            top=104,
        ),
    )
    [block] = table_pages(pdf.parse(made(table)))
    assert "excluding acquisitions | 12 | 14 |" in block.text


def test_second_column_is_read_after_the_first() -> None:
    left = [f"Left line {n} speaks of brine and salt at length." for n in range(1, 13)]
    right = [f"Right line {n} speaks of pumps and pipes at length." for n in range(1, 13)]
    page = together(
        bold("A title that goes across the whole width of both columns of this page", 70),
        prose(*left, x=60),
        prose(*right, x=310, top=104),
    )
    text = pages(pdf.parse(made(page)))[1]
    order = [
        text.index(line)
        for line in ("A title", "Left line 1 ", "Left line 12", "Right line 1 ", "Right line 12")
    ]
    assert order == sorted(order)


def test_lines_drawn_in_any_order_are_read_from_the_top() -> None:
    page = together(prose("Second.", top=300), prose("Third.", top=400), prose("First.", top=100))
    text = pages(pdf.parse(made(page)))[1]
    assert text.index("First") < text.index("Second") < text.index("Third")


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (("Brinekeld paid for its desali-", "nation works in cash."), "desalination works"),
        (
            ("Its long-term debt fell. The rest of the long-", "term debt is owed to banks."),
            "the long-term debt is owed",
        ),
        (("It trades with the Anglo-", "Dutch house."), "Anglo-Dutch house"),
    ],
    ids=["parted word", "compound known elsewhere", "capital after the hyphen"],
)
def test_word_parted_at_a_line_end_is_put_together(lines: tuple[str, ...], joined: str) -> None:
    assert joined in pages(pdf.parse(made(prose(*lines))))[1]


def test_paragraphs_are_kept_and_their_line_breaks_are_not() -> None:
    first = (
        "Brinekeld was founded in 2019 by two engineers who had worked on tidal pools for",
        "ten years before that.",
    )
    page = together(prose(*first), prose("It has sold salt since 2021.", top=150))
    assert (
        pages(pdf.parse(made(page)))[1].strip()
        == f"{' '.join(first)}\n\nIt has sold salt since 2021."
    )


def running(number: int, body: Draw) -> Draw:
    return together(
        prose("Brinekeld plc - Annual report 2031", top=40),
        body,
        prose(f"{number}", x=300, top=800),
    )


def test_running_heads_and_page_numbers_are_dropped_and_nothing_else() -> None:
    said = [f"Works {name} made {name * 3} tonnes." for name in (71, 13, 95, 42, 8, 20)]
    drawn = [running(n, prose(body, top=200)) for n, body in enumerate(said, 11)]
    assert [text.strip() for text in pages(pdf.parse(made(*drawn))).values()] == said


def test_page_number_is_dropped_wherever_the_page_ends() -> None:
    drawn = [
        together(prose(f"Works {name} made salt.", top=100), prose(f"- {n} -", top=200 + 60 * n))
        for n, name in enumerate(("Alba", "Brine", "Corve", "Dell"), 1)
    ]
    found = pages(pdf.parse(made(*drawn)))
    assert [text.strip() for text in found.values()] == [
        f"Works {name} made salt." for name in ("Alba", "Brine", "Corve", "Dell")
    ]


def test_running_line_that_gives_the_scale_is_kept() -> None:
    names = ("Alba", "Brine", "Corve", "Dell")
    drawn = [
        together(prose("(in millions of dollars)", top=40), prose(f"Works {name}.", top=200))
        for name in names
    ]
    found = pages(pdf.parse(made(*drawn)))
    assert [text.split("\n\n")[:2] for text in found.values()] == [
        ["(in millions of dollars)", f"Works {name}."] for name in names
    ]


def test_larger_or_bold_lines_are_the_sections_of_what_follows() -> None:
    first = together(
        bold("Liquidity", 80, size=15), prose("Cash is ample and lasts for years to come.", top=110)
    )
    document = pdf.parse(made(first, prose("The next page says more about it, without a heading.")))
    assert document.pages[0].text.startswith("## Liquidity\n\nCash is ample")
    assert document.pages[1].section == "Liquidity"


def test_mark_of_a_footnote_does_not_become_part_of_a_figure() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Revenue was 1,234")
        end = 60 + canvas.stringWidth("Revenue was 1,234")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(end + 0.5, 704, "1")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(end + 7, 700, "in the year.")

    assert pages(pdf.parse(made(draw)))[1].strip() == "Revenue was 1,234 in the year."


def test_chinese_pdf_with_a_table_is_read_without_spaces_between_characters() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

    def draw(canvas: Canvas) -> None:
        canvas.setFont("STSong-Light", 11)
        canvas.drawString(60, 740, "盐泉公司二零三一年账上现金超过一百亿元，创始人表示不急于上市，")
        canvas.drawString(60, 725, "并将继续投资海水淡化。")
        canvas.drawString(60, 690, "合并利润表")
        canvas.drawString(60, 676, "单位：百万元")
        for y, label, *figures in (
            (660, "", "2031年", "2030年"),
            (645, "营业收入", "1,234", "1,100"),
            (630, "净利润", "56", "-7"),
        ):
            canvas.drawString(60, y, label)
            for end, figure in zip((380, 460), figures, strict=True):
                canvas.drawRightString(end, y, figure)

    document = pdf.parse(made(draw))
    text = pages(document)[1]
    assert "不急于上市，并将继续投资海水淡化。" in text
    [block] = table_pages(document)
    assert "单位：百万元" in block.text
    assert "2031年 | 2030年 |\n| 营业收入 | 1,234 | 1,100 |\n| 净利润 | 56 | -7 |" in block.text


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_page_turned_for_reading_is_read_like_any_other(turned: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turned)
        canvas.translate(*{90: (WIDTH, 0), 180: (WIDTH, HEIGHT), 270: (0, HEIGHT)}[turned])
        canvas.rotate(turned)
        canvas.setFont("Helvetica", 10)
        for at, row in enumerate(
            (("USD m", "2031", "2030"), ("Cash", "412", "388"), ("Debt", "90", "95"))
        ):
            canvas.drawString(60, 500 - 14 * at, row[0])
            canvas.drawRightString(300, 500 - 14 * at, row[1])
            canvas.drawRightString(400, 500 - 14 * at, row[2])

    [block] = table_pages(pdf.parse(made(draw)))
    assert block.text == "| USD m | 2031 | 2030 |\n| Cash | 412 | 388 |\n| Debt | 90 | 95 |"


def test_quote_on_a_turned_page_is_marked_as_the_page_is_shown(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.drawString(100, 500, "Shown upright.")

    path = tmp_path / "turned.pdf"
    path.write_bytes(made(draw))
    marked = boxes(path, 1, "Shown upright.")
    [box] = marked.boxes
    # reportlab turns the sheet too: it is 842 by 595, and shown upright
    assert (round(marked.width), round(marked.height)) == (595, 842)
    assert box.x0 == pytest.approx(100, abs=1)
    assert box.top < WIDTH - 500 < box.bottom


def scan(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "grey")), 0, 0, WIDTH, HEIGHT)


def test_scanned_page_is_reported_and_the_others_are_read() -> None:
    document = pdf.parse(made(prose("Page one has text."), scan, scan))
    assert pages(document)[1].strip() == "Page one has text."
    [warning] = document.warnings
    assert warning == "Pages 2, 3 could not be read: a picture without text (scanned)."


def test_file_of_scans_only_is_a_failure_that_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "scan.bin"
    path.write_bytes(made(scan))
    with pytest.raises(DocumentError, match=r"scan\.bin.*no text") as caught:
        readers.document(path)
    assert "OCR" in caught.value.help


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"%PDF-1.7 \x00 nothing", "damaged"),
        (made(prose("Hidden."), encrypt="secret"), "password"),
    ],
    ids=["damaged", "locked"],
)
def test_pdf_that_cannot_be_opened_says_why(raw: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        pdf.parse(raw)


def test_pdf_read_by_path_keeps_pages_and_sections_through_the_child_process(
    tmp_path: Path,
) -> None:
    path = tmp_path / "no-suffix"
    path.write_bytes(made(prose("An opening page."), INCOME))
    document = readers.document(path)
    assert document.kind == "pdf"
    assert [(page.number, page.section) for page in document.pages] == [
        (1, None),
        (2, "Consolidated statement of income"),
    ]
    assert [page.text for page in readers.read(path)] == [page.text for page in document.pages]


def test_quote_is_marked_where_it_stands_on_its_page(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(made(prose("An opening page."), INCOME))
    passage = readers.document(path).pages[1].text
    at = passage.index("| Gross profit | 617 | 495 |")
    marked = boxes(path, 2, passage, at, at + len("| Gross profit | 617"))
    assert (round(marked.width), round(marked.height)) == (595, 842)
    label, figure = marked.boxes
    # drawn with the baseline 152 points from the top, labels at 60, figures up to 380
    assert label.x0 == pytest.approx(60, abs=1)
    assert figure.x1 == pytest.approx(380, abs=1)
    for box in marked.boxes:
        assert box.top < 152 < box.bottom
        assert box.bottom - box.top < 15


def test_quote_over_a_parted_word_and_a_part_of_a_chinese_line_are_marked(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "It paid for desali-")
        canvas.drawString(60, 687, "nation in cash.")
        canvas.setFont("STSong-Light", 10)
        canvas.drawString(60, 600, "现金超过一百亿元")

    path = tmp_path / "two.pdf"
    path.write_bytes(made(draw))
    passage = readers.document(path).pages[0].text
    start = passage.index("desalination")
    word = boxes(path, 1, passage, start, start + len("desalination")).boxes
    assert [round(HEIGHT - box.bottom) // 10 * 10 for box in word] == [690, 680]
    start = passage.index("一百亿")
    [part] = boxes(path, 1, passage, start, start + 3).boxes
    assert (part.x0, part.x1) == (pytest.approx(100, abs=1), pytest.approx(130, abs=1))


def test_line_that_stands_twice_is_marked_where_the_passage_is(tmp_path: Path) -> None:
    path = tmp_path / "twice.pdf"
    path.write_bytes(made(prose("Assets", "Other items", "Debts", "Other items")))
    [box] = boxes(path, 1, "Debts\nOther items", 6).boxes
    assert box.top < 139 < box.bottom  # the fourth line


def test_passage_that_is_not_on_the_page_is_not_marked(tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(made(prose("Something else.")))
    assert boxes(path, 1, "Never printed here.").boxes == ()
    with pytest.raises(DocumentError, match="no page 2"):
        boxes(path, 2, "Something else.")
