"""Whether digits in a text come to a value, read without `knowledge.amounts`.

In: "cash of KRW 396 billion", "现金为3,960亿韩元" and a `Sum`. Out: yes or no. The answer and the
expected value would otherwise be read by one parser, whose defects would hide themselves. Far
coarser than that parser: it says only that the right digits, scale and sign of money stand there.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from evals.case import Sum

SLACK = Decimal("0.006")  # of an amount: what rounding to three digits may take
_SCALE = {
    "trillion": 12, "tn": 12, "万亿": 12, "billion": 9, "bn": 9, "b": 9, "十亿": 9, "亿": 8,
    "million": 6, "m": 6, "mn": 6, "百万": 6, "万": 4, "thousand": 3, "k": 3, "千": 3,
}  # fmt: skip
_WORDS: dict[str, int | Decimal] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "hundred": 100, "half": Decimal("0.5"), "doubled": 2, "tenfold": 10,
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "十": 10, "半": Decimal("0.5"), "翻倍": 2,
}  # fmt: skip
_SCALES = "|".join(sorted(_SCALE, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<n>\d[\d,]*(?:\.\d+)?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
    rf"(?:[ -]?(?P<scale>{_SCALES})(?:(?<![a-z])|(?![a-z])))?",  # "25.6万token", not "5 meters"
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s?(?:[-–—~至到和与、,/]|to|and|or|、)\s?[$€£¥₩]?", re.IGNORECASE)
_SIGNS = {
    "USD": r"\$|USD|dollar|美元|美金",
    "CNY": r"CNY|RMB|yuan|(?<![美韩欧日港])元|人民币|¥",
    "EUR": r"€|EUR|euro|欧元",
    "KRW": r"KRW|₩|\bwon\b|韩元|韩圆",
    "JPY": r"JPY|¥|yen|日元|日圆",
    "HKD": r"HK\$|HKD|Hong Kong dollar|港元|港币",
    "GBP": r"£|GBP|pound|英镑",
    "percent": r"%|percent|per cent|百分|个点",
    "multiple": r"times|×|\bx\b|倍|fold",
}
_NEAR = 24  # characters between a figure and its sign of money


def spelled(text: str, wanted: Sum) -> bool:
    """Whether both ends of the amount stand in the text with the sign of their unit near by."""
    return all(_stands(text, end, wanted.unit) for end in {wanted.low, wanted.high})


def _stands(text: str, value: Decimal, unit: str) -> bool:
    sign = _SIGNS.get(unit)
    for read, start, end in _read(text):
        if abs(read - abs(value)) > abs(value) * SLACK:
            continue
        if sign is None or re.search(sign, text[max(0, start - _NEAR) : end + _NEAR], re.I):
            return True
    return False


def _read(text: str) -> Iterator[tuple[Decimal, int, int]]:
    """Each figure with its own scale, bare, and with the scale of the next in a range or list."""
    found = list(_NUMBER.finditer(text))
    for i, match in enumerate(found):
        value, scales = _value(match["n"]), {0}
        for later in found[i:]:
            if later is not match and not _JOINT.fullmatch(text, found[i].end(), later.start()):
                break
            if later["scale"]:
                scales.add(_SCALE[later["scale"].lower()])
                break
        yield from ((value.scaleb(scale), match.start(), match.end()) for scale in scales)


def _value(text: str) -> Decimal:
    if text[0].isdigit():
        return Decimal(text.replace(",", ""))
    return Decimal(_WORDS[text.lower()])
