"""A figure of a sentence that a line of a cited table, or a cited sentence, gives in so many words.

In: the figure, its sentence, what is cited. Out: where it is quoted from, or None. A line has to be
called by the sentence (or else by the question), in the year that stands nearest to the figure, at
the scale that is said. Works nothing out.
"""

import re
from datetime import date
from decimal import Decimal

from bot.statements import columns, operands
from bot.statements.cited import Cited
from bot.statements.lines import Line, label_words, scale_of, years_in
from bot.statements.wanted import years
from knowledge import Amount, dated, finance, stated, words

_SAID_IN = re.compile(r"\(?in (?:USD )?(thousand|million|billion)s?\)?", re.IGNORECASE)
_NEAR = 28  # characters in which "(in thousands)" belongs to a figure
_CALCULATES = re.compile(r"[=÷×+]")  # then its figures may be of all lines that are needed
_SAME_WORDS = 3  # that a sentence shares with one whose figure it takes over
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OWN_YEAR = re.compile(
    r"\s*(?:\(|,? ?(?:in|for|at|as of|on|during|by|of) )(?:Q[1-4] )?[^\d,;()]{0,32}(?:\d{1,2}, )?"
    r"(?:FY\s?)?(?:19|20)\d\d",
    re.IGNORECASE,
)
_FISCAL = re.compile(r"\b(?:FY\s?['’]?\d|fiscal)", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d.,]*")
_FROM = re.compile(
    r"\b(?:from|against|versus|vs\.?|than|compared (?:with|to))\W*(?:an? (?:\w+ ){1,2}of\W*)?$"
)  # what it was before
_YEAR_BEFORE = re.compile(  # "5 the year before", not "5 less than the year before"
    r"[\s(,]*(?:(?:in|for|at|during|of|a|the|one|its|end)\s+)*(?:(?:year|twelve months) (?:before|"
    r"earlier|ago)|(?:prior|previous|preceding|last)(?: fiscal)? year)\b",
    re.IGNORECASE,
)
_IN_TURN = re.compile(r"\brespectively\b|分别", re.IGNORECASE)


def quoted(figure: Amount, text: str, held: Cited) -> str | None:
    same = lines_with(figure, text, held)
    meant = [line for line in same if is_meant(line, text, held)]
    timed = next((line for line in meant if _in_time(figure, line, text, held)), None)
    if timed:
        return f"quoted, {timed.said} in {timed.evidence_id}"
    return None if meant else _told(figure, text, held)


def lines_with(figure: Amount, text: str, held: Cited) -> list[Line]:
    return [line for line in held.lines if _meets_line(figure, line, text, held)]


def _told(figure: Amount, text: str, held: Cited) -> str | None:
    """In a sentence of the cited text that speaks of the same."""
    own = frozenset(words.telling(words.tokens(text)))
    for evidence_id, said in held.told:
        told = [a for a in stated(said) if a.unit == figure.unit]
        known = any(meets(figure, end, text) for a in told for end in (a.low, a.high))
        if known and len(own & frozenset(words.tokens(said))) >= _SAME_WORDS:
            return f"quoted in {evidence_id}"
    return None


def _meets_line(figure: Amount, line: Line, text: str, held: Cited) -> bool:
    if (figure.unit == "percent") != line.percent:
        return False
    if meets(figure, line.value, text):
        return True
    printed = line.value / line.scale  # told at the scale of the table, which the text says once
    said = scale_of(held.question + text) == line.scale or operands.is_operand(figure, text)
    bare = figure.step < line.scale and said
    return bare and abs(abs(figure.low) - abs(printed)) <= figure.step / 2


def meets(figure: Amount, value: Decimal, text: str) -> bool:
    """At the precision that the sentence gives, whatever its sign: a loss of 5 is (5)."""
    factors = [Decimal(1)]
    if figure.unit != "percent" and figure.step < 1000:
        around = text[max(0, figure.start - 40) : figure.end + _NEAR]
        if said := _SAID_IN.search(around):
            factors.append(scale_of(said[1]))
    return any(
        abs(abs(figure.low) * f - abs(value)) <= figure.step * f / 2
        or abs(abs(figure.high) * f - abs(value)) <= figure.step * f / 2
        for f in factors
    )


