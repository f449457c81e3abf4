"""Which way a sentence says that something went, and which way its own figures say it went.

"Fell from $5 million in 2030 to $4 million" is judged by its two figures. Out: a check where they
decide, none where they do not; and the sentence without directions that it does not assert.
Knows no lines.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from bot.answer import Check
from bot.statements.cited import Cited
from bot.statements.quoted import years_of
from knowledge import Amount

NEGATED = re.compile(r"\b(?:not|no longer|never|neither)\b|n['’]t\b|不|没|未", re.IGNORECASE)
_UP = re.compile(
    r"\b(?:increas\w*|improv\w*|gr[eo]w\w*|ris(?:e|es|en|ing)|rose|expand\w*|widen\w*|climb\w*"
    r"|recover(?:ed|s|ing)|rebound\w*"
    r"|edged up|jump\w*|surg\w+|higher|up(?= from))\b"
    r"|上升|增加|增长|改善",
    re.IGNORECASE,
)
_DOWN = re.compile(
    r"\b(?:decreas\w*|declin\w*|drop\w*|fell|fall(?:en|ing)?|shr[aiu]nk\w*|lower|reduc\w*|deteriorat\w*|"
    r"worsen\w*|narrow(?:ed|ing|s)|contract(?:ed|ing)|slip\w*|slid|plung\w+"
    r"|down(?= from))\b|下降|减少|恶化",
    re.IGNORECASE,
)
_NOT_SO = re.compile(rf"(?:{NEGATED.pattern})[^,;]*?(?:{_UP.pattern}|{_DOWN.pattern})", re.I)
MOVED = {1: "rose", -1: "fell", 0: "stayed"}
LEADING = re.compile(r"^\W*(?:yes|no)\b[,:]?\s*", re.IGNORECASE)
_TO, _FROM = re.compile(r"\bto\b"), re.compile(r"\bfrom\b")
_THAN = re.compile(r"\b(?:from|than|compared (?:to|with)|versus|vs\.?)\b", re.IGNORECASE)
_TURN = (
    r"(?:increas|decreas|improv|gr[eo]w|ris[ei]|expand|reduc|lower|declin|drop|f[ae]ll|shr[aiu]nk"
    r"|worsen|deteriorat|widen|narrow|climb|jump|surg|slip|plung)\w*"
)
_ASKED = re.compile(r"\b(?:whether|if|to (?:determine|assess|see|judge|find))\b[^,;.]*", re.I)
_AIM = re.compile(
    rf"(?<!expected )(?<!likely )(?<!continued )(?<!continues )(?<!continue )(?<!began )"
    rf"(?<!started )(?<!seems )(?<!appears )\b(?:to|aim\w* at|efforts? at) (?:\w+ly )?{_TURN}",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\bgrowth (?:rates?|percentages?|figures?|%)", re.IGNORECASE)
_AGAIN = re.compile(rf"\W*(?:th(?:is|e|at)|such(?: an?)?) (?:[\w-]+ ){{0,2}}{_TURN}", re.IGNORECASE)
_DIGIT = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d")
_SIZE = re.compile(  # "grew 5%, against 10% before": a figure that is the change itself
    rf"(?:\bby|{_TURN}(?: rates?)?(?: (?:of|by|at|was|were|is))?)"
    r"(?: (?:about|around|approximately|nearly|roughly|over|only|just|an?))*[\s~$€£¥]*$",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"[,;，；]\s+(?:(?:while|but|and|whereas|although|though)\b)?|\s(?:while|but|whereas)\b"
)
_LOST = re.compile(r"\b(?:loss|losses|negative|deficit|outflow)\b|亏损", re.IGNORECASE)
_PART = re.compile(r"[,;，；]|\b(?:while|but|whereas|which|who|and|although|though|because)\b")
_NO = re.compile(r"\bno (?:[\w-]+ ){0,2}$", re.IGNORECASE)  # "no real improvement"
_BEFORE = 24  # characters in which "from" belongs to a figure
_NEAR = 60  # characters before the figures of two years in which it says that they moved


def ways(text: str) -> set[int]:
    """1 and -1 for the directions it says, without those it denies beside another."""
    if _both(text):
        text = _NOT_SO.sub(" ", text)
    return {way for way, said in ((1, _UP), (-1, _DOWN)) if said.search(text)}


def is_so(text: str, sign: int) -> bool | None:
    """Whether what the sentence says of a direction holds; None where it says none, or two."""
    said = ways(text)
    if len(said) != 1:
        return None
    (way,) = said
    plain = _NOT_SO.sub(" ", text) if _both(text) else text
    found = (_UP if way > 0 else _DOWN).search(plain)
    return (sign == way) != (found is not None and is_denied(plain, found.start()))


def is_denied(text: str, at: int) -> bool:
    """Whether a "not" before it in its clause denies the word that starts there."""
    start = max((m.end() for m in _PART.finditer(text[:at])), default=0)
    before = text[start:at]
    return bool(NEGATED.search(before) or _NO.search(before))


def _both(text: str) -> bool:
    return bool(_UP.search(text) and _DOWN.search(text))


def asserted(text: str, told: Sequence[str]) -> str:
    """The sentence, its places kept, without directions that it does not assert: of a question, an
    aim, the name of a line; or of a sentence that stood before ("This decrease reflects …").
    """
    plain = LEADING.sub(_blank, text)
    for pattern in (_ASKED, _AIM) if _DIGIT.search(text) else (_ASKED, _AIM, _CALLED):
        plain = pattern.sub(_blank, plain)
    again = _AGAIN.match(plain)
    if again and any(ways(said) == ways(again.group()) for said in told):
        plain = _blank(again) + plain[again.end() :]
    return plain


def without(text: str) -> str:
    return _DOWN.sub(" ", _UP.sub(" ", text))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def of(text: str, held: Cited) -> list[Check]:
    """By the two figures between which it says that something moved."""
    plain = LEADING.sub("", text)
    pairs = list(_pairs(held.figures(plain), plain))
    sizes = [(_size(a, plain), _size(b, plain)) for a, b in pairs]
    signs = {(b > a) - (b < a) for a, b in sizes}
    said = _clause(plain, *pairs[0]) if len(pairs) == 1 else plain
    ok = is_so(said, *signs) if len(signs) == 1 and not NEGATED.search(said) else None
    if ok is None:
        return []
    before, after = pairs[0]
    return [Check(kind="sign", ok=ok, detail=f"from {before.text} to {after.text}")]


def _size(figure: Amount, text: str) -> Decimal:
    """A loss of the one is less than a profit of the other."""
    lost = len(_LOST.findall(text)) == 1 and _LOST.search(text[: figure.start])
    near = bool(lost) and _LOST.search(text[max(0, figure.start - _BEFORE) : figure.start])
    return -abs(figure.low) if near else abs(figure.low)


def _clause(text: str, *pair: Amount) -> str:
    """What of the sentence stands around both figures, where another clause has a way too."""
    start, end = min(a.start for a in pair), max(a.end for a in pair)
    cuts = [0, *(m.end() for m in _CUT.finditer(text)), len(text)]
    first = max(c for c in cuts if c <= start)
    return text[first : min(c for c in cuts if c >= end)]


def _pairs(figures: Sequence[Amount], text: str) -> Iterator[tuple[Amount, Amount]]:
    """Earlier and later: "from A to B", "B, down from A", "A in 2030 and B in 2031"."""
    for a, b in pairwise(figures):
        lead, between = text[max(0, a.start - _BEFORE) : a.start], text[a.end : b.start]
        near = text[max(0, a.start - _NEAR) : b.start]
        first, then = years_of(a, text), years_of(b, text)
        if a.unit != b.unit or _SIZE.search(lead):
            continue
        if _FROM.search(lead) and _TO.search(between):
            yield a, b
        elif _THAN.search(between):
            yield b, a
        elif len(first) == len(then) == 1 and first != then and ways(near):
            yield (a, b) if min(first) < min(then) else (b, a)
