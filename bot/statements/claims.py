"""The figures of a sentence against the lines of cited statements.

A figure has to be that of a line which the sentence (or else the question) names, in the year that
stands nearest to it, at the scale it says; or a figure of a sentence that speaks of the same; or
worked out from figures that the text shows; or what a named formula makes of the lines. And one
that gives what was asked for has to be one of those that answer the question. Knows no ledger.
"""

import re
from collections.abc import Sequence, Set
from decimal import Decimal
from itertools import chain

from bot.answer import Check
from bot.statements import columns
from bot.statements.cited import Cited
from bot.statements.formulas import Kind, Value
from bot.statements.lines import Line, scale_of, years_in
from bot.statements.steps import steps
from bot.statements.wanted import Wanted, years
from knowledge import Amount, finance, stated, words

_SAID_IN = re.compile(r"\(?in (?:USD )?(thousand|million|billion)s?\)?", re.IGNORECASE)
_NEAR = 28  # characters in which "(in thousands)" belongs to a figure
_STEPS = re.compile(
    r"[=÷×/*%]|\b(?:divid|sum\b|total\b|averag|plus\b|minus\b|difference|ratio|margin|percent|gr[eo]w"
    r"|increas|decreas|declin|chang|more|less|higher|lower|up\b|down\b)",
    re.IGNORECASE,
)
_CALCULATES = re.compile(r"[=÷×+]")  # then its figures may be of all lines that are needed
_SAME_WORDS = 3  # that a sentence shares with one whose figure it takes over
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OWN_YEAR = re.compile(
    r"\s*(?:in|for|at the end of|as of|during)\s+(?:the )?(?:year |fiscal |FY\s?)*(?:19|20)\d\d",
    re.I,
)
_IN_TURN = re.compile(r"\brespectively\b|分别", re.IGNORECASE)
_LIMITS = ("at_least", "at_most")


def checks(text: str, held: Cited, before: Sequence[str]) -> list[Check]:
    """One of each figure; none where the sentence has none."""
    shown = [a for said in before for a in held.figures(said)]
    made = []
    for figure in held.figures(text):
        how = None
        if figure.bound not in _LIMITS:  # "more than 240" is another matter than 240
            how = _quoted(figure, text, held) or _worked_out(figure, text, shown, held)
        how = how or _asked(figure, held)
        detail = f"{figure.text}: {how}" if how else _off(figure, text, held)
        made.append(Check(kind="figure", ok=bool(how), detail=detail))
        if how:
            shown.append(figure)
    return made


def answers(text: str, held: Cited) -> list[Check]:
    """Whether a sentence that gives what was asked for gives a figure that answers it."""
    want = held.wanted
    if want is None or not want.called.search(text):
        return []
    own = years_in(text)
    given = [a for a in held.figures(text) if _is_kind(a, {v.kind for v in want.values})]
    if not given or (own and not own & set(want.years)):
        return []
    near = next((a for a in given if _is_allowed(a, want, text)), None)
    if near:
        return [Check(kind="asked", ok=True, detail=f"{want.name}: {near.text} answers")]
    detail = f"{want.name}: {given[-1].text} is not what follows from {want.values[0].how}"
    return [Check(kind="asked", ok=False, detail=detail)]


def _is_allowed(figure: Amount, want: Wanted, text: str) -> bool:
    """Between two percentages also the difference of what each is rounded to."""
    points = want.moves if figure.unit == "percent" else ()
    if any(abs(abs(figure.low) - abs(m)) <= figure.step for m in points):
        return True
    return any(_comes_to(figure, v, text) for v in _allowed(want))


def _allowed(want: Wanted) -> list[Decimal]:
    """The figures of either year, and of a change also what it is and in per cent."""
    first = want.values[::2] if want.moves else ()
    shares = [m / v.value * 100 for v, m in zip(first, want.moves, strict=False) if v.value]
    return [*(v.value for v in want.values), *want.moves, *shares]


def _is_kind(a: Amount, kinds: Set[Kind]) -> bool:
    if a.unit == "percent":
        return "percent" in kinds
    if len(a.unit) == 3 and a.unit.isupper():
        return "money" in kinds
    return bool(kinds & {"ratio", "money"}) if a.unit == "count" else "ratio" in kinds


def _is_of_kind(figure: Amount, value: Value) -> bool:
    return (figure.unit == "percent") == (value.kind == "percent") or value.kind == "ratio"


