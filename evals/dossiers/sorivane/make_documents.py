"""Makes the two documents of this dossier that are no text: the filing as PDF, the KPI workbook.

In: nothing but what is typed here. Out: `documents/audit-2025.pdf` and `documents/kpi-jul2026.xlsx`
beside this file. Run it after a change: `python evals/dossiers/sorivane/make_documents.py`.
"""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import (
    Flowable,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
)

FOLDER = Path(__file__).resolve().parent / "documents"
# XML namespaces and content types of a workbook (ECMA-376)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TITLE = "Sorivane Co., audit report for the fiscal year 2025"
INCOME = (
    ("KRW billion", "2025", "2024"),
    ("Revenue", "16.5", "6.0"),
    ("Cost of sales", "(10.9)", "(4.3)"),
    ("Gross profit", "5.6", "1.7"),
    ("Research and development", "(58.0)", "(33.0)"),
    ("Selling and administration", "(41.2)", "(19.8)"),
    ("Financial result", "(2.4)", "0.1"),
    ("Net loss", "(96.0)", "(51.0)"),
)
HOLDERS = (
    ("Holder", "Share on 31 December 2025"),
    ("Ha Seo-yun (founder)", "21.0%"),
    ("Hwangryeong Capital", "17.5%"),
    ("Daebyeon Electronics", "4.2%"),
    ("Others, none above 4%", "57.3%"),
)
# heading, then paragraphs and tables
NOTES: tuple[tuple[str, tuple[str | tuple[tuple[str, ...], ...], ...]], ...] = (
    (
        "1. Auditor's opinion",
        (
            "In our opinion the statements give a fair view of Sorivane Co. on 31 December 2025. "
            "We do not qualify this opinion. We draw attention to note 5: one customer brought 44% "
            "of the revenue.",
        ),
    ),
    ("2. Statement of income", (INCOME, "The gross margin was 34% in 2025.")),
    (
        "3. Cash",
        (
            "Cash and deposits payable on demand came to KRW 182 billion on 31 December 2025 (KRW "
            "61 billion a year before). None of it is pledged. Computing credits received from a "
            "shareholder are not counted as cash; KRW 19.4 billion of them were unused.",
        ),
    ),
    (
        "4. Debt",
        ("A bank loan of KRW 28 billion ($20 million) falls due on 30 November 2028.",),
    ),
    (
        "5. Revenue by customer and region",
        (
            "Daebyeon Electronics, the largest customer and a shareholder, brought 44% of the "
            "revenue of 2025. Customers outside Korea brought 12%, nearly all of it from Japan.",
        ),
    ),
    (
        "6. Leased hall, electricity and equipment",
        (
            "The data hall in Gimhae is leased to March 2029 and limited to 12 MW. Its electricity "
            "bill was KRW 9 billion for 60 GWh in 2025. The Company owned 2,048 GPUs at the end of "
            "the year.",
        ),
    ),
    ("7. Employees", ("The Company employed 412 people at the end of 2025 (266 a year before).",)),
    ("8. Holders", (HOLDERS,)),
)
SHEETS: dict[str, tuple[tuple[str | float, ...], ...]] = {
    "Growth 增长": (
        ("Item 项目", "Unit 单位", "2025-12-31", "2026-06-30"),
        ("Annual recurring revenue 年化经常性收入", "KRW billion 十亿韩元", 24, 42),
        ("Corporate customers 企业客户", "count 家", 74, 118),
        ("Employees 员工", "people 人", 412, 530),
        ("Monthly active users of the app 应用月活", "million 百万", 2.2, 3.1),
    ),
    "Revenue 收入": (
        ("Period 期间", "Revenue, KRW billion 收入（十亿韩元）", "Of it overseas 其中海外, %"),
        ("H1 2025", 6.9, 11),
        ("H2 2025", 9.6, 13),
        ("H1 2026", 14.7, 15),
    ),
    "Notes 说明": (
        ("All figures are invented. 所有数字均为虚构。",),
        ("Unaudited; 2025 agrees with the audit report. 未经审计；2025年与审计报告一致。",),
    ),
}


def make() -> None:
    """Writes both files over what is there."""
    _filing(FOLDER / "audit-2025.pdf")
    _workbook(FOLDER / "kpi-jul2026.xlsx")


def _filing(path: Path) -> None:
    styles = getSampleStyleSheet()
    story: list[Flowable] = [
        Paragraph(TITLE, styles["Title"]),
        Paragraph(
            "Filed with the Busan Business Register on 31 March 2026. Everything in this document "
            "is invented. Amounts are in billions of Korean won (KRW) unless stated otherwise.",
            styles["BodyText"],
        ),
    ]
    for heading, parts in NOTES:
        story.append(Paragraph(heading, styles["Heading2"]))
        for part in parts:
            is_text = isinstance(part, str)
            story.append(Paragraph(part, styles["BodyText"]) if is_text else Table(part))
            story.append(Spacer(1, 6))
    # invariant: the same bytes on every run
    SimpleDocTemplate(str(path), pagesize=A4, title=TITLE, invariant=1).build(story)


def _workbook(path: Path) -> None:
    """Written by hand, without dates, so that every run gives the same bytes."""
    numbers = range(1, len(SHEETS) + 1)
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>'
        for n, name in enumerate(SHEETS, start=1)
    )
    related = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    typed = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{SHEET}.worksheet+xml"/>'
        for n in numbers
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET}.sheet.main+xml"/>'
        f"{typed}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}'
        "</Relationships>",
    }
    for n, rows in zip(numbers, SHEETS.values(), strict=True):
        body = "".join(_row(k, row) for k, row in enumerate(rows, start=1))
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'
        )
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(ZipInfo(name), f'<?xml version="1.0" encoding="UTF-8"?>{text}')


def _row(number: int, cells: Sequence[str | float]) -> str:
    places = (f"{letter}{number}" for letter in "ABCDEFGH")
    made = (
        f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
        if isinstance(cell, str)
        else f'<c r="{place}"><v>{cell}</v></c>'
        for place, cell in zip(places, cells, strict=False)
    )
    return f'<row r="{number}">{"".join(made)}</row>'


if __name__ == "__main__":
    make()
