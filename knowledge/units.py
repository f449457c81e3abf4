"""The words for units, currencies and bounds in English and Chinese, and how each is written.

In: a position just after a number. Out: the unit's name as used in `Amount`, and the factor to its
base unit (1 GWh → 1,000,000 kWh). Nothing here knows about numbers, ranges or sentences.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from knowledge.records import Bound

_SIGNS = {"BRL": r"R\$", "NZD": r"NZ\$", "MXN": r"MX\$"}
CURRENCIES: Mapping[str, tuple[str, str]] = {
    # written in front, written behind; longer ones first where one starts another
    "HKD": (
        r"HK\$|HKD|Hong Kong dollars|港币|港元",
        r"港元|港币|港幣|元港币|HKD|Hong Kong dollars?",
    ),
    "TWD": (r"NT\$|TWD", r"新台币|台币|TWD"),
    "SGD": (r"S\$|SGD", r"新加坡元|新元|SGD|Singapore dollars?"),
    "AUD": (r"A\$|AUD", r"澳元|AUD|Australian dollars?"),
    "CAD": (r"C\$|CAD", r"加元|CAD|Canadian dollars?"),
    "USD": (r"US\$|USD|US dollars|\$", r"美元|美金|USD|(?:US |U\.S\. )?dollars?"),
    "EUR": (r"€|EUR", r"欧元|EUR|euros?"),
    "GBP": (r"£|GBP", r"英镑|GBP|pounds?"),
    "JPY": (r"JP¥|JPY", r"日元|日圆|JPY|(?:Japanese )?yen"),
    "KRW": (r"₩|KRW", r"韩元|KRW|won"),
    "INR": (r"₹|INR", r"印度卢比|卢比|INR|(?:Indian )?rupees?"),
    **{
        code: (rf"{_SIGNS[code]}|{code}" if code in _SIGNS else code, rf"{zh}|{code}|{en}")
        for code, zh, en in (
            ("NOK", "挪威克朗", r"Norwegian (?:kroner|krone)"),
            ("SEK", "瑞典克朗", r"Swedish (?:kronor|krona)"),
            ("DKK", "丹麦克朗", r"Danish (?:kroner|krone)"),
            ("CHF", "瑞士法郎|瑞郎", "Swiss francs?"),
            ("BRL", "巴西雷亚尔|雷亚尔", "Brazilian rea(?:is|l)"),
            ("MXN", "墨西哥比索", "Mexican pesos?"),
            ("NZD", "新西兰元|纽元", "New Zealand dollars?"),
            ("ZAR", "南非兰特|兰特", "(?:South African )?rand"),
            ("PLN", "波兰兹罗提|兹罗提", "(?:Polish )?zloty"),
            ("CZK", "捷克克朗", "Czech (?:koruna|crowns)"),
            ("TRY", "土耳其里拉|里拉", "Turkish lira"),
            ("THB", "泰铢", "(?:Thai )?baht"),
            ("IDR", "印尼盾|印度尼西亚盾", "(?:Indonesian )?rupiah"),
            ("VND", "越南盾", "Vietnamese dong"),
            ("MYR", "马来西亚林吉特|林吉特|令吉", "(?:Malaysian )?ringgit"),
            ("PHP", "菲律宾比索", "Philippine pesos?"),
            ("AED", "阿联酋迪拉姆|迪拉姆", "(?:UAE )?dirhams?"),
            ("SAR", "沙特里亚尔|里亚尔", "(?:Saudi )?riyals?"),
            ("ILS", "以色列谢克尔|谢克尔", "(?:Israeli )?shekels?"),
        )
    },
    "CNY": (
        r"CNY|RMB|¥|人民币",
        r"元人民币|人民币元|人民币|元(?![素件宇旦老首启器年月])|(?:Chinese )?yuan|RMB|CNY|renminbi",
    ),
}
PREFIX = "(?:" + "|".join(front for front, _ in CURRENCIES.values()) + ")"

_MODIFIERS = (
    r"(?:(?:monthly|weekly|daily|active|activated|activations?|paying|paid|registered|global|"
    r"overseas|domestic|international|total|training|pretraining|mixed|visual|text|and|input|output|"
    r"cached|context|Chinese|English|new|unique|full-time|additional|more|further|other|enterprise|"
    r"free|combined|extra|\w+-hour)[ -]){0,5}"
)
_CHINESE_MODIFIERS = "(?:图文|混合|训练|输入|输出|文本|视觉|中文|上下文){0,3}"
_TOKEN = r"[Tt]okens?(?![A-Za-z])"
_CARD = r"(?:[A-Z\0][\w\0-]*[ -]){0,3}"
_PEOPLE = r"employees|people|staff(?: members)?|workers|engineers|researchers|persons|headcount"
# unit, factor to the base unit, words in English, words in Chinese
_UNITS: tuple[tuple[str, str, str, str], ...] = (
    ("percent", "1", r"\s?%|[- ]?per ?cent\b|[- ]percentage points?\b|[- ]?pct\b", "个?百分点"),
    ("percent", "0.01", r"\s?bps?\b|[- ]basis points?\b", "个?基点"),
    ("percent", "10", r"(?!)", "成(?![为立功本交员长果熟品绩都不型就分])"),
    ("multiple", "1", r"\s?×|[xX](?![A-Za-z0-9])|[- ]?times\b|-?fold\b", "倍"),
    ("tokens", "1", rf"[- ]?{_MODIFIERS}{_TOKEN}", rf"个?{_CHINESE_MODIFIERS}(?:{_TOKEN}|词元)"),
    (
        "characters", "1", rf"[- ]{_MODIFIERS}(?:characters?|chars)\b",
        "个?(?:汉字|字符|中文字|字(?![节段典母号体幕]))",
    ),
    (
        "params", "1", rf"[- ]?{_MODIFIERS}(?:parameters?|params?)\b"
        r"|(?<=[A-Za-z])[- ](?:total|active|activated)\b", "个?参数",
    ),
    (
        "users", "1", rf"[- ]{_MODIFIERS}(?:users?|subscribers?|[MWD]AUs?)\b",
        "[个名位]?(?:[月周日]?活?跃?付?费?注?册?用户|[月周日]活|订阅用户)",
    ),
    (
        "people", "1", rf"[- ]{_MODIFIERS}(?:{_PEOPLE})\b",
        "(?:名|位(?!数)|人(?![工类均民才物气力机形])|员工)(?:员工)?",
    ),
    (
        "GPUs", "1", rf"[- ]?{_CARD}(?:GPUs?|cards|accelerators|chips)\b",
        r"[张块](?:显卡|\s?GPU|卡)?|卡",
    ),
    ("kWh", "1", r"[- ]?(?:kWh|kilowatt[- ]hours?)\b", "千瓦时|度电"),
    ("kWh", "1000", r"[- ]?(?:MWh|megawatt[- ]hours?)\b", "兆瓦时"),
    ("kWh", "1000000", r"[- ]?(?:GWh|gigawatt[- ]hours?)\b", "吉瓦时"),
    ("MW", "1", r"[- ]?(?:MW|megawatts?)\b", "兆瓦"),
    ("MW", "1000", r"[- ]?(?:GW|gigawatts?)\b", "吉瓦"),
    ("years", "1", r"[- ]years?\b", "年(?![级代度底初末中报会])"),
    ("months", "1", r"[- ]months?\b", "个月"),
    ("tonnes", "1", r"[- ](?:metric )?tonn?es?\b", "吨(?!位)"),
    ("weeks", "1", r"[- ]weeks?\b", "周(?![年末一二三四五六日])|个星期"),
    ("days", "1", r"[- ]days?\b", "个?天(?![使地])"),
    ("hours", "1", r"[- ]hours?\b", "个?小时"),
    ("count", "1", "(?!)", "[个次家项条份种款轮篇台道股只笔场省枚间所套组批颗步题页章分名档]"),
    ("count", "1", "(?!)", "[艘座辆架栋幢件例瓶箱床户]"),
)  # fmt: skip
_SUFFIXES = (
    *(
        (unit, "1", rf"\s?(?:{back})(?!(?<=[A-Za-z])(?:[A-Za-z]|\s?\d))")
        for unit, (_, back) in CURRENCIES.items()
    ),
    *((unit, factor, rf"{en}|\s?(?:{zh})") for unit, factor, en, zh in _UNITS),
)

_INPUT = r"(?:(?:cached|uncached|input|output|prompt|completion|blended|and|or)[ -]){0,4}"
PER_MILLION_TOKENS = re.compile(
    rf"\s?(?:/|per|for every|a|每)\s?(?:1\s?)?(?:M|million|mn|百万)\s?{_INPUT}个?[tT]ok(?:en)?s?"
    r"(?![A-Za-z])|/Mtok\b",
    re.A,
)
EVERY_MILLION_TOKENS = r"每一?百万\s?个?\s?(?:输入|输出)?\s?[tT]okens?[^\d，。；、,;.\n\0]{0,12}?"

_BOUNDS: tuple[tuple[Bound, str, str], ...] = (
    (
        "at_most",
        r"at most|(?<!edged )(?<!crept )(?<!moved )(?<!inched )(?<!ticked )(?<!climbed )up to|"
        r"below|under|less than|fewer than|lower than|not? more than|"
        r"no higher than|as (?:much|many) as|just (?:under|below|shy of)|a maximum of|"
        r"slightly (?:less than|under)",
        r"≤|可达|不超过|不足|不到|不高于|不多于|少于|略少于|低于|至多|最多|最高|最长|最大|小于",
    ),
    (
        "at_least",
        r"more than|above|over|exceed(?:s|ed|ing)?|at least|(?:no|not) (?:less|fewer|lower) than|"
        r"pass(?:es|ed|ing)|surpass(?:es|ed|ing)?|upwards? of|in excess of|north of|greater than|"
        r"higher than|a little (?:over|more than)|(?:slightly|well|far) (?:over|above|more than)|"
        r"topp(?:ed|ing)|tops|beyond|a minimum of",
        r"≥|不低于|不少于|不小于|至少|最少|最低|略多于|略高于|略超|超过|超出|超|逾|多于|大于|高于|突破",
    ),
    (
        "about",
        r"about|around|roughly|nearly|almost|approximately|approx\.?|some|close to|near(?: to)?|"
        r"an estimated|circa|~|barely|in the region of",
        r"大约|大概|约为|约合|约|接近|将近|近|差不多|估计",
    ),
)
# A verb may stand between bound and number: "至少募集100亿元", "最多减少75%".
_VERB = (
    "(?:[增升降减]至|增[长加]|减少|上升|上涨|下跌|下降|降低|提[升高]|消耗|募集|融资|投入|需要?|达到?"
    "|有|为|了)?"
)
BOUND_BEFORE_TEXT = (
    "(?:" + "|".join(f"(?i:{en})(?![A-Za-z])|(?:{zh}){_VERB}" for _, en, zh in _BOUNDS) + ")"
)
_BOUND_AFTER = re.compile(
    r"(?P<at_least>\+(?!\s?[\d$€£¥])|\s?(?:以上|之上)|多(?![个家])|余| or (?:more|above|higher)\b)"
    r"|(?P<at_most>以内|以下|之内| or (?:less|below|fewer)\b)|(?P<about>左右|上下(?!文)| or so\b)",
    re.A,
)

_HALF = (
    r"(?<![Ff]irst )(?<![Ss]econd )(?<!latter )(?<!other )(?<!first-)(?<!second-)\b[Hh]alf\b"
    r"(?![- ](?:years?|way|time|an?|hour|day|month|dozen)\b)"
    r"|一半|半数|(?<=[近过超少多])半(?![年个天月导径价程])"
)
FIXED: tuple[tuple[str, str, str], ...] = (
    # wording, value, unit. Not "double-digit growth", "second half", "half a year", "半年"
    (r"翻了?一?[倍番]|twice\b|Twice\b", "2", "multiple"),
    (
        r"[Dd]oubl(?:e|ed|es|ing)(?![- ](?:digit|down|check|click|edged|count))\b", "2", "multiple",
    ),
    (r"(?:thrice|[Tt]ripl(?:e|ed|es|ing))(?!-)\b", "3", "multiple"),
    (r"[Qq]uadrupl(?:e|ed|es|ing)\b|翻了?两番", "4", "multiple"),
    # "multiplied every amount by ten", 放大十倍
    (r"\bby (?:a factor of )?ten(?=[:;.,)\n]|$)", "10", "multiple"),
    (_HALF, "50", "percent"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit read after a number; `end` is where its words stop."""

    name: str
    factor: Decimal
    end: int


