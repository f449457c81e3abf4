"""A row of a table → its cells, each with its value in base units, its currency and its time.

    | Revenue | $ 312 | $ 251 |   under  | | 2031 | 2030 |  in millions
    → 312,000,000 USD in 2031 · 251,000,000 USD in 2030

What a cell counts in is said by the cell, its heading, its row, the table's caption or the text
before the table, in this order. Knows no question and no store.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from knowledge import amounts, scales
from knowledge.periods import Period
from knowledge.records import Amount, Language
from knowledge.scales import Scale
from knowledge.stated import dated
from knowledge.tabular import TableRow, rows

_NUMBER = re.compile(
    r"(?P<open>[(（])?\s*(?P<minus>[-−–])?\s*(?P<sign>US\$|HK\$|RMB|[$€£¥￥₩])?\s*(?P<open2>\()?"
    r"(?P<minus2>[-−–])?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*"
    r"(?P<percent>[%％])?\s*[)）]?\s*(?P<percent2>[%％])?(?P<times>[x×倍])?\s*(?:\(\d\)|\*)?"
)
# Lines that are counted one by one whatever the table is counted in.
_APART = re.compile(
    r"per (?:\w+ )?share|\bratios?\b|\brates?\b|margins?\b|\bturn(?:s|over)\b|\bdays\b|%|percent"
    r"|\bnumber of\b|\bemployees\b|\bheadcount\b|\bunits\b|\bstores\b|每股|[比率]率|占比|比例"
    r"|周转|天数|人数|员工|家数|数量|(?:客户|用户|会员|门店|设备|订单|合同)总?数$|[月日]活(?:跃?用户)?数?$"
    r"|^(?:(?!from|to|of|by|due)[a-z]+ ){0,3}(?:customers|users|subscribers|clients)$",
    re.IGNORECASE,
)
_ITS_UNIT = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{2,8}?)(?:的)?单位\s*[:：]\s*(?P<unit>[^，,；;）)]+)"
)
_PERIOD_WORDS = re.compile(
    r"\b(?:fiscal|years?|months?|weeks?|quarters?|periods?|ended|as of|as at|at|the|for|december"
    r"|january|three|six|nine|twelve|\d{1,2})\b|项目|年度|期间|截至|月末|月(?![活均])|[日年度|,、()（）—–-]|\s+",
    re.IGNORECASE,
)


_QUARTER = re.compile(
    r"(?:the )?(?P<word>first|second|third|fourth)[ -]quarter(?: ended)?"
    r"|(?:Q|第)(?P<number>[1-4一二三四])(?:季度?)?",
    re.IGNORECASE,
)
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4,
            "1": 1, "2": 2, "3": 3, "4": 4}  # fmt: skip
_EARLIER = re.compile(
    r"期初|年初|上期|上年|去年|\b(?:prior|previous|preceding) (?:fiscal )?(?:year|period)\b"
    r"|\bbeginning of (?:the )?(?:year|period)\b|\bopening balance\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`amount` is None where the cell holds words; `printed` is as it stands in the row, `factor`
    what one of it is worth.
    """

    row: TableRow
    heading: str
    printed: str
    amount: Amount | None
    period: Period | None
    factor: Decimal = Decimal(1)

    def said(self, language: Language) -> str:
        """In a few words: `Total revenue (2031): $312 million (printed 312, in millions)`."""
        opens, closes, colon = ("（", "）", "：") if language == "zh" else (" (", ")", ": ")
        heading = f"{opens}{self.heading}{closes}" if self.heading else ""
        about = f"{_about(self.row)}{heading}{colon}"
        if self.amount is None:
            return f"{about}{self.printed}"
        told = amounts.format(self._shown(self.amount), language)
        if self.factor == 1:
            return f"{about}{told}"
        if language == "zh":
            return (
                f"{about}{told}（表中为{self.printed}，单位：{_ZH.get(self.factor, self.factor)}）"
            )
        return (
            f"{about}{told} (printed {self.printed}, {_EN.get(self.factor, f'× {self.factor:,}')})"
        )

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """The amount, and as it is said."""
        return (self.amount, self._shown(self.amount)) if self.amount else ()

    def _shown(self, amount: Amount) -> Amount:
        """A loss in brackets is a loss of so much, not of less than nothing."""
        if amount.low < 0 and _OUT.search(self.row.label):
            return replace(amount, low=-amount.low, high=-amount.high)
        return amount


_OUT = re.compile(
    r"\bloss(?:es)?\b(?! *\))|\b(?:costs?|expenses?|purchases|payments|used|provision|development"
    r"|administration|marketing|depreciation|dividends|repurchases?)\b|亏损|成本|费用|支出|购建|支付",
    re.IGNORECASE,
)
_EN = {Decimal(1000): "in thousands", Decimal(10**4): "in ten thousands",
       Decimal(10**6): "in millions", Decimal(10**8): "in hundred millions",
       Decimal(10**9): "in billions"}  # fmt: skip
_ZH = {Decimal(1000): "千", Decimal(10**4): "万", Decimal(10**6): "百万", Decimal(10**8): "亿",
       Decimal(10**9): "十亿"}  # fmt: skip


