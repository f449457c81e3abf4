"""Makes the documents of two invented companies that are no text: prospectus, deck and sheet.

In: nothing but what is typed here. Out: `yanchi/prospectus.docx`, `yanchi/cap-table.xlsx` and
`calderbrook/board-q1-2026.pptx` beside this file: `python evals/documents/make_documents.py`.
"""

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from pptx import Presentation
from pptx.util import Inches

FOLDER = Path(__file__).resolve().parent
Rows = Sequence[Sequence[str | float]]

INCOME = (
    ("项目", "2025年度", "2024年度", "2023年度"),
    ("营业收入", "86,420.50", "61,300.20", "38,750.00"),
    ("营业成本", "51,852.30", "38,006.10", "25,187.50"),
    ("销售费用", "6,913.60", "5,517.00", "4,262.50"),
    ("管理费用", "12,963.10", "11,034.00", "9,300.00"),
    ("研发费用", "24,197.70", "19,616.10", "15,500.00"),
    ("营业利润", "-9,506.20", "-12,873.00", "-15,500.00"),
    ("净利润", "-9,860.40", "-12,475.80", "-15,230.00"),
)
BALANCE = (
    ("项目", "2025年12月31日", "2024年12月31日"),
    ("货币资金", "72,350.60", "45,180.30"),
    ("应收账款", "21,605.10", "15,325.00"),
    ("存货", "9,410.20", "8,120.00"),
    ("流动资产合计", "108,300.00", "72,400.00"),
    ("固定资产", "15,640.00", "13,200.00"),
    ("资产总计", "135,200.00", "95,600.00"),
    ("短期借款", "8,000.00", "5,000.00"),
    ("应付账款", "11,870.00", "9,950.00"),
    ("流动负债合计", "36,100.00", "30,400.00"),
    ("负债合计", "48,672.00", "43,020.00"),
    ("所有者权益合计", "86,528.00", "52,580.00"),
)
CUSTOMERS = (
    ("客户名称", "销售金额", "占营业收入比例"),
    ("禾木电器", "24,197.70", "28.00%"),
    ("北屿家电", "12,963.10", "15.00%"),
    ("亭川汽车", "6,913.60", "8.00%"),
)
USES = (
    ("募集资金投资项目", "拟投入募集资金"),
    ("新一代离线语音芯片研发", "95,000.00"),
    ("测试中心建设", "45,000.00"),
    ("补充流动资金", "40,000.00"),
)
PROSPECTUS: tuple[tuple[str, tuple[str | Rows, ...]], ...] = (
    (
        "第一节 概览",
        (
            "砚池智能科技股份有限公司（Yanchi Intelligence）成立于2017年6月，注册地为珠海市，主营"
            "业务为离线语音芯片的设计与销售。本文件所有内容均为虚构。",
            "本次发行拟募集资金18亿元，保荐机构为海岬证券。发行前公司总股本为36,000万股，本次拟公开"
            "发行不超过4,000万股。",
        ),
    ),
    (
        "第二节 股东与实际控制人",
        (
            "公司实际控制人为沈砚秋，其直接持有公司32.6%的股份，并通过员工持股平台控制5.4%的"
            "表决权。",
            "截至2025年12月31日，公司员工共635人，其中研发人员371人。",
        ),
    ),
    (
        "第三节 业务与客户",
        (
            "报告期内公司芯片由代工厂晶屿半导体一家生产，存在供应商集中的风险。",
            "2025年度主要客户（单位：万元）",
            CUSTOMERS,
        ),
    ),
    (
        "第四节 财务会计信息",
        (
            "合并利润表（单位：万元）",
            INCOME,
            "合并资产负债表（单位：万元）",
            BALANCE,
            "2025年经营活动产生的现金流量净额为-6,240万元，上年为-10,850万元。",
            "公司短期借款8,000万元将于2026年9月30日到期，年利率为3.45%。",
            "2025年度毛利率提高，主要是因为新产品“墨二”的封装成本下降。",
        ),
    ),
    (
        "第五节 募集资金运用",
        ("募集资金用途（单位：万元）", USES),
    ),
    (
        "第六节 其他重要事项",
        (
            "2025年8月12日，云栖岭科技以侵害发明专利权为由起诉公司，请求赔偿2,600万元。截至本招股"
            "说明书签署日，该案尚未开庭。",
            "报告期内公司未进行现金分红。",
        ),
    ),
)
SHEETS: dict[str, Rows] = {
    "股权结构": (
        ("股东名称", "持股数量（万股）", "持股比例", "入股轮次"),
        ("沈砚秋", 11736, "32.6%", "创始人"),
        ("员工持股平台", 1944, "5.4%", "创始人"),
        ("远岫创投", 6120, "17.0%", "A轮"),
        ("松涛资本", 4680, "13.0%", "B轮"),
        ("珠海产业基金", 3960, "11.0%", "C轮"),
        ("其他股东", 7560, "21.0%", ""),
    ),
    "融资历史": (
        ("轮次", "完成日期", "融资金额（万元）", "投后估值（亿元）", "领投方"),
        ("A轮", "2019-03", 6000, 3.5, "远岫创投"),
        ("B轮", "2021-07", 18000, 12, "松涛资本"),
        ("C轮", "2023-11", 30000, 26, "珠海产业基金"),
    ),
}
SLIDES: tuple[tuple[str, tuple[str, ...], Rows], ...] = (
    (
        "Calder Brook board meeting, first quarter of 2026",
        ("Invented for tests. Figures are unaudited.",),
        (),
    ),
    (
        "Quarter at a glance",
        ("USD million unless stated otherwise",),
        (
            ("", "Q1 2026", "Q1 2025"),
            ("Orders booked", "131", "102"),
            ("Revenue", "109", "91"),
            ("Operating income", "6.2", "5.1"),
            ("Order backlog", "264", "198"),
            ("Arms shipped (units)", "704", "588"),
        ),
    ),
    (
        "Outlook",
        (
            "Management expects revenue of $470 million to $490 million for 2026.",
            "Capital spending of $45 million is planned for 2026.",
        ),
        (),
    ),
    (
        "Decisions and risks",
        (
            "The second plant in Tromsø is postponed to 2027 because the power contract is not "
            "signed.",
            "Tannwick delivers gearboxes eight weeks late.",
            "60 engineering positions are open; Marit Solheim joined as chief financial officer in "
            "January 2026.",
        ),
        (),
    ),
)


def make() -> None:
    """Writes the files over what is there."""
    _prospectus(FOLDER / "yanchi" / "prospectus.docx")
    _workbook(FOLDER / "yanchi" / "cap-table.xlsx")
    _deck(FOLDER / "calderbrook" / "board-q1-2026.pptx")


def _prospectus(path: Path) -> None:
    document = Document()
    document.add_heading("砚池智能科技股份有限公司首次公开发行股票招股说明书（申报稿）", 0)
    for heading, parts in PROSPECTUS:
        document.add_heading(heading, 1)
        for part in parts:
            if isinstance(part, str):
                document.add_paragraph(part)
                continue
            table = document.add_table(rows=0, cols=len(part[0]))
            for row in part:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = str(text)
    document.save(str(path))


def _workbook(path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)


def _deck(path: Path) -> None:
    deck = Presentation()
    for title, points, rows in SLIDES:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(points)
        if rows:
            table = slide.shapes.add_table(
                len(rows), len(rows[0]), Inches(1), Inches(3), Inches(8), Inches(3)
            ).table
            for at, row in enumerate(rows):
                for column, text in enumerate(row):
                    table.cell(at, column).text = str(text)
    deck.save(str(path))


if __name__ == "__main__":
    make()