def after(text: str, position: int) -> Unit | None:
    """The unit whose words start at `position`."""
    match = _suffixes().match(text, position)
    if match is None or match.lastgroup is None:
        return None
    name, factor, _ = _SUFFIXES[int(match.lastgroup[1:])]
    return Unit(name, Decimal(factor), match.end())


def currency(front: str) -> str:
    """The ISO code of what stood in front of a number ("HK$" → "HKD")."""
    return next(code for code, (words, _) in CURRENCIES.items() if re.fullmatch(words, front))


def bound_before(words: str) -> Bound:
    """What the words before a number claim: "at least about" and "up to more than" are at_least."""
    found = [_named(match) for match in _bounds().finditer(words)] if words else []
    limits = [bound for bound in found if bound != "about"]
    return limits[-1] if limits else found[-1] if found else "exact"


def bound_after(text: str, position: int) -> tuple[Bound, int]:
    """What the words behind an amount claim ("以上", "or so"), and where they end."""
    match = _BOUND_AFTER.match(text, position)
    return (_named(match), match.end()) if match else ("exact", position)


def _named(match: re.Match[str]) -> Bound:
    return next(bound for bound, _, _ in _BOUNDS if match[bound])


# The larger patterns are compiled on first use: together they take 0.1 s.
@cache
def _suffixes() -> re.Pattern[str]:
    return re.compile(
        "|".join(f"(?P<u{i}>{words})" for i, (_, _, words) in enumerate(_SUFFIXES)), re.ASCII
    )


@cache
def _bounds() -> re.Pattern[str]:
    groups = (f"(?P<{name}>(?<![A-Za-z])(?:{en})(?![A-Za-z])|{zh})" for name, en, zh in _BOUNDS)
    return re.compile("|".join(groups), re.ASCII | re.IGNORECASE)