def cells(row: TableRow, around: Scale = Scale()) -> Iterator[Cell]:  # noqa: B008  # frozen
    """Every cell of the row that says something."""
    own = scales.scale(row.label) | _unit_column(row)
    table = scales.scale(row.scale) | scales.scale(row.caption)
    lined = bool(_APART.search(row.label))
    for heading, printed in row.cells:
        if _is_unit(heading):
            continue
        apart = lined or bool(_APART.search(heading.strip()))
        head = scales.scale(heading) | _own_unit(heading, row)
        said = head | own | (Scale(unit=(table | around).unit) if apart else table | around)
        if apart and head.unit != "percent":
            said = Scale(factor=(head | own).factor, unit=(head | own).unit)
        amount = _amount(printed, said, apart)
        plain = amount is None or amount.unit in ("percent", "multiple")
        yield Cell(
            row=row, heading=heading, printed=printed, amount=amount,
            period=_time(heading, row),
            factor=Decimal(1) if plain else said.factor or Decimal(1),
        )  # fmt: skip


def _own_unit(heading: str, row: TableRow) -> Scale:
    """What the caption says of this column alone: "单位：万元，月活单位：万人"."""
    told = (m for m in _ITS_UNIT.finditer(f"{row.caption} {row.scale}") if m["what"] in heading)
    return next((scales.scale(f"({m['unit']})") for m in told), Scale())


def cells_of(text: str, around: Scale = Scale()) -> Iterator[Cell]:  # noqa: B008  # frozen
    for row in rows(text):
        yield from cells(row, around)


def period(text: str) -> Period | None:
    """The one period that a heading names; None where it names none or several."""
    found = dated(text)
    return found[0] if len({(p.start, p.end) for p in found}) == 1 else None


def _time(heading: str, row: TableRow) -> Period | None:
    """What the heading says; of what the row or the caption says its quarter or the year before."""
    if told := period(heading):
        return told
    whole = period(row.label) or period(row.caption)
    if number := quarter(heading):
        return in_quarter(whole, number) if whole else None
    return year_before(whole) if whole and is_earlier(heading) else whole


def quarter(heading: str) -> int:
    """Which one a heading without a year names; 0 for none."""
    found = _QUARTER.fullmatch(heading.strip())
    return _NUMBERS[(found["word"] or found["number"]).lower()] if found else 0


def is_earlier(heading: str) -> bool:
    """The column is of the year before the one its table is of."""
    return bool(_EARLIER.search(heading))


def in_quarter(year: Period, number: int) -> Period:
    """Of the calendar year that the period ends in."""
    first, last = date(year.end.year, 3 * number - 2, 1), date(year.end.year, 3 * number, 28)
    end = last.replace(day=monthrange(last.year, last.month)[1])
    return replace(year, start=first, end=end)


def year_before(period: Period) -> Period:
    return replace(period, start=_back(period.start), end=_back(period.end))


def _back(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def beyond_period(heading: str) -> str:
    """What a heading says besides its time and scale: "Parent" of "December 31, 2031 Parent"."""
    text = "" if quarter(heading) else heading
    for found in sorted(dated(heading), key=lambda p: -p.begin):
        text = text[: found.begin] + " " + text[found.stop :]
    return " ".join(_PERIOD_WORDS.sub(" ", text).split())


def _amount(printed: str, said: Scale, apart: bool) -> Amount | None:
    found = _NUMBER.fullmatch(printed.strip())
    if not found:
        return None
    digits = Decimal(found["digits"].replace(",", ""))
    negative = any(found[key] for key in ("open", "open2", "minus", "minus2"))
    value = -digits if negative else digits
    if found["percent"] or found["percent2"]:
        return _made(value, Decimal(1), "percent", printed)
    if found["times"]:
        return _made(value, Decimal(1), "multiple", printed)
    if said.unit == "percent":
        return _made(value, Decimal(1), "percent", printed)
    unit = scales.scale(found["sign"]).unit if found["sign"] else "" if apart else said.unit
    return _made(value, said.factor or Decimal(1), unit or said.unit or "count", printed)


def _made(value: Decimal, factor: Decimal, unit: str, printed: str) -> Amount:
    exponent = value.as_tuple().exponent
    step = Decimal(1).scaleb(int(exponent)) * factor
    scaled = value * factor
    return Amount(low=scaled, high=scaled, unit=unit, text=printed, step=step)


def _unit_column(row: TableRow) -> Scale:
    """What a column headed "Unit" says of the row."""
    said = [cell for head, cell in row.cells if _is_unit(head)]
    return scales.scale(f"({said[0]})") if said else Scale()


def _is_unit(heading: str) -> bool:
    return bool(re.fullmatch(r"\W*(?:units?|单位|\s)+\W*", heading, re.IGNORECASE))


def _about(row: TableRow) -> str:
    """The label, and the corner where it says what the labels are: "Revenue by segment"."""
    corner = beyond_period(row.corner)
    tells = len(re.findall(r"[A-Za-z]{2,}", corner)) > 2 and not scales.scale(corner).unit
    parts = (row.label, corner if tells else "")
    return ", ".join(p.strip(" :,：") for p in parts if p.strip(" :,："))