def _asked(figure: Amount, held: Cited) -> str | None:
    """The question gives it: "within 2%" of "not more than roughly 2%"."""
    same = any((a.low, a.unit) == (figure.low, figure.unit) for a in held.figures(held.question))
    return "as asked" if same else None


def _quoted(figure: Amount, text: str, held: Cited) -> str | None:
    same = [line for line in held.lines if _meets_line(figure, line, text, held)]
    meant = [line for line in same if _is_meant(line, text, held)]
    timed = next((line for line in meant if _in_time(figure, line, text, held)), None)
    if timed:
        return f"quoted, {timed.said} in {timed.evidence_id}"
    return None if same else _told(figure, text, held)


def _told(figure: Amount, text: str, held: Cited) -> str | None:
    """In a sentence of the cited text that speaks of the same."""
    own = frozenset(words.telling(words.tokens(text)))
    for evidence_id, said in held.told:
        known = any(figure.unit == a.unit and _meets(figure, a.low, text) for a in stated(said))
        if known and len(own & frozenset(words.tokens(said))) >= _SAME_WORDS:
            return f"quoted in {evidence_id}"
    return None


def _meets_line(figure: Amount, line: Line, text: str, held: Cited) -> bool:
    if (figure.unit == "percent") != line.percent:
        return False
    if _meets(figure, line.value, text):
        return True
    printed = line.value / line.scale  # told at the scale of the table, which the text says once
    bare = figure.step < line.scale and scale_of(held.question + text) == line.scale
    return bare and abs(abs(figure.low) - abs(printed)) <= figure.step / 2


def _meets(figure: Amount, value: Decimal, text: str) -> bool:
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


def _is_meant(line: Line, text: str, held: Cited) -> bool:
    """It has the line's words or calls its item; one that calls none leans on what is asked."""
    own, label = frozenset(words.tokens(text)), line.words | frozenset(words.tokens(line.heading))
    if _overlaps(line.words, own):
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
        return bool(line.years & years_in(text))
    own = _years_of(figure, text) or frozenset(years(held.question))
    return not line.years or not own or bool(line.years & own)


def _years_of(figure: Amount, text: str) -> frozenset[int]:
    """The year that follows as its own ("23% in FY2022"), else that stands nearest to the figure;
    all where they are told in turn.
    """
    if (own := _OWN_YEAR.match(text[figure.end :])) and not _IN_TURN.search(text):
        return years_in(own.group())
    found = [(min(abs(m.start() - figure.end), abs(figure.start - m.end())), int(m[0]))
             for m in _YEAR.finditer(text)]  # fmt: skip
    if not found or _IN_TURN.search(text):
        return years_in(text)
    return frozenset({min(found)[1]})


def _worked_out(figure: Amount, text: str, shown: Sequence[Amount], held: Cited) -> str | None:
    """By the formula that the question names, or from figures that the text has shown before."""
    given = (*held.wanted.values, *held.wanted.parts) if held.wanted else ()
    results = [v for v in given if _is_of_kind(figure, v) and _comes_to(figure, v.value, text)]
    if results:
        return f"computed, {results[0].how}"
    if not _STEPS.search(text):
        return None
    rows = columns.named(text, held.question, held.found)
    made = chain(steps(shown, figure), columns.follows(rows, percent=figure.unit == "percent"))
    how = next((how for value, how in made if _comes_to(figure, value, text)), None)
    return f"computed, {how}" if how else None


def _comes_to(figure: Amount, value: Decimal, text: str) -> bool:
    """As `_meets`, or with its last digits cut off: 101.4% of 101.47."""
    cut = 0 <= abs(value) - abs(figure.low) < figure.step
    return _meets(figure, value, text) or (figure.unit == "percent" and figure.low != 0 and cut)


def _off(figure: Amount, text: str, held: Cited) -> str:
    """What is wrong with it: line, period, or nowhere."""
    same = [line for line in held.lines if _meets_line(figure, line, text, held)]
    if not same:
        return f"{figure.text}: is no figure of the cited tables and text"
    meant = [line for line in same if _is_meant(line, text, held)]
    if not meant:
        return f"{figure.text}: mismatch of line, it is {same[0].said}"
    return f"{figure.text}: mismatch of period, it is {meant[0].said}"
