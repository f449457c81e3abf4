"""Written numbers → Decimal: "3,993.7 million", "1.2bn", "twenty-five", "2.8万亿", "三千万".

In: the named groups of `PATTERN`, which other patterns embed. Out: `Numeral`s with the value, the
size of the last digit written and the scale word's worth. It knows neither units nor context, so
whether a number is an amount, a date or part of a name is for others to say.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TO_NINETY = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES, _TENS = _TO_NINETEEN.split(), _TO_NINETY.split()
_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "t": 10**12,
    "tn": 10**12, "trn": 10**12, "lakh": 10**5, "lakhs": 10**5, "crore": 10**7, "crores": 10**7,
    "拉克": 10**5, "克若尔": 10**7, "万": 10**4, "亿": 10**8, "兆": 10**12,
    "十": 10, "百": 10**2, "千": 10**3,
}  # fmt: skip
_CHINESE_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_CHINESE_DIGITS |= {"零": 0, "两": 2, "俩": 2}

_ONE = "(?:" + "|".join(sorted(_ONES, key=len, reverse=True)) + ")"
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[- ]{_ONE})?|{_ONE})"
_DIGITS = r"\d+(?:,\d+)*+(?:\.\d++)?+"
_LONG_SCALE = r"(?:hundred )?(?:thousand|million|billion|trillion)|hundred"
_SCALE = (
    rf"[ -]?(?:{_LONG_SCALE})\b|[ -]?(?:lakh crores?|lakhs?|crores?)\b|\s?(?:克若尔|拉克)"
    r"|\s?(?:mn|mln|bn|tn|trn)\b|[kKmMbBtT](?:n|N)?(?![A-Za-z0-9])"
    r"|\s?(?:[十百千]?万亿|[十百千]?(?:[万亿]|兆(?!瓦))|[百千](?!瓦|分|克|米|元店|问|度))"
)
_CHINESE = (
    r"[零〇一二两三四五六七八九十百千万亿]{1,16}(?:点[零〇一二三四五六七八九]{1,8}[万亿]{0,2})?"
)

PATTERN = (
    rf"(?:(?P<half>half a )(?P<halved>{_LONG_SCALE})\b"
    rf"|(?P<digits>{_DIGITS})(?P<more>[多余]|\s?\+(?=\s?(?:million|billion)))?(?P<scale>{_SCALE})?+"
    r"(?P<rest>(?<=亿)\d{1,4}(?:\.\d+)?万)?"
    rf"|\b(?P<words>(?i:{_WORD}))(?P<joined>[ -](?:{_LONG_SCALE})\b|(?=fold)|\b)"
    r"|(?<![A-Za-z-])(?<!few )(?<!several )(?<!many )(?<!couple of )(?<!per )(?<!every )"
    rf"(?P<bare>(?:a )?(?:{_LONG_SCALE}))(?=[ -])"
    rf"|(?P<chinese>{_CHINESE})(?P<chinese_more>[多余])?(?P<chinese_scale>[万亿])?)"
)
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+", re.ASCII)
_MAX_CHARS = 28  # Decimal's default precision; longer runs of digits are identifiers


@dataclass(frozen=True, slots=True)
class Numeral:
    """`value` includes `scale`; `spelled` numbers and bare scales ("万亿") need a unit to count."""

    value: Decimal
    step: Decimal
    scale: Decimal
    spelled: bool = False
    implied: bool = False
    more: bool = False


def read(groups: re.Match[str]) -> Numeral | None:
    """The number in a match of `PATTERN`; None for a malformed one ("1,2,3", "007")."""
    if groups["digits"]:
        return _read_digits(groups["digits"], groups)
    if groups["words"]:
        return _scaled(_word_value(groups["words"]), _scale(groups["joined"]), spelled=True)
    if groups["half"]:
        return _scaled(Decimal("0.5"), _scale(groups["halved"]), spelled=True)
    if groups["bare"]:
        return _scaled(Decimal(1), _scale(groups["bare"]), spelled=True, implied=True)
    return _read_chinese(groups["chinese"] or "", groups)


def _read_digits(digits: str, groups: re.Match[str]) -> Numeral | None:
    whole, _, decimals = digits.partition(".")
    leading_zero = len(whole) > 1 and whole[0] == "0"
    if leading_zero or len(digits) > _MAX_CHARS or not _COMMAS.fullmatch(whole):
        return None
    scale = _scale(groups["scale"])
    step = scale.scaleb(-len(decimals))
    value = Decimal(digits.replace(",", "")) * scale
    if rest := groups["rest"]:
        value, step = value + Decimal(rest[:-1]) * 10**4, Decimal(10**4)
    return Numeral(value, step, scale, more=bool(groups["more"]))


def _read_chinese(run: str, groups: re.Match[str]) -> Numeral | None:
    run += groups["chinese_scale"] or ""
    tail = re.search("[万亿]*$", run)
    assert tail is not None
    body, scale = run[: tail.start()], _scale(tail[0])
    whole, _, decimals = body.partition("点")
    value = _chinese_value(whole)
    run_of_digits = len(whole) > 1 and all(char in _CHINESE_DIGITS for char in whole)
    if value is None or (not body and len(tail[0]) > 2) or (tail[0] and run_of_digits):
        return None  # 零一万物 is a company, 二三万 is vague
    places = "".join(str(_CHINESE_DIGITS[digit]) for digit in decimals)
    number = value + Decimal(f"0.{places or 0}")
    return Numeral(
        number * scale, scale.scaleb(-len(places)), scale, spelled=True,
        implied=run[0] in "百千万亿", more=bool(groups["chinese_more"]),
    )  # fmt: skip


def _chinese_value(run: str) -> Decimal | None:
    """三千二百 → 3200, 二〇二六 → 2026, "" → 1 (a bare 万亿); None for nonsense."""
    if not run:
        return Decimal(1)
    if all(char in _CHINESE_DIGITS for char in run):
        return Decimal("".join(str(_CHINESE_DIGITS[char]) for char in run))
    total = section = digit = 0
    for char in run:
        if char in _CHINESE_DIGITS:
            if digit:
                return None
            digit = _CHINESE_DIGITS[char]
        elif char in "十百千":
            section += (digit or 1) * _SCALES[char]
            digit = 0
        else:
            total, section, digit = (total + section + digit) * _SCALES[char], 0, 0
    return Decimal(total + section + digit)


def _word_value(words: str) -> Decimal:
    value = 0
    for word in re.split("[- ]", words.lower()):
        value += _ONES.index(word) if word in _ONES else 10 * (_TENS.index(word) + 2)
    return Decimal(value)


def _scale(words: str | None) -> Decimal:
    """The product of the scale words: "hundred thousand" → 100,000, "百万" → 1,000,000."""
    parts = re.findall(
        r"[a-z]+|克若尔|拉克|[十百千万亿兆]", (words or "").lower().replace("a ", "")
    )
    scale = Decimal(1)
    for part in parts:
        scale *= _SCALES[part]
    return scale


def _scaled(
    value: Decimal, scale: Decimal, *, spelled: bool = False, implied: bool = False
) -> Numeral:
    return Numeral(value * scale, scale, scale, spelled=spelled, implied=implied)
