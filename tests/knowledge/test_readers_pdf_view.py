"""Quotes found again on pages where the stored text is not simply what stands there."""

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from test_readers_pdf import HEIGHT, boxes, made, prose, rows, together

from knowledge import readers
from knowledge.readers.pdf.view import PageView

LEFT = ("The company cuts stone in six", "quarries, sells it by weight", "to builders of roads in")
RIGHT = ("Norway and in Sweden, where", "it is the only one that does", "so with its own machines.")


def column(lines: tuple[str, ...], x: float) -> tuple[str, ...]:
    return (*lines, *(f"Filler sentence number {i} of a column {x:.0f}." for i in range(8)))


def marked(path: Path, quote: str, number: int = 1) -> PageView:
    """`quote` marked with the passage that holds it, as the desk asks for it."""
    [passage] = [p.text for p in readers.document(path).pages if quote in p.text]
    return boxes(path, number, passage, passage.index(quote), passage.index(quote) + len(quote))


def tops(found: PageView) -> list[int]:
    """Baselines of the marked lines, as they were drawn from the top, in steps of a line."""
    return [round(box.bottom) for box in found.boxes]


def test_quote_in_the_second_column_is_marked_there(tmp_path: Path) -> None:
    path = tmp_path / "columns.pdf"
    left, right = column(LEFT, 60), column(RIGHT, 320)
    path.write_bytes(made(together(prose(*left, x=60), prose(*right, x=320))))
    found = marked(path, "where it is the only one that does so")
    assert all(box.x0 >= 319 for box in found.boxes)
    assert len(found.boxes) == 3


def test_quote_that_runs_from_one_column_into_the_other_is_marked_in_both(tmp_path: Path) -> None:
    path = tmp_path / "columns.pdf"
    left = tuple(f"Line {i} of the left column of words" for i in range(11)) + LEFT[2:]
    right = column(RIGHT, 320)
    path.write_bytes(made(together(prose(*left, x=60), prose(*right, x=320))))
    found = marked(path, "roads in Norway and in Sweden")
    assert [box.x0 > 300 for box in found.boxes] == [False, True]


def test_row_whose_label_wraps_is_marked_with_its_figures(tmp_path: Path) -> None:
    path = tmp_path / "wrapped.pdf"
    given = (
        ("Total revenue", "1,234", "1,100"),
        ("Issuance of common stock pursuant to", "", ""),
        ("stock-based compensation awards", "(25)", "(41)"),
        ("Gross profit", "617", "495"),
    )
    path.write_bytes(made(together(prose("Cash flows", top=60), rows(*given, top=120))))
    quote = "| Issuance of common stock pursuant to stock-based compensation awards | (25) | (41) |"
    found = marked(path, quote)
    assert tops(found) == [pytest.approx(136, abs=2)] + [pytest.approx(150, abs=2)] * 3


def test_row_of_a_table_cut_between_columns_is_marked_in_its_own_columns(tmp_path: Path) -> None:
    path = tmp_path / "wide.pdf"
    ends = (200, 250, 300, 350, 400, 450)
    given = [
        (label, *(f"{base + i}" for i in range(6)))
        for label, base in (("Revenue", 1000), ("Costs", 400), ("Profit", 600))
    ]
    path.write_bytes(made(rows(*given, top=120, ends=ends)))
    found = boxes(path, 1, "| Costs | 403 | 404 | 405 |")
    assert [round(box.x1) for box in found.boxes[1:]] == [350, 400, 450]
    assert {round(box.bottom) for box in found.boxes} == {round(found.boxes[0].bottom)}


def test_headings_put_together_by_the_reader_are_shown_by_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "table.pdf"
    path.write_bytes(made(rows(("Net sales", "1,234", "1,100"), ("Costs", "617", "605"), top=120)))
    quote = "| (Millions) | Assets 2031 | Assets 2030 |"
    found = boxes(path, 1, f"{quote}\n| Net sales | 1,234 | 1,100 |", 0, len(quote))
    assert not found.exact
    assert len(found.boxes) == 3
    assert boxes(path, 1, "| Net sales | 1,234 | 1,100 |").exact


def test_words_that_only_happen_to_stand_on_the_page_are_not_marked(tmp_path: Path) -> None:
    path = tmp_path / "chance.pdf"
    path.write_bytes(made(prose("The cost of the machines is the sum of all of its parts.")))
    assert boxes(path, 1, "The value of the company is the price of all of its shares.").boxes == ()


def test_cropped_page_is_marked_as_it_is_shown(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setCropBox((50, 100, 450, 700))
        canvas.drawString(150, 500, "Shown in part.")

    path = tmp_path / "cropped.pdf"
    path.write_bytes(made(draw))
    found = boxes(path, 1, "Shown in part.")
    assert (found.width, found.height) == (400, 600)
    assert found.boxes[0].x0 == pytest.approx(100, abs=1)
    assert found.boxes[0].top < 200 < found.boxes[0].bottom


def test_page_of_photographs_stays_small(tmp_path: Path) -> None:
    import os

    from PIL import Image
    from reportlab.lib.utils import ImageReader

    noise = ImageReader(Image.frombytes("RGB", (900, 1200), os.urandom(900 * 1200 * 3)))
    path = tmp_path / "photo.pdf"
    path.write_bytes(made(lambda c: c.drawImage(noise, 0, 0, 595, HEIGHT)))
    assert len(boxes(path, 1, "").png) < 2_500_000
