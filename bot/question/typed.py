"""A question typed in a hurry → with its names as the record writes them: "juncture" is Juncture.

In: the question, the ledger. Out: the question with the capitals that the record always gives a
word; and names with a number ("wapiti 2", "v2"), each with its place. Knows no source's text.
"""

import re
from collections.abc import Sequence

from knowledge import Ledger, amounts, lexicon, proper

_WORD = re.compile(r"(?<![A-Za-zÀ-ɏ0-9'’])[a-zß-ÿ][A-Za-zÀ-ɏ]+(?![A-Za-zÀ-ɏ])")
_CODE = re.compile(
    r"(?<![A-Za-z0-9_.,$€£¥-])(?P<number>\d{3,4})(?![A-Za-z0-9_%]|[.,]\d|\s?(?:million|billion|bn|[mk]\b"
    r"|[万亿元人家名个位台辆张座款项条次年月日天小分种颗块岁倍吨公千百]))"
)
# by itself: "LongBench v2" and "V4-Pro" name something else
_VERSION = re.compile(r"(?<![A-Za-z0-9])[vV](\d{1,2}(?:\.\d)?)(?![\d.]*\d|[A-Za-z-])")
_OWNED = re.compile(r"(?<![\w-])[A-Z][\w-]* $")

# "in march 2026", "3 may 2026": a month beside its year
_MONTH = re.compile(
    r"(?<![A-Za-z])(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
    r"(?=\.?,? (?:\d{1,2},? )?(?:19|20)\d\d\b)"
    r"|(?:(?<=\b(?:in|by) )|(?<=\b(?:vs|to|of) )(?=[a-z]+\s*(?:$|[?,.;:])))"
    r"(?:march|may|august)(?![A-Za-z])"
)

# of a trial: "phase ii", 三期
_PHASE = re.compile(
    r"(?<![A-Za-z])phase (iii|ii|iv|i|[1-4])(?![A-Za-z0-9])|([一二三四])期(?![间末初货权限内])",
    re.I,
)
_NUMBER = r"\d{1,2}(?:\.\d)?(?![\d.年月日])"
_NUMERALS = {
    n: i for row in ("1234", "一二三四", ("i", "ii", "iii", "iv")) for i, n in enumerate(row, 1)
}

Named = tuple[int, int, str]


def capitals(question: str, ledger: Ledger) -> str:
    known, generic = ledger.capitals, lexicon().generic_en

    def written(match: re.Match[str]) -> str:
        word = match.group()
        return word if word.lower() in generic else known.get(word.lower(), word)

    return _WORD.sub(written, _MONTH.sub(lambda m: m.group().title(), question))


def numbered(question: str, ledger: Ledger, people: Sequence[Named]) -> list[Named]:
    """Names that the record tells with some number: of "Wapiti 1" too, where it knows a Wapiti 2,
    so that the one is not answered by the other. `people` are told already.
    """
    families = ledger.numbered
    phases = _PHASE.finditer(question) if "Phase" in families else ()
    told = [(*m.span(), f"Phase {_NUMERALS[(m[1] or m[2]).lower()]}") for m in phases]
    found = told + [
        (*m.span(), f"{m[1]} {m[2]}")
        for m in proper.NUMBERED.finditer(question)
        if m[1] in families
        and not any(s < m.end() and m.start() < e for s, e, _ in people)
        and not _is_money(m.group())
    ]
    found += [
        (*m.span(), f"{name} {m[1]}")
        for chinese, name in ledger.in_chinese.items()
        for m in re.finditer(rf"{chinese}\s?({_NUMBER})", question)
    ]
    found += [
        (*m.span(), ledger.coded[m[1]]) for m in _CODE.finditer(question) if m[1] in ledger.coded
    ]
    for m in _VERSION.finditer(question):
        if _OWNED.search(question[: m.start()]):
            continue
        names = [f"{name} {m[1]}" for name, numbers in families.items() if m[1] in numbers]
        found += [(*m.span(), name) for name in names] if len(names) == 1 else []
    return found


def _is_money(told: str) -> bool:
    """Such as "EUR 2.6" of "EUR 2.6 billion", which names nothing."""
    return any(len(a.unit) == 3 and a.unit.isupper() for a in amounts.find(told))
