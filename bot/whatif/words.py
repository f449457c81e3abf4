"""A what-if question → tokens: topics, amounts, counts, spans of time, dates, telling words.

In: a question and today's date. Out: tokens in reading order, none overlapping, and the words
that nothing stands for. Relative times are made absolute first. It does not know what belongs to
what.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache

from bot.whatif.near import settled
from bot.whatif.terms import terms
from bot.whatif.times import absolute
from bot.whatif.token import Read as Read
from bot.whatif.token import Token as Token
from knowledge import Amount, Language, amounts, by_opening, in_small, is_cjk, periods
from knowledge.scenario import Level

_DIGITS = r"\d+(?:\.\d+)?"
_STOP = re.compile(r"[;:?!，；：、。？！\n()（）—]|,(?!\d{3})|\.(?=\s|$)|(?<=\s)[-–+](?=\s)")
BLANK = "\0"
_WORD = re.compile(r"[㐀-鿿]+|(?:[A-Za-z]|\d)(?:[A-Za-z\d'’.+-]*[A-Za-z\d])?|[$€£¥]+")
_SUFFIX = re.compile(r"(?:['’]s|-(?:scale|class|level|sized?|style|like|type)s?)+\b", re.IGNORECASE)
_UNDER = re.compile(r"(?:below|under|less than)\s+|低于|不足|少于", re.IGNORECASE)
_CLOSING = re.compile(r"^(?:end|late)\b|[底末]$")
_HALVES = frozenset({"half", "一半"})
_TENTHS = re.compile(r"打?([一二三四五六七八九\d])折")
_MONTHS = (("year", 12), ("年", 12), ("quarter", 3), ("季", 3))  # of what else than a month
_KEPT = 16  # readings: the steps of one answer read the same question
_LARGE = 10_000  # a bare count from here on is money: nobody trains ten thousand times


def tokens(question: str, language: Language, today: date, names: Collection[str] = ()) -> Read:
    """What is found first uses its characters up: dates, spans, amounts, counts, then words."""
    return _tokens(question, language, today, frozenset(names))


@lru_cache(maxsize=_KEPT)
def _tokens(question: str, language: Language, today: date, names: frozenset[str]) -> Read:
    text, at = absolute(question, today)
    left, found = text, list[Token]()
    known, words = _known(names), _words(language)
    for reader in (_dates, _stops, _fractions, _spans, _amounts, _counts, known, words, _unknown):
        new = list(reader(left))
        found += new
        for token in new:
            left = left[: token.start] + BLANK * (token.end - token.start) + left[token.end :]
    ordered = sorted(found, key=lambda t: t.start)
    return Read(text, tuple(settled(ordered, text)), question, at)


def _dates(text: str) -> Iterator[Token]:
    for period in periods.find(text):
        closing = bool(_CLOSING.search(period.text))
        value = (period.start, period.end)
        yield Token("date", period.begin, period.stop, value, closing=closing)


def _stops(text: str) -> Iterator[Token]:
    for match in _STOP.finditer(text):
        yield Token("stop", match.start(), match.end())


def _spans(text: str) -> Iterator[Token]:
    """Lengths of time, in months; those that start later ("in two years", "两年后") are "later"."""
    for match in _span().finditer(text):
        number = _value(match["n"] or match["zn"] or match["h"])
        if match["half"] or match["half2"] or match["zhalf"]:
            number += Decimal("0.5")
        unit = match["unit"] or match["zunit"] or "year"
        months = number * next((n for word, n in _MONTHS if word in unit.lower()), 1)
        tag = "later" if match["later"] or match["zlater"] else "span"
        tag = "unknown" if match["from"] else tag  # "two to three years" is no one length
        yield Token(tag, match.start(), match.end(), months)


@cache
def _span() -> re.Pattern[str]:
    number = rf"{_DIGITS}|{_alternatives(terms()['numbers'])}"
    later = terms()["relative"]
    return re.compile(
        rf"(?P<from>(?:{number})(?: to | or |\s?[-–~到至]\s?))?"
        rf"(?:\b(?P<later>(?:{'|'.join(later['later_en'])}) )?"
        rf"(?:(?P<n>{number})(?P<half> and a half)?[ -](?P<unit>years?|months?|quarters?)"
        rf"|(?P<h>half a) year)\b(?P<half2> and a half)?"
        rf"|(?P<zn>{number})\s?(?P<zunit>年|个月|个季度)(?P<zhalf>半)?"
        rf"(?P<zlater>{'|'.join(later['later_zh'])})?)",
        re.IGNORECASE,
    )


def _fractions(text: str) -> Iterator[Token]:
    """Such as "by a third", "三分之一", as percentages; "八折" is 0.8 times."""
    for match in _TENTHS.finditer(text):
        tenths = _value(match[1]) / 10
        level = Level(low=tenths, high=tenths, unit="multiple")
        yield Token("multiple", match.start(), match.end(), level)
    known = terms()["fractions"]
    for match in re.finditer(_alternatives(known), text, re.IGNORECASE):
        part, whole = known[match[0].lower()]
        share = Decimal(100 * part) / whole
        value = Level(low=share, high=share, unit="percent")
        yield Token("percent", match.start(), match.end(), value)


def _amounts(text: str) -> Iterator[Token]:
    for each in amounts.find(text):
        tag = _kind(each)
        if tag:
            unit = each.unit if tag != "money" or each.unit != "count" else ""
            level = Level(low=each.low, high=each.high, unit=unit)
            signed = text[each.start - 1 : each.start] == "+" or each.text.startswith("+")
            added = each.text.endswith("倍") and "翻" not in each.text
            part = each.text.lower() in _HALVES
            under = _UNDER.match(each.text)  # "fall below £6m": what must be left, told before it
            start = each.start + (under.end() if under else 0)
            yield Token(tag, start, each.end, level, signed=signed, added=added, part=part)


def _kind(each: Amount) -> str | None:
    if each.unit in ("percent", "multiple"):
        return each.unit
    if each.unit == "count":
        return "money" if abs(each.low) >= _LARGE else None
    if len(each.unit) == 3 and each.unit.isupper():
        return "money"
    return None if each.unit in ("years", "months") else "unknown"


def _counts(text: str) -> Iterator[Token]:
    """Such as "three", "2.5", "two to three", "两到三次"; Chinese ones with a word of counting."""
    for match in _count().finditer(text):
        low = _value(match["n"] or match["zn"])
        high = _value(match["m"] or match["zm"]) if match["m"] or match["zm"] else low
        tag = "times" if match["zn"] else "number"
        value = Level(low=min(low, high), high=max(low, high), unit="count")
        yield Token(tag, match.start(), match.end(), value)


@cache
def _count() -> re.Pattern[str]:
    words = terms()["numbers"]
    en = rf"{_DIGITS}|{_alternatives(w for w in words if not is_cjk(w))}"
    zh = rf"{_DIGITS}|{_alternatives(w for w in words if is_cjk(w))}"
    counted = "|".join(terms()["count_words"])
    return re.compile(
        rf"(?P<zn>{zh})(?:\s?[到至~-]?\s?(?P<zm>{zh}))?\s?(?:{counted})(?![性付])"
        rf"|(?<![\w.-])(?P<n>{en})(?:(?: (?:to|or) |[-–])(?P<m>{en}))?(?![\w%-]|\.\d)",
        re.IGNORECASE,
    )


@cache
def _words(language: Language) -> Callable[[str], Iterator[Token]]:
    """Terms and filler, the longest first."""
    spoken = ("en",) if language == "en" else ("en", "zh")
    tags = {word: "filler" for each in spoken for word in terms()["filler"][each]}
    for tag, row in terms()["terms"].items():
        tags |= {word: tag for each in spoken for word in row[each]}
    pattern = re.compile(_alternatives(tags))

    def read(text: str) -> Iterator[Token]:
        for match in pattern.finditer(in_small(text)):
            yield Token(tags[match[0]], match.start(), match.end())

    return read


def _known(names: frozenset[str]) -> Callable[[str], Iterator[Token]]:
    """Names the desk knows, with what hangs on them: "K3-scale". They carry nothing here."""

    def read(text: str) -> Iterator[Token]:
        said = text.lower()
        present = [n for n in names if n.lower() in said]
        pattern = re.compile(_alternatives(present) if present else r"(?!)", re.IGNORECASE)
        for match in pattern.finditer(text):
            suffix = _SUFFIX.match(text, match.end())
            yield Token("filler", match.start(), suffix.end() if suffix else match.end())

    return read


def _unknown(text: str) -> Iterator[Token]:
    for match in _WORD.finditer(text):
        yield Token("unknown", match.start(), match.end())


def _value(word: str) -> Decimal:
    known = terms()["numbers"]
    return Decimal(str(known[word.lower()])) if word.lower() in known else Decimal(word)


def _alternatives(words: Iterable[str]) -> str:
    """Longest first; Latin words whole, Chinese ones anywhere."""
    ordered = sorted(words, key=len, reverse=True)
    chinese, latin = ([w for w in ordered if is_cjk(w) is asked] for asked in (True, False))
    whole = rf"(?<![A-Za-z\d-])(?:{by_opening(latin)})(?![A-Za-z\d'’])"
    return "|".join([by_opening(chinese)] * bool(chinese) + [whole] * bool(latin))
