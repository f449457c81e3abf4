"""What a fact is of: its round, model, holder or period, in English and Chinese words.

In: a fact's `subject` and `subject_zh`. Out: the subject as said; in Chinese only what has a
Chinese form or is a name, else "". A stretch of time has words of its own in both. Knows no figure.
"""

import re
from datetime import timedelta

from knowledge import periods
from knowledge.ledger import Ledger
from knowledge.records import Fact, Language

_HALF = re.compile(r"(first|second) half of (\d{4})", re.IGNORECASE)
_YEAR_TO = re.compile(r"(?:fiscal |financial )?year (?:to|ended|ending) (?P<end>.+)", re.IGNORECASE)
_FISCAL = re.compile(r"FY ?(?P<year>20\d\d)")
_SERIES = re.compile(r"Series ([A-H]\+?)")
_NAME = re.compile(r"[A-Z0-9][\w.+-]*(?: [A-Z0-9][\w.+-]*)*")


def said(fact: Fact, ledger: Ledger, language: Language) -> str:
    subject = fact.subject or ""
    if language == "en":
        return subject
    if fact.subject_zh:
        return fact.subject_zh
    holder = next((e for e in ledger.entities if subject in e.names), None)
    if holder:
        return holder.name_zh
    if told := stretch(subject, language):
        return told
    if series := _SERIES.fullmatch(subject):
        return f"{series[1]}轮"
    return subject if is_name(subject) else ""


def is_name(text: str) -> bool:
    """Written the same in both languages: "Langur-3"."""
    return bool(_NAME.fullmatch(text)) and not text.isdigit()


def stretch(subject: str, language: Language) -> str:
    """A stretch of time that is the whole subject, in words: "first half of 2026", "year to March
    2026"; "" for anything else.
    """
    if half := _HALF.fullmatch(subject.strip()):
        part = "上半年" if half[1].lower() == "first" else "下半年"
        return f"{half[2]}年{part}" if language == "zh" else f"{half[1].lower()} half of {half[2]}"
    if year := _FISCAL.fullmatch(subject.strip()):
        return f"{year['year']}财年" if language == "zh" else subject.strip()
    if to := _YEAR_TO.fullmatch(subject.strip()):
        end = _of_calendar(to["end"], language)
        return end and (f"截至{end}的财年" if language == "zh" else f"the year to {end}")
    return _of_calendar(subject, language)


def _of_calendar(text: str, language: Language) -> str:
    """A day, a month, several months or a year: "April to September 2026"."""
    found = periods.find(text)
    if len(found) != 1 or found[0].text != text.strip():
        return ""
    start, end = found[0].start, found[0].end
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}年" if language == "zh" else f"{start.year}"
    if start.year == end.year and (start.month, end.month) in ((1, 6), (7, 12)):
        half = "first" if start.month == 1 else "second"
        return stretch(f"{half} half of {start.year}", language)
    if start == end:
        return periods.say(start.isoformat(), language)
    if start.day != 1 or (end + timedelta(days=1)).day != 1 or start.year != end.year:
        return ""
    if start.month == end.month:
        return periods.say(f"{start:%Y-%m}", language)
    return f"{start.year}年{start.month}月至{end.month}月" if language == "zh" else text.strip()
