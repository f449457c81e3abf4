"""An `Amount` → words, in English or Chinese, so that `amounts.parse` reads the same amount back.

In: value, unit and bound. Out: "about CNY 1–2 billion", "至多10亿美元". It does not shorten: a
value that no scale word states exactly within three decimals is written out in full.
"""

from collections.abc import Mapping
from decimal import Decimal

from knowledge.records import Amount, Language

# unit → what stands before and after the number
_WORDS: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    "en": {
        "CNY": ("CNY ", ""), "USD": ("$", ""), "HKD": ("HK$", ""), "EUR": ("€", ""),
        "GBP": ("£", ""), "percent": ("", "%"), "multiple": ("", "×"), "count": ("", ""),
        "params": ("", " parameters"), "score": ("", ""),
    },
    "zh": {
        "CNY": ("", "元人民币"), "USD": ("", "美元"), "HKD": ("", "港元"), "EUR": ("", "欧元"),
        "GBP": ("", "英镑"), "JPY": ("", "日元"), "KRW": ("", "韩元"), "SGD": ("", "新元"),
        "AUD": ("", "澳元"), "CAD": ("", "加元"), "TWD": ("", "新台币"), "INR": ("", "印度卢比"),
        "NOK": ("", "挪威克朗"), "SEK": ("", "瑞典克朗"), "DKK": ("", "丹麦克朗"),
        "CHF": ("", "瑞士法郎"), "BRL": ("", "雷亚尔"), "MXN": ("", "墨西哥比索"),
        "NZD": ("", "新西兰元"), "ZAR": ("", "兰特"), "PLN": ("", "兹罗提"),
        "CZK": ("", "捷克克朗"), "TRY": ("", "土耳其里拉"), "THB": ("", "泰铢"),
        "IDR": ("", "印尼盾"), "VND": ("", "越南盾"), "MYR": ("", "林吉特"),
        "PHP": ("", "菲律宾比索"), "AED": ("", "迪拉姆"), "SAR": ("", "里亚尔"),
        "ILS": ("", "谢克尔"),
        "percent": ("", "%"), "multiple": ("", "倍"), "count": ("", ""), "score": ("", ""),
        "tokens": ("", "token"), "characters": ("", "字"), "params": ("", "参数"),
        "users": ("", "用户"), "people": ("", "人"), "GPUs": ("", "张卡"), "kWh": ("", "千瓦时"),
        "MW": ("", "兆瓦"), "years": ("", "年"), "months": ("", "个月"), "weeks": ("", "周"),
        "days": ("", "天"), "hours": ("", "小时"),
    },
}  # fmt: skip
_SINGULAR = {"tokens", "characters", "params", "users", "years", "months", "weeks", "days", "hours"}
_BOUNDS: Mapping[Language, Mapping[str, str]] = {
    "en": {"exact": "", "about": "about ", "at_least": "above ", "at_most": "up to "},
    "zh": {"exact": "", "about": "约", "at_least": "超过", "at_most": "至多"},
}
_SCALES: Mapping[Language, tuple[tuple[Decimal, str], ...]] = {
    "en": (
        (Decimal(10**12), " trillion"),
        (Decimal(10**9), " billion"),
        (Decimal(10**6), " million"),
    ),
    "zh": ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万")),
}
_MAX_DECIMALS = 3


def format(amount: Amount, language: Language) -> str:
    """The amount in words; for a unit without wording, the unit's name behind the number."""
    unit, per = amount.unit.removesuffix("/Mtok"), amount.unit.endswith("/Mtok")
    before, after = _affixes(unit, language)
    if amount.low == amount.high == 1 and unit in _SINGULAR and language == "en":
        after = after.removesuffix("s")
    number = _number(amount, language)
    minus = "-" if number.startswith("-") else ""
    words = f"{minus}{before}{number.removeprefix('-')}{after}"
    if per:
        words = f"{words} per million tokens" if language == "en" else f"每百万token {words}"
    return _BOUNDS[language][amount.bound] + words


def _affixes(unit: str, language: Language) -> tuple[str, str]:
    if unit in _WORDS[language]:
        return _WORDS[language][unit]
    is_currency = unit.isupper() and len(unit) == 3
    return (f"{unit} ", "") if is_currency else ("", f" {unit}")


def _number(amount: Amount, language: Language) -> str:
    if amount.low == amount.high:
        return _scaled(amount.low, _scale(amount.low, language))
    low, high = _scale(amount.low, language), _scale(amount.high, language)
    if language == "en" or not (low[1] and high[1]):
        high = low = high if _exact(amount.low, high[0]) else (Decimal(1), "")
    if language == "en":
        return f"{_digits(amount.low / low[0])}–{_scaled(amount.high, high)}"
    return f"{_scaled(amount.low, low)}–{_scaled(amount.high, high)}"


def _scale(value: Decimal, language: Language) -> tuple[Decimal, str]:
    """The largest scale word that states the value in a few decimals."""
    for size, word in _SCALES[language]:
        if abs(value) >= size and _exact(value, size):
            return size, word
    return Decimal(1), ""


def _exact(value: Decimal, size: Decimal) -> bool:
    return size == 1 or (value / size * 10**_MAX_DECIMALS) % 1 == 0


def _scaled(value: Decimal, scale: tuple[Decimal, str]) -> str:
    return _digits(value / scale[0]) + scale[1]


def _digits(value: Decimal) -> str:
    """Plain digits with thousands separators, so that no count reads as a year."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
