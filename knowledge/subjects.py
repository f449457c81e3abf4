"""What a fact is of: its round, model, holder or period, in English and Chinese words.

In: a fact's `subject`. Out: the subject as said; in Chinese only what has a Chinese form or is a
name, else "". Knows no figure.
"""

import re

from knowledge import periods
from knowledge.ledger import Ledger
from knowledge.records import Fact, Language

_HALF = re.compile(r"(first|second) half of (\d{4})", re.IGNORECASE)
_SERIES = re.compile(r"Series ([A-H]\+?)")
_NAME = re.compile(r"[A-Z0-9][\w.+-]*(?: [A-Z0-9][\w.+-]*)*")


def said(fact: Fact, ledger: Ledger, language: Language) -> str:
    subject = fact.subject or ""
    if language == "en":
        return subject
    holder = next((e for e in ledger.entities if subject in e.names), None)
    if holder:
        return holder.name_zh
    if half := _HALF.search(subject):
        part = "上半年" if half[1].lower() == "first" else "下半年"
        return f"{half[2]}年{part}"
    if series := _SERIES.fullmatch(subject):
        return f"{series[1]}轮"
    if month := _month(subject):
        return month
    return subject if _NAME.fullmatch(subject) and not subject.isdigit() else ""


def _month(subject: str) -> str:
    """A year or month that is the whole subject: "April 2026"."""
    found = periods.find(subject)
    if len(found) != 1 or found[0].text != subject.strip():
        return ""
    start, end = found[0].start, found[0].end
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}年"
    whole = start.month == end.month and start.day == 1 and (end - start).days > 26
    return periods.say(f"{start:%Y-%m}", "zh") if whole else ""
