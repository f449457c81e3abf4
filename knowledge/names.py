"""Digits that are no amounts: model names, versions, dates, clock times, citation marks.

In: a text. Out: the same text, character for character, with full-width forms made plain and those
stretches blanked out. It knows shapes ("GLM-5.2", "Llama 4", "[3]"), not which products exist.
"""

import re
from functools import cache

from knowledge import periods

BLANK = "\0"
_WIDE = "０１２３４５６７８９％＋－～（）＄／：［］￥−\u2011\u3000\u00a0\u202f" + BLANK
_NARROW = "0123456789%+-~()$/:[]¥--    "
_PLAIN = str.maketrans(_WIDE, _NARROW)

# Letters that stand in front of an amount without a space: "RMB10bn", "token3美元", "ARR3亿美元".
_NOT_NAMES = r"(?:RMB|CNY|USD|HKD|EUR|GBP|JPY|SGD|KRW|INR|[Tt]okens?|ARR|MAU|DAU|WAU)-?\d"
_NAME = (
    rf"(?<![A-Za-z0-9_.-])(?!{_NOT_NAMES})[A-Za-z_]{{1,20}}+(?:-[A-Za-z]{{1,20}}+){{0,3}}-?\d"
    r"[A-Za-z0-9_]*(?:[.-][A-Za-z0-9]+)*\+?"
)
_OTHER = (
    r"https?://[^\s，。；、）)]+|[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{1,40}",
    r"\[\d{1,3}(?:[,\-– ]{1,2}\d{1,3}){0,9}\]|【\d{1,3}】",
    r"(?m:^[ \t]{0,12}(?:[-*>]|#{1,6})?[ \t]{0,4}\d{1,3}(?:[.)](?=\s)|、))",
    r"(?m:^#{1,6}[ \t]{1,4}\d+(?:\.\d+)*(?=\s))",
    r"(?<![\w.])\d{1,4}(?::\d{1,4})+(?![\w])|(?<![\w.])\d{1,3}/\d{1,3}(?![\w/])",
    r"(?<![\w.])\d+(?:\.\d+){2,}|(?<![\w.])v\.?\s?\d[\d.]*",
    r"\b(?:[Nn]o\.|[Nn]umber|[Pp]ages?|[Pp]p?\.|[Ss]ection|[Cc]hapter|[Ff]igure|[Tt]able|[Tt]ier|"
    r"[Pp]hase|[Ss]tep|[Vv]ersion|[Aa]rticle|[Ii]tem|[Ll]evel|[Rr]ule|[Nn]ote|[Dd]ay|[Tt]op|#)"
    r"\s?\d+(?:\.\d+)*(?!\d|,\d|\s?[万亿%kmb]|\s(?:million|billion|thousand|percent))",
    r"第\s?[\d一二三四五六七八九十百]+",
)
_SCORE = re.compile(r"\d{2,3}\.\d{1,2}|0\.\d+", re.ASCII)
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z'-]*)[ -]$", re.ASCII)
_FUNCTION_WORDS = (
    "a about above after all an and around as at before below between both but by each either "
    "exactly for from given had has have he i if in including into is it its just less more my "
    "nearly no of on only or our out over plus raised raising roughly score scores scored she "
    "since so some still than that the their there these they this those through to total under "
    "until up via was we were when where which while with within you your q usd rmb cny"
)
_NO_NAMES = frozenset(_FUNCTION_WORDS.split())


def hide(text: str) -> str:
    """The text with everything that only looks like an amount blanked out, same length."""
    plain = text.translate(_PLAIN)
    taken = [*periods.spans(plain), *(match.span() for match in _hidden().finditer(plain))]
    pieces, position = [], 0
    for start, end in sorted(taken):
        if end > position:
            start = max(start, position)
            pieces += [plain[position:start], BLANK * (end - start)]
            position = end
    return "".join(pieces) + plain[position:]


def completes_name(seen: str, start: int, end: int) -> bool:
    """Whether the bare number at `start` belongs to a name: "Llama 4", "Claude Opus 4.6".

    Versions with decimals stay below ten; "BrowseComp 60.6" and "RULER 0.910" are scores.
    """
    if start < 2 or seen[start - 1] not in " -" or _SCORE.fullmatch(seen, start, end):
        return False
    match = _WORD_BEFORE.search(seen[max(0, start - 24) : start])
    return match is not None and match[1].lower() not in _NO_NAMES and match[1] != match[1].lower()


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile("|".join((_NAME, *_OTHER)), re.ASCII)
