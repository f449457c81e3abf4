"""A month, quarter or year told without its year → the latest one that the record reaches.

"The March talks", 今年6月底, 去年: in a question they mean the last such time; FY26 is 2026. A day
without its year stands for its month: "the 16th or 17th of July", 7月16日.
In: the question and the day of the newest source. Out: periods as `knowledge.periods` gives them,
with the span they were told in. It does not know today's date, so what is recorded does not change
with it.
"""

import re
from dataclasses import replace

from knowledge import Period, periods

_MONTHS = "January February March April May June July August September October November December"
_SHORT = {  # "mar" is no English word, "may" one; those that end a sentence have no full stop
    "jan": "January", "feb": "February", "apr": "April", "jun": "June", "jul": "July",
    "aug": "August", "sep": "September", "sept": "September", "oct": "October", "nov": "November",
    "dec": "December",
}  # fmt: skip
_SMALL = [m for m in _MONTHS.lower().split() if m not in ("march", "may", "august")]  # also words
_EN = re.compile(
    r"(?<![A-Za-z])(?P<part>(?i:end(?: of)?|late|early|mid)[ -])?(?<!\d )(?P<m>"
    rf"{'|'.join(_MONTHS.split())}|{'|'.join(_SMALL)}|(?i:{'|'.join(_SHORT)}))(?![A-Za-z])"
    r"(?: (?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b)?(?!,? \d)"
    rf"|(?<![\d.,])(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)? (?P<dm>(?i:{'|'.join(_SHORT)})|"
    rf"(?i:{'|'.join(_MONTHS.split())}))(?=\s*(?:$|[?,.;:)]|(?:and|vs|or|against|minus|plus)\b))"
    r"|(?P<ye>\b(?:year[- ]end|end of (?:the|last) year)\b)(?!,? \d)"
    r"|\b(?P<q>Q[1-4])\b(?! ?['’]?\d)|\b(?P<half>H[12])\b(?! ?['’]?\d)"
    r"|\b[Yy][Ee] ?['’]?(?:20)?(?P<yy>\d\d)(?!\d)"
    r"|\b(?P<qw>first|second|third|fourth) quarter\b(?! of)|\b(?P<y>this|last) year\b"
    rf"|(?<![A-Za-z])FY ?(?:(?:to |ending )?(?:{'|'.join(_MONTHS.split())})[ -])?"
    r"['’]?(?:20)?(?P<f>\d\d)(?!\d)"
)
_ZH = re.compile(
    r"(?<![\d.去来近每约了用达满超逾])(?P<two>[2-4]\d)年"
    r"(?:(?P<twoh>[上下])半年|(?P<twoe>底|末)|(?![\d内前后来间的]))"
    r"|(?P<y>今年|去年|前年)?(?:(?<!\d)(?P<m>1[0-2]|[1-9])月"
    r"(?:(?P<d>\d{1,2}[日号])|(?=\d+(?:\.\d+)?[万亿])|(?![\d活均费份]))(?P<part>[初底末]|中(?![国东小型心文期央西欧亚美]))?"
    r"|第?(?P<q>[一二三四])季度|(?P<h>[上下])半年|(?P<end>年[初底末]))|(?P<whole>今年|去年|前年)(?!\d|同期)"
    r"|(?<!\d)(?P<f>\d\d)财年"
)
_BACK = {"今年": 0, "去年": 1, "前年": 2, "this": 0, "last": 1}
_MAY = re.compile(r"\b(?:in|of|by|since|until|before|after|last|from|the) May\b")


def recent(question: str, newest: str) -> list[Period]:
    """None where the record has no time of its own."""
    if not newest:
        return []
    found = [(m, _told_en(m, newest)) for m in _EN.finditer(question) if _is_time(m, question)]
    found += [(m, _told_zh(m, newest)) for m in _ZH.finditer(question)]
    made = []
    for match, text in found:
        for period in periods.find(text)[:1]:
            made.append(replace(period, begin=match.start(), stop=match.end(), text=match.group()))
    return made


def _is_time(match: re.Match[str], question: str) -> bool:
    """May and March are also verbs."""
    if match["m"] == "May" and not match["part"]:
        return any(m.end() == match.end() for m in _MAY.finditer(question))
    return match["m"] != "March" or match.start() > 0 or bool(match["part"])


def _told_en(match: re.Match[str], newest: str) -> str:
    year = int(newest[:4])
    if match["f"]:
        return f"20{match['f']}"  # whichever month it ends in, it is called by the year it ends in
    if match["y"]:
        return str(year - _BACK[match["y"]])
    if match["yy"]:
        return f"end of 20{match['yy']}"
    if match["half"]:
        half = int(match["half"][1])
        return f"H{half} {year - (half * 6 - 5 > int(newest[5:7]))}"
    if match["ye"]:
        return f"end of {year - (newest[5:7] != '12')}"
    if match["m"] or match["dm"]:
        name = _SHORT.get((match["m"] or match["dm"]).lower(), (match["m"] or match["dm"]).title())
        month = _MONTHS.split().index(name) + 1
        part = (match["part"] or "").lower()
        return f"{part}{name} {year - (month > int(newest[5:7]))}"
    words = {"first": 1, "second": 2, "third": 3, "fourth": 4}
    quarter = int(match["q"][1]) if match["q"] else words[match["qw"]]
    return f"Q{quarter} {year - (quarter * 3 - 2 > int(newest[5:7]))}"


def _told_zh(match: re.Match[str], newest: str) -> str:
    if match["f"]:
        return f"20{match['f']}年"
    if match["two"]:
        part = f"{match['twoh']}半年" if match["twoh"] else match["twoe"] or ""
        return f"20{match['two']}年{part}"
    told = match["y"] or match["whole"]
    first = _first_month(match)
    past = 0 if told or first <= int(newest[5:7]) else 1
    year = int(newest[:4]) - _BACK.get(told, past)
    part = match.group().removeprefix(told or "").removeprefix("年").removesuffix(match["d"] or "")
    return f"{year}年{part}"


def _first_month(match: re.Match[str]) -> int:
    if match["m"]:
        return int(match["m"])
    if match["q"]:
        return "一二三四".index(match["q"]) * 3 + 1
    return 12 if match["end"] in ("年底", "年末") else 7 if match["h"] == "下" else 1
