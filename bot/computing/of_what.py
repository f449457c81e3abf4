"""What a recorded figure is a figure of, in the record's own words.

In: a fact. Out: a text of its subject, its attribute and what stands beside the figure in either
statement: "24 electric vessels" of "runs 24 electric vessels on 11 routes". The rest of a statement
tells of other things, and a figure is none of them. Knows no question.
"""

import re
from functools import lru_cache

from knowledge import Amount, Fact, Language, lexicon, stated

_KEPT = 10_000
_WORDS = 5  # of English before the figure and behind it
_LETTERS = 10  # of Chinese
_NEAR = 4  # 乘客 of 运送乘客540万人次
_BASES = (1, 1_000, 1_000_000)  # 88 GWh may be recorded as 88
_BOTH: tuple[Language, Language] = ("en", "zh")
_ON = re.compile(r"\b(?:and|or|on|in|at|of|for|to|by|with|from|as|after|out)\b|[和与在]")
_SCORES = frozenset({"benchmark_score", "efficiency", "capacity", "usage_rank"})
_EACH = re.compile(
    r"\bprice\b|\b(?:per|each|every)\b"
    r"|\b(?:an?) (?:hour|day|week|month|scan|unit|piece|head|claim)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;:!?](?:\s|$)|[。；：！？，]")


@lru_cache(maxsize=_KEPT)
def of_what(fact: Fact) -> str:
    label = lexicon().attributes.get(fact.attribute, {})
    told = lexicon().words_of(fact.attribute)
    beside = (_beside(fact, "en"), _beside(fact, "zh"))
    return "\n".join([fact.subject or "", told, *label.values(), *beside])


@lru_cache(maxsize=_KEPT)
def counted(fact: Fact) -> str:
    """The very thing that its number counts: passengers of "carries 300 passengers and 36 cars"."""
    label = lexicon().attributes.get(fact.attribute, {})
    return "\n".join([lexicon().words_of(fact.attribute), *label.values(), nouns(fact)])


def nouns(fact: Fact) -> str:
    """What stands behind its number in either statement."""
    told = []
    for language in _BOTH:
        amount = own_amount(fact, language)
        text = fact.said(language)
        after = text[amount.end :] if amount else ""
        before = text[: amount.start][-_NEAR:] if amount and language == "zh" else ""
        told.append(before + _STOP.split(_ON.split(after)[0])[0])
    return "\n".join(told)


def is_rate(fact: Fact) -> bool:
    """A price, a score or another figure for each of something already: "£4.20 a scan"."""
    if fact.attribute in _SCORES or "price" in fact.attribute:
        return True
    usual = not lexicon().words_of(fact.attribute) and fact.attribute != "statement"
    return not usual and bool(_EACH.search(f"{fact.subject or ''}\n{fact.statement}"))


def own_amount(fact: Fact, language: Language) -> Amount | None:
    """Where the statement tells the figure."""
    low = fact.range[0] if fact.range else None
    told = stated(fact.said(language))
    return next((a for a in told for by in _BASES if low is not None and a.low == low * by), None)


def _beside(fact: Fact, language: Language) -> str:
    amount, text = own_amount(fact, language), fact.said(language)
    if amount is None:
        return ""
    clauses = _STOP.split(text[: amount.start])
    before = clauses[-1]
    if language == "zh" and len(before) <= _NEAR and len(clauses) > 1:
        before = clauses[-2] + before  # 三年期租船合同，金额3600万
    after = _STOP.split(text[amount.end :])[0]
    if language == "zh":
        return f"{before[-_LETTERS:]}{amount.text}{after[:_LETTERS]}"
    return " ".join([*before.split()[-_WORDS:], amount.text, *after.split()[:_WORDS]])
