"""A text → the companies it speaks of as such, and how often: "Orrery was founded", "云樵创始人".

A name counts as a company's by how it is spoken of: it was founded, is valued, employs, has a chief
executive, or is written with its trade: "Orrery AI". Knows no document and no list of companies.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from knowledge import is_cjk, lexicon, words

_WORD = r"[A-Z][A-Za-z0-9À-ɏ&-]*[a-zÀ-ɏ0-9][A-Za-z0-9À-ɏ&-]*"
_TRADE = r"(?:AI|Labs?|Inc|Corp|Ltd|Technologies|Robotics|Systems|Intelligence)"
_NAME = rf"(?<![A-Za-z0-9])(?<!of )(?<!in )(?P<name>{_WORD}(?: {_WORD})?)"
_LATIN = (
    re.compile(rf"{_NAME} {_TRADE}\b"),
    re.compile(
        rf"{_NAME}(?:,[^,.;]{{3,40}},)? "
        r"(?:(?:was|is) (?:founded|valued|headquartered)|employs|sells)\b"
    ),
    re.compile(rf"{_NAME}(?:,[^,.;]{{3,40}},)? (?:has )?raised [$€£¥\d]"),
    re.compile(
        rf"{_NAME}['’]s (?:annual |latest |own )*(?:valuation|revenues?|employees|headcount|cash"
        r"|founders?|chief executive|customers)\b"
    ),
)
_CHINESE = re.compile(
    r"(?:^|[\s，。；：、“”‘’（(《》])(?:而|但|由|据|对|竞争对手|对手|同行)?(?P<name>[\u4e00-\u9fff]{2,8}?)"
    r"(?:于\d{4}年[^，。]{0,6})?(?:成立于|创立于|创办于|的?联合创始人|的?创始人|的?投后估值|的?估值|宣布|完成"
    r"|(?:今年|去年|[在于])(?:\d{1,2}月)?(?:完成|起诉|发布))",
    re.MULTILINE,
)
_NOT_ONE = re.compile(r"公司|对手|目前|其中|今年|去年|此前|最新|投后|投前|融资|年\d|我们|上述")
_DEMONYM = re.compile(r"[A-Z][a-z]+(?:ese|ish|ian|ican|pean)\b")
FEWEST = 3  # times a name is said before a text can be about whoever bears it
_SOON = 0.25  # of a text: whom it is about is named before
_AHEAD = 1.5  # times as often as the next


def spoken_of(text: str) -> frozenset[str]:
    """The companies, as they are written; of "Orrery AI" also "Orrery"."""
    found = [m["name"] for pattern in _LATIN for m in pattern.finditer(text)]
    found += [m.group() for m in _LATIN[0].finditer(text)]
    latin = {
        n for n in found if not (lexicon().is_generic(n.split()[0].lower()) or _DEMONYM.match(n))
    }
    return frozenset(latin | set(_chinese(text)))


def without_trade(name: str) -> str:
    """Of "Orrery AI" the name alone."""
    return re.sub(rf" {_TRADE}$", "", name)


def _chinese(text: str) -> Iterator[str]:
    for found in _CHINESE.finditer(text):
        name = found["name"]
        if words.is_name(name) and not (_NOT_ONE.search(name) or words.is_person(name)):
            yield name


def mostly(names: Iterable[str], text: str, least: int = FEWEST) -> str:
    """Whom of these the text is about: said at `least` so often, and clearly more often than
    anybody else who is no part of him. "" where nobody is.
    """
    counts = Counter({name: count(name, text) for name in names})
    ranked = sorted(counts, key=lambda n: (-counts[n], -len(n), n))
    if not ranked or counts[ranked[0]] < least:
        return ""
    best = ranked[0]
    if text.lower().find(best.lower()) > len(text) * _SOON:
        return ""
    others = [n for n in ranked if n.lower() not in best.lower() and best.lower() not in n.lower()]
    return "" if any(counts[n] * _AHEAD > counts[best] for n in others) else best


def count(name: str, text: str) -> int:
    if is_cjk(name):
        return text.count(name)
    return len(re.findall(rf"(?<![A-Za-z]){re.escape(name)}(?![a-z])", text, re.IGNORECASE))


def leads(person: str, names: Iterable[str], text: str) -> Iterator[str]:
    """Which of these companies the text says somebody founded or runs."""
    for name in names:
        one, led = re.escape(name), rf"(?i:{re.escape(person)})"
        said = (
            rf"{one}[^，。；]{{0,6}}{_ROLE_ZH}[^，。；]{{0,8}}?{led}"
            if is_cjk(person)
            else rf"{led}[^.;]{{0,40}}\b{_ROLE} of {one}"
            rf"|{one}['’]s (?:co-?)?{_ROLE}[^.;]{{0,30}}{led}"
        )
        if re.search(said, text):
            yield name


_ROLE = r"(?:founder|chief executive|CEO)"
_ROLE_ZH = "(?:创始人|首席执行官|董事长|总裁|CEO)"
