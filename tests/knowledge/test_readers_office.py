"""Word, PowerPoint, Excel, CSV and e-mail files, written here and read back."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from knowledge import readers
from knowledge.errors import DocumentError
from knowledge.readers import Document, archive, mail, sheet
from knowledge.readers.numbers import shown


def read(made: Any) -> Document:
    """What the readers make of a file that a library has just written, in this process."""
    out = io.BytesIO()
    made.save(out)
    return archive.parse(out.getvalue())


def texts(document: Document) -> list[str]:
    return [page.text for page in document.pages]


def fill(table: Any, rows: list[list[str]]) -> None:
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text


def test_word_file_keeps_headings_lists_and_tables_in_their_order() -> None:
    made = docx.Document()
    made.core_properties.title = "Salt outlook"
    made.add_heading("Cash", 1)
    made.add_paragraph("Brinekeld holds €12 million.")
    made.add_paragraph("Banks are patient.", style="List Bullet")
    fill(
        made.add_table(rows=3, cols=3),
        [["EUR m", "2031", "2030"], ["Revenue", "1,234", "1,100"], ["Loss", "(5)", ""]],
    )
    made.add_heading("Debt", 2)
    made.add_paragraph("None.")
    document = read(made)
    assert texts(document) == [
        "# Cash\n\nBrinekeld holds €12 million.\n\n- Banks are patient.",
        "| EUR m | 2031 | 2030 |\n| Revenue | 1,234 | 1,100 |\n| Loss | (5) |",
        "## Debt\n\nNone.",
    ]
    assert [page.section for page in document.pages] == [None, "Cash", "Cash"]
    assert document.pages[0].title == "Salt outlook"


def test_word_cell_over_two_columns_leaves_figures_in_their_columns() -> None:
    made = docx.Document()
    table = made.add_table(rows=3, cols=3)
    fill(table, [["USD m", "2031", "2030"], ["Both works", "", "9"], ["Salt", "4", "5"]])
    table.cell(1, 0).merge(table.cell(1, 1))
    assert "| Both works |  | 9 |" in texts(read(made))[0]


def test_word_labels_and_headings_over_several_cells_are_in_each_of_them() -> None:
    made = docx.Document()
    table = made.add_table(rows=4, cols=4)
    rows = [["Works", "Line", "2031", ""], ["", "", "H1", "H2"], ["Salt", "Sales", "5", "6"]]
    fill(table, [*rows, ["", "Costs", "", "4"]])
    for top, left, bottom, right in [(0, 0, 1, 0), (0, 2, 0, 3), (2, 0, 3, 0), (2, 2, 3, 2)]:
        table.cell(top, left).merge(table.cell(bottom, right))
    assert texts(read(made)) == [
        "| Works | Line | 2031 | 2031 |\n| Works |  | H1 | H2 |\n"
        "| Salt | Sales | 5 | 6 |\n| Salt | Costs |  | 4 |"
    ]


def test_deleted_words_are_gone_and_inserted_ones_stay() -> None:
    from docx.oxml import parse_xml

    made = docx.Document()
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = made.element.body
    body.insert(0, parse_xml(
        f"<w:p {namespace}><w:r><w:t>Cash is </w:t></w:r>"
        "<w:del><w:r><w:delText>ten</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>nine</w:t></w:r></w:ins></w:p>"
    ))  # fmt: skip
    assert texts(read(made)) == ["Cash is nine"]


def deck() -> Any:
    made = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Growth"
    slide.placeholders[1].text = "Users doubled\nChurn fell"
    data = CategoryChartData()
    data.categories = ["2030", "2031"]
    data.add_series("ARR, USD m", (1.5, 3.25))
    slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(5), Inches(4), Inches(2), data
    )
    slide.notes_slide.notes_text_frame.text = "Unaudited."
    second = made.slides.add_slide(made.slide_layouts[5])
    second.shapes.title.text = "Cash"
    table = second.shapes.add_table(2, 2, Inches(1), Inches(3), Inches(4), Inches(1)).table
    fill(table, [["EUR m", "2031"], ["Cash", "12"]])
    return made


def test_slides_keep_their_numbers_titles_tables_chart_data_and_notes() -> None:
    document = read(deck())
    assert [(page.number, page.section, page.text) for page in document.pages] == [
        (1, None, "## Growth\n\nUsers doubled\n\nChurn fell"),
        (1, "Growth", "|  | 2030 | 2031 |\n| ARR, USD m | 1.5 | 3.25 |"),
        (1, "Growth", "Notes: Unaudited."),
        (2, "Growth", "## Cash"),
        (2, "Cash", "| EUR m | 2031 |\n| Cash | 12 |"),
    ]


def test_slide_that_is_a_picture_is_reported(tmp_path: Path) -> None:
    from PIL import Image

    made = deck()
    picture = tmp_path / "p.png"
    Image.new("RGB", (9, 9)).save(picture)
    made.slides.add_slide(made.slide_layouts[6]).shapes.add_picture(str(picture), 0, 0)
    assert read(made).warnings == ("Slide 3 could not be read: a picture without text.",)


def book(rows: list[list[object]], title: str = "P&L") -> Any:
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    return made


def test_sheet_rows_come_with_title_headings_and_their_cells() -> None:
    document = read(
        book(
            [
                ["Income statement (USD m)"],
                [],
                ["Line", 2030, 2031],
                ["Revenue", 1100, 1234.5],
                ["Costs", -605, None],
            ]
        )
    )
    [page] = document.pages
    assert page.text == (
        "P&L — Income statement (USD m)\n| Line | 2030 | 2031 |\n"
        "| Revenue | 1100 | 1234.5 |\n| Costs | -605 |"
    )
    assert page.section == "P&L!A4:C5"


def test_sheet_labels_and_headings_of_merged_cells_are_in_each_of_them() -> None:
    made = book(
        [
            ["Brinekeld by half-year"],
            ["Works", "Line", 2031, None, 2032, None],
            [None, None, "H1", "H2", "H1", "H2"],
            ["Salt", "Sales", 5, 6, 7, 8],
            [None, "Costs", 2, 3, None, 4],
            ["Both", None, 9, 9, 9, 9],
        ]
    )
    for cells in ("A1:F1", "A2:A3", "C2:D2", "E2:F2", "A4:A5", "E4:E5", "A6:B6"):
        made.active.merge_cells(cells)
    [page] = read(made).pages
    assert page.text == (
        "P&L — Brinekeld by half-year\n"
        "| Works | Line | 2031 | 2031 | 2032 | 2032 |\n| Works |  | H1 | H2 | H1 | H2 |\n"
        "| Salt | Sales | 5 | 6 | 7 | 8 |\n| Salt | Costs | 2 | 3 |  | 4 |\n"
        "| Both |  | 9 | 9 | 9 | 9 |"
    )


def test_merged_cells_of_one_sheet_do_not_reach_into_another() -> None:
    made = book([["Works", "Tonnes"], ["Salt", 5], [None, 6]])
    made.create_sheet("Other").append(["Works", "Tonnes"])
    made["Other"].append(["Lime", 5])
    made["Other"].append([None, 6])
    made["Other"].merge_cells("A2:A3")
    first, second = texts(read(made))
    assert first.endswith("| Salt | 5 |\n|  | 6 |")
    assert second.endswith("| Lime | 5 |\n| Lime | 6 |")


def test_tables_that_an_empty_row_parts_keep_their_own_headings() -> None:
    rows = [["EUR m", 2031], ["Cash", 12], [], ["Tonnes", 2031], ["Salt", 900]]
    document = read(book(rows))
    assert [(page.section, page.text) for page in document.pages] == [
        ("P&L!A2:B2", "P&L\n| EUR m | 2031 |\n| Cash | 12 |"),
        ("P&L!A5:B5", "P&L\n| Tonnes | 2031 |\n| Salt | 900 |"),
    ]


def test_long_and_wide_sheet_repeats_headings_and_labels_in_every_block() -> None:
    months = [f"2031-{month:02}" for month in range(1, 13)]
    rows = [
        ["Works", *months],
        *([f"Works {n}", *(n * 1000 + m for m in range(12))] for n in range(10, 40)),
    ]
    document = read(book(rows))
    for page in document.pages:
        assert page.text.splitlines()[1].startswith("| Works | 2031-")
        assert len(page.text) < 900
    [july] = [p for p in document.pages if "| Works 25 |" in p.text and "2031-07" in p.text]
    column = july.text.splitlines()[1].split(" | ").index("2031-07")
    row = next(line for line in july.text.splitlines() if "Works 25" in line)
    assert row.rstrip(" |").split(" | ")[column] == "25006"
    assert july.section is not None
    assert july.section.startswith("P&L!")
    said = {line for page in document.pages for line in page.text.splitlines()}
    assert all(any(f"| Works {n} |" in line for line in said) for n in range(10, 40))


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1234.5, "General", "1234.5"),
        (1234567, "#,##0", "1,234,567"),
        (0.153, "0.0%", "15.3%"),
        (0.1 + 0.2, "General", "0.3"),
        (1e21, "0", "1000000000000000000000"),
        (1234000000, '#,##0,,"m"', "1,234m"),
        (1200, '"$"#,##0.00', "$1,200"),
        (1200, "[$€-407] #,##0", "€ 1,200"),
        (-5, "#,##0_);(#,##0)", "-5"),
        (12.5, '0.0"x"', "12.5x"),
        (-0.02, "0.0%", "-2%"),
        (True, "General", "TRUE"),
        (date(2031, 6, 30), "d mmm yy", "2031-06-30"),
        ("  two\nlines ", "@", "two lines"),
        (None, "General", ""),
    ],
)
def test_cell_is_shown_with_the_unit_its_format_gives(
    value: object, number_format: str, text: str
) -> None:
    assert shown(value, number_format) == text


def test_formula_without_a_stored_value_is_reported_and_no_value_is_made_up() -> None:
    document = read(book([["EUR m", 2031], ["Cash", 12], ["Twice", "=B2*2"]]))
    assert document.pages[0].text.endswith("| Cash | 12 |\n| Twice |")
    assert document.warnings[0].startswith(
        "Formulas without a stored value were not read (1 cells)"
    )


def test_hidden_sheet_is_read_and_reported() -> None:
    made = book([["EUR m", 2031], ["Cash", 12]])
    hidden = made.create_sheet("Plan B")
    hidden.sheet_state = "hidden"
    hidden.append(["Runway", "7 months"])
    document = read(made)
    assert "Runway" in document.pages[-1].text
    assert document.warnings == ("Sheet 'Plan B' is hidden in the file; it was read.",)


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (
            'year,revenue\n2030,1100\n2031,"1,234"\n',
            "| year | revenue |\n| 2030 | 1100 |\n| 2031 | 1,234 |",
        ),
        ("Jahr;Umsatz\n2030;1,1\n2031;1,2\n", "| Jahr | Umsatz |\n| 2030 | 1,1 |\n| 2031 | 1,2 |"),
        ("year\trevenue\n2030\t1100\n", "| year | revenue |\n| 2030 | 1100 |"),
        ("年份,营业收入\n2031,1234\n", "| 年份 | 营业收入 |\n| 2031 | 1234 |"),
    ],
    ids=["comma", "semicolon", "tab", "Chinese"],
)
def test_csv_is_a_table_with_row_numbers(content: str, rows: str) -> None:
    document = sheet.parse(content.encode())
    assert texts(document) == [rows]
    assert str(document.pages[0].section).startswith("A2:B")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_csv_of_any_encoding_is_known_by_its_content(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "export.dat"
    path.write_bytes("年份,营业收入,成本\n2030,1100,605\n2031,1234,617\n".encode(encoding))
    document = readers.document(path)
    assert document.kind == "csv"
    assert "| 2031 | 1234 | 617 |" in document.pages[0].text


@pytest.mark.parametrize(
    "content",
    [
        "Cash, they say, is king.\nSalt, they add, is not.\n",
        "Dear Ada,\nThanks, see you.\n",
        "- one, two\n- three, four\n",
        "| a | b |\n| 1 | 2 |\n",
        "# Notes, 2031\n\nCash, 12\n",
    ],
)
def test_text_with_commas_stays_text(tmp_path: Path, content: str) -> None:
    path = tmp_path / "note.csv"
    path.write_text(content)
    assert readers.document(path).kind == "text"


MAIL = b"""From: Ada Quill <ada@brinekeld.example>\r
To: desk@fund.example\r
Subject: =?utf-8?b?5p2h5qy+?= of the round\r
Date: Mon, 17 Feb 2031 08:00:00 +0000\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary=b\r
\r
--b\r
Content-Type: text/plain; charset=gb18030\r
Content-Transfer-Encoding: base64\r
\r
%s\r
--b\r
Content-Type: application/pdf\r
Content-Disposition: attachment; filename=terms.rtf\r
\r
{\\rtf1}\r
--b--\r
"""


def test_mail_has_sender_date_subject_and_words_and_names_what_is_attached(tmp_path: Path) -> None:
    from base64 import b64encode

    path = tmp_path / "message"
    path.write_bytes(MAIL % b64encode("我们出价500万欧元。".encode("gb18030")))
    document = readers.document(path)
    [page] = document.pages
    assert (page.title, page.publisher, page.published) == (
        "条款 of the round",
        "Ada Quill",
        "2031-02-17",
    )
    assert page.text.endswith("\n\n我们出价500万欧元。")
    assert "From: Ada Quill <ada@brinekeld.example>" in page.text
    [warning] = document.warnings
    assert warning.startswith("Attachment 'terms.rtf' was not read (a rich text")
    assert warning.endswith("): save it and ingest it.")


def test_mail_that_is_html_only_loses_its_tags() -> None:
    words = "We offer five million for three percent of the company."
    head = "From: a@b.example\nDate: Mon, 17 Feb 2031 08:00:00 +0000\nMIME-Version: 1.0"
    body = f"<html><body><p>{words}</p><script>x()</script></body></html>"
    raw = f"{head}\nContent-Type: text/html\n\n{body}"
    [page] = mail.parse(raw.encode()).pages
    assert page.text.endswith(words)
    assert "script" not in page.text


@pytest.mark.parametrize("name", ["deck.docx", "book.pdf", "none"])
def test_office_file_is_known_by_its_content_whatever_its_name(tmp_path: Path, name: str) -> None:
    deck().save(tmp_path / name)
    document = readers.document(tmp_path / name)
    assert (document.kind, document.pages[0].number) == ("pptx", 1)


def test_archive_that_is_no_office_file_is_an_error_that_says_so(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "files.docx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("readme.txt", "hello")
    with pytest.raises(DocumentError, match=r"files\.docx.*archive"):
        readers.document(path)
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(DocumentError, match=r"files\.docx.*damaged"):
        readers.document(path)