def is_meant(line: Line, text: str, held: Cited) -> bool:
    """It has the line's words or calls its item; one that calls none leans on what is asked."""
    own, heading = frozenset(words.tokens(text)), label_words(line.heading)
    label = line.words | frozenset(words.tokens(line.heading))
    by_heading = bool(heading) and not years_in(line.heading) and heading <= own
    if by_heading or _overlaps(line.words, own):
        return True
    items = [i for i in finance.vocabulary().items.values() if i.asked.search(text)]
    if items and not _CALCULATES.search(text):
        return any(columns.is_of(line, i) for i in items)
    asked = frozenset(words.tokens(held.question))
    return (
        bool(label & own)
        or _overlaps(line.words, asked)
        or any(columns.is_of(line, i) for i in finance.needed(held.question).items)
    )


def _overlaps(label: frozenset[str], said: frozenset[str]) -> bool:
    return bool(label) and len(label & said) * 2 >= len(label)


def _in_time(figure: Amount, line: Line, text: str, held: Cited) -> bool:
    if _YEAR.fullmatch(line.label):  # a row for each year: any that the sentence names
        return bool(line.years & (years_in(text) or _asked_years(held)))
    days = days_in(text)
    if len(days) == 1 and days <= days_in(line.said):
        return True
    if len(days) == 1 and not _FROM.search(text[: figure.start]) and _has(days, line, held):
        return False
    own = when(figure, text, held)
    if held.ahead and _FISCAL.search(f"{held.question} {text}"):
        own |= {year - held.ahead for year in own}
    return not line.years or not own or bool(line.years & own)


def when(figure: Amount, text: str, held: Cited) -> frozenset[int]:
    """The years that the figure is told of, else asked for; of what it was before, the one before
    as well ("from 5 in 2031": 2031 or 2030), or only that ("5 the year before").
    """
    own = years_of(figure, text) or _asked_years(held)
    before = frozenset(year - 1 for year in own)
    if _YEAR_BEFORE.match(text[figure.end :]):
        return before
    moved = len(years_in(text)) < 2 and _FROM.search(text[: figure.start])
    return own | before if moved else own


def _has(days: set[date], line: Line, held: Cited) -> bool:
    """Whether the row has a column of that very day, which this is not."""
    same = (x for x in held.lines if (x.label, x.table) == (line.label, line.table))
    return any(days == days_in(x.said) for x in same)


def days_in(text: str) -> set[date]:
    return {p.end for p in dated(text) if p.start == p.end}


def _asked_years(held: Cited) -> frozenset[int]:
    """A change is asked about of the year before as well."""
    return frozenset((*years(held.question), *(held.wanted.years if held.wanted else ())))


def years_of(figure: Amount, text: str) -> frozenset[int]:
    """The year that follows as its own ("23% in FY2022"), else that stands nearest to the figure
    without another between; all where they are told in turn, or as a range.
    """
    if len(_NUMBER.findall(figure.text)) > 1:
        return years_in(text)
    follows = _OWN_YEAR.match(text[figure.end :])
    if follows and not _IN_TURN.search(text):
        return years_in(follows.group())
    if not (found := list(_YEAR.finditer(text))) or _IN_TURN.search(text):
        return years_in(text)
    others = [a for a in stated(text) if (a.start, a.end) != (figure.start, figure.end)]
    own = [m for m in found if not any(_is_between(a, figure, m) for a in others)] or found
    nearest = min(own, key=lambda m: min(abs(m.start() - figure.end), abs(figure.start - m.end())))
    return frozenset({int(nearest[0])})


def _is_between(a: Amount, figure: Amount, year: re.Match[str]) -> bool:
    first, last = sorted((figure.start, year.start()))
    return first < a.start < last
