"""Statements → the names in them: words always written with a capital, names told with a number.

In: facts. Out: "juncture" → "Juncture"; Wapiti with 1, 2. Months and rounds are no such names.
Knows no question.
"""

import re
from collections.abc import Iterable, Mapping

from knowledge import word_classes
from knowledge.records import Fact

_ANY = re.compile(r"(?<![A-Za-zÀ-ɏ])[A-ZÀ-Þ][A-Za-zÀ-ɏ]+")  # Tromsø too
# within a sentence, beside no other name: "Cloud" of "Fennimore Cloud" is none by itself
_ALONE = re.compile(r"(?<!\S)[a-z0-9][^\sA-Z]* ([A-ZÀ-Þ][A-Za-zÀ-ɏ]+)(?= (?![A-Z])|['’,.;]|$)")
NUMBERED = re.compile(r"(?<![A-Za-z])([A-Z][A-Za-z]+) (\d{1,2}(?:\.\d)?)(?![\d,.]*[\d%])")
_CODE = re.compile(r"(?<![\w-])([A-Z]{2,5}-(\d{3,4}))(?![\w-])")
_TIMES = frozenset(
    ["January", "February", "March", "April", "May", "June", "July", "August", "September"]
    + ["October", "November", "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep"]
    + ["Sept", "Oct", "Nov", "Dec", "Series", "Round", "Q", "H", "FY"]
)


def capitals(facts: Iterable[Fact]) -> Mapping[str, str]:
    """Small → as it is written; of words that a dictionary has only those that stand alone."""
    found: dict[str, str] = {}
    small: set[str] = set()
    before: dict[str, set[str]] = {}
    for text in _texts(facts):
        alone = {m[1] for m in _ALONE.finditer(text) if not _ends_name(text[: m.start()])}
        for m in _ANY.finditer(text):
            last = text[: m.start()].split(" ")[-2:-1] if text[: m.start()].endswith(" ") else []
            name = last[0] if last and last[0][:1].isupper() and last[0].isalpha() else ""
            before.setdefault(m.group(), set()).add(name)
        small.update(re.findall(r"\b[a-z]+\b", text))
        found |= {
            word.lower(): word
            for word in _ANY.findall(text)
            if word in alone or not word_classes.is_word(word)
        }
    return {
        key: word
        for key, word in found.items()
        if key not in small and not _last_of_several(word, before)
    }


def _ends_name(before: str) -> bool:
    """A word with a capital stands right before it: "Cloud" in "Fennimore Cloud" is none."""
    last = before.split()[-1:]
    return bool(last) and last[0][:1].isupper()


def _last_of_several(word: str, before: Mapping[str, set[str]]) -> bool:
    """It only ever closes other names: "Pharma" of two companies names neither."""
    return len(before.get(word, ())) > 1 and "" not in before[word]


def numbered(facts: Iterable[Fact]) -> Mapping[str, frozenset[str]]:
    """Name → the numbers it is told with: Wapiti → 1, 2."""
    found: dict[str, set[str]] = {}
    for text in _texts(facts):
        for name, number in NUMBERED.findall(text):
            if name not in _TIMES:
                found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def in_chinese(facts: Iterable[Fact]) -> Mapping[str, str]:
    """Chinese → the name that is told with a number: 斯卡迪 of 斯卡迪3 → Skadi. What all statements
    of a name have before that number.
    """
    told: dict[str, list[str]] = {}
    for fact in facts:
        for name, number in NUMBERED.findall(fact.statement):
            runs = re.findall(
                rf"([㐀-鿿]{{2,}}){re.escape(number)}(?![\d.]|[年月日])", fact.statement_zh
            )
            if name not in _TIMES and name not in fact.statement_zh and runs:
                told.setdefault(name, []).append(runs[0])
    found = {name: _tail(runs) for name, runs in told.items()}
    return {chinese: name for name, chinese in found.items() if len(chinese) > 1}


def _tail(runs: list[str]) -> str:
    """What they all end in, without a word before it: 发布的斯卡迪."""
    shortest = min(runs, key=len)
    ends = (shortest[i:] for i in range(len(shortest)))
    shared = next((e for e in ends if all(r.endswith(e) for r in runs)), "")
    return re.split("[的了在与和及将由是把对为]", shared)[-1]


def coded(facts: Iterable[Fact]) -> Mapping[str, str]:
    """Number → the one code that it ends: 101 → "ORS-101"."""
    found: dict[str, set[str]] = {}
    for text in _texts(facts):
        for code, number in _CODE.findall(text):
            found.setdefault(number, set()).add(code)
    return {number: next(iter(codes)) for number, codes in found.items() if len(codes) == 1}


def _texts(facts: Iterable[Fact]) -> list[str]:
    return [t for f in facts for t in (f.statement, f.subject or "")]
