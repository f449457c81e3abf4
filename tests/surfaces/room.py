"""A small data room of an invented company, made here so that what stands where is known."""

import io
from pathlib import Path

from openpyxl import Workbook
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
CASH = "At 31 December 2031 the company held cash of $412.5 million."
CASH_TOP = 200.0  # points from the top of page 2 to the baseline of that sentence
TABLE_TOP = 320.0
ROWS = (
    ("Total revenue", "1,234", "1,100"),
    ("Cost of revenue", "(617)", "(605)"),
    ("Gross profit", "617", "495"),
)


def report() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setTitle("Quarrywell annual report")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, HEIGHT - 100, "Quarrywell builds machines that cut stone in quarries.")
    canvas.showPage()
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, HEIGHT - CASH_TOP, CASH)
    canvas.drawString(60, HEIGHT - CASH_TOP - 16, "It expects this to last for two years.")
    canvas.drawString(60, HEIGHT - TABLE_TOP + 34, "Statement of income (in millions)")
    canvas.drawRightString(380, HEIGHT - TABLE_TOP + 16, "2031")
    canvas.drawRightString(460, HEIGHT - TABLE_TOP + 16, "2030")
    for at, (label, *figures) in enumerate(ROWS):
        canvas.drawString(60, HEIGHT - TABLE_TOP - 16 * at, label)
        for end, figure in zip((380, 460), figures, strict=True):
            canvas.drawRightString(end, HEIGHT - TABLE_TOP - 16 * at, figure)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def sheet() -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "Headcount"
    for row in (("Team", "2030", "2031"), ("Engineering", 210, 260), ("Sales", 80, 95)):
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


MEMO = (
    "# Board memo\n\nThe board of Quarrywell met in March.\n\n"
    "It approved a loan of EUR 40 million from Norbank.\n\nThe loan is due in 2036.\n"
)
SCRIPT = "<script>alert(1)</script>"


def written(folder: Path) -> list[Path]:
    files = {
        "quarrywell report.pdf": report(),
        "headcount.xlsx": sheet(),
        "备忘录.md": MEMO.encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]
