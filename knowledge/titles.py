"""What a figure is called where it is put together with another, in English and Chinese.

In: a fact. Out: the label of its attribute; where no label is known, its subject or the attribute's
own words, and in Chinese what its statement says beside the figure. Knows no formula.
"""

import re

from knowledge import periods
from knowledge.ledger import Ledger
from knowledge.lexicon import lexicon
from knowledge.records import Fact, Language
from knowledge.stated import stated

_CLAUSE = re.compile(r"[，。；：！？]")
_LATIN = re.compile(r"[A-Za-z0-9]$")
_EMPTY = re.compile(r"[（(]\s*[)）]")
_LOOSE = re.compile(r"^(?:的|在|截至|有|共|约|为)+|(?:为|有|共|约|是|达|的|超过|至多|次)+$")


def title(fact: Fact, ledger: Ledger, language: Language) -> str:
    """In Chinese an English label ends in a space: a figure stands right behind it."""
    told = _title(fact, ledger, language)
    return f"{told} " if language == "zh" and _LATIN.search(told) else told


def _title(fact: Fact, ledger: Ledger, language: Language) -> str:
    known = lexicon().attributes.get(fact.attribute)
    if known:
        return known[language]
    if language == "zh" and (told := _beside(fact, ledger)):
        return told
    if fact.attribute == "statement" and fact.subject:
        return fact.subject[:1].upper() + fact.subject[1:]
    return fact.attribute.replace("_", " ").capitalize()


def is_subject(fact: Fact, language: Language) -> bool:
    """Whether the label is the subject itself, which then need not be said again."""
    plain = lexicon().attributes.get(fact.attribute) is None
    return plain and fact.attribute == "statement" and language == "en"


def _beside(fact: Fact, ledger: Ledger) -> str:
    """The clause of the figure without figures, times and the company: 运送乘客 of
    托维萨2025年运送乘客540万人次.
    """
    text = fact.statement_zh
    own = next((a for a in stated(text) if (a.low, a.high) == fact.range), None)
    begin, end = (own.start, own.end) if own else (0, 0)
    start = max((m.end() for m in _CLAUSE.finditer(text, 0, begin)), default=0)
    stop = next((m.start() for m in _CLAUSE.finditer(text, end)), len(text))
    cuts = [(a.start, a.end) for a in stated(text)]
    cuts += [(p.begin, p.stop) for p in periods.find(text)]
    left = "".join(
        c for i, c in enumerate(text[:stop]) if i >= start and not any(s <= i < e for s, e in cuts)
    )
    entity = ledger.entity_of.get(fact.entity)
    for name in sorted(entity.names if entity else (), key=len, reverse=True):
        left = left.replace(name, "")
    return _LOOSE.sub("", _EMPTY.sub("", left))
